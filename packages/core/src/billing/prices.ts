/** What Stripe's prices stand for here, which the configuration says. */
import { settingOf } from "#core/platform/system-settings";
import type { Tier } from "#kit/ctx";

export interface Price {
  /** Which tier it is paid for. */
  tier: Tier;
  /** What is paid each time, in minor units of the currency (ISO 4217). */
  amountCents: number;
  currency: string;
  interval: "month" | "year";
}

/** By their ids at Stripe. */
export type Prices = Readonly<Record<string, Price>>;

/** The prices that can be bought here; whoever sets them is told what is wrong with them. `refreshSettings` comes before. */
export const prices = (): Prices => JSON.parse(settingOf("STRIPE_PRICES") || "{}");
