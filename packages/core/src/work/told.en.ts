/** What people are told of their work. */
import { sayings } from "#kit/saying";

export const told = sayings({
  finishes_in_morning: "You finish most tasks in the morning.",
  finishes_in_afternoon: "You finish most tasks in the afternoon.",
  finishes_in_evening: "You finish most tasks in the evening.",
});
