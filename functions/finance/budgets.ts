import * as z from "zod/mini";
import * as Budgets from "#core/finance/budgets";
import { budgets } from "#core/finance/budgets.sql";
import { BudgetEvents } from "#core/finance/events";
import { Amount } from "#core/finance/minor-units";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput } from "#kit/problem";
import { Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/finance/budgets", budgets, {
  write: ["amountCents", "rollover"],
  writeOnce: ["budgetCategoryId", "month", "currency"],
  filter: ["budgetCategoryId", "month", "currency", "rollover", "exceededAt"],
  sort: ["month"],
  emits: BudgetEvents,
  refusals: Budgets.refusals,
  fields: { amountCents: Amount },
  created: (_, body) => Budgets.created(body),
  example: {
    budgetCategoryId: "0192a3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b",
    month: "2026-03-01",
    currency: "EUR",
    amountCents: 40_000,
    rollover: true,
  },
  create: {
    fields: { month: Budgets.Month },
    description:
      "One for each category, month and currency, which counts what is in its currency: nothing is converted. Without `currency` it is that of the account that you would pay with. It belongs to whom its category belongs to, so that the members of a household have those of their categories together.",
  },
});

export const copy = endpoint("POST /v1/finance/budgets/copy", {
  summary: "Copy the budgets of the month before",
  description: `Those of your own categories, or of a household's. A category that has a budget in \`month\` keeps that one, so that it can be done again. Up to ${Budgets.MAX_COPIED} at a time.`,
  body: z.strictObject({ month: Budgets.Month, householdId: z.optional(Uuid) }),
  returns: z.strictObject({ copied: z.int() }),
  problems: [InvalidInput, Forbidden, Conflict],
  example: { body: { month: "2026-03-01" } },
  handler: (ctx) => Budgets.copy(ctx, ctx.body),
});
