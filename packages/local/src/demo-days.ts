/** The days that the demo life is made up for, with the clock and the dice of each. */
import { uuidv7 } from "#kit/ids";

export interface Day {
  /** `YYYY-MM-DD` in the person's time zone. */
  date: string;
  /** ISO 8601: Monday is 1. */
  weekday: number;
  isWeekend: boolean;
  /** Whole weeks since the beginning. */
  week: number;
  /** The instant at which the person's clock shows `hours`:`minutes`. */
  at(hours: number, minutes?: number): string;
  /** The day's next number from `from` up to `to`, rounded to `digits` decimals. */
  draw(from: number, to: number, digits?: number): number;
  chance(probability: number): boolean;
  pick<T>(among: readonly T[]): T;
}

const DAYS = 28;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The days that end with today, the oldest first. */
export function lastDays(now: Date, zone: string): Day[] {
  const clock = wallClock(zone);
  const today = clock.day(now);
  return Array.from({ length: DAYS }, (_, index): Day => {
    const noon = new Date(Date.parse(`${today}T12:00:00Z`) - (DAYS - 1 - index) * DAY_MS);
    const date = noon.toISOString().slice(0, 10);
    const weekday = ((noon.getUTCDay() + 6) % 7) + 1;
    const random = randomOf(Math.floor(noon.getTime() / DAY_MS));
    const draw = (from: number, to: number, digits = 0) => rounded(from + random() * (to - from), digits);
    return {
      date,
      weekday,
      isWeekend: weekday > 5,
      week: Math.floor(index / 7),
      at: (hours, minutes = 0) => clock.instant(date, hours * 60 + minutes),
      draw,
      chance: (probability) => random() < probability,
      pick: (among) => among[Math.floor(random() * among.length)]!,
    };
  });
}

/** What the clock on the wall shows, and when. */
export function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const offsetMs = (at: number) => {
    const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")!.value;
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? ["", "+", "0", "0"];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  };
  return {
    day: (at: Date) => new Date(at.getTime() + offsetMs(at.getTime())).toISOString().slice(0, 10),
    /** Exact except in the hours around a change of clocks, in which nothing happens here. */
    instant(date: string, minuteOfDay: number) {
      const shown = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * MINUTE_MS;
      return new Date(shown - offsetMs(shown)).toISOString();
    },
  };
}

/** Rows have the timestamps of when they would have been written; their ids sort by that time, too. */
export const written = (at: string) => ({ createdAt: at, updatedAt: at });
export const idAt = (at: string) => uuidv7(new Date(at));

export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
