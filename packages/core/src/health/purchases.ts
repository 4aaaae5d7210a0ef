/** What money was spent on, as far as meals need to know. */
import { and, eq, isNull } from "drizzle-orm";
import { transactions } from "#core/finance/transactions.sql";
import { vendors } from "#core/household/vendors.sql";
import { db } from "#kit/db";

/** Where, for how much and in which currency the speaker bought something; amounts are minor units, negative when spent. */
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
