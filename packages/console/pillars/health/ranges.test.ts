import { describe, expect, it } from "vitest";
import { dayAfter, daysBetween } from "#console/words/format.ts";
import { usualMinute } from "./nights.ts";
import { bucketOf, moved, zoomed } from "./ranges.ts";
import { weekAfter } from "./weeks.ts";

const LAST = "2026-03-20";
const of = (from: string, days: number) => ({ from, to: dayAfter(from, days - 1) });
const lengthOf = ({ from, to }: { from: string; to: string }) => daysBetween(from, to) + 1;

describe("the range of readings", () => {
  it("is shown as fine as it is near, and never with more points than the API gives", () => {
    expect([1, 4, 5, 186, 187, 1_100, 1_101, 3_652].map((days) => bucketOf(of("2015-03-01", days)))).toEqual([
      "hour",
      "hour",
      "day",
      "day",
      "week",
      "week",
      "month",
      "month",
    ]);
  });

  it("is as long when it is moved, and never after today", () => {
    expect(moved(of("2026-03-01", 7), -1, LAST)).toEqual(of("2026-02-22", 7));
    expect(moved(of("2026-03-10", 7), 1, LAST)).toEqual(of("2026-03-14", 7));
  });

  it("keeps its middle when it is zoomed, between a day and ten years", () => {
    expect(zoomed(of("2026-02-01", 20), 0.5, LAST)).toEqual(of("2026-02-06", 10));
    let range = of("2026-02-01", 20);
    for (let at = 0; at < 12; at++) range = zoomed(range, 2, LAST);
    expect(lengthOf(range)).toBe(3_652);
    for (let at = 0; at < 20; at++) range = zoomed(range, 0.5, LAST);
    expect(lengthOf(range)).toBe(1);
  });
});

describe("a week of ISO 8601", () => {
  it("is followed by the next one, also over years of 53 weeks", () => {
    expect(weekAfter("2026-W10", 1)).toBe("2026-W11");
    expect(weekAfter("2026-W52", 1)).toBe("2026-W53");
    expect(weekAfter("2026-W53", 1)).toBe("2027-W01");
    expect(weekAfter("2025-W01", -1)).toBe("2024-W52");
  });
});

describe("the usual time of day", () => {
  it("is around midnight where some are before and some after it, in the zone", () => {
    const nights = ["2026-03-01T22:30:00Z", "2026-03-02T23:30:00Z"];
    expect(usualMinute(nights, "UTC")).toBe(23 * 60);
    expect(usualMinute(nights, "Europe/Berlin")).toBe(0);
  });
});
