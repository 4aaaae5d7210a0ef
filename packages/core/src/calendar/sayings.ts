/** What is said of calendar files. */
import { sayings } from "#kit/saying";

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
