/** The parts of the dashboard that health adds. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { brainLogs } from "#core/health/brain-logs.sql";
import {
  BrainLogEvents,
  CompletedWorkoutEvents,
  MealDrafted,
  MealEvents,
  MealLogged,
  MoodLogged,
  WorkoutCompleted,
  WorkoutEvents,
} from "#core/health/events";
import { DRAFT } from "#core/health/meals";
import { meals as mealTable } from "#core/health/meals.sql";
import { completedWorkouts, workouts as workoutTable } from "#core/health/workouts.sql";
import { dashboardPart, iso, row, rows, span } from "#core/platform/dashboard-part";
import { me } from "#kit/table";
import { Instant, Uuid } from "#kit/wire";

const Count = z.int();

export const workouts = dashboardPart({
  shape: z.strictObject({
    today: Count,
    thisWeek: Count,
    recent: z.array(
      z.strictObject({
        id: Uuid,
        workoutId: z.nullable(Uuid),
        name: z.nullable(z.string()),
        completedAt: Instant,
        durationMinutes: z.nullable(z.int()),
        volumeLoad: z.int(),
      }),
    ),
  }),
  empty: { today: 0, thisWeek: 0, recent: [] },
  changedBy: [CompletedWorkoutEvents, WorkoutCompleted, WorkoutEvents],
  figures: row(
    sql`select count(*) filter (where completed_at >= ${span.todayFrom}) as "today", count(*) as "thisWeek",
      ${rows(
        sql`select c.id, c.workout_id as "workoutId", w.name, ${iso("c.completed_at")} as "completedAt", c.duration_minutes as "durationMinutes", c.volume_load as "volumeLoad"
          from ${completedWorkouts} c left join ${workoutTable} w on w.id = c.workout_id
          where c.user_id = ${me} and c.deleted_at is null and c.dependent_id is null and c.completed_at < ${span.todayTo} order by c.completed_at desc, c.id desc limit 5`,
      )} as "recent"
    from ${completedWorkouts} where user_id = ${me} and deleted_at is null and dependent_id is null and completed_at >= ${span.weekFrom} and completed_at < ${span.todayTo}`,
  ),
});

export const meals = dashboardPart({
  shape: z.strictObject({
    /** Logged meals; drafts are counted separately and add no calories. */
    today: Count,
    caloriesToday: z.number(),
    thisWeek: Count,
    caloriesThisWeek: z.number(),
    drafts: z.array(z.strictObject({ id: Uuid, name: z.string(), eatenAt: Instant })),
  }),
  empty: { today: 0, caloriesToday: 0, thisWeek: 0, caloriesThisWeek: 0, drafts: [] },
  changedBy: [MealEvents, MealDrafted, MealLogged],
  figures: row(
    sql`select count(*) filter (where eaten_at >= ${span.todayFrom}) as "today",
      coalesce(sum(calories) filter (where eaten_at >= ${span.todayFrom}), 0) as "caloriesToday",
      count(*) as "thisWeek", coalesce(sum(calories), 0) as "caloriesThisWeek",
      ${rows(
        sql`select id, name, ${iso("eaten_at")} as "eatenAt" from ${mealTable}
          where user_id = ${me} and deleted_at is null and source = ${DRAFT} and eaten_at >= ${span.latelyFrom} order by meals.eaten_at desc, id desc limit 10`,
      )} as "drafts"
    from ${mealTable} where user_id = ${me} and deleted_at is null and dependent_id is null and source <> ${DRAFT} and eaten_at >= ${span.weekFrom} and eaten_at < ${span.todayTo}`,
  ),
});

export const mood = dashboardPart({
  shape: z.strictObject({
    latest: z.nullable(
      z.strictObject({ id: Uuid, value: z.number(), note: z.nullable(z.string()), loggedAt: Instant }),
    ),
    /** Of the last seven days, including today. */
    average: z.nullable(z.number()),
    entries: Count,
  }),
  empty: { latest: null, average: null, entries: 0 },
  changedBy: [MoodLogged, BrainLogEvents],
  figures: row(
    sql`select ${row(
      sql`select id, value, note, ${iso("logged_at")} as "loggedAt" from ${brainLogs}
        where user_id = ${me} and deleted_at is null and metric_name = 'mood_score' order by brain_logs.logged_at desc, id desc limit 1`,
    )} as "latest", round(avg(value), 2) as "average", count(*) as "entries"
    from ${brainLogs} where user_id = ${me} and deleted_at is null and metric_name = 'mood_score' and logged_at >= ${span.latelyFrom} and logged_at < ${span.todayTo}`,
  ),
});
