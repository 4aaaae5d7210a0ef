/** What people are told of their tasks. */
import { sayings } from "#kit/saying";

export const told = sayings({
  break_down: "Break “{task}” down into {steps} steps",
  drop_task: "Drop “{task}”",
  postponed_break_down:
    "You have moved it to a later day {times} times. A first small step may be easier to begin with.",
  postponed_drop: "You have moved it to a later day {times} times. Perhaps it need not be done at all.",
  broken_down_by_list: "The steps are the list in its description.",
  broken_down_by_shape: "These are the steps that such a task usually takes.",
  broken_down_by_time: "It takes longer than one works at a time, so it is divided into parts.",
  broken_down_by_model: "A model has thought of these steps; look whether they fit.",
  finishes_in_morning: "You finish most tasks in the morning.",
  finishes_in_afternoon: "You finish most tasks in the afternoon.",
  finishes_in_evening: "You finish most tasks in the evening.",
});
