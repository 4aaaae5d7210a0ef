/** The dashboard: figures of the day and the week. */
import * as Dashboard from "#core/platform/dashboard-snapshot";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";

export const get = endpoint("GET /v1/platform/dashboard", {
  summary: "Get the dashboard",
  description:
    "Figures of today and this week from every pillar, in the caller's time zone. Served from a snapshot for as long as nothing has changed; `cached` says whether it was.",
  returns: Dashboard.Dashboard,
  problems: [NotFound],
  handler: (ctx) => Dashboard.get(ctx),
});
