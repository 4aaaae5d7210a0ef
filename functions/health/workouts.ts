import { WorkoutEvents } from "#core/health/events";
import { workouts } from "#core/health/workouts.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/health/workouts", workouts, {
  write: ["name", "type", "smartTags", "muscleSplit", "exercises"],
  filter: ["type", "smartTags", "name"],
  sort: ["name"],
  emits: WorkoutEvents,
  example: {
    name: "Push day",
    type: "strength",
    smartTags: ["gym"],
    muscleSplit: { chest: 0.6, triceps: 0.4 },
    exercises: [{ name: "Bench press", sets: 3, reps: 8, weightKg: 60 }],
  },
});
