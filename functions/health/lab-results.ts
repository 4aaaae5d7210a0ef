import * as z from "zod/mini";
import { LabResultEvents } from "#core/health/events";
import * as LabSeries from "#core/health/lab-series";
import { type LabResult, labResults } from "#core/health/medical.sql";
import { recording } from "#core/health/medical-reads";
import { medicalFields } from "#core/health/sayings";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, wrongInput } from "#kit/problem";
import { Day, Text } from "#kit/wire";

const SEALED = ["analyte", "result", "laboratory", "notes"] as const;

function checked<B extends { result?: LabResult }>(body: B): B {
  const { result } = body;
  if (result && "value" in result && result.low != null && result.high != null && result.low > result.high)
    throw wrongInput("#/result/high", medicalFields("range_upside_down"));
  return body;
}

export const { list, get, create, update, remove, restore, changes } = crud("/v1/health/lab-results", labResults, {
  filter: ["date", "medicalEntryId"],
  sort: ["date"],
  order: "-date",
  include: SEALED,
  reading: recording(labResults),
  noun: "laboratory result",
  write: ["date", "medicalEntryId", ...SEALED],
  fields: { analyte: Text(100, 1) },
  created: (_, body) => checked(body),
  changed: (_, body) => checked(body),
  emits: LabResultEvents,
  example: {
    date: "2026-03-02",
    analyte: "TSH",
    result: { value: 2.1, unit: "mIU/L", low: 0.4, high: 4 },
    laboratory: "City Laboratory",
  },
  create: {
    description:
      "A number with its unit and the range that the laboratory calls usual (`comparator` where it is only known to be below or above), or words. All but the date is stored encrypted; a list has it only when `include` names it.",
  },
});

export const series = endpoint("GET /v1/health/lab-results/series", {
  summary: "Get laboratory results as series",
  description: `One for each analyte, or that of \`analyte\` alone, in the unit of its newest value. Units that differ by a power of ten are converted (mg/dL and g/L); others are series of their own, because between mass and amount of substance no factor is exact. \`direction\` is that of the median slope between all values on three days or more; less than 5 % over the whole time is \`steady\`. At most ${LabSeries.MAX_RESULTS} results: take a shorter span when there are more.`,
  query: z.strictObject({ analyte: z.optional(Text(100, 1)), from: z.optional(Day), to: z.optional(Day) }),
  returns: LabSeries.LabSeries,
  problems: [InvalidInput],
  handler: (ctx) => LabSeries.series(ctx, ctx.query),
});
