/**
 * Creates a row in any table, for tests that need one: from the declaration of the table, with the values that its columns
 * require and the rows that they refer to.
 */
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { getTableName, is } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { type ColumnMeta, metaOf, snake } from "#kit/columns";
import { columnsOf } from "#kit/table";
import type { Harness, Person } from "#testing/harness";
import { discoverPillars, type KnownPillar } from "#testing/known-pillars";
import { jsonOf } from "#testing/walk";
import { projectRoot } from "../contract/discover.ts";
import { exampleOf } from "../contract/example.ts";

let declared: Promise<Map<string, PgTable>> | undefined;

/** Every declared table by its name in the database. */
export function allTables(): Promise<Map<string, PgTable>> {
  declared ??= readTables();
  return declared;
}

async function readTables(): Promise<Map<string, PgTable>> {
  const core = path.join(projectRoot, "packages/core/src");
  const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sql.ts"));
  const modules = await Promise.all(files.sort().map((file) => import(pathToFileURL(path.join(core, file)).href)));
  const found = modules.flatMap((module) => Object.values(module as object).filter((value) => is(value, PgTable)));
  return new Map(found.map((table) => [getTableName(table), table]));
}

/** The tables that columns refer to: `lifeDomainId` → life_domains. */
export function targetsOf(table: PgTable): Record<string, string> {
  const keys = Object.entries(columnsOf(table));
  return Object.fromEntries(
    getTableConfig(table).foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference();
      const found = columns.length === 1 && keys.find(([, column]) => column === columns[0]);
      return found ? [[found[0], getTableName(foreignTable)]] : [];
    }),
  );
}

export interface Rows {
  tables: Map<string, PgTable>;
  /** The id of a row of the person, or of their household; created at the first call. */
  idOf(table: string, person: Person): Promise<string>;
  /** Makes one more row, with these values by key, and yields its id. */
  make(table: string, person: Person, given?: Record<string, unknown>): Promise<string>;
}

export async function rows(life: Harness): Promise<Rows> {
  const tables = await allTables();
  const needs: NonNullable<KnownPillar["needs"]> = Object.assign(
    {},
    ...(await discoverPillars()).map((pillar) => pillar.needs),
  );
  const made = new Map<string, Promise<string>>();

  function idOf(name: string, person: Person): Promise<string> {
    if (name === "users") return Promise.resolve(person.userId);
    if (name === "households") return Promise.resolve(person.householdId);
    const key = `${person.userId} ${name}`;
    if (!made.has(key)) made.set(key, make(name, person));
    return made.get(key)!;
  }

  async function make(name: string, person: Person, wanted: Record<string, unknown> = {}): Promise<string> {
    const table = tables.get(name)!;
    const given = { ...needs[name], ...wanted };
    const targets = targetsOf(table);
    const values: Record<string, unknown> = {};
    for (const [key, column] of Object.entries(columnsOf(table))) {
      if (key in given) values[key] = given[key];
      else if (key === "householdId") values[key] = person.householdId;
      else if (key === "isShared") values[key] = true;
      else if (key === "userId" || key === "createdBy") values[key] = person.userId;
      else if (column.notNull && !column.hasDefault && !column.generated)
        values[key] = targets[key] ? await idOf(targets[key], person) : plausible(key, column);
    }
    const names = Object.keys(values).map(snake).join(", ");
    const places = Object.keys(values).map((_, at) => `$${at + 1}`);
    const [row] = await life.database.query<{ id: string }>(
      `insert into ${name} (${names}) values (${places.join(", ")}) returning id`,
      Object.values(values),
    );
    return row!.id;
  }

  return { tables, idOf, make };
}

/** The example of a field of this name, or else any text in the form that its column asks for. */
const inForm = (example: unknown, form: RegExp | undefined): unknown =>
  form === undefined || form.test(String(example)) ? example : fc.sample(fc.stringMatching(form), 1)[0];

function plausible(key: string, column: PgColumn): unknown {
  const meta: ColumnMeta | undefined = metaOf(column);
  switch (meta?.kind) {
    case "text":
      return meta.format === "email"
        ? `${randomUUID()}@example.com`
        : meta.format || meta.pattern || key === "cronExpression"
          ? inForm(exampleOf({ type: "string" }, undefined, key), meta.pattern?.regex)
          : randomUUID().slice(0, Math.min(36, meta.maxLength));
    case "enum":
      return meta.ranked ? 0 : meta.values[0];
    case "json":
      return JSON.stringify(exampleOf(jsonOf(meta.schema)));
    case "instant":
      return "2026-03-02T12:30:00.000Z";
    case "day":
      return "2026-03-01";
    case "time":
      return "09:00";
    case "integer":
    case "numeric":
      return Math.max(1, meta.min ?? 1);
    case "bigint":
      return 1;
    case "strings":
    case "ids":
    case "instants":
      return "{}";
    case "encrypted":
      return Buffer.from(randomUUID());
    default:
      return column.columnType === "PgBoolean" ? false : randomUUID();
  }
}
