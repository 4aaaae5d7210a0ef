/** The days of a range on which habits are due, as the agenda shows them. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { isDueOn, type Mark, type Unit, unitsOf } from "#core/rhythm/cadence";
import { type Calendar, historyOf, type Kept, mineRead, todayOf } from "#core/rhythm/habit-history";
import { checkInStatuses, habits } from "#core/rhythm/habits.sql";
import { dayExists } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { type Read, read } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import { Day, type Row, Text, TimeOfDay, Uuid } from "#kit/wire";

/** The most habits that an agenda reads, and the most of their days that it shows. */
export const MAX_HABITS = 500;
export const MAX_HABIT_DAYS = 2_000;
/** The longest interval of a habit, in days; nobody plans for longer. */
const LONGEST_INTERVAL = 366;

const SHOWN = ["name", "color", "timeOfDay", "remindAt", "estimatedMinutes", "targetPerDay", "unit"] as const;

/** A day on which a habit is due. */
export const HabitDay = z.strictObject({
  habitId: Uuid,
  name: Text(200),
  color: z.nullable(Text(7)),
  timeOfDay: z.enum(["morning", "afternoon", "evening", "anytime"]),
  remindAt: z.nullable(TimeOfDay),
  estimatedMinutes: z.nullable(z.int()),
  targetPerDay: z.number(),
  unit: z.nullable(Text(40)),
  date: Day,
  /** The last day on which it may be done instead. */
  until: Day,
  /** How many days until then have to be done, and were. */
  needed: z.int(),
  done: z.int(),
  /** What was said of the day, or null. */
  status: z.nullable(z.enum(checkInStatuses)),
  amount: z.nullable(z.number()),
});
type HabitDay = z.output<typeof HabitDay>;

type Shown = Pick<Row<typeof habits>, (typeof SHOWN)[number] | "id" | "startsOn" | "judgedThrough">;
const KEYS = ["id", ...SHOWN, "startsOn", "judgedThrough"];
const mine = sql`user_id = ${me} and deleted_at is null`;

export const habitsRead: Read<Shown[]> = {
  ...read(sql`select ${selection(habits, KEYS)} from ${habits} where ${mine}
    order by sort_order, id limit ${sql.raw(String(MAX_HABITS))}`),
  decode: ({ columns, rows }) => rows.map(rowReader(columnsOf(habits), columns)) as Shown[],
};

/**
 * What is kept of these habits that matters from a day on: what was said since its week began, when each was first done and last done
 * before, and the other marks of the longest interval, which may stand in for a day that was done.
 */
export function habitsKeptRead(from: string): Read<Kept & { calendar: Calendar }> {
  const since = sql`${from}::date - 7`;
  const done = sql`select c.id from habit_check_ins c where c.habit_id = h.id and c.deleted_at is null and c.status = 'done'`;
  return mineRead(
    sql`user_id = ${me}`,
    sql`id in (
      select c.id from habit_check_ins c where c.user_id = ${me} and c.date >= ${since}
      union all select c.id from habit_check_ins c where c.user_id = ${me} and c.status <> 'done'
        and c.date >= ${from}::date - ${sql.raw(String(LONGEST_INTERVAL + 7))} and c.date < ${since}
      union all select d.id from habits h, lateral (
        (${done} order by c.date limit 1) union all (${done} and c.date < ${since} order by c.date desc limit 1)) d
      where h.user_id = ${me} and h.deleted_at is null)`,
  );
}

/**
 * The days from `from` until `to` (ISO 8601, exclusive) on which habits are due, each with what was said of it, in order; at most `limit`. Days
 * to come are due as if habits are done whenever they are due until then.
 */
export function habitDays(
  rows: readonly Shown[],
  kept: Kept & { calendar: Calendar },
  { from, to }: { from: string; to: string },
  now: Date,
  limit: number,
): HabitDay[] {
  const today = todayOf(kept.calendar, now);
  const [first, last] = [dayNumber(from), Math.min(dayNumber(to) - 1, today + LONGEST_INTERVAL)];
  const read = rows.map((habit) => {
    const history = historyOf(habit, kept, kept.calendar);
    return { habit, history, units: unitsOf(history, last, { since: first, plannedFrom: today }) };
  });
  const found: HabitDay[] = [];
  for (let day = first; day <= last && found.length < limit; day++) {
    if (!dayExists(kept.calendar.timezone, dayText(day))) continue;
    for (const { habit, history, units } of read) {
      const mark = history.marks.get(day);
      const unit = units.find((one) => one.from <= day && day <= one.to);
      if (unit && isDueOn(unit, day, mark !== undefined)) found.push(shown(habit, day, unit, mark));
    }
  }
  return found.slice(0, limit);
}

const shown = (habit: Shown, day: number, { to, needed, done }: Unit, mark: Mark | undefined): HabitDay => ({
  habitId: habit.id,
  name: habit.name,
  color: habit.color,
  timeOfDay: habit.timeOfDay,
  remindAt: habit.remindAt,
  estimatedMinutes: habit.estimatedMinutes,
  targetPerDay: habit.targetPerDay,
  unit: habit.unit,
  date: dayText(day),
  until: dayText(to),
  needed,
  done,
  status: mark?.status ?? null,
  amount: mark?.amount ?? null,
});
