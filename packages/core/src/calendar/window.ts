/** The instances of events in a window of time, from the rows that say so. */
import { boundsOf, type EventSeries, occurrenceAt, visitInstances } from "#core/calendar/expansion";
import { calendarInstantOf } from "#core/rhythm/zone-clock";

/** What of a row of `calendar_events` matters to when it happens. */
export interface WindowRow extends EventSeries {
  id: string;
  status: string;
  recurrenceParentId: string | null;
  recurrenceOriginalStart: string | null;
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
export function instancesIn<R extends WindowRow>(rows: readonly R[], window: Window, limit: number): Instance<R>[] {
  const { zone } = window;
  const bounds = boundsOf(window, zone);
  const found: Instance<R>[] = [];
  const series = new Map<string, R>();
  const replaced = new Map<string, Set<number>>();
  for (const row of rows) {
    if (isSeries(row)) series.set(row.id, row);
    if (row.recurrenceParentId === null || row.recurrenceOriginalStart === null) continue;
    const starts = replaced.get(row.recurrenceParentId) ?? new Set();
    replaced.set(row.recurrenceParentId, starts.add(Date.parse(row.recurrenceOriginalStart)));
  }
  for (const row of rows) {
    if (row.status === "cancelled") continue;
    const taken = replaced.get(row.id);
    const recurs = series.has(row.id);
    if (!recurs && !isInstance(row, series)) continue;
    const instantOf = (moment: number) => (row.timezone === null ? calendarInstantOf(zone, moment) : moment);
    visitInstances(row, bounds, limit, (start, end) => {
      if (!taken?.has(start))
        found.push({ row, original: recurs ? start : null, start: instantOf(start), end: instantOf(end) });
    });
  }
  return found;
}

export const isSeries = ({
  recurrenceRule,
  recurrenceRdates,
}: Pick<EventSeries, "recurrenceRule" | "recurrenceRdates">) => recurrenceRule !== null || recurrenceRdates.length > 0;

function isInstance(row: WindowRow, series: ReadonlyMap<string, WindowRow>): boolean {
  if (row.recurrenceParentId === null || !row.hasParent) return true;
  const parent = series.get(row.recurrenceParentId);
  return parent !== undefined && occurrenceAt(parent, row.recurrenceOriginalStart!) !== undefined;
}
