import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minorUnitDigits } from "#core/finance/decimals";
import { type Amount, amountsIn, currencyOf, minorUnits } from "./amounts.ts";
import { linesOf } from "./lines.ts";

const amountsOf = (text: string): Amount[] => linesOf(text).flatMap((line) => amountsIn(line));
const codeOf = ({ currency }: Amount) => (currency && /^[A-Z]{3}$/.test(currency) ? currency : "USD");
const cents = (text: string) => amountsOf(text).map((amount) => minorUnits(amount, codeOf(amount)));

describe("amountsIn", () => {
  it.each([
    ["$1,234.56", [123456]],
    ["1.234,56 €", [123456]],
    ["1 234,56 zł", [123456]],
    ["1'234.50 CHF", [123450]],
    ["CHF 1’234.50", [123450]],
    ["Fr. 1'234.-", [123400]],
    ["1,234,567.89", [123456789]],
    ["2 x $4.50   $9.00", [450, 900]],
    ["42.00   0.00   15.00%   $ 42.00", [4200, 0, 4200]],
    ["$12.5", [1250]],
    ["0 €", [0]],
    ["10,00 € 20,00 €", [1000, 2000]],
    ["12€50", [1250]],
    ["JPY 1,200", [1200]],
    ["12.490 ISK", [12490]],
    ["₩12,490", [12490]],
    ["KWD 1.234", [1234]],
    ["₹1,24,900.50", [12490050]],
    ["INR 1,23,45,678", [1234567800]],
    ["Rs. 1,249/-", [124900]],
    ["KES 1,249/=", [124900]],
    ["R$ 1.249,90", [124990]],
    ["249,- Kč", [24900]],
    ["1.249,-- €", [124900]],
    ["1 249 Kč", [124900]],
    ["12 490 Ft", [1249000]],
    ["kr 1 249", [124900]],
    ["1 249 ₽", [124900]],
    ["1 249,00 лв.", [124900]],
    ["1.249,50 TL", [124950]],
    ["25,30 L x 1,459 EUR/L   36,91", [146, 3691]],
  ])("finds the money in %j", (text, expected) => {
    expect(cents(text)).toEqual(expected);
  });

  it.each([
    ["2 x 100 Kč", [10000]],
    ["2x100,00 Kč", [10000]],
    ["Pivo 3 250 750 Kč", [75000]],
    ["2 120,00 240,00", [12000, 24000]],
    ["2025 100 Kč", [10000]],
    ["USD 5 250 ml", [500]],
    ["2 $5.00", [500]],
    ["Rs 2100 x 1 Day   Rs 2100", [210000, 210000]],
  ])("takes a quantity in %j for no part of the price", (text, expected) => {
    expect(cents(text)).toEqual(expected);
  });

  it.each([
    ["-$2.00", -200],
    ["$-2.00", -200],
    ["Rs -40.00", -4000],
    ["−5,00 €", -500],
    ["(3.00)", -300],
    ["(1 249,00 Kč)", -124900],
    ["Refund   ($5.00)", -500],
    ["5.00-", -500],
    ["5,00 €-", -500],
    ["5.00 CR", -500],
    ["Total - $5.00", 500],
    ["two teas (5.00)", 500],
  ])("reads the sign of %j", (text, expected) => {
    expect(cents(text)).toEqual([expected]);
  });

  it.each([
    "20.10.2015",
    "2015-10-20",
    "Fr 14.02. 18.30 Uhr",
    "12:30",
    "INV-12.34",
    "#12.34",
    "1.00 kg",
    "2 500 g",
    "15.00%",
    "54,910",
    "1 249",
    "Tel 01 71 17 61 67",
    "+420 777 123 456",
    "CZ65 0800 0000 1920 0014 5399 CZK",
    "Order 123456789",
    "0.0125 USD",
    "1.2.3.4 USD",
    "v1.25.3",
    "a1.50",
  ])("finds none in %j", (text) => expect(cents(text)).toEqual([]));

  it.each([
    ["$45.00 CAD", ["CAD"]],
    ["$45.00 (AUD)", ["AUD"]],
    ["NZD $45.00", ["NZD"]],
    ["(MXN) $45.00", ["MXN"]],
    ["Total (CAD):   $45.00", ["CAD"]],
    ["45.000 CLP", ["CLP"]],
    ["$45.000 CLP", ["CLP"]],
    ["CA$45.00", ["CAD"]],
    ["CA $45.00", ["CAD"]],
    ["45,00 $ CA", ["CAD"]],
    ["A$45", ["AUD"]],
    ["US$ 45", ["USD"]],
    ["MX$45", ["MXN"]],
    ["HK$ 88.00", ["HKD"]],
    ["S$8.80", ["SGD"]],
    ["kr 45,00 DKK", ["DKK"]],
    ["45,00 kr. (NOK)", ["NOK"]],
    ["SEK 45,00 kr", ["SEK"]],
    ["$ 450.00 M.N.", ["MXN"]],
    ["Total    45.00    CAD", ["CAD"]],
    ["45.00 EUR 50.00 USD", ["EUR", "USD"]],
    ["EUR 45.00 USD 50.00", ["EUR", "USD"]],
    ["$45.00 CAD $50.00 CAD", ["CAD", "CAD"]],
    ["CAD $45.00 CAD $50.00", ["CAD", "CAD"]],
    ["45.00   EUR 50.00", [null, "EUR"]],
    ["$5.00", ["$"]],
    ["kr 5,00", ["kr"]],
  ])("says of %j that its money is %j", (text, expected) => {
    expect(amountsOf(text).map(({ currency }) => currency)).toEqual(expected);
  });

  const locales: [locale: string, currency: string][] = [
    ...([
      "en-US USD",
      "en-CA CAD",
      "en-AU AUD",
      "en-NZ NZD",
      "es-MX MXN",
      "es-CL CLP",
      "en-HK HKD",
      "en-SG SGD",
    ] as const),
    ...([
      "en-GB GBP",
      "de-DE EUR",
      "fr-FR EUR",
      "nl-NL EUR",
      "it-IT EUR",
      "es-ES EUR",
      "pt-PT EUR",
      "de-CH CHF",
    ] as const),
    ...([
      "pl-PL PLN",
      "cs-CZ CZK",
      "hu-HU HUF",
      "ro-RO RON",
      "sv-SE SEK",
      "nb-NO NOK",
      "da-DK DKK",
      "is-IS ISK",
    ] as const),
    ...([
      "ru-RU RUB",
      "tr-TR TRY",
      "en-IN INR",
      "ja-JP JPY",
      "ko-KR KRW",
      "pt-BR BRL",
      "en-KW KWD",
      "fr-TN TND",
    ] as const),
  ].map((pair) => pair.split(" ") as [string, string]);
  const spaces = fc.constantFrom(" ", "\u00a0", "\u202f", "\u2009");

  it("reads amounts as printed in any country's format, with any space, sign and currency mark", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.constantFrom(...locales),
        fc.constantFrom("symbol", "code", "narrowSymbol"),
        spaces,
        (value, [locale, currency], currencyDisplay, space) => {
          const digits = minorUnitDigits(currency);
          const format = new Intl.NumberFormat(locale, {
            style: "currency",
            currency,
            currencyDisplay,
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          });
          const printed = format.format(value / 10 ** digits).replace(/[\s\u200e\u200f]/g, space);
          const amounts = amountsOf(`Total   ${printed}`);
          expect(
            amounts.map((amount) => minorUnits(amount, currency)),
            printed,
          ).toEqual([value]);
        },
      ),
      { seed: 20250304, numRuns: 3_000 },
    );
  });

  it("never reads only a part of a number, whatever surrounds it", () => {
    const group = fc.constantFrom(" ", "\u00a0", "\u202f", "\u2009", ",", ".", "'", "’");
    const mark = fc.constantFrom("Kč", "Ft", "kr", "zł", "₽", "€", "ISK", "lei", "лв", "₺", "¥", "₩", "$");
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 999 }),
        group,
        mark,
        fc.boolean(),
        fc.constantFrom("", "Celkem ", "Total:   ", "x "),
        (groups, first, separator, sign, isBefore, lead) => {
          const digits = [first, ...groups.map((part) => String(part).padStart(3, "0"))].join(separator);
          const printed = lead + (isBefore ? `${sign} ${digits}` : `${digits} ${sign}`);
          // Two groups whose product is the third would look like a row of quantity, price and sum.
          fc.pre(groups.length !== 2 || first * groups[0]! !== groups[1]!);
          const whole = Number([first, ...groups.map((part) => String(part).padStart(3, "0"))].join(""));
          for (const { integer } of amountsOf(printed)) expect(Number(integer), printed).toBe(whole);
          expect(amountsOf(printed), printed).toHaveLength(1);
        },
      ),
      { seed: 20250304, numRuns: 3_000 },
    );
  });
});

describe("currencyOf", () => {
  const of = (text: string, domains: string[] = [], fallback: string | null = null, language = "en") => {
    const lines = linesOf(text);
    const amounts = lines.flatMap((line) => amountsIn(line));
    return currencyOf(lines, amounts.at(-1)!, { language, domains, fallback }).currency;
  };

  it.each([
    ["a code elsewhere", "All prices in AUD\nTotal $45.00", "AUD"],
    ["a code at another amount", "Shipping CA$5.00\nTotal $45.00", "CAD"],
    ["the tax number", "GST 12345 6789 RT0001\nTotal $45.00", "CAD"],
    ["the business number", "ABN 51 824 753 556\nTotal $45.00", "AUD"],
    ["the tax number of Mexico", "RFC: XAXX010101000\nTotal $45.00", "MXN"],
    ["the tax number of Chile", "RUT: 76.123.456-7\nTotal $4.500", "CLP"],
    ["the address", "12 Queen Street, Auckland\nTotal $45.00", "NZD"],
    ["the postal code", "Toronto ON M5V 2T6\nTotal $45.00", "CAD"],
    ["the state and its ZIP code", "Ontario, CA 91761\nTotal $45.00", "USD"],
    ["the company number", "UEN 201912345K\nTotal $45.00", "SGD"],
    ["the Danish company number", "CVR 12345678\nI alt kr 45,00", "DKK"],
    ["the Norwegian tax number", "NO 987 654 321 MVA\nSum kr 45,00", "NOK"],
    ["the Swedish tax number", "Momsreg SE556000000001\nSumma 45,00 kr", "SEK"],
    ["Icelandic words", "Kvittun, vsk 24 %\nSamtals 4.500 kr", "ISK"],
    ["a tax number without any mark", "USt-IdNr. DE123456789\nSumme 45,00", "EUR"],
    ["a Swiss tax number without any mark", "CHE-123.456.789 MWST\nTotal 45.00", "CHF"],
  ])("is told by %s", (_, text, currency) => expect(of(text)).toBe(currency));

  it("is decided by the domain, then by the owner's account, then by what is likeliest", () => {
    expect(of("Total $45.00", ["com", "au"], "CAD")).toBe("AUD");
    expect(of("Total $45.00", ["com"], "CAD")).toBe("CAD");
    expect(of("Total $45.00", ["com"], "EUR")).toBe("USD");
    expect(of("Total 45,00 kr", [], "NOK")).toBe("NOK");
    expect(of("Total 45,00 kr", [], "EUR", "da")).toBe("DKK");
    expect(of("Total 45,00 kr", [], "EUR")).toBe("SEK");
    expect(of("Total 45.00", [], "GBP")).toBe("GBP");
  });
});
