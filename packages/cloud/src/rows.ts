/**
 * Reads whole rows of one table, which is what most reads beside lists need. `db.select()` can do the same, but adds drizzle's
 * query builder (26 KB) to an artifact that does not use it otherwise.
 */
import { and, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { type Read, read } from "#kit/db";
import { rowReader, selection, upTo } from "#kit/selection";
import { columnsOf } from "#kit/table";
import { hidden, type Row } from "#kit/wire";

/**
 * At most `limit` rows that meet a condition and are not deleted, in the given order, or else in any. Encrypted columns are left
 * out.
 */
export function rowsRead<T extends PgTable>(
  table: T,
  where: SQL | undefined,
  { order, limit }: { order?: SQL; limit: number },
): Read<Row<T>[]> {
  const columns = columnsOf(table);
  const keys = Object.keys(columns).filter((key) => !hidden(columns[key]!, key));
  const { deletedAt } = columns;
  const meeting = and(where, deletedAt && sql`${deletedAt} is null`) ?? sql`true`;
  const sorting = order ? sql` order by ${order}` : sql``;
  return {
    ...read(sql`select ${selection(table, keys)} from ${table} where ${meeting}${sorting} ${upTo(limit)}`),
    decode: ({ columns: names, rows }) => rows.map(rowReader(columns, names)) as Row<T>[],
  };
}
