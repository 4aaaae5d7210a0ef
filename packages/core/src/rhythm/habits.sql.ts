/** Habits, their check-ins, and the streaks and achievements that result. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { goals, lifeDomains } from "#core/work/life-domains.sql";
import {
  boolean,
  day,
  instant,
  integer,
  json,
  numeric,
  oneOf,
  smallint,
  text,
  time,
  uuid,
  versioned,
} from "#kit/columns";
import { owned } from "#kit/table";

export const checkInStatuses = ["done", "skipped", "partial", "frozen"] as const;

/**
 * When a habit is due: on weekdays of ISO 8601 (1 is Monday), every so many days, or so many times a week; daily habits need
 * none.
 */
export const frequencyConfig = z.union([
  z.strictObject({ daysOfWeek: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1), z.maxLength(7)) }),
  z.strictObject({ intervalDays: z.int().check(z.gte(1), z.lte(366)) }),
  z.strictObject({ timesPerWeek: z.int().check(z.gte(1), z.lte(7)) }),
  z.strictObject({}),
]);

/**
 * A habit has its schedule of today; `habit_schedules` has those of former days, by which these are judged.
 */
export const habits = owned(
  "habits",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    goalId: uuid().references(() => goals.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    description: text(2000),
    frequency: oneOf("daily", "weekly", "custom").notNull().default("daily"),
    frequencyConfig: json(frequencyConfig).notNull().default(sql`'{}'`),
    timeOfDay: oneOf("morning", "afternoon", "evening", "anytime").notNull().default("anytime"),
    estimatedMinutes: integer(),
    targetPerDay: numeric({ min: 0 }).notNull().default(1),
    unit: text(40),
    color: text(7, { format: "color" }),
    sortOrder: integer().notNull().default(0),
    /** False while it is paused: no day is due. */
    isActive: boolean().notNull().default(true),
    /** The first day that can be due, in the person's zone when the habit was made. */
    startsOn: day().notNull().default(sql`current_date`),
    /** The time of day, in the person's zone, at which to remind of it on a due day; that of `time_of_day` unless set. */
    remindAt: time(),
    isReminded: boolean().notNull().default(false),
    nextReminderAt: instant(),
    /** The last day that was judged: whether it was done, and what became of the streak. */
    judgedThrough: day(),
    streakCurrent: integer().notNull().default(0),
    streakBest: integer().notNull().default(0),
    freezesLeft: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    index("habits_user").on(t.userId, sql`id desc`),
    index("habits_life_domain").on(t.lifeDomainId),
    index("habits_goal").on(t.goalId),
    index("habits_reminder").on(t.nextReminderAt).where(sql`next_reminder_at is not null`),
    check("habits_estimated_minutes_check", sql`estimated_minutes >= 0`),
    check("habits_streak_check", sql`streak_current >= 0 and streak_best >= streak_current`),
    check("habits_freezes_left_check", sql`freezes_left >= 0`),
  ],
  { title: "name" },
);

/** When a habit is due, from a day on and until the next one begins: a change never alters what was due before. */
export const habitSchedules = owned(
  "habit_schedules",
  {
    habitId: uuid()
      .notNull()
      .references(() => habits.id, { onDelete: "cascade" }),
    effectiveFrom: day().notNull(),
    frequency: oneOf("daily", "weekly", "custom").notNull(),
    frequencyConfig: json(frequencyConfig).notNull(),
    targetPerDay: numeric({ min: 0 }).notNull(),
    /** Nothing is due while the habit is paused. */
    isPaused: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("habit_schedules_day").on(t.habitId, t.effectiveFrom),
    index("habit_schedules_user").on(t.userId, sql`id desc`),
  ],
  { deletedForGood: "they are the history of their habit, and go with it" },
);

export const habitCheckIns = owned(
  "habit_check_ins",
  {
    habitId: uuid()
      .notNull()
      .references(() => habits.id, { onDelete: "cascade" }),
    date: day().notNull(),
    status: oneOf(...checkInStatuses)
      .notNull()
      .default("done"),
    amount: numeric({ min: 0 }),
    qualityRating: smallint(),
    notes: text(2000),
    completedAt: instant(),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("habit_check_ins_day").on(t.habitId, t.date).where(sql`deleted_at is null`),
    index("habit_check_ins_user").on(t.userId, sql`id desc`),
    index("habit_check_ins_user_date").on(t.userId, t.date),
    check("habit_check_ins_quality_rating_check", sql`quality_rating between 1 and 5`),
  ],
);

export const achievements = owned(
  "achievements",
  {
    kind: text(60).notNull(),
    level: integer().notNull().default(1),
    earnedAt: instant().notNull().default(sql`now()`),
    sourceEventId: uuid(),
  },
  (t) => [
    uniqueIndex("achievements_once").on(t.userId, t.kind, t.level),
    index("achievements_user").on(t.userId, sql`id desc`),
    check("achievements_level_check", sql`level >= 1`),
  ],
  { deletedForGood: "they are earned by what was done, and stay" },
);

export const streaks = owned(
  "streaks",
  {
    kind: text(60).notNull(),
    current: integer().notNull().default(0),
    best: integer().notNull().default(0),
    lastDate: day(),
  },
  (t) => [
    uniqueIndex("streaks_kind").on(t.userId, t.kind),
    index("streaks_user").on(t.userId, sql`id desc`),
    check("streaks_length_check", sql`current >= 0 and best >= current`),
  ],
  { deletedForGood: "they are counted anew" },
);
