import * as Spend from "#core/cortex/spend";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";

export const get = endpoint("GET /v1/cortex/tokens", {
  summary: "Get your tokens",
  description:
    "What is left, what calls under way hold, what your tier gives in a month, and how many calls are left in this hour. Tokens of a month are added to what is left.",
  returns: Spend.Tokens,
  handler: (ctx) => Spend.tokens(ctx),
});

export const ledger = endpoint("GET /v1/cortex/tokens/ledger", {
  summary: "List the entries of your tokens",
  description:
    "Newest first. A call has up to three entries with the id of its request: what it held (`reservation`), that it gave it back (`release`), and what it took (`settlement`). Others are of months and of what was bought.",
  query: Spend.LedgerQuery,
  returns: Spend.Ledger,
  problems: [InvalidInput],
  handler: (ctx) => Spend.ledger(ctx, ctx.query),
});
