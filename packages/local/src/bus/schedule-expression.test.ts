import { describe, expect, it } from "vitest";
import { parseScheduleExpression } from "./schedule-expression.ts";

function next(count: number, expression: string, from: string, timezone = "UTC", registered = from): string[] {
  const times = parseScheduleExpression(expression, timezone, new Date(registered));
  const found: string[] = [];
  let at = new Date(from);
  while (found.length < count) {
    const due = times.after(at);
    if (!due) break;
    found.push(due.toISOString().slice(0, 16));
    at = due;
  }
  return found;
}

describe("cron(…)", () => {
  it.each<[string, string, string, string[]]>([
    ["minutes and hours", "cron(15 10 * * ? *)", "2026-03-01T00:00Z", ["2026-03-01T10:15", "2026-03-02T10:15"]],
    ["weekdays by name", "cron(0 18 ? * MON-FRI *)", "2026-03-06T12:00Z", ["2026-03-06T18:00", "2026-03-09T18:00"]],
    [
      "weekdays by number, 1 is Sunday",
      "cron(0 9 ? * 1 *)",
      "2026-03-02T00:00Z",
      ["2026-03-08T09:00", "2026-03-15T09:00"],
    ],
    ["a start and a step", "cron(5/20 8 * * ? *)", "2026-03-01T00:00Z", ["2026-03-01T08:05", "2026-03-01T08:25"]],
    ["the last day of a month", "cron(0 0 L * ? *)", "2026-02-01T00:00Z", ["2026-02-28T00:00", "2026-03-31T00:00"]],
    ["the second Monday", "cron(0 0 ? * 2#2 *)", "2026-03-01T00:00Z", ["2026-03-09T00:00", "2026-04-13T00:00"]],
    ["the nearest weekday", "cron(0 0 1W * ? *)", "2026-02-01T00:00Z", ["2026-02-02T00:00", "2026-03-02T00:00"]],
    ["the last day of a week", "cron(0 0 ? * L *)", "2026-03-01T00:00Z", ["2026-03-07T00:00", "2026-03-14T00:00"]],
    ["a year", "cron(0 0 1 1 ? 2028)", "2026-03-01T00:00Z", ["2028-01-01T00:00"]],
    ["leap days", "cron(0 0 29 2 ? *)", "2026-03-01T00:00Z", ["2028-02-29T00:00", "2032-02-29T00:00"]],
  ])("knows %s", (_, expression, from, expected) => {
    expect(next(2, expression, from)).toEqual(expected);
  });

  it("skips a local time that summer time leaves out and does not repeat one that comes twice, as AWS does", () => {
    expect(next(3, "cron(30 2 * * ? *)", "2026-03-28T00:00Z", "Europe/Berlin")).toEqual([
      "2026-03-28T01:30",
      "2026-03-30T00:30",
      "2026-03-31T00:30",
    ]);
    expect(next(3, "cron(30 2 * * ? *)", "2026-10-24T00:00Z", "Europe/Berlin")).toEqual([
      "2026-10-24T00:30",
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });
});

describe("rate(…)", () => {
  it("counts from the registration, which is the first due time itself", () => {
    const times = parseScheduleExpression("rate(5 minutes)", "UTC", new Date("2026-03-01T10:02:00Z"));
    expect(times.dueAtOnce).toBe(true);
    expect(next(3, "rate(5 minutes)", "2026-03-01T10:01Z", "UTC", "2026-03-01T10:02Z")).toEqual([
      "2026-03-01T10:02",
      "2026-03-01T10:07",
      "2026-03-01T10:12",
    ]);
  });
});

describe("at(…)", () => {
  it("is due once, in its time zone", () => {
    expect(next(2, "at(2026-07-01T09:30:00)", "2026-03-01T00:00Z", "America/New_York")).toEqual(["2026-07-01T13:30"]);
  });
});

describe("an expression that AWS refuses", () => {
  it.each([
    "rate(0 minutes)",
    "rate(1 minutes)",
    "rate(5 minute)",
    "rate(5 seconds)",
    "every minute",
    "cron(0 9 * * *)",
    "cron(0 9 * * * *)",
    "cron(0 9 ? * ? *)",
    "cron(? 9 * * ? *)",
    "cron(61 9 * * ? *)",
    "cron(0 9 ? * 8 *)",
    "at(tomorrow)",
    "at(2026-13-01T00:00:00)",
  ])("%s is refused here too", (expression) => {
    expect(() => parseScheduleExpression(expression, "UTC", new Date(0))).toThrow(/is not valid/);
  });

  it("so is an unknown time zone", () => {
    expect(() => parseScheduleExpression("cron(0 9 * * ? *)", "Europe/Atlantis", new Date(0))).toThrow(/is not valid/);
  });
});
