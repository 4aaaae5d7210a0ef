/**
 * What an importer of samples needs: where they go, which of them are here already, and how a row of them is written. The rollup of their
 * days and what an undo does to it are the database's (`tally_metrics`), whoever writes.
 */
import { MetricsImported } from "#core/health/events";
import { unitOf } from "#core/health/metric-types";
import { inWire, knownAmong } from "#core/health/metrics";
import { healthMetrics } from "#core/health/metrics.sql";
import { isSame, type Known, nameOf, placeOf, type Sample } from "#core/health/metrics-known";
import type { Target } from "#core/ingest/importer";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";

/** Samples are told of together: one event for those that a flight creates. */
export const metricTargets = {
  metric: { table: healthMetrics, emitsTogether: MetricsImported },
} satisfies Record<string, Target>;

/** What a sample is, for `Reading.identity`: its source's id of it, or all of it but its value. */
export const identityOf = (sample: Sample): string => nameOf(sample) ?? placeOf(sample);

/** What is known of a sample: nothing, that it is here as it is, or that it is here with something else. */
export type Standing =
  | { is: "new" }
  | { is: "same"; id: string; version: number }
  | { is: "other"; id: string; version: number };

/** What is known of each of up to 1,000 samples that are as `measured` gives them. One flight, which reads. */
export async function standings(ctx: Ctx, samples: readonly Sample[]): Promise<Standing[]> {
  if (samples.length === 0) return [];
  const [rows] = await ctx.db.batch([knownAmong(samples)]);
  const named = new Map<string, Known>();
  const placed = new Map<string, Known[]>();
  for (const row of rows.map(inWire)) {
    const name = nameOf(row);
    if (name !== undefined) named.set(name, row);
    const place = placeOf(row);
    placed.set(place, [...(placed.get(place) ?? []), row]);
  }
  return samples.map((sample): Standing => {
    const name = nameOf(sample);
    const there = placed.get(placeOf(sample)) ?? [];
    const row =
      name === undefined
        ? (there.find(({ value }) => value === sample.value) ?? there[0])
        : (named.get(name) ?? there.find(({ externalId }) => !externalId));
    if (!row) return { is: "new" };
    const { id, version } = row;
    const told = { ...sample, externalId: sample.externalId ?? row.externalId };
    return { is: isSame(row, told) ? "same" : "other", id, version };
  });
}

/**
 * The row of a sample that is as `measured` gives it, every column as a plain value. `zone` is the person's (see `zoneRead`); the day of a
 * sample that was written meanwhile in another one is put right by the database.
 */
export function rowOf(sample: Sample, zone: string): Values<typeof healthMetrics> {
  const { metricType, value, measuredAt, endedAt = null, source = "manual" } = sample;
  const { device = null, stage = null, externalId = null, dependentId = null } = sample;
  const countsAt = ENDS_COUNT.has(metricType) ? (endedAt ?? measuredAt) : measuredAt;
  return {
    dependentId,
    metricType,
    value,
    unit: unitOf(metricType),
    measuredAt,
    endedAt,
    date: dayOf(countsAt, zone),
    source,
    device,
    stage,
    externalId,
  };
}

/** A night belongs to the day of waking. */
const ENDS_COUNT: ReadonlySet<string> = new Set(["sleep", "sleep_hours"]);

const formats = new Map<string, Intl.DateTimeFormat>();

function dayOf(instant: string, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    // One process serves many zones, but not more than there are.
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  // Days before the year 1 are its first one, as everywhere here (see `dayIn`).
  return `${part.year!.padStart(4, "0")}-${part.month}-${part.day}`;
}
