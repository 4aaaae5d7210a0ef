/** A table with a column of every type, for the tests of kit: what it proves must not depend on what a pillar happens to have. */
import { getTableName, type SQL } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgDialect, type PgTable, unique } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import type { Database } from "#local/database";
import {
  asciiCaseless,
  bigint,
  boolean,
  day,
  encrypted,
  ids,
  instant,
  instants,
  integer,
  json,
  numeric,
  oneOf,
  ranked,
  smallint,
  snake,
  strings,
  text,
  time,
  uuid,
  versioned,
} from "./columns.ts";
import { crud } from "./crud.ts";
import { crudEvents } from "./event.ts";
import { shared } from "./table.ts";

export const samples = shared(
  "samples",
  {
    title: text(200).notNull(),
    email: asciiCaseless(320, { format: "email" }),
    website: text(2_000, { format: "url" }),
    state: oneOf("open", "closed").notNull().default("open"),
    priority: ranked("low", "medium", "high"),
    dueAt: instant(),
    onDay: day(),
    atTime: time(),
    count: integer({ min: 0, max: 1_000 }),
    small: smallint(),
    amountCents: bigint(),
    weightKg: numeric({ min: -1e6, max: 1e6 }),
    facts: json(z.record(z.string(), z.unknown())),
    tags: strings(20, 50),
    links: ids(20),
    moments: instants(20),
    done: boolean().notNull().default(false),
    otherId: uuid(),
    secret: encrypted(500),
    ...versioned(),
  },
  (t) => [unique("samples_email").on(t.userId, t.email)],
);

export const WRITABLE = [
  "householdId",
  "title",
  "email",
  "website",
  "state",
  "priority",
  "dueAt",
  "onDay",
  "atTime",
  "count",
  "small",
  "amountCents",
  "weightKg",
  "facts",
  "tags",
  "links",
  "moments",
  "done",
  "otherId",
  "secret",
] as const;

export const SampleEvents = crudEvents("kit.sample", { title: z.string(), dueAt: z.nullish(z.iso.datetime()) });

export const samplesCrud = crud("/v1/kit/samples", samples, {
  write: WRITABLE,
  filter: [
    "title",
    "email",
    "state",
    "priority",
    "dueAt",
    "onDay",
    "count",
    "amountCents",
    "weightKg",
    "tags",
    "done",
    "otherId",
    "householdId",
  ],
  sort: ["title", "email", "priority", "dueAt", "onDay", "atTime", "count", "amountCents", "weightKg", "done"],
  include: ["secret"],
  emits: SampleEvents,
});

/** Creates the table as a migration would: columns, checks, policies, and what secure_tables() makes of them. */
export async function createSamples(database: Database): Promise<void> {
  await createTable(database, samples);
}

export async function createTable(database: Database, table: PgTable): Promise<void> {
  const { name, columns, checks, policies, uniqueConstraints, foreignKeys } = getTableConfig(table);
  const inline = (query: SQL) => new PgDialect({ casing: "snake_case" }).sqlToQuery(query.inlineParams()).sql;
  const lines = columns.map((column) =>
    [snake(column.name), column.getSQLType(), ...rulesOf(column, inline)].join(" "),
  );
  lines.push(...checks.map((check) => `constraint ${check.name} check (${inline(check.value as never)})`));
  lines.push(
    ...uniqueConstraints.map(
      (one) => `constraint ${one.name} unique (${one.columns.map((column) => snake(column.name)).join(", ")})`,
    ),
  );
  for (const key of foreignKeys) {
    const { columns: from, foreignTable } = key.reference();
    lines.push(
      `foreign key (${snake(from[0]!.name)}) references ${getTableName(foreignTable)} on delete ${key.onDelete}`,
    );
  }
  await database.exec(`create table ${name} (${lines.join(", ")})`);
  await database.exec(`alter table ${name} enable row level security`);
  for (const policy of policies) {
    const using = policy.using ? ` using (${inline(policy.using as never)})` : "";
    const check = policy.withCheck ? ` with check (${inline(policy.withCheck as never)})` : "";
    await database.exec(`create policy ${policy.name} on ${name} for ${policy.for} to lifeos_app${using}${check}`);
  }
  await database.exec("select secure_tables()");
}

function rulesOf(column: PgColumn, inline: (query: SQL) => string): string[] {
  const value = column.default;
  const text =
    value === undefined
      ? undefined
      : typeof value === "object" && value !== null && "getSQL" in value
        ? inline(value as never)
        : `'${column.mapToDriverValue(value)}'`;
  return [
    column.primary ? "primary key" : "",
    column.notNull ? "not null" : "",
    text === undefined ? "" : `default ${text}`,
  ];
}
