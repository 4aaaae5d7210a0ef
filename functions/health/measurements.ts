import * as z from "zod/mini";
import { MeasurementEvents } from "#core/health/events";
import { goalDirections } from "#core/health/measurement-goals.sql";
import * as MeasurementSeries from "#core/health/measurement-series";
import { unitByType } from "#core/health/measurement-units";
import { measurements, measurementTypes } from "#core/health/records.sql";
import { bodySayings, healthFields } from "#core/health/sayings";
import { projectionStates, trendReasons, trendStates } from "#core/health/trend";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { InvalidInput, wrongInput } from "#kit/problem";
import { Day, Text, Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/health/measurements", measurements, {
  write: ["lifeDomainId", "dependentId", "date", "type", "label", "value", "unit", "notes"],
  filter: ["type", "date", "lifeDomainId", "dependentId"],
  sort: ["date"],
  emits: MeasurementEvents,
  refusals: {
    measurements_percent_check: () => wrongInput("#/value", healthFields("body_fat_at_most")),
    measurements_unit_check: () => wrongInput("#/unit", bodySayings("unit_of_type")),
  },
  example: { date: "2026-03-02", type: "waist", value: 81.5, unit: "cm" },
  create: {
    description:
      "Weights are in kg, g, lb or st, lengths in cm, mm, m, in or ft, body fat in %; a custom one has any unit.",
    check: [z.meta(unitByType)],
  },
});

const Amount = z.nullable(z.number());
const Type = z.enum(measurementTypes);
const Origin = z.enum(["noted", "samples"]);

export const series = endpoint("GET /v1/health/measurements/series", {
  summary: "A measurement of the body over time, its trend and its goals",
  description:
    "One point a day that has a value, in the unit of the type (kg, cm, %; a custom one: that of its latest measurement, and those in another are left " +
    "out): the mean of what was noted on it, or else, of weight and body fat, that of the day's samples. A point's `trend` is the exponential moving " +
    "average of The Hacker's Diet (a tenth of the way a day). `trend` fits a line by least squares to the `weeks` (4 unless given) that end with `to`, or with today where " +
    "that is earlier, without slips (further from the Theil–Sen line than 3.5 scaled median deviations and 2 % of the usual value), and tells its rate with " +
    "a 95 % confidence interval. It is `cannot_tell` with fewer than 5 days or 7 days from the first to the last, and where the interval has both signs; it is `steady` where that " +
    "interval is within 0.5 % of the level. A goal is projected by that line: `late` is after its `byDate`, `away` goes the other way. At most 3,660 days and 20 goals.",
  query: z.strictObject({
    type: Type,
    label: z.optional(Text(100)),
    dependentId: z.optional(Uuid),
    from: Day,
    to: Day,
    weeks: z.optional(integerParameter(2, 26)),
  }),
  returns: z.strictObject({
    type: Type,
    label: z.optional(Text(100)),
    dependentId: z.optional(Uuid),
    from: Day,
    to: Day,
    weeks: z.int(),
    unit: z.nullable(z.string()),
    timezone: z.string(),
    points: z.array(z.strictObject({ date: Day, value: z.number(), trend: z.number(), origin: Origin })),
    latest: z.nullable(z.strictObject({ date: Day, value: z.number(), origin: Origin })),
    trend: z.strictObject({
      weeks: z.int(),
      from: Day,
      to: Day,
      state: z.enum(trendStates),
      reason: z.nullable(z.enum(trendReasons)),
      days: z.int(),
      leftOut: z.int(),
      perWeek: Amount,
      perWeekLow: Amount,
      perWeekHigh: Amount,
      level: Amount,
    }),
    goals: z.array(
      z.strictObject({
        id: Uuid,
        direction: z.enum(goalDirections),
        targetValue: z.number(),
        startDate: Day,
        byDate: z.nullable(Day),
        reachedOn: z.nullable(Day),
        startValue: Amount,
        progress: Amount,
        projection: z.strictObject({
          state: z.enum(projectionStates),
          date: z.nullable(Day),
          earliest: z.nullable(Day),
          latest: z.nullable(Day),
        }),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => MeasurementSeries.series(ctx, { weeks: 4, ...ctx.query }),
});
