import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import * as platform from "./platform-tables.ts";

const packages = path.resolve(import.meta.dirname, "../..");
const named = Object.values(platform).map((one): string => (is(one, PgTable) ? getTableName(one) : one));

/** Every table that core declares. */
const tables = new Set(
  globSync("core/src/**/*.sql.ts", { cwd: packages }).flatMap((file) =>
    [
      ...readFileSync(path.join(packages, file), "utf8").matchAll(
        /= (?:owned|shared|household|child|service|custom)\(\s*"([a-z_]+)"/g,
      ),
    ].map(([, name]) => name!),
  ),
);

/** The tables that a source names where SQL names one, or that it declares a part of. */
function tablesIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/(?:\b(?:from|into|join|update|only|table)\s+|\bpgTable\(\s*|= (?="))["(]*([a-z_]+)\b/gi)]
    .map(([, name]) => name!)
    .filter((name) => tables.has(name));
}

describe("the tables that kit needs", () => {
  it("are there", () => {
    expect(tables.size).toBeGreaterThan(50);
    expect(named.filter((name) => !tables.has(name))).toEqual([]);
  });

  it("are all that it names, and named in one file", () => {
    const sources = globSync("src/*.ts", { cwd: path.join(packages, "kit") }).filter(
      (file) => !/\.(test|fixture|test-d)\.ts$/.test(file),
    );
    const found = sources.flatMap((file) =>
      tablesIn(readFileSync(path.join(packages, "kit", file), "utf8")).map((name) => `${path.basename(file)} ${name}`),
    );
    expect(found.toSorted()).toEqual(named.map((name) => `platform-tables.ts ${name}`).toSorted());
  });

  it("would be found in SQL, however it is written", () => {
    expect(tablesIn("sql`select id from tasks t JOIN meals on true`")).toEqual(["tasks", "meals"]);
    expect(tablesIn("insert into events (id); delete from\n  audit_logs")).toEqual(["events", "audit_logs"]);
    expect(tablesIn('const stand = pgTable("users", {})')).toEqual(["users"]);
    expect(tablesIn("/* from tasks */ const tasks = 1;\n  // from meals")).toEqual([]);
  });
});
