/** When somebody, and when everybody, is free. Times are minutes of the wall clock; see grid.ts. */
import { DAY_MINUTES, type Minute, minuteAt, type Span } from "./grid.ts";

/** The part of a day that people make appointments in, and the least that is worth saying. */
export const FROM = 7 * 60;
export const TO = 22 * 60;
const LEAST = 60;

/** What of these times is on a day, cut at its edges, as minutes of the day. */
export function ofDay(spans: readonly Span[], day: string): Span[] {
  const start = minuteAt(day);
  return spans
    .filter(({ from, to }) => from < start + DAY_MINUTES && to > start)
    .map(({ from, to }) => ({ from: Math.max(from - start, 0), to: Math.min(to - start, DAY_MINUTES) }));
}

/** When on a day nobody is busy, for an hour at least; none of it before `after`. */
export function freeTogether(busy: readonly (readonly Span[])[], day: string, after: Minute): Span[] {
  const taken = busy.flatMap((spans) => ofDay(spans, day)).sort((a, b) => a.from - b.from);
  const found: Span[] = [];
  let from = Math.max(FROM, after - minuteAt(day));
  for (const one of [...taken, { from: TO, to: TO }]) {
    const to = Math.min(one.from, TO);
    if (to - from >= LEAST) found.push({ from, to });
    from = Math.max(from, one.to);
  }
  return found;
}
