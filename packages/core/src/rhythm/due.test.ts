import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWalls, nextWall, readRule } from "#core/rhythm/cron";
import { lastDue, nextDue, nextDues, turnOf } from "#core/rhythm/due";
import { instantOf, wallAt } from "#core/rhythm/zone-clock";

const timetable = (expression: string, zone: string) => ({ rule: readRule(expression), zone });
const iso = (instant: number | undefined) => instant && new Date(instant).toISOString();
/** The due times from the first instant up to the second, exclusive. */
function between(expression: string, zone: string, from: string, until: string): (string | undefined | number)[] {
  const dues = nextDues(timetable(expression, zone), Date.parse(from) - 1, 200);
  return dues.filter((due) => due < Date.parse(until)).map(iso);
}

describe("a day on which the clocks go forward", () => {
  // In Berlin 02:00 on 28 March 2027 is 03:00, at 01:00 UTC.
  const day = ["2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z"] as const;
  const berlin = (expression: string) => between(expression, "Europe/Berlin", ...day);

  it("moves skipped times to the instant of the jump", () => {
    expect(berlin("30 2 * * *")).toEqual(["2027-03-28T01:00:00.000Z"]);
    expect(berlin("30 */2 * * *").slice(0, 3)).toEqual([
      "2027-03-27T23:30:00.000Z",
      "2027-03-28T01:00:00.000Z",
      "2027-03-28T02:30:00.000Z",
    ]);
  });

  it("runs once for all times that one jump skips, and for the time at its end", () => {
    expect(berlin("*/10 2 * * *")).toEqual(["2027-03-28T01:00:00.000Z"]);
    expect(berlin("0 2,3 * * *")).toEqual(["2027-03-28T01:00:00.000Z"]);
    expect(berlin("30 2,3 * * *")).toEqual(["2027-03-28T01:00:00.000Z", "2027-03-28T01:30:00.000Z"]);
  });

  it("has 23 hours for an hourly rule, each one real hour after the last", () => {
    for (const expression of ["0 * * * *", "30 * * * *", "30 0-23 * * *"]) {
      const dues = nextDues(timetable(expression, "Europe/Berlin"), Date.parse(day[0]) - 1, 23);
      expect(dues.at(-1)).toBeLessThan(Date.parse(day[1]));
      for (const [i, due] of dues.entries()) if (i > 0) expect(due - dues[i - 1]!).toBe(3_600_000);
    }
  });

  it("keeps the runs of an hour that is skipped in part", () => {
    // On Lord Howe Island 02:00 on 3 October 2027 is 02:30, at 15:30 UTC.
    const island = (expression: string) =>
      between(expression, "Australia/Lord_Howe", "2027-10-02T14:30:00Z", "2027-10-02T16:30:00Z");
    const [one, jump, three] = ["2027-10-02T14:30:00.000Z", "2027-10-02T15:30:00.000Z", "2027-10-02T16:00:00.000Z"];
    expect(island("0 * * * *")).toEqual([one, jump, three]);
    expect(island("*/15 * * * *").slice(3, 5)).toEqual(["2027-10-02T15:15:00.000Z", jump]);
    expect(island("10 2 * * *")).toEqual([jump]);
  });

  it("moves midnight where it does not exist", () => {
    // In São Paulo 00:00 on 4 November 2018 was 01:00.
    expect(between("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-05T00:00:00Z")).toEqual([
      "2018-11-04T03:00:00.000Z",
    ]);
  });

  it("moves a whole day that does not exist", () => {
    // Samoa went from 29 to 31 December 2011.
    expect(between("0 9 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", "2012-12-01T00:00:00Z")).toEqual([
      "2011-12-30T10:00:00.000Z",
    ]);
  });
});

describe("a day on which the clocks go back", () => {
  // In Berlin 03:00 on 31 October 2027 is 02:00, at 01:00 UTC.
  const day = ["2027-10-30T22:00:00Z", "2027-10-31T23:00:00Z"] as const;

  it("runs only the first time for a local time that occurs twice", () => {
    expect(between("30 2 * * *", "Europe/Berlin", ...day)).toEqual(["2027-10-31T00:30:00.000Z"]);
    expect(between("0,30 2-3 * * *", "Europe/Berlin", ...day)).toEqual([
      "2027-10-31T00:00:00.000Z",
      "2027-10-31T00:30:00.000Z",
      "2027-10-31T02:00:00.000Z",
      "2027-10-31T02:30:00.000Z",
    ]);
    // Between the two occurrences, the next due time is on the next day.
    expect(iso(nextDue(timetable("30 2 * * *", "Europe/Berlin"), Date.parse("2027-10-31T01:10:00Z")))).toBe(
      "2027-11-01T01:30:00.000Z",
    );
  });

  it("has 25 hours for an hourly rule", () => {
    expect(between("45 * * * *", "Europe/Berlin", ...day)).toHaveLength(25);
    expect(between("45 * * * *", "Australia/Lord_Howe", "2027-04-03T13:00:00Z", "2027-04-04T13:30:00Z")).toHaveLength(
      25,
    );
    expect(between("0 * * * *", "Australia/Lord_Howe", "2027-04-03T13:00:00Z", "2027-04-04T13:30:00Z")).toHaveLength(
      24,
    );
  });
});

describe("a rule", () => {
  it("on a leap day of a certain weekday is found forty years away", () => {
    expect(iso(nextWall(readRule("0 9 * 2 1#5"), Date.parse("2072-03-01T00:00:00Z")))).toBe("2112-02-29T09:00:00.000Z");
  });

  it("counts the local times that it matches", () => {
    const from = Date.UTC(2027, 11, 20);
    const instant = fc.integer({ min: 0, max: 120 * 1440 }).map((minutes) => from + minutes * 60_000);
    const rules = fc.constantFrom("0 9 * * *", "*/25 7-11/2 * * *", "30 2 29 2 *", "0 18 * * SUN", "5 0 L * *");
    fc.assert(
      fc.property(rules, instant, instant, (expression, after, until) => {
        const rule = readRule(expression);
        let count = 0;
        for (let wall = nextWall(rule, after); wall! <= until; wall = nextWall(rule, wall!)) count++;
        expect(countWalls(rule, after, until)).toBe(count);
      }),
    );
  });
});

describe("looking back", () => {
  it("finds the last due time, however long ago the known one is", () => {
    const known = Date.parse("2026-01-01T08:00:00Z");
    const last = (expression: string, until: string) =>
      iso(lastDue(timetable(expression, "Europe/Berlin"), Date.parse(until), known));
    expect(last("* * * * *", "2027-06-01T10:00:30Z")).toBe("2027-06-01T10:00:00.000Z");
    expect(last("0 9 * * *", "2027-06-01T07:00:00Z")).toBe("2027-06-01T07:00:00.000Z");
    expect(last("0 9 * * *", "2027-06-01T06:59:59Z")).toBe("2027-05-31T07:00:00.000Z");
    expect(last("0 9 29 2 *", "2031-06-01T00:00:00Z")).toBe("2028-02-29T08:00:00.000Z");
    expect(last("0 9 29 2 *", "2027-06-01T00:00:00Z")).toBe("2026-01-01T08:00:00.000Z");
  });
});

describe("turns", () => {
  it("are counted without a gap, with clock changes and without", () => {
    for (const expression of ["30 2 * * *", "15 */6 * * *", "0 18 * * SUN"]) {
      const weekly = timetable(expression, "Europe/Berlin");
      const since = Date.parse("2027-01-01T12:00:00Z");
      const dues = nextDues(weekly, since, 400);
      expect(dues.map((due) => turnOf(weekly, since, due))).toEqual(dues.map((_, i) => i));
    }
  });
});

describe("the clocks of a zone", () => {
  it("agree with Intl", () => {
    const zones = fc.constantFrom("Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "UTC");
    const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const shown = new Date(instant).toLocaleString("sv", { timeZone: zone });
        expect(new Date(wallAt(zone, instant)).toISOString().slice(0, 19).replace("T", " ")).toBe(shown);
        // The first instant with that local time is this one, or an earlier one before the clocks went back.
        const first = instantOf(zone, wallAt(zone, instant));
        expect(first).toBeLessThanOrEqual(instant);
        expect(wallAt(zone, first)).toBe(wallAt(zone, instant));
      }),
    );
  });
});
