/** What a table gets because of its columns, beside its policies: CHECK constraints, and the indexes for deleted rows. */
import { sql } from "drizzle-orm";
import { check, index, type PgColumn, type PgTableExtraConfigValue } from "drizzle-orm/pg-core";
import { metaOf, snake } from "./columns.ts";

/** The indexes of a table whose deleted rows are kept: for `changes?since=`, and for the nightly prune. */
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

/**
 * The index of a table whose rows are found by their title: by whose they are, and by the beginnings of the words (see `folded` and
 * `find_titles` in `migrations/`, which knows the index by its name).
 */
export function found(
  name: string,
  table: Record<string, unknown>,
  title: string | undefined,
): PgTableExtraConfigValue[] {
  if (title === undefined) return [];
  const owners = [table.userId, table.householdId].filter((column) => column !== undefined) as PgColumn[];
  const words = sql`folded(${sql.identifier(snake(title))}) gin_trgm_ops`;
  return [index(`${name}_titles`).using("gin", words, ...owners)];
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
