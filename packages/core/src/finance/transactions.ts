/** Reading and preparing transactions. */
import { asc, eq, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { receiptItems, transactionSplits, transactions } from "#core/finance/transactions.sql";
import type { Ctx } from "#kit/ctx";
import { findRow, shown } from "#kit/row";
import { type Row, rowSchema } from "#kit/wire";

/** More items than a receipt can have. */
const MAX_ITEMS = 1_000;
/** More splits than a transaction can have, with those that banks have added. */
const MAX_KEPT_SPLITS = 1_000;

/** What it is found by, and nobody's business. */
export const OMIT = ["merchantKey"] as const;
export const Transaction = rowSchema(transactions, OMIT);
/** A row as it is answered. */
export const answered = (row: Row<typeof transactions>) => shown(transactions, row, OMIT);

/** A transaction with its splits, and with the items of its receipt in printed order. */
export async function withItems(ctx: Ctx, id: string) {
  const itsItems = eq(receiptItems.transactionId, id);
  const itsSplits = eq(transactionSplits.transactionId, id);
  const [transaction, items, splits] = await findRow(
    ctx,
    transactions,
    id,
    rowsRead(receiptItems, itsItems, { order: asc(receiptItems.position), limit: MAX_ITEMS }),
    rowsRead(transactionSplits, itsSplits, { order: asc(transactionSplits.position), limit: MAX_KEPT_SPLITS }),
  );
  return { ...answered(transaction), receiptItems: items, splits };
}

/** The body of a create, with the account's currency where it has none. */
export function withCurrency<B extends { currency?: string; accountId?: string | null }>(body: B) {
  if (body.currency !== undefined || !body.accountId) return body;
  const { accountId } = body;
  return {
    ...body,
    currency: sql`coalesce((select a.currency from accounts a where a.id = ${accountId}::uuid), 'USD')`,
  };
}
