import * as z from "zod/mini";
import * as CompletedWorkouts from "#core/health/completed-workouts";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import * as WorkoutRoutes from "#core/health/workout-routes";
import { completedWorkouts } from "#core/health/workouts.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/completed-workouts",
  completedWorkouts,
  {
    write: ["dependentId", "workoutId", "durationMinutes", "sets", "bodyWeightKg", "calories", "completedAt"],
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
    created: (_, body) => CompletedWorkouts.withExercises(body),
    changed: (_, body) => CompletedWorkouts.changed(body),
    create: {
      summary: "Log a completed workout",
      description:
        "`volumeLoad` is Σ sets × repetitions × weight in kilograms, without warm-ups. A set with `isBodyweight` weighs `bodyWeightKg` with `weightKg` added or `assistedKg` taken off; unless said, it is the last weight that was measured until then, and while there is none the set has no load and is counted in `unknownLoadSets`. An exercise is named as people call it, in English or German, or by its id; what is in no table counts for no muscle unless it is one of `own-exercises`.",
    },
  },
);

export const route = endpoint("GET /v1/health/completed-workouts/{completedWorkoutId}/route", {
  summary: "Get the way of a workout",
  description:
    "As a geometry of GeoJSON, with the points by which it is drawn, 2,000 at most; without any line where no way was recorded. Nobody but you gets it, also of a workout that you have shared.",
  returns: z.strictObject({
    geometry: z.strictObject({
      type: z.literal("MultiLineString"),
      coordinates: z.array(z.array(z.array(z.number()))),
    }),
    recordedPoints: z.int().check(z.nonnegative()),
  }),
  problems: [NotFound],
  handler: (ctx) => WorkoutRoutes.of(ctx, ctx.params.completedWorkoutId),
});
