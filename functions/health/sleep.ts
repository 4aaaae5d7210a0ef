import * as z from "zod/mini";
import { sleepStages } from "#core/health/metrics.sql";
import * as Sleep from "#core/health/sleep";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day, Instant, Uuid } from "#kit/wire";

export const nights = endpoint("GET /v1/health/sleep", {
  summary: "Sleep by nights",
  description:
    "Asleep is when any source says so; what it calls in bed or awake is not. A sleep belongs to the day of waking in the time zone of the " +
    "user's profile. One of the evening that goes on within two hours, until after midnight, belongs to the next day. `from` and `to` are both " +
    "included and at most 93 days; days without sleep are left out. Of a night there are at most 1,000 intervals.",
  query: z.strictObject({ from: Day, to: Day, dependentId: z.optional(Uuid) }),
  returns: z.strictObject({
    timezone: z.string(),
    nights: z.array(
      z.strictObject({
        date: Day,
        asleepMinutes: z.number(),
        inBedMinutes: z.number(),
        awakeMinutes: z.number(),
        start: z.nullable(Instant),
        end: z.nullable(Instant),
        napMinutes: z.number(),
        stages: z.strictObject({ asleep: z.number(), light: z.number(), deep: z.number(), rem: z.number() }),
        sources: z.array(z.string()),
        intervals: z.array(z.strictObject({ stage: z.enum(sleepStages), start: Instant, end: Instant })),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => Sleep.nights(ctx, ctx.query),
});
