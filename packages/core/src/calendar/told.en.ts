/** What people are told of their calendars. */
import { sayings } from "#kit/saying";

export const told = sayings({
  calendar_not_fetched: "“{name}” is not fetched any more",
  failed_in_a_row: "It failed {times} times in a row.",
  what_came_stays: "What came before stays. Try again, or give it another address.",
  event_overruled: "{service} had another version of “{name}”",
  event_unwritable: "It recurs in a way that cannot be written there, so it is only here as you have it.",
  event_apart:
    "It was removed from its series there and cannot be put back, so it is an event of its own now, on both sides.",
  event_removed_there: "You changed it here while it was removed there, so it is removed here, too.",
  event_changed_there: "You removed it here while it was changed there, so it is here again.",
  event_changed_twice: "You changed it here while it was changed there. What was changed there stands.",
  title_as_there: "The title is the one from there.",
  description_as_there: "The description is the one from there.",
  place_as_there: "The place is the one from there.",
  time_as_there: "The time is the one from there.",
  transparency_as_there: "Whether it blocks time is as it is there.",
  status_as_there: "Whether it takes place is as it is there.",
  guests_as_there: "The guests are those from there.",
  reminders_as_there: "The reminders are those from there.",
  call_as_there: "The address of the call is the one from there.",
});
