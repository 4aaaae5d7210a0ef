/** Which samples are the same: with an id and without, in one batch and in several. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MetricDeleted, MetricsLogged } from "#core/health/events";
import { healthMetrics } from "#core/health/metrics.sql";
import type { Sample } from "#core/health/metrics-known";
import { batch, list } from "#functions/health/metrics";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { metricDays } from "#testing/metric-days";
import { slow } from "#testing/slow";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const store = (as: Person, samples: Sample[]) => life.call(batch, { as, body: { samples } });
const mine = (person: Person) => `user_id = '${person.userId}'`;
const loggedBy = (person: Person) => life.events(MetricsLogged).filter((one) => one.subject === person.userId);

const days = (person: Person) => metricDays(life.database, person);

describe("the same sample with and without an external id", () => {
  const at = "2026-03-02T06:00:00.000Z";
  const night = (value: number, more: Partial<Sample> = {}): Sample => ({
    metricType: "sleep_hours",
    value,
    measuredAt: at,
    source: "oura",
    ...more,
  });
  const stored = async (as: Person) =>
    (await life.call(list, { as })).body.data.map((one: { value: number; externalId: string | null }) => [
      one.value,
      one.externalId,
    ]);

  it("is one sample, which gets its id and then a corrected value", async () => {
    const anna = await life.user("anna");
    await store(anna, [night(7.5)]);
    const named = await store(anna, [night(7.5, { externalId: "n1" })]);
    expect(named.body).toEqual({ received: 1, added: 0, updated: 1, duplicates: 0, deleted: 0 });
    expect(await stored(anna)).toEqual([[7.5, "n1"]]);
    // Sent without the id, it is still the same one and keeps its id.
    expect((await store(anna, [night(7.5)])).body).toEqual({
      received: 1,
      added: 0,
      updated: 0,
      duplicates: 1,
      deleted: 0,
    });
    expect((await store(anna, [night(8)])).body).toEqual({
      received: 1,
      added: 0,
      updated: 1,
      duplicates: 0,
      deleted: 0,
    });
    expect(await stored(anna)).toEqual([[8, "n1"]]);
    expect((await days(anna)).kept).toMatchObject([{ sum: 8, count: 1 }]);
    expect(loggedBy(anna).map((one) => one.data.payload)).toMatchObject([
      { count: 1, updated: 0 },
      { count: 0, updated: 1 },
      { count: 0, updated: 1 },
    ]);
  });

  it("gets its id and another value at once", async () => {
    const anna = await life.user("anna");
    await store(anna, [night(7.5)]);
    expect((await store(anna, [night(6, { externalId: "n1" })])).body.updated).toBe(1);
    expect(await stored(anna)).toEqual([[6, "n1"]]);
  });

  it.each([
    ["first", [undefined, "n1"]],
    ["last", ["n1", undefined]],
  ])("is one in one batch too, whichever comes %s", async (_, ids) => {
    const anna = await life.user("anna");
    const both = ids.map((externalId, i) => night(7 + i, { externalId }));
    expect((await store(anna, both)).body).toEqual({ received: 2, added: 1, updated: 0, duplicates: 1, deleted: 0 });
    expect(await stored(anna)).toEqual([[8, "n1"]]);
  });

  it("is two samples when both have ids, and each is corrected by its own", async () => {
    const anna = await life.user("anna");
    await store(anna, [night(3)]);
    const two = [night(3, { externalId: "a" }), night(5, { externalId: "b" })];
    expect((await store(anna, two)).body).toEqual({ received: 2, added: 1, updated: 1, duplicates: 0, deleted: 0 });
    // Sent without an id, it matches the one with the same value.
    expect((await store(anna, [night(5)])).body.duplicates).toBe(1);
    expect((await stored(anna)).toSorted()).toEqual([
      [3, "a"],
      [5, "b"],
    ]);
  });

  it("becomes one when a correction moves it to the place of the one without an id", async () => {
    const anna = await life.user("anna");
    await store(anna, [night(7), night(7, { externalId: "n1", measuredAt: "2026-03-01T06:00:00.000Z" })]);
    expect((await store(anna, [night(7, { externalId: "n1" })])).body.updated).toBe(1);
    expect(await stored(anna)).toEqual([[7, "n1"]]);
    const { kept, counted } = await days(anna);
    expect(kept).toEqual(counted);
    expect(life.events(MetricDeleted).filter((one) => one.subject === anna.userId)).toHaveLength(1);
  });

  it("is two samples of different people or sources", async () => {
    const anna = await life.user("anna");
    await store(anna, [night(7), night(7, { source: "garmin", externalId: "n1" })]);
    expect(await life.count(healthMetrics, mine(anna))).toBe(2);
  });

  it("is found in every year", async () => {
    const anna = await life.user("anna");
    for (const measuredAt of ["0001-01-01T00:00:00.000Z", "0049-05-05T05:05:05.005Z", "9999-12-31T23:59:59.9999999Z"]) {
      expect((await store(anna, [night(1, { measuredAt })])).body.added).toBe(1);
      expect((await store(anna, [night(1, { measuredAt })])).body.duplicates).toBe(1);
      expect((await store(anna, [night(2, { measuredAt, externalId: measuredAt })])).body.updated).toBe(1);
    }
  });
});

type Placed = { externalId: string | undefined; measuredAt: string };
const movesIn = (one: Placed, some: readonly Placed[]) =>
  one.externalId !== undefined &&
  some.some(({ externalId, measuredAt }) => externalId === one.externalId && measuredAt !== one.measuredAt);

slow("stores the result that the samples would have one by one, however they are split into batches", async () => {
  const sample = fc.record({
    metricType: fc.constant("steps" as const),
    value: fc.integer({ min: 1, max: 3 }),
    measuredAt: fc.integer({ min: 1, max: 3 }).map((d) => `2026-03-0${d}T10:00:00.000Z`),
    source: fc.constant("oura"),
    externalId: fc.constantFrom("a", "b", undefined),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sample, { minLength: 2, maxLength: 8 }), fc.nat(8), async (samples, cut) => {
      // When a batch has several versions of an id, only the last one counts; earlier ones never existed at their places.
      for (const some of [samples.slice(0, cut), samples.slice(cut)]) fc.pre(!some.some((one) => movesIn(one, some)));
      const [anna, ben] = [await life.user("anna"), await life.user("ben")];
      for (const one of samples) expect((await store(anna, [one])).status).toBe(200);
      for (const some of [samples.slice(0, cut), samples.slice(cut)])
        if (some.length > 0) expect((await store(ben, some)).status).toBe(200);
      const rows = ({ userId }: Person) =>
        life.database.query(
          "select external_id, value::float8, measured_at from health_metrics where user_id = $1 order by 1, 2, 3",
          [userId],
        );
      expect(await rows(ben)).toEqual(await rows(anna));
      const { kept, counted } = await days(ben);
      expect(kept).toEqual(counted);
    }),
    { seed: 20261129, numRuns: 25 },
  );
});
