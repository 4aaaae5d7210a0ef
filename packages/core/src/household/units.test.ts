import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { converted, fromMillionths, quantityIn, toMillionths, unitName } from "#core/household/units";

describe("names of units", () => {
  it.each([
    ["Grams", "g"],
    ["KG", "kg"],
    ["fl. oz.", "fl oz"],
    ["Fluid  Ounces", "fl oz"],
    ["Tbsp.", "tbsp"],
    ["T", "tbsp"],
    ["t", "tsp"],
    ["EL", "tbsp"],
    ["TL", "tsp"],
    ["cups", "cup"],
    ["pcs", "piece"],
    ["", "piece"],
    ["Jar", "jar"],
    ["Ltr", "l"],
  ])("%s is %s", (written, name) => expect(unitName(written)).toBe(name));

  it("are stable", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        // A lone T is a tablespoon, whose own name is stable.
        expect(unitName(unitName(text))).toBe(unitName(text));
      }),
    );
  });
});

describe("conversions", () => {
  it.each([
    [1, "kg", "g", 1000],
    [1, "lb", "g", 453.59237],
    [16, "oz", "lb", 1],
    [1, "oz", "g", 28.349523],
    [0.1, "l", "ml", 100],
    [3, "tsp", "tbsp", 1],
    [16, "tbsp", "cup", 1],
    [8, "fl oz", "cup", 1],
    [1, "cup", "ml", 236.588237],
    [1, "gallon", "ml", 3785.411784],
    [2, "dozen", "piece", 24],
    [2, "jar", "jar", 2],
  ])("%d %s is as much %s as %d", (quantity, from, to, expected) => {
    expect(quantityIn(to, quantity, from)).toBe(expected);
  });

  it("say what is wrong with a unit of something else", () => {
    const wrong = (from: string, to: string) => {
      try {
        return quantityIn(to, 1, from);
      } catch (error) {
        return error;
      }
    };
    expect(wrong("kg", "ml")).toMatchObject({
      code: "wrong_unit",
      message: "kg cannot be converted into ml.",
      extras: { errors: [{ pointer: "#/unit" }] },
    });
    expect(wrong("jar", "slice")).toMatchObject({ code: "wrong_unit" });
    expect(wrong("constructor", "toString")).toMatchObject({ code: "wrong_unit" });
    expect(wrong("piece", "g")).toMatchObject({ code: "wrong_unit" });
  });

  it("refuse what would become nothing, or more than is believable", () => {
    expect(() => quantityIn("kg", 0.0001, "mg")).toThrow(/not valid/);
    expect(() => quantityIn("mg", 1_000_000, "kg")).toThrow(/not valid/);
  });

  it("never drift: there and back is the same within the finest amount, and decimals stay decimals", () => {
    const units = ["g", "kg", "oz", "lb"];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.constantFrom(...units),
        fc.constantFrom(...units),
        (millionths, from, to) => {
          const there = converted(millionths, from, to)!;
          const back = converted(there, to, from)!;
          // One millionth of the coarser unit, in the finer one.
          expect(Math.abs(back - millionths)).toBeLessThanOrEqual(
            Math.ceil(converted(1_000_000, to, from)! / 1_000_000),
          );
          expect(toMillionths(fromMillionths(millionths))).toBe(millionths);
          expect(String(fromMillionths(millionths))).toMatch(/^\d+(\.\d{1,6})?$/);
        },
      ),
    );
  });
});
