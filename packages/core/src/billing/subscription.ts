/** The plan of a person: their tier, the subscription that it comes from, and the checkout that is open. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { billingCheckouts, subscriptions } from "#core/billing/billing.sql";
import { Begun } from "#core/billing/checkouts";
import { ENDED } from "#core/billing/grants";
import { isConfigured } from "#core/billing/stripe";
import { tiers } from "#core/identity/users.sql";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { shown } from "#kit/row";
import { me } from "#kit/table";
import { rowSchema } from "#kit/wire";

/** Ids that are Stripe's alone, and what is for the schedule. */
const OMIT = [
  "stripeCustomerId",
  "stripeSubscriptionId",
  "checkedAt",
  "aiRequestsThisPeriod",
  "aiRequestsLimit",
] as const;

export const Mine = z.strictObject({
  /** Whether plans can be bought here. */
  isConfigured: z.boolean(),
  /** What counts for the caller now. */
  tier: z.enum(tiers),
  subscription: z.nullable(rowSchema(subscriptions, OMIT)),
  checkout: z.nullable(Begun),
});

/** Of several subscriptions the one that goes on, and else the youngest. One flight. */
export async function mine(ctx: Ctx): Promise<z.input<typeof Mine>> {
  await refreshSettings();
  const hasEnded = sql`${subscriptions.status} in (${sql.join(
    ENDED.map((status) => sql`${status}`),
    sql`, `,
  )})`;
  const [[subscription], [checkout]] = await ctx.db.batch([
    db
      .select()
      .from(subscriptions)
      .where(sql`${subscriptions.userId} = ${me}`)
      .orderBy(hasEnded, sql`${subscriptions.id} desc`)
      .limit(1),
    db
      .select()
      .from(billingCheckouts)
      .where(
        sql`${billingCheckouts.userId} = ${me} and ${billingCheckouts.status} = 'open' and ${billingCheckouts.url} is not null
          and ${billingCheckouts.expiresAt} > ${ctx.now().toISOString()}::timestamptz`,
      )
      .limit(1),
  ]);
  return {
    isConfigured: isConfigured(),
    tier: ctx.actor.tier,
    subscription: subscription ? shown<typeof subscriptions>(subscriptions, subscription, OMIT) : null,
    checkout: checkout ? { url: checkout.url!, priceId: checkout.stripePriceId, expiresAt: checkout.expiresAt } : null,
  };
}
