/** What the parts of a transaction are for. While it has splits, they count, and its own category does not. */
import { sql } from "drizzle-orm";
import { TransactionDivided } from "#core/finance/events";
import { financeFields } from "#core/finance/sayings";
import { answered } from "#core/finance/transactions";
import { transactionSplits, transactions } from "#core/finance/transactions.sql";
import { emit } from "#kit/change";
import { insertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Write } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";

/** More parts than anybody tells apart, and as few amounts of thirteen digits as add up exactly. */
export const MAX_SPLITS = 100;

export interface Part {
  budgetCategoryId?: string | null;
  /** Minor units of the transaction's currency, negative when spent. */
  amountCents: number;
  note?: string | null;
}

type Split = Row<typeof transactionSplits>;

/**
 * Replaces all splits of a transaction; none removes them. Two flights. Throws InvalidInput when they do not add up to its amount, and
 * NotFound, Forbidden and StaleVersion as every change of it does.
 */
export async function put(ctx: Ctx, id: string, parts: readonly Part[], versions: number[] | undefined) {
  const cents = parts.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const [transaction, ...written] = await transitionBatch(ctx, transactions, id, {
    versions,
    refuse({ amountCents, isSplit }) {
      if (parts.length === 0) return isSplit ? undefined : "done";
      return cents === amountCents
        ? undefined
        : wrongInput("#/splits", financeFields("must_add_up", { sum: cents, amount: amountCents }));
    },
    change: ({ userId, householdId, date, amountCents, currency }) => ({
      values: { isSplit: parts.length > 0 },
      also: (story) => [
        effect(sql`delete from ${transactionSplits} where ${transactionSplits.transactionId} = ${id}::uuid`),
        insertMany(
          story,
          transactionSplits,
          parts.map((part, position) => ({ ...part, position, transactionId: id })),
        ),
        emit(story, TransactionDivided, {
          entityId: id,
          owner: userId,
          householdId,
          payload: { date, amountCents, currency, parts: parts.length },
        }),
      ],
    }),
  });
  const splits = (written[1] ?? []) as Split[];
  return {
    ...answered(transaction),
    splits: splits.sort((a, b) => a.position - b.position),
  };
}

/**
 * For whoever sets the amounts of transactions to what a bank or a receipt says: where one is split, the difference becomes a part of its own
 * without a category. It goes before that change in the same batch.
 */
export const splitDifferences = (rows: readonly { id: string; amountCents: number }[]): Write<undefined> =>
  effect(sql`
    insert into ${transactionSplits} (transaction_id, position, amount_cents)
    select t.id, (select max(s.position) + 1 from ${transactionSplits} s where s.transaction_id = t.id), g.cents - t.amount_cents
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ id, amountCents: cents }) => ({ id, cents })))}::jsonb) g (id uuid, cents bigint)
    join ${transactions} t on t.id = g.id where t.is_split and t.amount_cents <> g.cents`);
