/**
 * Whether a daily series took a step on a day that was known beforehand, beyond trend, weekdays and the inertia of days: the regression of pair-test.ts
 * with a step as its regressor. What it says is about this one series, and not why.
 */
import { studentTwoSided } from "#core/cortex/correlation/distributions";
import { dot, residualsOf } from "#core/cortex/correlation/least-squares";
import {
  covariatesOf,
  type DailySeries,
  isMostlyOneValue,
  MIN_COVERAGE,
  MIN_PAIRS,
  normalScores,
  whiteningFor,
} from "#core/cortex/correlation/pair-test";

/** The days that are compared: so many before the day of the change, and so many after. That day itself is neither. */
export const DAYS_BEFORE = 60;
export const DAYS_AFTER = 14;

export interface Step {
  /** In standard deviations of the normal scores. */
  step: number;
  /** Its interval of 95 %. */
  low: number;
  high: number;
  /** Two-sided. */
  p: number;
  phi: number;
  /** Days with a value. */
  n: number;
}

/** The days around the day of a change that have a value, in their order. */
export function daysAround(series: DailySeries, day: number): { days: number[]; values: number[] } {
  const days = [...series.keys()]
    .filter((one) => one !== day && one >= day - DAYS_BEFORE && one <= day + DAYS_AFTER)
    .sort((a, b) => a - b);
  return { days, values: days.map((one) => series.get(one)!) };
}

/** The step of a series at `from`, the first day after the change; undefined while the days are too few, have too many gaps or mostly one value. */
export function stepAt(days: readonly number[], values: readonly number[], from: number): Step | undefined {
  const after = days.filter((day) => day >= from).length;
  const before = days.length - after;
  const span = days.length === 0 ? 0 : from - 1 - days[0]!;
  if (days.length < MIN_PAIRS || after < MIN_COVERAGE * DAYS_AFTER || before < MIN_COVERAGE * span) return undefined;
  if (isMostlyOneValue(values)) return undefined;
  const outcome = normalScores(values);
  const { phi, whiten, basis } = whiteningFor(outcome, days, covariatesOf(days));
  const y = residualsOf(whiten(outcome), basis);
  const x = residualsOf(whiten(Float64Array.from(days, (day) => (day >= from ? 1 : 0))), basis);
  const [xx, xy] = [dot(x, x), dot(x, y)];
  const df = days.length - basis.length - 1;
  if (xx < 1e-9 || df < 1) return undefined;
  const step = xy / xx;
  const error = Math.sqrt(Math.max(dot(y, y) - step * xy, Number.MIN_VALUE) / df / xx);
  const half = studentQuantile(0.05, df) * error;
  return { step, low: step - half, high: step + half, p: studentTwoSided(step / error, df), phi, n: days.length };
}

/** The t beyond which, on either side, there is a probability of `p`. By halving: it is asked for a few times a year. */
export function studentQuantile(p: number, df: number): number {
  let [low, high] = [0, 1];
  while (studentTwoSided(high, df) > p) high *= 2;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, df) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
