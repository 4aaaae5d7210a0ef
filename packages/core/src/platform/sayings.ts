/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** Why a notification takes no answer. */
export const notificationRefusals = sayings({
  asks_nothing: "This notification asks nothing.",
  answered_already: "This question has been answered already.",
});
