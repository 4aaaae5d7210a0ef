import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { live } from "#kit/row";

/**
 * The id of a row for a copy of a reference, as SQL: null when the row was deleted since, or the speaker does not see it any more, since no
 * new reference to such a row is accepted.
 */
export const ifLive = (table: PgTable, id: string | null | undefined) =>
  id ? sql`(select id from ${table} where ${live(table, id)})` : null;
