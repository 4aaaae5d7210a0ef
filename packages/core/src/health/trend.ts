/**
 * What noisy daily values say together: a smoothed line, and whether they rise or fall, as far as that can be told.
 *
 * The line is the exponential moving average of The Hacker's Diet (John Walker, 1991), which weight apps show as “trend”: each day it
 * goes a tenth of the way to the value. Over a gap of d days it goes 1 − 0.9^d of the way.
 *
 * The rate is that of ordinary least squares with its 95 % confidence interval (Student's t), of values that are robustly cleaned first:
 * one that is further from the Theil–Sen line than 3.5 times the scaled median deviation, and than 2 % of the usual value, is a slip of
 * the finger or of the scale and left out. The values of neighbouring days are not quite independent, so the interval is rather too narrow.
 */

/** A value of a day; days are counted, from any day on. */
export interface DayValue {
  day: number;
  value: number;
}

const SMOOTHING = 0.1;
/** Days after which the first value weighs less than a hundred-thousandth in the smoothed line. */
export const WARM_UP_DAYS = 120;

/** The smoothed line at each of the values, which are in order of days. It begins with the first value. */
export function smoothed(values: readonly DayValue[]): number[] {
  const line: number[] = [];
  for (const [at, { day, value }] of values.entries()) {
    const before = line[at - 1];
    const share = before === undefined ? 1 : 1 - (1 - SMOOTHING) ** (day - values[at - 1]!.day);
    line.push(before === undefined ? value : before + share * (value - before));
  }
  return line;
}

export const trendStates = ["falling", "rising", "steady", "cannot_tell"] as const;
export const trendReasons = ["too_few", "too_short", "unclear"] as const;

export interface Trend {
  state: (typeof trendStates)[number];
  /** Why it cannot be told. */
  reason: (typeof trendReasons)[number] | null;
  /** How many days had a value, and how many of them were left out as slips. */
  days: number;
  leftOut: number;
  /** The change in a week, and the interval that it is in with 95 % confidence; null with too few values. */
  perWeek: number | null;
  perWeekLow: number | null;
  perWeekHigh: number | null;
  /** What the line says of the last day; null with too few values. */
  level: number | null;
}

/** The fewest days, and days from the first to the last of them, by which a rate is told. */
const FEWEST = 5;
const SHORTEST_DAYS = 7;
/** Less than this share of the level in a week is no change, where the interval says so. */
const STEADY_SHARE = 0.005;

/** The trend of the values, in order of days, as it is on the day `through`. */
export function trendOf(values: readonly DayValue[], through: number): Trend {
  const kept = withoutSlips(values);
  const counted = { days: values.length, leftOut: values.length - kept.length };
  const none = { ...counted, perWeek: null, perWeekLow: null, perWeekHigh: null, level: null };
  if (kept.length < FEWEST) return { ...none, state: "cannot_tell", reason: "too_few" };
  if (kept.at(-1)!.day - kept[0]!.day < SHORTEST_DAYS) return { ...none, state: "cannot_tell", reason: "too_short" };
  const { slope, error, at } = leastSquares(kept);
  const margin = quantile(kept.length - 2) * error;
  const [perWeek, perWeekLow, perWeekHigh] = [slope * 7, (slope - margin) * 7, (slope + margin) * 7];
  const level = at(through);
  const told = { ...counted, perWeek, perWeekLow, perWeekHigh, level };
  if (perWeekHigh < 0) return { ...told, state: "falling", reason: null };
  if (perWeekLow > 0) return { ...told, state: "rising", reason: null };
  const isSteady = Math.max(-perWeekLow, perWeekHigh) <= Math.abs(level) * STEADY_SHARE;
  return isSteady ? { ...told, state: "steady", reason: null } : { ...told, state: "cannot_tell", reason: "unclear" };
}

/** Slips are rare: where more than this share of the values would be some, they are how the values are. */
const MOST_SLIPS = 0.2;

function withoutSlips(values: readonly DayValue[]): readonly DayValue[] {
  if (values.length < FEWEST) return values;
  const slopes = values.flatMap((one, at) =>
    values.slice(at + 1).map((other) => (other.value - one.value) / (other.day - one.day)),
  );
  const slope = median(slopes);
  const offset = median(values.map(({ day, value }) => value - slope * day));
  const distances = values.map(({ day, value }) => Math.abs(value - slope * day - offset));
  // 1.4826 makes of a median deviation the standard deviation of a normal distribution.
  const most = Math.max(3.5 * 1.4826 * median(distances), 0.02 * Math.abs(median(values.map(({ value }) => value))));
  const kept = values.filter((_, at) => distances[at]! <= most);
  return values.length - kept.length > values.length * MOST_SLIPS ? values : kept;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function leastSquares(values: readonly DayValue[]) {
  const n = values.length;
  const meanDay = values.reduce((sum, { day }) => sum + day, 0) / n;
  const meanValue = values.reduce((sum, { value }) => sum + value, 0) / n;
  let [xx, xy] = [0, 0];
  for (const { day, value } of values) {
    xx += (day - meanDay) ** 2;
    xy += (day - meanDay) * (value - meanValue);
  }
  const slope = xy / xx;
  const at = (day: number) => meanValue + slope * (day - meanDay);
  const rest = values.reduce((sum, { day, value }) => sum + (value - at(day)) ** 2, 0);
  return { slope, at, error: Math.sqrt(rest / (n - 2) / xx) };
}

/** The 97.5 % quantile of Student's t by the expansion of Cornish and Fisher; within 1 % of the tables from 3 degrees of freedom on. */
function quantile(freedom: number): number {
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

export const projectionStates = ["reached", "on_course", "late", "away", "cannot_tell"] as const;

export interface Projection {
  state: (typeof projectionStates)[number];
  /** Days from the day of the trend until the line is at the target; the least and the most by its confidence interval, where they are told. */
  days: number | null;
  least: number | null;
  most: number | null;
}

/** Further ahead than this, a line says nothing. */
const FURTHEST_DAYS = 5 * 366;

/** When a trend is at the target. `left` is how many days there are until it is wanted, null for none. */
export function projected(
  trend: Trend,
  { direction, target, left }: { direction: "decrease" | "increase"; target: number; left: number | null },
): Projection {
  const none = { days: null, least: null, most: null };
  const { state, level, perWeek, perWeekLow, perWeekHigh } = trend;
  if (level === null || perWeek === null || perWeekLow === null || perWeekHigh === null || state === "cannot_tell")
    return { ...none, state: "cannot_tell" };
  const sign = direction === "decrease" ? -1 : 1;
  const way = sign * (target - level);
  if (way <= 0) return { days: 0, least: 0, most: 0, state: "on_course" };
  if (state === "steady") return { ...none, state: left === null ? "cannot_tell" : "late" };
  if (state !== (sign < 0 ? "falling" : "rising")) return { ...none, state: "away" };
  const daysAt = (rate: number) => Math.ceil((way / Math.abs(rate)) * 7);
  const [fast, slow] = sign < 0 ? [perWeekLow, perWeekHigh] : [perWeekHigh, perWeekLow];
  const days = daysAt(perWeek);
  if (days > FURTHEST_DAYS) return { ...none, state: left === null ? "cannot_tell" : "late" };
  const most = daysAt(slow);
  return {
    days,
    least: daysAt(fast),
    most: most > FURTHEST_DAYS ? null : most,
    state: left !== null && days > left ? "late" : "on_course",
  };
}
