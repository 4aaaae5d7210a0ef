/** Which tier a subscription gives, computed from what Stripe says of it and nothing else, so that it is the same whenever it is read. */

import { inMinorUnits } from "#core/billing/amounts";
import type { Prices } from "#core/billing/prices";
import type { StripeItem, StripeSubscription } from "#core/billing/stripe";
import { idOf } from "#core/billing/stripe";
import { tiers } from "#core/identity/users.sql";
import type { Tier } from "#kit/ctx";

/** How long a tier outlasts the invoice that could not be collected. */
const GRACE_DAYS = 7;
const DAY_SECONDS = 86_400;

/** What is kept of a subscription. */
export interface Facts {
  stripeCustomerId: string;
  stripePriceId: string | null;
  status: StripeSubscription["status"];
  tier: Tier;
  mrrCents: number;
  currency: string | null;
  currentPeriodStart: string | null;
  currentPeriodEnd: string | null;
  trialEnd: string | null;
  graceEndsAt: string | null;
  cancelAtPeriodEnd: boolean;
  cancelAt: string | null;
  canceledAt: string | null;
}

/**
 * A subscription as it is kept. Its period is that of its items, and where it has several, the item with the best tier that the
 * configuration knows speaks for it.
 */
export function factsOf(subscription: StripeSubscription, prices: Prices): Facts {
  const tierOf = (item: StripeItem): Tier =>
    Object.hasOwn(prices, item.price.id) ? prices[item.price.id]!.tier : "free";
  const items = subscription.items.data;
  const [main] = [...items].sort((a, b) => tiers.indexOf(tierOf(b)) - tiers.indexOf(tierOf(a)));
  return {
    stripeCustomerId: idOf(subscription.customer),
    stripePriceId: main?.price.id ?? null,
    status: subscription.status,
    tier: main ? tierOf(main) : "free",
    mrrCents: isPaid(subscription) ? Math.min(Number.MAX_SAFE_INTEGER, Math.round(sum(items.map(aMonth)))) : 0,
    currency: main?.price.currency.toUpperCase() ?? null,
    currentPeriodStart: instantOf(main?.current_period_start),
    currentPeriodEnd: instantOf(main?.current_period_end),
    trialEnd: instantOf(subscription.trial_end),
    graceEndsAt: subscription.status === "past_due" ? instantOf(graceEnd(subscription, main)) : null,
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    cancelAt: instantOf(subscription.cancel_at),
    canceledAt: instantOf(subscription.canceled_at),
  };
}

/** The tier that a person has by their subscriptions; free without one that counts now. */
export function tierBy(subscriptions: readonly Pick<Facts, "status" | "tier" | "graceEndsAt">[], now: Date): Tier {
  const granted = subscriptions.filter((one) => counts(one, now)).map(({ tier }) => tiers.indexOf(tier));
  return tiers[Math.max(0, ...granted)]!;
}

function counts({ status, graceEndsAt }: Pick<Facts, "status" | "graceEndsAt">, now: Date): boolean {
  if (status === "past_due") return graceEndsAt !== null && Date.parse(graceEndsAt) > now.getTime();
  return status === "trialing" || status === "active";
}

/** Statuses of a subscription that has ended for good: only after these can another one begin. */
export const ENDED = ["canceled", "incomplete_expired"] as const;

const isPaid = ({ status }: StripeSubscription) => status === "active" || status === "past_due";

/**
 * Grace is counted from the oldest invoice that is due, not from when LifeOS heard of it, so that another invoice that is not paid
 * either begins no second grace. Where none is open (any more), it is counted from the beginning of the period.
 */
function graceEnd({ unpaidSince }: StripeSubscription, main: StripeItem | undefined): number | undefined {
  const due = unpaidSince ?? main?.current_period_start;
  return due === undefined ? undefined : due + GRACE_DAYS * DAY_SECONDS;
}

const MONTHS = { day: 12 / 365, week: 84 / 365, month: 1, year: 12 } as const;

/** What an item costs in a month, in minor units and their parts. */
function aMonth({ quantity = 1, price }: StripeItem): number {
  if (!price.recurring) return 0;
  const { interval, interval_count: count } = price.recurring;
  const each = inMinorUnits(price.unit_amount ?? Number(price.unit_amount_decimal ?? 0), price.currency.toUpperCase());
  return (each * quantity) / (MONTHS[interval] * count);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

const instantOf = (seconds: number | null | undefined): string | null =>
  seconds === null || seconds === undefined ? null : new Date(seconds * 1_000).toISOString();
