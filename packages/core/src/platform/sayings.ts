/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a place. */
export const placeFields = sayings({
  required_with: "is required with {field}",
  go_together: "{one} and {other} go together: both or neither",
});

/** What is wrong with an answer. */
export const notificationFields = sayings({
  whole_number_from_to: "must be a whole number from {min} to {max}",
});

/** Why a notification takes no answer. */
export const notificationRefusals = sayings({
  asks_nothing: "This notification asks nothing.",
  answered_already: "This question has been answered already.",
});

/** Why two rows are not merged, or not parted again. */
export const mergeRefusals = sayings({
  merge_own: "Only its owner can merge it: others would lose or see what is not theirs.",
  merge_unreadable: "Some of it cannot be opened, because its key is gone, and would be lost.",
  merge_undone: "It has been undone.",
  merge_built_on: "A later merge builds on it; undo that first.",
  merge_survivor_gone: "What it was merged into is deleted; restore that first.",
  merged_away: "It was merged into another one; undo that instead.",
});
