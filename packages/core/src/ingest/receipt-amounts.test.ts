import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountsIn, minorUnits } from "./receipt-amounts.ts";
import { linesOf } from "./receipt-lines.ts";

function cents(text: string): number[] {
  return linesOf(text)
    .flatMap((line) => amountsIn(line))
    .map((amount) => minorUnits(amount, amount.currency ?? "USD"));
}

describe("amountsIn", () => {
  it.each([
    ["$1,234.56", [123456]],
    ["1.234,56 €", [123456]],
    ["1 234,56 zł", [123456]],
    ["1'234.50 CHF", [123450]],
    ["1,234,567.89", [123456789]],
    ["2 x $4.50   $9.00", [450, 900]],
    ["42.00   0.00   15.00%   $ 42.00", [4200, 0, 4200]],
    ["-$2.00", [-200]],
    ["Rs -40.00", [-4000]],
    ["(3.00)", [-300]],
    ["5.00-", [-500]],
    ["$12.5", [1250]],
    ["0 €", [0]],
    ["10,00 € 20,00 €", [1000, 2000]],
    ["JPY 1,200", [1200]],
    ["KWD 1.234", [1234]],
  ])("finds the money in %j", (text, expected) => {
    expect(cents(text)).toEqual(expected);
  });

  it.each([
    "20.10.2015",
    "2015-10-20",
    "12:30",
    "INV-12.34",
    "#12.34",
    "1.00 kg",
    "15.00%",
    "54,910",
    "Tel 01 71 17 61 67",
    "v1.25.3",
    "a1.50",
  ])("finds none in %j", (text) => expect(cents(text)).toEqual([]));

  it("reads back what is printed in any of the usual formats", () => {
    const formats: [locale: string, currency: string][] = [
      ["en-US", "USD"],
      ["en-GB", "GBP"],
      ["de-DE", "EUR"],
      ["fr-FR", "EUR"],
      ["nl-NL", "EUR"],
      ["pl-PL", "PLN"],
      ["it-IT", "EUR"],
      ["es-ES", "EUR"],
      ["de-CH", "CHF"],
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(...formats), (value, [locale, currency]) => {
        const printed = new Intl.NumberFormat(locale, { style: "currency", currency }).format(value / 100);
        expect(cents(`Total   ${printed}`), printed).toEqual([value]);
      }),
      { seed: 20250304, numRuns: 2_000 },
    );
  });
});
