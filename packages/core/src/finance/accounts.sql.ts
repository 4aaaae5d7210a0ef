/** Accounts and their balances by day. Amounts are minor units of the account's currency. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { connections } from "#core/identity/connections.sql";
import { bigint, boolean, day, oneOf, text, uuid, versioned } from "#kit/columns";
import { child, shared } from "#kit/table";

export const accountTypes = ["checking", "savings", "credit", "investment", "loan", "cash", "other"] as const;
export type AccountType = (typeof accountTypes)[number];
const CURRENCY = { format: "currency" } as const;

// The external key is unique among deleted rows too: an import counts a deleted account as seen.
export const accounts = shared(
  "accounts",
  {
    connectionId: uuid().references(() => connections.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    institution: text(200),
    type: oneOf(...accountTypes)
      .notNull()
      .default("checking"),
    balanceCents: bigint().notNull().default(0),
    openingBalanceCents: bigint().notNull().default(0),
    // The database keeps these two, and the balance of an account without a connection (`migrations/functions/tally_account.sql`).
    postedCents: bigint().notNull().default(0),
    unexplainedCents: bigint().notNull().default(0),
    currency: text(3, CURRENCY).notNull().default("USD"),
    externalId: text(255),
    /** The last digits of its number, as banks print them. */
    mask: text(20),
    /** What a bank's account is known again by when it is linked anew and has another `externalId`. */
    externalKey: text(255),
    isClosed: boolean().notNull().default(false),
    ...versioned(),
  },
  (t) => [
    unique("accounts_external").on(t.connectionId, t.externalId),
    index("accounts_user").on(t.userId, sql`id`),
    index("accounts_household").on(t.householdId, sql`id`).where(sql`household_id is not null`),
  ],
  { title: "name" },
);

export const accountBalanceHistory = child(
  "account_balance_history",
  { table: accounts, key: "account_id" },
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    date: day().notNull(),
    balanceCents: bigint().notNull(),
  },
  (t) => [unique("account_balance_history_unique").on(t.accountId, t.date)],
);
