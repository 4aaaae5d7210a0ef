/** Calendars, and the one that takes what names none. */

import { type SQL, sql } from "drizzle-orm";
import { calendars } from "#core/calendar/calendar.sql";
import { CalendarEvents } from "#core/calendar/events";
import { calendarRefusals } from "#core/calendar/sayings";
import { myZone } from "#core/identity/zone";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { AlreadyExists, Conflict, Forbidden, type Refusals } from "#kit/problem";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Calendar = Row<typeof calendars>;

export const refusals: Refusals = {
  calendars_external: () => AlreadyExists(calendarRefusals("calendar_here")),
  calendars_default: () => Conflict(calendarRefusals("default_meanwhile")),
};

export const DEFAULT_CALENDAR = { name: "Calendar", isDefault: true } as const;

/**
 * Makes the speaker's default calendar with this id, unless there is one. Two at once make one: the second waits for the first.
 */
export const makeDefault = (ctx: Ctx, id = uuidv7(ctx.now())) =>
  insert(
    ctx,
    calendars,
    { ...DEFAULT_CALENDAR, id },
    { onConflict: "nothing", emits: { event: CalendarEvents.created } },
  );

/** The speaker's default calendar, as SQL. */
export const defaultCalendar: SQL = sql`(select c.id from ${calendars} c where c.user_id = ${me} and c.is_default and c.deleted_at is null)`;

/** Its id, or undefined when the speaker has none yet. */
export function defaultCalendarRead(): Read<string | undefined> {
  const query = read<{ id: string | null }>(sql`select ${defaultCalendar} as id`);
  return { ...query, decode: (result) => query.decode(result)[0]?.id ?? undefined };
}

/** The zone for what is written into a calendar without one: its own, or else the speaker's. */
export const zoneOf = (calendarId: SQL): SQL =>
  sql`coalesce((select c.timezone from ${calendars} c where c.id = ${calendarId}), ${myZone})`;

const READ_ONLY = calendarRefusals("calendar_read_only");
export const readOnly = () => Conflict(READ_ONLY);

/** A calendar that may be written into, as SQL. CASE guarantees that the conflict is raised only for one that may not. */
export const writable = (calendarId: string): SQL =>
  sql`case when exists (select from ${calendars} c where c.id = ${calendarId}::uuid and c.is_read_only)
    then case when raise_problem('LF005', ${raised(READ_ONLY)}) then null::uuid end else ${calendarId}::uuid end`;

/** Makes a calendar the one that takes what names none, instead of the one that was. */
export const makeItDefault = (ctx: Ctx, id: string): Promise<Calendar> =>
  transition(ctx, calendars, id, {
    refuse: ({ userId, isDefault, isReadOnly }) => {
      if (isReadOnly) return readOnly();
      if (userId !== ctx.actor.userId) return Forbidden(calendarRefusals("owner_makes_default"));
      return isDefault ? "done" : undefined;
    },
    change: {
      first: [notDefault(ctx, id)],
      values: { isDefault: true },
      emits: { event: CalendarEvents.updated },
    },
  });

/** The write that makes no calendar of the speaker the default one, but for the named one. */
const notDefault = (ctx: Ctx, except: string) =>
  update(
    ctx,
    calendars,
    sql`${calendars.userId} = ${me} and ${calendars.isDefault} and ${calendars.deletedAt} is null and ${calendars.id} <> ${except}::uuid`,
    { isDefault: false },
    { emits: { event: CalendarEvents.updated } },
  );
