/** The part of a transaction that drafts of meals need. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { transactions } from "#core/finance/transactions.sql";
import { vendors } from "#core/household/vendors.sql";
import { db, read } from "#kit/db";

/** Shop, amount and currency of a purchase of the speaker's; amounts are minor units, negative when spent. */
export const purchaseQuery = (transactionId: string) =>
  db
    .select({
      vendorName: vendors.name,
      merchantName: transactions.merchantName,
      amountCents: transactions.amountCents,
      currency: transactions.currency,
    })
    .from(transactions)
    .leftJoin(vendors, eq(vendors.id, transactions.vendorId))
    .where(and(eq(transactions.id, transactionId), isNull(transactions.deletedAt)));

export interface ReceiptLine {
  name: string;
  quantity: number;
  unit: string | null;
}

/** The most lines that are read. */
const MAX_LINES = 60;

/** The lines of a receipt in their order. */
export const receiptLines = (transactionId: string) =>
  read<ReceiptLine>(
    sql`select name, quantity::float8, unit from receipt_items where transaction_id = ${transactionId}::uuid order by position limit ${MAX_LINES}`,
  );
