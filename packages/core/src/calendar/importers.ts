/** What of calendars can be imported. */
import { icsOptions } from "#core/calendar/ics/import-options";
import { icsErrors, icsReasons } from "#core/calendar/sayings";
import { importer } from "#core/ingest/importer";

export const calendarIcs = importer({
  kind: "calendar_ics",
  title: "Events from a calendar file (iCalendar)",
  accepts: ["text/calendar", "application/ics", ".ics", ".ical", ".ifb", ".icalendar"],
  options: icsOptions,
  says: { reasons: icsReasons, errors: icsErrors },
  load: async () => (await import("#core/calendar/ics/import")).calendarIcs,
});
