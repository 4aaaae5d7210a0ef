/** Budget categories, and the monthly budget of each. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { bigint, boolean, day, instant, integer, oneOf, text, uuid, versioned } from "#kit/columns";
import { shared } from "#kit/table";

export const budgetCategories = shared(
  "budget_categories",
  {
    name: text(100).notNull(),
    groupName: text(100),
    kind: oneOf("expense", "income", "transfer").notNull().default("expense"),
    parentId: uuid().references((): AnyPgColumn => budgetCategories.id, { onDelete: "set null" }),
    sortOrder: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    index("budget_categories_user").on(t.userId, sql`id`),
    index("budget_categories_household").on(t.householdId, sql`id`).where(sql`household_id is not null`),
    index("budget_categories_parent").on(t.parentId),
  ],
  { title: "name" },
);

// A budget belongs to whom its category belongs to, and a household sees it with the category.
export const budgets = shared(
  "budgets",
  {
    budgetCategoryId: uuid()
      .notNull()
      .references(() => budgetCategories.id, { onDelete: "cascade" }),
    month: day().notNull(),
    currency: text(3, { format: "currency" }).notNull().default("USD"),
    amountCents: bigint().notNull(),
    rollover: boolean().notNull().default(false),
    exceededAt: instant(),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("budgets_unique").on(t.budgetCategoryId, t.currency, t.month).where(sql`deleted_at is null`),
    index("budgets_user").on(t.userId, t.month),
    index("budgets_household").on(t.householdId, t.month).where(sql`household_id is not null`),
    check("budgets_month_is_first_day", sql`extract(day from month) = 1`),
  ],
  { within: { budgetCategoryId: "budget_categories" } },
);
