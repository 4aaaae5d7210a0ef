/**
 * One row of a table: reading it, comparing its version with If-Match, explaining why it was not changed, and making the answer.
 */
import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { metaOf } from "./columns.ts";
import { type Read, read } from "./db.ts";
import { NotFound, ReadOnlyAccess, StaleVersion } from "./problem.ts";
import { runtime } from "./runtime.ts";
import { open, Unopenable } from "./secret.ts";
import { rowReader, selection } from "./selection.ts";
import { columnsOf, mayChange, mayRemove } from "./table.ts";
import { hidden, internal, type Row } from "./wire.ts";

/**
 * One row by id; undefined when it does not exist, is deleted, or the caller may not see it. Encrypted columns are still sealed
 * (see `shown`).
 */
export function rowRead<T extends PgTable>(table: T, id: string, full = false): Read<Row<T> | undefined> {
  const columns = columnsOf(table);
  const keys = Object.keys(columns).filter((key) => !(full ? internal : hidden)(columns[key]!, key));
  return {
    ...read(sql`select ${selection(table, keys)} from ${table} where ${live(table, id)}`),
    decode: ({ columns: names, rows }) => rows[0] && (rowReader(columns, names)(rows[0]) as Row<T>),
  };
}

/** The same, and whether the caller may change the row. */
export function seenRead<T extends PgTable>(
  table: T,
  id: string,
): Read<{ row: Row<T>; mayChange: boolean } | undefined> {
  const columns = columnsOf(table);
  const keys = Object.keys(columns).filter((key) => !hidden(columns[key]!, key));
  return {
    ...read(
      sql`select ${selection(table, keys)}, ${mayChange(table)} as "~may" from ${table} where ${live(table, id)}`,
    ),
    decode: ({ columns: names, rows: [row] }) =>
      row && { row: rowReader(columns, names)(row) as Row<T>, mayChange: row[names.indexOf("~may")] as boolean },
  };
}

/** The condition that a row has this id and is not deleted. */
export function live(table: PgTable, id: string): SQL {
  const { id: key, deletedAt } = columnsOf(table) as { id: PgColumn; deletedAt?: PgColumn };
  return deletedAt ? sql`${key} = ${id}::uuid and ${deletedAt} is null` : sql`${key} = ${id}::uuid`;
}

/** The condition that a row has this id and is deleted, and could come back. */
export function gone(table: PgTable, id: string): SQL {
  const { id: key, deletedAt } = columnsOf(table) as { id: PgColumn; deletedAt: PgColumn };
  return sql`${key} = ${id}::uuid and ${deletedAt} is not null`;
}

/** Of a row that the caller sees, whether they may delete it, which whoever restores it has to. */
export function mayRestoreRead(table: PgTable, id: string): Read<boolean | undefined> {
  const { id: key } = columnsOf(table);
  return {
    ...read(sql`select ${mayRemove(table) ?? sql`true`} from ${table} where ${key} = ${id}::uuid`),
    // SQL's null, where a row is in no household that could be asked about, is no yes.
    decode: ({ rows: [row] }) => row && row[0] === true,
  };
}

/** The condition that a row has one of the versions of an If-Match header; undefined without the header. */
export function matches(table: PgTable, versions: number[] | undefined): SQL | undefined {
  if (!versions) return undefined;
  const column = columnsOf(table).version;
  return column ? inArray(column, versions) : sql`false`;
}

/**
 * The problem that explains why nothing changed: the row does not exist or is invisible to the caller, was changed meanwhile, or
 * the caller may not change it.
 */
export function whyNot(current: Record<string, unknown> | undefined, versions?: number[]) {
  if (!current) return NotFound();
  if (versions && !versions.includes(current.version as number))
    return StaleVersion(
      current.version === undefined ? "These rows have no ETag." : `The row is at version ${current.version}.`,
    );
  return ReadOnlyAccess();
}

/** A written row as the API returns it. */
export function shown<T extends PgTable>(table: T, row: Record<string, unknown>, omit: readonly string[] = []): Row<T> {
  const columns = columnsOf(table);
  const rest = Object.fromEntries(
    Object.entries(row).filter(([key]) => !internal(columns[key]!, key) && !omit.includes(key)),
  );
  return reveal(table, rest) as Row<T>;
}

/**
 * Opens the encrypted columns of a row in place. A value that cannot be opened becomes null, and its column is named in
 * `unreadable`.
 */
export function reveal(table: PgTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = columnsOf(table);
  const unreadable: string[] = [];
  for (const key of Object.keys(columns)) {
    const envelope = row[key];
    if (typeof envelope !== "string" || metaOf(columns[key]!)?.kind !== "encrypted") continue;
    try {
      row[key] = open(envelope, table, key, row.id as string);
    } catch (error) {
      if (!(error instanceof Unopenable)) throw error;
      runtime().log("error", "a sealed value cannot be opened", { error: error.message, rowId: row.id });
      row[key] = null;
      unreadable.push(key);
    }
  }
  if (unreadable.length > 0) row.unreadable = unreadable;
  return row;
}
