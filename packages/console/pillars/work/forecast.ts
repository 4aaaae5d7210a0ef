/** When a sprint will be done, if the work goes on as it went. */
import { dayAfter } from "#console/words/format.ts";

interface Day {
  date: string;
  completed: number;
  /** Null for days that are yet to come. */
  remaining: number | null;
}

export interface Forecast {
  /** Tasks a day so far. */
  pace: number;
  /** The day on which nothing is left; undefined while nothing was done. */
  doneOn: string | undefined;
  /** What is left at the end of each day of the sprint from the last that has passed on; null before. */
  remaining: (number | null)[];
}

/** Undefined before the first day and when nothing is left: then there is nothing to foresee. */
export function forecast(days: readonly Day[]): Forecast | undefined {
  const known = days.filter(({ remaining }) => remaining !== null);
  const now = known.at(-1);
  if (!now?.remaining) return undefined;
  const pace = known.reduce((sum, { completed }) => sum + completed, 0) / known.length;
  const left = now.remaining;
  const remaining = days.map((_, at) =>
    at < known.length - 1 ? null : Math.max(0, left - pace * (at - known.length + 1)),
  );
  return { pace, doneOn: pace > 0 ? dayAfter(now.date, Math.ceil(left / pace)) : undefined, remaining };
}
