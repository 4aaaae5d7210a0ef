/** Values of sentences that each language writes in its own way: a sentence has them as they are, and its English text as English has them. */
import { minorUnitDigits } from "#core/finance/decimals";
import type { Saying } from "#kit/saying";

/** The values have minor units; the English sentence is `USD 20.35`, and `USD -20.35` of what is owed. */
export function withCost(
  { amountCents, currency }: { amountCents: number; currency: string },
  say: (cost: { amount: number | string; currency: string }) => Saying,
): Saying {
  return {
    ...say({ amount: amountCents, currency }),
    text: say({ amount: decimal(amountCents, currency), currency }).text,
  };
}

/** A day as `2026-03-06`; the English sentence says “Friday, 6 March 2026”. */
export const withDay = (day: string, say: (day: string) => Saying): Saying => ({
  ...say(day),
  text: say(inEnglish(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" })).text,
});

/** The first and the last of several days; the English sentence says “6 March 2026”. */
export function withDays(
  { from, to }: { from: string; to: string },
  say: (days: { from: string; to: string }) => Saying,
): Saying {
  const short = (day: string) => inEnglish(day, { day: "numeric", month: "long", year: "numeric" });
  return { ...say({ from, to }), text: say({ from: short(from), to: short(to) }).text };
}

const inEnglish = (day: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** `20.35`, from minor units by ISO 4217. */
function decimal(minor: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(minor / 10 ** digits);
}
