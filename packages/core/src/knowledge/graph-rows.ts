/** The rows that can be linked: those of every pillar, by what events call them. Whether one is there, and what it is called, is asked in SQL. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { readablePillars } from "#cloud/scopes";
import { entityLinks } from "#core/knowledge/graph.sql";
import { entities as declared, type Entity } from "#core/platform/entities.generated";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** Links and names that are not found are no rows to link; types with a dot in them are other names of rows that have one. */
const NO_ENDS = ["link", "ignored_name", "grant", "api_key"];

export const linkable: readonly [type: string, entity: Entity][] = Object.entries(declared).filter(
  ([type, { deleted }]) => deleted !== undefined && !type.includes(".") && !NO_ENDS.includes(type),
);

/** The type of a row that can be linked. */
export const RowType = z.enum(linkable.map(([type]) => type) as [string, ...string[]]);

export interface RowName {
  type: string;
  id: string;
}

/**
 * The types of rows that links of the speaker have at their ends, in both directions. An index of each end is skipped through, so that this
 * takes a step for each type and not for each link.
 */
export const usedTypesRead: Read<string[]> = (() => {
  const query = read<{ type: string }>(sql`with recursive ${skipping("from_type")}, ${skipping("to_type")}
    select type from "~from_type" where type is not null union select type from "~to_type" where type is not null`);
  return { ...query, decode: (result) => query.decode(result).map(({ type }) => type) };
})();

function skipping(end: "from_type" | "to_type"): SQL {
  const [name, column] = [sql.identifier(`~${end}`), sql.identifier(end)];
  const next = (behind: SQL) =>
    sql`(select l.${column} from ${entityLinks} l where l.user_id = ${me} and ${behind} order by l.${column} limit 1)`;
  return sql`${name}(type) as (${next(sql`true`)} union all select ${next(sql`l.${column} > ${name}.type`)} from ${name} where ${name}.type is not null)`;
}

/**
 * What a statement asks of the rows at the ends of links. Only for the types that are named: a statement that looks into every table takes
 * longer to plan than to run. An API key sees rows of the pillars that it may read.
 */
export function endsOf({ actor }: Pick<Ctx, "actor">, types: readonly string[]) {
  const pillars = readablePillars(actor);
  const seen = linkable.filter(([type, { pillar }]) => types.includes(type) && (pillars?.includes(pillar) ?? true));
  const byType = (type: SQL, whens: readonly SQL[]) =>
    whens.length > 0 ? sql`(case ${type} ${sql.join([...whens], sql` `)} end)` : sql`null`;
  return {
    /** True for a row that is there, is not deleted, and that the speaker may see; otherwise null. */
    isThere: (type: SQL, id: SQL): SQL =>
      byType(
        type,
        // A scalar subquery and no EXISTS, which PostgreSQL may answer by reading a whole table.
        seen.map(
          ([name, { table, deleted }]) =>
            sql`when ${name} then (select true from ${sql.identifier(table)} t where t.id = ${id}${deleted === "marked" ? sql` and t.deleted_at is null` : sql``})`,
        ),
      ),
    titleOf: (type: SQL, id: SQL): SQL =>
      sql`${byType(
        type,
        seen.flatMap(([name, { table, title, titlePillar }]) =>
          title && (!titlePillar || (pillars?.includes(titlePillar) ?? true))
            ? [
                sql`when ${name} then (select left(t.${sql.identifier(title)}::text, 500) from ${sql.identifier(table)} t where t.id = ${id})`,
              ]
            : [],
        ),
      )}::text`,
  };
}
