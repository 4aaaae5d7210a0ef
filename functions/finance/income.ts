import * as z from "zod/mini";
import { IncomeEvents } from "#core/finance/events";
import * as Income from "#core/finance/income";
import { incomeEntries } from "#core/finance/income.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/finance/income", incomeEntries, {
  noun: "income entry",
  write: ["lifeDomainId", "contactId", "date", "amount", "description", "currency", "sourceType", "durationMinutes"],
  fields: { amount: Income.IncomeAmount },
  filter: ["date", "sourceType", "currency", "lifeDomainId", "contactId"],
  sort: ["date"],
  order: "-date",
  include: ["amount", "description"],
  emits: IncomeEvents,
  example: { date: "2026-03-02", amount: "125000", currency: "EUR", sourceType: "session", description: "A workshop" },
  create: {
    description: "Amount and description are stored encrypted; a list has them only when `include` names them.",
  },
});

export const summary = endpoint("GET /v1/finance/income/summary", {
  summary: "Add up income",
  description: `Your own, in each currency apart. At most ${Income.MAX_ENTRIES} entries: take a shorter span when there are more.`,
  query: z.strictObject({ by: z.optional(z.enum(Income.groupings)), from: z.optional(Day), to: z.optional(Day) }),
  returns: z.strictObject({
    by: z.enum(Income.groupings).check(z.describe("What the groups have in common.")),
    groups: z.array(
      z.strictObject({
        key: z
          .nullable(z.string())
          .check(z.describe("The month, the source, or the id of the life domain or contact; null for those without.")),
        currency: z.string(),
        amountCents: z.int(),
        entries: z.int().check(z.describe("How many entries were added up.")),
        durationMinutes: z.int(),
      }),
    ),
    unreadable: z.int().check(z.describe("Entries that are in no sum because their amount cannot be opened.")),
  }),
  problems: [InvalidInput],
  handler: (ctx) => Income.summary(ctx, ctx.query),
});
