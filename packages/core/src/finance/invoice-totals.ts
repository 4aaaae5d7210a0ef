/** What an invoice adds up to. Each amount of a line is rounded once, half away from zero, to minor units of the currency. */

/** A line whose hours and percentage have at most two decimals. */
export interface Billed {
  hours: number;
  rateCents: number;
}

/** Net and tax of a line; exact, since hours and percent are counted in hundredths. */
export function priced({ hours, rateCents }: Billed, taxPercent: number) {
  const net = divided(hundredths(hours) * BigInt(rateCents), 100n);
  return { netCents: Number(net), taxCents: Number(divided(net * hundredths(taxPercent), 10_000n)) };
}

const hundredths = (value: number) => BigInt(Math.round(value * 100));

/** The quotient of amounts that are not negative, rounded half up: away from zero. */
const divided = (amount: bigint, by: bigint) => (amount * 2n + by) / (by * 2n);

/** The sums of the lines, which are rounded already. */
export function totals(lines: readonly { netCents: number; taxCents: number }[]) {
  const netCents = lines.reduce((sum, line) => sum + line.netCents, 0);
  const taxCents = lines.reduce((sum, line) => sum + line.taxCents, 0);
  return { netCents, taxCents, totalCents: netCents + taxCents };
}

export interface TaxLine {
  taxPercent: number;
  /** The sum of the lines that are taxed so. */
  netCents: number;
  taxCents: number;
}

/** What is taxed at each percentage, the highest first; what is not taxed is no line. Their taxes add up to that of the invoice. */
export function taxLines(lines: readonly TaxLine[]): TaxLine[] {
  const byPercent = new Map<number, TaxLine>();
  for (const { taxPercent, netCents, taxCents } of lines) {
    if (taxPercent === 0) continue;
    const sum = byPercent.get(taxPercent) ?? { taxPercent, netCents: 0, taxCents: 0 };
    byPercent.set(taxPercent, {
      taxPercent,
      netCents: sum.netCents + netCents,
      taxCents: sum.taxCents + taxCents,
    });
  }
  return [...byPercent.values()].sort((a, b) => b.taxPercent - a.taxPercent);
}
