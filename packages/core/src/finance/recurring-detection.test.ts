import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchorOf, cadenceOf, dayNumber, daysBetween, nextDay, shifted } from "#core/finance/recurring-cadence";
import { type Payment, seriesIn } from "#core/finance/recurring-detection";

let made = 0;
const paid = (date: string, amountCents: number): Payment => ({
  id: `0198f0a0-0000-7000-8000-${String(++made).padStart(12, "0")}`,
  date,
  amountCents,
});
const of = (amountCents: number, ...days: string[]) => days.map((day) => paid(day, amountCents));
const told = (payments: Payment[]) =>
  seriesIn(payments).map(({ cadence, amountCents, nextDate, payments: its }) => ({
    cadence,
    amountCents,
    nextDate,
    count: its.length,
  }));

describe("what recurs", () => {
  it.each([
    ["each week", ["2026-01-05", "2026-01-12", "2026-01-19"], "weekly", "2026-01-26"],
    ["each second Friday", ["2026-01-02", "2026-01-16", "2026-01-30"], "biweekly", "2026-02-13"],
    ["on the first", ["2026-01-01", "2026-02-01", "2026-03-01"], "monthly", "2026-04-01"],
    ["on the last of months", ["2025-12-31", "2026-01-31", "2026-02-28"], "monthly", "2026-03-31"],
    ["on the 30th, in February before it", ["2025-12-30", "2026-01-30", "2026-02-28"], "monthly", "2026-03-30"],
    ["on the 29th of a leap year", ["2027-12-29", "2028-01-29", "2028-02-29"], "monthly", "2028-03-29"],
    ["on Mondays after weekends", ["2026-01-01", "2026-02-02", "2026-03-02", "2026-04-01"], "monthly", "2026-05-01"],
    ["on Fridays before weekends", ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30"], "monthly", "2026-05-31"],
    [
      "with a month that was left out",
      ["2026-01-10", "2026-02-10", "2026-04-10", "2026-05-10", "2026-06-10"],
      "monthly",
      "2026-07-10",
    ],
    [
      "each four weeks",
      ["2026-01-01", "2026-01-29", "2026-02-26", "2026-03-26", "2026-04-23", "2026-05-21"],
      "monthly",
      "2026-06-18",
    ],
    ["each quarter", ["2025-10-15", "2026-01-15", "2026-04-15"], "quarterly", "2026-07-15"],
    ["each year", ["2024-02-29", "2025-02-28", "2026-02-28"], "yearly", "2027-02-28"],
  ])("is found %s", (_, days, cadence, nextDate) => {
    expect(told(of(-999, ...days))).toMatchObject([{ cadence, nextDate, count: days.length }]);
  });

  it.each([
    ["two of them", of(-999, "2026-01-01", "2026-02-01")],
    ["three on one day", of(-999, "2026-01-01", "2026-01-01", "2026-01-01")],
    ["coffee of each day", of(-350, ...Array.from({ length: 90 }, (_, i) => shifted("2026-01-01", i)))],
    [
      "coffee of most days",
      of(-350, ...[0, 1, 2, 5, 6, 8, 12, 13, 14, 15, 20, 27, 28, 30].map((i) => shifted("2026-01-01", i))),
    ],
    [
      "three with too little in common",
      [paid("2026-01-01", -900), paid("2026-02-01", -2_000), paid("2026-03-01", -5_000)],
    ],
    [
      "months that were left out as often as not",
      of(-999, "2026-01-10", "2026-03-10", "2026-04-10", "2026-06-10", "2026-07-10"),
    ],
    ["what costs nothing", of(0, "2026-01-01", "2026-02-01", "2026-03-01")],
    [
      "a supermarket by the month, three times",
      [paid("2026-01-03", -5_210), paid("2026-02-04", -5_730), paid("2026-03-01", -6_190)],
    ],
    [
      "a supermarket by the week",
      [-5_210, -4_990, -5_730, -3_050, -6_120, -5_480].map((cents, i) => paid(shifted("2026-01-03", 7 * i), cents)),
    ],
  ])("is not found in %s", (_, payments) => {
    expect(seriesIn(payments)).toEqual([]);
  });

  it("is found in amounts that a bank has exchanged, and in those that depend on use, on their day", () => {
    const days = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-06"];
    const dollars = days.map((day, i) => paid(day, [-921, -934, -917, -929][i]!));
    expect(seriesIn(dollars)).toMatchObject([{ cadence: "monthly", spread: 0.05, amountCents: -921 }]);
    const power = days.map((day, i) => paid(day, [-8_120, -7_040, -6_980, -8_300][i]!));
    expect(seriesIn(power)).toMatchObject([{ cadence: "monthly", spread: 0.25 }]);
    const wandering = ["2026-01-05", "2026-02-09", "2026-03-07", "2026-04-12"].map((day, i) =>
      paid(day, power[i]!.amountCents),
    );
    expect(seriesIn([...wandering, paid("2026-05-17", -8_000), paid("2026-06-20", -7_500)])).toEqual([]);
  });

  it("is income as well", () => {
    expect(told(of(250_000, "2026-01-30", "2026-02-27", "2026-03-31"))).toMatchObject([
      { cadence: "monthly", amountCents: 250_000 },
    ]);
  });

  it("is told apart by its amounts, where a merchant is paid for two things", () => {
    const music = of(-999, "2026-01-03", "2026-02-03", "2026-03-03", "2026-04-03");
    const storage = of(-99, "2026-01-20", "2026-02-20", "2026-03-20");
    expect(told([...music, ...storage])).toMatchObject([
      { amountCents: -999, nextDate: "2026-05-03" },
      { amountCents: -99, nextDate: "2026-04-20" },
    ]);
  });

  it("is found among what else is bought there, when it is of exactly one amount four times", () => {
    const other = Array.from({ length: 20 }, (_, i) =>
      paid(shifted("2026-01-02", i * 6), -1_000 - 137 * ((i * 7) % 20)),
    );
    const member = of(-899, "2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15");
    expect(told([...other, ...member])).toEqual([
      { cadence: "monthly", amountCents: -899, nextDate: "2026-05-15", count: 4 },
    ]);
    expect(seriesIn([...other, ...member.slice(0, 3)])).toEqual([]);
  });

  it("goes on at another price, at once and after it was paid often", () => {
    const before = of(-1_299, "2026-01-07", "2026-02-07", "2026-03-07");
    const after = of(-1_599, "2026-04-07", "2026-05-07", "2026-06-07");
    for (const count of [1, 2, 3])
      expect(told([...before, ...after.slice(0, count)])).toMatchObject([{ amountCents: -1_599, count: 3 + count }]);
    // Three times as much is something else.
    expect(told([...before, paid("2026-04-07", -3_897)])).toMatchObject([{ amountCents: -1_299, count: 3 }]);
  });
});

describe("properties", () => {
  const start = fc.integer({ min: 0, max: 3_000 }).map((days) => shifted("2020-01-01", days));

  it("finds any rhythm, whatever the weekends do to it, and expects the next one within its tolerance", () => {
    const cadences = fc.constantFrom(
      "weekly" as const,
      "biweekly" as const,
      "monthly" as const,
      "quarterly" as const,
      "yearly" as const,
    );
    const moves = fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 4, maxLength: 10 });
    fc.assert(
      fc.property(start, cadences, moves, fc.integer({ min: 1, max: 1e9 }), (day, cadence, weekends, cents) => {
        const anchor = Number(day.slice(8));
        const due = [day];
        while (due.length <= weekends.length) due.push(nextDay(due.at(-1)!, cadence, anchor));
        // A bank that moves each second payment of a week moves none of fourteen days as far as to another rhythm.
        const dates = weekends.map((days, i) => shifted(due[i]!, days));
        const [series, ...others] = seriesIn(of(-cents, ...dates));
        expect(others).toEqual([]);
        expect(series).toMatchObject({ cadence, amountCents: -cents });
        expect(Math.abs(daysBetween(due.at(-1)!, series!.nextDate))).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("says the same whatever the order of what it is given, uses each payment once, and expects only what is to come", () => {
    const payment = fc.record({
      day: fc.integer({ min: 0, max: 400 }),
      cents: fc.constantFrom(-100, -102, -999, -1_000, -1_200, -5_000),
    });
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 40 }), fc.integer(), (list, seed) => {
        const payments = list.map(({ day, cents }) => paid(shifted("2026-01-01", day), cents));
        const series = seriesIn(payments);
        const shuffled = payments.toSorted(
          (a, b) => ((dayNumber(a.date) * seed) % 7) - ((dayNumber(b.date) * seed) % 7),
        );
        expect(seriesIn(shuffled)).toEqual(series);
        const used = series.flatMap(({ payments: its }) => its.map(({ id }) => id));
        expect(new Set(used).size).toBe(used.length);
        for (const { payments: its, nextDate, cadence } of series) {
          expect(its.length).toBeGreaterThanOrEqual(3);
          expect(nextDate > its.at(-1)!.date).toBe(true);
          expect(cadence).not.toBeNull();
        }
      }),
    );
  });

  it("takes no supermarket for a subscription", () => {
    const visit = fc.record({ gap: fc.integer({ min: 1, max: 11 }), cents: fc.integer({ min: 300, max: 15_000 }) });
    fc.assert(
      fc.property(start, fc.array(visit, { minLength: 12, maxLength: 60 }), (day, visits) => {
        let at = day;
        const payments = visits.map(({ gap, cents }) => {
          at = shifted(at, gap);
          return paid(at, -cents);
        });
        expect(seriesIn(payments)).toEqual([]);
      }),
    );
  });

  it("keeps to the day of the month", () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 31 }), (day, anchor) => {
        const days = [nextDay(day, "monthly", anchor)];
        while (days.length < 14) days.push(nextDay(days.at(-1)!, "monthly", anchor));
        expect(cadenceOf(days)).toBe("monthly");
        expect(anchorOf(days)).toBe(anchor);
        expect(new Set(days.map((one) => one.slice(0, 7))).size).toBe(14);
      }),
    );
  });
});
