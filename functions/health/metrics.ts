import * as z from "zod/mini";
import { MetricsLogged } from "#core/health/events";
import * as MetricSeries from "#core/health/metric-series";
import { sampleByType } from "#core/health/metric-types";
import * as Metrics from "#core/health/metrics";
import { healthMetrics, metricTypes } from "#core/health/metrics.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
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
    "source, metricType, measuredAt and dependentId. One that is known as it is changes nothing, so the same batch may be sent again; " +
    "one with another value, or with an externalId that was not known, is an update; of several in one batch the last counts. `unit` may be left out; when given it must be the unit of the type.",
  body: z.strictObject({
    samples: z
      .array(
        z
          .strictObject({
            metricType: MetricType,
            value: z.number().check(z.nonnegative(), z.maximum(1e12)),
            unit: z.optional(Text(30)),
            measuredAt: Instant,
            source: z.optional(Text(50, 1)),
            externalId: z.optional(Text(255, 1)),
            dependentId: z.optional(Uuid),
          })
          .check(z.meta(sampleByType)),
      )
      .check(z.minLength(1), z.maxLength(1_000)),
  }),
  returns: z.strictObject({ received: z.int(), added: z.int(), updated: z.int(), duplicates: z.int() }),
  problems: [InvalidInput, Conflict],
  example: {
    body: {
      samples: [
        {
          metricType: "steps",
          value: 812,
          measuredAt: "2026-03-02T09:00:00.000Z",
          source: "apple_health",
          externalId: "A1",
        },
      ],
    },
    response: { received: 1, added: 1, updated: 0, duplicates: 0 },
  },
  handler: (ctx) => Metrics.writeSamples(ctx, ctx.body.samples),
});

const dependentId = z.optional(Uuid);

export const series = endpoint("GET /v1/health/metrics/series", {
  summary: "Metrics of one type over time",
  description:
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
  problems: [NotFound],
  async handler(ctx) {
    await Metrics.remove(ctx, ctx.params.metricId);
    return undefined;
  },
});
