/** Finds the other side of a transfer when a transaction arrives, and asks where there is more than one that it may be. */
import { sql } from "drizzle-orm";
import { TransferDetected, TransferProposalEvents } from "#core/finance/events";
import { type Booked, bookedIds } from "#core/finance/statements/booked";
import { type Candidate, candidatesAmong, sidesRead } from "#core/finance/transfer-candidates";
import { isMoved, linkingAll } from "#core/finance/transfers";
import { transferProposals } from "#core/finance/transfers.sql";
import { emit } from "#kit/change";
import { insertMany, MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";
import { me } from "#kit/table";

const ATTEMPTS = 3;
const NONE: ReadonlySet<string> = new Set();

/**
 * Links a posted transaction of the speaker's own with the one that is nearest in days among those of the same amount in the same currency
 * that left, or came into, another account of theirs; unless another one is as near, or it may as well belong to another one. Then all of them
 * are proposed. What was said to be no transfer is left alone. Amounts in two currencies are never compared.
 */
export async function detect(ctx: Ctx, transactionId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [sides] = await ctx.db.batch([sidesRead(sql`array[${transactionId}::uuid]`)]);
    const { found, isWhole } = candidatesAmong(sides);
    if (found.length === 0) return;
    try {
      await ctx.db.batch(isWhole && isClear(NONE)(found) ? linked(ctx, found.slice(0, 1)) : [proposed(ctx, found)]);
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
    const [sides] = await ctx.db.batch([sidesRead(bookedIds(booked))]);
    const { found, isWhole } = candidatesAmong(sides);
    const { links, unclear } = isWhole ? told(found) : { links: [], unclear: found };
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

/**
 * Which of the candidates of several transactions are transfers, and which may be. What was linked may make others clear: those that it was a
 * candidate of, or that may as well have had it, are looked at again.
 */
export function told(found: readonly Candidate[]): { links: Candidate[]; unclear: Candidate[] } {
  const links: Candidate[] = [];
  const taken = new Set<string>();
  const isFreeStill = ({ outflowId, inflowId }: Candidate) => !taken.has(outflowId) && !taken.has(inflowId);
  const byId = Map.groupBy(found, ({ ofId }) => ofId);
  const concerned = new Map<string, Set<string>>();
  for (const { ofId, outflowId, inflowId, wantedBy } of found)
    for (const id of [outflowId, inflowId, ...wantedBy]) concerned.set(id, (concerned.get(id) ?? new Set()).add(ofId));
  for (let looked: Iterable<string> = byId.keys(); ; ) {
    const clear = [...looked].flatMap((id) => {
      const left = byId.get(id)?.filter(isFreeStill) ?? [];
      byId.set(id, left);
      return left.length > 0 && isClear(taken)(left) ? [left[0]!] : [];
    });
    const before = links.length;
    for (const one of clear.toSorted((a, b) => a.days - b.days)) {
      if (!isFreeStill(one)) continue;
      links.push(one);
      taken.add(one.outflowId).add(one.inflowId);
    }
    if (links.length === before) break;
    const gone = links.slice(before).flatMap(({ outflowId, inflowId }) => [outflowId, inflowId]);
    looked = new Set(gone.flatMap((id) => [...(concerned.get(id) ?? [])]));
  }
  const rest = [...byId.values()].flat().filter(isFreeStill);
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
