/** The part of a transaction that drafts of meals need. */
import { and, eq, isNull } from "drizzle-orm";
import { transactions } from "#core/finance/transactions.sql";
import { vendors } from "#core/household/vendors.sql";
import { db } from "#kit/db";

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
