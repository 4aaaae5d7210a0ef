import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { address, json, type Setting, setting, tiers, visible } from "#cloud/setting";

/** By their ids at Stripe: which tier a price is for, and what it is in minor units of its currency (ISO 4217). */
const Prices = z.record(
  z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
  z.strictObject({
    tier: z.enum(tiers),
    amountCents: z.int().check(z.nonnegative()),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
    interval: z.enum(["month", "year"]),
  }),
);

/** Tokens for models, which are bought once, by the id of their price at Stripe. */
const Packs = z.record(
  z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
  z.strictObject({
    tokens: z.int().check(z.positive(), z.lte(1_000_000_000)),
    amountCents: z.int().check(z.nonnegative()),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  }),
);

export const settings: readonly Setting[] = [
  setting("STRIPE_SECRET_KEY", visible, { secret: true, isAdjustable: true }),
  setting("STRIPE_WEBHOOK_SECRET", visible, { secret: true, isAdjustable: true }),
  setting("STRIPE_URL", address, { isAdjustable: true, fallback: "https://api.stripe.com" }),
  setting(
    "STRIPE_PRICES",
    json(
      Prices,
      formSayings("json_like", {
        example: '{"price_1": {"tier": "pro", "amountCents": 900, "currency": "EUR", "interval": "month"}}',
      }),
    ),
    { isAdjustable: true },
  ),
  setting(
    "STRIPE_PACKS",
    json(
      Packs,
      formSayings("json_like", { example: '{"price_2": {"tokens": 1000000, "amountCents": 500, "currency": "EUR"}}' }),
    ),
    { isAdjustable: true },
  ),
];
