/** What rows are called that are known by their type and id, as events tell of them. The tables are known by name alone: which there are, their resources declare. */
import { sql } from "drizzle-orm";
import { readablePillars } from "#cloud/scopes";
import { entities } from "#core/platform/entities.generated";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";

export interface RowName {
  /** Of the event, where one tells of the row. */
  type?: string;
  entityType: string | null;
  entityId: string | null;
}

/**
 * The titles of the rows by their ids, of those that the speaker may see: an API key sees titles of rows of the pillars that it may read,
 * whatever tells of them. What was deleted keeps its title while it is kept.
 */
export function titlesRead({ actor }: Ctx, rows: readonly RowName[]): Read<ReadonlyMap<string, string>> {
  const pillars = readablePillars(actor);
  const byType = Map.groupBy(rows, ({ type = "", entityType }) =>
    Object.hasOwn(entities, type) ? type : (entityType ?? ""),
  );
  const parts = [...byType].flatMap(([type, ones]) => {
    const entity = Object.hasOwn(entities, type) ? entities[type] : undefined;
    const ids = [...new Set(ones.flatMap(({ entityId }) => entityId ?? []))];
    if (!entity?.title || ids.length === 0) return [];
    if (pillars && !(pillars.includes(entity.pillar) && pillars.includes(entity.titlePillar ?? entity.pillar)))
      return [];
    return [
      sql`select id, left(${sql.identifier(entity.title)}::text, 500) as title from ${sql.identifier(entity.table)}
        where id = any(string_to_array(${ids.join()}, ',')::uuid[])`,
    ];
  });
  const union =
    parts.length > 0 ? sql.join(parts, sql` union all `) : sql`select null::uuid as id, null as title limit 0`;
  const query = read<{ id: string; title: string | null }>(union);
  return {
    ...query,
    decode: (result) => new Map(query.decode(result).flatMap(({ id, title }) => (title === null ? [] : [[id, title]]))),
  };
}
