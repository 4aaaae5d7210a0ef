import * as CompletedWorkouts from "#core/health/completed-workouts";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import { completedWorkouts } from "#core/health/workouts.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";

const plain = crud("/v1/health/completed-workouts", completedWorkouts, {
  write: ["dependentId", "workoutId", "durationMinutes", "sets", "calories", "completedAt"],
  writeOnce: ["source", "externalId"],
  filter: ["workoutId", "dependentId", "completedAt", "source"],
  sort: ["completedAt", "volumeLoad"],
  emits: { ...CompletedWorkoutEvents, created: WorkoutCompleted },
  refusals: CompletedWorkouts.refusals,
  example: {
    completedAt: "2026-03-02T11:30:00.000Z",
    durationMinutes: 55,
    sets: [{ exercise: "Bench press", sets: 3, reps: 8, weightKg: 60 }],
  },
});
export const { list, get, remove } = plain;

type Done = Parameters<typeof CompletedWorkouts.complete>[1];

export const create = endpoint("POST /v1/health/completed-workouts", {
  ...plain.create.spec,
  summary: "Log a completed workout",
  handler: (ctx) => CompletedWorkouts.complete(ctx, ctx.body as Done),
});

export const update = endpoint("PATCH /v1/health/completed-workouts/{completedWorkoutId}", {
  ...plain.update.spec,
  handler: (ctx) =>
    plain.update.spec.handler({ ...ctx, body: CompletedWorkouts.withVolumeLoad(ctx.body as Partial<Done>) }),
});
