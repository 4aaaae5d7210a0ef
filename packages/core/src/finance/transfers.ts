/** Transfers: two transactions that are one movement of money between two accounts. Linked and unlinked by hand, accepted, dismissed. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { TransactionEvents, TransferProposalEvents } from "#core/finance/events";
import { financeFields, financeRefusals } from "#core/finance/sayings";
import { transactions } from "#core/finance/transactions.sql";
import { transferProposals } from "#core/finance/transfers.sql";
import { update } from "#kit/change";
import { updateMany, upsertMany } from "#kit/change-many";
import { type Ctx, causedBy } from "#kit/ctx";
import { effect, orFirstTime, type Query } from "#kit/db";
import { Conflict, isConflict, NotFound, type Problem, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { live, seenRead } from "#kit/row";
import { fieldSayings } from "#kit/sayings";
import { justEmitted, lastEventOf } from "#kit/story";
import { me } from "#kit/table";
import { mayChange } from "#kit/table-access";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Transaction = Row<typeof transactions>;
export type Proposal = Row<typeof transferProposals>;

export interface Pair {
  outflowId: string;
  inflowId: string;
}

const ATTEMPTS = 3;
const MOVED = "transfer_moved";

/** Whether two writers met at a transaction: the guard has missed, or the other one was first to name it. */
export const isMoved = (error: unknown) =>
  (isConflict(error) && (error as { detail?: string }).detail === MOVED) ||
  (error as { code?: string }).code === "23505";

/** Links two transactions: the write, and the guard before it that refuses the whole batch where one is not free, or may not be changed. */
export const linking = (ctx: Ctx, pair: Pair, cause?: SQL) => linkingAll(ctx, [pair], cause);

/** The same for up to 250 pairs, of which no two have a side in common. */
export const linkingAll = (ctx: Ctx, pairs: readonly Pair[], cause?: SQL) => {
  const rows = pairs.flatMap(({ outflowId, inflowId }) => [
    { id: outflowId, transferPairId: inflowId },
    { id: inflowId, transferPairId: outflowId },
  ]);
  const ids = `{${rows.map(({ id }) => id).join(",")}}`;
  return [
    updateMany(ctx, transactions, rows, { emits: { event: TransactionEvents.updated, cause } }),
    // It comes first, and locks all in the order in which everybody does; of what the speaker may not change it locks nothing.
    effect(sql`select raise_problem('LF005', ${MOVED}) where (select count(*) from (
      select t.id from transactions t where t.id = any(${ids}::uuid[]) and t.transfer_pair_id is null and t.deleted_at is null
      order by t.id for update of t) free) < ${rows.length}::int`),
  ] as const;
};

/**
 * Links a transaction with the one that is its other side, and answers the first. Amounts in two currencies may be any; in one they are
 * opposite. Two flights. Throws NotFound, InvalidInput for another that there is not, and Conflict where the two are no transfer.
 */
export async function link(ctx: Ctx, id: string, otherId: string): Promise<Transaction> {
  const [one, two] = [id.toLowerCase(), otherId.toLowerCase()];
  if (one === two) throw wrongInput("#/transactionId", financeFields("itself"));
  for (let attempt = 1; ; attempt++) {
    const [seen, other] = await ctx.db.batch([seenRead(transactions, one), seenRead(transactions, two)]);
    if (!seen) throw NotFound();
    const isOut = seen.row.amountCents < 0;
    const pair = isOut ? { outflowId: one, inflowId: two } : { outflowId: two, inflowId: one };
    const [writing, guard] = linking(ctx, pair);
    const itself = (rows: Transaction[]) => rows.find((row) => row.id === one)!;
    if (seen.row.transferPairId === two) return seen.row;
    const problem = !other
      ? wrongInput("#/transactionId", fieldSayings("does_not_exist"))
      : !seen.mayChange || !other.mayChange
        ? ReadOnlyAccess()
        : whyNot(seen.row, other.row);
    if (problem) return itself(await orFirstTime(ctx.db, writing, problem));
    try {
      const [, rows] = await ctx.db.batch([guard, writing]);
      return itself(rows);
    } catch (error) {
      if (!isMoved(error)) throw error;
      if (attempt === ATTEMPTS) throw Conflict(financeRefusals("changed_meanwhile"));
    }
  }
}

function whyNot(one: Transaction, two: Transaction): Problem | undefined {
  if (one.transferPairId !== null || two.transferPairId !== null) return Conflict(financeRefusals("transfer_taken"));
  const isBetween = one.accountId !== null && two.accountId !== null && one.accountId !== two.accountId;
  const isOpposite =
    one.currency === two.currency
      ? one.amountCents === -two.amountCents && one.amountCents !== 0
      : one.amountCents * two.amountCents < 0;
  const isPayment = one.kind === "ordinary" && two.kind === "ordinary";
  return isBetween && isOpposite && isPayment ? undefined : Conflict(financeRefusals("not_a_transfer"));
}

/** Frees both sides of a transfer, and remembers that they are none. Two flights. Throws NotFound for a transaction that is part of none. */
export async function unlink(ctx: Ctx, id: string): Promise<void> {
  const itsPair = sql`${transactions.id} = (select t.transfer_pair_id from transactions t where t.id = ${id}::uuid)`;
  const [seen, [other]] = await ctx.db.batch([seenRead(transactions, id), changeable(itsPair)]);
  const { row } = seen ?? {};
  const otherId = row?.transferPairId;
  if (!row) throw NotFound();
  if (!seen?.mayChange) throw ReadOnlyAccess();
  if (!otherId) throw NotFound();
  const pair =
    row.amountCents < 0 ? { outflowId: row.id, inflowId: otherId } : { outflowId: otherId, inflowId: row.id };
  const isMineToRemember = row.amountCents < 0 || other !== undefined;
  await ctx.db.batch([
    // Before they are free, because it looks at what they name.
    ...(isMineToRemember ? [] : [effect(sql`select remember_no_transfer(${row.id}::uuid)`)]),
    updateMany(
      ctx,
      transactions,
      [
        { id: row.id, transferPairId: null },
        { id: otherId, transferPairId: null },
      ],
      {
        where: sql`${transactions.transferPairId} in (${row.id}::uuid, ${otherId}::uuid)`,
        emits: { event: TransactionEvents.updated },
      },
    ),
    ...(isMineToRemember ? [dismissal(ctx, pair, justEmitted(row.id, TransactionEvents.updated))] : []),
  ]);
}

function dismissal(ctx: Ctx, pair: Pair, cause: SQL): Query {
  const told = { event: TransferProposalEvents.dismissed, owner: me, cause };
  return upsertMany(
    ctx,
    transferProposals,
    [{ ...pair, status: "dismissed" as const, decidedAt: ctx.now().toISOString() }],
    {
      on: ["outflowId", "inflowId"],
      emits: { created: told, updated: told },
    },
  );
}

/** The proposals of the speaker whose transactions are both still free, and those that were decided. */
export const ofMine = sql`exists (select from transactions o join transactions i on i.id = ${transferProposals.inflowId}
  where o.id = ${transferProposals.outflowId} and o.user_id = ${me} and o.deleted_at is null and i.deleted_at is null
    and (${transferProposals.status} <> 'proposed' or (o.transfer_pair_id is null and i.transfer_pair_id is null)))`;

const unlessSettled = ({ status }: Proposal) =>
  status === "proposed" ? undefined : Conflict(financeRefusals("proposal_settled"));

/** Links what was proposed. Throws Conflict when one side has become part of another transfer, or has changed so that it is none. */
export async function accept(ctx: Ctx, id: string): Promise<Proposal> {
  const sides = sql`${transactions.id} in (select unnest(array[p.outflow_id, p.inflow_id]) from transfer_proposals p where p.id = ${id}::uuid)`;
  for (let attempt = 1; ; attempt++) {
    const [seen, [one, two], proposed] = await ctx.db.batch([
      seenRead(transferProposals, id),
      changeable(sides),
      lastEventOf(id, TransferProposalEvents.created),
    ]);
    if (!seen) throw NotFound();
    const { row } = seen;
    const story = causedBy(ctx, proposed);
    const deciding = update(
      story,
      transferProposals,
      sql`${live(transferProposals, id)} and ${transferProposals.status} = 'proposed'`,
      { status: "accepted", decidedAt: ctx.now().toISOString() },
      { emits: { event: TransferProposalEvents.accepted, owner: me }, orConflict: MOVED },
    );
    const why = one && two ? whyNot(one, two) : Conflict(financeRefusals("not_a_transfer"));
    const problem = seen.mayChange ? (unlessSettled(row) ?? why) : ReadOnlyAccess();
    if (problem) return (await orFirstTime(ctx.db, deciding, problem))!;
    try {
      const [writing, guard] = linking(story, row, justEmitted(id, TransferProposalEvents.accepted));
      const [, decided] = await ctx.db.batch([guard, deciding, writing]);
      return decided!;
    } catch (error) {
      if (!isMoved(error)) throw error;
      if (attempt === ATTEMPTS) throw Conflict(financeRefusals("changed_meanwhile"));
    }
  }
}

/** Those of some transactions that the speaker may change. */
const changeable = (which: SQL) => rowsRead(transactions, sql`${which} and ${mayChange(transactions)}`, { limit: 2 });

/** Remembers that what was proposed is no transfer. */
export const dismiss = (ctx: Ctx, id: string): Promise<Proposal> =>
  transition(ctx, transferProposals, id, {
    follows: TransferProposalEvents.created,
    refuse: unlessSettled,
    change: {
      values: { status: "dismissed", decidedAt: ctx.now().toISOString() },
      emits: { event: TransferProposalEvents.dismissed, owner: me },
    },
  });
