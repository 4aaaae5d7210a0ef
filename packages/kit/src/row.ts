/**
 * One row of a table: reading it, comparing its version with If-Match, and making the answer.
 */

import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { metaOf } from "./columns.ts";
import type { Ctx } from "./ctx.ts";
import { type Query, type Read, type Results, read } from "./db.ts";
import { NotFound, type Problem, StaleVersion } from "./problem.ts";
import { runtime } from "./runtime.ts";
import { requestSayings } from "./sayings.ts";
import { plainValue } from "./sealed.ts";
import { open, Unopenable } from "./secret.ts";
import { rowReader, selection } from "./selection.ts";
import { columnsOf } from "./table.ts";
import { mayChange, mayRemove } from "./table-access.ts";
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

/** The same, if the condition `of` holds for it, and whether the caller may change or delete the row. */
export function seenRead<T extends PgTable>(
  table: T,
  id: string,
  of?: SQL,
): Read<{ row: Row<T>; mayChange: boolean; mayRemove: boolean } | undefined> {
  const columns = columnsOf(table);
  const keys = Object.keys(columns).filter((key) => !hidden(columns[key]!, key));
  const [changing, removing] = [mayChange(table), mayRemove(table) ?? mayChange(table)];
  return {
    ...read(
      sql`select ${selection(table, keys)}, ${changing} as "~change", ${removing} as "~remove" from ${table} where ${and(live(table, id), of)}`,
    ),
    decode: ({ columns: names, rows: [row] }) =>
      row && {
        row: rowReader(columns, names)(row) as Row<T>,
        // SQL's null, where a row is in no household that could be asked about, is no yes.
        mayChange: row[names.indexOf("~change")] === true,
        mayRemove: row[names.indexOf("~remove")] === true,
      },
  };
}

/**
 * One row, and the results of reads that are done together with it; one flight. Throws NotFound when it does not exist, is
 * deleted, or the caller may not see it.
 */
export async function findRow<T extends PgTable, const B extends readonly Query[]>(
  ctx: Ctx,
  table: T,
  id: string,
  ...beside: B
): Promise<[Row<T>, ...Results<B>]> {
  const [row, ...others] = await ctx.db.batch([rowRead(table, id), ...beside]);
  if (!row) throw NotFound();
  return [row, ...others] as [Row<T>, ...Results<B>];
}

/** The condition that a row has this id, or is this user's in a table with one row a user, and is not deleted. */
export function live(table: PgTable, id: string): SQL {
  const {
    id: key,
    userId,
    deletedAt,
  } = columnsOf(table) as Record<"id" | "userId" | "deletedAt", PgColumn | undefined>;
  return deletedAt ? sql`${key ?? userId} = ${id}::uuid and ${deletedAt} is null` : sql`${key ?? userId} = ${id}::uuid`;
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

/** The problem that a row has none of the versions of an If-Match header; undefined when it has, or without the header. */
export function staleVersion(row: object, versions: number[] | undefined): Problem | undefined {
  const { version } = row as { version?: number };
  if (!versions || (version !== undefined && versions.includes(version))) return undefined;
  return StaleVersion(version === undefined ? requestSayings("no_etag") : requestSayings("at_version", { version }));
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
      row[key] = plainValue(table, key, open(envelope, table, key, row.id as string));
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
