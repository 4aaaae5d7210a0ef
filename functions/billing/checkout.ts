import * as Checkouts from "#core/billing/checkouts";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, NotConfigured, Unavailable } from "#kit/problem";

export const begin = endpoint("POST /v1/billing/checkout", {
  summary: "Begin to subscribe to a plan, or to buy tokens",
  description:
    "Send the person to `url`, a page of Stripe's. One is open at a time, and your subscription names it until it is over. Whoever has a subscription changes that one in the portal, and may buy packs of tokens beside it.",
  body: Checkouts.Wanted,
  returns: Checkouts.Begun,
  problems: [InvalidInput, Checkouts.SubscribedAlready, Checkouts.CheckoutOpen, NotConfigured, Unavailable],
  example: { body: { priceId: "price_of_a_plan" } },
  handler: (ctx) => Checkouts.begin(ctx, ctx.body),
});
