import { expect, it } from "vitest";
import { allSelected, isNothing, isSelected, nothingSelected, toggled, withSelected } from "./selection.ts";

it("selects some", () => {
  const some = withSelected(toggled(nothingSelected, "a"), ["b", "c"], true);
  expect(["a", "b", "c", "d"].map((id) => isSelected(some, id))).toEqual([true, true, true, false]);
  expect(isNothing(withSelected(some, ["a", "b", "c"], false))).toBe(true);
});

it("leaves some out of all, without knowing how many there are", () => {
  const most = toggled(allSelected, "b");
  expect(["a", "b"].map((id) => isSelected(most, id))).toEqual([true, false]);
  expect(isSelected(toggled(most, "b"), "b")).toBe(true);
  expect(isNothing(most)).toBe(false);
});
