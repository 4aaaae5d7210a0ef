import { subscriptions } from "#core/billing/billing.sql";
import { SubscriptionChanged } from "#core/billing/events";
import * as Subscription from "#core/billing/subscription";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";

export const get = endpoint("GET /v1/billing/subscription", {
  entities: [entityOf(SubscriptionChanged, subscriptions, { type: SubscriptionChanged.type })],
  summary: "Get your plan and your subscription",
  description:
    "The tier is what counts for your requests. A subscription that is past due keeps its tier until `graceEndsAt`; one that has ended is shown until there is another.",
  returns: Subscription.Mine,
  handler: (ctx) => Subscription.mine(ctx),
});
