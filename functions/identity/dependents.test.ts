import { afterAll, beforeAll, expect, it } from "vitest";
import { list as listMetrics, batch as logMetrics } from "#functions/health/metrics";
import { create, list, remove, restore } from "#functions/identity/dependents";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("a dependent who was deleted comes back with what is known of them", async () => {
  const anna = await life.user("anna");
  const { body: byron } = await life.call(create, { as: anna, body: { name: "Byron", birthDate: "2019-05-12" } });
  const sample = { metricType: "weight_kg", value: 20, measuredAt: "2026-03-01T08:00:00Z", dependentId: byron.id };
  expect((await life.call(logMetrics, { as: anna, body: { samples: [sample] } })).status).toBe(200);
  const params = { dependentId: byron.id };
  expect((await life.call(remove, { as: anna, params })).status).toBe(204);
  expect((await life.call(list, { as: anna })).body.data).toEqual([]);
  expect((await life.call(restore, { as: anna, params })).body).toMatchObject({
    name: "Byron",
    birthDate: "2019-05-12",
  });
  const { body } = await life.call(listMetrics, { as: anna, query: { dependentId: byron.id } });
  expect(body.data).toMatchObject([{ value: 20 }]);
});
