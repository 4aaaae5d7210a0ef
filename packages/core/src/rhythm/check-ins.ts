/**
 * What people say of the days of their habits: done, done in part, or skipped. A check-in belongs to a date for ever, whatever time
 * zone its person moves to, and can be made, changed or taken back later: the streak is counted anew each time.
 */

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { History, Mark } from "#core/rhythm/cadence";
import { HabitCheckedIn, HabitCheckInUndone, HabitStreakExtended } from "#core/rhythm/events";
import { returning, saying } from "#core/rhythm/habit-changes";
import { besideHabit, type Calendar, type Habit, historyOf, todayOf } from "#core/rhythm/habit-history";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { rhythmFields, rhythmRefusals } from "#core/rhythm/sayings";
import { remove } from "#kit/change";
import { insertMany, upsertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { Conflict, type Problem, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { rowReader, selection } from "#kit/selection";
import { justEmitted } from "#kit/story";
import { columnsOf } from "#kit/table";
import { transition, transitionBatch } from "#kit/transition";
import { Day, type Row, Text } from "#kit/wire";

export type CheckIn = Row<typeof habitCheckIns>;

/** Ten years: how far back anything can be said of a habit, and how long it may have been kept. */
export const MAX_DAYS_BACK = 3_653;

/** So many days of a habit may be told at the same moment, as by a device that was offline. */
const AT_ONCE = 20;

export const Given = z.strictObject({
  date: z.optional(Day),
  status: z.optional(z.enum(["done", "partial", "skipped"])),
  amount: z.optional(z.nullable(z.number().check(z.gte(0), z.lte(1e9)))),
  qualityRating: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(5)))),
  notes: z.optional(z.nullable(Text(2_000))),
});
export type Given = z.output<typeof Given>;

/**
 * Says that a habit was done, done in part or skipped on a day, today unless given; a second time on a day replaces the first. A part
 * that reaches the target of the day is done. Throws InvalidInput for a day after tomorrow, which somebody east of the profile's time
 * zone may be in, or more than ten years ago.
 */
export async function checkIn(ctx: Ctx, habitId: string, given: Given): Promise<{ habit: Habit; checkIn: CheckIn }> {
  const [habit, checkIn] = await transitionBatch(ctx, habits, habitId, {
    attempts: AT_ONCE,
    beside: besideHabit(habitId),
    refuse: (habit, { calendar }) => refusal(ctx, habit, calendar, given),
    change(habit, past) {
      // The change is asked for although it is refused, and what is refused may be of a day that cannot be counted.
      if (refusal(ctx, habit, past.calendar, given)) return { values: {} };
      const { today, day } = daysOf(ctx, past.calendar, given.date);
      const history = historyOf(habit, past, past.calendar);
      const mark = markOf(given, targetOn(history, day));
      const { values, spent, returned } = saying(history, day, mark, today, habit.freezesLeft);
      const isExtended = values.streakCurrent > habit.streakCurrent;
      const row = {
        habitId,
        date: dayText(day),
        ...mark,
        qualityRating: given.qualityRating,
        notes: given.notes,
        completedAt: mark.status === "done" && day === today ? ctx.now().toISOString() : null,
      };
      return {
        // First, because what follows is caused by it.
        first: [
          upsertMany(ctx, habitCheckIns, [row], {
            on: ["habitId", "date"],
            onWhere: sql`deleted_at is null`,
            emits: { created: told(habitId), updated: told(habitId) },
          }),
        ],
        values,
        emits: isExtended ? [{ event: HabitStreakExtended, cause: justEmitted(habitId, HabitCheckedIn) }] : [],
        also: (story) => [
          checkInRead(habitId, dayText(day)),
          ...returning(story, habit, returned),
          insertMany(
            story,
            habitCheckIns,
            spent.map((one) => ({ habitId, date: dayText(one), status: "frozen" as const })),
          ),
        ],
      };
    },
  });
  return { habit, checkIn: checkIn as CheckIn };
}

/** Takes back what was said of a day, today unless given; what nobody has said cannot be taken back. */
export const undo = (ctx: Ctx, habitId: string, date?: string): Promise<Habit> =>
  transition(ctx, habits, habitId, {
    attempts: AT_ONCE,
    beside: besideHabit(habitId),
    refuse(habit, kept) {
      const { day } = daysOf(ctx, kept.calendar, date);
      const mark = kept.marks.get(habitId)?.get(day);
      if (habit.userId !== ctx.actor.userId) return ReadOnlyAccess();
      return mark && mark.status !== "frozen" ? undefined : Conflict(rhythmRefusals("nothing_said"));
    },
    change(habit, kept) {
      const { today, day } = daysOf(ctx, kept.calendar, date);
      const history = historyOf(habit, kept, kept.calendar);
      const { values, returned } = saying(history, day, undefined, today, habit.freezesLeft);
      const ofDay = sql`${habitCheckIns.habitId} = ${habitId}::uuid and ${habitCheckIns.date} = ${dayText(day)}::date`;
      const undone = { event: HabitCheckInUndone, entityId: habitId };
      return {
        values,
        also: (story) => [remove(story, habitCheckIns, ofDay, { emits: undone }), ...returning(story, habit, returned)],
      };
    },
  });

const told = (habitId: string) => ({
  event: HabitCheckedIn,
  entityId: habitId,
  payload: { checkInId: sql`to_jsonb(changed.id)` },
});

function daysOf(ctx: Ctx, calendar: Calendar, date: string | undefined) {
  const today = todayOf(calendar, ctx.now());
  return { today, day: date === undefined ? today : dayNumber(date) };
}

function refusal(ctx: Ctx, habit: Habit, calendar: Calendar, { date, status, amount }: Given): Problem | undefined {
  // Others may have been given the habit, but its days are told by whoever keeps it.
  if (habit.userId !== ctx.actor.userId) return ReadOnlyAccess();
  const { today, day } = daysOf(ctx, calendar, date);
  if (day > today + 1) return wrongInput("#/date", rhythmFields("in_the_future"));
  if (day < today - MAX_DAYS_BACK) return wrongInput("#/date", rhythmFields("ten_years_ago"));
  const isWithoutPart = status === "partial" && (amount ?? null) === null;
  return isWithoutPart ? wrongInput("#/amount", rhythmFields("says_how_much")) : undefined;
}

/** What is kept of what was said; an amount alone says whether the day was done. */
function markOf({ status, amount = null }: Given, target: number): Mark {
  if (status === "skipped") return { status, amount: null };
  const isPart = status !== "done" && amount !== null && amount < target;
  return { status: isPart ? "partial" : "done", amount };
}

/** The target of the day's own schedule. */
function targetOn({ schedules }: History, day: number): number {
  const schedule = schedules.findLast(({ from }) => from <= day) ?? schedules[0];
  return schedule?.targetPerDay ?? 1;
}

const shown = Object.keys(columnsOf(habitCheckIns)).filter((key) => key !== "deletedAt");

/** What is said of a day of a habit; undefined when nothing is. */
function checkInRead(habitId: string, date: string): Read<CheckIn | undefined> {
  return {
    ...read(
      sql`select ${selection(habitCheckIns, shown)} from ${habitCheckIns} where habit_id = ${habitId}::uuid and date = ${date}::date and deleted_at is null`,
    ),
    decode: ({ columns, rows: [row] }) => row && (rowReader(columnsOf(habitCheckIns), columns)(row) as CheckIn),
  };
}
