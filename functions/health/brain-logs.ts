import * as z from "zod/mini";
import * as BrainLogs from "#core/health/brain-logs";
import { brainLogs } from "#core/health/brain-logs.sql";
import { BrainLogEvents } from "#core/health/events";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";

const plain = crud("/v1/health/brain-logs", brainLogs, {
  write: ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"],
  filter: ["category", "metricName", "loggedAt", "sourceType", "sourceId"],
  sort: ["loggedAt"],
  emits: BrainLogEvents,
  example: { category: "social", metricName: "mood_score", value: 4, loggedAt: "2026-03-02T18:00:00.000Z" },
});
export const { list, remove } = plain;

export const create = endpoint("POST /v1/health/brain-logs", {
  ...plain.create.spec,
  description: "A mood_score is 1 (bad) to 5 (good).",
  body: plain.create.spec.body?.check(z.meta(BrainLogs.valueByMetric)),
  handler: (ctx) => BrainLogs.log(ctx, ctx.body as Parameters<typeof BrainLogs.log>[1]),
});
