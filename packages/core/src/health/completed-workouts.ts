/** Workouts that were done. */
import { WorkoutCompleted } from "#core/health/events";
import { completedWorkouts } from "#core/health/workouts.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";

export type CompletedWorkout = typeof completedWorkouts.$inferSelect;
type Done = Omit<typeof completedWorkouts.$inferInsert, "volumeLoad">;

/** Stores a workout that was done, with its volume load. */
export async function complete(ctx: Ctx, workout: Done): Promise<CompletedWorkout> {
  const [row] = await ctx.db.batch([
    insert(ctx, completedWorkouts, withVolumeLoad(workout), { emits: { event: WorkoutCompleted } }),
  ]);
  return row;
}

/** The given columns, and the volume load that follows from the sets if they are among them. */
export function withVolumeLoad<W extends Partial<Done>>(workout: W): W & { volumeLoad?: number } {
  return workout.sets === undefined ? workout : { ...workout, volumeLoad: volumeLoad(workout.sets) };
}

/** Σ sets × reps × weight in kilograms, rounded. A set without repetitions or weight (a run, a plank) adds nothing. */
export function volumeLoad(sets: CompletedWorkout["sets"]): number {
  return Math.round(sets.reduce((sum, one) => sum + (one.sets ?? 1) * (one.reps ?? 0) * (one.weightKg ?? 0), 0));
}
