/**
 * Statistics of a habit.
 *
 * The score is how strong the habit is, from 0 to 1: an exponential smoothing of what was done of each unit, in the manner of Loop
 * Habit Tracker. Of a habit that is asked for f times a day, a day keeps 0.5^(√f ÷ 13) of the score before, and what was done adds
 * the rest. So the score of a daily habit is half of what it was after 13 missed days, and a rarer habit takes longer to build and
 * to lose. A unit of several days counts at its end, as its days together. Skipped units and those that may still be done do not
 * count; a frozen one counts as missed.
 */
import * as z from "zod/mini";
import { type Cadence, type History, type Unit, unitsOf, weekdayOf, weekOf } from "#core/rhythm/cadence";
import { throughOf } from "#core/rhythm/habit-changes";
import type { Habit } from "#core/rhythm/habit-history";
import { dayText } from "#core/rhythm/recurrence-days";
import { Day } from "#kit/wire";

const Count = z.int();
const Completion = z.strictObject({ from: Day, due: Count, done: Count, rate: z.nullable(z.number()) });

export const Stats = z.strictObject({
  score: z.number(),
  streakCurrent: Count,
  streakBest: Count,
  freezesLeft: Count,
  /** How many days were done, and all amounts together. */
  daysDone: Count,
  amount: z.number(),
  due: Count,
  done: Count,
  skipped: Count,
  frozen: Count,
  missed: Count,
  rate: z.nullable(z.number()),
  weeks: z.array(Completion),
  months: z.array(Completion),
  weekdays: z.array(z.strictObject({ weekday: Count, done: Count })),
  bestWeekday: z.nullable(Count),
  scores: z.array(z.strictObject({ date: Day, score: z.number() })),
});
export type Stats = z.output<typeof Stats>;

const SHOWN_WEEKS = 26;
const SHOWN_MONTHS = 24;
const LOOP_DAYS = 13;

export function statsOf(habit: Habit, history: History, today: number): Stats {
  const units = unitsOf(history, throughOf(history, today));
  const { weekStart } = history;
  const done = [...history.marks].flatMap(([day, { status }]) => (status === "done" ? [day] : []));
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    done: done.filter((day) => weekdayOf(day) === weekday).length,
  }));
  const best = weekdays.reduce((most, one) => (one.done > most.done ? one : most));
  const counts = completionOf(units);
  const of = (outcome: Unit["outcome"]) => units.filter((unit) => unit.outcome === outcome).length;
  return {
    score: scoreOf(units),
    streakCurrent: habit.streakCurrent,
    streakBest: habit.streakBest,
    freezesLeft: habit.freezesLeft,
    daysDone: done.length,
    amount: round([...history.marks.values()].reduce((sum, { amount }) => sum + (amount ?? 0), 0)),
    ...counts,
    skipped: of("skipped"),
    frozen: of("frozen"),
    missed: of("missed"),
    weeks: completions(units, (day) => dayText(weekOf(day, weekStart)), SHOWN_WEEKS),
    months: completions(units, (day) => `${dayText(day).slice(0, 7)}-01`, SHOWN_MONTHS),
    weekdays,
    bestWeekday: best.done > 0 ? best.weekday : null,
    scores: scoresOf(units, weekStart),
  };
}

/** What was due and done of units that are over or done; of a week that is to be done three times, three. */
function completionOf(units: readonly Unit[]): { due: number; done: number; rate: number | null } {
  const counting = units.filter(isCounted);
  const due = counting.reduce((sum, { needed }) => sum + needed, 0);
  const done = counting.reduce((sum, unit) => sum + Math.min(unit.done, unit.needed), 0);
  return { due, done, rate: due === 0 ? null : round(done / due) };
}

const isCounted = ({ outcome }: Unit) => outcome !== "skipped" && outcome !== "open";

/** By the period that the last day of each unit is in, oldest first. */
function completions(units: readonly Unit[], periodOf: (day: number) => string, most: number): Stats["weeks"] {
  const periods = [...Map.groupBy(units.filter(isCounted), ({ to }) => periodOf(to))];
  return periods.slice(-most).map(([from, some]) => ({ from, ...completionOf(some) }));
}

/** The score after all units. */
export const scoreOf = (units: readonly Unit[]): number => round(units.reduce(scoreAfter, 0));

/** The score at the end of each of the last weeks. */
function scoresOf(units: readonly Unit[], weekStart: number): Stats["scores"] {
  let score = 0;
  const byWeek = new Map<number, number>();
  for (const unit of units) {
    score = scoreAfter(score, unit);
    if (isCounted(unit)) byWeek.set(weekOf(unit.to, weekStart), score);
  }
  return [...byWeek].slice(-SHOWN_WEEKS).map(([week, then]) => ({ date: dayText(week), score: round(then) }));
}

function scoreAfter(score: number, unit: Unit): number {
  if (!isCounted(unit)) return score;
  const { days, timesADay } = paceOf(unit.schedule.cadence, unit);
  const kept = 0.5 ** ((days * Math.sqrt(timesADay)) / LOOP_DAYS);
  return score * kept + unit.share * (1 - kept);
}

/** The days that a unit stands for, and how many times a day the habit is asked for. */
function paceOf(cadence: Cadence, { from, to }: Unit): { days: number; timesADay: number } {
  switch (cadence.kind) {
    case "daily":
      return { days: 1, timesADay: 1 };
    case "weekdays":
      return { days: 7 / cadence.days.length, timesADay: cadence.days.length / 7 };
    case "interval":
      return { days: cadence.everyDays, timesADay: 1 / cadence.everyDays };
    case "weekly":
      return { days: to - from + 1, timesADay: cadence.times / 7 };
  }
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
