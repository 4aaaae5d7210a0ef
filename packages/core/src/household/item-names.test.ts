import { describe, expect, it } from "vitest";
import { itemKey } from "#core/household/item-names";

describe("names of foods", () => {
  it.each([
    ["Eggs (large)", "egg"],
    ["Tomatoes", "tomato"],
    ["CHERRIES", "cherry"],
    ["Crème fraîche", "creme fraiche"],
    ["Radishes", "radish"],
    ["olive-oil", "olive oil"],
    ["Baker's yeast", "bakers yeast"],
    ["Weißkohl", "weisskohl"],
  ])("%s is %s", (one, other) => expect(itemKey(one)).toBe(itemKey(other)));

  it.each([
    ["Reis", "Rei"],
    ["Eis", "Ei"],
    ["molasses", "mola"],
    ["coconut milk", "milk"],
    ["hummus", "hummu"],
  ])("%s is not %s", (one, other) => expect(itemKey(one)).not.toBe(itemKey(other)));

  it("are never empty for something that is written", () => expect(itemKey("(!)")).toBe("(!)"));
});
