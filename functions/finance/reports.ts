import * as z from "zod/mini";
import { Month } from "#core/finance/budgets";
import * as Reports from "#core/finance/reports";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { InvalidInput } from "#kit/problem";
import { Currency, Uuid } from "#kit/wire";

const COUNTED =
  "Your own transactions count, or with `householdId` those that the household has together; each in its own currency, pending ones too, by the parts of what is split. Transfers between own accounts and categories of transfers do not count. What a category got back lessens what was spent under it; without a category, money that comes in is income.";

const OfMonth = z.strictObject({
  month: z.iso.date(),
  envelopes: z.array(
    z.strictObject({
      budgetCategoryId: z.nullable(Uuid),
      name: z.nullable(z.string()),
      currency: Currency,
      budgetCents: z.nullable(z.int()),
      rollover: z.boolean(),
      carryCents: z.int(),
      spentCents: z.int(),
      availableCents: z.int(),
    }),
  ),
  totals: z.array(
    z.strictObject({
      currency: Currency,
      incomeCents: z.int(),
      budgetCents: z.int(),
      carryCents: z.int(),
      spentCents: z.int(),
      availableCents: z.int(),
    }),
  ),
});

export const month = endpoint("GET /v1/finance/reports/month", {
  summary: "Report of a month: what was budgeted, spent and is left",
  description: `Of the current month, unless it is named by its first day. ${COUNTED}`,
  query: z.strictObject({ month: z.optional(Month), householdId: z.optional(Uuid) }),
  returns: OfMonth,
  problems: [InvalidInput],
  async handler(ctx) {
    const { month: from, householdId } = ctx.query;
    const [report] = await Reports.report(ctx, { of: "month", from, householdId });
    return report!;
  },
});

export const year = endpoint("GET /v1/finance/reports/year", {
  summary: "Report of the months of a year",
  description: `Of the current year, unless it is named. ${COUNTED}`,
  query: z.strictObject({ year: z.optional(integerParameter(1, 9999)), householdId: z.optional(Uuid) }),
  returns: z.strictObject({ year: z.int(), months: z.array(OfMonth) }),
  problems: [InvalidInput],
  async handler(ctx) {
    const { year: given, householdId } = ctx.query;
    const from = given === undefined ? undefined : `${String(given).padStart(4, "0")}-01-01`;
    const months = await Reports.report(ctx, { of: "year", from, householdId });
    return { year: Number(months[0]!.month.slice(0, 4)), months };
  },
});
