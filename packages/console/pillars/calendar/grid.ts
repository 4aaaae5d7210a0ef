/**
 * Where things stand in a calendar. A `Minute` counts the minutes of the wall clock since 1970-01-01 00:00, as the clocks of the person's zone
 * show them, so that every day has 1,440 of them: on a day that clocks make shorter or longer, things stand where the clock says.
 */
import { instantAt, weekdayOf } from "#console/ui/when.ts";
import { dayAfter, daysBetween } from "#console/words/format.ts";

export type Minute = number;

export const DAY_MINUTES = 1440;
/** What is moved or stretched goes by so many minutes. */
export const STEP = 15;
/** Something shorter is drawn, and keeps others from its place, as if it took so long. */
const LEAST = 20;

const clocks = new Map<string, Intl.DateTimeFormat>();

export function minuteOf(instant: string, zone: string): Minute {
  let clock = clocks.get(zone);
  if (!clock) {
    const digits = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    clock = new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", { ...digits, timeZone: zone, hourCycle: "h23" });
    clocks.set(zone, clock);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(new Date(instant))) parts[type] = Number(value);
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!) / 60_000;
}

/** The instant at which clocks show it; after a skipped hour, when they go on. */
export const instantOf = (minute: Minute, zone: string): string => instantAt(dayOf(minute), timeOf(minute), zone)!;

export const dayOf = (minute: Minute): string => new Date(minute * 60_000).toISOString().slice(0, 10);

/** The time of day, `HH:MM`. */
export const timeOf = (minute: Minute): string => new Date(minute * 60_000).toISOString().slice(11, 16);

export const minuteAt = (day: string, minuteOfDay = 0): Minute => Date.parse(`${day}T00:00Z`) / 60_000 + minuteOfDay;

/** To the nearest step. */
export const snapped = (minutes: number): number => Math.round(minutes / STEP) * STEP;

export const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => dayAfter(first, at));

const STARTS = { sunday: 0, monday: 1, saturday: 6 } as const;
export type WeekStart = keyof typeof STARTS;

export const weekOf = (day: string, start: WeekStart): string =>
  dayAfter(day, -((weekdayOf(day) - STARTS[start] + 7) % 7));

/** The first days of the weeks in which the days of a month are. */
export function weeksOfMonth(day: string, start: WeekStart): string[] {
  const first = weekOf(`${day.slice(0, 8)}01`, start);
  const next = monthAfter(day, 1);
  return Array.from({ length: 6 }, (_, at) => dayAfter(first, at * 7)).filter((week) => week < next);
}

/** The first day of the month so many months later. */
export function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** What takes some time: until `to`, which is exclusive. */
export interface Span {
  from: Minute;
  to: Minute;
}

/** The part of something that falls on one day. */
export interface Segment<T> {
  item: T;
  /** Minutes of its day. */
  from: number;
  to: number;
  isStart: boolean;
  isEnd: boolean;
}

/** What there is of these things on a day; what takes no time is there where it is. */
export function segmentsOf<T extends Span>(items: readonly T[], day: string): Segment<T>[] {
  const start = minuteAt(day);
  const end = start + DAY_MINUTES;
  return items
    .filter(({ from, to }) => from < end && (to > start || (from === to && from >= start)))
    .map((item) => ({
      item,
      from: Math.max(item.from, start) - start,
      to: Math.min(item.to, end) - start,
      isStart: item.from >= start,
      isEnd: item.to <= end,
    }));
}

export interface Placed<T> extends Segment<T> {
  /** Its column of so many that share its time, and how many it takes. */
  column: number;
  columns: number;
  width: number;
}

/**
 * Puts what overlaps side by side. Each goes into the first column that is free; those that overlap, directly or through others, share the width
 * of the day, and each is as wide as it can be without covering another one.
 */
export function placed<T>(segments: readonly Segment<T>[]): Placed<T>[] {
  const sorted = [...segments].sort((a, b) => a.from - b.from || b.to - a.to);
  const groups: Segment<T>[][] = [];
  let until = -1;
  for (const segment of sorted) {
    if (segment.from >= until) groups.push([]);
    groups.at(-1)!.push(segment);
    until = Math.max(until, drawnEnd(segment));
  }
  return groups.flatMap(placedGroup);
}

const drawnEnd = ({ from, to }: Segment<unknown>) => Math.max(to, from + LEAST);

function placedGroup<T>(group: readonly Segment<T>[]): Placed<T>[] {
  const ends: number[] = [];
  const columns = group.map((segment) => {
    const free = ends.findIndex((end) => end <= segment.from);
    const column = free < 0 ? ends.length : free;
    ends[column] = drawnEnd(segment);
    return column;
  });
  return group.map((segment, at) => {
    const blocked = group.flatMap((other, index) =>
      columns[index]! > columns[at]! && other.from < drawnEnd(segment) && drawnEnd(other) > segment.from
        ? [columns[index]!]
        : [],
    );
    const column = columns[at]!;
    return { ...segment, column, columns: ends.length, width: Math.min(ends.length, ...blocked) - column };
  });
}

/** What takes whole days, in a row of days. */
export interface Bar<T> {
  item: T;
  lane: number;
  /** Its first day of the row, and how many days of it. */
  start: number;
  length: number;
  isStart: boolean;
  isEnd: boolean;
}

/** Puts bars into lanes, the longest of those that begin on a day first, each into the first lane that is free. `endDay` is exclusive. */
export function barsOf<T extends { startDay: string; endDay: string }>(
  items: readonly T[],
  first: string,
  days: number,
): Bar<T>[] {
  const lanes: number[] = [];
  return items
    .map((item) => ({ item, start: daysBetween(first, item.startDay), end: daysBetween(first, item.endDay) }))
    .filter(({ start, end }) => start < days && end > 0)
    .sort((a, b) => Math.max(a.start, 0) - Math.max(b.start, 0) || b.end - a.end)
    .map(({ item, start, end }) => {
      const from = Math.max(start, 0);
      const free = lanes.findIndex((taken) => taken <= from);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = Math.min(end, days);
      return { item, lane, start: from, length: lanes[lane] - from, isStart: start >= 0, isEnd: end <= days };
    });
}

export type DragMode = "move" | "start" | "end";

/** A span after it was moved, or one of its ends was, by so many minutes; it keeps a step at least. */
export function dragged({ from, to }: Span, mode: DragMode, by: number): Span {
  if (mode === "move") return { from: from + by, to: to + by };
  if (mode === "start") return { from: Math.min(from + by, to - STEP), to };
  return { from, to: Math.max(to + by, from + STEP) };
}
