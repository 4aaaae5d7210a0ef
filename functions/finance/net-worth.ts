import * as z from "zod/mini";
import { accounts } from "#core/finance/accounts.sql";
import * as Balances from "#core/finance/balances";
import { endpoint } from "#kit/endpoint";
import { scopeOf } from "#kit/list";
import { InvalidInput } from "#kit/problem";
import { columnsOf } from "#kit/table";
import { Day } from "#kit/wire";

export const get = endpoint("GET /v1/finance/net-worth", {
  summary: "Get what you have and owe by day",
  description: `The balances of your accounts, or with \`scope\` those of your households or those shared with you, added up in each currency apart, at the end of each day, week (with its Sunday) or month, and of the last day of the span. At most ${Balances.MAX_POINTS} points, of the oldest ${Balances.MAX_ACCOUNTS} accounts; deleted ones are left out. A balance above zero is an asset and one below a liability, whatever the type of the account.`,
  query: z.strictObject({
    from: Day,
    to: Day,
    step: z.optional(z.enum(Balances.steps)),
    scope: z.optional(z.enum(["mine", "household", "shared"])),
  }),
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        currency: z.string(),
        points: z.array(
          z.strictObject({ date: Day, assetsCents: z.int(), liabilitiesCents: z.int(), netCents: z.int() }),
        ),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => Balances.netWorth(ctx, ctx.query, scopeOf(columnsOf(accounts), ctx.query.scope)),
});
