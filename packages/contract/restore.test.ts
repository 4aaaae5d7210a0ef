/** Deleted rows can be restored: in every resource that says so, unchanged, by people who may delete them and nobody else. */
import type { SQL } from "drizzle-orm";
import { getTableConfig, PgDialect } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snake } from "#kit/columns";
import { columnsOf } from "#kit/table";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { discoverPillars, together } from "#testing/known-pillars";
import { allTables } from "#testing/rows";
import { type Walk, walk } from "#testing/walk";
import { discover } from "./discover.ts";

const { endpoints } = await discover();
const byName = new Map(endpoints.map((found) => [found.name, found]));
const resources = endpoints
  .filter(({ exportName }) => exportName === "restore")
  .map(({ name }) => name.replace(/\.restore$/, ""));

let life: Harness;
let sweep: Walk;
let eve: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  sweep = await walk(life);
  eve = await life.user("eve");
});
afterAll(() => life.close());

it("is possible wherever a person can delete a row of a table with deletion marks", () => {
  expect(resources.length).toBeGreaterThan(20);
  const followed = endpoints.filter(({ exportName }) => exportName === "changes").map(({ name }) => name);
  const deleted = endpoints
    .filter(({ exportName }) => exportName === "remove")
    .map(({ name }) => name.replace(/\.remove$/, ""));
  const forGood = [...sweep.known.resources].filter(([, known]) => known.deletedForGood).map(([name]) => name);
  // A resource whose rows go for good says why as `deletedForGood` in the testing.ts beside it.
  expect(deleted.filter((name) => !resources.includes(name)).sort()).toEqual(forGood.sort());
  // What can never be deleted can be followed as well.
  const kept = followed.filter((name) => !byName.has(name.replace(/changes$/, "remove")));
  expect(followed.sort()).toEqual([...resources.map((name) => `${name}.changes`), ...kept].sort());
});

it("frees unique values of a deleted row for another row", async () => {
  const taken: string[] = [];
  for (const table of (await allTables()).values()) {
    if (!columnsOf(table).deletedAt) continue;
    const { columns, indexes, uniqueConstraints } = getTableConfig(table);
    const whole = indexes.filter(({ config }) => config.unique && !said(config.where).includes("deleted_at is null"));
    taken.push(...whole.map(({ config }) => config.name!), ...uniqueConstraints.map((one) => one.name!));
    taken.push(...columns.flatMap((column) => (column.isUnique ? [snake(column.uniqueName!)] : [])));
  }
  // A pillar says why a unique index covers deleted rows as `uniqueAmongDeleted` in its testing.ts.
  expect(taken.sort()).toEqual(Object.keys(together(await discoverPillars(), "uniqueAmongDeleted")).sort());
});

const said = (condition: SQL | undefined) =>
  condition ? new PgDialect({ casing: "snake_case" }).sqlToQuery(condition).sql : "";

describe.each(resources)("%s", (name) => {
  const of = (verb: string) => byName.get(`${name}.${verb}`)!;

  it("are restored unchanged, once, with an event", async () => {
    const as = await life.user("anna");
    const { params } = await sweep.request(of("remove"), as);
    const one = { as, params };
    const listed = async () => {
      // Parts of another row are listed below it.
      const { value } = of("list");
      const { body } = await life.call(value, { as, ...(value.path.includes("{") && { params }) });
      return body.data.find(({ id }: { id: string }) => Object.values(params!).includes(id));
    };
    const followed = async () => {
      const { body } = await life.call(of("changes").value, { as });
      return body.data.find(({ id }: { id: string }) => Object.values(params!).includes(id));
    };
    const before = await listed();
    expect((await life.call(of("restore").value, one)).status, "it is there").toBe(404);
    expect((await life.call(of("remove").value, one)).status).toBe(204);
    expect(await listed()).toBeUndefined();
    expect(await followed()).toMatchObject({ deleted: true });
    expect((await life.call(of("restore").value, { as: eve, params })).status, "a stranger").toBe(404);

    const restored = await life.call(of("restore").value, one);
    expect(restored).toMatchObject({ status: 200, body: { id: before.id } });
    const moved = {
      updatedAt: expect.any(String),
      ...(before.version && { version: before.version + 2 }),
      ...sweep.known.resources.get(name)?.restoredWith,
    };
    expect(await listed()).toEqual({ ...before, ...moved });
    expect(await followed()).toMatchObject({ deleted: false, row: { id: before.id } });
    expect(life.published.filter(({ data }) => data.entityId === before.id).at(-1)?.data.action).toBe("restored");
    expect((await life.call(of("restore").value, one)).status, "it is there again").toBe(404);
  });
});
