/** Completed workouts: what exercises their sets are of. Their volume load is the database's (see `weigh_workout` in `migrations/`). */
import { sql } from "drizzle-orm";
import { exerciseOf, idOfName } from "#core/health/exercises/exercises";
import { healthFields, healthRefusals } from "#core/health/sayings";
import { completedWorkouts } from "#core/health/workouts.sql";
import type { Values } from "#kit/change-statement";
import { AlreadyExists, type Refusals, wrong, wrongInput } from "#kit/problem";
import type { Row } from "#kit/wire";

export type CompletedWorkout = Row<typeof completedWorkouts>;
type Sets = CompletedWorkout["sets"];

export const refusals: Refusals = {
  completed_workouts_unique: () =>
    AlreadyExists(healthRefusals("workout_here"), {
      errors: [wrong("#/externalId", healthFields("of_another_workout"))],
    }),
};

/** The columns of a new workout, with the exercises that its sets are of. */
export const withExercises = <W extends { sets?: Sets | undefined; bodyWeightKg?: number | null | undefined }>(
  workout: W,
): W => (workout.sets === undefined ? workout : { ...workout, sets: identified(workout.sets, workout.bodyWeightKg) });

/**
 * The columns that a change sets. What the database makes of the sets and the body weight is named with them, so that the event says
 * that it changed.
 */
export function changed<W extends { sets?: Sets | undefined; bodyWeightKg?: number | null | undefined }>(
  workout: W,
): Values<typeof completedWorkouts> {
  if (workout.sets === undefined && workout.bodyWeightKg === undefined) return workout;
  const derived = {
    ...(workout.bodyWeightKg === undefined && { bodyWeightKg: sql`${completedWorkouts.bodyWeightKg}` }),
    volumeLoad: sql`${completedWorkouts.volumeLoad}`,
    unknownLoadSets: sql`${completedWorkouts.unknownLoadSets}`,
  };
  return { ...withExercises(workout), ...derived };
}

/** The maximum of the column, and more than anybody lifts in a life. */
const MAX_VOLUME_LOAD = 2_147_483_647;
const MAX_BODY_WEIGHT_KG = 1_000;

/**
 * Each set with the id of its exercise: one of the table that is sent along (the name is then what the person calls it), else that of
 * the table which has the name, and otherwise what the name makes.
 */
function identified(sets: Sets, bodyWeightKg: number | null | undefined): Sets {
  const body = bodyWeightKg ?? MAX_BODY_WEIGHT_KG;
  const most = sets.reduce(
    (sum, { sets: times, reps, weightKg, isBodyweight }) =>
      sum + (times ?? 1) * (reps ?? 0) * ((weightKg ?? 0) + (isBodyweight ? body : 0)),
    0,
  );
  if (most > MAX_VOLUME_LOAD) throw wrongInput("#/sets", healthFields("load_too_large", { max: MAX_VOLUME_LOAD }));
  return sets.map((one) => {
    const given = one.exerciseId ? exerciseOf(one.exerciseId) : undefined;
    return given !== undefined && given.id === one.exerciseId ? one : { ...one, exerciseId: idOfName(one.exercise) };
  });
}
