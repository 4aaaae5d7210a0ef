import { TransactionImported } from "#core/finance/events";
import * as BrainLogs from "#core/health/brain-logs";
import * as DraftMeals from "#core/health/draft-meals";
import {
  CompletedWorkoutEvents,
  DoseTaken,
  DoseUndone,
  MeasurementEvents,
  MeasurementGoalEvents,
  MedicalEntryNear,
  MedicationEvents,
  MedicationRefilled,
  MetricsImported,
  MetricsLogged,
  PrescriptionRunningOut,
  WorkoutCompleted,
} from "#core/health/events";
import * as MeasurementGoals from "#core/health/measurement-goals";
import * as MedicalDates from "#core/health/medical-dates";
import * as Medications from "#core/health/medications";

import * as MetricSources from "#core/health/metric-sources";
import * as PersonalRecords from "#core/health/personal-records";
import { UserUpdated } from "#core/identity/events";
import { NotificationAnswered } from "#core/platform/events";
import { DayEnded, FocusCompleted } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const draftMeal = consumer("health.draftMeal", [TransactionImported], {
  summary: "Draft a meal when food was bought near a meal time",
  handler: (ctx, { data }) => DraftMeals.draft(ctx, { ...data.payload, transactionId: data.entityId! }),
});

export const logMood = consumer("health.logMood", [NotificationAnswered], {
  summary: "Log the answer of a fitness check-in as a mood",
  async handler(ctx, { data }) {
    if (data.payload.kind === BrainLogs.FITNESS_CHECK_IN) await BrainLogs.logAnswer(ctx, data.entityId!);
  },
});

export const logFocus = consumer("health.logFocus", [FocusCompleted], {
  summary: "Log the minutes of a focus session",
  handler: (ctx, { data }) => BrainLogs.logFocus(ctx, data.entityId!, data.payload),
});

const { updated, deleted, restored } = CompletedWorkoutEvents;

export const tellRecords = consumer("health.tellRecords", [WorkoutCompleted, updated, deleted, restored], {
  summary: "Tell of personal records that a workout set, or that are none any more",
  handler: (ctx) => PersonalRecords.tell(ctx),
});

export const noteMedicalDates = consumer("health.noteMedicalDates", [DayEnded], {
  summary: "Say which dates of the medical record are near when a day of a person has ended",
  handler: (ctx, { data }) => MedicalDates.noteNear(ctx, data.payload.day),
});

export const remindOfMedicalDate = consumer("health.remindOfMedicalDate", [MedicalEntryNear], {
  summary: "Remind a person of a date of their medical record",
  handler: (ctx, event) => MedicalDates.remind(ctx, event),
});

export const noteRunningOut = consumer("health.noteRunningOut", [DayEnded], {
  summary: "Say which medications run out when a day of a person has ended",
  handler: (ctx) => Medications.assess(ctx),
});

export const followStock = consumer(
  "health.followStock",
  [
    DoseTaken,
    DoseUndone,
    MedicationEvents.created,
    MedicationEvents.updated,
    MedicationEvents.restored,
    MedicationRefilled,
  ],
  {
    summary: "Say whether a medication runs out whose stock or schedule has changed",
    handler: (ctx, { data }) =>
      Medications.assess(ctx, "medicationId" in data.payload ? data.payload.medicationId : data.entityId!),
  },
);

export const tellRunningOut = consumer("health.tellRunningOut", [PrescriptionRunningOut], {
  summary: "Tell a person that a medication runs out",
  handler: (ctx, event) => MedicalDates.tellRunningOut(ctx, event),
});

export const reachGoals = consumer(
  "health.reachGoals",
  [
    MeasurementEvents.created,
    MeasurementEvents.updated,
    MeasurementEvents.restored,
    MeasurementGoalEvents.created,
    MeasurementGoalEvents.updated,
    MeasurementGoalEvents.restored,
    MetricsLogged,
    MetricsImported,
  ],
  {
    summary: "Note which goals of measurements are reached",
    async handler(ctx, { data: { payload } }) {
      if (!("metricTypes" in payload) || MeasurementGoals.isOfGoals(payload.metricTypes))
        await MeasurementGoals.reach(ctx);
    },
  },
);

export const moveMetrics = consumer("health.moveMetrics", [UserUpdated], {
  summary: "Ask for measurements to be counted by the days of another time zone",
  async handler(ctx, { data }) {
    if (data.changed.includes("timezone")) await MetricSources.requestRecount(ctx);
  },
});
