/** Entries of the audit log that kit itself makes: that somebody read what is kept encrypted. */
import { getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Ctx } from "./ctx.ts";
import { type Read, uncounted } from "./db.ts";
import { AUDIT_LOGS } from "./platform-tables.ts";
import { live } from "./row.ts";

/**
 * The statement that records a read of encrypted columns in the reader's own log: of one row, when it is there to be read, or of
 * a list. It is an INSERT, but none that a client asked for: it takes nothing from the limit of changes, and a repetition is
 * recorded again.
 */
export function recordLook(ctx: Ctx, table: PgTable, id?: string): Read<unknown> {
  const { userId } = ctx.actor;
  const rows = id === undefined ? sql`(select null::uuid as id) one` : sql`${table} where ${live(table, id)}`;
  return uncounted(
    sql`insert into ${sql.raw(AUDIT_LOGS)} (user_id, actor_id, action, entity_type, entity_id, ip, details) select ${userId}::uuid, ${userId}::uuid, 'encrypted.read', ${getTableName(table)}, id, ${ctx.ip}::inet, jsonb_build_object('requestId', ${ctx.requestId}::text) from ${rows}`,
  );
}
