import { expect, it } from "vitest";
import { freeTogether, ofDay } from "./busy.ts";
import { minuteAt, type Span } from "./grid.ts";

const DAY = "2026-03-02";
const hours = (from: number, to: number): Span => ({ from: minuteAt(DAY, from * 60), to: minuteAt(DAY, to * 60) });
const inHours = (spans: readonly Span[]) => spans.map(({ from, to }) => [from / 60, to / 60]);

it("cuts what is busy at the edges of the day", () => {
  expect(inHours(ofDay([hours(-2, 3), hours(9, 10), hours(20, 30), hours(30, 32)], DAY))).toEqual([
    [0, 3],
    [9, 10],
    [20, 24],
  ]);
});

it("finds what all have left for an hour, by day and from now on", () => {
  const busy = [
    [hours(9, 12), hours(12.5, 13)],
    [hours(11, 12), hours(18, 26)],
  ];
  expect(inHours(freeTogether(busy, DAY, 0))).toEqual([
    [7, 9],
    [13, 18],
  ]);
  expect(inHours(freeTogether(busy, DAY, minuteAt(DAY, 14 * 60)))).toEqual([[14, 18]]);
  expect(freeTogether([[hours(0, 24)]], DAY, 0)).toEqual([]);
  expect(inHours(freeTogether([], DAY, 0))).toEqual([[7, 22]]);
});
