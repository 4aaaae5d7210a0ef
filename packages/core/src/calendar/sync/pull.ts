/**
 * What has changed at a provider comes here, a page at a time: one page is one request there and one transaction here, which also keeps where
 * to go on. So whoever does it again, after a crash or beside another, finds either both or neither.
 *
 * A row here has the version (`etag`) and the fields of the other side that it was last equal to. That tells what came from here (the version is
 * known), what changed there alone, and what changed on both sides: then each change stands, and where both changed the same, theirs does.
 * A row whose version is above `syncedVersion` has changes that are not there yet; push.ts writes them. Each update raises the version of
 * a row by one.
 */
import { sql } from "drizzle-orm";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { EventOverruled } from "#core/calendar/events";
import {
  changesOf,
  type EventRow,
  type Fields,
  fieldsOf,
  isRemovedThere,
  keptFields,
  merge,
} from "#core/calendar/sync/fields";
import { type CalendarService, type Counts, type Cursor, CursorEnded, type Remote } from "#core/calendar/sync/service";
import { emit, update } from "#kit/change";
import { insertMany, updateMany, updateWhere } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read, type Write } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";
import type { Row } from "#kit/wire";

export type Calendar = Row<typeof calendars>;

/** What one page brought; `countsOf` has the sum of all. */
export interface Pulled extends Counts {
  /** Whether another page, or a part of what is gone, is still to come. */
  more: boolean;
}

/** What is gone is marked in parts of so many rows. */
const SWEEP = 500;
const DAY_MS = 86_400_000;

/** Where the next page of a calendar begins; a list of everything for one that was never read. */
const cursorOf = ({ syncToken }: Pick<Calendar, "syncToken">): Cursor =>
  syncToken === null ? {} : (JSON.parse(syncToken) as Cursor);

const NOTHING: Counts = { added: 0, updated: 0, deleted: 0 };

/** What came to a calendar since its last synchronisation was finished. */
export const countsOf = (calendar: Pick<Calendar, "syncToken">): Counts => cursorOf(calendar).counts ?? NOTHING;

/** The same place with nothing counted yet. */
export function uncounted(calendar: Pick<Calendar, "syncToken">): string | null {
  const { counts: _, ...cursor } = cursorOf(calendar);
  return Object.keys(cursor).length > 0 ? JSON.stringify(cursor) : null;
}

/** Brings the next page of what has changed. Two flights. Throws ThirdPartyError. */
export async function pullPage(ctx: Ctx, service: CalendarService, calendar: Calendar): Promise<Pulled> {
  const now = ctx.now().toISOString();
  const cursor = cursorOf(calendar);
  if (cursor.fullSince !== undefined && cursor.page === undefined && cursor.since !== undefined)
    return sweep(ctx, calendar, cursor.fullSince, cursor);
  const isFull = cursor.since === undefined;
  const fullSince = isFull ? (cursor.fullSince ?? now) : undefined;
  const page = await service.page(calendar.externalId!, cursor).catch(ended);
  if (page === undefined) {
    // No list says what is gone meanwhile: it is what a list of everything does not name.
    await ctx.db.batch([advance(ctx, calendar, {})]);
    return { ...NOTHING, more: true };
  }
  const here = await rowsHere(ctx, calendar, service, page.events);
  const decided = newestOf(page.events).map((remote) => decide(ctx, calendar, remote, here(remote), now));
  const next = page.page === undefined ? { since: page.since, fullSince } : { ...cursor, page: page.page, fullSince };
  const [inserted, clean, dirty, gone] = await ctx.db.batch([
    insertMany(
      ctx,
      calendarEvents,
      decided.flatMap(({ insert }) => insert ?? []),
      { onConflict: "nothing" },
    ),
    updateMany(
      ctx,
      calendarEvents,
      decided.flatMap(({ equal }) => equal ?? []),
      { where: since(1) },
    ),
    updateMany(
      ctx,
      calendarEvents,
      decided.flatMap(({ merged }) => merged ?? []),
      { where: since(0) },
    ),
    endSeries(
      ctx,
      calendar,
      decided.flatMap(({ gone: one }) => one ?? []),
      now,
    ),
    // Here, because it counts what was written until now.
    advance(ctx, calendar, next, {
      named: page.events.map(({ externalId }) => externalId),
      gone: decided.flatMap(({ gone: one }) => one ?? []),
    }),
    ...(isFull
      ? [
          markSeen(
            decided.flatMap(({ seen }) => seen ?? []),
            now,
          ),
        ]
      : []),
    link(calendar),
    ...decided.flatMap(({ tell }) => tell ?? []),
  ] as [Write<unknown[]>, Write<unknown[]>, Write<unknown[]>, Write<unknown[]>, ...Write<unknown>[]]);
  return {
    added: inserted.length,
    updated: clean.length + dirty.length,
    deleted: gone.length,
    more: page.page !== undefined || isFull,
  };
}

function ended(error: unknown): undefined {
  if (error instanceof CursorEnded) return undefined;
  throw error;
}

/** Nobody has changed the row since it was read, whose version `syncedVersion` says with so many updates. */
const since = (updates: number) => sql`${calendarEvents.version} = given.synced_version - ${updates}::int`;

/** Of an event that a page names more than once, the last version. */
function newestOf(events: readonly Remote[]): Remote[] {
  return [...new Map(events.map((event) => [event.externalId, event])).values()];
}

interface Decision {
  insert?: Values<typeof calendarEvents>;
  /** An update after which both sides are equal. */
  equal?: Values<typeof calendarEvents> & { id: string };
  /** An update after which the row has changes that are to be written there. */
  merged?: Values<typeof calendarEvents> & { id: string };
  /** It is gone, with all instances of it. */
  gone?: string;
  /** Nothing is new about it. */
  seen?: string;
  tell?: Write<{ id: string }>;
}

/** What becomes of an event of theirs, given the row here, if there is one. */
function decide(ctx: Ctx, calendar: Calendar, remote: Remote, row: Known | undefined, now: string): Decision {
  const beside = {
    externalId: remote.externalId,
    externalSeriesId: remote.seriesId,
    icalUid: remote.icalUid ?? row?.icalUid ?? null,
    recurrenceOriginalStart: remote.original?.at ?? null,
    etag: remote.etag,
    syncedAt: now,
  };
  if (row && remote.fields === null && isRemovedThere(row) && (row.deletedAt === null || row.isLeftOut)) return {};
  const theirs = remote.fields ?? cancelledInstance(remote, row);
  if (!row) {
    if (!theirs) return {};
    const own = { provider: calendar.provider, connectionId: calendar.connectionId, calendarId: calendar.id };
    return { insert: { ...own, ...beside, ...theirs, syncedVersion: 1, syncedFields: kept(theirs, remote) } };
  }
  const isPending = row.version > (row.syncedVersion ?? 0);
  if (isKnown(row, remote) && !(row.deletedAt !== null && !isPending && remote.fields)) return { seen: row.id };
  const tell = (groups: readonly string[]) =>
    emit(ctx, EventOverruled, {
      entityId: row.id,
      owner: row.userId,
      payload: { provider: calendar.provider as "google" | "outlook", fields: [...groups] },
    });
  if (!theirs) {
    if (row.deletedAt !== null) return {};
    return { gone: row.id, ...(isPending && { tell: tell(["deletedAt"]) }) };
  }
  const equal = (fields: Fields) => ({
    id: row.id,
    ...beside,
    ...fields,
    status: statusOf(row, fields),
    ...back(row),
    syncedVersion: row.version + 1,
    syncedFields: kept(theirs, remote),
  });
  if (!isPending) return { equal: equal(theirs) };
  // It was removed here and changed there: what somebody still works on stays.
  if (row.deletedAt !== null) return { equal: equal(theirs), tell: tell(["deletedAt"]) };
  const { fields, lost: overruled, toWrite } = merge(keptFields(row), fieldsOf(row), theirs);
  // Of an instance that both sides change for the first time there was no version that they had in common.
  const lost = row.syncedFields === null && remote.seriesId !== null ? changesOf(theirs, fieldsOf(row)) : overruled;
  const told = lost.length > 0 ? { tell: tell(lost) } : {};
  if (toWrite.length === 0) return { equal: equal(fields), ...told };
  return { merged: { ...equal(fields), syncedVersion: row.version }, ...told };
}

/** Whether this version is the one that the row knows, or had when it was removed, or an older one that comes in an answer that was late. */
function isKnown(row: EventRow, { etag, changedAt }: Remote): boolean {
  const known = row.syncedFields as { changedAt?: string } | null;
  const at = known?.changedAt ?? "";
  if (changedAt !== null && (at > changedAt || (at === changedAt && isRemovedThere(row)))) return true;
  return etag !== "" && row.etag === etag;
}

/** An instance that is cancelled there stays here as such, as long as its series: otherwise the series would show it again. */
function cancelledInstance({ seriesId, original }: Remote, row: EventRow | undefined): Fields | undefined {
  if (seriesId === null || original === null) return undefined;
  if (row) return { ...fieldsOf(row), status: "cancelled" };
  const { at, isAllDay } = original;
  return {
    title: "",
    description: null,
    location: null,
    startAt: at,
    endAt: isAllDay ? new Date(Date.parse(at) + DAY_MS).toISOString() : at,
    timezone: isAllDay ? null : "UTC",
    isAllDay,
    recurrenceRule: null,
    recurrenceExdates: [],
    recurrenceRdates: [],
    transparency: "transparent",
    status: "cancelled",
    attendees: [],
    reminders: [],
    conferenceUrl: null,
  };
}

/** Their fields as `syncedFields` keeps them. */
export const kept = (fields: Fields, { changedAt }: Remote): Record<string, unknown> => ({
  ...fields,
  ...(changedAt !== null && { changedAt }),
});

/** Of a row that is here, or comes back: then without its series, which may be deleted still, and to which `link` joins it again. */
export const back = ({ deletedAt, recurrenceParentId }: EventRow) => ({
  deletedAt: null,
  recurrenceParentId: deletedAt === null ? recurrenceParentId : null,
});

/** What was done or skipped here stays so: it is not known there. */
export const statusOf = (row: EventRow, { status }: Fields): EventRow["status"] =>
  status === "scheduled" && (row.status === "completed" || row.status === "skipped") ? row.status : status;

/** A row, and of a deleted instance whether its series leaves it out or is deleted, so that nothing has to stand in its place. */
type Known = EventRow & { isLeftOut: boolean };

/** The rows of the events that a page names, deleted ones included. */
async function rowsHere(ctx: Ctx, calendar: Calendar, service: CalendarService, remotes: readonly Remote[]) {
  const ids = remotes.map(({ externalId }) => externalId);
  const made = remotes.flatMap(({ externalId }) => service.rowOf(externalId) ?? []);
  // Instances that were changed here and have no other side yet: the one that is named may be changed for the first time on both sides.
  const instances = remotes.flatMap(({ externalId, seriesId, original }) =>
    seriesId && original ? { named: externalId, series: seriesId, original: original.at } : [],
  );
  const sameInstance = sql`from jsonb_to_recordset(${JSON.stringify(instances)}::jsonb) given(named text, series text, original timestamptz)
    join ${calendarEvents} series on series.calendar_id = ${calendar.id}::uuid and series.external_id = given.series and series.deleted_at is null
    join ${calendarEvents} instance on instance.recurrence_parent_id = series.id and instance.recurrence_original_start = given.original
      and instance.external_id is null and instance.deleted_at is null`;
  const [found, leftOut, same] = await ctx.db.batch([
    eventsRead(sql`calendar_id = ${calendar.id}::uuid and (
      external_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      or id in (select jsonb_array_elements_text(${JSON.stringify(made)}::jsonb)::uuid)
      or id in (select instance.id ${sameInstance}))`),
    read<{ id: string }>(sql`select instance.id from ${calendarEvents} instance join ${calendarEvents} series
      on series.id = instance.recurrence_parent_id and (instance.recurrence_original_start = any(series.recurrence_exdates)
        or series.deleted_at is not null and instance.status <> 'cancelled')
      where instance.calendar_id = ${calendar.id}::uuid and instance.deleted_at is not null
        and instance.external_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`),
    read<{ id: string; named: string }>(sql`select instance.id, given.named ${sameInstance}`),
  ]);
  const rows = found.map((row) => ({ ...row, isLeftOut: leftOut.some(({ id }) => id === row.id) }));
  const of = (remote: Remote) =>
    rows.filter(
      ({ externalId, etag, id }) =>
        externalId === remote.externalId ||
        same.some((one) => one.id === id && one.named === remote.externalId) ||
        ((externalId === null || etag === null) && id === service.rowOf(remote.externalId)),
    );
  return (remote: Remote): Known | undefined => {
    const [first, ...others] = of(remote);
    return others.reduce(
      (best, one) => (best?.deletedAt === null ? best : one.deletedAt === null ? one : newer(best!, one)),
      first,
    );
  };
}

const newer = (a: Known, b: Known) => (a.updatedAt > b.updatedAt ? a : b);

/** Whole rows of events, deleted ones included. */
export function eventsRead(where: ReturnType<typeof sql>): Read<EventRow[]> {
  const columns = columnsOf(calendarEvents);
  const query = sql`select ${selection(calendarEvents, Object.keys(columns))} from ${calendarEvents} where ${where}`;
  return {
    ...read(query),
    decode: ({ columns: names, rows }) => rows.map((row) => rowReader(columns, names)(row) as EventRow),
  };
}

/** Deletes events that are gone, with the instances of those that were series. */
function endSeries(ctx: Ctx, calendar: Calendar, ids: readonly string[], now: string) {
  const named = sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`;
  return updateWhere(
    ctx,
    calendarEvents,
    sql`calendar_id = ${calendar.id}::uuid and deleted_at is null and (id in ${named} or recurrence_parent_id in ${named})`,
    { deletedAt: now, etag: null, syncedAt: now, syncedVersion: sql`${calendarEvents.version} + 1` },
  );
}

const markSeen = (ids: readonly string[], now: string) =>
  effect(sql`update ${calendarEvents} set synced_at = ${now}::timestamptz,
      synced_version = case when version = synced_version then version + 1 else synced_version end
    where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`);

/** Instances and their series come in any order, so they are joined when both are here. */
const link = (calendar: Calendar) =>
  effect(sql`update ${calendarEvents} instance set recurrence_parent_id = series.id,
      synced_version = case when instance.version = instance.synced_version then instance.version + 1 else instance.synced_version end
    from ${calendarEvents} series
    where instance.calendar_id = ${calendar.id}::uuid and instance.recurrence_parent_id is null and instance.deleted_at is null
      and instance.external_series_id is not null and instance.recurrence_original_start is not null
      and series.calendar_id = instance.calendar_id and series.external_id = instance.external_series_id and series.deleted_at is null
      and not exists (select 1 from ${calendarEvents} other where other.recurrence_parent_id = series.id
        and other.recurrence_original_start = instance.recurrence_original_start and other.deleted_at is null)`);

/** What a page named, and the rows of what it said is gone. */
interface Named {
  named: readonly string[];
  gone: readonly string[];
}

/** Goes on from another place, unless another run has; what this transaction has written until now is added to what is counted there. */
function advance(
  ctx: Ctx,
  calendar: Calendar,
  { counts: _, ...cursor }: Cursor,
  written: Named = { named: [], gone: [] },
) {
  const listed = (some: readonly string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(some)}::jsonb))`;
  const gone = sql`(select jsonb_array_elements_text(${JSON.stringify(written.gone)}::jsonb)::uuid)`;
  const before = countsOf(calendar);
  const counts = sql`(select jsonb_build_object(
      'added', ${before.added}::int + count(*) filter (where deleted_at is null and version = 1),
      'updated', ${before.updated}::int + count(*) filter (where deleted_at is null and version > 1),
      'deleted', ${before.deleted}::int + count(*) filter (where deleted_at is not null))
    from ${calendarEvents} where calendar_id = ${calendar.id}::uuid and xmin = pg_current_xact_id()::xid
      and (external_id in ${listed(written.named)} or id in ${gone} or recurrence_parent_id in ${gone}))`;
  return update(ctx, calendars, isStillAt(calendar), {
    syncToken: sql`(${JSON.stringify(cursor)}::jsonb || jsonb_build_object('counts', ${counts}))::text`,
  });
}

/** Whether no other run has gone on meanwhile. */
const isStillAt = ({ id, syncToken }: Calendar) =>
  sql`${calendars.id} = ${id}::uuid and ${calendars.syncToken} is not distinct from ${syncToken}`;

/** What a list of everything has not named is gone. One flight. */
async function sweep(ctx: Ctx, calendar: Calendar, fullSince: string, cursor: Cursor): Promise<Pulled> {
  const now = ctx.now().toISOString();
  const { since, from = "1970-01-01" } = cursor;
  const before = countsOf(calendar);
  const unnamed = sql`select id from ${calendarEvents} where calendar_id = ${calendar.id}::uuid and external_id is not null
    and etag is not null and deleted_at is null and (synced_at is null or synced_at < ${fullSince}::timestamptz)
    and (end_at >= ${from}::timestamptz or recurrence_rule is not null) limit ${SWEEP}`;
  // A whole part may not be the last: its cursor stays until then.
  const next = sql`case when swept.n < ${SWEEP} then ${JSON.stringify({ since })}::jsonb else ${JSON.stringify({ ...cursor })}::jsonb end
    || jsonb_build_object('counts', ${JSON.stringify(before)}::jsonb || jsonb_build_object('deleted', ${before.deleted}::int + swept.n))`;
  const [, gone] = await ctx.db.batch([
    effect(sql`update ${calendars} set sync_token = (select (${next})::text from (select count(*)::int as n from (${unnamed}) part) swept)
      where ${isStillAt(calendar)}`),
    updateWhere(ctx, calendarEvents, sql`id in (${unnamed})`, {
      deletedAt: now,
      etag: null,
      syncedAt: now,
      syncedVersion: sql`${calendarEvents.version} + 1`,
    }),
  ]);
  return { ...NOTHING, deleted: gone.length, more: gone.length === SWEEP };
}
