import * as z from "zod/mini";
import { MUSCLES } from "#core/health/exercises/terms";
import * as MuscleMap from "#core/health/muscle-map";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day, Uuid } from "#kit/wire";

const Amount = z.number().check(z.nonnegative());

export const get = endpoint("GET /v1/health/muscle-map", {
  summary: "Get which muscles were worked",
  description:
    "Of the last 7 or 28 days in your time zone, with today. A set counts 1 for each primary muscle of its exercise and 0.5 for each secondary one, and so does its volume; warm-ups count nothing. Sets of exercises whose muscles nobody knows are listed in `unknown`.",
  query: z.strictObject({ days: z.optional(z.enum(["7", "28"])), dependentId: z.optional(Uuid) }),
  returns: z.strictObject({
    days: z.int(),
    from: Day,
    to: Day,
    timezone: z.string(),
    muscles: z.array(z.strictObject({ muscle: z.enum(MUSCLES), sets: Amount, volumeKg: Amount })),
    unknown: z.array(z.strictObject({ exercise: z.string(), sets: Amount })),
    unknownLoadSets: Amount,
  }),
  problems: [InvalidInput],
  handler: (ctx) =>
    MuscleMap.muscleMap(ctx, { days: Number(ctx.query.days ?? "7"), dependentId: ctx.query.dependentId }),
});
