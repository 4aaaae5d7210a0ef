/** Finds rows by what they are called, in all the tables that declare a title. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { readablePillars } from "#cloud/scopes";
import { type Entity, entities } from "#core/platform/entities.generated";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { inContract, integerParameter, oneOrMore } from "#kit/parameters";
import { Instant, Text, Uuid } from "#kit/wire";

/** By their type. Where two types share a table, only one of them says that its rows are found. */
const found = Object.entries(entities).filter(([, { isFound }]) => isFound) as [string, Entity & { title: string }][];
const types = found.map(([type]) => type) as [string, ...string[]];

const DEFAULT_LIMIT = 20;
/** Of each table so many of the newest rows are candidates, of which those that fit best are answered. */
const CANDIDATES = 100;

const Type = z.enum(types);

export const Query = z.strictObject({
  q: Text(100, 1),
  type: z.optional(
    inContract(
      z
        .string()
        .check(
          z.refine(
            (value) => value.split(",").every((one) => types.includes(one)),
            `may name ${types.join(", ")}, with commas between them`,
          ),
        ),
      oneOrMore(Type, types.length),
    ),
  ),
  limit: z.optional(integerParameter(1, CANDIDATES)),
});

const Titled = z.strictObject({ type: Type, id: Uuid, title: z.string(), changedAt: Instant });
export const Found = z.strictObject({ data: z.array(Titled) });
type Found = z.output<typeof Found>;

/** One flight: the words are looked up by `find_titles`, and row-level security shows the rows. */
export async function find(ctx: Ctx, { q, type, limit = DEFAULT_LIMIT }: z.output<typeof Query>): Promise<Found> {
  const wanted = type?.split(",");
  const pillars = readablePillars(ctx.actor);
  const parts = found
    .filter(([one]) => wanted?.includes(one) ?? true)
    .filter(
      ([, { pillar, titlePillar = pillar }]) => !pillars || (pillars.includes(pillar) && pillars.includes(titlePillar)),
    )
    .map(([one, { table, title }]) => {
      const [name, column] = [sql.identifier(table), sql.identifier(title)];
      return sql`select ${one} as type, id, left(${column}, 500) as title, updated_at as changed from ${name}
        where id in (select find_titles(${table}::regclass, ${q}, ${CANDIDATES}))`;
    });
  if (parts.length === 0) return { data: [] };
  const [rows] = await ctx.db.batch([
    read<Found["data"][number] & { changed: string }>(
      sql`select type, id, title, changed from (${sql.join(parts, sql` union all `)}) titled
        order by starts_with(folded(title), folded(${q})) desc, changed desc, id desc limit ${limit}`,
    ),
  ]);
  return { data: rows.map(({ changed, ...row }) => ({ ...row, changedAt: isoInstant(changed) })) };
}
