/** Who may see, change and delete the rows of a table, as SQL: what its declaration (table.ts) has said, for those who ask. */
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { snake } from "./columns.ts";

export type TableKind = "owned" | "shared" | "household" | "child" | "service" | "custom";
export interface Access {
  kind: TableKind;
  /** Conditions on a row of this table as SQL, for a table or alias name. */
  read: (row: string) => string;
  write: (row: string) => string;
  /** The condition to delete a row, when fewer people may delete than may change it. */
  remove?: (row: string) => string;
  /** The household that a row is shared with, as SQL. */
  household?: (row: string) => string;
  /** The column that people know its rows by. */
  title?: string;
  within?: Within;
}
export const accessOf = new WeakMap<PgTable, Access>();

/** How rows of a table are reached; throws for a table that was not declared through table.ts. */
export function tableKind(table: PgTable): TableKind {
  const access = accessOf.get(table);
  if (!access) throw new Error(`${getTableName(table)} is not declared through kit/table`);
  return access.kind;
}

/**
 * The condition that the caller may delete a row, when fewer people may delete than may change it. The policy enforces it for
 * DELETE. Setting `deletedAt` is an UPDATE for the database, so such a statement must add this condition.
 */
export function mayRemove(table: PgTable): SQL | undefined {
  const rule = accessOf.get(table)?.remove;
  return rule && sql.raw(`(current_user <> 'lifeos_app' or ${rule(getTableName(table))})`);
}

/** The condition that the caller may change a row; the table's policy enforces it for UPDATE. */
export function mayChange(table: PgTable): SQL {
  return sql.raw(`(current_user <> 'lifeos_app' or ${accessOf.get(table)?.write(getTableName(table)) ?? "false"})`);
}

/**
 * The household that a row of a table with `household_id` is shared with, as SQL for a table or alias name. NULL for a table
 * whose rows a household's members do not see just because of `household_id`.
 */
export function sharedWith(table: PgTable, row: string): SQL {
  return sql.raw(accessOf.get(table)?.household?.(row) ?? `${row}.household_id`);
}

/**
 * The condition that the caller was granted a container of the row, directly or further up. Undefined for most tables, whose rows
 * have no container.
 */
export function heldByGranted(table: PgTable): SQL | undefined {
  const { within } = accessOf.get(table) ?? {};
  return within && sql.raw(`(${reached(getTableName(table), within)})`);
}

/** Columns (by key) that name a row's container, and the tables that they refer to. */
export type Within = Readonly<Record<string, string>>;

/**
 * The condition that the caller was granted the row or a container of it. Everything else that a container implies (its owner
 * owns the row, and the row is shared as it is) is done by triggers on these tables (see `install_containment()` in
 * `migrations/`).
 */
export const reached = (row: string, within: Within = {}, writing = false) =>
  Object.entries(within)
    .map(([key, table]) => {
      const column = `${row}.${snake(key)}`;
      // Most rows have no container; for them the function is not called.
      return `(${column} IS NOT NULL AND ${column} = ANY(((select my_granted('${table}'${writing ? ", true" : ""})))::uuid[]))`;
    })
    .join(" OR ");
