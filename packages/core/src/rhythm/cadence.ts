/**
 * What a habit asks for, day by day. Everything that needs to know when a habit is due, and whether it was done, reads it here: the
 * list of the day, streaks, freezes, statistics and reminders.
 *
 * A habit asks for units, one after the other:
 *
 * - `daily`, `weekdays`: each such day is a unit.
 * - `interval`: a unit lasts until the day that is so many days after the last one that was done, and ends early on the day on which
 *   it is done. After a missed unit the habit is due every day.
 * - `weekly`: a calendar week is a unit, and is done when so many of its days were. A part of a week, where a schedule begins or
 *   ends, asks for as many as its days amount to, rounded down.
 *
 * A skipped day, and one that was done in part, stands in for a day that was done, but a unit that needs such days is `skipped`: it
 * adds nothing to a streak and breaks none. On a day on which nothing is due they change nothing. While the habit is paused there
 * are no units.
 *
 * Days are numbers, counted from 1 January 1970 (see recurrence-days.ts).
 */
import type { checkInStatuses } from "#core/rhythm/habits.sql";

export type Cadence =
  | { kind: "daily" }
  /** Weekdays of ISO 8601: 1 is Monday. */
  | { kind: "weekdays"; days: readonly number[] }
  | { kind: "interval"; everyDays: number }
  | { kind: "weekly"; times: number };

/** What was asked for from a day on, until the next schedule begins. */
export interface Schedule {
  from: number;
  cadence: Cadence;
  targetPerDay: number;
  isPaused: boolean;
}

/** What a person said of a day. */
export interface Mark {
  status: (typeof checkInStatuses)[number];
  amount: number | null;
}

export interface History {
  /** At least one, in the order of their days. */
  schedules: readonly Schedule[];
  /** By day. */
  marks: ReadonlyMap<number, Mark>;
  /** The first day that can be due; an earlier one that was done counts as well. */
  startsOn: number;
  /** The weekday (ISO 8601) with which weeks begin. */
  weekStart: number;
  /** Units that end later are not judged yet: they may still be done, and break nothing. */
  judgedThrough: number;
}

export interface Unit {
  /** The days on which it may be done, both included. */
  from: number;
  to: number;
  /** From this day on it is due. */
  dueFrom: number;
  /** How many of its days have to be done, and were. */
  needed: number;
  done: number;
  /** How much of it was done, from 0 to 1, with parts of days. */
  share: number;
  outcome: "done" | "skipped" | "frozen" | "missed" | "open";
  schedule: Schedule;
}

const WEEK = 7;

/** The weekday of ISO 8601 of a day: 1 is Monday. */
export const weekdayOf = (day: number): number => ((((day + 3) % WEEK) + WEEK) % WEEK) + 1;

/** The first day of the calendar week of a day. */
export const weekOf = (day: number, weekStart: number): number => day - ((weekdayOf(day) - weekStart + WEEK) % WEEK);

/** What of the units of a habit a reader needs. */
interface Reading {
  /** Units that end before this day may be left out. Of the days before it only the first and the last that was done have to be known. */
  since?: number;
  /** From this day on a habit with an interval is taken as done whenever it is due, so that later days are due as they are planned. */
  plannedFrom?: number;
}

/** The units of a habit that begin by the day `through`, in order. */
export function unitsOf(history: History, through: number, reading: Reading = {}): Unit[] {
  const { since = Number.NEGATIVE_INFINITY, plannedFrom = Number.POSITIVE_INFINITY } = reading;
  const doneDays = [...history.marks].flatMap(([day, { status }]) => (status === "done" ? [day] : []));
  doneDays.sort((a, b) => a - b);
  const first = Math.min(history.startsOn, doneDays[0] ?? history.startsOn);
  return history.schedules.flatMap((schedule, at) => {
    const until = history.schedules[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    // What was done before the first schedule is read by it.
    const from = at === 0 ? first : Math.max(schedule.from, first);
    if (schedule.isPaused || from >= until || from > through || until <= since) return [];
    const period = { from, until, through, since, plannedFrom };
    return spansOf(history, schedule, period, doneDays).map((span) => judged(history, schedule, span));
  });
}

/** The days of a schedule: `until` is exclusive. */
interface Period extends Required<Reading> {
  from: number;
  until: number;
  through: number;
}

type Span = Pick<Unit, "from" | "to" | "dueFrom" | "needed">;

function spansOf(history: History, { cadence }: Schedule, period: Period, doneDays: readonly number[]): Span[] {
  switch (cadence.kind) {
    case "daily":
      return daySpans(period, () => true);
    case "weekdays":
      return daySpans(period, (day) => cadence.days.includes(weekdayOf(day)));
    case "weekly":
      return weekSpans(period, cadence.times, history.weekStart);
    case "interval":
      return intervalSpans(period, cadence.everyDays, doneDays);
  }
}

function daySpans({ from, until, through, since }: Period, isDue: (day: number) => boolean): Span[] {
  const spans: Span[] = [];
  for (let day = Math.max(from, since); day < until && day <= through; day++)
    if (isDue(day)) spans.push({ from: day, to: day, dueFrom: day, needed: 1 });
  return spans;
}

function weekSpans({ from, until, through, since }: Period, times: number, weekStart: number): Span[] {
  const spans: Span[] = [];
  for (let week = weekOf(Math.max(from, since), weekStart); week < until && week <= through; week += WEEK) {
    const [first, last] = [Math.max(week, from), Math.min(week + WEEK, until) - 1];
    const needed = Math.floor((times * (last - first + 1)) / WEEK);
    if (needed > 0 && first <= through) spans.push({ from: first, to: last, dueFrom: first, needed });
  }
  return spans;
}

function intervalSpans(period: Period, everyDays: number, doneDays: readonly number[]): Span[] {
  const { from, until, through, since, plannedFrom } = period;
  const spans: Span[] = [];
  let next = doneDays.findIndex((day) => day >= Math.max(from, since));
  if (next === -1) next = doneDays.length;
  const lastDone = doneDays[next - 1];
  let due = lastDone === undefined ? from : Math.max(from, lastDone + everyDays);
  let begins = lastDone === undefined ? from : Math.max(from, lastDone + 1);
  // Nothing was done from here until `since`, so that each unit in between was missed.
  const missed = Math.max(0, Math.ceil((since - due) / everyDays));
  if (missed > 0) {
    due += missed * everyDays;
    begins = due - everyDays + 1;
  }
  let isOverdue = missed > 0;
  while (begins < until && begins <= through) {
    const done = doneDays[next];
    if (done !== undefined && done <= due && done < until) {
      spans.push({ from: begins, to: done, dueFrom: done, needed: 1 });
      next++;
      isOverdue = false;
      begins = done + 1;
      due = done + everyDays;
      continue;
    }
    // The next schedule begins before this one would have been due.
    if (due >= until) break;
    spans.push({ from: begins, to: due, dueFrom: isOverdue ? begins : due, needed: 1 });
    isOverdue = due < plannedFrom;
    begins = due + 1;
    due += everyDays;
  }
  return spans;
}

function judged({ marks, judgedThrough }: History, schedule: Schedule, span: Span): Unit {
  let [done, standIns, share] = [0, 0, 0];
  let isFrozen = false;
  for (let day = span.from; day <= span.to; day++) {
    const mark = marks.get(day);
    if (!mark) continue;
    if (mark.status === "done") done++;
    else if (mark.status === "frozen") isFrozen = true;
    else if (day >= span.dueFrom) standIns++;
    share += shareOf(mark, schedule.targetPerDay);
  }
  const outcome = () => {
    if (done >= span.needed) return "done";
    if (done + standIns >= span.needed) return "skipped";
    if (isFrozen) return "frozen";
    return span.to > judgedThrough ? "open" : "missed";
  };
  return { ...span, done, share: Math.min(1, share / span.needed), outcome: outcome(), schedule };
}

/** How much of a day was done, from 0 to 1. */
export function shareOf({ status, amount }: Mark, targetPerDay: number): number {
  if (status === "done") return 1;
  if (status !== "partial" || targetPerDay <= 0) return 0;
  return Math.min(1, (amount ?? 0) / targetPerDay);
}

/** Whether a habit is to be done on a day, as far as its unit goes: it is due by then, and what was done on other days is not enough. */
export const isDueOn = (unit: Unit, day: number, isMarked: boolean): boolean =>
  unit.dueFrom <= day && day <= unit.to && (isMarked || (unit.outcome !== "done" && unit.outcome !== "skipped"));
