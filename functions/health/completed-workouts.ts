import * as CompletedWorkouts from "#core/health/completed-workouts";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import { completedWorkouts } from "#core/health/workouts.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/completed-workouts",
  completedWorkouts,
  {
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
    created: (_, body) => CompletedWorkouts.withVolumeLoad(body),
    changed: (_, body) => CompletedWorkouts.withVolumeLoad(body),
    create: { summary: "Log a completed workout" },
  },
);
