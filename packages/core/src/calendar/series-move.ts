/** Changes of a series from one of its instances on: how the times of that instance move the rest, and the names of all. */

import { sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { changed, type Event, type Given, remindedFrom } from "#core/calendar/event-fields";
import { atWall, wallOf } from "#core/calendar/event-times";
import { EventEvents } from "#core/calendar/events";
import type { Occurrence } from "#core/calendar/expansion";
import { type Around, carriedOver, MAX_MOVED_OVERRIDES, type Override } from "#core/calendar/instances";
import { calendarRefusals } from "#core/calendar/sayings";
import { movedRule, split } from "#core/calendar/series-rule";
import { isInYears } from "#core/rhythm/years";
import { insert } from "#kit/change";
import { updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { Conflict, Forbidden } from "#kit/problem";
import type { Change } from "#kit/transition";

interface Move {
  instance: Occurrence;
  around: Around;
  body: Given;
}

/** Changes the whole series as the change of one of its instances says. */
export function movingAll(ctx: Ctx, event: Event, move: Move): Change<typeof calendarEvents> {
  const { values, rename } = moved(ctx, event, event.startAt, move);
  if (!rename) return { values, emits: { event: EventEvents.updated } };
  refuseMany(move.around.overrides);
  return {
    values: { ...renamed(event, rename), ...values },
    emits: { event: EventEvents.updated },
    also: (story) => renaming(story, move.around.overrides, rename),
  };
}

/** Ends a series before one of its instances, from which on another series goes on with the change. */
export function splitting(ctx: Ctx, event: Event, move: Move): Change<typeof calendarEvents> {
  if (event.userId !== ctx.actor.userId) throw Forbidden(calendarRefusals("owner_splits"));
  const { originalStart, startAt, endAt } = move.instance;
  const { before, after } = split(event, originalStart);
  const rest = { ...event, ...after, startAt, endAt };
  const { values, rename } = moved(ctx, rest, startAt, move);
  const isAfter = ({ originalStart: at }: Override) => Date.parse(at) >= Date.parse(originalStart);
  const moving = move.around.overrides.filter(isAfter);
  refuseMany(moving);
  return {
    values: { ...before, ...remindedFrom(ctx) },
    emits: { event: EventEvents.updated },
    also: (story) => [
      insert(
        story,
        calendarEvents,
        {
          ...carriedOver(event),
          startAt,
          endAt,
          ...after,
          ...(rename && renamed(rest, rename)),
          ...values,
          ...remindedFrom(ctx),
          id: move.around.nextId,
        },
        { emits: { event: EventEvents.created } },
      ),
      ...renaming(story, moving, rename ?? ((at) => at), move.around.nextId),
    ],
  };
}

/** Throws Conflict for more overrides than move in one request. */
function refuseMany(overrides: readonly Override[]): void {
  if (overrides.length > MAX_MOVED_OVERRIDES)
    throw Conflict(calendarRefusals("many_overrides", { max: MAX_MOVED_OVERRIDES }));
}

/**
 * The columns of a series that begins at `from`, when one of its instances is changed; `rename` is the new name of an instance, when
 * the names change.
 */
function moved(ctx: Ctx, event: Event, from: string, { instance, around, body }: Move) {
  const { originalStart: _, ...its } = instance;
  const values = changed(ctx, { ...event, ...its }, body, around.zone);
  const { startAt, endAt, timezone = null } = values as { startAt?: string; endAt?: string; timezone?: string | null };
  if (startAt === undefined || endAt === undefined) return { values, rename: undefined };
  const [before, after] = [wallOf(instance.startAt, event.timezone), wallOf(startAt, timezone)];
  const rename = (at: string) => atWall(wallOf(at, event.timezone) + after - before, timezone);
  const rule =
    body.recurrenceRule === undefined && event.recurrenceRule !== null
      ? { recurrenceRule: movedRule(event.recurrenceRule, dayOf(after) - dayOf(before)) }
      : {};
  if (from === instance.startAt) return { values: { ...values, ...rule }, rename };
  const start = rename(from);
  const end = atWall(wallOf(start, timezone) + wallOf(endAt, timezone) - after, timezone);
  return { values: { ...values, startAt: start, endAt: end, ...rule }, rename };
}

const dayOf = (wall: number) => Math.floor(wall / 86_400_000);

/** Dates that would leave the years in which there are instances are no longer dates of the series. */
const renamed = (event: Event, rename: (at: string) => string) => ({
  recurrenceExdates: event.recurrenceExdates.map(rename).filter(isInYears),
  recurrenceRdates: event.recurrenceRdates.map(rename).filter(isInYears),
});

/** The writes that give overrides new names, and another series. */
function renaming(
  ctx: Ctx,
  overrides: readonly Override[],
  rename: (at: string) => string,
  parentId?: string,
): Query[] {
  if (overrides.length === 0) return [];
  const rows = overrides.map(({ id, originalStart }) => ({
    id,
    recurrenceOriginalStart: rename(originalStart),
    ...(parentId && { recurrenceParentId: parentId }),
  }));
  return [
    // The unique index is checked row by row, so that one that takes the name of another would be refused: first, all get out of the way.
    effect(sql`update ${calendarEvents} set recurrence_original_start = recurrence_original_start + interval '400 years'
      where id = any(${`{${rows.map(({ id }) => id).join(",")}}`}::uuid[])`),
    updateMany(ctx, calendarEvents, rows, { emits: { event: EventEvents.updated } }),
  ];
}
