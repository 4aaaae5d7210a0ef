import { sql } from "drizzle-orm";
import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import { transactions } from "#core/finance/transactions.sql";
import { normalizedName } from "#core/household/vendor-names";
import { ownHousehold } from "#core/household/vendors";
import { vendors } from "#core/household/vendors.sql";
import { update } from "#kit/change";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import type { AccountKey } from "../demo-payments.ts";
import { CATEGORIES, SHOPS } from "../demo-world.ts";
import { added, type Given } from "../seeds.ts";

export const shown = { transactions };

const ACCOUNTS = {
  checking: { name: "Everyday account", type: "checking", openingCents: 214_000 },
  card: { name: "Credit card", type: "credit", openingCents: -18_250 },
  savings: { name: "Savings", type: "savings", openingCents: 1_250_000 },
} as const;
const CURRENCY = "EUR";
/** How many of the last card payments are pending at the bank. */
const PENDING = 3;

export default function finance({ ctx, life: { start, payments } }: Given): Query[] {
  const idAt = () => uuidv7(new Date(start));
  const since = { createdAt: start, updatedAt: start };
  const accountIds = idsOf(ACCOUNTS, idAt);
  const categoryIds = idsOf(CATEGORIES, idAt);
  const vendorIds = idsOf(SHOPS, idAt);
  const pending = new Set(
    payments
      .filter(({ account, cents }) => account === "card" && cents < 0)
      .slice(-PENDING)
      .map(({ id }) => id),
  );
  const balance = (key: AccountKey) =>
    payments
      .filter(({ account, id }) => account === key && !pending.has(id))
      .reduce<number>((sum, { cents }) => sum + cents, ACCOUNTS[key].openingCents);

  return [
    ...added(
      ctx,
      budgetCategories,
      Object.entries(CATEGORIES).map(([name, { groupName, kind }], sortOrder) => ({
        id: categoryIds[name as keyof typeof CATEGORIES],
        ...since,
        name,
        groupName,
        kind,
        sortOrder,
      })),
    ),
    ...added(
      ctx,
      vendors,
      Object.entries(SHOPS).map(([name, defaultCategory]) => ({
        id: vendorIds[name as keyof typeof SHOPS],
        ...since,
        householdId: ownHousehold,
        name,
        normalizedName: normalizedName(name),
        defaultCategory,
      })),
    ),
    ...added(
      ctx,
      accounts,
      Object.entries(ACCOUNTS).map(([key, { name, type }]) => ({
        id: accountIds[key as AccountKey],
        ...since,
        name,
        type,
        institution: "Spreebank",
        currency: CURRENCY,
        balanceCents: balance(key as AccountKey),
      })),
    ),
    ...added(
      ctx,
      transactions,
      payments.map(({ id, at, date, account, category, shop, merchantName, description, cents, transferOf }) => ({
        id,
        createdAt: at,
        updatedAt: at,
        accountId: accountIds[account],
        date,
        merchantName,
        vendorId: shop && vendorIds[shop],
        description,
        amountCents: cents,
        currency: CURRENCY,
        status: pending.has(id) ? ("pending" as const) : ("posted" as const),
        budgetCategoryId: categoryIds[category],
        transferPairId: transferOf,
      })),
    ),
    // A foreign key is checked when its row is inserted, so the first of two rows that refer to each other gets its reference
    // afterwards.
    update(ctx, transactions, sql`${transactions.transferPairId} is null and ${itsPair} is not null`, {
      transferPairId: itsPair,
    }),
  ];
}

/** The id of the transaction whose other half this one is. */
const itsPair = sql`(select pair.id from ${transactions} pair where pair.transfer_pair_id = ${transactions}.id)`;

const idsOf = <K extends string>(record: Record<K, unknown>, next: () => string) =>
  Object.fromEntries(Object.keys(record).map((key) => [key, next()])) as Record<K, string>;
