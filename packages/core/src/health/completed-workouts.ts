/** Completed workouts. */
import { healthFields, healthRefusals } from "#core/health/sayings";
import type { completedWorkouts } from "#core/health/workouts.sql";
import { AlreadyExists, type Refusals, wrong, wrongInput } from "#kit/problem";
import type { Row } from "#kit/wire";

export type CompletedWorkout = Row<typeof completedWorkouts>;
type Done = Omit<typeof completedWorkouts.$inferInsert, "volumeLoad">;

export const refusals: Refusals = {
  completed_workouts_unique: () =>
    AlreadyExists(healthRefusals("workout_here"), {
      errors: [wrong("#/externalId", healthFields("of_another_workout"))],
    }),
};

/** The given columns, with the volume load that follows from the sets if the sets are among them. */
export function withVolumeLoad<W extends Partial<Done>>(workout: W): W & { volumeLoad?: number } {
  return workout.sets === undefined ? workout : { ...workout, volumeLoad: volumeLoad(workout.sets) };
}

/** The maximum of the column, and more than anybody lifts in a life. */
const MAX_VOLUME_LOAD = 2_147_483_647;

/** Σ sets × reps × weight in kilograms, rounded. A set without repetitions or weight (a run, a plank) adds nothing. */
export function volumeLoad(sets: CompletedWorkout["sets"]): number {
  const load = Math.round(sets.reduce((sum, one) => sum + (one.sets ?? 1) * (one.reps ?? 0) * (one.weightKg ?? 0), 0));
  if (load > MAX_VOLUME_LOAD) throw wrongInput("#/sets", healthFields("load_too_large", { max: MAX_VOLUME_LOAD }));
  return load;
}
