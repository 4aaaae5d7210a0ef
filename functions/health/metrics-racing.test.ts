/** The result of overlapping batches and deletions, on a server with many connections. */
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MetricsLogged } from "#core/health/events";
import * as Metrics from "#core/health/metrics";
import type { Sample } from "#core/health/metrics-known";
import { list } from "#functions/health/metrics";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";

let open: Awaited<ReturnType<typeof serverDb>>;
let life: Harness;
beforeAll(async () => {
  open = await serverDb();
  life = await harness(open);
});
afterAll(() => life.close());

const sample = (n: number): Sample => ({
  metricType: "steps",
  value: n,
  measuredAt: `2026-03-0${1 + (n % 3)}T10:00:00.000Z`,
  source: "oura",
  externalId: `s${n}`,
});

/** The stored daily summaries beside those calculated from the samples. */
async function days(person: Person) {
  const kept = `select date::text, sum::float8, min::float8, max::float8, count from health_metric_days
    where user_id = $1 order by 1`;
  const counted = `select date::text, sum(value)::float8, min(value)::float8, max(value)::float8, count(*)::int
    from health_metrics where user_id = $1 group by 1 order by 1`;
  return {
    kept: await life.database.query(kept, [person.userId]),
    counted: await life.database.query(counted, [person.userId]),
  };
}

// The verbs are called directly: requests of one person are serialized by their rate limit, consumers and imports are not.
it("counts every sample once, in any order", async () => {
  const anna = await life.user("anna");
  const before = await Metrics.writeSamples(life.as(anna), [100, 101, 102, 103].map(sample));
  const { data } = (await life.call(list, { as: anna })).body;
  const batches = Array.from({ length: 6 }, (_, i) => Array.from({ length: 12 }, (_, j) => sample(i * 6 + j)));

  const [logged] = await Promise.all([
    Promise.allSettled(
      batches.map((samples, i) => Metrics.writeSamples(life.as(anna), i % 2 ? samples : samples.toReversed())),
    ),
    ...data.map((row: { id: string }) => Metrics.remove(life.as(anna), row.id)),
  ]);

  const { kept, counted } = await days(anna);
  expect(kept).toEqual(counted);
  const stored = logged.filter((one) => one.status === "fulfilled").map((one) => one.value);
  const added = stored.reduce((sum, one) => sum + one.added, 0);
  expect(counted.reduce((sum, row) => sum + Number(row.count), 0)).toBe(added);
  const told = life.events(MetricsLogged).reduce((sum, one) => sum + Number(one.data.payload.count), 0);
  expect(told).toBe(added + before.added);
  // A batch that was overtaken too often has stored nothing and fails.
  expect(stored.length).toBeGreaterThan(0);
  for (const one of logged) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "LF005" });
});

it("stores a sample without an external id once, however many requests send it at the same time", async () => {
  const anna = await life.user("anna");
  const batches = Array.from({ length: 6 }, (_, i) =>
    Array.from(
      { length: 8 },
      (__, n): Sample => ({
        metricType: "steps",
        value: i * 100 + n,
        measuredAt: `2026-03-0${1 + (n % 3)}T1${n}:00:00.000Z`,
      }),
    ),
  );
  const logged = await Promise.allSettled(batches.map((samples) => Metrics.writeSamples(life.as(anna), samples)));

  const { kept, counted } = await days(anna);
  expect(kept).toEqual(counted);
  expect(counted.reduce((sum, row) => sum + Number(row.count), 0)).toBe(8);
  const stored = logged.flatMap((one) => (one.status === "fulfilled" ? [one.value.added] : []));
  expect(stored.reduce((sum, added) => sum + added, 0)).toBe(8);
});

it.each([
  ["all without an id", () => undefined],
  ["all with one id", () => "n1"],
  ["some with and some without", (i: number) => (i % 2 ? "n1" : undefined)],
] as const)("stores one of 20 equal samples that come at the same time, %s", async (_, idOf) => {
  const anna = await life.user("anna");
  const night = (i: number): Sample => ({
    metricType: "sleep_hours",
    value: 7.5,
    measuredAt: "2026-03-02T06:00:00.000Z",
    source: "oura",
    externalId: idOf(i),
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => Metrics.writeSamples(life.as(anna), [night(i)])),
  );
  expect(answers.reduce((sum, one) => sum + one.added, 0)).toBe(1);
  const { kept, counted } = await days(anna);
  expect(kept).toEqual(counted);
  expect(counted).toMatchObject([{ sum: 7.5, count: 1 }]);
});

it("removes both of two samples that are deleted at the same time from their day", async () => {
  const anna = await life.user("anna");
  await Metrics.writeSamples(life.as(anna), [0, 3, 6].map(sample));
  const { data } = (await life.call(list, { as: anna })).body;
  const doomed = data.slice(0, 2) as { id: string }[];

  // A third connection locks the day until both deletions wait for it.
  const holder = new pg.Client({ connectionString: open.ownerUrl });
  await holder.connect();
  await holder.query("begin");
  await holder.query("select 1 from health_metric_days where user_id = $1 for update", [anna.userId]);
  const removing = Promise.all(doomed.map(({ id }) => Metrics.remove(life.as(anna), id)));
  await eventually(async () => {
    const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    expect(await life.database.query(waiting)).toHaveLength(2);
  });
  await holder.query("commit");
  await holder.end();

  await removing;
  const { kept, counted } = await days(anna);
  expect(kept).toEqual(counted);
  expect(counted).toMatchObject([{ count: 1 }]);
});
