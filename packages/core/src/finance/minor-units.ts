import * as z from "zod/mini";

/** A hundred billion of any currency, so that sums of what somebody spends stay numbers that JSON has. */
const MAX_CENTS = 10_000_000_000_000;

/** What one payment moves, in minor units: negative when it is spent. */
export const Amount = /* @__PURE__ */ z.int().check(z.gte(-MAX_CENTS), z.lte(MAX_CENTS));
/** What something costs, in minor units. */
export const Price = /* @__PURE__ */ z.int().check(z.gte(0), z.lte(MAX_CENTS));

/** For the `check` of an object, and for the contract alone: whoever names `priceCents` says in which `currency`. */
export const priceWithCurrency = /* @__PURE__ */ z.meta({ dependentRequired: { priceCents: ["currency"] } });

/** How many decimals the currencies have by ISO 4217 that do not have two. */
const NONE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Decimals of an ISO 4217 currency. `Intl` is no help: it says how cash is counted, which for forints is without any. */
export function minorUnitDigits(currency: string): number {
  return NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}
