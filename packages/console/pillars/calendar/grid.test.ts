import { describe, expect, it } from "vitest";
import {
  barsOf,
  dragged,
  instantOf,
  minuteAt,
  minuteOf,
  monthAfter,
  placed,
  type Span,
  segmentsOf,
  snapped,
  timeOf,
  weekOf,
  weeksOfMonth,
} from "./grid.ts";

const BERLIN = "Europe/Berlin";
const span = (from: string, to: string): Span => ({
  from: Date.parse(`2026-03-02T${from}Z`) / 60_000,
  to: Date.parse(`2026-03-02T${to}Z`) / 60_000,
});
const placesOf = (...spans: Span[]) =>
  placed(segmentsOf(spans, "2026-03-02")).map(({ column, columns, width }) => [column, columns, width]);

describe("the wall clock", () => {
  it("is that of the zone, there and back", () => {
    expect(minuteOf("2026-03-02T13:15:00.000Z", BERLIN)).toBe(minuteAt("2026-03-02", 14 * 60 + 15));
    expect(instantOf(minuteAt("2026-03-02", 14 * 60 + 15), BERLIN)).toBe("2026-03-02T13:15:00.000Z");
    expect(minuteOf("2026-03-02T20:00:00.000Z", "Asia/Kathmandu")).toBe(minuteAt("2026-03-03", 105));
  });

  it("shows a day of 23 hours and one of 25 as the clock says", () => {
    // An event from 1:30 to 3:30 takes an hour on the clocks of the one day, and three in truth on the other.
    const spring = ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"].map((at) => timeOf(minuteOf(at, BERLIN)));
    expect(spring).toEqual(["01:30", "03:30"]);
    const autumn = ["2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"].map((at) => timeOf(minuteOf(at, BERLIN)));
    expect(autumn).toEqual(["01:30", "03:30"]);
    // What is let go in the hour that the clocks skip is when they go on.
    expect(instantOf(minuteAt("2026-03-29", 150), BERLIN)).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe("weeks and months", () => {
  it.each([
    ["monday", "2026-03-02"],
    ["sunday", "2026-03-01"],
    ["saturday", "2026-02-28"],
  ] as const)("begin on the person's %s", (start, first) => {
    expect(weekOf("2026-03-04", start)).toBe(first);
    expect(weekOf(first, start)).toBe(first);
  });

  it("are as many as the month touches", () => {
    expect(weeksOfMonth("2026-02-15", "sunday")).toEqual(["2026-02-01", "2026-02-08", "2026-02-15", "2026-02-22"]);
    expect(weeksOfMonth("2026-03-15", "monday")).toHaveLength(6);
    expect(monthAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(monthAfter("2026-01-31", -1)).toBe("2025-12-01");
  });
});

describe("what overlaps", () => {
  it("stands side by side, and alone takes all the width", () => {
    expect(placesOf(span("09:00", "10:00"), span("10:00", "11:00"))).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ]);
    expect(placesOf(span("09:00", "10:00"), span("09:30", "10:30"))).toEqual([
      [0, 2, 1],
      [1, 2, 1],
    ]);
  });

  it("takes a column that is free again, and is as wide as the others let it", () => {
    const places = placesOf(
      span("09:00", "12:00"),
      span("09:00", "10:00"),
      span("09:00", "09:30"),
      span("10:00", "12:00"),
    );
    // The last one has the second column, and nobody is in the third one then.
    expect(places).toEqual([
      [0, 3, 1],
      [1, 3, 1],
      [2, 3, 1],
      [1, 3, 2],
    ]);
  });

  it("keeps clear of what is drawn longer than it takes", () => {
    expect(placesOf(span("09:00", "09:00"), span("09:05", "10:00"))).toEqual([
      [0, 2, 1],
      [1, 2, 1],
    ]);
  });
});

it("shows what crosses midnight on both days", () => {
  const night = { from: minuteAt("2026-03-02", 23 * 60), to: minuteAt("2026-03-03", 60) };
  expect(segmentsOf([night], "2026-03-02")).toMatchObject([{ from: 1380, to: 1440, isStart: true, isEnd: false }]);
  expect(segmentsOf([night], "2026-03-03")).toMatchObject([{ from: 0, to: 60, isStart: false, isEnd: true }]);
  expect(segmentsOf([night], "2026-03-04")).toEqual([]);
  const untilMidnight = { from: minuteAt("2026-03-02", 23 * 60), to: minuteAt("2026-03-03") };
  expect(segmentsOf([untilMidnight], "2026-03-03")).toEqual([]);
});

it("puts whole days into lanes, cut at the edges", () => {
  const bars = barsOf(
    [
      { startDay: "2026-03-03", endDay: "2026-03-04" },
      { startDay: "2026-02-27", endDay: "2026-03-03" },
      { startDay: "2026-03-07", endDay: "2026-03-12" },
      { startDay: "2026-03-02", endDay: "2026-03-03" },
      { startDay: "2026-03-09", endDay: "2026-03-10" },
    ],
    "2026-03-02",
    7,
  );
  expect(bars.map(({ lane, start, length, isStart, isEnd }) => [lane, start, length, isStart, isEnd])).toEqual([
    [0, 0, 1, false, true],
    [1, 0, 1, true, true],
    [0, 1, 1, true, true],
    [0, 5, 2, true, false],
  ]);
});

it("moves and stretches by steps, and never below one", () => {
  const hour = span("09:00", "10:00");
  expect(snapped(22)).toBe(15);
  expect(snapped(23)).toBe(30);
  expect(dragged(hour, "move", 30)).toEqual(span("09:30", "10:30"));
  expect(dragged(hour, "end", -90)).toEqual(span("09:00", "09:15"));
  expect(dragged(hour, "start", 90)).toEqual(span("09:45", "10:00"));
});
