/** What payments come to in a month, whatever their rhythm. */
import { money } from "#console/words/format.ts";

const TIMES_A_MONTH = { weekly: 52 / 12, biweekly: 26 / 12, monthly: 1, quarterly: 1 / 3, yearly: 1 / 12 } as const;

export interface Paid {
  cadence: keyof typeof TIMES_A_MONTH;
  expectedAmountCents: number;
  currency: string;
}

/** By currency, in minor units, of what is spent; what comes in is not set off against it. */
export function monthlyOf(payments: readonly Paid[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { cadence, expectedAmountCents, currency } of payments)
    if (expectedAmountCents < 0)
      sums.set(currency, (sums.get(currency) ?? 0) - expectedAmountCents * TIMES_A_MONTH[cadence]);
  return new Map([...sums].map(([currency, cents]) => [currency, Math.round(cents)]));
}

/** Amounts of several currencies, each written in its own. */
export const amountsOf = (sums: ReadonlyMap<string, number>): string[] =>
  [...sums].sort().map(([currency, cents]) => money(cents, currency));
