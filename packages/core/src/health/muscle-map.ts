/** Which muscles were worked lately: the sets of completed workouts by the muscles of their exercises. */
import { sql } from "drizzle-orm";
import { exerciseOf, idOfName } from "#core/health/exercises/exercises";
import { MUSCLES, type Muscle } from "#core/health/exercises/terms";
import { ownRead } from "#core/health/own-exercises";
import { completedWorkouts } from "#core/health/workouts.sql";
import { myZone, startOf } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** A set counts whole for the muscles that its exercise works first, and half for those that it works beside. */
const SHARE = { primary: 1, secondary: 0.5 };
/** So many exercises are looked at; nobody does more in four weeks. */
const MAX_EXERCISES = 2_000;

export interface MuscleMap {
  days: number;
  /** First and last day, both included. */
  from: string;
  to: string;
  timezone: string;
  muscles: { muscle: Muscle; sets: number; volumeKg: number }[];
  /** Exercises that nobody knows the muscles of. */
  unknown: { exercise: string; sets: number }[];
  unknownLoadSets: number;
}

interface Done {
  id: string | null;
  exercise: string;
  sets: number;
  volume: number;
  unknown: number;
}

/** Of the last `days` days in the speaker's zone, with today; their own workouts or a dependent's. One flight. */
export async function muscleMap(ctx: Ctx, of: { days: number; dependentId?: string | undefined }): Promise<MuscleMap> {
  const [[row], own] = await ctx.db.batch([
    read<{ from: string; to: string; timezone: string; done: string }>(sql`
      with d as (
        select z.zone, (${ctx.now().toISOString()}::timestamptz at time zone z.zone)::date as today from (select ${myZone} as zone) z
      ), done as (
        select s.exercise_id as id, s.exercise, sum(s.times)::float8 as sets, coalesce(sum(s.times * s.reps * s.load), 0)::float8 as volume,
          coalesce(sum(s.times) filter (where s.is_bodyweight and s.load is null and s.reps > 0), 0)::float8 as unknown
        from d join ${completedWorkouts} c on c.user_id = ${me} and c.deleted_at is null
            and c.dependent_id is not distinct from ${of.dependentId ?? null}::uuid
            and c.completed_at >= ${startOf(sql`d.today - ${of.days - 1}::int`, sql`d.zone`)}
            and c.completed_at < ${startOf(sql`d.today + 1`, sql`d.zone`)},
          sets_weighed(c.sets, c.body_weight_kg) s
        where not s.is_warmup group by 1, 2 order by 3 desc, 2 limit ${MAX_EXERCISES}
      )
      select (d.today - ${of.days - 1}::int)::text as from, d.today::text as to, d.zone as timezone,
        (select coalesce(jsonb_agg(done.*), '[]')::text from done) as done from d`),
    ownRead(),
  ]);
  const mine = new Map(own.map((one) => [one.id, one]));
  const sums = new Map(MUSCLES.map((muscle) => [muscle, { muscle, sets: 0, volumeKg: 0 }]));
  const unknown = new Map<string, { exercise: string; sets: number }>();
  let unknownLoadSets = 0;
  for (const { id, exercise, sets, volume, unknown: unweighed } of JSON.parse(row!.done) as Done[]) {
    unknownLoadSets += unweighed;
    const key = id ?? idOfName(exercise);
    const known = exerciseOf(key) ?? mine.get(key);
    if (!known || known.primaryMuscles.length + known.secondaryMuscles.length === 0) {
      const before = unknown.get(key);
      unknown.set(key, { exercise: before?.exercise ?? exercise, sets: (before?.sets ?? 0) + sets });
      continue;
    }
    const add = (muscle: Muscle, share: number) => {
      const sum = sums.get(muscle)!;
      sum.sets += sets * share;
      sum.volumeKg += volume * share;
    };
    const primary = new Set(known.primaryMuscles);
    for (const muscle of primary) add(muscle, SHARE.primary);
    for (const muscle of new Set(known.secondaryMuscles)) if (!primary.has(muscle)) add(muscle, SHARE.secondary);
  }
  return {
    days: of.days,
    from: row!.from,
    to: row!.to,
    timezone: row!.timezone,
    muscles: [...sums.values()].map((one) => ({ ...one, volumeKg: Math.round(one.volumeKg * 10) / 10 })),
    unknown: [...unknown.values()].slice(0, MAX_UNKNOWN),
    unknownLoadSets,
  };
}

const MAX_UNKNOWN = 100;
