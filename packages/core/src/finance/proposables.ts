/** What may be proposed of budgets, and of the category of a transaction. No proposal moves money. */

import * as z from "zod/mini";
import type { Proposables } from "#core/cortex/proposable";
import * as Budgets from "#core/finance/budgets";
import { budgets } from "#core/finance/budgets.sql";
import { BudgetEvents, TransactionEvents } from "#core/finance/events";
import { Price } from "#core/finance/minor-units";
import { transactions } from "#core/finance/transactions.sql";
import { Currency, createSchema, patchSchema } from "#kit/wire";

export default {
  budget: {
    table: budgets,
    events: BudgetEvents,
    creates: createSchema(budgets, ["budgetCategoryId", "month", "currency", "amountCents", "rollover"], {
      fields: { month: Budgets.Month, currency: Currency, amountCents: Price },
    }),
    updates: patchSchema(budgets, ["amountCents", "rollover"], { amountCents: z.optional(Price) }),
    refusals: Budgets.refusals,
    outcome: { metric: "spending", better: "lower" },
  },
  transaction: {
    table: transactions,
    events: TransactionEvents,
    updates: patchSchema(transactions, ["budgetCategoryId", "vendorId", "merchantName", "notes"]),
    outcome: { metric: "spending", better: "lower" },
  },
} satisfies Proposables;
