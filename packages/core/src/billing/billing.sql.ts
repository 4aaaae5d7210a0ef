/** Payments as Stripe reports them, and the resulting subscription; only the service writes both. */

import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { tiers } from "#core/identity/users.sql";
import { jsonAtMost } from "#kit/check";
import { bigint, instant, integer, json, oneOf, text } from "#kit/columns";
import { owned } from "#kit/table";

export const subscriptionStatuses = ["trialing", "active", "past_due", "canceled", "unpaid", "incomplete"] as const;

/** The event's object as Stripe sent it. */
export const stripePayload = z.record(z.string().check(z.maxLength(100)), z.unknown()).check(jsonAtMost(200_000));

export const billingEvents = owned(
  "billing_events",
  {
    stripeEventId: text(255).notNull(),
    type: text(100).notNull(),
    amountCents: bigint(),
    currency: text(3, { format: "currency" }),
    payload: json(stripePayload).notNull().default(sql`'{}'`),
  },
  (t) => [
    uniqueIndex("billing_events_stripe_event").on(t.stripeEventId),
    index("billing_events_user").on(t.userId, sql`id desc`),
    check("billing_events_currency_check", sql`currency ~ '^[A-Z]{3}$'`),
  ],
  { private: true, appendOnly: true, readOnly: true },
);

export const subscriptions = owned(
  "subscriptions",
  {
    stripeCustomerId: text(255).notNull(),
    stripeSubscriptionId: text(255),
    stripePriceId: text(255),
    status: oneOf(...subscriptionStatuses)
      .notNull()
      .default("incomplete"),
    tier: oneOf(...tiers)
      .notNull()
      .default("free"),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    cancelAt: instant(),
    canceledAt: instant(),
    aiRequestsThisPeriod: integer().notNull().default(0),
    aiRequestsLimit: integer(),
  },
  (t) => [
    uniqueIndex("subscriptions_stripe_subscription").on(t.stripeSubscriptionId),
    index("subscriptions_stripe_customer").on(t.stripeCustomerId),
    index("subscriptions_user").on(t.userId, sql`id desc`),
    check("subscriptions_period_check", sql`current_period_end >= current_period_start`),
    check("subscriptions_ai_requests_check", sql`ai_requests_this_period >= 0 and ai_requests_limit >= 0`),
  ],
  { private: true, readOnly: true },
);
