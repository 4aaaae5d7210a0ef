/** Habits as pages show them: those of a day, the statistics of one, and its year. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type History, isDueOn, type Unit, unitsOf } from "#core/rhythm/cadence";
import { throughOf } from "#core/rhythm/habit-changes";
import { besideHabit, type Habit, historyOf, mineRead, todayOf } from "#core/rhythm/habit-history";
import { type Stats, scoreOf, statsOf } from "#core/rhythm/habit-stats";
import { OMIT } from "#core/rhythm/habits";
import { checkInStatuses, habits } from "#core/rhythm/habits.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { FIRST_DAY } from "#core/rhythm/years";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { ReadOnlyAccess } from "#kit/problem";
import { findRow } from "#kit/row";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import { Day, rowSchema } from "#kit/wire";

/** The most habits that a day shows. */
const MAX_SHOWN = 200;

/** How many days are shown beside the one that is asked for, itself included; in the first days that there are, fewer. */
const RECENT_DAYS = 7;

export const outcomes = ["done", "skipped", "frozen", "missed", "open"] as const;
/** What became of a day: what was said of it, or that it was missed, or is due; `none` of other days. */
export const dayStatuses = [...checkInStatuses, "missed", "due", "none"] as const;

export const DayOfHabits = z.strictObject({
  date: Day,
  data: z.array(
    z.strictObject({
      habit: rowSchema(habits, OMIT),
      isDue: z.boolean(),
      checkIn: z.nullable(z.strictObject({ status: z.enum(checkInStatuses), amount: z.nullable(z.number()) })),
      unit: z.nullable(
        z.strictObject({ from: Day, to: Day, needed: z.int(), done: z.int(), outcome: z.enum(outcomes) }),
      ),
      recent: z.array(z.strictObject({ date: Day, status: z.enum(dayStatuses) })),
      score: z.number(),
    }),
  ),
});

/** The habits of a day of the speaker's, today unless given: those that are due, or of whose day something was said, come first. */
export async function dayOf(ctx: Ctx, date: string | undefined): Promise<z.output<typeof DayOfHabits>> {
  const mine = sql`user_id = ${me} and deleted_at is null and is_active`;
  const [rows, kept] = await ctx.db.batch([
    habitsRead(mine),
    mineRead(sql`habit_id in (select id from habits where ${mine} order by sort_order, id limit ${MAX_SHOWN}::int)`),
  ]);
  const today = todayOf(kept.calendar, ctx.now());
  const day = date === undefined ? today : dayNumber(date);
  const data = rows.map((habit) => {
    const history = historyOf(habit, kept, kept.calendar);
    const units = unitsOf(history, Math.min(Math.max(throughOf(history, today), day), today + 366));
    const unit = units.findLast(({ from, to }) => from <= day && day <= to);
    const mark = history.marks.get(day);
    return {
      habit,
      isDue: unit !== undefined && isDueOn(unit, day, mark !== undefined),
      checkIn: mark ? { status: mark.status, amount: mark.amount } : null,
      unit: unit ? shownUnit(unit) : null,
      recent: statusesOf(history, units, Math.max(FIRST_DAY, day - RECENT_DAYS + 1), day),
      score: scoreOf(units),
    };
  });
  const isFirst = ({ isDue, checkIn }: (typeof data)[number]) => isDue || checkIn !== null;
  return { date: dayText(day), data: [...data.filter(isFirst), ...data.filter((one) => !isFirst(one))] };
}

const shownUnit = ({ from, to, needed, done, outcome }: Unit) => ({
  from: dayText(from),
  to: dayText(to),
  needed,
  done,
  outcome,
});

const hidden: readonly string[] = ["deletedAt", ...OMIT];
const shown = Object.keys(columnsOf(habits)).filter((key) => !hidden.includes(key));

function habitsRead(which: ReturnType<typeof sql>): Read<Habit[]> {
  return {
    ...read(
      sql`select ${selection(habits, shown)} from ${habits} where ${which} order by sort_order, id limit ${MAX_SHOWN}::int`,
    ),
    decode: ({ columns, rows }) => rows.map(rowReader(columnsOf(habits), columns)) as Habit[],
  };
}

/** The history of a habit of the speaker's. Whoever was given a habit does not see what its keeper said of their days. */
async function mineOf(ctx: Ctx, id: string) {
  const [habit, kept] = await findRow(ctx, habits, id, besideHabit(id));
  if (habit.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  return { habit, history: historyOf(habit, kept, kept.calendar), today: todayOf(kept.calendar, ctx.now()) };
}

export async function stats(ctx: Ctx, id: string): Promise<Stats> {
  const { habit, history, today } = await mineOf(ctx, id);
  return statsOf(habit, history, today);
}

export const Heatmap = z.strictObject({
  year: z.int(),
  days: z.array(
    z.strictObject({
      date: Day,
      status: z.enum(dayStatuses),
      amount: z.nullable(z.number()),
    }),
  ),
});

/** Every day of a year, this one unless given: what was said of it, or whether it was missed or is due. */
export async function heatmap(ctx: Ctx, id: string, given: number | undefined): Promise<z.output<typeof Heatmap>> {
  const { history, today } = await mineOf(ctx, id);
  const year = given ?? Number(dayText(today).slice(0, 4));
  const [first, last] = [dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)];
  const units = unitsOf(history, Math.min(last, Math.max(throughOf(history, today), today + 366)));
  const days = statusesOf(history, units, first, last).map((one, at) => ({
    ...one,
    amount: history.marks.get(first + at)?.amount ?? null,
  }));
  return { year, days };
}

/** What became of each day between two, both included, as far as the units reach. */
function statusesOf(history: History, units: readonly Unit[], first: number, last: number) {
  const due = new Map<number, "missed" | "due">();
  for (const unit of units) {
    if (unit.to < first || unit.from > last) continue;
    if (unit.outcome === "missed") due.set(unit.to, "missed");
    if (unit.outcome === "open") for (let day = unit.dueFrom; day <= unit.to; day++) due.set(day, "due");
  }
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    date: dayText(first + at),
    status: history.marks.get(first + at)?.status ?? due.get(first + at) ?? ("none" as const),
  }));
}
