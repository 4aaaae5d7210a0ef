import { weekdayOf } from "#console/ui/when.ts";
import { dayAfter, daysBetween } from "#console/words/format.ts";

export type Cell = { day: string; column: number; row: number };

/** The days from `from` to `to` as weeks × 7. `weekStart` is 0 for Sunday, 1 for Monday. */
export function cellsOf(from: string, to: string, weekStart: number): Cell[] {
  const offset = (weekdayOf(from) - weekStart + 7) % 7;
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => ({
    day: dayAfter(from, at),
    column: Math.floor((at + offset) / 7),
    row: (at + offset) % 7,
  }));
}

/**
 * Five steps so that about as many days stand on each: one large value would otherwise make all others look alike. Returns the
 * step (1 to 5) of a value; 0 is nothing.
 */
export function stepsByQuantile(values: readonly number[]): (value: number) => number {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  const limits = [0.2, 0.4, 0.6, 0.8].map(
    (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0,
  );
  return (value) => (value <= 0 ? 0 : 1 + limits.filter((limit) => value >= limit).length);
}
