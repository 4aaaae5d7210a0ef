/** The smallest distance between due times of a rule. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRule } from "#core/rhythm/cron";
import { nextDue } from "#core/rhythm/due";
import { minutesApart } from "#core/rhythm/limits";

describe("the minutes from one run of a rule to the next", () => {
  it.each([
    ["* * * * *", 1],
    ["*/15 * * * *", 15],
    ["*/7 * * * *", 4],
    ["0,1 9 * * *", 1],
    ["0,59 * * * *", 1],
    ["5 * * * *", 60],
    ["0 9 * * *", 1_440],
    ["0 9,17 * * *", 480],
    // From the last time of a day to the first of the next.
    ["0,55 0,23 * * *", 5],
    ["5,50 0,23 * * *", 15],
    // The rule matches no two consecutive days.
    ["5,50 0,23 * * MON", 45],
    ["5,50 0,23 * * MON,TUE", 15],
    ["5,50 0,23 * * SUN,SAT", 15],
    // From the last of December to the first of January.
    ["5,50 0,23 1,31 1,12 *", 15],
    ["5,50 0,23 1,30 1,12 *", 45],
    ["5,50 0,23 1,28 2,3 *", 15],
    ["0 9 29 2 *", 1_440],
    ["0 9 29 2 MON", 1_440],
  ])("of %s are %d", (rule, expected) => {
    expect(minutesApart(readRule(rule))).toBe(expected);
  });

  it("are never more than between any two runs without clock changes", () => {
    const some = (max: number) =>
      fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 3 }).map((all) => all.join(","));
    const days = fc.constantFrom("* * *", "* * 1,3", "1,15 * *", "* * 6,0", "L * *", "31,1 * *");
    fc.assert(
      fc.property(some(59), some(23), days, fc.integer({ min: 0, max: 700 }), (minute, hour, day, offset) => {
        const rule = readRule(`${minute} ${hour} ${day}`);
        const timetable = { rule, zone: "UTC" };
        let [least, last] = [1_440, undefined as number | undefined];
        const start = Date.UTC(2026, 0, 1 + offset);
        for (
          let due = nextDue(timetable, start);
          due && due < start + 430 * 86_400_000;
          due = nextDue(timetable, due)
        ) {
          if (last) least = Math.min(least, (due - last) / 60_000);
          last = due;
        }
        expect(minutesApart(rule)).toBe(least);
      }),
      { numRuns: 100 },
    );
  });
});
