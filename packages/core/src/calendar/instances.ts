/**
 * Single instances of a series. One that differs is a row of its own (an override), which names its series and the start that the
 * series gives it; a unique index lets an instance have one.
 */

import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { type Event, remindedFrom } from "#core/calendar/event-fields";
import { EventCompleted, EventEvents, EventSkipped } from "#core/calendar/events";
import { occurrenceAt } from "#core/calendar/expansion";
import { calendarFields, calendarRefusals } from "#core/calendar/sayings";
import { isSeries } from "#core/calendar/window";
import { myZone } from "#core/identity/zone";
import { insert } from "#kit/change";
import type { Emit, Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, NotFound, type Problem, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { seenRead, staleVersion } from "#kit/row";
import { transition } from "#kit/transition";

/** A row that replaces an instance. */
export interface Override {
  id: string;
  originalStart: string;
}

/** What a change of an event has to know beside its row. */
export interface Around {
  /** For an event that gets a time of day: the zone of its calendar, or else the speaker's. */
  zone: string;
  isReadOnly: boolean;
  /** How many instances are left out of the series that an override belongs to; 0 for what is none. */
  leftOut: number;
  /** Those of its latest instances, one more than may move with their series. */
  overrides: Override[];
  /** The id of a row that the change may make. */
  nextId: string;
}

/** The most overrides that move with their series. */
export const MAX_MOVED_OVERRIDES = 500;

export function aroundRead(ctx: Ctx, id: string): Read<Around> {
  const query = read<{ zone: string; isReadOnly: boolean; leftOut: number; overrides: string }>(sql`
    select coalesce(c.timezone, ${myZone}) as zone, coalesce(c.is_read_only, false) as "isReadOnly",
      coalesce((select cardinality(p.recurrence_exdates) from calendar_events p where p.id = e.recurrence_parent_id), 0) as "leftOut",
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'originalStart', o.recurrence_original_start)), '[]') from (
        select * from ${calendarEvents} where recurrence_parent_id = ${id}::uuid and deleted_at is null
        order by recurrence_original_start desc limit ${MAX_MOVED_OVERRIDES + 1}::int) o) as overrides
    from (select 1) one
    left join ${calendarEvents} e on e.id = ${id}::uuid
    left join ${calendars} c on c.id = e.calendar_id`);
  return {
    ...query,
    decode(result) {
      const [row] = query.decode(result);
      const overrides = (JSON.parse(row!.overrides) as Override[]).map(({ originalStart, ...one }) => ({
        ...one,
        originalStart: new Date(originalStart).toISOString(),
      }));
      return { ...row!, overrides, nextId: uuidv7(ctx.now()) };
    },
  };
}

const CARRIED_OVER = [
  "userId",
  "householdId",
  "calendarId",
  "provider",
  "connectionId",
  "title",
  "description",
  "location",
  "url",
  "timezone",
  "isAllDay",
  "lasts",
  "transparency",
  "attendees",
  "reminders",
  "conferenceUrl",
  "linkedResourceType",
  "linkedResourceId",
] as const satisfies readonly (keyof Event)[];

/** The columns of a series that another series has as well which goes on with the rest of it. */
export const carriedOver = (series: Event): Values<typeof calendarEvents> =>
  Object.fromEntries(CARRIED_OVER.map((key) => [key, series[key]]));

/** What is true of the override of an instance, which is named by the start that its series gives it. */
export const isInstanceOf = (seriesId: string, originalStart: string): SQL =>
  sql`${calendarEvents.recurrenceParentId} = ${seriesId}::uuid and ${calendarEvents.recurrenceOriginalStart} = ${originalStart}::timestamptz`;

interface InstanceChange {
  versions?: number[];
  /** What tells of a change of the override; one that is made by it is told as created, unless `tellsAll`. */
  emits: Emit;
  tellsAll?: true;
  refuse?: (row: Event, around: Around) => Problem | undefined;
  values: (row: Event, around: Around) => Values<typeof calendarEvents>;
}

/**
 * Changes one instance of a series: its override, which is made when there is none. Of two who make it at once, the second changes
 * what the first has made. Two flights.
 */
export async function changeInstance(ctx: Ctx, id: string, occurrence: string, change: InstanceChange): Promise<Event> {
  const original = new Date(occurrence).toISOString();
  const isIt = isInstanceOf(id, original);
  const [seen, around, [override]] = await ctx.db.batch([
    seenRead(calendarEvents, id),
    aroundRead(ctx, id),
    rowsRead(calendarEvents, isIt, { limit: 1 }),
  ]);
  if (!seen) throw NotFound();
  if (override) return changeRow(ctx, override.id, change);
  const made = overrideOf(seen.row, original);
  const problem =
    made instanceof Error ? made : (change.refuse?.(made, around) ?? staleVersion(seen.row, change.versions));
  if (problem) throw problem;
  if (!seen.mayChange) throw ReadOnlyAccess();
  return makeOverride(ctx, made as Event, around, change, isIt);
}

async function makeOverride(ctx: Ctx, made: Event, around: Around, change: InstanceChange, isIt: SQL): Promise<Event> {
  const { id: _, createdAt: __, updatedAt: ___, startDate: ____, endDate: _____, ...columns } = made;
  try {
    const [row] = await ctx.db.batch([
      insert(
        ctx,
        calendarEvents,
        {
          ...columns,
          // The database takes the calendar from the series, which not everybody may see who changes an instance of it.
          calendarId: undefined,
          connectionId: undefined,
          ...remindedFrom(ctx),
          ...change.values(made, around),
        },
        { emits: change.tellsAll ? change.emits : { event: EventEvents.created } },
      ),
    ]);
    return row;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code !== "23505" || constraint !== "calendar_events_override") throw error;
    const [[override]] = await ctx.db.batch([rowsRead(calendarEvents, isIt, { limit: 1 })]);
    if (!override) throw error;
    return changeRow(ctx, override.id, change);
  }
}

const changeRow = (ctx: Ctx, id: string, { versions, emits, refuse, values }: InstanceChange) =>
  transition(ctx, calendarEvents, id, {
    versions,
    beside: aroundRead(ctx, id),
    refuse,
    change: (row, around) => ({ values: values(row, around), emits }),
  });

/** An instance as an override that differs in nothing, or the problem that there is none. */
function overrideOf(series: Event, occurrence: string): Event | Problem {
  if (!isSeries(series)) return wrongInput({ parameter: "occurrence" }, calendarFields("no_series"));
  const instance = occurrenceAt(series, occurrence);
  if (!instance) return wrongInput({ parameter: "occurrence" }, calendarFields("no_start_of_series"));
  return {
    ...series,
    startAt: instance.startAt,
    endAt: instance.endAt,
    externalId: null,
    recurrenceRule: null,
    recurrenceExdates: [],
    recurrenceRdates: [],
    recurrenceParentId: series.id,
    recurrenceOriginalStart: instance.originalStart,
    syncedAt: null,
    syncedVersion: null,
    syncedFields: null,
    etag: null,
    // An ETag of the series stands for no version of its override.
    version: series.version + 1,
  } as Event;
}

/** Completes an event, or the named instance of a series; 409 when it is no longer to come. */
export const complete = (ctx: Ctx, id: string, occurrence: string | undefined): Promise<Event> =>
  settle(ctx, id, occurrence, "completed");

/** Leaves out an event, or the named instance of a series, without deleting it; 409 when it is no longer to come. */
export const skip = (ctx: Ctx, id: string, occurrence: string | undefined): Promise<Event> =>
  settle(ctx, id, occurrence, "skipped");

function settle(ctx: Ctx, id: string, occurrence: string | undefined, status: "completed" | "skipped"): Promise<Event> {
  const change: InstanceChange = {
    emits: { event: status === "completed" ? EventCompleted : EventSkipped },
    tellsAll: true,
    refuse: (row) =>
      row.status === "scheduled" ? undefined : Conflict(calendarRefusals("event_settled", { status: row.status })),
    values: () => ({ status, nextReminderAt: null }),
  };
  return occurrence === undefined ? changeWhole(ctx, id, change) : changeInstance(ctx, id, occurrence, change);
}

/** Answers an invitation, of all of a series unless an instance is named; 409 without one. */
export function respond(
  ctx: Ctx,
  id: string,
  response: "accepted" | "declined" | "tentative",
  occurrence: string | undefined,
): Promise<Event> {
  const change: InstanceChange = {
    emits: { event: EventEvents.updated },
    refuse: ({ attendees }) =>
      attendees.some(({ isSelf }) => isSelf) ? undefined : Conflict(calendarRefusals("not_invited")),
    values: ({ attendees }) => ({ attendees: attendees.map((one) => (one.isSelf ? { ...one, response } : one)) }),
  };
  return occurrence === undefined ? changeRow(ctx, id, change) : changeInstance(ctx, id, occurrence, change);
}

/** A change of an event that happens once, or of an override by its own id. */
const changeWhole = (ctx: Ctx, id: string, change: InstanceChange) =>
  changeRow(ctx, id, {
    ...change,
    refuse: (row, around) => (isSeries(row) ? needsOccurrence() : change.refuse?.(row, around)),
  });

const needsOccurrence = () => wrongInput("#/occurrence", calendarFields("needs_occurrence"));
