import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT_ENTRIES } from "#core/household/unit-words";
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
    ["msk", "tbsp"],
    ["c. à s.", "tbsp"],
    ["cuillere a cafe", "tsp"],
    ["łyżeczki", "tsp"],
    ["lyzka", "tbsp"],
    ["ст. л.", "tbsp"],
    ["dkg", "dag"],
    ["krm", "ml"],
    ["cl", "cl"],
    ["čl", "tsp"],
    ["Pfund", "pfund"],
    ["Prise", "pinch"],
    ["Msp.", "Msp"],
    ["Zehen", "clove"],
  ])("%s is %s", (written, name) => expect(unitName(written)).toBe(name));

  it("are stable", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        // “T” is a tablespoon, so only the name that it leads to is stable.
        expect(unitName(unitName(text))).toBe(unitName(text));
      }),
    );
  });
});

it("a word means one unit in all languages", () => {
  const units = new Map<string, Set<string>>();
  for (const { unit, words } of UNIT_ENTRIES)
    for (const word of Object.values(words).flatMap((list) => list.split(", ")))
      units.set(word, (units.get(word) ?? new Set()).add(unit));
  expect([...units].filter(([, meant]) => meant.size > 1)).toEqual([]);
});

it("a stick of butter is half a cup and four ounces, a stick of cinnamon is neither", () => {
  expect(converted(1_000_000, "stick", "cup", "unsalted butter")).toBe(500_000);
  expect(converted(1_000_000, "stick", "g", "Butter")).toBe(113_398_093);
  expect(converted(500_000, "cup", "stick", "butter")).toBe(1_000_000);
  expect(converted(1_000_000, "stick", "cup", "cinnamon")).toBeUndefined();
});

describe("conversions", () => {
  it.each([
    [1, "kg", "g", 1000],
    [1, "lb", "g", 453.59237],
    [16, "oz", "lb", 1],
    [1, "oz", "g", 28.349523125],
    [0.1, "l", "ml", 100],
    [3, "tsp", "tbsp", 1],
    [16, "tbsp", "cup", 1],
    [8, "fl oz", "cup", 1],
    [1, "cup", "ml", 236.5882365],
    [1, "gallon", "ml", 3785.411784],
    [2, "dozen", "piece", 24],
    [2, "jar", "jar", 2],
  ])("%d %s is as much %s as %d", (quantity, from, to, expected) => {
    expect(quantityIn(to, quantity, from)).toBe(expected);
  });

  it("name a unit of another dimension", () => {
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

  it("refuse results that are too small or too large", () => {
    expect(() => quantityIn("kg", 0.0001, "mg")).toThrow(/not valid/);
    expect(() => quantityIn("mg", 1_000_000, "kg")).toThrow(/not valid/);
  });

  it("never drift: there and back gives the same within the finest amount, and decimals stay decimals", () => {
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
