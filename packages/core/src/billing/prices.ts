/** What Stripe's prices stand for here, which the configuration says. */
import * as z from "zod/mini";
import { tiers } from "#cloud/setting";
import { settingOf } from "#core/platform/system-settings";

/** By their ids at Stripe: which tier a price is for, and what it is in minor units of its currency (ISO 4217). */
export const Prices = z.record(
  z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
  z.strictObject({
    tier: z.enum(tiers),
    amountCents: z.int().check(z.nonnegative()),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
    interval: z.enum(["month", "year"]),
  }),
);

/** The prices that can be bought here. `refreshSettings` comes before. */
export const prices = (): z.output<typeof Prices> => Prices.parse(JSON.parse(settingOf("STRIPE_PRICES") || "{}"));
