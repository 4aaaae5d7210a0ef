/** The events of all people in this deployment. */
import * as EveryonesEvents from "#core/platform/everyones-events";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput } from "#kit/problem";

export const list = endpoint("GET /v1/admin/events", {
  summary: "List the events of all users",
  description:
    "Newest first, by person, type, row, story and time. Looking is recorded in the audit log. Old values are not shown.",
  access: "admin",
  query: EveryonesEvents.Query,
  returns: EveryonesEvents.Events,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => EveryonesEvents.list(ctx, ctx.query),
});
