import { describe, expect, it } from "vitest";
import { patternOf, ruleOf } from "#core/calendar/sync/outlook-recurrence";

/** What Graph has for each kind of pattern (https://learn.microsoft.com/graph/api/resources/recurrencepattern). */
const both: [rule: string, pattern: object, range: object][] = [
  ["FREQ=DAILY", { type: "daily", interval: 1 }, { type: "noEnd" }],
  ["FREQ=DAILY;INTERVAL=3;COUNT=4", { type: "daily", interval: 3 }, { type: "numbered", numberOfOccurrences: 4 }],
  [
    "FREQ=WEEKLY;BYDAY=MO,WE",
    { type: "weekly", interval: 1, daysOfWeek: ["monday", "wednesday"], firstDayOfWeek: "monday" },
    { type: "noEnd" },
  ],
  [
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU;UNTIL=20261224",
    { type: "weekly", interval: 2, daysOfWeek: ["sunday"], firstDayOfWeek: "sunday" },
    { type: "endDate", endDate: "2026-12-24" },
  ],
  ["FREQ=MONTHLY;BYMONTHDAY=15", { type: "absoluteMonthly", interval: 1, dayOfMonth: 15 }, { type: "noEnd" }],
  [
    "FREQ=MONTHLY;BYDAY=2TU",
    { type: "relativeMonthly", interval: 1, daysOfWeek: ["tuesday"], index: "second" },
    { type: "noEnd" },
  ],
  [
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    {
      type: "relativeMonthly",
      interval: 1,
      daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      index: "last",
    },
    { type: "noEnd" },
  ],
  [
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2",
    { type: "absoluteYearly", interval: 1, month: 3, dayOfMonth: 2 },
    { type: "noEnd" },
  ],
  [
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    { type: "relativeYearly", interval: 1, month: 11, daysOfWeek: ["thursday"], index: "fourth" },
    { type: "noEnd" },
  ],
];

describe("recurrence in Outlook", () => {
  it.each(both)("%s is the same in both forms", (rule, pattern, range) => {
    const written = patternOf(rule, "2026-03-02", "Europe/Berlin")!;
    expect(written).toEqual({
      pattern,
      range: { ...range, startDate: "2026-03-02", recurrenceTimeZone: "Europe/Berlin" },
    });
    expect(ruleOf(written)).toBe(rule);
  });

  it("says on which day a rule falls that leaves it open", () => {
    expect(patternOf("FREQ=WEEKLY", "2026-03-02", "UTC")?.pattern).toMatchObject({ daysOfWeek: ["monday"] });
    expect(patternOf("FREQ=MONTHLY", "2026-03-02", "UTC")?.pattern).toMatchObject({ dayOfMonth: 2 });
    expect(patternOf("FREQ=YEARLY", "2026-03-02", "UTC")?.pattern).toMatchObject({ month: 3, dayOfMonth: 2 });
  });

  it.each([
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=YEARLY;BYYEARDAY=100",
    "FREQ=DAILY;BYMONTH=3",
    "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
  ])("%s has no pattern", (rule) => {
    expect(patternOf(rule, "2026-03-02", "UTC")).toBeUndefined();
  });

  it.each([
    ["that it does not know", { type: "lunarMonthly" }, { type: "noEnd" }],
    ["that names no day", { type: "relativeMonthly", index: "second" }, { type: "noEnd" }],
    [
      "that comes more often than a rule can say",
      { type: "daily" },
      { type: "numbered", numberOfOccurrences: 100_000 },
    ],
  ])("takes a pattern %s for none", (_, pattern, range) => {
    expect(ruleOf({ pattern, range })).toBeNull();
  });
});
