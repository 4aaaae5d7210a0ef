/** The text of many moments (ISO 8601, in UTC): to have a `Date` write each of them takes longer than all else that an agenda does. */

const DAY_MS = 86_400_000;
/** Most events are on few days and at few times of day, of which each is written once. */
const days = new Map<number, string>();
const times = new Map<number, string>();
const MAX_KNOWN = 5_000;
/** As long as `T09:00:00.000Z`. */
const TIME_LENGTH = 14;

/** The text of a moment in milliseconds, as `Date` writes it. Throws a RangeError for one whose day no date has. */
export function isoText(ms: number): string {
  const day = Math.floor(ms / DAY_MS);
  // The next moment is mostly of the same day.
  if (latest.day !== day) latest = { day, text: written(days, day * DAY_MS, 0, -TIME_LENGTH) };
  return latest.text + written(times, ms - day * DAY_MS, -TIME_LENGTH);
}

let latest = { day: Number.NaN, text: "" };

function written(known: Map<number, string>, ms: number, from: number, to?: number): string {
  const before = known.get(ms);
  if (before !== undefined) return before;
  const text = new Date(ms).toISOString().slice(from, to);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(ms, text);
  return text;
}
