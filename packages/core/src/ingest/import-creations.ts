/** The rows that a flight of an import creates: each with an event of its own, or together with one for all. */
import { getTableName, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Importing, Item } from "#core/ingest/import-decisions";
import { type Creation, ROWS_A_FLIGHT, type Target } from "#core/ingest/importer";
import type { Job } from "#core/ingest/imports";
import { emit } from "#kit/change";
import { insertMany } from "#kit/change-many";
import { isSql, type Values } from "#kit/change-statement";
import { snake } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { columnsOf } from "#kit/table";

/** A row to create, and the place of the unit that it is of. */
type Made = Creation & { position: number };

export function creations({ ctx, job, reading: { targets } }: Importing, items: readonly Item[]): Query[] {
  const made = items.flatMap(createdBy);
  return Object.entries(targets).flatMap(([name, target]) => {
    const own = made.filter((one) => one.create === name);
    const { table, emits, emitsTogether, parts = {} } = target;
    const apart = new Set(emitsTogether ? own.filter(({ isToldOf }) => isToldOf) : own);
    return [
      ...portions([...apart]).map((some) =>
        insertMany(ctx, table, some.map(valuesOf), { isUnread: true, emits: emits && { event: emits.created } }),
      ),
      ...sharedAlike(own.filter((one) => !apart.has(one))).flatMap((alike) =>
        portions(alike).flatMap((some) => together(ctx, job, target, some)),
      ),
      ...Object.entries(parts).flatMap(([part, partTable]) =>
        portions(own.flatMap((one) => one.parts?.[part] ?? [])).map((some) =>
          insertMany(ctx, partTable, some, { isUnread: true }),
        ),
      ),
    ];
  });
}

const createdBy = ({ position, decision }: Item): Made[] =>
  decision.action === "write" ? decision.writes.flatMap((one) => ("create" in one ? [{ ...one, position }] : [])) : [];

/** Those of each household apart, for its members see their event, and those of none. */
const sharedAlike = (made: readonly Made[]): Made[][] => [...Map.groupBy(made, householdOf).values()];

const householdOf = ({ values }: Creation): string | undefined =>
  "householdId" in values && typeof values.householdId === "string" ? values.householdId : undefined;

const valuesOf = ({ id, values }: Creation) => ({ ...values, id }) as Values<PgTable>;

/** Rows that nobody needs back, as one value, and their event: it is about the first of them, so that whoever shows such rows looks for new ones. */
function together(ctx: Ctx, job: Job, { table, emitsTogether, inBulk }: Target, some: readonly Made[]): Query[] {
  const own = inBulk && { importId: job.id };
  return [
    adding(
      table,
      some.map((one) => ({ ...valuesOf(one), ...own })),
    ),
    emit(ctx, emitsTogether!, {
      entityId: some[0]!.id,
      owner: ctx.actor.userId,
      householdId: householdOf(some[0]!),
      payload: {
        importId: job.id,
        fromPosition: some[0]!.position,
        toPosition: some.at(-1)!.position,
        rows: some.length,
      },
    }),
  ];
}

/** INSERT of rows that are plain values. A column that only some of them name has no default but nothing. */
function adding(table: PgTable, rows: readonly Values<PgTable>[]): Query {
  const columns = columnsOf(table) as Record<string, PgColumn>;
  const keys = namesInAny(rows);
  const named = keys.map((key) => ({ key, name: snake(key), column: columns[key]! }));
  const given = rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { key, name, column } of named)
      values[name] = asStored(column, (row as Record<string, unknown>)[key], key);
    return values;
  });
  const names = sql.raw(keys.map((key) => `"${snake(key)}"`).join(", "));
  const types = sql.raw(keys.map((key) => `"${snake(key)}" ${columns[key]!.getSQLType()}`).join(", "));
  return effect(sql`
    insert into ${sql.identifier(getTableName(table))} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) given (${types})`);
}

/** The keys that any of them has a value for. There may be many rows, which are mostly alike. */
function namesInAny(rows: readonly object[]): string[] {
  const keys = new Set<string>();
  for (const row of rows) for (const [key, value] of Object.entries(row)) if (value !== undefined) keys.add(key);
  return [...keys].sort();
}

function asStored(column: PgColumn, value: unknown, key: string): unknown {
  if (isSql(value) || (value === undefined && column.hasDefault))
    throw new Error(`${key}: rows that are added together have a plain value for each column with a default`);
  return value === undefined || value === null ? null : column.mapToDriverValue(value);
}

export const namesIn = (values: object) =>
  Object.entries(values)
    .flatMap(([key, value]) => (value === undefined ? [] : [key]))
    .sort();

export function portions<T>(rows: readonly T[]): T[][] {
  const parts = Math.ceil(rows.length / ROWS_A_FLIGHT);
  return Array.from({ length: parts }, (_, n) => rows.slice(n * ROWS_A_FLIGHT, (n + 1) * ROWS_A_FLIGHT));
}
