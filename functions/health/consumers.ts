import { TransactionImported } from "#core/finance/events";
import * as BrainLogs from "#core/health/brain-logs";
import * as DraftMeals from "#core/health/draft-meals";
import { MeasurementEvents, MeasurementGoalEvents, MetricsImported, MetricsLogged } from "#core/health/events";
import * as MeasurementGoals from "#core/health/measurement-goals";

import * as MetricSources from "#core/health/metric-sources";
import { UserUpdated } from "#core/identity/events";
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
