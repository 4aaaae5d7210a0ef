/** Subscriptions as Stripe has them, the checkouts by which they begin, and what Stripe reported. */

import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { tiers } from "#core/identity/users.sql";
import { jsonAtMost } from "#kit/check";
import { bigint, boolean, instant, integer, json, oneOf, text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

/** Those of Stripe: https://docs.stripe.com/api/subscriptions/object#subscription_object-status. */
export const subscriptionStatuses = [
  "trialing",
  "active",
  "past_due",
  "canceled",
  "unpaid",
  "incomplete",
  "incomplete_expired",
  "paused",
] as const;

/** What a report named; the report itself is never kept. */
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
    /** What its price stands for in the configuration; free where that does not know the price. */
    tier: oneOf(...tiers)
      .notNull()
      .default("free"),
    /** What it brings in a month of a twelfth of a year, in minor units of its currency; 0 while nothing is paid. */
    mrrCents: bigint().notNull().default(0),
    currency: text(3, { format: "currency" }),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    trialEnd: instant(),
    /** Until when it keeps its tier although a payment is due; null unless one is. */
    graceEndsAt: instant(),
    cancelAtPeriodEnd: boolean().notNull().default(false),
    cancelAt: instant(),
    canceledAt: instant(),
    /** When Stripe was asked for it last. */
    checkedAt: instant(),
    aiRequestsThisPeriod: integer().notNull().default(0),
    aiRequestsLimit: integer(),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("subscriptions_stripe_subscription").on(t.stripeSubscriptionId),
    index("subscriptions_stripe_customer").on(t.stripeCustomerId),
    index("subscriptions_user").on(t.userId, sql`id desc`),
    index("subscriptions_checked").on(t.checkedAt).where(sql`status not in ('canceled', 'incomplete_expired')`),
    check("subscriptions_period_check", sql`current_period_end >= current_period_start`),
    check("subscriptions_ai_requests_check", sql`ai_requests_this_period >= 0 and ai_requests_limit >= 0`),
    check("subscriptions_mrr_check", sql`mrr_cents >= 0`),
    check("subscriptions_currency_check", sql`currency ~ '^[A-Z]{3}$'`),
  ],
  { private: true, readOnly: true },
);

/** Pages of Stripe's on which a person subscribes. A person has at most one that is open. */
export const billingCheckouts = owned(
  "billing_checkouts",
  {
    stripePriceId: text(255).notNull(),
    /** How many tokens for models are bought; null for a subscription. */
    tokens: bigint(),
    /** When they were credited. */
    creditedAt: instant(),
    /** Null until Stripe has made the page. */
    stripeSessionId: text(255),
    url: text(5_000, { format: "url" }),
    status: oneOf("open", "completed", "expired").notNull().default("open"),
    expiresAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("billing_checkouts_session").on(t.stripeSessionId),
    uniqueIndex("billing_checkouts_open").on(t.userId).where(sql`status = 'open'`),
    index("billing_checkouts_user").on(t.userId, sql`id desc`),
    index("billing_checkouts_ending").on(t.expiresAt).where(sql`status = 'open'`),
    index("billing_checkouts_paying")
      .on(t.expiresAt)
      .where(sql`status = 'completed' and tokens is not null and credited_at is null`),
    check("billing_checkouts_tokens_check", sql`tokens > 0`),
  ],
  { private: true, deletedForGood: "it is how a subscription began, which nobody deletes" },
);
