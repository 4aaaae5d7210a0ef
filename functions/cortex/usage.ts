/** What models were asked, and what that cost. */
import * as Spend from "#core/cortex/spend";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, NotFound } from "#kit/problem";

export const list = endpoint("GET /v1/cortex/usage", {
  summary: "List what models were asked",
  description: "Each request with its outcome and its cost, newest first.",
  query: Spend.UsageQuery,
  returns: Spend.Usage,
  problems: [InvalidInput],
  handler: (ctx) => Spend.usage(ctx, ctx.query),
});

export const days = endpoint("GET /v1/cortex/usage/days", {
  summary: "Sum what models were asked, by day",
  description: "What was asked of each capability on each of the last days of UTC, 30 unless `days` says otherwise.",
  query: Spend.DaysQuery,
  returns: Spend.Days,
  problems: [InvalidInput],
  handler: (ctx) => Spend.days(ctx, ctx.query),
});

export const get = endpoint("GET /v1/cortex/usage/{requestId}", {
  summary: "Get a request to a model, with what was sent",
  description: "What was sent is kept encrypted for 30 days.",
  returns: Spend.Asked,
  problems: [NotFound],
  handler: (ctx) => Spend.request(ctx, ctx.params.requestId),
});
