import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalOf, decimalText, minorUnits, moneyOf, signed } from "./money.ts";

const read = (text: string, decimal?: "comma" | "point") => {
  const money = moneyOf(text, decimal);
  return money && signed(money.digits, money.sign === "-");
};

describe("an amount", () => {
  it.each([
    ["-1.000,00 €", "-1000.00"],
    ["$(0.01)", "-0.01"],
    ["12.50-", "-12.50"],
    ["1'000.00", "1000.00"],
    ["+ £1,100.00", "1100.00"],
    ["20.00 DR", "-20.00"],
    ["20.00CR", "20.00"],
    ["1,234", "1234"],
    ["12,34,567.00", "1234567.00"],
    ["−5", "-5"],
    ["EUR 5,5", "5.5"],
    [".5", "0.5"],
    ["-0.00", "0.00"],
  ])("is read: %s", (text, amount) => expect(read(text)).toBe(amount));

  it.each([
    "NaN",
    "Infinity",
    "1e400",
    "1e5",
    "0x10",
    "",
    "-",
    "--1",
    "1.2.3,4,5",
    "1,23,4.5.6",
    "12 Main St",
    "1-2",
    "()",
    "9".repeat(61),
  ])("is none: %j", (text) => expect(moneyOf(text)).toBeUndefined());

  it("is read by what divides the fractions of the others", () => {
    expect(decimalOf(["1.234", "5,50", "7"])).toBe("comma");
    expect(decimalOf(["1,234", "5.50"])).toBe("point");
    expect([read("1,234", "comma"), read("1.234", "comma"), read("1.234", "point")]).toEqual([
      "1.234",
      "1234",
      "1.234",
    ]);
  });

  it("keeps every minor unit of every currency, and is refused where it is finer or larger", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), fc.constantFrom("EUR", "JPY", "BHD"), (minor, currency) => {
        expect(minorUnits(decimalText(minor, currency), currency)).toBe(minor + 0);
        expect(read(decimalText(minor, currency), "point")).toBe(decimalText(minor, currency));
      }),
    );
    expect(minorUnits("1.50", "JPY")).toMatchObject({ code: "amount_too_fine" });
    expect(minorUnits("-9007199254740993", "EUR")).toMatchObject({ code: "amount_too_large" });
  });
});
