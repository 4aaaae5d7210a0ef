import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import { transactions } from "#core/finance/transactions.sql";
import { normalizedName } from "#core/household/vendor-names";
import { ownHousehold } from "#core/household/vendors";
import { vendors } from "#core/household/vendors.sql";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { added } from "../added.ts";
import type { AccountKey } from "../demo-payments.ts";
import { CATEGORIES, SHOPS } from "../demo-world.ts";
import type { Given } from "../seeds.ts";

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
      Object.entries(ACCOUNTS).map(([key, { name, type, openingCents }]) => ({
        id: accountIds[key as AccountKey],
        ...since,
        name,
        type,
        institution: "Spreebank",
        currency: CURRENCY,
        openingBalanceCents: openingCents,
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
        // The first of two that refer to each other gets its reference from the database, which sees to both.
        transferPairId: transferOf,
      })),
    ),
  ];
}

const idsOf = <K extends string>(record: Record<K, unknown>, next: () => string) =>
  Object.fromEntries(Object.keys(record).map((key) => [key, next()])) as Record<K, string>;
