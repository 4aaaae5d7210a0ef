import { afterAll, beforeAll, expect, it } from "vitest";
import { entities } from "#core/platform/entities.generated";
import { testDb } from "#testing/database";
import { declaredEvents } from "#testing/declared-events";
import { type Harness, harness } from "#testing/harness";
import { discoverPillars } from "#testing/known-pillars";
import { discover } from "./discover.ts";
import { entitiesOf } from "./entities.ts";
import { declaredOperations } from "./streams.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("every noun of an event has rows that a resource holds, or says why not", async () => {
  const nouns = new Set((await declaredEvents()).map(({ entityType }) => entityType));
  const without = new Set((await discoverPillars()).flatMap(({ noRows }) => Object.keys(noRows ?? {})));
  expect([...nouns].filter((noun) => !(noun in entities) && !without.has(noun))).toEqual([]);
  expect([...without].filter((noun) => noun in entities || !nouns.has(noun))).toEqual([]);
});

it("what names a row is a column of its table", async () => {
  for (const [type, { table, title }] of Object.entries(entities))
    if (title)
      await expect(life.database.query(`select id, ${title} from ${table} limit 0`), type).resolves.toEqual([]);
});

it("a path takes the id of the row and nothing else", async () => {
  for (const { path } of Object.values(entitiesOf(declaredOperations(await discover()))))
    expect(path?.match(/\{/g)?.length ?? 0).toBeLessThanOrEqual(1);
});

it("two resources cannot hold the same rows", async () => {
  const operations = declaredOperations(await discover());
  const [tasks] = operations.filter(({ name }) => name === "work.tasks.list");
  expect(() => entitiesOf([...operations, { ...tasks!, name: "work.others.list" }])).toThrow(
    /of the type task are held/,
  );
});
