/** The rows of a statement that changes many of them, as SQL. */
import { type SQL, StringChunk, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { isSql, type Values } from "./change-statement.ts";
import { columnsOf } from "./table.ts";

/**
 * Each row in parentheses, as in VALUES. `typed` adds casts, for statements in which no INSERT determines the types. It is one flat list: a
 * tree with several objects for each of thousands of values would take more memory than all else of an import's flight.
 */
export function tuples<T extends PgTable>(
  table: T,
  rows: readonly Values<T>[],
  keys: readonly string[],
  typed = false,
): SQL {
  const columns = keys.map((key) => columnsOf(table)[key]!);
  const casts = columns.map((column) => new StringChunk(typed ? `::${column.getSQLType()}` : ""));
  const [first, next, then, last] = ["(", "), (", ", ", ")"].map((text) => new StringChunk(text));
  const unnamed = new StringChunk("default");
  const chunks = rows.flatMap((row, nth) =>
    keys.flatMap((key, at) => {
      const value = (row as Record<string, unknown>)[key];
      if (value === undefined && typed) throw new Error(`${key}: rows that are updated together name the same columns`);
      const before = at > 0 ? then! : nth > 0 ? next! : first!;
      const given = value === undefined ? unnamed : isSql(value) ? value : sql.param(value, columns[at]!);
      return typed ? [before, given, casts[at]!] : [before, given];
    }),
  );
  return sql.fromList([...chunks, last!]);
}
