/** What other programs delivered. */
import * as Deliveries from "#core/ingest/replay";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";

export const list = endpoint("GET /v1/admin/webhook-deliveries", {
  summary: "List deliveries by other programs",
  description:
    "Mail that came by webhook or into the mail bucket, newest first. `processedAt[null]=true` is what nothing became of yet; `error` says why a delivery had no effect; `signatureOk=false` are a sample of those that nobody vouches for.",
  access: "admin",
  query: Deliveries.Query,
  returns: Deliveries.Deliveries,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => Deliveries.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/admin/webhook-deliveries/{deliveryId}", {
  summary: "Get a delivery with what came",
  description: "It says who a message was for: looking is recorded in the audit log.",
  access: "admin",
  returns: Deliveries.Delivery,
  problems: [NotFound, Forbidden],
  handler: (ctx) => Deliveries.get(ctx, ctx.params.deliveryId),
});

export const replay = endpoint("POST /v1/admin/webhook-deliveries/{deliveryId}/replay", {
  summary: "Take a delivery again",
  description:
    "Its message is read from where it is kept, and what is there already changes nothing. A conflict when the message is not kept any more, and when nobody vouches for the delivery.",
  access: "admin",
  returns: Deliveries.Delivery,
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  uses: ["mail"],
  handler: (ctx) => Deliveries.replay(ctx, ctx.params.deliveryId),
});
