import { expect, it } from "vitest";
import { cellsOf, stepsByQuantile } from "./year.ts";

it("puts days into weeks from the person's first day of the week", () => {
  // 2026-11-29 is a Sunday.
  expect(cellsOf("2026-11-29", "2026-11-30", 1)).toEqual([
    { day: "2026-11-29", column: 0, row: 6 },
    { day: "2026-11-30", column: 1, row: 0 },
  ]);
  expect(cellsOf("2026-11-29", "2026-11-30", 0).map(({ column, row }) => [column, row])).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(cellsOf("2026-01-01", "2026-12-31", 1)).toHaveLength(365);
});

it("takes steps by how many days have a value, not by how large the largest is", () => {
  const step = stepsByQuantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000, 0]);
  expect([0, 1, 4, 6, 9, 1000].map(step)).toEqual([0, 1, 2, 3, 5, 5]);
  expect(stepsByQuantile([])(3)).toBe(5);
});
