import { expect, test } from "vitest";
import { daysAround, stepAt, studentQuantile } from "#core/cortex/correlation/step-test";
import golden from "./golden-steps.json" with { type: "json" };

/** golden-steps.json has what SciPy 1.17 and statsmodels 0.15 answer for the same numbers: `t.isf`, and `GLS` with the covariance of an autoregressive error. */
const closeTo = (expected: number, digits: number) => expect.closeTo(expected, digits);

test("a step is that of generalised least squares by statsmodels, with its interval", () => {
  for (const { days, values, start, phi, step, low, high, p } of golden.steps) {
    const found = stepAt(days, values, start)!;
    expect(found.phi).toBe(phi);
    expect([found.step, found.low, found.high]).toEqual([closeTo(step, 8), closeTo(low, 8), closeTo(high, 8)]);
    expect(found.p / p).toEqual(closeTo(1, 6));
    expect(found.n).toBe(days.length);
  }
});

test("quantiles of Student's t are those of SciPy", () => {
  for (const [p, df, quantile] of golden.studentQuantile)
    expect(studentQuantile(p!, df!)).toEqual(closeTo(quantile!, 8));
});

test("nothing is said of too few days, of days with gaps after the change, and of a series that is mostly one value", () => {
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const wave = (days: number[]) => days.map((day) => Math.sin(day));
  const [before, after] = [range(0, 40), range(41, 55)];
  expect(stepAt([...before, ...after], wave([...before, ...after]), 41)).toBeDefined();
  expect(stepAt([], [], 41)).toBeUndefined();
  expect(stepAt(after, wave(after), 41)).toBeUndefined();
  const few = [...before, ...after.slice(0, 7)];
  expect(stepAt(few, wave(few), 41)).toBeUndefined();
  expect(
    stepAt(
      [...before, ...after],
      [...before, ...after].map((day) => (day === 5 ? 1 : 0)),
      41,
    ),
  ).toBeUndefined();
  const holed = [...before.filter((day) => day < 4 || day > 25), ...after];
  expect(stepAt(holed, wave(holed), 41)).toBeUndefined();
});

test("the day of the change is neither before nor after, and days further away are not compared", () => {
  const series = new Map(Array.from({ length: 200 }, (_, day) => [day, day]));
  const { days } = daysAround(series, 100);
  expect([days[0], days.at(-1), days.includes(100), days.length]).toEqual([40, 114, false, 74]);
});
