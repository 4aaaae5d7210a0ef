import { calendars } from "#core/calendar/calendar.sql";
import * as Calendars from "#core/calendar/calendars";
import { CalendarEvents } from "#core/calendar/events";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, NotFound } from "#kit/problem";
import { shown } from "#kit/row";
import { rowSchema } from "#kit/wire";

/** What only LifeOS needs for the synchronisation. */
const OMIT = [
  "syncToken",
  "watchChannelId",
  "watchResourceId",
  "watchExpiresAt",
  "previousWatchChannelId",
  "previousWatchResourceId",
] as const;

export const { list, get, create, update, remove, restore, changes } = crud("/v1/calendar/calendars", calendars, {
  write: ["name", "description", "color", "timezone", "isSelected"],
  filter: ["provider", "connectionId", "isSelected", "isDefault", "isReadOnly"],
  sort: ["name"],
  omit: OMIT,
  emits: CalendarEvents,
  refusals: Calendars.refusals,
  example: { name: "Work", color: "#3366CC", timezone: "Europe/Berlin" },
  remove: { description: "Its events are deleted with it." },
  restore: {
    description: "The events that were deleted with it come back, too. It is not the default calendar any more.",
    values: { isDefault: false },
  },
});

export const makeDefault = endpoint("POST /v1/calendar/calendars/{calendarId}/make-default", {
  summary: "Make a calendar the default one",
  description: "Events that name no calendar go into it. The first of them makes a calendar when there is none.",
  returns: rowSchema(calendars, OMIT),
  problems: [NotFound, Forbidden, Conflict],
  refusals: Calendars.refusals,
  handler: async (ctx) => shown(calendars, await Calendars.makeItDefault(ctx, ctx.params.calendarId), OMIT),
});
