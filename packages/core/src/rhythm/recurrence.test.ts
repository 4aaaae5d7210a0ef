import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { following, type Recurring, successorOf } from "#core/rhythm/recurrence";
import { type Case, calendar, clocks, rfc } from "#core/rhythm/recurrence-cases.fixture";
import { anyDaysOf, visitDays } from "#core/rhythm/recurrence-days";
import { daysOf } from "#core/rhythm/recurrence-oracle.fixture";
import { canonicalRule, RuleError, readRule } from "#core/rhythm/recurrence-rule";
import { isWhole } from "#testing/sampled";
import { slow } from "#testing/slow";

/** Compares as many instances as the case lists, and checks that there are no more unless it ends with `…`. */
function expectInstances(actual: string[], instances: string): void {
  const endless = instances.endsWith("…");
  const expected = instances.split(" ").filter((one) => one !== "" && one !== "…");
  expect(endless ? actual.slice(0, expected.length) : actual).toEqual(expected);
  if (endless) expect(actual.length).toBeGreaterThan(expected.length);
}
const lengthOf = (instances: string) => instances.split(" ").length + 1;

/** Adds the start where the case lists it: a series has its first task, whatever its rule matches. */
const withStart = (start: string, instances: string, rest: string[]) =>
  instances.startsWith(start) ? [start, ...rest] : rest;

describe("the number of cases", () => {
  it("is at least as documented", () => {
    const all = [...rfc, ...calendar, ...clocks];
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map((one) => one.join())).size).toBe(all.length);
  });
});

describe("examples of RFC 5545, at nine in New York:", () => {
  it.each(rfc)("%s (%s)", (_, rule, start, instances) => {
    const series = { rule, zone: "America/New_York", start: { day: start, time: "09:00:00" } };
    const moments = following(series, lengthOf(instances));
    expectInstances(
      withStart(
        start,
        instances,
        moments.map(({ day }) => day),
      ),
      instances,
    );
    for (const { day, at } of moments) expect(inZone(at!, "America/New_York")).toBe(`${day} 09:00:00`);
  });
});

describe("rules of days:", () => {
  const check = (...[, rule, start, instances]: Case) => {
    const moments = following({ rule, zone: "UTC", start: { day: start, time: undefined } }, lengthOf(instances));
    expectInstances(
      withStart(
        start,
        instances,
        moments.map(({ day }) => day),
      ),
      instances,
    );
  };
  it.each(calendar)("%s (%s)", check);
});

describe("rules at a time of day:", () => {
  it.each(clocks)("%s (%s, %s)", (_, zone, rule, start, instants) => {
    const [day, time] = start.split("T") as [string, string];
    const moments = following({ rule, zone, start: { day, time } }, 10);
    const [first, ...rest] = instants.split(" ").map((instant) => new Date(`${instant}Z`).toISOString());
    expect(moments.map(({ at }) => at)).toEqual(rest);
    expect(inZone(first!, zone).replace(" ", "T")).toMatch(new RegExp(`^${start}`));
  });
});

/** The local time of a zone as `YYYY-MM-DD HH:MM:SS`, by Intl. */
const inZone = (instant: string, zone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(
    new Date(instant),
  );

const LETTERS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const some = <T>(values: fc.Arbitrary<T>, maxLength: number) => fc.uniqueArray(values, { minLength: 0, maxLength });
const signed = (max: number) => fc.oneof(fc.integer({ min: 1, max }), fc.integer({ min: -max, max: -1 }));

/** Rules of every kind that the grammar accepts. */
const rules = fc
  .record({
    freq: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
    interval: fc.integer({ min: 1, max: 4 }),
    byMonth: some(fc.integer({ min: 1, max: 12 }), 3),
    byMonthDay: some(signed(31), 3),
    byYearDay: some(signed(366), 3),
    byWeekNo: some(signed(53), 3),
    byDay: some(
      fc
        .tuple(fc.option(signed(5), { nil: undefined }), fc.constantFrom(...LETTERS))
        .map(([n, day]) => `${n ?? ""}${day}`),
      3,
    ),
    bySetPos: some(signed(6), 2),
    weekStart: fc.constantFrom(...LETTERS),
  })
  .map((parts) => {
    const values = {
      BYMONTH: parts.byMonth,
      BYWEEKNO: parts.byWeekNo,
      BYYEARDAY: parts.byYearDay,
      BYMONTHDAY: parts.byMonthDay,
      BYDAY: parts.byDay,
      BYSETPOS: parts.bySetPos,
    };
    const by = Object.entries(values)
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => `${name}=${list.join(",")}`);
    return [`FREQ=${parts.freq}`, `INTERVAL=${parts.interval}`, ...by, `WKST=${parts.weekStart}`].join(";");
  })
  .filter((rule) => {
    try {
      return readRule(rule) !== undefined;
    } catch {
      return false;
    }
  });
const aDay = fc
  .integer({ min: 0, max: 365 * 12 })
  .map((n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10));

describe("any rule", () => {
  it("has the days that an exhaustive search finds", () => {
    fc.assert(
      fc.property(rules, aDay, (rule, day) => {
        const until = `${Number(day.slice(0, 4)) + 6}${day.slice(4)}`;
        const found = following(
          {
            rule: `${rule};UNTIL=${until.replaceAll("-", "").replace("0229", "0228")}`,
            zone: "UTC",
            start: { day, time: undefined },
          },
          40,
        );
        expect(found.map((one) => one.day)).toEqual(daysOf(rule, day, until.replace("02-29", "02-28")).slice(0, 40));
      }),
      { numRuns: isWhole("year") ? 100 : 15, verbose: true },
    );
  });

  slow("has the same days by the shorter way that most have, from any day on", () => {
    fc.assert(
      fc.property(rules, aDay, fc.integer({ min: 0, max: 3_000 }), (text, day, later) => {
        const [rule, start] = [readRule(text), Date.parse(day) / 86_400_000];
        const from = start + later;
        const days: Record<"shorter" | "defined", number[]> = { shorter: [], defined: [] };
        const into = (found: number[]) => (one: number) => one < from || found.push(one) < 30;
        visitDays(rule, start, into(days.shorter), from);
        const visit = into(days.defined);
        for (const one of anyDaysOf(rule, start, from)) if (!visit(one)) break;
        expect(days.shorter).toEqual(days.defined);
      }),
      // A leap day each hundred years comes each four hundred.
      { numRuns: isWhole("year") ? 400 : 75, examples: [["FREQ=YEARLY;INTERVAL=100", "2000-02-29", 0]] },
    );
  });

  it("is unchanged when it is written and parsed again", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const canonical = canonicalRule(`rrule:${rule.toLowerCase()}`);
        expect(canonicalRule(canonical)).toBe(canonical);
      }),
      { numRuns: isWhole("year") ? 60 : 20 },
    );
  });

  it("is parsed or refused, whatever is sent", () => {
    const words = fc.constantFrom(
      "FREQ",
      "=",
      "DAILY",
      "YEARLY",
      ";",
      "BYDAY",
      "-1",
      "MO",
      ",",
      "UNTIL",
      "20260101T000000Z",
      "COUNT",
      "0",
      "99999",
      "RRULE:",
      " ",
      "BYSETPOS",
      "é",
      "\0",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 12 }).map((list) => list.join("")),
        ),
        (text) => {
          try {
            readRule(text);
          } catch (error) {
            expect(error).toBeInstanceOf(RuleError);
          }
        },
      ),
      { numRuns: isWhole("year") ? 500 : 75 },
    );
  });
});

describe("a rule is refused that", () => {
  it.each([
    ["", "RFC 5545"],
    ["every monday", "RFC 5545"],
    ["COUNT=3", "FREQ"],
    ["FREQ=FORTNIGHTLY", "FREQ"],
    ["FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "once a day"],
    ["FREQ=MINUTELY;INTERVAL=15;COUNT=6", "once a day"],
    ["FREQ=MINUTELY;INTERVAL=90;COUNT=4", "once a day"],
    ["FREQ=SECONDLY", "once a day"],
    ["FREQ=DAILY;BYHOUR=24", "BYHOUR from 0 to 23, and not “24”"],
    ["FREQ=DAILY;BYMINUTE=60", "BYMINUTE from 0 to 59, and not “60”"],
    ["FREQ=DAILY;BYSECOND=0,x", "BYSECOND from 0 to 60, and not “x”"],
    ["FREQ=DAILY;BYHOUR=9;BYSETPOS=1", "BYSETPOS"],
    ["RSCALE=Chinese;FREQ=YEARLY", "RSCALE as GREGORIAN, and not “Chinese”"],
    ["RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=sometimes", "SKIP as one of OMIT, BACKWARD, FORWARD, and not “sometimes”"],
    ["RSCALE=GREGORIAN;FREQ=DAILY;SKIP=BACKWARD;BYMONTH=2;BYMONTHDAY=30", "never comes"],
    ["every monday", "“every monday” is no part"],
    ["freq=fortnightly", "and not “fortnightly”"],
    ["freq=hourly", "and not “hourly”"],
    ["FREQ=WEEKLY;BYDAY=mo,xx", "“xx” is none"],
    ["FREQ=DAILY;x-name=1", "“x-name”"],
    ["FREQ=DAILY;INTERVAL=1.5", "and not “1.5”"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,-32", "and not “-32”"],
    ["FREQ=DAILY;UNTIL=tomorrow", "and not “tomorrow”"],
    ["FREQ=DAILY;;", "“” is no part"],
    ["DTSTART:20260302\nRRULE:FREQ=DAILY", "without DTSTART: the series begins with its first instance"],
    ["RRULE:FREQ=DAILY\r\nEXDATE;TZID=Europe/Berlin:20260303T090000", "without EXDATE"],
    ["RDATE:20260303", "without RDATE"],
    ["FREQ=DAILY\nFREQ=WEEKLY", "“FREQ=WEEKLY” is another line"],
    [";", "“” is no part"],
    ["FREQ=MONTHLY;SKIP=FORWARD;BYMONTHDAY=31", "SKIP"],
    ["FREQ=DAILY;X-NAME=1", "X-NAME"],
    ["FREQ=DAILY;FREQ=WEEKLY", "FREQ once"],
    ["FREQ=DAILY;;COUNT=2", "no part"],
    ["FREQ=DAILY;INTERVAL=0", "INTERVAL"],
    ["FREQ=DAILY;INTERVAL=1001", "INTERVAL"],
    ["FREQ=DAILY;COUNT=0", "COUNT"],
    ["FREQ=DAILY;COUNT=10000", "COUNT"],
    ["FREQ=DAILY;COUNT=1.5", "COUNT"],
    ["FREQ=DAILY;COUNT=3;UNTIL=20260401", "not both"],
    ["FREQ=DAILY;UNTIL=2026-04-01", "UNTIL"],
    ["FREQ=DAILY;UNTIL=20260230", "UNTIL"],
    ["FREQ=DAILY;UNTIL=20260401T250000Z", "UNTIL"],
    ["FREQ=WEEKLY;BYDAY=XX", "BYDAY"],
    ["FREQ=WEEKLY;BYDAY=1MO", "numbers in BYDAY"],
    ["FREQ=DAILY;BYDAY=-1FR", "numbers in BYDAY"],
    ["FREQ=MONTHLY;BYDAY=6FR", "never comes"],
    ["FREQ=YEARLY;BYDAY=54MO", "BYDAY"],
    ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYWEEKNO"],
    ["FREQ=MONTHLY;BYWEEKNO=20", "BYWEEKNO"],
    ["FREQ=WEEKLY;BYMONTHDAY=13", "BYMONTHDAY"],
    ["FREQ=MONTHLY;BYYEARDAY=100", "BYYEARDAY"],
    ["FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"],
    ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"],
    ["FREQ=YEARLY;BYMONTH=13", "BYMONTH"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes"],
    ["FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO"],
    ["FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"],
    ["FREQ=WEEKLY;WKST=XX", "WKST"],
  ])("says %s", (rule, why) => {
    expect(() => readRule(rule)).toThrow(RuleError);
    expect(() => readRule(rule)).toThrow(why);
  });
});

describe("a rule as calendars write it", () => {
  const kept = [
    ["FREQ=WEEKLY;BYDAY=TU;COUNT=3;", "FREQ=WEEKLY;BYDAY=TU;COUNT=3"],
    ["RRULE:FREQ=WEEKLY;BYDAY=\r\n MO,WE\r\n", "FREQ=WEEKLY;BYDAY=MO,WE"],
    ["FREQ=WEE\n\tKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"],
    ["FREQ=WEEKLY; BYDAY=MO, WE", "FREQ=WEEKLY;BYDAY=MO,WE"],
    ["rrule;x-origin=phone:freq=daily", "FREQ=DAILY"],
    [" RRULE:FREQ=DAILY; ", "FREQ=DAILY"],
    ["rscale=gregorian;freq=monthly", "FREQ=MONTHLY"],
    ["FREQ=MONTHLY;SKIP=OMIT;RSCALE=GREGORIAN", "FREQ=MONTHLY"],
    [
      "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=forward;RSCALE=GREGORIAN",
      "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
    ],
    ["FREQ=DAILY;BYHOUR=9;COUNT=2", "FREQ=DAILY;COUNT=2"],
    ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,17;BYMINUTE=0,30;BYSECOND=0", "FREQ=WEEKLY;BYDAY=MO"],
    ["FREQ=WEEKLY;BYDAY=mo,MO;WKST=su", "FREQ=WEEKLY;BYDAY=MO;WKST=SU"],
    ["FREQ=DAILY;UNTIL=20260401t090000z", "FREQ=DAILY;UNTIL=20260401T090000Z"],
  ] as const;
  it.each(kept)("%s is kept as %s", (written, canonical) => {
    expect(canonicalRule(written)).toBe(canonical);
    expect(canonicalRule(canonical)).toBe(canonical);
  });
});

describe("days that a month or year does not have", () => {
  // The first three are examples of RFC 7529.
  it.each([
    ["OMIT", "FREQ=MONTHLY", "2014-01-31", "2014-03-31 2014-05-31 2014-07-31"],
    ["BACKWARD", "FREQ=MONTHLY", "2014-01-31", "2014-02-28 2014-03-31 2014-04-30"],
    ["FORWARD", "FREQ=MONTHLY", "2014-01-31", "2014-03-01 2014-03-31 2014-05-01"],
    ["BACKWARD", "FREQ=YEARLY", "2016-02-29", "2017-02-28 2018-02-28 2019-02-28 2020-02-29"],
    ["FORWARD", "FREQ=YEARLY", "2016-02-29", "2017-03-01 2018-03-01 2019-03-01 2020-02-29"],
    ["FORWARD", "FREQ=MONTHLY;BYMONTHDAY=1,31", "2026-01-31", "2026-02-01 2026-03-01 2026-03-31 2026-04-01 2026-05-01"],
    ["BACKWARD", "FREQ=MONTHLY;BYMONTHDAY=29,30,31", "2026-01-31", "2026-02-28 2026-03-29 2026-03-30"],
    ["FORWARD", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30", "2026-02-15", "2026-03-01 2026-04-30 2026-06-30"],
    ["FORWARD", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-02-01", "2026-03-01 2027-03-01 2028-03-01"],
    ["BACKWARD", "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31", "2026-01-01", "2026-02-28 2026-04-30 2027-02-28"],
    ["BACKWARD", "FREQ=YEARLY;BYYEARDAY=366", "2026-01-01", "2026-12-31 2027-12-31 2028-12-31"],
    ["FORWARD", "FREQ=YEARLY;BYYEARDAY=366", "2026-01-02", "2027-01-01 2028-01-01 2028-12-31 2030-01-01"],
    ["FORWARD", "FREQ=MONTHLY;BYMONTHDAY=-31", "2026-01-02", "2026-02-01 2026-03-01 2026-04-01"],
    ["BACKWARD", "FREQ=MONTHLY;BYMONTHDAY=-31", "2026-01-02", "2026-01-31 2026-03-01 2026-03-31"],
    ["BACKWARD", "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SA", "2026-01-01", "2026-01-31 2026-02-28 2026-10-31"],
    ["BACKWARD", "FREQ=MONTHLY;BYMONTHDAY=15,31;BYSETPOS=-1", "2026-01-31", "2026-02-28 2026-03-31 2026-04-30"],
    ["BACKWARD", "FREQ=WEEKLY;BYDAY=MO", "2026-01-05", "2026-01-12 2026-01-19"],
    ["BACKWARD", "FREQ=DAILY;BYMONTHDAY=31", "2026-01-31", "2026-03-31 2026-05-31"],
  ])("with SKIP=%s, %s", (skip, rule, start, days) => {
    const expected = days.split(" ");
    const series = {
      rule: `RSCALE=GREGORIAN;${rule};SKIP=${skip}`,
      zone: "UTC",
      start: { day: start, time: undefined },
    };
    expect(following(series, expected.length).map(({ day }) => day)).toEqual(expected);
  });

  /** The algorithm of RFC 7529, section 4.1: first the numbers of each month, then the missing days, then the rest. */
  function bySteps(numbers: number[], interval: number, skip: string, start: string): string[] {
    const from = new Date(start);
    const days = new Set<string>();
    for (let n = 0; n < 60; n += interval) {
      const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + n];
      const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
      for (const number of numbers) {
        const date = number > 0 ? number : length + 1 + number;
        const isThere = date >= 1 && date <= length;
        if (!isThere && skip === "OMIT") continue;
        const [before, after] = date > length ? [length, length + 1] : [0, 1];
        const moved = isThere ? date : skip === "BACKWARD" ? before : after;
        days.add(new Date(Date.UTC(year, month, moved)).toISOString().slice(0, 10));
      }
    }
    return [...days].sort().filter((day) => day > start);
  }

  it("are moved as the standard says, for any days and months", () => {
    const numbers = fc.uniqueArray(signed(31), { minLength: 1, maxLength: 4 });
    const skips = fc.constantFrom("OMIT", "BACKWARD", "FORWARD");
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 3 }), skips, aDay, (days, interval, skip, start) => {
        const rule = `RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=${days.join(",")};SKIP=${skip}`;
        const found = following({ rule, zone: "UTC", start: { day: start, time: undefined } }, 20);
        const expected = bySteps(days, interval, skip, start).slice(0, 20);
        expect(found.map(({ day }) => day).slice(0, expected.length)).toEqual(expected);
      }),
      { numRuns: isWhole("year") ? 300 : 50, verbose: true },
    );
  });
});

describe("the task after one", () => {
  const weekly: Recurring = {
    recurrenceRule: "FREQ=WEEKLY;BYDAY=MO",
    recurrenceTimezone: "Europe/Berlin",
    recurrenceBasis: "due_date",
    dueDate: "2026-03-02",
    dueAt: null,
  };
  const next = (task: Partial<Recurring>, completedAt = "2026-03-02T12:00:00Z", catchUp = false) =>
    successorOf({ ...weekly, ...task }, completedAt, catchUp);

  it("is the next instance after its due date and after the day on which it was completed", () => {
    expect(next({})).toEqual({ day: "2026-03-09", at: undefined, rule: "FREQ=WEEKLY;BYDAY=MO", daysLater: 7 });
    expect(next({ dueDate: "2026-03-04" })?.day).toBe("2026-03-09");
    expect(next({ dueDate: "2026-03-16" })?.day).toBe("2026-03-23");
    // A Friday.
    expect(next({}, "2026-05-01T12:00:00Z")).toMatchObject({ day: "2026-05-04", daysLater: 63 });
    expect(next({}, "2026-05-04T12:00:00Z")?.day).toBe("2026-05-11");
    // It is already Monday in Berlin.
    expect(next({}, "2026-05-03T22:30:00Z")?.day).toBe("2026-05-11");
  });

  it("is due after today, however many instances were missed, and keeps the rhythm of its due date", () => {
    const daily = { recurrenceRule: "FREQ=DAILY", dueAt: "2026-02-20T17:00:00.000Z", dueDate: "2026-02-20" };
    expect(next(daily)).toMatchObject({ day: "2026-03-03", at: "2026-03-03T17:00:00.000Z" });
    const every = { recurrenceRule: "FREQ=DAILY;INTERVAL=4", dueDate: "2026-02-20" };
    expect(next(every)?.day).toBe("2026-03-04");
    expect(next({ recurrenceRule: "FREQ=MONTHLY;BYMONTHDAY=31", dueDate: "2025-10-31" })?.day).toBe("2026-03-31");
    expect(next({ recurrenceRule: "FREQ=YEARLY", dueDate: "1970-03-02" }, "2026-03-02T12:00:00Z")?.day).toBe(
      "2027-03-02",
    );
  });

  it("is the very next instance, even in the past, when nothing is to be skipped", () => {
    expect(next({}, "2026-05-01T12:00:00Z", true)).toMatchObject({ day: "2026-03-09", daysLater: 7 });
    expect(next({ recurrenceRule: "FREQ=DAILY;COUNT=3" }, "2026-05-01T12:00:00Z", true)?.rule).toBe(
      "FREQ=DAILY;COUNT=2",
    );
  });

  it("has a COUNT that is lower by the skipped instances", () => {
    const five = { recurrenceRule: "FREQ=DAILY;COUNT=5", dueDate: "2026-02-28" };
    expect(next(five)).toMatchObject({ day: "2026-03-03", rule: "FREQ=DAILY;COUNT=2" });
    expect(next(five, "2026-03-04T12:00:00Z")).toBeUndefined();
  });

  it("is as many days after a task due on another day as its subtasks are moved", () => {
    const late = { recurrenceBasis: "completion", recurrenceRule: "FREQ=WEEKLY", dueDate: "2026-02-27" } as const;
    expect(next(late)).toMatchObject({ day: "2026-03-09", daysLater: 10 });
  });

  it("is found among the instances of any rule, however long ago it began", () => {
    fc.assert(
      fc.property(rules, aDay, fc.integer({ min: 0, max: 3_000 }), (rule, day, daysLate) => {
        const today = new Date(Date.parse(day) + daysLate * 86_400_000).toISOString().slice(0, 10);
        const ended = `${rule};UNTIL=${Number(day.slice(0, 4)) + 12}0101`;
        const series = { rule: ended, zone: "UTC", start: { day, time: undefined } };
        const walked = following(series, 5_000).find((one) => one.day > today);
        expect(following(series, 1, today)[0]?.day).toBe(walked?.day);
      }),
      { numRuns: isWhole("year") ? 60 : 20 },
    );
  });

  it("is found at once after two thousand years", () => {
    const ancient = { dueDate: "0001-01-01", recurrenceRule: "FREQ=DAILY;INTERVAL=7" };
    expect(next(ancient)?.day).toBe("2026-03-09");
    expect(next({ ...ancient, dueAt: "0001-01-01T09:00:00.000Z" })?.day).toBe("2026-03-09");
  });

  it("counts from the day of completion in its zone, at its time of day, when that is its basis", () => {
    const fromCompletion = { recurrenceBasis: "completion", recurrenceRule: "FREQ=DAILY;INTERVAL=3" } as const;
    expect(next(fromCompletion, "2026-03-10T12:00:00Z")?.day).toBe("2026-03-13");
    // It is already the 11th in Berlin.
    expect(next(fromCompletion, "2026-03-10T23:30:00Z")?.day).toBe("2026-03-14");
    const timed = { ...fromCompletion, dueAt: "2026-03-02T08:00:00.000Z" };
    expect(next(timed, "2026-03-27T20:00:00Z")).toMatchObject({ day: "2026-03-30", at: "2026-03-30T07:00:00.000Z" });
    // The clocks skip this time of day on the day of completion, but not on the next due day.
    const early = { ...fromCompletion, dueAt: "2026-03-02T01:30:00.000Z" };
    expect(next(early, "2026-03-29T20:00:00Z")).toMatchObject({ day: "2026-04-01", at: "2026-04-01T00:30:00.000Z" });
  });

  it("moves forward where the clocks skip its time, and is at its own time again the day after", () => {
    const night = { recurrenceRule: "FREQ=DAILY", dueAt: "2026-03-28T01:30:00.000Z", dueDate: "2026-03-28" };
    const moved = next(night, "2026-03-28T12:00:00Z")!;
    expect(moved).toMatchObject({ day: "2026-03-29", at: "2026-03-29T01:30:00.000Z" });
    const laterThan = (dueAt: string) =>
      next({ recurrenceRule: moved.rule, dueAt, dueDate: "2026-03-29" }, "2026-03-29T12:00:00Z");
    expect(laterThan(moved.at!)).toMatchObject({ at: "2026-03-30T00:30:00.000Z", rule: "FREQ=DAILY" });
    // Whoever moves that task to another time moves its series.
    expect(laterThan("2026-03-29T07:00:00.000Z")).toMatchObject({ at: "2026-03-30T07:00:00.000Z", rule: "FREQ=DAILY" });
  });

  it.each([
    ["RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD", "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30"]],
    [
      "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD",
      "2028-02-29",
      ["2029-03-01", "2030-03-01", "2031-03-01", "2032-02-29"],
    ],
    ["RSCALE=GREGORIAN;FREQ=WEEKLY;SKIP=FORWARD", "2026-01-31", ["2026-02-07", "2026-02-14"]],
  ])("keeps the day that a month was too short for: %s", (recurrenceRule, dueDate, days) => {
    let task: Partial<Recurring> = { recurrenceRule, dueDate };
    for (const day of days) {
      const after = next(task, `${task.dueDate}T12:00:00Z`)!;
      expect(after.day).toBe(day);
      task = { recurrenceRule: after.rule, dueDate: after.day };
    }
  });

  it("counts from completion when it has no due date", () => {
    expect(next({ dueDate: null }, "2026-03-04T12:00:00Z")).toMatchObject({ day: "2026-03-09", daysLater: 5 });
  });

  it("has a COUNT lower by one, and does not exist after the last", () => {
    expect(next({ recurrenceRule: "FREQ=DAILY;COUNT=2" })?.rule).toBe("FREQ=DAILY;COUNT=1");
    expect(next({ recurrenceRule: "FREQ=DAILY;COUNT=1" })).toBeUndefined();
    expect(next({ recurrenceRule: "FREQ=DAILY;UNTIL=20260303" })?.day).toBe("2026-03-03");
    expect(next({ recurrenceRule: "FREQ=DAILY;UNTIL=20260302" })).toBeUndefined();
  });

  it.each(rfc.filter(([, rule]) => !rule.includes("INTERVAL=4")))(
    "taken one by one, is the series: %s",
    (_, rule, start, instances) => {
      const expected = instances.split(" ").filter((one) => one !== "…");
      if (!instances.startsWith(start)) return;
      let task: Recurring = { ...weekly, recurrenceTimezone: "America/New_York", recurrenceRule: rule, dueDate: start };
      const chain = [start];
      while (chain.length < expected.length) {
        const after = successorOf(task, "2026-03-02T12:00:00Z", true);
        if (!after) break;
        chain.push(after.day);
        task = { ...task, dueDate: after.day, recurrenceRule: after.rule };
      }
      expect(chain).toEqual(expected);
    },
  );
});
