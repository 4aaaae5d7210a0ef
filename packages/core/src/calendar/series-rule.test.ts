import fc from "fast-check";
import { expect, it } from "vitest";
import { movedRule, split } from "#core/calendar/series-rule";
import { visitDays } from "#core/rhythm/recurrence-days";
import { readRule, weekdays } from "#core/rhythm/recurrence-rule";

/** The first days of a rule from one of its days on. */
function first(rule: string, start: number): number[] {
  const days: number[] = [];
  visitDays(readRule(rule), start, (day) => days.push(day) < 12);
  return days;
}

it("a rule of weekdays that is moved has the days that it had, so many days later or earlier", () => {
  const rules = fc.record({
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    interval: fc.integer({ min: 1, max: 4 }),
    weekStart: fc.constantFrom(...weekdays),
    start: fc.integer({ min: 20_000, max: 20_060 }),
    by: fc.integer({ min: -16, max: 16 }),
  });
  fc.assert(
    fc.property(rules, ({ days, interval, weekStart, start, by }) => {
      const rule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join(",")};WKST=${weekStart}`;
      const [begins] = first(rule, start) as [number];
      expect(first(movedRule(rule, by), begins + by)).toEqual(first(rule, begins).map((day) => day + by));
    }),
    { numRuns: 200 },
  );
});

it("the rest of a series keeps the day of its month, by the clocks of its zone", () => {
  // 08:00 on the 31st in Tokyo, which is the 30th in UTC.
  const series = {
    startAt: "2026-01-30T23:00:00.000Z",
    endAt: "2026-01-31T00:00:00.000Z",
    timezone: "Asia/Tokyo",
    isAllDay: false,
    lasts: "until_end" as const,
    recurrenceRule: "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
    recurrenceExdates: [],
    recurrenceRdates: [],
  };
  const { after } = split(series, "2026-02-27T23:00:00.000Z");
  expect(after.recurrenceRule).toBe("RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD");
});
