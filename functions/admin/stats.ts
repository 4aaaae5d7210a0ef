/** How this deployment is doing. */
import * as Stats from "#core/admin/stats";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput } from "#kit/problem";

export const get = endpoint("GET /v1/admin/stats", {
  summary: "Get the health of the deployment at a glance",
  description:
    "Requests of the last hour, what waits, what failed, what models cost today. What a source cannot tell is null, with the reason beside it.",
  access: "admin",
  returns: Stats.Stats,
  problems: [Forbidden],
  handler: (ctx) => Stats.get(ctx),
});

export const tokenSpend = endpoint("GET /v1/admin/stats/token-spend", {
  summary: "List what models cost, by day and person",
  description: "Of the last 30 days unless told; days are those of UTC. Looking is recorded in the audit log.",
  access: "admin",
  query: Stats.SpendQuery,
  returns: Stats.Spend,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => Stats.spend(ctx, ctx.query),
});
