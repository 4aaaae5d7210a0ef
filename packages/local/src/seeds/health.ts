import { brainLogs } from "#core/health/brain-logs.sql";
import { meals } from "#core/health/meals.sql";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import type { Query } from "#kit/db";
import { added } from "../added.ts";
import { medicalRecord } from "../demo-medical.ts";
import type { Given } from "../seeds.ts";

export const shown = { meals, workouts: completedWorkouts };

/** Measurements are not among them: they are logged before, by their own verb. */
export default function health({ ctx, life, start, today }: Given): Query[] {
  return [
    ...added(ctx, workouts, life.workouts),
    ...added(ctx, completedWorkouts, life.completedWorkouts),
    ...added(ctx, meals, life.meals),
    ...added(ctx, brainLogs, life.brainLogs),
    ...medicalRecord(ctx, { start, today, doses: life.doses }),
  ];
}
