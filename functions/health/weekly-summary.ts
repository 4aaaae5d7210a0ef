import * as z from "zod/mini";
import { NUTRIENTS } from "#core/health/foods/nutrients";
import { trendReasons, trendStates } from "#core/health/trend";
import { figureNames } from "#core/health/weekly-figures";
import * as WeeklySummary from "#core/health/weekly-summary";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day } from "#kit/wire";

const Amount = z.nullable(z.number());
const stretch = { days: z.int(), mean: Amount, total: Amount };
const Kept = z.strictObject({ days: z.int(), below: z.int(), within: z.int(), above: z.int() });

export const get = endpoint("GET /v1/health/weekly-summary", {
  summary: "A week of your health beside the weeks before",
  description:
    "`week` is one of ISO 8601 (2026-W10); that of today unless given. It begins on the day on which your weeks begin by your settings, with the same Thursday, in " +
    "the time zone of your profile. A figure is left out that has no value in these five weeks. A `mean` is of the `days` that have a value, and today does not " +
    "count where a day's value still grows, though it is among the `values`. A `total` is compared only for a week that `isOver`; that of the four weeks is the mean of " +
    "those that have a value. Nothing is compared with nothing: `changeTo…` is then null. Targets are counted on days with logged meals.",
  query: z.strictObject({ week: z.optional(z.string().check(z.regex(/^(19|2\d)\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/))) }),
  returns: z.strictObject({
    week: z.string(),
    from: Day,
    to: Day,
    timezone: z.string(),
    weekStart: z.enum(WeeklySummary.weekStarts),
    daysOver: z.int(),
    isOver: z.boolean(),
    figures: z.array(
      z.strictObject({
        name: z.enum(figureNames),
        unit: z.string(),
        comparing: z.enum(["mean", "total"]),
        values: z.array(Amount),
        week: z.strictObject(stretch),
        before: z.strictObject(stretch),
        fourWeeks: z.strictObject({ ...stretch, weeks: z.int() }),
        changeToBefore: Amount,
        changeToFourWeeks: Amount,
      }),
    ),
    weightTrend: z.strictObject({
      state: z.enum(trendStates),
      reason: z.nullable(z.enum(trendReasons)),
      days: z.int(),
      leftOut: z.int(),
      perWeek: Amount,
      perWeekLow: Amount,
      perWeekHigh: Amount,
      level: Amount,
    }),
    targets: z.array(
      z.strictObject({
        nutrient: z.enum(NUTRIENTS),
        least: Amount,
        most: Amount,
        week: Kept,
        before: Kept,
        fourWeeks: Kept,
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => WeeklySummary.summary(ctx, ctx.query),
});
