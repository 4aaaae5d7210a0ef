/** Forgetting what nothing can ask for any more. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";

/** Small enough not to hold locks for long. */
const ROWS_PER_STATEMENT = 5_000;
const MAX_ROUNDS = 200;

/**
 * What is forgotten, and when. The inbox (claims of consumers and workflows alike) outlives any dead letter; rate limits
 * outlive their longest window.
 */
const EXPIRED = {
  consumer_inbox: sql`processed_at < now() - interval '30 days'`,
  idempotency_keys: sql`expires_at < now()`,
  cache_entries: sql`expires_at < now()`,
  rate_limits: sql`window_start < now() - interval '2 days'`,
} as const;
type Pruned = Record<keyof typeof EXPIRED, number>;

/** Deletes in bites until nothing is left, or for as many rounds as fit a night. */
export async function prune(ctx: Ctx): Promise<Pruned> {
  const deleted: Pruned = { consumer_inbox: 0, idempotency_keys: 0, cache_entries: 0, rate_limits: 0 };
  let left = Object.entries(EXPIRED) as [keyof Pruned, SQL][];
  for (let round = 0; round < MAX_ROUNDS && left.length > 0; round++) {
    const counts = await ctx.db.batch(left.map(([table, expired]) => bite(table, expired)));
    for (const [i, [table]] of left.entries()) deleted[table] += counts[i]!;
    left = left.filter((_, i) => counts[i] === ROWS_PER_STATEMENT);
  }
  ctx.log("info", "pruned", { ...deleted, unfinished: left.map(([table]) => table) });
  return deleted;
}

function bite(table: keyof Pruned, expired: SQL): Read<number> {
  const from = sql.identifier(table);
  const statement = read<{ n: number }>(sql`
    with gone as (
      delete from ${from} where ctid = any(array(select ctid from ${from} where ${expired} limit ${ROWS_PER_STATEMENT})) returning 1
    )
    select count(*)::int as n from gone`);
  return { ...statement, decode: (result) => statement.decode(result)[0]!.n };
}
