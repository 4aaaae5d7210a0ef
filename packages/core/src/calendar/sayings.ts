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
  owner_links: "Only its owner says what an event is about, because that is done in their name.",
  owner_splits: "Only its owner splits a series; change one instance, or all of them.",
  rule_names_days: "The rule of the series says on which days it happens; send a new rule with the new day.",
  one_instance: "This is one instance of a series; name the series to change more of it.",
  many_left_out: "A series leaves out {max} instances at most.",
  block_overlaps: "Another time block is at this time already. One of the two has to have `allowOverlap`.",
  no_feed: "There is no feed at this address, or not any more.",
});

/** Why something in a calendar file was not taken, or not changed here. */
export const icsReasons = sayings({
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

  // What is wrong with a component: why it was not taken, or what of it was not.
  ics_no_end: "It has no END; the next one begins before.",
  ics_no_end_in_calendar: "It has no END before that of its calendar.",
  ics_cut: "The file ends before it does.",
  ics_too_deep: "More than {max} components are nested in it.",
  ics_too_many_lines: "It has more than {max} lines.",
  ics_too_much: "It has more than {maxMb} MB of text.",
  ics_no_property: "Line {line} is no property of it, and was left out.",
  ics_long_property: "Its {property} on line {line} is longer than {maxKb} KB, and was left out.",
  ics_long_date: "Its {property} on line {line} is longer than {maxKb} KB.",
  ics_zone_unknown: "The time zone “{zone}” is not known; its times are read as those of any place.",
  ics_no_start: "It has no DTSTART.",
  ics_start_no_date: "Its DTSTART is no date that there is: “{said}”.",
  ics_end_no_date: "Its DTEND is no date that there is.",
  ics_duration_unreadable: "Its DURATION cannot be read.",
  ics_ends_before_start: "It ends before it starts, and is kept as long as it is at least.",
  ics_too_many_exdates: "It leaves out more than {max} dates.",
  ics_too_many_rdates: "It adds more than {max} dates.",
  ics_no_date: "Its {property} has what is no date: “{said}”.",
  ics_only_starts: "Of the periods that it adds only the starts are kept.",
  ics_exrule: "It has an EXRULE, which leaves nothing out here.",
  ics_several_rules: "It has several rules, of which the first is kept.",
  ics_rule_several_of: "Its rule is not kept, only its first instance is: it has several of {part}.",
  ics_rule_other_start: "Its rule is not kept, only its first instance is: its {part} is not that of its start.",
  ics_rule_form: "Its rule is not kept, only its first instance is: “{said}” does not belong into one.",
  ics_rule_value: "Its rule is not kept, only its first instance is: it may not say “{said}”.",
  ics_rule_frequency:
    "Its rule is not kept, only its first instance is: here it may recur once a day at most, and not “{said}”.",
  ics_rule_together: "Its rule is not kept, only its first instance is: {said} do not go together.",
  ics_rule_never: "Its rule is not kept, only its first instance is: it never comes.",
  ics_rule_too_long: "Its rule is not kept, only its first instance is: it is longer than {max} characters.",
});

/** Why a calendar file cannot be read. */
export const icsErrors = sayings({
  ics_too_large: "It has more than {maxMb} MB, the most that a calendar may have.",
  ics_no_calendar: "There is no calendar in it: no line says BEGIN:VCALENDAR.",
  ics_line_too_long: "Line {line} is longer than 10 MB, which no calendar has.",
});

/** Why a subscribed calendar was not fetched, or why what came changed nothing. */
export const subscriptionErrors = sayings({
  subscription_status: "The calendar was not fetched: its server answered {status}.",
  subscription_gone: "There is no calendar at this address any more: its server answered {status}.",
  subscription_sign_in: "The calendar is not public: its server answered {status}.",
  subscription_no_http: "The calendar was not fetched: its address leads to what is no http or https address.",
  subscription_no_host: "The calendar was not fetched: its host does not exist, or is not on the public internet.",
  subscription_unreachable: "The calendar was not fetched: there was no connection to its server, or it broke.",
  subscription_timeout: "The calendar was not fetched: it did not come in time.",
  subscription_redirects:
    "The calendar was not fetched: its address leads from one to another and never to a calendar.",
  subscription_too_large: "The calendar was not fetched: it has more than {maxMb} MB.",
  subscription_compressed: "The calendar was not fetched: it is compressed in a way that cannot be read.",
  subscription_empty: "The calendar came without a single event, so what was here stays.",
  subscription_cut: "The calendar was cut off before its end.",
  subscription_too_slow: "The calendar takes too long to read.",
  subscription_too_many: "The calendar has more than {max} events.",
});

/** Why a calendar of Google's or Outlook's could not be synchronised. */
export const syncErrors = sayings({
  sync_reconnect: "The account has to be connected again.",
  sync_no_answer: "It does not answer as it should; this was tried several times.",
});

/** Why a subscription cannot be changed as it was asked for. */
export const subscriptionRefusals = sayings({
  too_many_subscriptions: "There are at most {max} subscriptions.",
  no_calendar_address: "must be the address of a calendar: https:, http: or webcal:, without a user name",
});

/** Why something is not in the plan of a day. */
export const unplannedReasons = sayings({
  unplanned_left_out: "You left it out of this plan.",
  unplanned_marked_blocked: "You marked it as blocked.",
  unplanned_waits_for: "It waits for a task that is neither done nor planned whole on this day.",
  unplanned_no_free_time: "Nothing is free at the hours in which it could be.",
  unplanned_no_gap_long_enough:
    "Between what is fixed no gap is long enough for it: it takes {minutes} minutes at once.",
  unplanned_day_full: "What is planned leaves no {minutes} minutes in a row.",
  unplanned_no_time_before_due: "What is left of the day comes after it is due.",
  unplanned_not_at_its_time: "At its part of the day nothing is left.",
  unplanned_no_time_after_dependency: "After what it waits for, nothing long enough is left.",
  unplanned_focus_limit: "It would be more than the {hours} hours of focused work that you want on a day.",
  unplanned_too_demanding: "It is demanding, and this day is good for {minutes} minutes of that.",
  unplanned_needs_break: "It would leave no break.",
});

/** Why something is where it is in the plan of a day. */
export const planRationales = sayings({
  planned_pinned: "You put it here.",
  planned_overdue: "It is overdue.",
  planned_due: "It is due on this day.",
  planned_chosen_day: "You chose this day for it.",
  planned_unlocks: "Something else that is planned waits for it.",
  planned_after: "It comes after what it waits for.",
  planned_peak: "It is important or demanding, and these are your best hours.",
  planned_due_soon: "It is due soon. Days until then: {days}.",
  planned_focus_domain: "It belongs to what matters on this day.",
  planned_begun: "It is begun already.",
  planned_fits: "There is room for it here.",
  planned_habit_on_time: "It is at its time of day.",
  planned_habit_near: "There is room for it here, near its time of day.",
});

/** What is worth knowing of a planned day. */
export const planInsights = sayings({
  plan_planned: "{minutes} minutes of work are planned.",
  plan_room_left: "{minutes} minutes of your working hours are left.",
  plan_peak_used: "{minutes} minutes of your best hours are for what is important or demanding.",
  plan_takes_longer:
    "Tasks of this sort have taken {percent} % of their estimates, so that {count} have more time here.",
  plan_takes_shorter:
    "Tasks of this sort have taken {percent} % of their estimates, so that {count} have less time here.",
});

/** What may go wrong with a planned day. */
export const planWarnings = sayings({
  plan_due_left: "Tasks that are due by this day and are not planned whole: {count}.",
  plan_low_energy: "Your energy is low, so that at most {minutes} minutes of demanding work are planned.",
  plan_short_night: "The night was short, so that at most {minutes} minutes of demanding work are planned.",
  plan_unestimated: "Tasks without an estimate, for which {minutes} minutes are taken: {count}.",
  plan_block_meets_event: "Time blocks at the time of an event: {count}.",
  plan_pins_gone: "What you had put somewhere and is not possible there any more: {count}.",
  plan_calendar_unread: "There are too many events to tell when you are busy, so nothing is planned.",
  plan_more_tasks: "There are more open tasks; the {max} that matter most were looked at.",
});

/** Why a day is not planned, or its plan not accepted. */
export const planRefusals = sayings({
  plan_missing: "There is no proposal for this day.",
  plan_stale: "Your calendar, tasks or time blocks have changed since this plan was made. Plan again.",
  plan_late: "Part of this plan has begun without you. Plan again.",
  plan_passed: "has passed",
  plan_pieces: "must be at least twice minPieceMinutes",
  plan_pin_unknown: "names nothing that could be planned on this day",
  plan_pin_apart: "must be within this day, not before now, and end after it starts",
  plan_pin_taken: "is at a time at which you are busy, or at which something else is",
});
