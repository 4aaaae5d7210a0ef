/** Rules that change transactions, and recurring transactions. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { bigint, boolean, day, instant, integer, json, numeric, oneOf, text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

/** `value` is text for texts, minor units for amounts, an id for accounts; `between` takes two amounts. */
export const ruleConditionsSchema = z.strictObject({
  match: z.enum(["all", "any"]),
  conditions: z
    .array(
      z.strictObject({
        field: z.enum(["merchantName", "description", "notes", "amountCents", "accountId", "currency"]),
        operator: z.enum(["equals", "contains", "starts_with", "ends_with", "less_than", "greater_than", "between"]),
        value: z.union([z.string().check(z.maxLength(500)), z.int(), z.tuple([z.int(), z.int()])]),
      }),
    )
    .check(z.minLength(1), z.maxLength(20)),
});

export const ruleActionsSchema = z
  .array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("set_category"), budgetCategoryId: z.uuid() }),
      z.strictObject({
        type: z.literal("rename_merchant"),
        merchantName: z.string().check(z.minLength(1), z.maxLength(200)),
      }),
      z.strictObject({ type: z.literal("set_vendor"), vendorId: z.uuid() }),
      z.strictObject({ type: z.literal("add_note"), note: z.string().check(z.minLength(1), z.maxLength(1000)) }),
      z.strictObject({
        type: z.literal("split"),
        parts: z
          .array(
            z.strictObject({ budgetCategoryId: z.uuid(), sharePct: z.number().check(z.positive(), z.maximum(100)) }),
          )
          .check(z.minLength(2), z.maxLength(20)),
      }),
    ]),
  )
  .check(z.minLength(1), z.maxLength(10));

export const transactionRules = owned(
  "transaction_rules",
  {
    priority: integer().notNull().default(0),
    conditions: json(ruleConditionsSchema).notNull(),
    actions: json(ruleActionsSchema).notNull(),
    isActive: boolean().notNull().default(true),
    ...versioned(),
  },
  (t) => [
    index("transaction_rules_user").on(t.userId, sql`id`),
    index("transaction_rules_priority").on(t.userId, t.priority),
  ],
);

export const cadences = ["weekly", "biweekly", "monthly", "quarterly", "yearly"] as const;

export const recurringTransactions = owned(
  "recurring_transactions",
  {
    merchantName: text(200).notNull(),
    cadence: oneOf(...cadences).notNull(),
    expectedAmountCents: bigint().notNull(),
    currency: text(3, { format: "currency" }).notNull().default("USD"),
    nextExpectedDate: day(),
    confidence: numeric({ min: 0, max: 1 }).notNull(),
    dismissedAt: instant(),
  },
  (t) => [
    index("recurring_transactions_user").on(t.userId, sql`id`),
    index("recurring_transactions_merchant").on(t.userId, t.merchantName),
  ],
  { deletedForGood: "they are found anew in the transactions" },
);
