import { expect, it } from "vitest";
import { forecast } from "./forecast.ts";

const days = (remaining: (number | null)[], completed: number[]) =>
  remaining.map((left, at) => ({ date: `2026-03-0${at + 1}`, remaining: left, completed: completed[at] ?? 0 }));

it("goes on at the pace so far, and names the day on which nothing is left", () => {
  const found = forecast(days([7, 6, null, null], [1, 1]))!;
  expect(found).toEqual({ pace: 1, doneOn: "2026-03-08", remaining: [null, 6, 5, 4] });
});

it("names no day while nothing was done, and foresees nothing before the start or at the end", () => {
  expect(forecast(days([3, null], [0]))).toMatchObject({ pace: 0, doneOn: undefined });
  expect(forecast(days([null, null], []))).toBeUndefined();
  expect(forecast(days([1, 0], [1, 1]))).toBeUndefined();
});
