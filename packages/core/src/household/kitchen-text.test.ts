import { describe, expect, it } from "vitest";
import { kitchenText } from "#core/household/kitchen-text";

describe("amounts for people", () => {
  it.each([
    [5, "clove", "5 clove"],
    [2, "stick", "2 stick"],
    [3, "piece", "3 piece"],
    [1, "cup", "1 cup"],
    [0.333333, "cup", "1/3 cup"],
    [2.5, "tsp", "2 1/2 tsp"],
    [1_000, "g", "1 kg"],
    [1.25, "kg", "1.25 kg"],
    [0.25, "kg", "250 g"],
    [750, "ml", "750 ml"],
    [4.113376, "cup", "about 975 ml, or 4.11 cup"],
    [2.204623, "lb", "about 1 kg, or 2.2 lb"],
    [1.057, "oz", "about 30 g, or 1.06 oz"],
    [1.166667, "dozen", "14 piece"],
    [1.5, "dozen", "1.5 dozen"],
    [973.176473, "ml", "about 975 ml"],
  ])("%s %s are %s", (quantity, unit, text) => expect(kitchenText(quantity, unit)).toBe(text));
});
