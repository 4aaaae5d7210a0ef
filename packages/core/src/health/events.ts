/** Events of meals, workouts, moods and measurements. */
import * as z from "zod/mini";
import { together } from "#core/ingest/importer";
import { crudEvents, event } from "#kit/event";

const meal = {
  eatenAt: z.iso.datetime(),
  calories: z.nullish(z.number()),
  transactionId: z.nullish(z.guid()),
  source: z.string(),
};

export const MealEvents = crudEvents("health.meal", meal);
export const MealDrafted = event(
  "health.meal.drafted",
  "A purchase of food near a meal time became a draft meal",
  meal,
);
export const MealLogged = event("health.meal.logged", "A meal was logged", meal);
export const NutrientTargetEvents = crudEvents("health.nutrient_target", { nutrient: z.string() });
export const WorkoutEvents = crudEvents("health.workout", { type: z.string() });
export const CompletedWorkoutEvents = crudEvents("health.completed_workout");
export const WorkoutCompleted = event("health.workout.completed", "A workout was completed", {
  completedAt: z.iso.datetime(),
  durationMinutes: z.nullish(z.int()),
  volumeLoad: z.nullish(z.int()),
});
export const MoodLogged = event("health.mood.logged", "A mood was logged", {
  value: z.number(),
  loggedAt: z.iso.datetime(),
});
export const BrainLogEvents = crudEvents("health.brain_log", { metricName: z.string() });
export const MeasurementEvents = crudEvents("health.measurement", { type: z.string() });
export const MeasurementGoalEvents = crudEvents("health.measurement_goal", { type: z.string() });
export const MeasurementGoalReached = event(
  "health.measurement_goal.reached",
  "A measurement reached what was wanted",
  { type: z.string(), reachedOn: z.iso.date() },
);
export const MedicalEntryEvents = crudEvents("health.medical_entry");
export const MetricsLogged = event("health.metric.logged", "Measurements were stored", {
  count: z.int(),
  updated: z.int(),
  metricTypes: z.array(z.string()),
  /** How many the source had deleted. */
  deleted: z.optional(z.int()),
});
export const MetricsImported = event(
  "health.metric.imported",
  "Measurements came in from a file together; it is about the first of them",
  together,
);
export const MetricDeleted = event("health.metric.deleted", "A measurement was deleted");
export const MetricSourcesOrdered = event(
  "health.metric_source.ordered",
  "A person said in which order the sources of their measurements count",
  { metricType: z.nullable(z.string()) },
);
export const MetricsRecountRequested = event(
  "health.metric.recount_requested",
  "What measurements add up to on each day is to be calculated anew",
);
