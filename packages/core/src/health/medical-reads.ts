/** Reading the medical record: each read of it is an entry in the reader's audit log, which says what was read. */
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { reveal } from "#kit/row";
import { rowReader, selection, upTo } from "#kit/selection";
import { columnsOf } from "#kit/table";
import type { Row } from "#kit/wire";

/** The ids of so many rows are in an entry; that there were more, its count says. */
const MAX_IDS = 100;

/**
 * The same rows, and in the same statement an entry in the reader's audit log with how many they are and their ids. The statement answers a
 * column `id`. Like any record of a look it does not count as a change, and a repeated request records it again.
 */
export function recorded<T>(ctx: Ctx, table: PgTable, rows: Read<T>): Read<T> {
  const { userId } = ctx.actor;
  const some = sql`(select coalesce(jsonb_agg(one.id), '[]'::jsonb) from (select page.id from page where page.id is not null ${upTo(MAX_IDS)}) one)`;
  const details = sql`jsonb_build_object('requestId', ${ctx.requestId}::text, 'count', (select count(page.id) from page), 'ids', ${some})`;
  return {
    ...rows,
    writesAside: true,
    sql: sql`with page as materialized (${rows.sql}), seen as (
      insert into audit_logs (user_id, actor_id, action, entity_type, ip, details)
      select ${userId}::uuid, ${userId}::uuid, 'encrypted.read', ${getTableName(table)}, ${ctx.ip}::inet, ${details})
      select page.* from page`,
  };
}

/** The same for the pages of `crud`: `reading: recording(table)`. */
/* @__NO_SIDE_EFFECTS__ */
export function recording(table: PgTable) {
  return <T>(ctx: Ctx, rows: Read<T>): Read<T> => recorded(ctx, table, rows);
}

/** The rows that meet a condition and are not deleted, with what is encrypted of the given columns opened. `id` is always among them. */
export function openedRead<T extends PgTable, const K extends keyof Row<T> & string>(
  table: T,
  keys: readonly K[],
  where: SQL,
  { order, limit }: { order: SQL; limit: number },
): Read<(Pick<Row<T>, K> & { id: string; unreadable?: string[] })[]> {
  const columns = columnsOf(table);
  const { deletedAt } = columns;
  const chosen = [...new Set(["id", ...keys])];
  return {
    ...read(
      sql`select ${selection(table, chosen)} from ${table} where ${where}${deletedAt ? sql` and ${deletedAt} is null` : sql``} order by ${order} ${upTo(limit)}`,
    ),
    // The reader makes a value of each of these columns, which its type does not say.
    decode: ({ columns: names, rows }) =>
      rows.map((row) => reveal(table, rowReader(columns, names)(row))) as (Pick<Row<T>, K> & {
        id: string;
        unreadable?: string[];
      })[],
  };
}
