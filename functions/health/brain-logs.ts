import * as z from "zod/mini";
import * as BrainLogs from "#core/health/brain-logs";
import { brainLogs, brainMetrics } from "#core/health/brain-logs.sql";
import * as BrainSeries from "#core/health/brain-series";
import { BrainLogEvents, MoodLogged } from "#core/health/events";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day } from "#kit/wire";

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

const query = { metricName: z.enum(brainMetrics), bucket: z.enum(BrainSeries.buckets), from: Day, to: Day };

export const series = endpoint("GET /v1/health/brain-logs/series", {
  summary: "Moods, or another metric of the mind, over time",
  description:
    "Days are those of the time zone of the user's profile, weeks begin on Monday; a bucket without entries is left out. `from` and `to` are both included " +
    "and at most 2 years apart for days, 10 for weeks and 20 for months.",
  query: z.strictObject(query),
  returns: z.strictObject({
    ...query,
    timezone: z.string(),
    points: z.array(
      z.strictObject({
        start: Day,
        average: z.number(),
        sum: z.number(),
        min: z.number(),
        max: z.number(),
        count: z.int(),
        days: z.int(),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => BrainSeries.series(ctx, ctx.query),
});
