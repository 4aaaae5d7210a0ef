import { formSayings } from "#cloud/sayings";
import { address, json, type Setting, setting, visible } from "#cloud/setting";
import { Prices } from "#core/billing/prices";

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
];
