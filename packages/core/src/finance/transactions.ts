/** Reading and preparing transactions. */
import { asc, eq, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import type { Ctx } from "#kit/ctx";
import { findRow, shown } from "#kit/row";

/** More items than a receipt can have. */
const MAX_ITEMS = 1_000;

/** A transaction with the items of its receipt in printed order. */
export async function withItems(ctx: Ctx, id: string) {
  const itsItems = eq(receiptItems.transactionId, id);
  const [transaction, items] = await findRow(
    ctx,
    transactions,
    id,
    rowsRead(receiptItems, itsItems, { order: asc(receiptItems.position), limit: MAX_ITEMS }),
  );
  return { ...shown(transactions, transaction, ["merchantKey"]), receiptItems: items };
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
