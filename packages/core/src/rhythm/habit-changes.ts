/** What follows from a change of what is kept of a habit: its streak, and freezes that come back. */
import { sql } from "drizzle-orm";
import { type History, unitsOf } from "#core/rhythm/cadence";
import type { Habit } from "#core/rhythm/habit-history";
import { freezesOf, streakOf } from "#core/rhythm/habit-streak";
import { habitCheckIns } from "#core/rhythm/habits.sql";
import { dayText } from "#core/rhythm/recurrence-days";
import { remove } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";

/** The last day that anything is said or asked of. */
export const throughOf = ({ marks }: History, today: number): number => Math.max(today, ...marks.keys());

export interface Counted {
  /** The columns of the habit. */
  values: { streakCurrent: number; streakBest: number; freezesLeft: number };
  /** The days (ISO 8601) whose freezes come back. */
  returned: string[];
}

/** Counts a habit anew. `freezesLeft` does not include what comes back, and `judgedThrough` is that of the history. */
export function counted(history: History, today: number, freezesLeft: number): Counted {
  const units = unitsOf(history, throughOf(history, today));
  const { returned } = freezesOf(history, units, Number.POSITIVE_INFINITY, 0);
  const { current, best } = streakOf(units);
  return {
    values: { streakCurrent: current, streakBest: best, freezesLeft: freezesLeft + returned.length },
    returned: returned.map(dayText),
  };
}

/** The writes that take back freezes of these days. */
export const returning = (ctx: Ctx, { id }: Pick<Habit, "id">, days: readonly string[]): Query[] =>
  days.length === 0
    ? []
    : [
        remove(
          ctx,
          habitCheckIns,
          sql`${habitCheckIns.habitId} = ${id}::uuid and ${habitCheckIns.status} = 'frozen' and ${habitCheckIns.date} = any(${`{${days.join(",")}}`}::date[])`,
        ),
      ];
