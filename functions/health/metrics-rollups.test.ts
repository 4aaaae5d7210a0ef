/**
 * What several sources have measured, counted once: histories of a phone, a watch and a scale, in any order of arrival, beside a brute force
 * that goes through each minute. `npm run prove -- rollups` holds a thousand of them.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Recounted } from "#core/health/metric-sources";
import * as MetricSources from "#core/health/metric-sources";
import type { MetricType } from "#core/health/metric-types";
import * as Metrics from "#core/health/metrics";
import type { Sample } from "#core/health/metrics-known";
import * as Sleep from "#core/health/sleep";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { metricDays } from "#testing/metric-days";
import { isWhole, SEED } from "#testing/sampled";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const HISTORIES = isWhole("rollups") ? 1_000 : 12;
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC"];
const SOURCES = ["Robin's Phone", "Robin's Watch", "Scale", "manual"];
/** The days around a change of the clocks, and a usual night. */
const STARTS = [Date.UTC(2026, 2, 28, 20), Date.UTC(2026, 9, 24, 20), Date.UTC(2026, 5, 10, 18)];
const MINUTE = 60_000;

/** Lengths in minutes: instants, parts of minutes, and what goes on over midnight. */
const timed = fc.record({
  metricType: fc.constantFrom<MetricType>(
    "steps",
    "water_ml",
    "distance_m",
    "weight_kg",
    "messages_sent",
    "sleep_hours",
  ),
  value: fc.nat(4_000).map((n) => n / 8),
  atSeconds: fc.nat(30 * 3_600),
  lengthSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40_000 })),
  source: fc.constantFrom(...SOURCES),
  device: fc.constantFrom(undefined, "Watch7,1"),
  id: fc.constantFrom(undefined, undefined, "a", "b", "c", "d"),
});
const slept = fc.record({
  stage: fc.constantFrom(
    "in_bed" as const,
    "awake" as const,
    "asleep" as const,
    "light" as const,
    "deep" as const,
    "rem" as const,
  ),
  atMinutes: fc.nat(30 * 60),
  lengthMinutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 60, max: 600 })),
  source: fc.constantFrom(...SOURCES),
  id: fc.constantFrom(undefined, undefined, "a", "b"),
});

type Generated<A> = A extends fc.Arbitrary<infer T> ? T : never;
type Timed = Generated<typeof timed>;
type Slept = Generated<typeof slept>;

const sampleAt =
  (start: number) =>
  (one: Timed | Slept): Sample => {
    const iso = (at: number) => new Date(at).toISOString();
    if ("stage" in one) {
      const at = start + one.atMinutes * MINUTE;
      const endedAt = iso(at + one.lengthMinutes * MINUTE);
      return {
        metricType: "sleep",
        value: 0,
        stage: one.stage,
        measuredAt: iso(at),
        endedAt,
        source: one.source,
        externalId: one.id,
      };
    }
    const { metricType, value, atSeconds, lengthSeconds, source, device, id } = one;
    const at = start + atSeconds * 1_000;
    return {
      metricType,
      value: metricType === "sleep_hours" ? value / 100 : value,
      measuredAt: iso(at),
      ...(lengthSeconds > 0 && { endedAt: iso(at + lengthSeconds * 1_000) }),
      source,
      device,
      externalId: id,
    };
  };

const batch = fc.array(fc.oneof({ weight: 3, arbitrary: timed }, { weight: 2, arbitrary: slept }), {
  minLength: 1,
  maxLength: 12,
});
const step = fc.oneof(
  { weight: 6, arbitrary: batch.map((samples) => ({ does: "send" as const, samples })) },
  {
    weight: 2,
    arbitrary: fc
      .array(batch, { minLength: 2, maxLength: 3 })
      .map((batches) => ({ does: "send at once" as const, batches })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("a", "b", "c").map((externalId) => ({ does: "delete" as const, externalId })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("order" as const),
      metricType: fc.constantFrom<MetricType | null>(null, "steps", "sleep_hours"),
      sources: fc.shuffledSubarray(SOURCES),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ZONES).map((zone) => ({ does: "move" as const, zone })) },
);
type Step = Generated<typeof step>;

/** The workflow that follows, to its end. */
async function recounted(anna: Person, what: Recounted) {
  let before: string | null = null;
  do before = await MetricSources.recount(life.as(anna), what, before);
  while (before !== null);
}

async function take(anna: Person, start: number, one: Step) {
  const ctx = life.as(anna);
  const send = (samples: Sample[]) => Metrics.writeSamples(ctx, samples);
  switch (one.does) {
    case "send":
      return send(one.samples.map(sampleAt(start)));
    case "send at once": {
      const sent = await Promise.allSettled(one.batches.map((samples) => send(samples.map(sampleAt(start)))));
      // One that was overtaken too often has stored nothing.
      for (const { reason } of sent.filter((each) => each.status === "rejected"))
        expect(reason).toMatchObject({ code: "LF005" });
      return;
    }
    case "delete":
      return Metrics.writeSamples(ctx, [], { deleted: [{ externalId: one.externalId }] });
    case "order":
      await MetricSources.order(ctx, one, undefined);
      return recounted(anna, one.metricType);
    case "move":
      await life.database.query("update users set timezone = $2 where id = $1", [anna.userId, one.zone]);
      return recounted(anna, "every");
  }
}

it("is counted as a brute force by minutes counts it, whatever arrives when", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STARTS),
      fc.constantFrom(...ZONES),
      fc.array(step, { minLength: 2, maxLength: 7 }),
      async (start, timezone, steps) => {
        const anna = await life.user("anna", { timezone });
        for (const one of steps) {
          await take(anna, start, one);
          const { kept, counted } = await metricDays(life.database, anna);
          expect(kept).toEqual(counted);
        }
        await sleepIsTheSame(anna, start);
        await hoursAddUp(anna, start);
      },
    ),
    { numRuns: HISTORIES, seed: SEED, endOnFailure: isWhole("rollups") },
  );
}, 3_600_000);

/** The nights of the API have the minutes of the rollup, and their stages are all of their sleep. */
async function sleepIsTheSame(anna: Person, start: number) {
  const day = (offset: number) => new Date(start + offset * 86_400_000).toISOString().slice(0, 10);
  const { nights } = await Sleep.nights(life.as(anna), { from: day(-2), to: day(5) });
  const { kept } = await metricDays(life.database, anna);
  const rollup = kept.filter((one) => one.metric_type === "sleep").map(({ date, sum }) => [date, sum]);
  expect(nights.filter((night) => night.asleepMinutes > 0).map((night) => [night.date, night.asleepMinutes])).toEqual(
    rollup,
  );
  for (const { asleepMinutes, inBedMinutes, awakeMinutes, stages, intervals } of nights) {
    expect(stages.asleep + stages.light + stages.deep + stages.rem).toBeCloseTo(asleepMinutes, 4);
    expect(asleepMinutes + awakeMinutes).toBeLessThanOrEqual(inBedMinutes + 1e-6);
    const shown = intervals.reduce((sum, one) => sum + Date.parse(one.end) - Date.parse(one.start), 0) / MINUTE;
    expect(shown).toBeCloseTo(inBedMinutes, 4);
    for (const [at, one] of intervals.entries()) if (at > 0) expect(one.start >= intervals[at - 1]!.end).toBe(true);
  }
}

/** The hours of a day have what the day has. */
async function hoursAddUp(anna: Person, start: number) {
  const { series } = await import("#core/health/metric-series");
  const day = (offset: number) => new Date(start + offset * 86_400_000).toISOString().slice(0, 10);
  for (const metricType of ["steps", "water_ml", "weight_kg"] as const) {
    const span = { metricType, from: day(-2), to: day(5) };
    const of = async (bucket: "hour" | "day") =>
      (await series(life.as(anna), { ...span, bucket })).points.reduce((sum, point) => sum + point.sum, 0);
    expect(await of("hour")).toBeCloseTo(await of("day"), 4);
  }
}
