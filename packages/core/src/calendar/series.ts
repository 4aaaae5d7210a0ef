/**
 * Changes of a series of events: of one instance (an override, a row of its own that replaces it), of an instance and all that
 * follow (the series is split in two), or of the whole series.
 *
 * Instances are named by the start that the series gives them. When the series moves, so do the names by which exceptions and
 * overrides belong to it, while overrides stay at their own times.
 */

import { and, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { calendarEvents, MAX_DATES } from "#core/calendar/calendar.sql";
import { readOnly } from "#core/calendar/calendars";
import { changed, type Event, type Given, remindedFrom } from "#core/calendar/event-fields";
import { EventEvents } from "#core/calendar/events";
import { type Occurrence, occurrenceAt } from "#core/calendar/expansion";
import { type Around, aroundRead, changeInstance, isInstanceOf } from "#core/calendar/instances";
import { calendarFields, calendarRefusals } from "#core/calendar/sayings";
import { movingAll, splitting } from "#core/calendar/series-move";
import { split } from "#core/calendar/series-rule";
import { isSeries } from "#core/calendar/window";
import { remove, restore, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { Conflict, NotFound, type Problem, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { gone, live, mayRestoreRead } from "#kit/row";
import { transition, transitionBatch } from "#kit/transition";

export const scopes = ["this", "following", "all"] as const;

/** Which of a series a request is about. */
export interface Which {
  scope?: (typeof scopes)[number];
  /** The start that the series gives the instance. */
  occurrence?: string;
  /** Those of If-Match. */
  versions?: number[];
}

/**
 * Changes an event, an instance, the rest of a series or all of it, and yields the row that says so now: the event, the override,
 * the new series, or the series. Times are those of the named instance, and with `all` the whole series moves as that one does.
 */
export async function change(ctx: Ctx, id: string, which: Which, body: Given): Promise<Event> {
  const scope = scopeOf(which);
  if (scope === "this" && which.occurrence !== undefined)
    return changeInstance(ctx, id, which.occurrence, {
      versions: which.versions,
      emits: { event: EventEvents.updated },
      refuse: (_, { isReadOnly }) => (isReadOnly ? readOnly() : undefined),
      values: (row, { zone }) => changed(ctx, row, body, zone),
    });
  const [row, made] = await transitionBatch(ctx, calendarEvents, id, {
    versions: which.versions,
    beside: aroundRead(ctx, id),
    refuse: (event, around) => refusal(event, around, scope, which),
    change: (event, around) => {
      if (!isSeries(event))
        return { values: changed(ctx, event, body, around.zone), emits: { event: EventEvents.updated } };
      const instance = instanceOf(event, which);
      return scope === "following" && !isFirst(event, instance)
        ? splitting(ctx, event, { instance, around, body })
        : movingAll(ctx, event, { instance, around, body });
    },
  });
  // Splitting a series makes a row, and moving one changes a list of overrides.
  return made && !Array.isArray(made) ? (made as Event) : row;
}

/**
 * Deletes an event, leaves an instance out, ends a series before one, or deletes the whole with its overrides. As with a change, the
 * versions are those of the instance's own event where there is one.
 */
export async function removeSome(ctx: Ctx, id: string, which: Which): Promise<void> {
  const scope = scopeOf(which);
  if (scope === "this" && which.occurrence !== undefined && which.versions !== undefined) {
    const [[override]] = await ctx.db.batch([
      rowsRead(calendarEvents, isInstanceOf(id, which.occurrence), { limit: 1 }),
    ]);
    if (override) return removeSome(ctx, override.id, { versions: which.versions });
  }
  await transition(ctx, calendarEvents, id, {
    versions: which.versions,
    beside: aroundRead(ctx, id),
    refuse: (event, around) =>
      refusal(event, around, scope, which) ?? (around.leftOut >= MAX_DATES ? manyLeftOut() : undefined),
    change: (event) => {
      const deleted = { event: EventEvents.deleted };
      if (!isSeries(event))
        return {
          values: "removed" as const,
          emits: deleted,
          // An override gives way to nothing: the series leaves its instance out from now on.
          also: (story) => (event.recurrenceParentId ? [leavingOut(story, event)] : []),
        };
      const instance = instanceOf(event, which);
      if (scope === "all" || (scope === "following" && isFirst(event, instance)))
        return {
          values: "removed" as const,
          emits: deleted,
          also: (story) => [removingOverrides(story, id, sql`true`)],
        };
      const from = sql`${instance.originalStart}::timestamptz`;
      const isMeant =
        scope === "this"
          ? sql`${calendarEvents.recurrenceOriginalStart} = ${from}`
          : sql`${calendarEvents.recurrenceOriginalStart} >= ${from}`;
      const values =
        scope === "this" ? withExdate(event, instance.originalStart) : split(event, instance.originalStart).before;
      return {
        values: { ...values, ...remindedFrom(ctx) },
        emits: { event: EventEvents.updated },
        also: (story) => [removingOverrides(story, id, isMeant)],
      };
    },
  });
}

/** Restores a deleted event, and of a series the overrides that were deleted with it. An override is an instance again. */
export async function restoreSome(ctx: Ctx, id: string): Promise<Event> {
  const restored = { emits: { event: EventEvents.restored } };
  const [row, , , mayRestore] = await ctx.db.batch([
    restore(ctx, calendarEvents, gone(calendarEvents, id), remindedFrom(ctx), restored),
    restore(
      ctx,
      calendarEvents,
      and(sql`${calendarEvents.recurrenceParentId} = ${id}::uuid`, deletedWith(id)),
      {},
      restored,
    ),
    takingIn(ctx, id),
    mayRestoreRead(calendarEvents, id),
  ]);
  if (!row) throw mayRestore === false ? ReadOnlyAccess() : NotFound();
  return row;
}

/** Rows whose last deletion was in one transaction with that of another. */
function deletedWith(id: string): SQL {
  const deletion = (of: SQL) =>
    sql`(select max(created_at) from events where entity_id = ${of} and event_type = ${EventEvents.deleted.type})`;
  return sql`${deletion(sql`${calendarEvents.id}`)} = ${deletion(sql`${id}::uuid`)}`;
}

function scopeOf({ scope, occurrence }: Which): (typeof scopes)[number] {
  if (scope !== undefined && scope !== "all" && occurrence === undefined)
    throw wrongInput({ parameter: "occurrence" }, calendarFields("needs_occurrence_with", { scope }));
  return scope ?? (occurrence === undefined ? "all" : "this");
}

function refusal(event: Event, { isReadOnly }: Around, scope: string, { occurrence }: Which): Problem | undefined {
  if (isReadOnly) return readOnly();
  if (occurrence === undefined) return undefined;
  if (isSeries(event)) return occurrenceAt(event, occurrence) ? undefined : noInstance();
  return event.recurrenceParentId !== null && scope !== "this"
    ? Conflict(calendarRefusals("one_instance"))
    : wrongInput({ parameter: "occurrence" }, calendarFields("no_series"));
}

const noInstance = () => wrongInput({ parameter: "occurrence" }, calendarFields("no_start_of_series"));

/** The instance that a request names; the first one, when it is about the whole series. One that is none is refused elsewhere. */
function instanceOf({ startAt, endAt, ...event }: Event, { occurrence = startAt }: Which): Occurrence {
  const like = { originalStart: occurrence, startAt: occurrence, endAt: occurrence };
  if (occurrence === startAt) return { ...like, endAt };
  return occurrenceAt({ ...event, startAt, endAt }, occurrence) ?? like;
}

const isFirst = (event: Event, { originalStart }: Occurrence) => Date.parse(originalStart) <= Date.parse(event.startAt);

/** The writes that leave an instance out of its series, whose override was deleted. */
const leavingOut = (ctx: Ctx, { recurrenceParentId, recurrenceOriginalStart }: Event) =>
  update(
    ctx,
    calendarEvents,
    sql`${live(calendarEvents, recurrenceParentId!)} and not ${recurrenceOriginalStart}::timestamptz = any(${calendarEvents.recurrenceExdates})`,
    { recurrenceExdates: sql`${calendarEvents.recurrenceExdates} || ${recurrenceOriginalStart}::timestamptz` },
    { emits: { event: EventEvents.updated } },
  );

/** The write that no longer leaves an instance out of its series, whose override was restored. */
function takingIn(ctx: Ctx, overrideId: string) {
  const ofOverride = (column: SQL) =>
    sql`(select ${column} from calendar_events o where o.id = ${overrideId}::uuid and o.deleted_at is null)`;
  const original = ofOverride(sql`o.recurrence_original_start`);
  const { id, recurrenceExdates } = calendarEvents;
  return update(
    ctx,
    calendarEvents,
    sql`${id} = ${ofOverride(sql`o.recurrence_parent_id`)} and ${original} = any(${recurrenceExdates})`,
    { recurrenceExdates: sql`array_remove(${recurrenceExdates}, ${original})` },
    { emits: { event: EventEvents.updated } },
  );
}

/** The write that deletes overrides of a series. */
const removingOverrides = (ctx: Ctx, id: string, which: SQL) =>
  remove(ctx, calendarEvents, and(sql`${calendarEvents.recurrenceParentId} = ${id}::uuid`, which), {
    emits: { event: EventEvents.deleted },
  });

function withExdate({ recurrenceExdates }: Event, originalStart: string) {
  if (recurrenceExdates.length >= MAX_DATES) throw manyLeftOut();
  return { recurrenceExdates: [...recurrenceExdates, originalStart] };
}

const manyLeftOut = () => Conflict(calendarRefusals("many_left_out", { max: MAX_DATES }));
