import * as z from "zod/mini";
import * as BrainLogs from "#core/health/brain-logs";
import { brainLogs } from "#core/health/brain-logs.sql";
import { BrainLogEvents, MoodLogged } from "#core/health/events";
import { crud } from "#kit/crud";

export const { list, create, remove, restore, changes } = crud("/v1/health/brain-logs", brainLogs, {
  write: ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"],
  filter: ["category", "metricName", "loggedAt", "sourceType", "sourceId"],
  sort: ["loggedAt"],
  emits: BrainLogEvents,
  alsoTold: [MoodLogged],
  example: { category: "social", metricName: "mood_score", value: 4, loggedAt: "2026-03-02T18:00:00.000Z" },
  create: {
    description: "A mood_score is 1 (bad) to 5 (good).",
    check: [z.meta(BrainLogs.valueByMetric)],
    verb: BrainLogs.log,
  },
});
