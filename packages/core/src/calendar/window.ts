/** The instances of events in a window of time, from the rows that say so. */
import {
  type Bounds,
  boundsOf,
  type EventSeries,
  type Moment,
  momentMs,
  startsAt,
  visitInstances,
} from "#core/calendar/expansion";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";

const DAY_MS = 86_400_000;

/** What of a row of `calendar_events` matters to when it happens. */
export interface WindowRow<M extends Moment = string> extends EventSeries<M> {
  id: string;
  status: string;
  recurrenceParentId: string | null;
  recurrenceOriginalStart: M | null;
  /** Of an override, whether the series that it names is there. */
  hasParent: boolean;
}

/** Moments are milliseconds. */
export interface Instance<R> {
  row: R;
  /** The start that its series gives it, in the form of the series' own; null for an override and an event that happens once. */
  original: number | null;
  /** Instants. */
  start: number;
  end: number;
}

/** Is given what an instance has. */
type Visit<R> = (start: number, end: number, row: R, original: number | null) => void;

export interface Window {
  /** Instants; `to` is exclusive. */
  from: string;
  to: string;
  /** The zone on whose clocks events without a zone happen. */
  zone: string;
}

/**
 * The instances that overlap a window, in no order, at most `limit` of each series. An override takes the place of its instance, and is
 * there when its own time is; one whose series has no such instance is left out, and one without a series stands alone. `rows`
 * holds the overrides of every instance in the window. Cancelled events and instances are left out.
 */
export function instancesIn<R extends WindowRow<Moment>>(
  rows: readonly R[],
  window: Window,
  limit: number,
): Instance<R>[] {
  const found: Instance<R>[] = [];
  visitInstancesIn(rows, window, limit, (start, end, row, original) => found.push({ row, original, start, end }));
  return found;
}

/** The same for who holds none of them. */
export function visitInstancesIn<R extends WindowRow<Moment>>(
  rows: readonly R[],
  window: Window,
  limit: number,
  visit: Visit<R>,
): void {
  const bounds = boundsOf(window, window.zone);
  visitAll(rows, window.zone, limit, () => bounds, visit);
}

/**
 * The first of them by start, end and id, at most `most`. Once more are found than that, what starts after all of the first is not
 * looked for any more, so that of many series that go on for all of a long window few instances are calculated and held.
 */
export function firstInstances<R extends WindowRow<Moment>>(
  rows: readonly R[],
  window: Window,
  most: number,
): Instance<R>[] {
  let bounds = boundsOf(window, window.zone);
  let found: Instance<R>[] = [];
  let last = Number.POSITIVE_INFINITY;
  const narrow = () => {
    found = found.sort(byStart).slice(0, most);
    last = found.at(-1)!.start;
    // Clocks that are set back show a later time before an earlier one: a day of margin is more than they ever are.
    const wallTo = Math.min(bounds.wallTo, wallAt(window.zone, last) + DAY_MS);
    bounds = { ...bounds, to: Math.min(bounds.to, last + 1), wallTo };
  };
  const visit: Visit<R> = (start, end, row, original) => {
    if (start > last) return;
    found.push({ row, original, start, end });
    if (found.length >= 2 * most) narrow();
  };
  visitAll(rows, window.zone, most, () => bounds, visit);
  return found.sort(byStart).slice(0, most);
}

const byStart = <R extends WindowRow<Moment>>(one: Instance<R>, other: Instance<R>) =>
  one.start - other.start ||
  one.end - other.end ||
  (one.row.id < other.row.id ? -1 : one.row.id > other.row.id ? 1 : 0);

/** Visits the instances row after row; `boundsNow` is asked for the bounds at each row. */
function visitAll<R extends WindowRow<Moment>>(
  rows: readonly R[],
  zone: string,
  limit: number,
  boundsNow: () => Bounds,
  visit: Visit<R>,
): void {
  const series = new Map<string, R>();
  const replaced = new Map<string, Set<number>>();
  for (const row of rows) {
    if (row.recurrenceParentId === null || row.recurrenceOriginalStart === null) continue;
    const starts = replaced.get(row.recurrenceParentId) ?? new Set();
    replaced.set(row.recurrenceParentId, starts.add(momentMs(row.recurrenceOriginalStart)));
  }
  // Only what is replaced, and what replaces, asks for a series by its id.
  if (replaced.size > 0) for (const row of rows) if (isSeries(row)) series.set(row.id, row);
  for (const row of rows) {
    if (row.status === "cancelled") continue;
    const recurs = isSeries(row);
    if (!recurs && !isInstance(row, series)) continue;
    const taken = replaced.size > 0 ? replaced.get(row.id) : undefined;
    const isFloating = row.timezone === null;
    visitInstances(row, boundsNow(), limit, (start, end) => {
      if (taken?.has(start)) return;
      const original = recurs ? start : null;
      if (isFloating) visit(calendarInstantOf(zone, start), calendarInstantOf(zone, end), row, original);
      else visit(start, end, row, original);
    });
  }
}

export const isSeries = ({
  recurrenceRule,
  recurrenceRdates,
}: Pick<EventSeries<Moment>, "recurrenceRule" | "recurrenceRdates">) =>
  recurrenceRule !== null || recurrenceRdates.length > 0;

function isInstance(row: WindowRow<Moment>, series: ReadonlyMap<string, WindowRow<Moment>>): boolean {
  if (row.recurrenceParentId === null || !row.hasParent) return true;
  const parent = series.get(row.recurrenceParentId);
  return parent !== undefined && startsAt(parent, momentMs(row.recurrenceOriginalStart!));
}
