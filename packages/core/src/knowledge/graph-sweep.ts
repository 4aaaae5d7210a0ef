/**
 * Removes links that lead to rows which are gone for good. Nobody sees them before that either, since only rows that are there are shown; a row that is
 * deleted and may come back keeps its links. Runs as the service, in slices by id: where the time of a night is over, the next one goes on.
 */
import { type SQL, sql } from "drizzle-orm";
import { entityLinks } from "#core/knowledge/graph.sql";
import { linkable } from "#core/knowledge/graph-rows";
import type { Ctx } from "#kit/ctx";
import { effect, read, write } from "#kit/db";

const MAX_TIME_MS = 240_000;
const ROWS_AT_ONCE = 5_000;
const MAX_ROUNDS = 10_000;
const PLACE = "service:links-sweep";

export async function sweepLinks(
  ctx: Ctx,
  { rowsAtOnce = ROWS_AT_ONCE }: { rowsAtOnce?: number } = {},
): Promise<{ looked: number; removed: number }> {
  const until = ctx.now().getTime() + MAX_TIME_MS;
  const [[place]] = await ctx.db.batch([
    read<{ after: string | null }>(sql`select cache_get(${PLACE}) ->> 'after' as after`),
  ]);
  const swept = { looked: 0, removed: 0 };
  let after = place?.after ?? null;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const [[slice]] = await ctx.db.batch([sliceWrite(after, rowsAtOnce)]);
    const { last, looked, removed } = slice!;
    swept.looked += looked;
    swept.removed += removed;
    after = looked < rowsAtOnce ? null : last;
    await ctx.db.batch([effect(sql`select cache_put(${PLACE}, ${JSON.stringify({ after })}::jsonb, null)`)]);
    if (after === null || ctx.now().getTime() >= until) break;
  }
  ctx.log("info", "links swept", swept);
  return swept;
}

const sliceWrite = (after: string | null, rows: number) =>
  write<{ last: string | null; looked: number; removed: number }>(sql`
    with slice as (select id, from_type, from_id, to_type, to_id from ${entityLinks}
      where ${after}::uuid is null or id > ${after}::uuid order by id limit ${rows}),
    gone as (delete from ${entityLinks} l using slice where l.id = slice.id
      and not (${isKept(sql`slice.from_type`, sql`slice.from_id`)} and ${isKept(sql`slice.to_type`, sql`slice.to_id`)}) returning 1)
    select (select id from slice order by id desc limit 1) as last, (select count(*) from slice)::int as looked, (select count(*) from gone)::int as removed`);

/** A type that is not known to this version may be known to the next, so its links stay. The row of a purged file only says that there was one. */
function isKept(type: SQL, id: SQL): SQL {
  const whens = linkable.map(
    ([name, { table }]) =>
      sql`when ${name} then exists (select from ${sql.identifier(table)} t where t.id = ${id}${table === "files" ? sql` and t.status <> 'purged'` : sql``})`,
  );
  return sql`(case ${type} ${sql.join(whens, sql` `)} else true end)`;
}
