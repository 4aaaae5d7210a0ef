/** Amounts of Stripe in the minor units of ISO 4217. */
import { minorUnitDigits } from "#core/finance/decimals";

/**
 * Currencies of which Stripe counts in other units than ISO 4217 (https://docs.stripe.com/currencies#special-cases): by how many
 * decimals it counts.
 */
const DECIMALS_OF_STRIPE: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** An amount in Stripe's units of the currency (ISO 4217, upper case), in minor units and their parts. */
export function inMinorUnits(amount: number, currency: string): number {
  const digits = minorUnitDigits(currency);
  return amount * 10 ** (digits - (DECIMALS_OF_STRIPE[currency] ?? digits));
}
