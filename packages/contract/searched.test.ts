/** What the search is told of tables is so, and no table with a title was forgotten. */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, it } from "vitest";
import { entities } from "#core/platform/entities.generated";
import { metaOf, snake } from "#kit/columns";
import { accessOf } from "#kit/table-access";
import { discoverPillars } from "#testing/known-pillars";
import { projectRoot } from "./discover.ts";
import { searchedOfAll } from "./searched-list.ts";

const files = globSync("packages/core/src/**/*.sql.ts", { cwd: projectRoot }).sort();
const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(projectRoot, file)).href)));
const tables = new Map(
  modules
    .flatMap((module) => Object.values(module as Record<string, unknown>))
    .filter((one): one is PgTable => is(one, PgTable) && accessOf.has(one))
    .map((table) => [getTableConfig(table).name, table]),
);
const declared = await searchedOfAll();

it("every table with a title is searched, or its pillar says why not", async () => {
  const excused = Object.fromEntries(
    (await discoverPillars()).flatMap(({ unsearched = {} }) => Object.entries(unsearched)),
  );
  const searched = new Set(declared.map(({ table }) => table));
  const titled = [...tables]
    .filter(([, table]) => accessOf.get(table)?.kind !== "service")
    .filter(
      ([, table]) =>
        accessOf.get(table)?.title !== undefined || getTableConfig(table).columns.some(({ name }) => name === "title"),
    )
    .map(([name]) => name);
  expect(titled.filter((name) => !searched.has(name) && !(name in excused))).toEqual([]);
  // What is searched, or has no title, needs no excuse.
  expect(Object.keys(excused).filter((name) => searched.has(name) || !titled.includes(name))).toEqual([]);
});

it.each(declared.map((one) => [one.type, one] as const))(
  "what is searched of a %s is there, and is not encrypted",
  (type, one) => {
    const table = tables.get(one.table);
    expect(table, one.table).toBeDefined();
    const columns = new Map(getTableConfig(table!).columns.map((column) => [snake(column.name), column]));
    const said = one.texts.map((text) => (typeof text === "string" ? text : text.column));
    for (const name of [one.title, ...said, ...(one.tags ? [one.tags] : []), ...one.at]) {
      expect([...columns.keys()], name).toContain(name);
      const column = columns.get(name)!;
      expect(metaOf(column)?.kind, name).not.toMatch(/encrypted|sealed|internal/);
      expect(metaOf(column), name).not.toMatchObject({ secret: true });
    }
    // What is found can be opened where events tell of it by the same type.
    if (Object.hasOwn(entities, type)) expect(entities[type]).toMatchObject({ table: one.table, pillar: one.pillar });
  },
);
