/** Making events, and finding them. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { makeDefault } from "#core/calendar/calendars";
import { created, type Event, type Given } from "#core/calendar/event-fields";
import { CalendarEvents, EventEvents } from "#core/calendar/events";
import { insert } from "#kit/change";
import type { Search } from "#kit/crud";
import type { Ctx } from "#kit/ctx";
import { uuidv7 } from "#kit/ids";
import { justEmitted } from "#kit/story";
import { Instant, Text } from "#kit/wire";

/** Creates an event, with the default calendar when it names none and there is none. One flight. */
export async function create(ctx: Ctx, body: Given): Promise<Event> {
  const row = created(ctx, body);
  if (body.calendarId !== undefined)
    return (await ctx.db.batch([insert(ctx, calendarEvents, row, { emits: { event: EventEvents.created } })]))[0];
  const calendarId = uuidv7(ctx.now());
  const emits = { event: EventEvents.created, cause: justEmitted(calendarId, CalendarEvents.created) };
  const [, event] = await ctx.db.batch([makeDefault(ctx, calendarId), insert(ctx, calendarEvents, row, { emits })]);
  return event;
}

/** Finds events by a text in their title, place or description, and by a range of time that they overlap. */
export const search: Search = {
  parameters: { q: z.optional(Text(200, 1)), endsAfter: z.optional(Instant), startsBefore: z.optional(Instant) },
  where(_, { q, endsAfter, startsBefore }) {
    const { title, location, description, startAt, endAt, recurrenceRule, recurrenceRdates } = calendarEvents;
    const like = typeof q === "string" && `%${q.replace(/[\\%_]/g, "\\$&")}%`;
    const conditions = [
      ...(like ? [sql`(${title} ilike ${like} or ${location} ilike ${like} or ${description} ilike ${like})`] : []),
      // A series may come again at any time after its start.
      ...(typeof endsAfter === "string"
        ? [sql`(${endAt} > ${endsAfter}::timestamptz or ${recurrenceRule} is not null or ${recurrenceRdates} <> '{}')`]
        : []),
      ...(typeof startsBefore === "string" ? [sql`${startAt} < ${startsBefore}::timestamptz`] : []),
    ];
    return conditions.length > 0 ? sql.join(conditions, sql` and `) : undefined;
  },
};
