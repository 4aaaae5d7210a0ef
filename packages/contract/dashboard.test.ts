/**
 * The dashboard combines the parts that the pillars declare, and its snapshot is never stale: `npm test` tries some of the operations that write,
 * `npm run test:sweep` all.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changersOf, type DashboardPart } from "#core/platform/dashboard-part";
import { pillars } from "#core/platform/dashboard-parts.generated";
import { get } from "#functions/platform/dashboard";
import { testDb } from "#testing/database";
import { declaredEvents } from "#testing/declared-events";
import { expectedStatus } from "#testing/expected";
import { type Harness, harness, type Person } from "#testing/harness";
import { OPERATIONS, someOf } from "#testing/sampled";
import { type Walk, walk } from "#testing/walk";
import { discover } from "./discover.ts";

const { endpoints } = await discover();
const parts = Object.entries<Record<string, DashboardPart>>(pillars).flatMap(([pillar, own]) =>
  Object.entries(own).map(([name, part]) => [name, pillar, part] as const),
);

describe("a part of the dashboard", () => {
  it("has a unique name", () => {
    const frame = ["date", "timezone", "weekStart", "hidden", "generatedAt", "cached"];
    const names = [...frame, ...parts.map(([name]) => name)];
    expect(names.filter((name, at) => names.indexOf(name) !== at || !/^[a-z]\w*$/i.test(name))).toEqual([]);
  });

  it.each(parts)("%s has an empty value that fits its schema", (_, __, { shape, empty }) => {
    expect(shape.safeParse(empty)).toMatchObject({ success: true, data: empty });
  });

  it.each(parts)(
    "%s is changed by declared events of %s alone, which whoever may read it sees",
    async (_, pillar, part) => {
      const own = new Set(
        (await declaredEvents()).filter((one) => one.pillar === pillar).map(({ type }): string => type),
      );
      expect((changersOf(part) ?? []).filter((type) => !own.has(type))).toEqual([]);
    },
  );
});

describe("the snapshot of the dashboard", () => {
  let life: Harness;
  let sweep: Walk;
  beforeAll(async () => {
    life = await harness(await testDb(), { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
    sweep = await walk(life);
  });
  afterAll(() => life.close());

  async function figures(as: Person) {
    const { cached, generatedAt, ...rest } = (await life.call(get, { as })).body;
    return rest;
  }

  const writing = endpoints.filter(
    ({ name, value }) => value.method !== "GET" && value.access === "user" && name.split(".")[0]! in pillars,
  );
  const changes = someOf("operations", writing, OPERATIONS / 3).map((found) => [found.name, found] as const);
  it.each(changes)("equals a new one after %s", async (_, found) => {
    const anna = await life.user("anna");
    const request = await sweep.request(found, anna);
    await figures(anna);
    expect((await life.call(found.value, request)).status).toBe(expectedStatus(found, sweep.known));
    const kept = await figures(anna);
    await life.database.query("delete from cache_entries where key like $1", [`user:${anna.userId}:snapshot:%`]);
    expect(kept).toEqual(await figures(anna));
  });
});
