/** Payments that come again and again, and the bills that are to be paid. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { accounts } from "#core/finance/accounts.sql";
import { transactions } from "#core/finance/transactions.sql";
import { vendors } from "#core/household/vendors.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { bigint, boolean, day, instant, integer, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

const CURRENCY = { format: "currency" } as const;

export const cadences = ["weekly", "biweekly", "monthly", "quarterly", "yearly"] as const;

// What was dismissed stays as a row, by which it is known when it is found again.
export const recurringTransactions = owned(
  "recurring_transactions",
  {
    accountId: uuid().references(() => accounts.id, { onDelete: "set null" }),
    vendorId: uuid().references(() => vendors.id, { onDelete: "set null" }),
    merchantKey: text(200),
    merchantName: text(200).notNull(),
    cadence: oneOf(...cadences).notNull(),
    /** Minor units, negative when spent. */
    expectedAmountCents: bigint().notNull(),
    currency: text(3, CURRENCY).notNull().default("USD"),
    /** By what fraction the amounts differ from the expected one without being another price. */
    amountSpread: numeric({ min: 0, max: 1 }).notNull().default(0),
    /** The day of the month, where the payments keep to one. */
    anchorDay: integer({ min: 1, max: 31 }),
    occurrences: integer({ min: 0 }).notNull().default(0),
    lastDate: day(),
    lastTransactionId: uuid().references(() => transactions.id, { onDelete: "set null" }),
    nextExpectedDate: day(),
    confidence: numeric({ min: 0, max: 1 }).notNull(),
    /** What was expected before the price changed last. */
    previousAmountCents: bigint(),
    priceChangedOn: day(),
    /** The day on which a payment was expected that did not come, and how many did not since the last one that did. */
    missedOn: day(),
    missedCount: integer({ min: 0 }).notNull().default(0),
    endedOn: day(),
    confirmedAt: instant(),
    dismissedAt: instant(),
    /** Whether its person pays it by hand, so that its payments are bills; null while they have not said. */
    isBill: boolean(),
    ...versioned(),
  },
  (t) => [
    index("recurring_transactions_user").on(t.userId, sql`id`),
    index("recurring_transactions_merchant").on(t.userId, t.merchantKey),
    index("recurring_transactions_vendor").on(t.vendorId),
    index("recurring_transactions_account").on(t.accountId),
    index("recurring_transactions_last").on(t.lastTransactionId),
    index("recurring_transactions_next")
      .on(t.userId, t.nextExpectedDate)
      .where(sql`dismissed_at is null and ended_on is null`),
  ],
  { deletedForGood: "they are found anew in the transactions", title: "merchantName" },
);

export const billStatuses = ["open", "paid", "cancelled"] as const;

// One for each period of a recurring payment, and one for each mail.
export const bills = owned(
  "bills",
  {
    recurringTransactionId: uuid().references(() => recurringTransactions.id, { onDelete: "set null" }),
    sourceEmailId: uuid().references(() => inboundEmails.id, { onDelete: "set null" }),
    vendorId: uuid().references(() => vendors.id, { onDelete: "set null" }),
    merchantName: text(200).notNull(),
    /** What is to be paid, in minor units. */
    amountCents: bigint().notNull(),
    currency: text(3, CURRENCY).notNull(),
    dueOn: day().notNull(),
    status: oneOf(...billStatuses)
      .notNull()
      .default("open"),
    /** The payment. */
    transactionId: uuid().references(() => transactions.id, { onDelete: "set null" }),
    /** Whether its person said that it is paid, which it then is with and without a payment. */
    isSaidPaid: boolean().notNull().default(false),
    ...versioned(),
  },
  (t) => [
    unique("bills_source_email").on(t.userId, t.sourceEmailId),
    index("bills_user").on(t.userId, sql`id`),
    index("bills_due").on(t.userId, t.status, t.dueOn),
    index("bills_recurring").on(t.recurringTransactionId, t.dueOn),
    index("bills_email").on(t.sourceEmailId),
    index("bills_vendor").on(t.vendorId),
    index("bills_transaction").on(t.transactionId),
  ],
  { deletedForGood: "what was to be paid is a record, which nobody deletes", title: "merchantName" },
);
