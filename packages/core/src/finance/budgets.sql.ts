/** Budget categories, and the monthly budget of each. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { bigint, boolean, day, integer, oneOf, text, uuid, versioned } from "#kit/columns";
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

export const budgets = shared(
  "budgets",
  {
    budgetCategoryId: uuid()
      .notNull()
      .references(() => budgetCategories.id, { onDelete: "cascade" }),
    month: day().notNull(),
    amountCents: bigint().notNull(),
    rollover: boolean().notNull().default(false),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("budgets_unique").on(t.budgetCategoryId, t.month).where(sql`deleted_at is null`),
    index("budgets_user").on(t.userId, t.month),
    index("budgets_household").on(t.householdId, t.month).where(sql`household_id is not null`),
    check("budgets_month_is_first_day", sql`extract(day from month) = 1`),
  ],
);
