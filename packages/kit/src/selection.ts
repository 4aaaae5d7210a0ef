/** The columns that a SELECT reads of a table, and how its rows become objects. */
import { Column, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { compile } from "./db.ts";
import { columnsOf } from "./table.ts";

const texts = new WeakMap<PgTable, Map<string, SQL>>();

/**
 * The columns of a table, each named like its key. The SQL text is cached: to render forty columns takes drizzle longer than
 * everything else that a list does before its query is sent.
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

/** A LIMIT as part of the SQL text. If it were a parameter, PostgreSQL would plan the prepared statement anew each time. */
export const upTo = (rows: number): SQL => sql.raw(`limit ${Math.trunc(rows)}`);

/** Makes a function that reads rows of a result as objects. It reads the columns that are in `columns` and ignores the others. */
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
