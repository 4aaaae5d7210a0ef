/** What batches and removals that overlap leave behind, on a server with many connections. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { MetricsLogged } from "#core/health/events";
import { batch, list, remove } from "#functions/health/metrics";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const sample = (n: number) => ({
  metricType: "steps",
  value: n,
  measuredAt: `2026-03-0${1 + (n % 3)}T10:00:00.000Z`,
  source: "oura",
  externalId: `s${n}`,
});

it("counts every sample once, whoever comes first", async () => {
  const anna = await life.user("anna");
  const before = [100, 101, 102, 103].map(sample);
  await life.call(batch, { as: anna, body: { samples: before } });
  const { data } = (await life.call(list, { as: anna })).body;

  const answers = await Promise.all([
    ...Array.from({ length: 6 }, (_, i) =>
      life.call(batch, { as: anna, body: { samples: Array.from({ length: 12 }, (_, j) => sample(i * 6 + j)) } }),
    ),
    ...data.map((row: { id: string }) => life.call(remove, { as: anna, params: { metricId: row.id } })),
  ]);

  // A batch that others overtook again and again says so; it has stored nothing and may be sent again.
  const stored = answers.slice(0, 6).filter((one) => one.status === 200);
  expect(stored.length).toBeGreaterThan(0);
  expect(answers.slice(0, 6).every((one) => one.status === 200 || one.status === 409)).toBe(true);
  expect(answers.slice(6).map((one) => one.status)).toEqual([204, 204, 204, 204]);
  const kept = await life.database.query(
    "select date::text, sum::float8, min::float8, max::float8, count from health_metric_days where user_id = $1 order by 1",
    [anna.userId],
  );
  const counted = await life.database.query(
    `select date::text, sum(value)::float8, min(value)::float8, max(value)::float8, count(*)::int from health_metrics
     where user_id = $1 group by 1 order by 1`,
    [anna.userId],
  );
  expect(kept).toEqual(counted);
  const added = stored.reduce((sum, one) => sum + one.body.added, 0);
  expect(counted.reduce((sum, row) => sum + Number(row.count), 0)).toBe(added);
  const told = life.events(MetricsLogged).reduce((sum, one) => sum + Number(one.data.payload.count), 0);
  expect(told).toBe(added + before.length);
});
