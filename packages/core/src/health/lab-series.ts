/** Results of laboratories as series: one for each analyte and unit, with the usual range of each value and where the values go. */
import { and, gte, lte, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { exponentBetween, scaled } from "#core/health/lab-units";
import { type LabResult, labResults } from "#core/health/medical.sql";
import { openedRead, recorded } from "#core/health/medical-reads";
import { medicalFields } from "#core/health/sayings";
import { dayNumber } from "#core/rhythm/recurrence-days";
import type { Ctx } from "#kit/ctx";
import { wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import { Day, Text, Uuid } from "#kit/wire";

/** More results than a person has in years. */
export const MAX_RESULTS = 5_000;

const flags = ["low", "in_range", "high"] as const;
type Flag = (typeof flags)[number];
const directions = ["rising", "falling", "steady"] as const;

const Point = z.strictObject({
  labResultId: Uuid,
  date: Day,
  value: z.number(),
  comparator: z.nullable(z.enum(["<", ">"])),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
  flag: z.nullable(z.enum(flags)),
  laboratory: z.nullable(Text(200)),
});
const Trend = z.strictObject({
  change: z.number(),
  perYear: z.nullable(z.number()),
  direction: z.nullable(z.enum(directions)),
});
const Series = z.strictObject({
  analyte: Text(100),
  unit: Text(40),
  points: z.array(Point),
  trend: z.nullable(Trend),
});
const Words = z.strictObject({
  analyte: Text(100),
  points: z.array(z.strictObject({ labResultId: Uuid, date: Day, text: Text(500), laboratory: z.nullable(Text(200)) })),
});
export const LabSeries = z.strictObject({ series: z.array(Series), words: z.array(Words), unreadable: z.int() });
type Point = z.infer<typeof Point>;
type Trend = z.infer<typeof Trend>;

export interface Span {
  analyte?: string;
  from?: string;
  to?: string;
}

/**
 * The speaker's results by analyte, or those of one. Values are in the unit of the newest; what cannot be converted into it exactly is a series of
 * its own. Throws InvalidInput for more than MAX_RESULTS. One flight.
 */
export async function series(ctx: Ctx, { analyte, from, to }: Span): Promise<z.infer<typeof LabSeries>> {
  const { date, userId, id } = labResults;
  const within = and(from === undefined ? undefined : gte(date, from), to === undefined ? undefined : lte(date, to));
  const rows = openedRead(
    labResults,
    ["date", "analyte", "result", "laboratory"],
    and(sql`${userId} = ${me}`, within) ?? sql`false`,
    { order: sql`${date}, ${id}`, limit: MAX_RESULTS + 1 },
  );
  const [results] = await ctx.db.batch([recorded(ctx, labResults, rows)]);
  if (results.length > MAX_RESULTS)
    throw wrongInput({ parameter: "from" }, medicalFields("too_many_results", { max: MAX_RESULTS }));
  const readable = results.filter((one) => typeof one.analyte === "string" && one.result !== null);
  const wanted = analyte === undefined ? readable : readable.filter((one) => keyOf(one.analyte) === keyOf(analyte));
  const groups = [...Map.groupBy(wanted, (one) => keyOf(one.analyte)).values()];
  return {
    series: groups.flatMap((group) => seriesOf(group)).sort(byName),
    words: groups.flatMap((group) => wordsOf(group)).sort(byName),
    unreadable: results.length - readable.length,
  };
}

/** Names of analytes differ in case and spaces, and in how the same character is written. */
const keyOf = (analyte: string): string => analyte.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();

const byName = (a: { analyte: string }, b: { analyte: string }) =>
  keyOf(a.analyte) < keyOf(b.analyte) ? -1 : keyOf(a.analyte) > keyOf(b.analyte) ? 1 : 0;

interface Result {
  id: string;
  date: string;
  analyte: string;
  result: LabResult;
  laboratory: string | null;
}
type Numeric = Result & { result: Exclude<LabResult, { text: string }> };

/** Of one analyte: a series for each of the units that cannot be converted into each other, that of the newest result first. */
function seriesOf(group: readonly Result[]): z.infer<typeof Series>[] {
  let left = group.filter((one): one is Numeric => "value" in one.result);
  const all: z.infer<typeof Series>[] = [];
  while (left.length > 0) {
    const { analyte, result } = left.at(-1)!;
    const exponents = new Map(left.map((one) => [one, exponentBetween(one.result.unit, result.unit)]));
    const points = left.flatMap((one) => {
      const exponent = exponents.get(one);
      return exponent === undefined ? [] : [pointOf(one, exponent)];
    });
    all.push({ analyte, unit: result.unit, points, trend: trendOf(points) });
    left = left.filter((one) => exponents.get(one) === undefined);
  }
  return all;
}

function pointOf({ id, date, laboratory, result }: Numeric, exponent: number): Point {
  const [value, low, high] = [result.value, result.low ?? null, result.high ?? null].map((one) =>
    one === null ? null : scaled(one, exponent),
  ) as [number, number | null, number | null];
  const comparator = result.comparator ?? null;
  return {
    labResultId: id,
    date,
    value,
    comparator,
    low,
    high,
    flag: flagOf(value, comparator, low, high),
    laboratory,
  };
}

/** Where a value is in its range; null without one, or where “below 5” does not say whether it is above 3. */
export function flagOf(
  value: number,
  comparator: "<" | ">" | null,
  low: number | null,
  high: number | null,
): Flag | null {
  if (low === null && high === null) return null;
  if (comparator === "<") {
    if (low !== null && value <= low) return "low";
    return low === null && high !== null && value <= high ? "in_range" : null;
  }
  if (comparator === ">") {
    if (high !== null && value >= high) return "high";
    return high === null && low !== null && value >= low ? "in_range" : null;
  }
  if (low !== null && value < low) return "low";
  return high !== null && value > high ? "high" : "in_range";
}

/** Values that are only known to be below or above something have no place in a trend, and of very many the newest make it. */
const MAX_IN_TREND = 100;
/** A series that moves over its time by less than this share of its middle value is steady. */
const STEADY = 0.05;

/**
 * Where the values go: from the last but one to the last, and for three or more on three different days the median of the slopes between all pairs
 * (Theil and Sen), which no single odd value moves.
 */
export function trendOf(points: readonly Pick<Point, "date" | "value" | "comparator">[]): Trend | null {
  const exact = points.filter(({ comparator }) => comparator === null).slice(-MAX_IN_TREND);
  const [last, before] = [exact.at(-1), exact.at(-2)];
  if (!last || !before) return null;
  const change = Number((last.value - before.value).toPrecision(12));
  const days = exact.map(({ date }) => dayNumber(date));
  if (new Set(days).size < 3) return { change, perYear: null, direction: null };
  const slopes: number[] = [];
  for (let i = 0; i < exact.length; i++)
    for (let j = i + 1; j < exact.length; j++)
      if (days[j] !== days[i]) slopes.push((exact[j]!.value - exact[i]!.value) / (days[j]! - days[i]!));
  const slope = medianOf(slopes);
  const moved = slope * (days.at(-1)! - days[0]!);
  const middle = Math.abs(medianOf(exact.map(({ value }) => value)));
  const direction = Math.abs(moved) <= STEADY * middle ? "steady" : moved > 0 ? "rising" : "falling";
  return { change, perYear: Number((slope * 365.25).toPrecision(12)), direction };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function wordsOf(group: readonly Result[]): z.infer<typeof Words>[] {
  const points = group.flatMap(({ id, date, laboratory, result }) =>
    "text" in result ? [{ labResultId: id, date, text: result.text, laboratory }] : [],
  );
  return points.length === 0 ? [] : [{ analyte: group.at(-1)!.analyte, points }];
}
