/** What is said of calendars and of calendar files. */
import { sayings } from "#kit/saying";

/** What is wrong with a field or parameter of an event, a feed or a subscription. */
export const calendarFields = sayings({
  years_left: "leads out of the years 1 to 9999",
  days_after_field: "must be within {max} days after {field}",
  day_after_last: "must be after {field}: it is the day after the last",
  of_series_alone: "is not one of the fields of an instance, but of its series",
  ends_before_start: "ends before the event starts",
  link_without_kind: "needs a kind for what linkedResourceId names",
  link_without_id: "needs an id, which goes with linkedResourceType",
  not_all_day: "does not go together with startDate and endDate, which make the event last all day",
  start_missing: "needs a value, unless startDate is given for an event that lasts all day",
  end_date_alone: "needs a startDate, and makes the event last all day",
  needs_start_at: "needs a startAt, and gives the event a time",
  not_before_start: "must not be before the start",
  within_ten_years: "must be within ten years of the start",
  no_series: "is not one of this event, which is no series",
  no_start_of_series: "is not one of the starts of this series",
  needs_occurrence: "needs a value for a series: the start that it gives the instance",
  needs_occurrence_with: "needs a value with scope={scope}: the start that the series gives the instance",
  must_be_calendar_address: "must be the address of a calendar: https:, http: or webcal:, without a user name",
  two_are_you: "may not have two attendees who are you",
});

/** Why something of a calendar is not possible as it is. */
export const calendarRefusals = sayings({
  body_no_json: "The body is no JSON.",
  calendar_here: "This calendar of the connection is here already.",
  default_meanwhile: "Another calendar became the default one at the same moment; try again.",
  calendar_read_only: "What is in this calendar is changed where it comes from, and not here.",
  owner_makes_default: "Only its owner makes a calendar the default one.",
  instance_changed: "This instance of the series has been changed already.",
  many_overrides: "More than {max} instances of the series were changed, which do not move at once.",
  event_settled: "The event is {status} already.",
  not_invited: "No attendee of this event is you.",
  owner_splits: "Only its owner splits a series; change one instance, or all of them.",
  rule_names_days: "The rule of the series says on which days it happens; send a new rule with the new day.",
  one_instance: "This is one instance of a series; name the series to change more of it.",
  many_left_out: "A series leaves out {max} instances at most.",
  many_subscriptions: "There are at most {max} subscriptions.",
  block_overlaps: "Another time block is at this time already. One of the two has to have `allowOverlap`.",
  no_feed: "There is no feed at this address, or not any more.",
});

/** Why something in a calendar file was not taken, or not changed here. `ics_component` says what is wrong with it in English alone. */
export const icsReasons = sayings({
  ics_component: "{detail}",
  ics_todo: "It is a to-do (VTODO), and only events are imported.",
  ics_journal: "It is a journal entry (VJOURNAL), and only events are imported.",
  ics_freebusy: "It says only when somebody is busy (VFREEBUSY), and only events are imported.",
  ics_other_component: "It is a {kind}, and only events are imported.",
  ics_later_in_file: "Line {line} has a later version of it.",
  ics_cancelled_not_here: "It is cancelled, and was not here.",
  ics_later_here: "A later version of it is here.",
  ics_changed_here: "It was changed here since.",
  ics_calendar_missing: "The calendar that it should go into does not exist.",
  ics_calendar_read_only: "The calendar that it should go into comes from elsewhere, and is only read.",
});

/** Why a calendar file cannot be read. */
export const icsErrors = sayings({
  ics_too_large: "It has more than {maxMb} MB, the most that a calendar may have.",
  ics_no_calendar: "There is no calendar in it: no line says BEGIN:VCALENDAR.",
  ics_line_too_long: "Line {line} is longer than 10 MB, which no calendar has.",
});
