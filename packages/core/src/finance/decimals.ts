/** Decimals of currencies: the table by which money is kept, and by which the console writes and reads it. It imports nothing. */

/** Currencies whose number of decimals by ISO 4217 is not two. */
const NONE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/**
 * Decimals of an ISO 4217 currency. `Intl` cannot be used: it follows how cash is counted, which for forints is without decimals.
 */
export function minorUnitDigits(currency: string): number {
  return NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}
