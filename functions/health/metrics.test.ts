import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MetricDeleted, MetricsLogged } from "#core/health/events";
import { healthMetricDays, healthMetrics } from "#core/health/metrics.sql";
import type { Sample } from "#core/health/metrics-known";
import { batch, list, remove, series, summary } from "#functions/health/metrics";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { metricDays } from "#testing/metric-days";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const steps = (value: number, measuredAt: string, externalId?: string): Sample => ({
  metricType: "steps",
  value,
  measuredAt,
  ...(externalId && { source: "apple_health", externalId }),
});
const store = (as: Person, samples: Sample[], headers = {}) => life.call(batch, { as, body: { samples }, headers });
const mine = (person: Person) => `user_id = '${person.userId}'`;
const loggedBy = (person: Person) => life.events(MetricsLogged).filter((one) => one.subject === person.userId);

const days = (person: Person) => metricDays(life.database, person);

describe("storing samples", () => {
  it("stores them with daily summaries and returns how many were new", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const { status, body } = await store(anna, [
      steps(1000, "2026-03-02T04:59:00.000Z", "a"), // 23:59 of 1 March in New York
      steps(2000, "2026-03-02T05:00:00.000Z", "b"),
      steps(500, "2026-03-02T22:00:00-05:00", "c"),
      { metricType: "weight_kg", value: 70.4, measuredAt: "2026-03-02T12:00:00.000Z" },
    ]);

    expect(status).toBe(200);
    expect(body).toEqual({ received: 4, added: 4, updated: 0, duplicates: 0, deleted: 0 });
    const { kept } = await days(anna);
    expect(kept).toEqual([
      { metric_type: "steps", date: "2026-03-01", sum: 1000, min: 1000, max: 1000, avg: 1000, count: 1 },
      { metric_type: "steps", date: "2026-03-02", sum: 2500, min: 500, max: 2000, avg: 1250, count: 2 },
      { metric_type: "weight_kg", date: "2026-03-02", sum: 70.4, min: 70.4, max: 70.4, avg: 70.4, count: 1 },
    ]);
    expect(loggedBy(anna)).toMatchObject([
      { data: { entityId: null, payload: { count: 4, metricTypes: ["steps", "weight_kg"] } } },
    ]);
    const [weight] = (await life.call(list, { as: anna, query: { metricType: "weight_kg" } })).body.data;
    expect(weight).toMatchObject({ value: 70.4, unit: "kg", source: "manual", date: "2026-03-02" });
  });

  it("skips samples that are known by source, type and external id, and emits no event without a change", async () => {
    const anna = await life.user("anna");
    const at = "2026-03-02T10:00:00.000Z";
    expect((await store(anna, [steps(10, at, "a"), steps(20, at, "b"), steps(99, at, "a")])).body).toEqual({
      received: 3,
      added: 2,
      updated: 0,
      duplicates: 1,
      deleted: 0,
    });
    expect((await store(anna, [steps(99, at, "a"), steps(5, at, "c")])).body.added).toBe(1);
    // The last of several in one batch counts.
    expect((await store(anna, [steps(99, at, "a"), steps(20, at, "b")])).body).toEqual({
      received: 2,
      added: 0,
      updated: 0,
      duplicates: 2,
      deleted: 0,
    });
    // The same id from another source or of another type is another sample.
    const other: Sample[] = [
      { ...steps(1, at, "a"), source: "google_fit" },
      { ...steps(7, at, "a"), metricType: "distance_m" },
    ];
    expect((await store(anna, other)).body.added).toBe(2);

    expect(loggedBy(anna).map((one) => one.data.payload.count)).toEqual([2, 1, 2]);
    const { kept, counted } = await days(anna);
    expect(kept).toEqual(counted);
    expect(await life.count(healthMetrics, mine(anna))).toBe(5);
  });

  it("recognizes a sample without an external id by its type, time, source and dependent", async () => {
    const anna = await life.user("anna");
    const night: Sample = { metricType: "sleep_hours", value: 7.5, measuredAt: "2026-03-02T06:00:00.000Z" };
    expect((await store(anna, [night, night])).body).toEqual({
      received: 2,
      added: 1,
      updated: 0,
      duplicates: 1,
      deleted: 0,
    });
    const sameInstant = { ...night, measuredAt: "2026-03-02T07:00:00.000+01:00" };
    expect((await store(anna, [sameInstant])).body).toEqual({
      received: 1,
      added: 0,
      updated: 0,
      duplicates: 1,
      deleted: 0,
    });
    expect((await store(anna, [{ ...night, source: "oura" }])).body.added).toBe(1);
    const { kept, counted } = await days(anna);
    expect(kept).toEqual(counted);
    // Both say of one night how long it was, and what is measured counts before what was written.
    expect(kept).toMatchObject([{ sum: 7.5, count: 1 }]);
    expect(loggedBy(anna)).toHaveLength(2);
  });

  it.each([
    ["without an external id", undefined],
    ["with one", "n1"],
  ])("corrects a known sample %s and says so", async (_, externalId) => {
    const anna = await life.user("anna");
    const at = "2026-03-02T10:00:00.000Z";
    await store(anna, [steps(1000, at, externalId)]);
    const again = await store(anna, [steps(1200, at, externalId)]);
    expect(again.body).toEqual({ received: 1, added: 0, updated: 1, duplicates: 0, deleted: 0 });
    expect((await days(anna)).kept).toMatchObject([{ sum: 1200, min: 1200, max: 1200, count: 1 }]);
    expect(loggedBy(anna).map((one) => one.data.payload)).toMatchObject([
      { count: 1, updated: 0 },
      { count: 0, updated: 1 },
    ]);
  });

  it("refuses impossible values, in the unit of the type", async () => {
    const measuredAt = "2026-03-02T10:00:00.000Z";
    const refused = await store(await life.user("anna"), [{ metricType: "sleep_hours", value: 24.5, measuredAt }]);
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([
      { pointer: "#/samples/0/value", detail: "sleep_hours is at most 24 h" },
    ]);
  });

  it("answers a repetition with the first answer, including its duplicates", async () => {
    const anna = await life.user("anna");
    const samples = [steps(10, "2026-03-02T10:00:00.000Z", "a"), steps(20, "2026-03-02T11:00:00.000Z", "b")];
    const key = { "Idempotency-Key": "steps-1" };
    expect((await store(anna, samples, key)).body.added).toBe(2);
    expect((await store(anna, samples, key)).body).toEqual({
      received: 2,
      added: 2,
      updated: 0,
      duplicates: 0,
      deleted: 0,
    });
  });

  it("accepts a thousand samples in one request and refuses one more", async () => {
    const anna = await life.user("anna");
    const many = Array.from({ length: 1000 }, (_, i) =>
      steps(i, new Date(Date.UTC(2026, 0, 1) + i * 600_000).toISOString(), `s${i}`),
    );
    expect((await store(anna, many)).body.added).toBe(1000);
    const { kept, counted } = await days(anna);
    expect(kept).toHaveLength(7);
    expect(kept).toEqual(counted);
    const refused = await store(anna, [...many, steps(1, "2026-03-02T10:00:00.000Z")]);
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].pointer).toBe("#/samples");
    expect((await store(anna, [])).status).toBe(400);
  });

  it("accepts the unit of the type in any spelling, and refuses another unit", async () => {
    const anna = await life.user("anna");
    const measuredAt = "2026-03-02T10:00:00.000Z";
    await store(anna, [{ metricType: "resting_heart_rate", value: 52, unit: "bpm", measuredAt }]);
    const { data } = (await life.call(list, { as: anna })).body;
    expect(data[0].unit).toBe("/min");
    const refused = await store(anna, [
      { metricType: "steps", value: 1, measuredAt },
      { metricType: "weight_kg", value: 155, unit: "cubits", measuredAt },
    ]);
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/samples/1/unit", detail: "weight_kg is measured in one of kg, g, lb, st, oz" }] },
    });
    expect(await life.count(healthMetrics, mine(anna))).toBe(1);
  });

  it("stores all of a batch or nothing", async () => {
    const anna = await life.user("anna");
    const at = "2026-03-02T10:00:00.000Z";
    const foreign = { ...steps(1, at), dependentId: randomUUID() };
    expect((await store(anna, [steps(5, at), foreign])).status).toBe(400);
    expect((await store(anna, [steps(5, at), { ...steps(-5, at) }])).status).toBe(400);
    expect(await life.count(healthMetrics, mine(anna))).toBe(0);
    expect(await life.count(healthMetricDays, mine(anna))).toBe(0);
  });

  it("keeps the summaries correct through any order of batches and deletions", async () => {
    const sample = fc.record({
      metricType: fc.constantFrom("steps" as const, "weight_kg" as const),
      value: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 8),
      measuredAt: fc
        .integer({ min: 0, max: 71 })
        .map((h) => new Date(Date.UTC(2026, 2, 27) + h * 3_600_000).toISOString()),
      source: fc.constant("oura"),
      externalId: fc.constantFrom("a", "b", "c", "d", "e", "f", undefined),
    });
    const command = fc.oneof(fc.array(sample, { minLength: 1, maxLength: 6 }), fc.nat(10));
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 8 }), async (commands) => {
        const anna = await life.user("anna", { timezone: "Europe/Berlin" });
        for (const one of commands) {
          if (Array.isArray(one)) await store(anna, one);
          else {
            const { data } = (await life.call(list, { as: anna })).body;
            const victim = data[one % Math.max(1, data.length)];
            if (victim) await life.call(remove, { as: anna, params: { metricId: victim.id } });
          }
          const { kept, counted } = await days(anna);
          expect(kept).toEqual(counted);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe("removing a sample", () => {
  it("removes it from its day and emits an event", async () => {
    const anna = await life.user("anna");
    await store(
      anna,
      [10, 20, 90].map((value, i) => steps(value, `2026-03-02T1${i}:00:00.000Z`, `${i}`)),
    );
    const { data } = (await life.call(list, { as: anna, query: { sort: "measuredAt" } })).body;
    const gone = (i: number) => life.call(remove, { as: anna, params: { metricId: data[i].id } });

    expect((await gone(2)).status).toBe(204);
    expect((await days(anna)).kept).toMatchObject([{ sum: 30, max: 20, count: 2 }]);
    expect((await gone(2)).status).toBe(404);
    expect(life.events(MetricDeleted).filter((one) => one.data.entityId === data[2].id)).toHaveLength(1);

    const foreign = await life.call(remove, { as: await life.user("ben"), params: { metricId: data[0].id } });
    expect(foreign.status).toBe(404);
    expect((await days(anna)).kept).toMatchObject([{ sum: 30, count: 2 }]);

    await gone(0);
    await gone(1);
    expect((await days(anna)).kept).toEqual([]);
  });
});

describe("a series", () => {
  const points = async (as: Person, query: Record<string, string>) =>
    (await life.call(series, { as, query: { metricType: "steps", ...query } })).body.points;

  it("has hours in the user's zone", async () => {
    const anna = await life.user("anna", { timezone: "Asia/Kolkata" });
    await store(anna, [
      steps(1, "2026-03-01T18:29:59.000Z"), // 23:59 of 1 March in Kolkata
      steps(10, "2026-03-01T18:30:00.000Z"),
      steps(20, "2026-03-01T19:29:00.000Z"),
      steps(40, "2026-03-01T19:31:00.000Z"),
      steps(80, "2026-03-02T18:30:00.000Z"), // midnight of the day after
    ]);
    const { status, body } = await life.call(series, {
      as: anna,
      query: { metricType: "steps", bucket: "hour", from: "2026-03-02", to: "2026-03-02" },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      metricType: "steps",
      bucket: "hour",
      from: "2026-03-02",
      to: "2026-03-02",
      unit: "{steps}",
      timezone: "Asia/Kolkata",
      points: [
        { start: "2026-03-01T18:30:00.000Z", sum: 30, min: 10, max: 20, average: 15, count: 2 },
        { start: "2026-03-01T19:30:00.000Z", sum: 40, min: 40, max: 40, average: 40, count: 1 },
      ],
    });
  });

  it("separates the two hours from 2 to 3 when clocks go back", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    await store(anna, [steps(1, "2026-10-25T00:30:00.000Z"), steps(2, "2026-10-25T01:30:00.000Z")]);
    const found = await points(anna, { bucket: "hour", from: "2026-10-25", to: "2026-10-25" });
    expect(found.map((one: { start: string }) => one.start)).toEqual([
      "2026-10-25T00:00:00.000Z",
      "2026-10-25T01:00:00.000Z",
    ]);
  });

  it("has days, ISO weeks and months", async () => {
    const anna = await life.user("anna");
    await store(anna, [
      steps(1, "2026-02-28T10:00:00.000Z"), // Saturday
      steps(2, "2026-03-01T10:00:00.000Z"), // Sunday
      steps(4, "2026-03-02T10:00:00.000Z"), // Monday
      steps(8, "2026-03-02T11:00:00.000Z"),
      steps(16, "2026-03-08T11:00:00.000Z"), // Sunday
    ]);
    const sums = async (bucket: string) =>
      (await points(anna, { bucket, from: "2026-02-01", to: "2026-03-31" })).map(
        (one: { start: string; sum: number }) => [one.start, one.sum],
      );
    expect(await sums("day")).toEqual([
      ["2026-02-28", 1],
      ["2026-03-01", 2],
      ["2026-03-02", 12],
      ["2026-03-08", 16],
    ]);
    expect(await sums("week")).toEqual([
      ["2026-02-23", 3],
      ["2026-03-02", 28],
    ]);
    expect(await sums("month")).toEqual([
      ["2026-02-01", 1],
      ["2026-03-01", 30],
    ]);
    const [week] = (await points(anna, { bucket: "week", from: "2026-03-02", to: "2026-03-08" })) as object[];
    expect(week).toMatchObject({ min: 4, max: 16, count: 3, average: 28 / 3 });
  });

  it("has only the speaker's own samples", async () => {
    const anna = await life.user("anna");
    await store(anna, [steps(1, "2026-03-02T10:00:00.000Z")]);
    const range = { bucket: "day", from: "2026-03-01", to: "2026-03-31" };
    expect(await points(await life.user("ben"), range)).toEqual([]);
  });

  it.each([
    ["hour", "2026-02-01", 400],
    ["hour", "2026-01-31", 400],
    ["hour", "2026-02-02", 200],
    ["day", "2024-03-04", 200],
    ["day", "2024-03-02", 400],
    ["month", "2006-04-01", 200],
    ["month", "2006-01-01", 400],
    ["day", "2026-03-05", 400],
  ])("by %s from %s on is bounded", async (bucket, from, status) => {
    const query = { metricType: "steps", bucket, from, to: "2026-03-04" };
    const answer = await life.call(series, { as: await life.user("anna"), query });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.errors[0].parameter).toBe("to");
  });

  it("needs a range and a known type and bucket", async () => {
    const { status, body } = await life.call(series, {
      as: await life.user("anna"),
      query: { metricType: "mood", bucket: "minute" },
    });
    expect(status).toBe(400);
    expect(body.errors.map((one: { parameter: string }) => one.parameter).toSorted()).toEqual([
      "bucket",
      "from",
      "metricType",
      "to",
    ]);
  });
});

describe("the summary", () => {
  it("has the current values of each metric", async () => {
    const anna = await life.user("anna");
    await store(anna, [
      steps(3000, "2026-02-05T10:00:00.000Z"),
      steps(4000, "2026-02-28T10:00:00.000Z"),
      steps(1000, "2026-03-02T08:00:00.000Z"),
      steps(1000, "2026-03-02T09:00:00.000Z"),
      steps(9999, "2026-03-03T09:00:00.000Z"), // after the day
      { metricType: "weight_kg", value: 70, measuredAt: "2026-01-01T07:00:00.000Z" },
      { metricType: "resting_heart_rate", value: 50, measuredAt: "2026-03-02T07:00:00.000Z" },
      { metricType: "resting_heart_rate", value: 54, measuredAt: "2026-03-02T06:00:00.000Z" },
    ]);
    const { status, body } = await life.call(summary, { as: anna, query: { date: "2026-03-02" } });
    expect(status).toBe(200);
    expect(body).toEqual({
      date: "2026-03-02",
      timezone: "UTC",
      metrics: [
        {
          metricType: "resting_heart_rate",
          unit: "/min",
          daily: "average",
          day: 52,
          average7Days: 52,
          average30Days: 52,
          latest: { value: 50, measuredAt: "2026-03-02T07:00:00.000Z" },
        },
        {
          metricType: "steps",
          unit: "{steps}",
          daily: "sum",
          day: 2000,
          average7Days: 3000,
          average30Days: 3000,
          latest: { value: 1000, measuredAt: "2026-03-02T09:00:00.000Z" },
        },
        {
          metricType: "weight_kg",
          unit: "kg",
          daily: "average",
          day: null,
          average7Days: null,
          average30Days: null,
          latest: { value: 70, measuredAt: "2026-01-01T07:00:00.000Z" },
        },
      ],
    });
  });

  it("is of today by default, and empty without measurements", async () => {
    life.setNow("2026-03-02T23:30:00.000Z");
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    expect((await life.call(summary, { as: anna })).body).toEqual({
      date: "2026-03-03",
      timezone: "Europe/Berlin",
      metrics: [],
    });
  });
});
