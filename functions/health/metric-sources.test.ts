/** What several sources have measured, in whose order it counts, and what phones send. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MetricSourcesOrdered, MetricsLogged, MetricsRecounted, MetricsRecountRequested } from "#core/health/events";
import { ruleOf } from "#core/health/metric-types";
import { healthMetrics, metricTypes } from "#core/health/metrics.sql";
import type { Sample } from "#core/health/metrics-known";
import { UserUpdated } from "#core/identity/events";
import { moveMetrics } from "#functions/health/consumers";
import { list as anchors } from "#functions/health/metric-anchors";
import * as Sources from "#functions/health/metric-sources";
import { batch, list, series } from "#functions/health/metrics";
import { recountMetrics } from "#functions/health/workflows";
import { update as updateProfile } from "#functions/identity/me";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { metricDays } from "#testing/metric-days";
import { startWorkflows } from "#testing/workflows";

let life: Harness;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open);
  workflows = await startWorkflows(open.database, [recountMetrics]);
});
afterAll(async () => {
  await workflows.engine.stop();
  await life.close();
});

const send = (as: Person, samples: Partial<Sample>[], more: object = {}) =>
  life.call(batch, { as, body: { ...(samples.length > 0 && { samples }), ...more } });
const walked = (source: string, value: number, from: string, to?: string, more: Partial<Sample> = {}): Sample => ({
  metricType: "steps",
  value,
  measuredAt: `2026-03-02T${from}Z`,
  ...(to && { endedAt: `2026-03-02T${to}Z` }),
  source,
  ...more,
});
/** The sums of days as they are kept, once they are what a brute force says. */
async function sums(person: Person, type = "steps") {
  const { kept, counted } = await metricDays(life.database, person);
  expect(kept).toEqual(counted);
  return kept.filter(({ metric_type }) => metric_type === type).map(({ date, sum }) => [date, sum]);
}
const order = (as: Person, metricType: string | null, sources: string[], headers = {}) =>
  life.call(Sources.order, { as, body: { metricType, sources }, headers });

describe("what several sources have measured", () => {
  it("counts once a minute, for the first of them that has it", async () => {
    const anna = await life.user("anna");
    await send(anna, [
      walked("Phone", 100, "10:00:00.000", "10:10:00.000"),
      walked("Watch", 60, "10:05:00.000", "10:11:00.000"),
    ]);
    // Neither the sum (160), nor the most (100), nor the watch alone (60).
    expect(await sums(anna)).toEqual([["2026-03-02", 110]]);
  });

  it("is parted by minutes at midnight, and its parts add up", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    await send(anna, [walked("Watch", 1, "22:57:00.000", "23:04:00.000")]);
    expect(await sums(anna)).toEqual([
      ["2026-03-02", 0.428571],
      ["2026-03-03", 0.571429],
    ]);
  });

  it("counts by the hour as it does by the day", async () => {
    const anna = await life.user("anna");
    await send(anna, [
      walked("Phone", 120, "10:30:00.000", "12:30:00.000"),
      walked("Watch", 50, "11:00:00.000", "11:30:00.000"),
    ]);
    const { points } = (
      await life.call(series, {
        as: anna,
        query: { metricType: "steps", bucket: "hour", from: "2026-03-02", to: "2026-03-02" },
      })
    ).body;
    expect(points.map((point: { start: string; sum: number }) => [point.start.slice(11, 16), point.sum])).toEqual([
      ["10:00", 30],
      ["11:00", 80],
      ["12:00", 30],
    ]);
  });

  it("is bounded, however much comes in one minute", async () => {
    const anna = await life.user("anna");
    const minute = (from: number) =>
      Array.from({ length: 1_000 }, (_, n) =>
        walked("Watch", 1, `10:00:${String((from + n) % 60).padStart(2, "0")}.000`, undefined, {
          externalId: `${from + n}`,
        }),
      );
    await send(anna, minute(0));
    await send(anna, minute(1_000));
    expect(await sums(anna)).toEqual([["2026-03-02", 2_000]]);
  });

  it("has an end on each day", async () => {
    const anna = await life.user("anna");
    await life.database.query(
      `insert into health_metrics (user_id, metric_type, stage, value, unit, measured_at, ended_at, date, source, external_id)
       select $1, 'sleep', 'deep', 1, 'min', at, at + interval '1 minute', '2026-03-02', 'Watch', n::text
       from generate_series(1, 4999) n, lateral (select '2026-03-02T00:00:00Z'::timestamptz + n * interval '1 second' as at) a`,
      [anna.userId],
    );
    const nap = (externalId: string) => ({
      ...walked("Watch", 0, "12:00:00.000", "12:30:00.000", { externalId }),
      metricType: "sleep" as const,
      stage: "light" as const,
    });
    expect((await send(anna, [nap("a")])).status).toBe(200);
    const refused = await send(anna, [nap("a"), nap("b")]);
    expect(refused).toMatchObject({ status: 409, body: { coded: { code: "day_is_full" } } });
  });

  it("is of no more than two hundred sources", async () => {
    const anna = await life.user("anna");
    const of = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        walked(`App ${n}`, 1, "10:00:00.000", undefined, { metricType: "weight_kg" }),
      );
    expect((await send(anna, of(200))).status).toBe(200);
    expect((await send(anna, of(201))).status).toBe(409);
    expect((await life.call(Sources.list, { as: anna })).body.sources).toHaveLength(200);
  });
});

describe("the order of sources", () => {
  it("has what is worn before other apps, these before the phone, and what was written last, with counts", async () => {
    const anna = await life.user("anna");
    await send(anna, [
      walked("manual", 1, "10:00:00.000"),
      walked("Anna's iPhone", 1, "10:00:00.000"),
      walked("Strava", 1, "10:00:00.000"),
      walked("Anna's Apple Watch", 1, "10:00:00.000"),
      walked("Anna's Apple Watch", 1, "11:00:00.000"),
      { ...walked("Anna's Apple Watch", 60, "12:00:00.000"), metricType: "heart_rate" },
    ]);
    const { body } = await life.call(Sources.list, { as: anna });
    expect(body.orders).toEqual([]);
    expect(body.sources.map((one: Record<string, unknown>) => [one.source, one.kind, one.samples])).toEqual([
      ["Anna's Apple Watch", "worn", 3],
      ["Strava", "other", 1],
      ["Anna's iPhone", "phone", 1],
      ["manual", "manual", 1],
    ]);
    expect(body.sources[0]).toMatchObject({
      lastMeasuredAt: "2026-03-02T12:00:00.000Z",
      metricTypes: [
        { metricType: "heart_rate", samples: 1 },
        { metricType: "steps", samples: 2, lastMeasuredAt: "2026-03-02T11:00:00.000Z" },
      ],
    });
    const one = await life.call(Sources.list, { as: anna, query: { metricType: "heart_rate" } });
    expect(one.body.sources).toHaveLength(1);
  });

  it("changes what counts, at once and for every day before, for a type or for all others", async () => {
    const anna = await life.user("anna");
    const both = [
      walked("Watch", 60, "10:00:00.000", "10:10:00.000"),
      walked("Phone", 100, "10:00:00.000", "10:10:00.000"),
    ];
    const earlier = both.map((one) => ({
      ...one,
      measuredAt: "2024-03-02T10:00:00.000Z",
      endedAt: "2024-03-02T10:10:00.000Z",
    }));
    const flown = both.map((one) => ({ ...one, metricType: "floors_climbed" as const }));
    await send(anna, [...both, ...earlier, ...flown]);
    expect(await sums(anna)).toEqual([
      ["2024-03-02", 60],
      ["2026-03-02", 60],
    ]);

    const first = await order(anna, "steps", ["Phone"]);
    expect(first).toMatchObject({ status: 200, body: { metricType: "steps", sources: ["Phone"], version: 1 } });
    const kept = (await metricDays(life.database, anna)).kept.filter((day) => day.metric_type === "steps");
    expect(kept.map(({ sum }) => sum)).toEqual([60, 100]);
    const told = () => life.events(MetricsRecounted).filter((one) => one.subject === anna.userId).length;
    expect(told()).toBe(0);
    await workflows.run(life.events(MetricSourcesOrdered).at(-1)!);
    expect(told()).toBe(1);
    expect(await sums(anna)).toEqual([
      ["2024-03-02", 100],
      ["2026-03-02", 100],
    ]);
    expect(await sums(anna, "floors_climbed")).toEqual([["2026-03-02", 60]]);

    await order(anna, null, ["Phone", "Watch"]);
    await workflows.run(life.events(MetricSourcesOrdered).at(-1)!);
    expect(await sums(anna, "floors_climbed")).toEqual([["2026-03-02", 100]]);
    expect((await order(anna, "steps", ["Watch"], { "If-Match": first.headers.etag! })).body.version).toBe(2);
    expect((await order(anna, "steps", ["Phone"], { "If-Match": first.headers.etag! })).status).toBe(412);
    const { body } = await life.call(Sources.list, { as: anna });
    expect(body.orders).toEqual([
      { metricType: null, sources: ["Phone", "Watch"], version: 1 },
      { metricType: "steps", sources: ["Watch"], version: 2 },
    ]);
  });

  it("names a source once", async () => {
    const refused = await order(await life.user("anna"), null, ["Watch", "Phone", "Watch"]);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/sources/2" }] } });
  });
});

it("counts by the days of the zone that a person has moved to", async () => {
  const anna = await life.user("anna", { timezone: "Europe/Berlin" });
  await send(anna, [
    walked("Watch", 60, "22:30:00.000", "23:30:00.000"),
    { ...walked("Watch", 70, "23:30:00.000"), metricType: "weight_kg" },
  ]);
  expect(await sums(anna)).toEqual([
    ["2026-03-02", 30],
    ["2026-03-03", 30],
  ]);
  await life.call(updateProfile, { as: anna, body: { timezone: "America/New_York" } });
  const moved = life.events(UserUpdated).filter((one) => one.subject === anna.userId);
  expect(await life.deliver(moveMetrics, moved)).toEqual([]);
  await workflows.run(life.events(MetricsRecountRequested).at(-1)!);
  expect(await sums(anna)).toEqual([["2026-03-02", 60]]);
  const { data } = (await life.call(list, { as: anna, query: { date: "2026-03-02" } })).body;
  expect(data).toHaveLength(2);
  expect(data[0].version).toBe(1);
});

describe("a batch of a phone", () => {
  it("knows a sample by its device, end and stage too, and corrects it", async () => {
    const anna = await life.user("anna");
    const one = walked("Watch", 10, "10:00:00.000", "10:05:00.000", {
      device: "<<HKDevice: 0x2815c1f40>, name:Watch, model:Watch7,1>",
    });
    expect((await send(anna, [one])).body.added).toBe(1);
    // The same device, at another address of memory.
    const again = { ...one, device: "<<HKDevice: 0x28aaaa440>, name:Watch, model:Watch7,1>" };
    expect((await send(anna, [again])).body.duplicates).toBe(1);
    expect((await send(anna, [{ ...again, value: 12 }])).body.updated).toBe(1);
    expect((await send(anna, [{ ...one, endedAt: "2026-03-02T10:06:00.000Z" }])).body.added).toBe(1);
    expect((await send(anna, [{ ...one, device: "another" }])).body.added).toBe(1);
    const { data } = (await life.call(list, { as: anna })).body;
    expect(data.map((row: Sample) => row.device)).toContain("name:Watch, model:Watch7,1");
  });

  it.each<[string, number, string, number]>([
    ["weight_kg", 150, "lb", 68.0388555],
    ["distance_m", 2, "mi", 3_218.688],
    ["active_calories", 418.4, "kJ", 100],
    ["body_temperature", 98.6, "degF", 37],
    ["blood_glucose", 5, "mmol/L", 90.078],
    ["body_fat_pct", 0.21, "1", 21],
    ["water_ml", 0.5, "L", 500],
    ["height_cm", 1.81, "m", 181],
  ])("has %s in the unit of its type", async (metricType, value, unit, stored) => {
    const anna = await life.user("anna");
    const sample = { metricType, value, unit, measuredAt: "2026-03-02T10:00:00.000Z" } as Sample;
    expect((await send(anna, [sample])).status).toBe(200);
    const { data } = (await life.call(list, { as: anna })).body;
    expect(data[0].value).toBe(stored);
    expect((await send(anna, [sample])).body.duplicates).toBe(1);
  });

  it.each<[string, Partial<Sample>, string]>([
    ["ends before it starts", { endedAt: "2026-03-02T09:59:59.999Z" }, "endedAt"],
    ["goes on for more than two days", { endedAt: "2026-03-04T10:00:00.001Z" }, "endedAt"],
    ["has a unit that does not exist", { unit: "furlongs" }, "unit"],
    ["has no value", { value: undefined }, "value"],
    ["is colder than nothing", { metricType: "body_temperature", value: 3, unit: "degF" }, "value"],
    ["has a stage and is no sleep", { stage: "deep" }, "stage"],
    ["is sleep without an end", { metricType: "sleep", stage: "deep" }, "endedAt"],
    ["is sleep without a stage", { metricType: "sleep", endedAt: "2026-03-02T11:00:00.000Z" }, "stage"],
    ["is before the year 1", { measuredAt: "0000-12-31T23:59:59.999Z" }, "measuredAt"],
  ])("is refused when a sample %s", async (_, wrong, field) => {
    const anna = await life.user("anna");
    const refused = await send(anna, [
      walked("Watch", 1, "10:00:00.000"),
      { ...walked("Watch", 1, "10:00:00.000"), ...wrong },
    ]);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: `#/samples/1/${field}` }] } });
    expect(await life.count(healthMetrics, `user_id = '${anna.userId}'`)).toBe(0);
  });

  it("counts in the first and the last year that can be named", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const of = (measuredAt: string, endedAt?: string) => ({
      ...walked("Watch", 8, "10:00:00.000"),
      measuredAt,
      endedAt,
    });
    await send(anna, [
      of("0001-01-01T00:00:00.000Z"),
      of("0001-01-01T04:00:00.000Z", "0001-01-01T05:30:00.000Z"),
      of("9999-12-31T23:00:00.000Z", "9999-12-31T23:59:59.999Z"),
    ]);
    const days = await life.database.query<{ date: string; sum: number }>(
      "select date::text, sum::float8 from health_metric_days where user_id = $1 order by date",
      [anna.userId],
    );
    expect(days).toEqual([
      { date: "0001-01-01", sum: 16 },
      { date: "9999-12-31", sum: 8 },
    ]);
  });

  it("deletes what its source has deleted, and what it sends with that comes afterwards", async () => {
    const anna = await life.user("anna");
    const [a, b, c] = ["a", "b", "c"].map((externalId, n) =>
      walked(n === 2 ? "Phone" : "Watch", 10, `1${n}:00:00.000`, undefined, { externalId }),
    );
    await send(anna, [a!, b!, c!]);
    const { body } = await send(anna, [{ ...b!, value: 7 }], {
      deleted: [
        { externalId: "a" },
        { source: "Watch", externalId: "b" },
        { source: "Watch", externalId: "c" },
        { externalId: "unknown" },
      ],
    });
    expect(body).toEqual({ received: 1, added: 0, updated: 1, duplicates: 0, deleted: 1 });
    expect(await sums(anna)).toEqual([["2026-03-02", 17]]);
    const told = life.events(MetricsLogged).filter((one) => one.subject === anna.userId);
    expect(told.at(-1)!.data.payload).toEqual({ count: 0, updated: 1, metricTypes: ["steps"], deleted: 1 });
    expect((await send(anna, [], { deleted: [{ externalId: "a" }] })).body.deleted).toBe(0);
    const { body: left } = await life.call(Sources.list, { as: anna });
    expect(left.sources.map((one: { source: string; samples: number }) => [one.source, one.samples])).toEqual([
      ["Watch", 1],
      ["Phone", 1],
    ]);
    // Nobody deletes what is somebody else's.
    await send(await life.user("ben"), [], { deleted: [{ externalId: "b" }] });
    expect(await sums(anna)).toEqual([["2026-03-02", 17]]);
  });

  it("keeps how far the phone has sent, and is refused when another one has sent more", async () => {
    const anna = await life.user("anna");
    const upload = (value: number, anchor: object) =>
      send(anna, [walked("Watch", value, "10:00:00.000")], { anchor: { source: "phone", ...anchor } });
    expect((await upload(1, { anchor: "one", after: null })).status).toBe(200);
    expect((await upload(2, { anchor: "two", after: "one" })).status).toBe(200);
    // It comes again, because its answer was lost.
    expect((await upload(2, { anchor: "two", after: "one" })).status).toBe(200);
    const stale = await upload(3, { anchor: "three", after: "one" });
    expect(stale).toMatchObject({ status: 409, body: { coded: { code: "anchor_moved" } } });
    expect(await sums(anna)).toEqual([["2026-03-02", 2]]);
    const stored = async () =>
      (await life.call(anchors, { as: anna })).body.data.map((one: { source: string; anchor: string }) => [
        one.source,
        one.anchor,
      ]);
    expect(await stored()).toEqual([["phone", "two"]]);
    // Health Connect's tokens end after a month: the phone begins anew.
    expect((await send(anna, [], { anchor: { source: "phone", anchor: "new", after: null } })).status).toBe(200);
    expect(await stored()).toEqual([["phone", "new"]]);
    expect((await life.call(anchors, { as: await life.user("ben") })).body.data).toEqual([]);
  });

  it("may have nothing in it", async () => {
    const { status, body } = await send(await life.user("anna"), []);
    expect([status, body]).toEqual([200, { received: 0, added: 0, updated: 0, duplicates: 0, deleted: 0 }]);
  });
});

it("follows the rule of each type in the database as well", async () => {
  const rules = await life.database.query<{ type: string; rule: string }>(
    "select type, metric_rule(type) as rule from unnest($1::text[]) type",
    [[...metricTypes]],
  );
  expect(rules).toEqual(metricTypes.map((type) => ({ type, rule: ruleOf(type) })));
});
