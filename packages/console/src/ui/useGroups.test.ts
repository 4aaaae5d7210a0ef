import { expect, it } from "vitest";
import { groupsInView } from "./useGroups.ts";

it("draws what is in view and a little more, however many groups there are and however high", () => {
  for (const groups of [40, 8_000])
    for (const height of [500, 2_000]) {
      const heights = Array.from({ length: groups }, () => height);
      const { first, last } = groupsInView(-20_000, 900, groups, heights);
      expect(first * height).toBeLessThanOrEqual(20_000);
      expect(Math.min(last, groups) * height).toBeGreaterThanOrEqual(Math.min(20_900, groups * height));
      expect(last - first).toBeLessThanOrEqual(Math.ceil(2_100 / height) + 2);
    }
});

it("takes those for as high as the others that were never drawn", () => {
  const heights = [1_000, 1_000];
  expect(groupsInView(-5_000, 900, 100, heights)).toEqual({ first: 4, last: 7 });
});

it("stays within the table", () => {
  expect(groupsInView(300, 900, 1, [])).toEqual({ first: 0, last: 1 });
  expect(groupsInView(-1_000_000, 900, 5, [])).toEqual({ first: 4, last: 5 });
  expect(groupsInView(5_000, 900, 100, []).first).toBe(0);
  expect(groupsInView(0, 900, 0, [])).toEqual({ first: 0, last: 0 });
});
