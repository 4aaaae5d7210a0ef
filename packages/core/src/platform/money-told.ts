/** Amounts in sentences: the values of a sentence are minor units, which each language writes in its own way; the English one has decimals. */
import { minorUnitDigits } from "#core/finance/decimals";
import type { Saying } from "#kit/saying";

/** A sentence with amounts in minor units of one currency, and with the currency itself. */
export function withMoney<N extends string>(
  amounts: Readonly<Record<N, number>>,
  currency: string,
  say: (values: Readonly<Record<N, number | string>> & { currency: string }) => Saying,
): Saying {
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const shown = Object.fromEntries(
    Object.entries<number>(amounts).map(([name, minor]) => [name, format.format(minor / 10 ** digits)]),
  ) as Record<N, string>;
  return { ...say({ ...amounts, currency }), text: say({ ...shown, currency }).text };
}
