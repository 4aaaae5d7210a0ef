/** Events that the bus has not delivered yet. */

import * as Outbox from "#core/platform/delivery/outbox";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput } from "#kit/problem";

export const list = endpoint("GET /v1/admin/outbox", {
  summary: "List events that wait to be seen on the bus",
  description:
    "The longest waiting first, with how many wait and for how long. Anything older than a few minutes needs a look.",
  access: "admin",
  query: Outbox.Query,
  returns: Outbox.Overview,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => Outbox.overview(ctx, ctx.query),
});
