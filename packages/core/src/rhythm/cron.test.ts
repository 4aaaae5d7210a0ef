import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matcher } from "#core/rhythm/clockwork.fixture";
import { CronError, canonicalRule, DAY_MS, MINUTE_MS, nextWall, readRule } from "#core/rhythm/cron";

/** The first `count` days of 2026 that a rule matches, as `MM-DD`. */
function daysOf(expression: string, count: number): string[] {
  const rule = readRule(expression);
  const days: string[] = [];
  for (let wall = nextWall(rule, Date.UTC(2026, 0) - 1); wall !== undefined && days.length < count; ) {
    days.push(new Date(wall).toISOString().slice(5, 10));
    wall = nextWall(rule, (Math.floor(wall / DAY_MS) + 1) * DAY_MS - 1);
  }
  return days;
}

describe("the days of a rule are those of", () => {
  it.each([
    ["either field when both are restricted", "0 0 13 * 5", "01-02 01-09 01-13 01-16"],
    ["both when the date begins with *", "0 0 */2 * 1", "01-05 01-19 02-09 02-23"],
    ["both when the weekday begins with *", "0 0 1-7 * */3", "01-03 01-04 01-07 02-01"],
    ["both when each begins with *", "0 0 */10 * */2", "01-01 01-11 01-31 02-01"],
    ["both when a list begins with *", "0 0 *,5 * 1", "01-05 01-12 01-19 01-26"],
    ["either when * is not what a list begins with", "0 0 31,*/30 * 1", "01-01 01-05 01-12 01-19"],
    ["either when the last day is named", "0 0 L * 5", "01-02 01-09 01-16 01-23"],
    ["the last Friday", "0 0 * * 5L", "01-30 02-27 03-27"],
    ["the last Friday, otherwise written", "0 0 * * FRI#L", "01-30 02-27 03-27"],
    ["the second Monday and the first Wednesday", "0 0 * * MON#2,3#1", "01-07 01-12 02-04 02-09"],
    ["Sunday as 0 or 7", "0 0 * * 5-7", "01-02 01-03 01-04 01-09"],
    ["the 15th and the last", "0 0 15,L * *", "01-15 01-31 02-15 02-28"],
  ])("%s: %s", (_, expression, days) => {
    expect(daysOf(expression, days.split(" ").length)).toEqual(days.split(" "));
  });
});

describe("a rule is normalized to five fields separated by a space:", () => {
  it.each([
    ["0  9 * * *", "0 9 * * *"],
    ["0\t9\t*\t*\t*", "0 9 * * *"],
    [" \t0 9 \t * * mon-fri  ", "0 9 * * mon-fri"],
    ["@hourly", "0 * * * *"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@Weekly ", "0 0 * * 0"],
    ["@monthly", "0 0 1 * *"],
    ["@yearly", "0 0 1 1 *"],
    ["@annually", "0 0 1 1 *"],
  ])("%j is %s", (expression, kept) => {
    expect(canonicalRule(expression)).toBe(kept);
    expect(readRule(expression)).toEqual(readRule(kept));
  });
});

describe("a rule is refused with a message that quotes it:", () => {
  it.each([
    ["0 0 30 2 *", "“0 0 30 2 *” never fires"],
    ["0 9 31 4,6,9,11 *", "never fires"],
    ["0 0 30-31 2 */2", "never fires"],
    ["60 * * * *", "the minute is from 0 to 59, and not “60”"],
    ["0 24 * * *", "the hour is from 0 to 23, and not “24”"],
    ["* * 0 * *", "the day of month is from 1 to 31, and not “0”"],
    ["* * 32 * *", "the day of month is from 1 to 31, and not “32”"],
    ["* * * 0 *", "the month is from 1 to 12 or JAN to DEC, and not “0”"],
    ["* * * 13 *", "not “13”"],
    ["* * * JANUARY *", "not “JANUARY”"],
    ["* * * * 8", "the day of week is from 0 to 7 or SUN to SAT, and not “8”"],
    ["* * * * L", "not “L”"],
    ["* * * * FRYDAY", "not “FRYDAY”"],
    ["0 9 * * __proto__", "not “__proto__”"],
    ["*/0 * * * *", "a step from 1 to 60, and not “0”"],
    ["*/61 * * * *", "a step from 1 to 60, and not “61”"],
    ["5/15 * * * *", "the minute is “5/15”"],
    ["0 0 * * 6-1", "not as “6-1”"],
    ["0 0 * * 1#6", "not as “1#6”"],
    ["0 0 * * 1#0", "not as “1#0”"],
    ["0 0 * * *#1", "cannot read “*#1” as the day of week"],
    ["? * * * *", "cannot read “?” as the minute"],
    ["1- * * * *", "cannot read “1-” as the minute"],
    ["1,,2 * * * *", "cannot read “” as the minute"],
    ["-1 * * * *", "cannot read “-1” as the minute"],
    ["1.5 * * * *", "cannot read “1.5” as the minute"],
    ["** * * * *", "cannot read “**” as the minute"],
    ["0 9 1 * +FRI", "cannot read “+FRI” as the day of week"],
    ["0 9 L-3 * *", "not “L”"],
    ["0 9 15W * *", "LW alone, the last weekday of a month, and not “15W”"],
    ["0 9 LW,15 * *", "not “LW,15”"],
    ["0 0 9 * * *", "five fields (minute, hour, day of month, month, day of week), and not “0 0 9 * * *”"],
    ["0 9 * *", "not “0 9 * *”"],
    ["0 9\n* * *", "five fields"],
    ["", "not “”"],
    ["@reboot", "and not “@reboot”"],
    ["@fortnightly", "and not “@fortnightly”"],
    ["@", "and not “@”"],
    ["@toString", "and not “@toString”"],
    [`${"1".repeat(60)} * * * *`, `not “${"1".repeat(40)}…”`],
  ])("%j: %s", (expression, reason) => {
    expect(() => readRule(expression)).toThrow(reason);
  });
});

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const WEEKDAYS = "SUN MON TUE WED THU FRI SAT".split(" ");

/** A field of crontab(5): `*`, or a list of numbers, names, ranges and steps. */
function field(min: number, max: number, names: readonly string[] = []): fc.Arbitrary<string> {
  const number = fc.integer({ min, max });
  const named = fc.tuple(number, fc.boolean()).map(([n, name]) => (name && names[n - min]) || String(n));
  const step = fc.integer({ min: 1, max: Math.min(10, max) });
  const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const element = fc.oneof(
    named,
    range,
    fc.tuple(range, step).map((parts) => parts.join("/")),
  );
  return fc.oneof(
    fc.constant("*"),
    step.map((by) => `*/${by}`),
    fc.array(element, { minLength: 1, maxLength: 3 }).map((elements) => elements.join(",")),
  );
}
const expressions = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12, MONTHS), field(0, 7, WEEKDAYS));
const instants = fc.integer({ min: Date.UTC(2023, 0) / MINUTE_MS, max: Date.UTC(2033, 0) / MINUTE_MS });

/** The next matching local time, by testing each minute; undefined when it is more than a year away. */
function nextByWalk(expression: string, after: number): number | undefined {
  const { names, namesDay } = matcher(expression);
  for (let day = Math.floor(after / 1440); day < after / 1440 + 366; day++) {
    if (!namesDay(day)) continue;
    for (let wall = Math.max(after + 1, day * 1440); wall < (day + 1) * 1440; wall++) if (names(wall)) return wall;
  }
  return undefined;
}

describe("any rule of crontab(5)", () => {
  it("matches the times that an exhaustive search finds", () => {
    fc.assert(
      fc.property(expressions, instants, (fields, after) => {
        const expression = fields.join(" ");
        const expected = nextByWalk(expression, after);
        let next: number | undefined;
        try {
          next = nextWall(readRule(expression), after * MINUTE_MS);
        } catch (error) {
          expect((error as Error).message).toContain("never fires");
        }
        if (expected === undefined)
          expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThan((after + 365 * 1440) * MINUTE_MS);
        else expect(next).toBe(expected * MINUTE_MS);
      }),
      { numRuns: 500, verbose: true },
    );
  });

  it("matches what croner finds, except that croner treats a field of days with a step as restricted", () => {
    const alike = expressions.filter(([, , date, , weekday]) => !date.startsWith("*/") && !weekday.startsWith("*/"));
    fc.assert(
      fc.property(alike, instants, (fields, after) => {
        const expression = fields.join(" ");
        const next = new Cron(expression, { timezone: "UTC", paused: true }).nextRun(new Date(after * MINUTE_MS));
        // croner stops searching earlier than after forty years.
        if (next) expect(nextWall(readRule(expression), after * MINUTE_MS)).toBe(next.getTime());
      }),
      { numRuns: 300, verbose: true },
    );
  });

  it.each(["__proto__", "constructor", "toString", "@constructor"])("is not a rule: %s", (name) => {
    expect(() => canonicalRule(name)).toThrow(/five fields|nicknames/);
  });

  it("is parsed or refused with a message, whatever is sent", () => {
    const pieces = fc.constantFrom(
      ..."* , - / # L W LW 0 7 31 60 MON JAN @ @daily ? + . é".split(" "),
      " ",
      "\t",
      "\n",
      "\0",
    );
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(pieces, { maxLength: 20 }).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(text, (expression) => {
        try {
          const kept = canonicalRule(expression);
          expect(kept).toMatch(/^\S+( \S+){4}$/);
          expect(canonicalRule(kept)).toBe(kept);
        } catch (error) {
          expect((error as Error).constructor).toBe(CronError);
          // The message without the quoted input.
          const words = (error as Error).message.replace(/“.*”/gs, "");
          expect(words).not.toMatch(/\/\^|undefined|NaN/);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
