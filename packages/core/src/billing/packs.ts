/** Tokens for models that are bought once, beside what a plan gives. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { billingCheckouts } from "#core/billing/billing.sql";
import { isConfigured } from "#core/billing/stripe";
import { tokenLedger } from "#core/cortex/usage.sql";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { Currency } from "#kit/wire";

export const Pack = z.strictObject({
  priceId: z.string(),
  tokens: z.int(),
  amountCents: z.int(),
  currency: Currency,
});

type Packs = Readonly<Record<string, Omit<z.output<typeof Pack>, "priceId">>>;

/** By the ids of their prices at Stripe; whoever sets them is told what is wrong with them. `refreshSettings` comes before. */
export const packs = (): Packs => JSON.parse(settingOf("STRIPE_PACKS") || "{}");

/** What can be bought here, the smallest first; nothing without the keys of Stripe. One flight at most, and none within a minute. */
export async function list(): Promise<z.output<typeof Pack>[]> {
  await refreshSettings();
  if (!isConfigured()) return [];
  return Object.entries(packs())
    .map(([priceId, pack]) => ({ priceId, ...pack }))
    .sort((a, b) => a.tokens - b.tokens);
}

/**
 * Credits what was bought by a checkout that is paid: once, however often it is told of. It is what the checkout began with, whatever the price
 * stands for by now.
 */
export async function credit(service: Ctx, sessionId: string): Promise<void> {
  await service.db.batch([
    effect(sql`
      with paid as (
        update ${billingCheckouts} set credited_at = ${service.now().toISOString()}::timestamptz
        where stripe_session_id = ${sessionId} and tokens is not null and credited_at is null
        returning user_id, tokens)
      insert into ${tokenLedger} (user_id, amount, category, reference_type, reference_id)
        select p.user_id, p.tokens, 'purchase', 'checkout', ${sessionId} from paid p
        on conflict (reference_type, reference_id, category) do nothing`),
  ]);
}
