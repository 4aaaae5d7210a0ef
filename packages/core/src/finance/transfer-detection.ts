/** Finds the other side of a transfer when a transaction arrives, and asks where there is more than one that it may be. */
import { type SQL, sql } from "drizzle-orm";
import { TransferDetected, TransferProposalEvents } from "#core/finance/events";
import { type Booked, bookedIds } from "#core/finance/statements/booked";
import { isMoved, linkingAll } from "#core/finance/transfers";
import { transferProposals } from "#core/finance/transfers.sql";
import { emit } from "#kit/change";
import { insertMany, MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Query, type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** What left one account arrives on the other within so many days. */
const MAX_DAYS = 4;
/** So many are proposed for one transaction, those that are nearest in days. */
const MAX_CANDIDATES = 10;
const ATTEMPTS = 3;
const NONE: ReadonlySet<string> = new Set();

interface Candidate {
  /** The transaction that it was found for. */
  ofId: string;
  outflowId: string;
  inflowId: string;
  amountCents: string;
  currency: string;
  days: number;
  /** Transactions of which the candidate may as well be the other side, some of them. */
  wantedBy: readonly string[];
}

/**
 * Links a posted transaction of the speaker's own with the one that is nearest in days among those of the same amount in the same currency
 * that left, or came into, another account of theirs; unless another one is as near, or it may as well belong to another one. Then all of them
 * are proposed. What was said to be no transfer is left alone. Amounts in two currencies are never compared.
 */
export async function detect(ctx: Ctx, transactionId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [found] = await ctx.db.batch([candidatesOf(sql`array[${transactionId}::uuid]`)]);
    if (found.length === 0) return;
    try {
      await ctx.db.batch(isClear(NONE)(found) ? linked(ctx, found.slice(0, 1)) : [proposed(ctx, found)]);
      return;
    } catch (error) {
      if (!isMoved(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function linked(ctx: Ctx, pairs: readonly Candidate[]): Query[] {
  const [writing, guard] = linkingAll(ctx, pairs);
  const tells = pairs.map(({ outflowId, inflowId, amountCents, currency }) =>
    emit(ctx, TransferDetected, {
      entityId: outflowId,
      entityType: "transaction",
      owner: ctx.actor.userId,
      payload: { outflowId, inflowId, amountCents: Number(amountCents), currency },
    }),
  );
  return [guard, writing, ...tells];
}

/** So many pairs are linked by one statement, each of two rows. */
const PAIRS_AT_ONCE = MAX_ROWS / 2;

/**
 * The same for all transactions that came in together: those that are nearest in days are linked first, and what they leave may be clear
 * by that. In one write, so that a repeated delivery finds all of it done or nothing. Two flights.
 */
export async function detectAmong(ctx: Ctx, booked: Booked): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [found] = await ctx.db.batch([candidatesOf(bookedIds(booked))]);
    const { links, unclear } = told(found);
    if (links.length + unclear.length === 0) return;
    try {
      await ctx.db.batch([
        ...portions(links, PAIRS_AT_ONCE).flatMap((some) => linked(ctx, some)),
        ...portions(unclear, MAX_ROWS).map((some) => proposed(ctx, some)),
      ]);
      return;
    } catch (error) {
      if (!isMoved(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Which of the candidates of several transactions are transfers, and which may be. */
function told(found: readonly Candidate[]): { links: Candidate[]; unclear: Candidate[] } {
  const links: Candidate[] = [];
  const taken = new Set<string>();
  const isFreeStill = ({ outflowId, inflowId }: Candidate) => !taken.has(outflowId) && !taken.has(inflowId);
  let rest = [...found];
  for (let before = -1; before !== links.length; ) {
    before = links.length;
    const clear = [...Map.groupBy(rest, ({ ofId }) => ofId).values()].filter(isClear(taken)).map(([best]) => best!);
    for (const one of clear.toSorted((a, b) => a.days - b.days)) {
      if (!isFreeStill(one)) continue;
      links.push(one);
      taken.add(one.outflowId).add(one.inflowId);
    }
    rest = rest.filter(isFreeStill);
  }
  // Two that came in together are found for each other.
  const pairs = new Map(rest.map((one) => [`${one.outflowId} ${one.inflowId}`, one]));
  return { links, unclear: [...pairs.values()] };
}

/** Whether the first candidate of a transaction is its other side: none is as near, and no other transaction may as well have it. */
const isClear =
  (taken: ReadonlySet<string>) =>
  ([best, next]: readonly Candidate[]): boolean =>
    best!.wantedBy.every((id) => taken.has(id)) && (next === undefined || next.days > best!.days);

const portions = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

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

/**
 * For each of these transactions (an array of ids) the nearest first. They are looked for by account, so that those of its own are passed over.
 * What may as well have a candidate is in no order, so that it ends with the first few of any number.
 */
function candidatesOf(ids: SQL): Read<Candidate[]> {
  const query = read<Omit<Candidate, "wantedBy"> & { wanted: string }>(sql`
    select t.id as "ofId", n.* from transactions t cross join lateral (
      select case when t.amount_cents < 0 then t.id else c.id end as "outflowId", case when t.amount_cents < 0 then c.id else t.id end as "inflowId",
        abs(t.amount_cents)::text as "amountCents", t.currency, abs(c.date - t.date)::int as days,
        array(select r.id from transactions r where ${isFree("r")} and ${mayBe("c", "r")} and r.id <> t.id
          and abs(r.date - c.date) <= abs(c.date - t.date) limit ${MAX_CANDIDATES}::int)::text as wanted
      from accounts a join transactions c on c.account_id = a.id
      where a.id <> t.account_id and a.deleted_at is null and ${mayBe("t", "c")} and ${isFree("c")}
      order by days, c.id limit ${MAX_CANDIDATES}::int) n
    where t.id = any(${ids}) and t.user_id = ${me} and t.amount_cents <> 0 and ${isFree("t")}
    order by t.id, n.days, case when n."outflowId" = t.id then n."inflowId" else n."outflowId" end`);
  return {
    ...query,
    decode: (result) =>
      query
        .decode(result)
        .map(({ wanted, ...one }) => ({ ...one, wantedBy: wanted.slice(1, -1).split(",").filter(Boolean) })),
  };
}
