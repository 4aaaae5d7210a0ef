/** How many decimals the currencies have by ISO 4217 that do not have two. */
const NONE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Decimals of an ISO 4217 currency. `Intl` is no help: it says how cash is counted, which for forints is without any. */
export function minorUnitDigits(currency: string): number {
  return NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}
