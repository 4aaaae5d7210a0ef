/**
 * What was changed here goes to a provider. Each change names the version of the other side that it was made from (If-Match): where somebody
 * changed the event there meanwhile, both changes are joined first, as in pull.ts. An event that is new has an id there that comes from
 * its row, so that a try whose answer was lost makes no second one.
 */
import { sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { EventEvents, EventOverruled } from "#core/calendar/events";
import {
  changesOf,
  type EventRow,
  type Fields,
  fieldsOf,
  type Group,
  isRemovedThere,
  keptFields,
  merge,
  valuesOf,
} from "#core/calendar/sync/fields";
import { back, type Calendar, eventsRead, kept, statusOf } from "#core/calendar/sync/pull";
import { type CalendarService, ChangedThere, GoneThere, NotWritable, type Remote } from "#core/calendar/sync/service";
import { isSeries } from "#core/calendar/window";
import { emit } from "#kit/change";
import { updateMany } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, read, type Write } from "#kit/db";

/** One step writes so many events: a few seconds of requests. */
const AT_ONCE = 20;
/** Somebody who changes an event there again and again is given way to, until next time. */
const MOST_TRIES = 4;

export interface Pushed {
  written: number;
  /** Whether more may wait. */
  more: boolean;
}

/** Writes the changes of some events there. Three flights. Throws ThirdPartyError: those before are kept then, too. */
export async function pushSome(ctx: Ctx, service: CalendarService, calendar: Calendar): Promise<Pushed> {
  const [waiting] = await ctx.db.batch([
    eventsRead(sql`calendar_id = ${calendar.id}::uuid and version > coalesce(synced_version, 0)
      and (deleted_at is null or external_id is not null)
      order by recurrence_original_start is not null, updated_at, id limit ${AT_ONCE}`),
  ]);
  const [series, restored] = await ctx.db.batch([seriesOf(waiting), restoredAmong(waiting)]);
  const writes: Write<unknown>[] = [];
  let left = 0;
  const changed: (Values<typeof calendarEvents> & { id: string })[] = [];
  let failure: unknown;
  for (const row of waiting) {
    try {
      const its = series.find(({ id }) => id === row.recurrenceParentId);
      const seriesId = its ? its.externalId : row.externalSeriesId;
      // An instance waits for a series that is not there yet, and stays here alone with one that cannot be written there.
      if (seriesId === null && its?.isWaiting) {
        left++;
        continue;
      }
      const named = seriesId ? { id: seriesId, isAllDay: its?.isAllDay ?? row.isAllDay } : undefined;
      const isBack = restored.some(({ id }) => id === row.id);
      const outcome = await pushOne(ctx, service, calendar, row, { series: named, isBack });
      if (outcome.values) changed.push(outcome.values);
      writes.push(...outcome.writes);
    } catch (error) {
      if (error instanceof NotWritable) {
        writes.push(settle(ctx, row), overruled(ctx, calendar, row, ["unwritable"]));
        continue;
      }
      failure = error;
      break;
    }
  }
  if (changed.length + writes.length > 0)
    await ctx.db.batch([
      // Whoever changed the row meanwhile is told apart by its version: their change is written next time, from the old version.
      updateMany(ctx, calendarEvents, changed, { where: sql`${calendarEvents.version} = given.synced_version - 1` }),
      ...writes,
    ]);
  if (failure) throw failure;
  const written = waiting.length - left;
  return { written, more: written > 0 && (waiting.length === AT_ONCE || left > 0) };
}

/**
 * The series of which these rows are instances: what the provider knows each by, null for one that is not there (any more), and whether it is
 * still to be written there. One that is deleted here counts until its removal is written: it stays if somebody has changed it there.
 */
const seriesOf = (rows: readonly EventRow[]) =>
  read<{ id: string; externalId: string | null; isAllDay: boolean; isWaiting: boolean }>(sql`
    select id, case when deleted_at is null and etag is not null then external_id end as "externalId", is_all_day as "isAllDay",
      version > coalesce(synced_version, 0) as "isWaiting" from ${calendarEvents}
    where (deleted_at is null or external_id is not null and version > coalesce(synced_version, 0)) and id in (
      select jsonb_array_elements_text(${JSON.stringify(rows.flatMap(({ recurrenceParentId }) => recurrenceParentId ?? []))}::jsonb)::uuid)`);

/** Which instances that the provider never had were deleted here and restored: their series may have been written without them meanwhile. */
const restoredAmong = (rows: readonly EventRow[]) => {
  const unknown = rows.flatMap(({ id, externalId, recurrenceOriginalStart }) =>
    externalId === null && recurrenceOriginalStart !== null ? [id] : [],
  );
  return read<{ id: string }>(sql`
    select distinct e.entity_id as id from events e
    where e.entity_id in (select jsonb_array_elements_text(${JSON.stringify(unknown)}::jsonb)::uuid) and e.event_type = ${EventEvents.restored.type}`);
};

/** A series at the provider. */
interface Series {
  id: string;
  isAllDay: boolean;
}

interface Outcome {
  /** What the row becomes, because the other side has other values than those that were written. */
  values?: Values<typeof calendarEvents> & { id: string };
  writes: Write<unknown>[];
}

async function pushOne(
  ctx: Ctx,
  service: CalendarService,
  calendar: Calendar,
  row: EventRow,
  { series, isBack }: { series: Series | undefined; isBack: boolean },
): Promise<Outcome> {
  const there = calendar.externalId!;
  if (row.deletedAt !== null) {
    try {
      await service.remove(there, row.externalId!, row.etag ?? "");
      return { writes: [settle(ctx, row)] };
    } catch (error) {
      if (!(error instanceof ChangedThere)) throw error;
      const remote = await service.get(there, row.externalId!);
      if (!remote?.fields) return { writes: [settle(ctx, row)] };
      // It was removed here and changed there: what somebody still works on stays.
      return {
        values: become(row, remote, remote.fields, ctx),
        writes: [overruled(ctx, calendar, row, ["deletedAt"])],
      };
    }
  }
  if (row.externalId === null || isRemovedThere(row)) {
    const remote = await placed(service, calendar, row, series);
    // The series has no such instance any more, which is theirs to decide unless it was left out here; or it is not there itself, or it cannot
    // be brought back.
    if (remote === undefined && series && row.externalId === null && !isBack) return gone(ctx, calendar, row);
    const isLost = remote === undefined && series !== undefined && row.status !== "cancelled";
    if (isLost && !service.takesInstancesBack) return apart(ctx, service, calendar, row);
    if (remote === undefined) return { writes: [settle(ctx, row)] };
    const outcome = equalNow(ctx, row, fieldsOf(row), remote);
    return isSeries(row) ? { ...outcome, writes: [...outcome.writes, takeUp(row)] } : outcome;
  }
  return joined(ctx, service, calendar, row);
}

/** A new event there, or one that comes back: one of its own, or an instance of a series, which is there already and is changed. */
async function placed(
  service: CalendarService,
  calendar: Calendar,
  row: EventRow,
  series: Series | undefined,
): Promise<Remote | undefined> {
  const there = calendar.externalId!;
  if (row.recurrenceOriginalStart === null) return service.create(there, row.id, fieldsOf(row), row.externalId);
  if (series === undefined) return undefined;
  const instance = await service.instance(there, series.id, row.recurrenceOriginalStart, series.isAllDay);
  if (!instance || (row.status === "cancelled" && !instance.fields)) return instance ?? undefined;
  try {
    return await service.change(there, instance.externalId, instance.etag, ofInstance(row, fieldsOf(row)));
  } catch (error) {
    if (error instanceof GoneThere) return undefined;
    throw error;
  }
}

/** An instance that was restored here and cannot be put back into its series there is an event of its own now, on both sides. */
async function apart(ctx: Ctx, service: CalendarService, calendar: Calendar, row: EventRow): Promise<Outcome> {
  const fields = { ...fieldsOf(row), recurrenceRule: null, recurrenceExdates: [], recurrenceRdates: [] };
  const remote = await service.create(calendar.externalId!, row.id, fields, row.externalId);
  const single = { ...row, externalSeriesId: null, recurrenceParentId: null, recurrenceOriginalStart: null };
  return {
    values: become(single, remote, remote.fields ?? fields, ctx),
    writes: [overruled(ctx, calendar, row, ["recurrenceParentId"])],
  };
}

/** Instances that stayed here alone while their series was not there are to be written after it. */
const takeUp = ({ id }: EventRow) =>
  effect(sql`update ${calendarEvents} set synced_version = null
    where recurrence_parent_id = ${id}::uuid and external_id is null and deleted_at is null and synced_version is not null`);

/** How a series recurs is no business of its instances, and providers refuse to be told. */
function ofInstance(row: EventRow, fields: Partial<Fields>): Partial<Fields> {
  if (row.recurrenceOriginalStart === null) return fields;
  const { recurrenceRule: _, recurrenceExdates: __, recurrenceRdates: ___, ...own } = fields;
  return own;
}

/** Writes what differs from the version there, after joining it with what was changed there meanwhile. */
async function joined(ctx: Ctx, service: CalendarService, calendar: Calendar, row: EventRow): Promise<Outcome> {
  const there = calendar.externalId!;
  let fields = fieldsOf(row);
  let etag = row.etag ?? "";
  let groups: Group[] = changesOf(keptFields(row), fields);
  const lost = new Set<Group>();
  const tell = () => (lost.size > 0 ? [overruled(ctx, calendar, row, [...lost])] : []);
  for (let n = 0; n < MOST_TRIES; n++) {
    const given = groups.filter((group) => group !== "conferenceUrl");
    if (given.length === 0 && n === 0) return { writes: [settle(ctx, row)] };
    try {
      if (given.length > 0) {
        const remote = await service.change(there, row.externalId!, etag, ofInstance(row, valuesOf(fields, given)));
        const outcome = equalNow(ctx, row, fields, remote);
        return { ...outcome, writes: [...outcome.writes, ...tell()] };
      }
    } catch (error) {
      if (error instanceof GoneThere) return gone(ctx, calendar, row);
      if (!(error instanceof ChangedThere)) throw error;
    }
    const remote = await service.get(there, row.externalId!);
    if (!remote?.fields) return gone(ctx, calendar, row);
    const merged = merge(keptFields(row), fieldsOf(row), remote.fields);
    for (const group of merged.lost) lost.add(group);
    ({ fields, toWrite: groups } = merged);
    etag = remote.etag;
    if (groups.filter((group) => group !== "conferenceUrl").length === 0) {
      const outcome = equalNow(ctx, row, fieldsOf(row), remote);
      return { ...outcome, writes: [...outcome.writes, ...tell()] };
    }
  }
  // Left for the next time, when the latest version there is read first.
  return { writes: [] };
}

/** Both sides are equal now; where the other side made something else of what was written, that is what the row becomes. */
function equalNow(ctx: Ctx, row: EventRow, ours: Fields, remote: Remote): Outcome {
  if (!remote.fields) return { writes: [settle(ctx, row, remote)] };
  if (changesOf(remote.fields, ours).length === 0 && changesOf(fieldsOf(row), ours).length === 0)
    return { writes: [settle(ctx, row, remote, remote.fields)] };
  return { values: become(row, remote, remote.fields, ctx), writes: [] };
}

const become = (row: EventRow, remote: Remote, fields: Fields, ctx: Ctx) => ({
  id: row.id,
  externalId: remote.externalId,
  externalSeriesId: remote.seriesId ?? row.externalSeriesId,
  recurrenceOriginalStart: row.recurrenceOriginalStart,
  etag: remote.etag,
  icalUid: remote.icalUid ?? row.icalUid,
  ...fields,
  status: statusOf(row, fields),
  ...back(row),
  syncedAt: ctx.now().toISOString(),
  syncedVersion: row.version + 1,
  syncedFields: kept(fields, remote),
});

/**
 * Notes that the other side has this version of the row, or that a deleted one is no longer there. The update raises the row's version by one; a
 * change since then stays to be written.
 */
const settle = (ctx: Ctx, row: EventRow, remote?: Remote, fields?: Fields) =>
  effect(sql`update ${calendarEvents} set synced_at = ${ctx.now().toISOString()}::timestamptz,
      synced_version = case when version = ${row.version}::int then version + 1 else ${row.version}::int end
      ${row.deletedAt !== null ? sql`, etag = null` : sql``}
      ${
        remote
          ? sql`, external_id = ${remote.externalId}, etag = ${remote.etag}, ical_uid = coalesce(${remote.icalUid}::text, ical_uid),
            external_series_id = coalesce(${remote.seriesId}::text, external_series_id)`
          : sql``
      }
      ${remote && fields ? sql`, synced_fields = ${JSON.stringify(kept(fields, remote))}::jsonb` : sql``}
    where id = ${row.id}::uuid`);

/** It was removed there: so it is here, although it was changed here. */
function gone(ctx: Ctx, calendar: Calendar, row: EventRow): Outcome {
  const now = ctx.now().toISOString();
  return {
    writes: [
      effect(sql`update ${calendarEvents} set deleted_at = ${now}::timestamptz, etag = null, synced_at = ${now}::timestamptz, synced_version = version + 1
        where deleted_at is null and (id = ${row.id}::uuid or recurrence_parent_id = ${row.id}::uuid)`),
      overruled(ctx, calendar, row, ["deletedAt"]),
    ],
  };
}

const overruled = (ctx: Ctx, calendar: Calendar, row: EventRow, fields: readonly string[]) =>
  emit(ctx, EventOverruled, {
    entityId: row.id,
    owner: row.userId,
    payload: { provider: calendar.provider as "google" | "outlook", fields: [...fields] },
  });
