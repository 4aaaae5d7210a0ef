import fc from "fast-check";
import { expect, it } from "vitest";
import { priced, taxLines, totals } from "./invoice-totals.ts";

it.each([
  // Half a minor unit goes up; in yen, dollars and dinars alike, since all are counted in minor units.
  [{ hours: 0.5, rateCents: 1 }, 0, { netCents: 1, taxCents: 0 }],
  [{ hours: 0.49, rateCents: 1 }, 0, { netCents: 0, taxCents: 0 }],
  [{ hours: 1.5, rateCents: 9_000 }, 19, { netCents: 13_500, taxCents: 2_565 }],
  [{ hours: 1, rateCents: 250 }, 19, { netCents: 250, taxCents: 48 }],
  // A product of floating-point numbers would be 1.005 * 100 = 100.49999….
  [{ hours: 1.01, rateCents: 50 }, 0, { netCents: 51, taxCents: 0 }],
  [{ hours: 999, rateCents: 10_000_000_000 }, 7.5, { netCents: 9_990_000_000_000, taxCents: 749_250_000_000 }],
])("prices %j with %d percent of tax", (line, taxPercent, expected) => {
  expect(priced(line, taxPercent)).toEqual(expected);
});

it("rounds each line once, at most half a minor unit from what is exact, and adds up what was rounded", () => {
  const line = fc.record({ hundredths: fc.nat(99_900), rateCents: fc.nat(10_000_000) });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 100 }), fc.nat(10_000), (billed, percent) => {
      const lines = billed.map(({ hundredths, rateCents }) => {
        const made = priced({ hours: hundredths / 100, rateCents }, percent / 100);
        const offNet = BigInt(made.netCents) * 100n - BigInt(hundredths) * BigInt(rateCents);
        const offTax = BigInt(made.taxCents) * 10_000n - BigInt(made.netCents) * BigInt(percent);
        expect(offNet > -50n && offNet <= 50n && offTax > -5_000n && offTax <= 5_000n).toBe(true);
        return made;
      });
      const { netCents, taxCents, totalCents } = totals(lines);
      expect(totalCents).toBe(netCents + taxCents);
      expect(netCents).toBe(lines.reduce((sum, one) => sum + one.netCents, 0));
    }),
  );
});

it("says of each percentage what it taxes, in sums that are those of the invoice", () => {
  const line = fc.record({
    hundredths: fc.nat(99_900),
    rateCents: fc.nat(10_000_000),
    percent: fc.constantFrom(0, 7, 7.5, 19, 20.25, 100),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 100 }), (billed) => {
      const lines = billed.map(({ hundredths, rateCents, percent }) => ({
        taxPercent: percent,
        ...priced({ hours: hundredths / 100, rateCents }, percent),
      }));
      const taxes = taxLines(lines);
      const percents = taxes.map(({ taxPercent }) => taxPercent);
      expect(percents).toEqual([...new Set(percents)].sort((a, b) => b - a));
      expect(percents).not.toContain(0);
      const untaxed = lines.filter(({ taxPercent }) => taxPercent === 0);
      const sums = totals([...taxes, ...untaxed]);
      expect(sums).toEqual(totals(lines));
      for (const tax of taxes) {
        const own = lines.filter(({ taxPercent }) => taxPercent === tax.taxPercent);
        expect(totals([tax])).toEqual(totals(own));
        // Each line was rounded by itself, so that the tax is off what is exact by at most half a unit for each.
        const off = BigInt(tax.taxCents) * 10_000n - BigInt(tax.netCents) * BigInt(Math.round(tax.taxPercent * 100));
        const most = BigInt(own.length) * 5_000n;
        expect(off >= -most && off <= most).toBe(true);
      }
    }),
  );
});
