import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DayValue, projected, smoothed, trendOf } from "#core/health/trend";

const line = (days: number, at: (day: number) => number): DayValue[] =>
  Array.from({ length: days }, (_, day) => ({ day, value: at(day) }));

describe("the smoothed line", () => {
  it("begins with the first value and goes a tenth of the way a day, over gaps as if each day had had the value", () => {
    expect(smoothed([])).toEqual([]);
    const values = [80, 81, 79].map((value, day) => ({ day, value }));
    expect(smoothed(values)).toEqual([80, 80.1, expect.closeTo(79.99, 10)]);
    const held = smoothed([{ day: 0, value: 80 }, ...[1, 2, 3, 4].map((day) => ({ day, value: 90 }))]);
    expect(
      smoothed([
        { day: 0, value: 80 },
        { day: 4, value: 90 },
      ]).at(-1),
    ).toBeCloseTo(held.at(-1)!, 10);
  });

  it("stays between the least and the greatest value, whatever they are", () => {
    const value = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 50 }),
        (some) => {
          let last = 0;
          const values = some.map(([value, gap]) => {
            last += gap;
            return { value, day: last };
          });
          const all = values.map((one) => one.value);
          for (const one of smoothed(values)) {
            expect(one).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9);
            expect(one).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
          }
        },
      ),
      { seed: 18, numRuns: 200 },
    );
  });
});

describe("the trend", () => {
  it("is that of a line, with nothing to doubt", () => {
    const trend = trendOf(
      line(28, (day) => 90 - 0.1 * day),
      27,
    );
    expect(trend).toMatchObject({ state: "falling", reason: null, days: 28, leftOut: 0 });
    expect(trend.perWeek).toBeCloseTo(-0.7, 9);
    expect(trend.level).toBeCloseTo(87.3, 9);
  });

  it("has the interval of least squares as the tables give it", () => {
    // 50 + day, one above or below: the squares of the residuals add up to 80 / 9, those of the days to 60; 2.3646 is t for 7 degrees of freedom.
    const values = [51, 50, 53, 52, 55, 54, 57, 56, 59].map((value, day) => ({ day, value }));
    const { perWeek, perWeekLow, perWeekHigh, leftOut } = trendOf(values, 8);
    expect(perWeek! / 7).toBeCloseTo(1, 6);
    expect(leftOut).toBe(0);
    expect((perWeekHigh! - perWeekLow!) / 14).toBeCloseTo(2.3646 * Math.sqrt(80 / 9 / 7 / 60), 2);
  });

  it("leaves out a slip of the finger", () => {
    const values = line(28, (day) => 80 - 0.05 * day + (day % 2 ? 0.3 : -0.3));
    const wrong = values.with(20, { day: 20, value: 790 });
    expect(trendOf(wrong, 27)).toMatchObject({ state: "falling", days: 28, leftOut: 1 });
    expect(trendOf(wrong, 27).level).toBeCloseTo(trendOf(values, 27).level!, 1);
  });

  it.each([
    ["too_few", line(4, () => 70)],
    ["too_short", line(7, (day) => 70 - day)],
    ["unclear", line(14, (day) => 70 + (day % 2 ? 1.2 : -1.2))],
  ] as const)("cannot be told where there is %s", (reason, values) => {
    expect(trendOf(values, values.length - 1)).toMatchObject({ state: "cannot_tell", reason });
  });

  it("is steady where the values surely hardly change", () => {
    expect(
      trendOf(
        line(28, (day) => 70 + (day % 2 ? 0.1 : -0.1)),
        27,
      ).state,
    ).toBe("steady");
    expect(
      trendOf(
        line(28, () => 70),
        27,
      ).state,
    ).toBe("steady");
  });

  it("finds the slope of any line through noise, within its interval in most cases", () => {
    let outside = 0;
    const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 28, maxLength: 28 });
    fc.assert(
      fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), noise, (slope, noises) => {
        const { perWeekLow, perWeekHigh } = trendOf(
          line(28, (day) => 80 + slope * day + noises[day]!),
          27,
        );
        expect(perWeekLow!).toBeLessThanOrEqual(perWeekHigh!);
        if (perWeekLow! > slope * 7 || perWeekHigh! < slope * 7) outside++;
      }),
      { seed: 18, numRuns: 300 },
    );
    // One in twenty is to be expected; fast-check's values are not normal.
    expect(outside).toBeLessThan(60);
  });
});

describe("the projection", () => {
  const falling = trendOf(
    line(28, (day) => 90 - 0.1 * day + (day % 2 ? 0.2 : -0.2)),
    27,
  );
  it("is the day on which the line is at the target, with the days of its interval", () => {
    const { state, days, least, most } = projected(falling, { direction: "decrease", target: 85, left: null });
    expect(state).toBe("on_course");
    expect(days).toBe(Math.ceil(((falling.level! - 85) / -falling.perWeek!) * 7));
    expect(least!).toBeLessThan(days!);
    expect(most!).toBeGreaterThan(days!);
  });

  it("is late after the day by which it is wanted, and away in the other direction", () => {
    expect(projected(falling, { direction: "decrease", target: 85, left: 10 }).state).toBe("late");
    expect(projected(falling, { direction: "decrease", target: 85, left: 100 }).state).toBe("on_course");
    expect(projected(falling, { direction: "increase", target: 95, left: 100 })).toEqual({
      state: "away",
      days: null,
      least: null,
      most: null,
    });
  });

  it("is nothing where no trend can be told, or where it takes years", () => {
    const unclear = trendOf(
      line(14, (day) => 70 + (day % 2 ? 1.2 : -1.2)),
      13,
    );
    expect(projected(unclear, { direction: "decrease", target: 60, left: 5 }).state).toBe("cannot_tell");
    const slow = trendOf(
      line(28, (day) => 90 - 0.0002 * day),
      27,
    );
    expect(projected(slow, { direction: "decrease", target: 60, left: null })).toMatchObject({
      state: "cannot_tell",
      days: null,
    });
  });
});
