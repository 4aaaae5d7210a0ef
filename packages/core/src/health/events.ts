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
const record = {
  kind: z.string(),
  value: z.nullish(z.number()),
  previousValue: z.nullish(z.number()),
  completedWorkoutId: z.nullish(z.guid()),
  dependentId: z.nullish(z.guid()),
};
export const PersonalRecordSet = event(
  "health.personal_record.set",
  "A workout beat what was the best of an exercise until then",
  record,
);
export const PersonalRecordWithdrawn = event(
  "health.personal_record.withdrawn",
  "A workout was changed or deleted, or an earlier one noted, so that a personal record was none",
  record,
);
export const OwnExerciseEvents = crudEvents("health.own_exercise");
export const TrainingPlanEvents = crudEvents("health.training_plan");
export const MoodLogged = event("health.mood.logged", "A mood was logged", {
  value: z.number(),
  loggedAt: z.iso.datetime(),
});
export const BrainLogEvents = crudEvents("health.brain_log", { metricName: z.string() });
export const MeasurementEvents = crudEvents("health.measurement", { type: z.string() });
// Whoever sees events learns when something was, and nothing of what it was.
export const MedicalEntryEvents = crudEvents("health.medical_entry", { nextDate: z.nullish(z.iso.date()) });
export const MedicalEntryNear = event("health.medical_entry.near", "The next date of a medical entry is near", {
  nextDate: z.iso.date(),
});
export const MedicationEvents = crudEvents("health.medication");
export const MedicationRefilled = event("health.medication.refilled", "The stock of a medication was filled up");
const ofMedication = { medicationId: z.guid() };
export const DoseTaken = event("health.dose.taken", "A dose was taken", ofMedication);
export const DoseSkipped = event("health.dose.skipped", "A dose was skipped", ofMedication);
export const DoseUndone = event("health.dose.undone", "What was said of a dose was taken back", ofMedication);
/** `lapse` counts how often this medication ran out. */
export const PrescriptionRunningOut = event(
  "health.prescription.running_out",
  "The stock of a medication runs out soon",
  { runsOutOn: z.iso.date(), lapse: z.int() },
);
/** `isRefilled`: there is enough of it again; otherwise it is not needed any more. */
export const PrescriptionSettled = event(
  "health.prescription.settled",
  "A medication that was running out does so no more",
  { lapse: z.int(), isRefilled: z.boolean() },
);
export const LabResultEvents = crudEvents("health.lab_result");
export const MeasurementGoalEvents = crudEvents("health.measurement_goal", { type: z.string() });
export const MeasurementGoalReached = event(
  "health.measurement_goal.reached",
  "A measurement reached what was wanted",
  { type: z.string(), reachedOn: z.iso.date() },
);
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
export const MetricsRecounted = event(
  "health.metric.recounted",
  "What measurements add up to on each day was calculated anew",
);
