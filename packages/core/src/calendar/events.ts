/** Events of calendars, and of what is in them. They name nobody and have no titles: whoever may know reads the row. */
import * as z from "zod/mini";
import { crudEvents } from "#kit/event";

export const CalendarEvents = crudEvents("calendar.calendar", { provider: z.string() });

const times = { startAt: z.iso.datetime(), endAt: z.iso.datetime(), isAllDay: z.boolean() };
const instance = {
  calendarId: z.nullish(z.guid()),
  recurrenceParentId: z.nullish(z.guid()),
  recurrenceOriginalStart: z.nullish(z.iso.datetime()),
};

export const EventEvents = crudEvents("calendar.event", { ...times, ...instance, status: z.string() });
