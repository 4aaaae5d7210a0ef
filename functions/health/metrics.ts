import * as z from "zod/mini";
import { MetricsLogged } from "#core/health/events";
import * as MetricAnchors from "#core/health/metric-anchors";
import * as MetricSeries from "#core/health/metric-series";
import { sampleByType } from "#core/health/metric-types";
import * as Metrics from "#core/health/metrics";
import { healthMetrics, metricTypes, sleepStages } from "#core/health/metrics.sql";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { Day, Instant, Text, Uuid } from "#kit/wire";

const MetricType = z.enum(metricTypes);

export const list = listEndpoint("GET /v1/health/metrics", healthMetrics, {
  entities: [entityOf(MetricsLogged, healthMetrics)],
  filter: ["metricType", "source", "date", "measuredAt", "dependentId", "externalId"],
  sort: ["measuredAt"],
});

export const batch = endpoint("POST /v1/health/metrics/batch", {
  summary: "Store up to 1,000 metric samples",
  description:
    "All or nothing. A sample is known by its source, metricType and externalId; where it or the stored one has no externalId, by its " +
    "source, metricType, device, measuredAt, endedAt, stage and dependentId. One that is known as it is changes nothing, so the same batch may " +
    "be sent again; one with another value, or with an externalId that was not known, is an update; of several in one batch the last counts. " +
    "`unit` may be left out; otherwise it is the unit of the type, or one that is converted to it. Sleep has an end and a stage, and no value.\n\n" +
    "`deleted` names samples by the ids of their source, which go before the others come. `anchor` is how far the phone has sent what it " +
    "measures, a token of HealthKit or Health Connect, which `GET /v1/health/metric-anchors` tells it again: it is kept together with the samples, and the " +
    "batch is refused when `after` is not the one that is kept.",
  body: z.strictObject({
    samples: z.optional(
      z
        .array(
          z
            .strictObject({
              metricType: MetricType,
              value: z.optional(z.number().check(z.nonnegative(), z.maximum(1e12))),
              unit: z.optional(Text(30)),
              measuredAt: Instant,
              endedAt: z.optional(Instant),
              source: z.optional(Text(120, 1)),
              device: z.optional(Text(200)),
              stage: z.optional(z.enum(sleepStages)),
              externalId: z.optional(Text(255, 1)),
              dependentId: z.optional(Uuid),
            })
            .check(z.meta(sampleByType)),
        )
        .check(z.minLength(1), z.maxLength(1_000)),
    ),
    deleted: z.optional(
      z
        .array(z.strictObject({ source: z.optional(Text(120, 1)), externalId: Text(255, 1) }))
        .check(z.minLength(1), z.maxLength(1_000)),
    ),
    anchor: z.optional(
      z.strictObject({ source: Text(120, 1), anchor: Text(4_000, 1), after: z.nullable(Text(4_000, 1)) }),
    ),
  }),
  returns: z.strictObject({
    received: z.int(),
    added: z.int(),
    updated: z.int(),
    duplicates: z.int(),
    deleted: z.int(),
  }),
  problems: [InvalidInput, Conflict],
  example: {
    body: {
      samples: [
        {
          metricType: "steps",
          value: 812,
          measuredAt: "2026-03-02T09:00:00.000Z",
          endedAt: "2026-03-02T09:10:00.000Z",
          source: "Robin's Watch",
          device: "Watch7,1",
          externalId: "A1",
        },
      ],
    },
    response: { received: 1, added: 1, updated: 0, duplicates: 0, deleted: 0 },
  },
  handler(ctx) {
    const { samples = [], deleted = [], anchor } = ctx.body;
    // What has no value is told so where that is wrong.
    const given = samples.map((sample) => ({ ...sample, value: sample.value ?? Number.NaN }));
    return MetricAnchors.writeBatch(ctx, given, { deleted, anchor });
  },
});

const dependentId = z.optional(Uuid);

export const series = endpoint("GET /v1/health/metrics/series", {
  summary: "Metrics of one type over time",
  description:
    "Where several sources have measured the same, each minute counts once, for the first source in the person's order that has something in " +
    "it; an interval is spread evenly over its length. Of what is averaged all samples count. Minutes of sleep count on the day of waking, and in the hours in which they were. " +
    "Buckets are those of the time zone of the user's profile; empty ones are left out. `from` and `to` are both included and " +
    "at most 31 days apart for hours, 2 years for days, 10 for weeks and 20 for months.",
  query: z.strictObject({
    metricType: MetricType,
    bucket: z.enum(MetricSeries.buckets),
    from: Day,
    to: Day,
    dependentId,
  }),
  returns: z.strictObject({
    metricType: MetricType,
    bucket: z.enum(MetricSeries.buckets),
    from: Day,
    to: Day,
    dependentId,
    unit: z.string(),
    timezone: z.string(),
    points: z.array(
      z.strictObject({
        start: z.union([Day, Instant]),
        sum: z.number(),
        min: z.number(),
        max: z.number(),
        average: z.number(),
        count: z.int(),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => MetricSeries.series(ctx, ctx.query),
});

const standing = z.nullable(z.number());

export const summary = endpoint("GET /v1/health/metrics/summary", {
  summary: "Where each metric stands",
  description: "For today in the time zone of the user's profile unless a date is given.",
  query: z.strictObject({ date: z.optional(Day), dependentId }),
  returns: z.strictObject({
    date: Day,
    timezone: z.string(),
    metrics: z.array(
      z.strictObject({
        metricType: MetricType,
        unit: z.string(),
        daily: z.enum(["sum", "average"]),
        day: standing,
        average7Days: standing,
        average30Days: standing,
        latest: z.strictObject({ value: z.number(), measuredAt: Instant }),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => MetricSeries.summary(ctx, ctx.query),
});

export const remove = endpoint("DELETE /v1/health/metrics/{metricId}", {
  summary: "Delete a metric",
  problems: [InvalidInput, NotFound, StaleVersion],
  async handler(ctx) {
    await Metrics.remove(ctx, ctx.params.metricId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});
