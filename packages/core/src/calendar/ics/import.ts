/**
 * What becomes of the events of a calendar file. An event that its calendar knows by the same UID is brought up to date, unless this version
 * is older or was changed here since; of those that it does not know, one that begins at the same time under the same title, and whose UID the
 * file does not have, is the same under a new UID, as some programs give one at each export.
 */

import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { DEFAULT_CALENDAR, defaultCalendarRead } from "#core/calendar/calendars";
import { remindedFrom } from "#core/calendar/event-fields";
import { CalendarEvents, EventEvents } from "#core/calendar/events";
import { icsReasons } from "#core/calendar/sayings";
import { users } from "#core/identity/users.sql";
import type { Decision, Planned, Planning, Reading, Target } from "#core/ingest/importer";
import { rowReasons } from "#core/ingest/sayings";
import type { Ctx } from "#kit/ctx";
import { type Read, read as readRows } from "#kit/db";
import { rowRead } from "#kit/row";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";
import type { icsOptions } from "./import-options.ts";
import { type IcsRow, read } from "./read.ts";
import { differing, type EventValues, externalIdOf, type Here, hereRead, idInUid, lookOf, valuesOf } from "./rows.ts";

const targets = {
  calendar: {
    table: calendars,
    emits: CalendarEvents,
    dependents: (id) => sql`select e.id from ${calendarEvents} e where e.calendar_id = ${id} and e.deleted_at is null`,
  },
  event: {
    table: calendarEvents,
    emits: EventEvents,
    dependents: (id) =>
      sql`select e.id from ${calendarEvents} e where e.recurrence_parent_id = ${id} and e.deleted_at is null`,
  },
} satisfies Record<string, Target>;
type Options = z.output<typeof icsOptions>;
type Decided = Decision<typeof targets>;

export const calendarIcs: Reading<IcsRow, Options, typeof targets> = {
  targets,
  read,
  // A version that does not count is no thing of its own.
  identity: (row, options) => (row.countsInstead === undefined ? identityOf(externalIdOf(row), options) : undefined),
  refersTo: ({ recurrenceId, uid }, options) => (recurrenceId ? [identityOf(uid, options)] : []),
  contentOf: ({ uid, recurrenceId, columns, method }) => ({ uid, recurrenceId, columns, method }),
  titleOf: ({ columns }) => columns.title,
  plan,
};

/** The same file in another calendar is other events. */
const identityOf = (externalId: string, { calendarId = "" }: Options) => JSON.stringify([calendarId, externalId]);

async function plan({ ctx, options, rows }: Planning<IcsRow, Options>): Promise<Decided[]> {
  const place = await calendarFor(options, ctx);
  if ("problem" in place) return rows.map(() => ({ action: "refuse", reason: place.problem }));
  const here = await eventsHere(ctx, place.id, options, rows);
  const taken = new Set<string>();
  let { isMade } = place;
  return rows.map((planned): Decided => {
    const { row } = planned;
    if (row.countsInstead !== undefined)
      return { action: "skip", reason: icsReasons("ics_later_in_file", { line: row.countsInstead }) };
    const event = here.of(planned, taken);
    if (event) taken.add(event.id);
    const values = owned(valuesOf(row, here.seriesOf(planned)), here.address);
    if (event) return again(ctx, planned, event, values);
    if (row.method === "CANCEL" && values.recurrenceParentId === null)
      return { action: "skip", reason: icsReasons("ics_cancelled_not_here") };
    place.id ??= planned.idFor("calendar");
    const calendarId = place.id;
    const created = {
      ...values,
      ...(row.method === "CANCEL" && CANCELLED),
      calendarId,
      provider: "ics" as const,
      ...remindedFrom(ctx),
    };
    const calendar = isMade ? undefined : { create: "calendar" as const, id: calendarId, values: DEFAULT_CALENDAR };
    isMade = true;
    const first = { create: "event" as const, id: planned.idFor(), values: created };
    return { action: "write", writes: calendar ? [first, calendar] : [first] };
  });
}

const CANCELLED = { status: "cancelled" as const };

/** An event that is here: what of it changes. */
function again(ctx: Ctx, { row, known }: Planned<IcsRow>, event: Here, values: EventValues): Decided {
  const is = { entityType: "event", entityId: event.id };
  const { sequence } = row.columns;
  if (sequence < event.sequence) return { action: "skip", reason: icsReasons("ics_later_here"), ...(!known && { is }) };
  // A reminder that came raises the version of an event, and changes nothing of what the file says.
  const isChanged = event.syncedVersion === null ? known?.isChanged : event.version !== event.syncedVersion;
  if (isChanged && sequence === event.sequence)
    return { action: "skip", reason: icsReasons("ics_changed_here"), ...(!known && { is }) };
  const wanted = row.method === "CANCEL" ? { ...CANCELLED, sequence } : values;
  // What somebody has done with it here is not in the file.
  const { status, ...rest } = differing(wanted, event);
  const isKept = status === "scheduled" && event.status !== "cancelled";
  const changed = status === undefined || isKept ? rest : { ...rest, status };
  if (Object.keys(changed).length === 0)
    return { action: "skip", reason: rowReasons("is_here"), ...(!known && { is }) };
  return {
    action: "write",
    writes: [{ update: "event", id: event.id, version: event.version, values: { ...changed, ...remindedFrom(ctx) } }],
  };
}

/** Which of the participants is the person. */
function owned(values: EventValues, address: string): EventValues {
  const isMine = (email: string | undefined) => email?.toLowerCase() === address.toLowerCase();
  const at = values.attendees.findIndex(({ email }) => isMine(email));
  if (at < 0) return values;
  return { ...values, attendees: values.attendees.map((one, n) => (n === at ? { ...one, isSelf: true } : one)) };
}

type Place = { id: string | undefined; isMade: boolean } | { problem: Saying };

/** Where the events go. The calendar that takes what names none is made when the first event comes. */
async function calendarFor({ calendarId }: Options, ctx: Ctx): Promise<Place> {
  if (calendarId === undefined) {
    const [id] = await ctx.db.batch([defaultCalendarRead()]);
    return { id, isMade: id !== undefined };
  }
  const [calendar] = await ctx.db.batch([rowRead(calendars, calendarId)]);
  if (calendar?.userId !== ctx.actor.userId) return { problem: icsReasons("ics_calendar_missing") };
  if (calendar.isReadOnly) return { problem: icsReasons("ics_calendar_read_only") };
  return { id: calendarId, isMade: true };
}

/** What of these events is here already. */
async function eventsHere(
  ctx: Ctx,
  calendarId: string | undefined,
  options: Options,
  rows: readonly Planned<IcsRow>[],
) {
  const seriesIdOf = ({ row, idOf }: Planned<IcsRow>) =>
    row.recurrenceId ? idOf(identityOf(row.uid, options)) : undefined;
  const ids = rows.flatMap((planned) => [planned.known?.entityId, seriesIdOf(planned), idInUid(planned.row.uid)]);
  const externalIds = rows.flatMap(({ row }) => [externalIdOf(row), row.uid]);
  const looks = rows.map(({ row }) => lookOf(row.columns));
  const [found, address] = await ctx.db.batch([
    hereRead(calendarId ?? NOWHERE, { ids: ids.filter((id) => id !== undefined), externalIds, looks }),
    addressRead(),
  ]);
  const byId = new Map(found.map((event) => [event.id, event]));
  const byExternalId = new Map(
    found.flatMap((event) => (event.externalId ? [[event.externalId, event] as const] : [])),
  );
  const byLook = Map.groupBy(found, lookOf);
  const planned = new Map(rows.filter(({ row }) => !row.recurrenceId).map((one) => [one.row.uid, one]));
  return {
    address,
    /** The event that a row is, if it is none of those that others are. */
    of({ row, known }: Planned<IcsRow>, taken: ReadonlySet<string>): Here | undefined {
      if (known) return byId.get(known.entityId);
      const same =
        byExternalId.get(externalIdOf(row)) ?? (row.recurrenceId ? undefined : byId.get(idInUid(row.uid) ?? ""));
      if (same) return taken.has(same.id) ? undefined : same;
      // A UID that the file has is that of another event.
      const isSame = ({ id, icalUid, recurrenceParentId }: Here) =>
        icalUid !== null &&
        !row.uidsOfFile.has(icalUid) &&
        !taken.has(id) &&
        (recurrenceParentId === null) === (row.recurrenceId === undefined);
      return byLook.get(lookOf(row.columns))?.find(isSame);
    },
    /** The series that an instance belongs to: of this file, or one that is here. */
    seriesOf(one: Planned<IcsRow>) {
      const id = seriesIdOf(one);
      const beside = planned.get(one.row.uid);
      if (id === undefined || !one.row.recurrenceId) return one.row.recurrenceId && byExternalId.get(one.row.uid);
      const event = byId.get(id);
      return event ?? (beside && { ...beside.row.columns, id });
    },
  };
}

const NOWHERE = "00000000-0000-0000-0000-000000000000";

function addressRead(): Read<string> {
  const query = readRows<{ email: string }>(sql`select email from ${users} where id = ${me}`);
  return { ...query, decode: (result) => query.decode(result)[0]?.email ?? "" };
}
