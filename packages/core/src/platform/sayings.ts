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
