/** Finds the other side of a transfer when a transaction arrives, and asks where there is more than one that it may be. */
import { sql } from "drizzle-orm";
import { TransferDetected, TransferProposalEvents } from "#core/finance/events";
import { isMoved, linking } from "#core/finance/transfers";
import { transferProposals } from "#core/finance/transfers.sql";
import { emit } from "#kit/change";
import { insertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** What left one account arrives on the other within so many days. */
const MAX_DAYS = 4;
/** So many are proposed for one transaction, those that are nearest in days. */
const MAX_CANDIDATES = 10;
const ATTEMPTS = 3;

interface Candidate {
  outflowId: string;
  inflowId: string;
  amountCents: string;
  currency: string;
  days: number;
  /** Whether the candidate may as well be the other side of another transaction. */
  isWanted: boolean;
}

/**
 * Links a posted transaction of the speaker's own with the one that is nearest in days among those of the same amount in the same currency
 * that left, or came into, another account of theirs; unless another one is as near, or it may as well belong to another one. Then all of them
 * are proposed. What was said to be no transfer is left alone. Amounts in two currencies are never compared.
 */
export async function detect(ctx: Ctx, transactionId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [found] = await ctx.db.batch([candidatesOf(transactionId)]);
    const [best, next] = found;
    if (!best) return;
    const isClear = !best.isWanted && (next === undefined || next.days > best.days);
    try {
      await ctx.db.batch(isClear ? linked(ctx, best) : [proposed(ctx, found)]);
      return;
    } catch (error) {
      if (!isMoved(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function linked(ctx: Ctx, { outflowId, inflowId, amountCents, currency }: Candidate) {
  const [writing, guard] = linking(ctx, { outflowId, inflowId });
  return [
    guard,
    writing,
    emit(ctx, TransferDetected, {
      entityId: outflowId,
      entityType: "transaction",
      owner: ctx.actor.userId,
      payload: { outflowId, inflowId, amountCents: Number(amountCents), currency },
    }),
  ];
}

const proposed = (ctx: Ctx, found: readonly Candidate[]) =>
  insertMany(
    ctx,
    transferProposals,
    found.map(({ outflowId, inflowId }) => ({ outflowId, inflowId })),
    { onConflict: "nothing", emits: { event: TransferProposalEvents.created, owner: me } },
  );

/** Whether a transaction may be one side of a transfer. */
const isFree = (t: string) =>
  sql.raw(
    `${t}.status = 'posted' and ${t}.kind = 'ordinary' and ${t}.transfer_pair_id is null and ${t}.deleted_at is null and exists (select from accounts a where a.id = ${t}.account_id and a.deleted_at is null)`,
  );

/** Whether two may be the sides of one, of which the first may be either. */
const mayBe = (one: string, two: string) =>
  sql.raw(`${two}.user_id = ${one}.user_id and ${two}.currency = ${one}.currency and ${two}.amount_cents = -${one}.amount_cents
    and ${two}.account_id <> ${one}.account_id and (${two}.date - ${one}.date) * sign(${two}.amount_cents) between 0 and ${MAX_DAYS}
    and ${two}.date between ${one}.date - ${MAX_DAYS} and ${one}.date + ${MAX_DAYS}
    and not exists (select from transfer_proposals p where p.status = 'dismissed'
      and p.outflow_id in (${one}.id, ${two}.id) and p.inflow_id in (${one}.id, ${two}.id))`);

/** The nearest first. */
function candidatesOf(transactionId: string): Read<Candidate[]> {
  return read<Candidate>(sql`
    select case when t.amount_cents < 0 then t.id else c.id end as "outflowId", case when t.amount_cents < 0 then c.id else t.id end as "inflowId",
      abs(t.amount_cents)::text as "amountCents", t.currency, abs(c.date - t.date)::int as days,
      exists (select from transactions r where ${isFree("r")} and ${mayBe("c", "r")} and r.id <> t.id
        and abs(r.date - c.date) <= abs(c.date - t.date)) as "isWanted"
    from transactions t join transactions c on ${mayBe("t", "c")}
    where t.id = ${transactionId}::uuid and t.user_id = ${me} and t.amount_cents <> 0 and ${isFree("t")} and ${isFree("c")}
    order by days, c.id limit ${MAX_CANDIDATES}::int`);
}
