/**
 * Plans: what each tier allows, and the prices of Stripe that the configuration gives it. Each limit is one that is held, by the configuration that
 * holds it.
 */
import * as z from "zod/mini";
import { changesPerMinuteOf } from "#cloud/admission";
import { prices } from "#core/billing/prices";
import { isConfigured } from "#core/billing/stripe";
import { aiLimitsOf } from "#core/cortex/door/limits";
import { mailLimitsOf } from "#core/finance/mail-limits";
import { tiers } from "#core/identity/users.sql";
import { storageLimitsOf } from "#core/knowledge/storage-limits";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import { limitsOf } from "#core/rhythm/limits";
import type { Tier } from "#kit/ctx";
import { Currency } from "#kit/wire";

export const Price = z.strictObject({
  priceId: z.string(),
  amountCents: z.int(),
  currency: Currency,
  interval: z.enum(["month", "year"]),
});

export const Plan = z.strictObject({
  tier: z.enum(tiers),
  limits: z.strictObject({
    changesPerMinute: z.int(),
    storageBytes: z.int(),
    fileBytes: z.int(),
    activeRoutines: z.int(),
    routineTasksPerDay: z.int(),
    invoiceMailsPerDay: z.int(),
    /** Null without a limit. */
    aiCallsPerHour: z.nullable(z.int()),
    aiTokensPerMonth: z.nullable(z.int()),
  }),
  /** Empty where the plan cannot be bought here. */
  prices: z.array(Price),
});

/** All plans, the smallest first. One flight at most, and none within a minute. */
export async function list(): Promise<z.output<typeof Plan>[]> {
  await refreshSettings();
  return tiers.map((tier) => ({ tier, limits: limits(tier), prices: pricesOf(tier) }));
}

function limits(tier: Tier) {
  const { totalBytes: storageBytes, fileBytes } = storageLimitsOf(tier);
  const { active: activeRoutines, tasksPerDay: routineTasksPerDay } = limitsOf(tier);
  const changesPerMinute = changesPerMinuteOf(tier, settingOf("RATE_LIMITS"));
  const { perDay: invoiceMailsPerDay } = mailLimitsOf(tier);
  const { callsPerHour: aiCallsPerHour, tokensPerMonth: aiTokensPerMonth } = aiLimitsOf(tier);
  const ofAi = { aiCallsPerHour, aiTokensPerMonth };
  return { changesPerMinute, storageBytes, fileBytes, activeRoutines, routineTasksPerDay, invoiceMailsPerDay, ...ofAi };
}

/** Without the keys nothing can be bought, and so nothing has a price. */
function pricesOf(tier: Tier): z.output<typeof Price>[] {
  if (!isConfigured()) return [];
  return Object.entries(prices()).flatMap(([priceId, { tier: its, ...price }]) =>
    its === tier ? [{ priceId, ...price }] : [],
  );
}
