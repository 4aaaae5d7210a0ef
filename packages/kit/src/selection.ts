/** What a SELECT reads of a table, and how rows of it become objects. */
import { Column, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { compile } from "./db.ts";
import { columnsOf } from "./table.ts";

const texts = new WeakMap<PgTable, Map<string, SQL>>();

/**
 * The columns of a table, each named like its key. The text is kept: to render forty columns anew takes drizzle longer than all
 * else that a list does before it is sent.
 */
export function selection(table: PgTable, keys: readonly string[]): SQL {
  const known = texts.get(table) ?? new Map<string, SQL>();
  texts.set(table, known);
  const name = keys.join();
  const text = known.get(name) ?? rendered(table, keys);
  known.set(name, text);
  return text;
}

function rendered(table: PgTable, keys: readonly string[]): SQL {
  const columns = columnsOf(table);
  const named = keys.map((key) => sql`${columns[key]} as ${sql.identifier(key)}`);
  return sql.raw(compile(sql.join(named, sql`, `)).text);
}

/** A LIMIT that is part of the text: for one that is a parameter, PostgreSQL would plan a prepared statement anew each time. */
export const upTo = (rows: number): SQL => sql.raw(`limit ${Math.trunc(rows)}`);

/** How rows of a result whose columns are named like `columns` are read; other columns are left out. */
export function rowReader(
  columns: Record<string, PgColumn>,
  names: readonly string[],
): (row: readonly unknown[]) => Record<string, unknown> {
  const readers = names.flatMap((name, at) => {
    const column = columns[name];
    if (!column) return [];
    const asIs = column.mapFromDriverValue === Column.prototype.mapFromDriverValue;
    return [{ name, at, column: asIs ? undefined : column }];
  });
  return (row) => {
    const read: Record<string, unknown> = {};
    for (const { name, at, column } of readers) {
      const value = row[at];
      read[name] = value === null || column === undefined ? value : column.mapFromDriverValue(value);
    }
    return read;
  };
}
