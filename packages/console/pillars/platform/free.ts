/** When somebody is free, of a day with what is busy in it. Instants are text of ISO 8601 in UTC. */

/** The end does not belong to it. */
export interface Span {
  from: string;
  to: string;
}

/** Less than this between two things is a break and no free time. */
const LEAST_FREE_MS = 30 * 60_000;

const ms = (instant: string) => Date.parse(instant);
const instant = (at: number) => new Date(at).toISOString();

/** What overlaps or touches becomes one, in order, cut to the day. */
export function merged(busy: readonly Span[], day: Span): Span[] {
  const found: Span[] = [];
  for (const { from, to } of busy.toSorted((a, b) => ms(a.from) - ms(b.from))) {
    const [start, end] = [Math.max(ms(from), ms(day.from)), Math.min(ms(to), ms(day.to))];
    if (start >= end) continue;
    const last = found.at(-1);
    if (last && start <= ms(last.to)) last.to = instant(Math.max(ms(last.to), end));
    else found.push({ from: instant(start), to: instant(end) });
  }
  return found;
}

/** The gaps between what is merged, from `now` on, that are worth using; what comes after the last is the evening and no gap. */
export function gaps(busy: readonly Span[], now: string): Span[] {
  return busy.flatMap(({ to }, at) => {
    const next = busy[at + 1];
    if (!next) return [];
    const from = Math.max(ms(to), ms(now));
    return ms(next.from) - from >= LEAST_FREE_MS ? [{ from: instant(from), to: next.from }] : [];
  });
}

/** Whether somebody is free now, and until when; without an end, for the rest of the day. */
export function freeAt(busy: readonly Span[], now: string): { isFree: boolean; until: string | undefined } {
  const at = ms(now);
  const current = busy.find(({ from, to }) => ms(from) <= at && at < ms(to));
  if (current) return { isFree: false, until: current.to };
  return { isFree: true, until: busy.find(({ from }) => ms(from) > at)?.from };
}
