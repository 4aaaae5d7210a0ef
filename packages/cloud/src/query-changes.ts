/**
 * Drizzle's INSERT and UPDATE, for rows whose change is nobody's event: a first example, a time of last use. Batches run them.
 *
 * They are no part of `db`, because all of it comes with whoever selects: there they were 7.5 KB in a quarter of all artifacts,
 * for two that need them.
 */
import { PgInsertBuilder, type PgTable, PgUpdateBuilder } from "drizzle-orm/pg-core";
import { dialect, session } from "#kit/query";

export const insertInto = <T extends PgTable>(table: T) => new PgInsertBuilder(table, session, dialect);

export const updateOf = <T extends PgTable>(table: T) => new PgUpdateBuilder(table, session, dialect);
