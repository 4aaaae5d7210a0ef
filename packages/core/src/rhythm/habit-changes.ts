/** What follows from a change of what is kept of a habit: its streak, and freezes that are spent, move to another day or come back. */
import { sql } from "drizzle-orm";
import { type History, isDueOn, type Mark, unitsOf } from "#core/rhythm/cadence";
import type { Habit } from "#core/rhythm/habit-history";
import { freeDayOf, freezesOf, streakOf } from "#core/rhythm/habit-streak";
import { habitCheckIns } from "#core/rhythm/habits.sql";
import { dayExists } from "#core/rhythm/local-days";
import { dayText } from "#core/rhythm/recurrence-days";
import { remove } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";

/** The last day that anything is said or asked of. */
export const throughOf = ({ marks }: History, today: number): number => Math.max(today, ...marks.keys());

export interface Counted {
  /** What is kept of the habit afterwards. */
  history: History;
  values: { streakCurrent: number; streakBest: number; freezesLeft: number };
  /** Days on which a freeze is spent now, and on which one was spent and is not any more. */
  spent: number[];
  returned: number[];
}

/** Counts a habit anew; `freezesLeft` does not include what comes back. Spends no freeze. */
export function counted(history: History, today: number, freezesLeft: number): Counted {
  return settled(history, today, freezesLeft, Number.POSITIVE_INFINITY, 0);
}

/** Says something of a day, or takes back what was said. */
export function saying(
  before: History,
  day: number,
  mark: Mark | undefined,
  today: number,
  freezesLeft: number,
): Counted {
  const said = withMark(before, day, mark);
  if (before.marks.get(day)?.status !== "frozen") return counted(said, today, freezesLeft);
  // A freeze that was spent on the day moves to another day of its unit, when that is missed as before, and comes back otherwise.
  const unit = unitsOf(said, day).find(({ from, to }) => from <= day && day <= to);
  if (unit?.outcome !== "missed") return counted(said, today, freezesLeft + 1);
  const to = freeDayOf(said, unit);
  const result = counted(withMark(said, to, FROZEN), today, freezesLeft);
  return result.returned.includes(to)
    ? { ...result, returned: result.returned.filter((one) => one !== to) }
    : { ...result, spent: [to] };
}

/**
 * Judges the days of a habit until `day`. Days that do not exist in the zone, on which the habit would be due, are skipped by their
 * country.
 */
export function judging(
  past: History,
  day: number,
  zone: string,
  today: number,
  freezesLeft: number,
): Counted & { skipped: number[] } {
  const skipped = leftOut(past, day, zone);
  const history = skipped.reduce((one, absent) => withMark(one, absent, SKIPPED), { ...past, judgedThrough: day });
  return { ...settled(history, today, freezesLeft, past.judgedThrough, freezesLeft), skipped };
}

const FROZEN: Mark = { status: "frozen", amount: null };
const SKIPPED: Mark = { status: "skipped", amount: null };

function settled(history: History, today: number, freezesLeft: number, since: number, toSpend: number): Counted {
  const through = throughOf(history, today);
  const { spent, returned } = freezesOf(history, unitsOf(history, through), since, toSpend);
  const marks = new Map(history.marks);
  for (const day of returned) marks.delete(day);
  for (const day of spent) marks.set(day, FROZEN);
  const after = { ...history, marks };
  const { current, best } = streakOf(unitsOf(after, through));
  const left = freezesLeft - spent.length + returned.length;
  return { history: after, values: { streakCurrent: current, streakBest: best, freezesLeft: left }, spent, returned };
}

function withMark(history: History, day: number, mark: Mark | undefined): History {
  const marks = new Map(history.marks);
  if (mark) marks.set(day, mark);
  else marks.delete(day);
  return { ...history, marks };
}

/** The days on which the habit is due and that do not exist, among those judged now and the next. */
function leftOut(history: History, day: number, zone: string): number[] {
  const absent: number[] = [];
  for (let one = Math.max(history.judgedThrough + 1, day - 7); one <= day + 1; one++)
    if (!history.marks.has(one) && !dayExists(zone, dayText(one))) absent.push(one);
  if (absent.length === 0) return absent;
  const units = unitsOf(history, day + 1);
  return absent.filter((one) => units.some((unit) => isDueOn(unit, one, false)));
}

/** The writes that take back freezes of these days. */
export const returning = (ctx: Ctx, { id }: Pick<Habit, "id">, days: readonly number[]): Query[] =>
  days.length === 0
    ? []
    : [
        remove(
          ctx,
          habitCheckIns,
          sql`${habitCheckIns.habitId} = ${id}::uuid and ${habitCheckIns.status} = 'frozen' and ${habitCheckIns.date} = any(${`{${days.map(dayText).join(",")}}`}::date[])`,
        ),
      ];
