import * as z from "zod/mini";

/** A hundred billion of any currency, so that sums of somebody's spending stay exact as JSON numbers. */
export const MAX_CENTS = 10_000_000_000_000;

/** The amount of one payment in minor units: negative when spent. */
export const Amount = /* @__PURE__ */ z.int().check(z.gte(-MAX_CENTS), z.lte(MAX_CENTS));
/** A price in minor units. */
export const Price = /* @__PURE__ */ z.int().check(z.gte(0), z.lte(MAX_CENTS));

/** For the `check` of an object; it only affects the contract: `priceCents` requires `currency`. */
export const priceWithCurrency = /* @__PURE__ */ z.meta({ dependentRequired: { priceCents: ["currency"] } });

/** Currencies whose number of decimals by ISO 4217 is not two. */
const NONE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/**
 * Decimals of an ISO 4217 currency. `Intl` cannot be used: it follows how cash is counted, which for forints is without decimals.
 */
export function minorUnitDigits(currency: string): number {
  return NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}
