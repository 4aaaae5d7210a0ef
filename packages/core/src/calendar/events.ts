/** Events of calendars, and of their synchronisation. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

const provider = z.enum(["google", "outlook"]);

export const CalendarEvents = crudEvents("calendar.calendar", { isSelected: z.boolean() });
export const EventEvents = crudEvents("calendar.event");

export const CalendarSyncRequested = event(
  "calendar.calendar.sync_requested",
  "A calendar has something to fetch from its provider, or to write there",
  { provider },
);
export const CalendarSynced = event("calendar.calendar.synced", "A calendar is as it is at its provider", {
  provider,
  eventsAdded: z.int(),
  eventsUpdated: z.int(),
  eventsDeleted: z.int(),
  /** How long it took, from its beginning. */
  durationMs: z.int(),
});
export const EventOverruled = event(
  "calendar.event.overruled",
  "An event was changed here and at its provider, and what the provider has stands",
  { provider, fields: z.array(z.string()) },
);
