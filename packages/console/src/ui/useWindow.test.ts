import { expect, it } from "vitest";
import { inView } from "./useWindow.ts";

it("draws what is in view and a little more, however many rows there are", () => {
  for (const count of [1_000, 200_000]) {
    const { first, last } = inView(-20_000, 900, count, 44);
    expect(first).toBeLessThanOrEqual(20_000 / 44);
    expect(last).toBeGreaterThanOrEqual(20_900 / 44);
    expect(last - first).toBeLessThan(60);
  }
});

it("stays within the list", () => {
  expect(inView(300, 900, 5, 44)).toEqual({ first: 0, last: 5 });
  expect(inView(-1_000_000, 900, 5, 44)).toEqual({ first: 5, last: 5 });
  expect(inView(5_000, 900, 1_000, 44).first).toBe(0);
  expect(inView(0, 900, 0, 44)).toEqual({ first: 0, last: 0 });
});

it("moves in steps", () => {
  const ranges = Array.from({ length: 44 * 6 }, (_, pixel) => inView(-10_000 - pixel, 900, 10_000, 44).first);
  expect(new Set(ranges).size).toBeLessThanOrEqual(2);
});
