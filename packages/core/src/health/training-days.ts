/** What the plans say of a day and its week, and what of it was done. */
import { sql } from "drizzle-orm";
import { trainingPlans, weekdays } from "#core/health/training.sql";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import { userSettings } from "#core/identity/users.sql";
import { dayIn, myZone, startOf } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

export interface PlannedWorkout {
  planId: string;
  workoutId: string;
  name: string;
  /** The completed workout of that day that was of this one. */
  completedWorkoutId: string | null;
}

export interface TrainingDay {
  date: string;
  /** `planned` with a workout, else `rest` where a plan says so, else `free`. */
  state: "planned" | "rest" | "free";
  planned: PlannedWorkout[];
  /** How many workouts were completed, planned or not. */
  completed: number;
}

export interface TrainingWeek {
  date: string;
  timezone: string;
  today: TrainingDay;
  /** The seven days of the week, as the settings say where it begins. */
  week: TrainingDay[];
}

/** So many plans are looked at on a day. */
const MAX_PLANS = 50;

const WEEKDAYS = sql.raw(`array[${weekdays.map((one) => `'${one}'`).join(", ")}]`);

/** Of the day (default today) in the speaker's zone: their own plans, or a dependent's. One flight. */
export async function today(
  ctx: Ctx,
  of: { date?: string | undefined; dependentId?: string | undefined },
): Promise<TrainingWeek> {
  const dependent = sql`${of.dependentId ?? null}::uuid`;
  const [rows] = await ctx.db.batch([
    read<{ date: string; timezone: string; day: string; isRest: boolean; planned: string; completed: number }>(sql`
      with given as (
        select z.zone, coalesce(${of.date ?? null}::date, ${dayIn(sql`${ctx.now().toISOString()}::timestamptz`, sql`z.zone`)}) as date,
          coalesce((select case s.week_start when 'saturday' then 6 when 'sunday' then 7 else 1 end from ${userSettings} s where s.user_id = ${me}), 1) as first
        from (select ${myZone} as zone) z
      ), days as (
        select * from (select g.*, g.date - (extract(isodow from g.date)::int - g.first + 7) % 7 + n as day from given g, generate_series(0, 6) n) seven
        where day between date '0001-01-01' and date '9999-12-31'
      ), plans as (
        select d.day, p.id, p.workout_id, w.name from days d join ${trainingPlans} p on p.user_id = ${me} and p.deleted_at is null
            and p.dependent_id is not distinct from ${dependent} and p.starts_on <= d.day and (p.ends_on is null or p.ends_on >= d.day)
            and p.weekdays ? (${WEEKDAYS})[extract(isodow from d.day)::int]
          left join ${workouts} w on w.id = p.workout_id and w.deleted_at is null
        where p.workout_id is null or w.id is not null
      ), done as (
        select d.day, c.id, c.workout_id, c.completed_at from days d join ${completedWorkouts} c on c.user_id = ${me} and c.deleted_at is null
          and c.dependent_id is not distinct from ${dependent}
          and c.completed_at >= ${startOf(sql`d.day`, sql`d.zone`)} and c.completed_at < ${startOf(sql`d.day + 1`, sql`d.zone`)}
      )
      select d.date::text as date, d.zone as timezone, d.day::text as day,
        exists (select from plans p where p.day = d.day and p.workout_id is null) as "isRest",
        (select coalesce(jsonb_agg(jsonb_build_object('planId', p.id, 'workoutId', p.workout_id, 'name', p.name, 'completedWorkoutId',
            (select c.id from done c where c.day = d.day and c.workout_id = p.workout_id order by c.completed_at, c.id limit 1)) order by p.id), '[]')::text
          from (select * from plans where plans.day = d.day and plans.workout_id is not null order by id limit ${MAX_PLANS}) p) as planned,
        (select count(*)::int from done c where c.day = d.day) as completed
      from days d order by d.day`),
  ]);
  const week = rows.map(({ day, isRest, planned, completed }): TrainingDay => {
    const workoutsOf = JSON.parse(planned) as PlannedWorkout[];
    return {
      date: day,
      state: workoutsOf.length > 0 ? "planned" : isRest ? "rest" : "free",
      planned: workoutsOf,
      completed,
    };
  });
  const { date, timezone } = rows[0]!;
  return { date, timezone, today: week.find((one) => one.date === date)!, week };
}
