/** Transactions. Amounts are minor units, negative when spent. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import { pantryItems } from "#core/household/pantry.sql";
import { vendors } from "#core/household/vendors.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { files } from "#core/knowledge/files.sql";
import { bigint, boolean, day, instant, integer, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { child, shared } from "#kit/table";

const CURRENCY = { format: "currency" } as const;

/**
 * The name of a merchant without case, punctuation and the words that have digits, which differ from one payment to the next: branches,
 * references, dates. A name of nothing else is kept as it is. A column, since under row-level security no index of an expression is used.
 */
const MERCHANT_KEY = sql`coalesce(nullif(trim(left(regexp_replace(regexp_replace(lower(merchant_name), '[^[:space:]]*[0-9][^[:space:]]*', ' ', 'g'), '[[:punct:][:space:]]+', ' ', 'g'), 200)), ''), left(lower(merchant_name), 200))`;
/** The words by which transactions are found (see `find_transactions` in `migrations/`, which says the same). */
const words = sql`to_tsvector('simple'::regconfig, folded(coalesce(merchant_name, '') || ' ' || coalesce(description, '') || ' ' || coalesce(notes, '')))`;

// A bank's key is unique among deleted rows too, so that what was deleted does not come again. What came from a file and was deleted, the
// import knows by its own record, from which an undo takes it; it can come again then.
export const transactions = shared(
  "transactions",
  {
    accountId: uuid().references(() => accounts.id, { onDelete: "set null" }),
    date: day().notNull(),
    merchantName: text(200),
    merchantKey: text(200).generatedAlwaysAs(MERCHANT_KEY),
    vendorId: uuid().references(() => vendors.id, { onDelete: "set null" }),
    description: text(1000),
    amountCents: bigint().notNull(),
    currency: text(3, CURRENCY).notNull().default("USD"),
    status: oneOf("pending", "posted").notNull().default("posted"),
    /** An adjustment states a balance and is no payment: rules, payments of invoices, receipts and transfers leave it out. */
    kind: oneOf("ordinary", "adjustment").notNull().default("ordinary"),
    budgetCategoryId: uuid().references(() => budgetCategories.id, { onDelete: "set null" }),
    // Whether it has splits, which the database holds (see `hold_splits`): whoever adds up asks only these for their parts.
    isSplit: boolean().notNull().default(false),
    receiptFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    sourceEmailId: uuid().references(() => inboundEmails.id, { onDelete: "set null" }),
    transferPairId: uuid().references((): AnyPgColumn => transactions.id, { onDelete: "set null" }),
    externalId: text(255),
    importHash: text(64),
    /**
     * The account that its bank or file has it on, by which it is known again: whoever moves it to another one does not get it twice. The
     * database sets it where nobody does (`migrations/functions/note_source_account.sql`).
     */
    sourceAccountId: uuid().references(() => accounts.id, { onDelete: "set null" }),
    /** What its bank takes it to be for, in the words of Plaid (`FOOD_AND_DRINK_GROCERIES`). */
    bankCategory: text(100),
    /** Whether a bank brought it; one that was entered or imported before stays when the bank takes it back. */
    isFromBank: boolean().notNull().default(false),
    /** When its bank took it back; what a person deletes has none. */
    bankRemovedAt: instant(),
    notes: text(5000),
    ...versioned(),
  },
  (t) => [
    unique("transactions_external").on(t.sourceAccountId, t.externalId),
    uniqueIndex("transactions_import").on(t.sourceAccountId, t.importHash).where(sql`deleted_at is null`),
    index("transactions_moved").on(t.sourceAccountId, t.date).where(sql`account_id is distinct from source_account_id`),
    index("transactions_user").on(t.userId, sql`id`),
    index("transactions_user_date").on(t.userId, t.date, sql`id`),
    index("transactions_household").on(t.householdId, t.date, sql`id`).where(sql`household_id is not null`),
    index("transactions_account_date").on(t.accountId, t.date),
    index("transactions_from_bank").on(t.accountId, t.date).where(sql`is_from_bank`),
    index("transactions_category").on(t.budgetCategoryId, t.date),
    index("transactions_split").on(t.userId, t.date).where(sql`is_split`),
    index("transactions_words").using("gin", words, t.userId, t.householdId),
    index("transactions_vendor").on(t.vendorId).where(sql`vendor_id is not null`),
    index("transactions_user_vendor").on(t.userId, t.vendorId, t.date).where(sql`vendor_id is not null`),
    index("transactions_merchant").on(t.userId, t.merchantKey, t.date),
    index("transactions_receipt_file").on(t.receiptFileId).where(sql`receipt_file_id is not null`),
    index("transactions_source_email").on(t.sourceEmailId).where(sql`source_email_id is not null`),
    uniqueIndex("transactions_transfer_pair").on(t.transferPairId).where(sql`deleted_at is null`),
  ],
  { title: "merchantName" },
);

export const receiptItems = child(
  "receipt_items",
  { table: transactions, key: "transaction_id" },
  {
    transactionId: uuid()
      .notNull()
      .references(() => transactions.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    name: text(300).notNull(),
    quantity: numeric({ min: 0 }).notNull().default(1),
    unit: text(30),
    amountCents: bigint().notNull(),
    pantryItemId: uuid().references(() => pantryItems.id, { onDelete: "set null" }),
  },
  (t) => [
    unique("receipt_items_unique").on(t.transactionId, t.position),
    index("receipt_items_pantry_item").on(t.pantryItemId),
  ],
);

// The splits of a transaction add up to it, whoever writes them (see `hold_splits` in `migrations/`).
export const transactionSplits = child(
  "transaction_splits",
  { table: transactions, key: "transaction_id" },
  {
    transactionId: uuid()
      .notNull()
      .references(() => transactions.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    budgetCategoryId: uuid().references(() => budgetCategories.id, { onDelete: "set null" }),
    amountCents: bigint().notNull(),
    note: text(1000),
  },
  (t) => [
    unique("transaction_splits_unique").on(t.transactionId, t.position),
    index("transaction_splits_category").on(t.budgetCategoryId),
  ],
);
