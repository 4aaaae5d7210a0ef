/** What a table has besides its columns and policies because of what its columns are: checks, and the indexes of rows that come back. */
import { sql } from "drizzle-orm";
import { check, index, type PgColumn, type PgTableExtraConfigValue } from "drizzle-orm/pg-core";
import { metaOf, snake } from "./columns.ts";

/** For a table whose deleted rows stay: what `changes?since=` reads, in its order, and what the nightly prune looks for. */
export function followed(
  name: string,
  { deletedAt, userId, householdId, updatedAt, id }: Record<string, unknown>,
): PgTableExtraConfigValue[] {
  if (!deletedAt) return [];
  return [
    index(`${name}_changes`).on((userId ?? householdId) as PgColumn, updatedAt as PgColumn, id as PgColumn),
    index(`${name}_deleted`)
      .on(deletedAt as PgColumn)
      .where(sql`deleted_at is not null`),
  ];
}

/** The CHECK of every `oneOf` column and every bounded number. */
export function checks(name: string, columns: Record<string, unknown>): PgTableExtraConfigValue[] {
  const made: PgTableExtraConfigValue[] = [];
  for (const column of Object.values(columns) as PgColumn[]) {
    const meta = column && typeof column === "object" && "name" in column ? metaOf(column) : undefined;
    if (!meta) continue;
    const column_ = snake(column.name);
    if (meta.kind === "enum" && meta.ranked) {
      made.push(check(`${name}_${column_}_check`, sql.raw(`${column_} between 0 and ${meta.values.length - 1}`)));
    } else if (meta.kind === "enum") {
      made.push(
        check(`${name}_${column_}_check`, sql.raw(`${column_} in (${meta.values.map((v) => `'${v}'`).join(", ")})`)),
      );
    }
    if (meta.kind === "integer" && meta.bounded) {
      made.push(check(`${name}_${column_}_check`, sql.raw(`${column_} between ${meta.min} and ${meta.max}`)));
    }
    if (meta.kind === "numeric" && (meta.min !== undefined || meta.max !== undefined)) {
      const bounds = [
        meta.min === undefined ? "" : `${column_} >= ${meta.min}`,
        meta.max === undefined ? "" : `${column_} <= ${meta.max}`,
      ];
      made.push(check(`${name}_${column_}_check`, sql.raw(bounds.filter(Boolean).join(" and "))));
    }
  }
  return made;
}
