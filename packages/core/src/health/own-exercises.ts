/** Exercises of the person's own, beside those of the table, and the search over both. */
import { sql } from "drizzle-orm";
import { type Exercise, exerciseId, exerciseOf, idOfName } from "#core/health/exercises/exercises";
import { found, foundInTable, type Wanted } from "#core/health/exercises/find";
import { healthFields, healthRefusals } from "#core/health/sayings";
import { ownExercises } from "#core/health/training.sql";
import { completedWorkouts } from "#core/health/workouts.sql";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { AlreadyExists, type Refusals, wrong, wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

export const refusals: Refusals = {
  own_exercises_unique: () =>
    AlreadyExists(healthRefusals("exercise_here"), { errors: [wrong("#/name", healthRefusals("exercise_here"))] }),
};

/** The columns with the id that the name makes. A name of the table is refused: sets would be of that one. */
export function identified<B extends { name: string }>(body: B): B & { exerciseId: string } {
  if (exerciseOf(body.name)) throw wrongInput("#/name", healthFields("known_exercise"));
  return { ...body, exerciseId: exerciseId(body.name) };
}

export const changed = <B extends { name?: string | undefined }>(body: B) =>
  body.name === undefined ? body : identified({ ...body, name: body.name });

/** What a search tells of an exercise. */
export interface Told extends Omit<Exercise, "names" | "category"> {
  category: Exercise["category"] | null;
  /** The id of the person's own one; null for one of the table. */
  ownExerciseId: string | null;
}

/** One of the speaker's own exercises, as far as a search and the muscle map need it. */
export interface Own extends Pick<Exercise, "id" | "name" | "equipment" | "primaryMuscles" | "secondaryMuscles"> {
  ownExerciseId: string;
}

/** The speaker's own exercises. */
export function ownRead(): Read<Own[]> {
  const query = read<{ own: string }>(sql`
    select coalesce(jsonb_agg(jsonb_build_object('ownExerciseId', o.id, 'id', o.exercise_id, 'name', o.name, 'equipment', o.equipment,
      'primaryMuscles', o.primary_muscles, 'secondaryMuscles', o.secondary_muscles) order by o.id), '[]')::text as own
    from (select * from ${ownExercises} where user_id = ${me} and deleted_at is null order by id limit ${MAX_OWN}) o`);
  return { ...query, decode: (result) => JSON.parse(query.decode(result)[0]!.own) as Own[] };
}

/** So many exercises of their own are looked through. */
const MAX_OWN = 1_000;

/** The exercises that are wanted, the person's own first. One flight. */
export async function search(ctx: Ctx, { limit, ...wanted }: Wanted & { limit: number }): Promise<Told[]> {
  const [rows] = await ctx.db.batch([ownRead()]);
  const mine = found(
    rows.map((row) => ({ ...row, names: [], nameDe: null, mechanic: null, category: null })),
    wanted,
    limit,
  );
  const others = foundInTable(wanted, limit - mine.length).map((one) => ({ ...one, ownExerciseId: null }));
  return [...mine, ...others].map(({ names: _, ...told }) => told);
}

/** What was done of an exercise in the last workout that had it. */
export interface Last {
  exerciseId: string;
  completedWorkoutId: string | null;
  completedAt: string | null;
  sets: Row<typeof completedWorkouts>["sets"];
}

/** The sets of the last workout of the speaker's, or a dependent's, with this exercise; none when there is no such workout. One flight. */
export async function last(ctx: Ctx, of: { exercise: string; dependentId?: string | undefined }): Promise<Last> {
  const id = idOfName(of.exercise);
  const [[row]] = await ctx.db.batch([
    read<{ id: string; at: string; sets: string }>(sql`
      select c.id, c.completed_at as at, jsonb_path_query_array(c.sets, '$[*] ? (@.exerciseId == $id)', jsonb_build_object('id', ${id}::text))::text as sets
      from ${completedWorkouts} c where c.user_id = ${me} and c.deleted_at is null
        and c.dependent_id is not distinct from ${of.dependentId ?? null}::uuid
        and c.sets @> jsonb_build_array(jsonb_build_object('exerciseId', ${id}::text))
      order by c.completed_at desc, c.id desc limit 1`),
  ]);
  return {
    exerciseId: id,
    completedWorkoutId: row?.id ?? null,
    completedAt: row ? isoInstant(row.at) : null,
    sets: row ? (JSON.parse(row.sets) as Last["sets"]) : [],
  };
}
