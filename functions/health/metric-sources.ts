import * as z from "zod/mini";
import { MetricSourcesOrdered } from "#core/health/events";
import * as MetricSources from "#core/health/metric-sources";
import { metricSources, metricTypes } from "#core/health/metrics.sql";
import { ifMatch } from "#kit/conditions";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { AlreadyExists, Conflict, InvalidInput, StaleVersion } from "#kit/problem";
import { Instant, Text } from "#kit/wire";

const MetricType = z.enum(metricTypes);
const Order = z.strictObject({
  metricType: z.nullable(MetricType),
  sources: z.array(z.string()),
  version: z.int(),
});

export const list = endpoint("GET /v1/health/metric-sources", {
  summary: "List the sources of metrics",
  description:
    "In the order in which they count where several have measured the same. As long as the person has ordered them otherwise, what is worn " +
    "is before other apps and devices, these before the phone, and what was written by hand is last.",
  query: z.strictObject({ metricType: z.optional(MetricType) }),
  returns: z.strictObject({
    sources: z.array(
      z.strictObject({
        source: z.string(),
        kind: z.enum(MetricSources.sourceKinds),
        samples: z.int(),
        lastMeasuredAt: Instant,
        metricTypes: z.array(z.strictObject({ metricType: MetricType, samples: z.int(), lastMeasuredAt: Instant })),
      }),
    ),
    orders: z.array(Order),
  }),
  problems: [InvalidInput],
  entities: [entityOf(MetricSourcesOrdered, metricSources)],
  handler: (ctx) => MetricSources.list(ctx, ctx.query.metricType),
});

export const order = endpoint("PUT /v1/health/metric-sources", {
  summary: "Order the sources of metrics",
  description:
    "For one type, or with `metricType` null for all types without an order of their own. Sources that are not named come after these as " +
    "usual; none at all makes the order the usual one. The days of the last two weeks are calculated anew at once, all others within minutes.",
  body: z.strictObject({
    metricType: z.nullable(MetricType),
    sources: z.array(Text(120, 1)).check(z.maxLength(100), z.meta({ uniqueItems: true })),
  }),
  returns: Order,
  problems: [InvalidInput, StaleVersion, Conflict, AlreadyExists],
  example: { body: { metricType: "steps", sources: ["Robin's Watch", "Robin's Phone"] } },
  handler: (ctx) => MetricSources.order(ctx, ctx.body, ifMatch(ctx.headers["if-match"])),
});
