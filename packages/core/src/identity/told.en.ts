/** What people are told of households, of what others share with them, and of connections. */
import { sayings } from "#kit/saying";

export const told = sayings({
  household_joined: "{who} joined {household}",
  household_joined_nameless: "Somebody joined {household}",
  household_left: "{who} left {household}",
  household_left_nameless: "Somebody left {household}",
  household_removed: "You are no longer a member of {household}",
  // `thing` is what grants call the row: `todo_list`.
  shared: "{who} shared {thing} with you",
  shared_nameless: "Somebody shared {thing} with you",
  you_may_look: "You may look at it.",
  you_may_change: "You may change it.",
  connect_again: "Connect {service} again",
  lets_us_in_no_more: "{service} no longer lets LifeOS in. Nothing new comes from there until you connect it again.",
});
