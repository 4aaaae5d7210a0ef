/** The ways of completed workouts, as devices have recorded them. */
import { eq } from "drizzle-orm";
import { completedWorkouts, workoutRoutes } from "#core/health/workouts.sql";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { NotFound } from "#kit/problem";
import { live } from "#kit/row";

export interface Route {
  /** A geometry of GeoJSON (RFC 7946) without any line where nothing was recorded. */
  geometry: { type: "MultiLineString"; coordinates: number[][][] };
  /** So many were recorded, of which those are kept that the way is drawn by. */
  recordedPoints: number;
}

/** One flight. Throws NotFound of a workout that the speaker does not see; of one that is another person's, the way stays theirs. */
export async function of(ctx: Ctx, completedWorkoutId: string): Promise<Route> {
  const [[found]] = await ctx.db.batch([
    db
      .select({ lines: workoutRoutes.lines, points: workoutRoutes.points })
      .from(completedWorkouts)
      .leftJoin(workoutRoutes, eq(workoutRoutes.completedWorkoutId, completedWorkouts.id))
      .where(live(completedWorkouts, completedWorkoutId))
      .limit(1),
  ]);
  if (!found) throw NotFound();
  return {
    geometry: { type: "MultiLineString", coordinates: found.lines ?? [] },
    recordedPoints: found.points ?? 0,
  };
}
