/** Habits: making, changing, pausing and resuming them. A change of what is asked for begins today and never alters former days. */

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { History } from "#core/rhythm/cadence";
import { MAX_DAYS_BACK } from "#core/rhythm/check-ins";
import { HabitEvents, HabitPaused, HabitResumed } from "#core/rhythm/events";
import { counted, returning } from "#core/rhythm/habit-changes";
import {
  besideHabit,
  type Calendar,
  cadenceOf,
  type Frequency,
  type Habit,
  historyOf,
  type Kept,
  mineRead,
  todayOf,
} from "#core/rhythm/habit-history";
import { habitSchedules, habits } from "#core/rhythm/habits.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { nextReminder } from "#core/rhythm/reminder-times";
import { rhythmFields } from "#core/rhythm/sayings";
import { insert, remove } from "#kit/change";
import { upsertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { ReadOnlyAccess, wrongInput } from "#kit/problem";
import { shown } from "#kit/row";
import { transition } from "#kit/transition";

/** Freezes are given by whoever keeps the habit, as many as they allow themselves. */
export const Freezes = z.int().check(z.gte(0), z.lte(100));

/** The columns that no answer shows. */
export const OMIT = ["nextReminderAt"] as const;
export const answer = (habit: Habit) => shown(habits, habit, OMIT);

type Columns = typeof habits.$inferInsert;
/** The fields of a body that determine further columns. */
export interface Given {
  frequency?: Columns["frequency"];
  frequencyConfig?: Columns["frequencyConfig"];
  targetPerDay?: number;
  timeOfDay?: Columns["timeOfDay"];
  remindAt?: string | null;
  isReminded?: boolean;
  startsOn?: string;
  freezesLeft?: number;
}

/** Creates a habit, which is due from today on unless `startsOn` says otherwise. Two flights. */
export async function create(ctx: Ctx, given: Given & Pick<Columns, "name">): Promise<Habit> {
  const [{ calendar }] = await ctx.db.batch([mineRead(sql`false`)]);
  const today = todayOf(calendar, ctx.now());
  const startsOn = given.startsOn ?? dayText(today);
  if (Math.abs(dayNumber(startsOn) - today) > MAX_DAYS_BACK)
    throw wrongInput("#/startsOn", rhythmFields("ten_years_away"));
  const id = uuidv7(ctx.now());
  const frequency = frequencyOf(given, { frequency: "daily", frequencyConfig: {} });
  const { targetPerDay = 1, timeOfDay = "anytime", remindAt = null, isReminded = false } = given;
  const reminded = { timeOfDay, remindAt, isReminded, isActive: true };
  const row = {
    ...given,
    id,
    ...frequency,
    startsOn,
    judgedThrough: dayText(today - 1),
    nextReminderAt: nextReminder(reminded, calendar, ctx.now()),
  };
  const [habit] = await ctx.db.batch([
    insert(ctx, habits, row, { emits: { event: HabitEvents.created } }),
    insert(ctx, habitSchedules, { habitId: id, effectiveFrom: startsOn, ...frequency, targetPerDay }),
  ]);
  return habit;
}

const SCHEDULED = ["frequency", "frequencyConfig", "targetPerDay"] as const;
const REMINDED = ["timeOfDay", "remindAt", "isReminded"] as const;

/**
 * Changes a habit. What it asks for changes today, or tomorrow when something was said of today already. Somebody who was given the
 * habit changes what it is called and belongs to; the rest is for whoever keeps it, by whose days it goes.
 */
export const update = (ctx: Ctx, id: string, body: Given, versions: number[] | undefined): Promise<Habit> =>
  transition(ctx, habits, id, {
    versions,
    answer,
    beside: besideHabit(id),
    refuse: ({ userId }) =>
      userId !== ctx.actor.userId && [...SCHEDULED, ...REMINDED, "freezesLeft" as const].some((key) => key in body)
        ? ReadOnlyAccess()
        : undefined,
    change(habit, kept) {
      const given = { ...body, ...frequencyOf(body, habit) };
      const asked = { ...habit, ...given };
      const emits = { event: HabitEvents.updated };
      const reminder = REMINDED.some((key) => key in body)
        ? { nextReminderAt: nextReminder(asked, kept.calendar, ctx.now()) }
        : {};
      const isSame = SCHEDULED.every((key) => JSON.stringify(asked[key]) === JSON.stringify(habit[key]));
      if (isSame) return { values: { ...given, ...reminder }, emits };
      const { values, also } = rescheduled(ctx, asked, kept);
      return { values: { ...given, ...reminder, ...values }, emits, also };
    },
  });

/** Pauses a habit from today on, or from tomorrow when something was said of today already. Its streak waits. */
export const pause = (ctx: Ctx, id: string): Promise<Habit> => setActive(ctx, id, false);

/** Sets a habit going again today. */
export const resume = (ctx: Ctx, id: string): Promise<Habit> => setActive(ctx, id, true);

const setActive = (ctx: Ctx, id: string, isActive: boolean) =>
  transition(ctx, habits, id, {
    beside: besideHabit(id),
    refuse(habit) {
      if (habit.userId !== ctx.actor.userId) return ReadOnlyAccess();
      return habit.isActive === isActive ? "done" : undefined;
    },
    change(habit, kept) {
      const asked = { ...habit, isActive };
      const { values, also } = rescheduled(ctx, asked, kept);
      const nextReminderAt = nextReminder(asked, kept.calendar, ctx.now());
      return {
        values: { isActive, nextReminderAt, ...values },
        emits: { event: isActive ? HabitResumed : HabitPaused },
        also,
      };
    },
  });

/** The columns and the writes of a habit that asks for something else from now on, and those that a later change would have made. */
function rescheduled(ctx: Ctx, asked: Habit, kept: Kept & { calendar: Calendar }) {
  const past = historyOf(asked, kept, kept.calendar);
  const today = todayOf(kept.calendar, ctx.now());
  // What was said of today was said of what was asked for then. A habit that is resumed was not asked for today.
  const isSaid = past.marks.has(today) && !past.schedules.findLast(({ from }) => from <= today)?.isPaused;
  const from = Math.max(isSaid ? today + 1 : today, past.startsOn);
  const { id: habitId, frequency, frequencyConfig, targetPerDay, isActive } = asked;
  const schedule = { from, cadence: cadenceOf(asked), targetPerDay, isPaused: !isActive };
  const history: History = { ...past, schedules: [...past.schedules.filter((one) => one.from < from), schedule] };
  const { values, returned } = counted(history, today, asked.freezesLeft);
  const effectiveFrom = dayText(from);
  const row = { habitId, effectiveFrom, frequency, frequencyConfig, targetPerDay, isPaused: !isActive };
  const also = (story: Ctx): Query[] => [
    remove(
      story,
      habitSchedules,
      sql`${habitSchedules.habitId} = ${habitId}::uuid and ${habitSchedules.effectiveFrom} > ${effectiveFrom}::date`,
    ),
    upsertMany(story, habitSchedules, [row], { on: ["habitId", "effectiveFrom"] }),
    ...returning(story, asked, returned),
  ];
  return { values, also };
}

/** How often, as it is kept: the parts that a body leaves out are those that it has, or those that go with the given one. */
function frequencyOf({ frequency, frequencyConfig }: Given, before: Frequency): Frequency {
  if (frequency === undefined && frequencyConfig === undefined)
    return { frequency: before.frequency, frequencyConfig: before.frequencyConfig };
  const config = frequencyConfig ?? (frequency === "weekly" ? { timesPerWeek: 1 } : {});
  const named = frequency ?? nameOf(config);
  const isEmpty = Object.keys(config).length === 0;
  if (named === "daily" && !isEmpty) throw wrongInput("#/frequencyConfig", rhythmFields("nothing_of_daily"));
  if (named === "weekly" && "intervalDays" in config)
    throw wrongInput("#/frequencyConfig", rhythmFields("days_or_times"));
  if (named === "custom" && isEmpty) throw wrongInput("#/frequencyConfig", rhythmFields("how_often"));
  if ("daysOfWeek" in config)
    return { frequency: named, frequencyConfig: { daysOfWeek: [...new Set(config.daysOfWeek)].sort((a, b) => a - b) } };
  return { frequency: named, frequencyConfig: isEmpty && named === "weekly" ? { timesPerWeek: 1 } : config };
}

function nameOf(config: Frequency["frequencyConfig"]): Habit["frequency"] {
  if ("intervalDays" in config) return "custom";
  return Object.keys(config).length === 0 ? "daily" : "weekly";
}
