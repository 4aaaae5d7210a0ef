import { TransactionImported } from "#core/finance/events";
import * as BrainLogs from "#core/health/brain-logs";
import * as DraftMeals from "#core/health/draft-meals";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import * as PersonalRecords from "#core/health/personal-records";
import { NotificationAnswered } from "#core/platform/events";
import { FocusCompleted } from "#core/rhythm/events";
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
