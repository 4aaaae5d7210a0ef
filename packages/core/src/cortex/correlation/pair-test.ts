/**
 * Whether two daily series go together, beyond trends, weekdays and the inertia of days: a partial correlation by generalised least squares with
 * an autoregressive error of order one. Prais & Winsten 1954; Cheang & Reinsel 2000 (restricted likelihood); Simes 1986 (several lags).
 */
import { normalQuantile, studentTwoSided } from "#core/cortex/correlation/distributions";
import { type Basis, basisOf, dot, residualsOf } from "#core/cortex/correlation/least-squares";

/** A value of a day, by the day's number since 1970-01-01; a day without one is absent. */
export type DailySeries = ReadonlyMap<number, number>;

export const MIN_PAIRS = 30;
/** Of the days that there could be, so many have to have both values. */
export const MIN_COVERAGE = 0.6;
/** The outcome follows so many days later, at most. */
export const LAGS = [0, 1, 2, 3] as const;

/** Why two series say nothing of each other yet. */
export type Untested = "too_few_days" | "too_many_gaps" | "one_value";

export interface Estimate {
  lag: number;
  /** The partial correlation of the normal scores. */
  r: number;
  /** Its interval of 95 %, by Fisher's transformation. */
  low: number;
  high: number;
  /** Pairs of days. */
  n: number;
  /** Two-sided. */
  p: number;
  /** The inertia of the outcome: the correlation of a day with the day before, when nothing but trend and weekday is known. */
  phi: number;
}

export interface Pairs {
  /** The days of the outcome, in their order. */
  days: readonly number[];
  behaviour: readonly number[];
  outcome: readonly number[];
}

/** The values of a day and of the day `lag` days later; a negative lag asks whether the outcome comes first. */
export function pairsOf(behaviour: DailySeries, outcome: DailySeries, lag: number): Pairs {
  const days = [...outcome.keys()].filter((day) => behaviour.has(day - lag)).sort((a, b) => a - b);
  return {
    days,
    behaviour: days.map((day) => behaviour.get(day - lag)!),
    outcome: days.map((day) => outcome.get(day)!),
  };
}

/**
 * Why two series cannot be tested; undefined if they can. `sameDay` are the pairs of lag 0: with another lag a missing day is missing twice, and the
 * lags of one claim shall be tested together or not at all. `span` is how many days there could be.
 */
export function untestedFor({ days, behaviour, outcome }: Pairs, span: number): Untested | undefined {
  if (days.length < MIN_PAIRS) return "too_few_days";
  if (days.length < MIN_COVERAGE * span) return "too_many_gaps";
  return isMostlyOneValue(behaviour) || isMostlyOneValue(outcome) ? "one_value" : undefined;
}

/** Whether so many pairs of another lag are left that it says something. */
export const isEnough = ({ days }: Pairs): boolean => days.length >= MIN_PAIRS;

export function isMostlyOneValue(values: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) > values.length / 2;
}

/** The partial correlation of these pairs. They are to be such that `untestedFor` finds nothing against. */
export function estimate(pairs: Pairs, lag: number): Estimate {
  const { days } = pairs;
  const covariates = covariatesOf(days);
  const outcome = normalScores(pairs.outcome);
  const { phi, whiten, basis } = whiteningFor(outcome, days, covariates);
  const y = residualsOf(whiten(outcome), basis);
  const x = residualsOf(whiten(normalScores(pairs.behaviour)), basis);
  const scale = Math.sqrt(dot(x, x) * dot(y, y));
  const r = scale > 0 ? Math.max(-1, Math.min(1, dot(x, y) / scale)) : 0;
  const n = days.length;
  const df = n - basis.length - 1;
  const t = r * Math.sqrt(df / Math.max(1 - r * r, Number.MIN_VALUE));
  return { lag, r, ...intervalOf(r, df), n, p: studentTwoSided(t, df), phi };
}

const Z_95 = normalQuantile(0.975);

/** With `df` as of a partial correlation: a plain one of n pairs has n - 2, and an error of 1/(n - 3). */
function intervalOf(r: number, df: number): { low: number; high: number } {
  const half = Z_95 / Math.sqrt(df - 1);
  const z = Math.atanh(Math.max(-1 + Number.EPSILON, Math.min(1 - Number.EPSILON, r)));
  return { low: Math.tanh(z - half), high: Math.tanh(z + half) };
}

/** Normal scores of van der Waerden: the normal quantile of each rank over n + 1. Equal values share their mean rank. */
export function normalScores(values: readonly number[]): Float64Array {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const scores = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    const score = normalQuantile((from + to + 1) / 2 / (values.length + 1));
    for (let at = from; at < to; at++) scores[order[at]!] = score;
    from = to;
  }
  return scores;
}

/** A constant, a linear trend and six weekdays; the seventh is what the constant says. */
export function covariatesOf(days: readonly number[]): Float64Array[] {
  const [first, last] = [days[0]!, days.at(-1)!];
  const middle = (first + last) / 2;
  const half = Math.max((last - first) / 2, 1);
  return [
    new Float64Array(days.length).fill(1),
    Float64Array.from(days, (day) => (day - middle) / half),
    ...[1, 2, 3, 4, 5, 6].map((weekday) => Float64Array.from(days, (day) => (modulo(day, 7) === weekday ? 1 : 0))),
  ];
}

const modulo = (n: number, by: number) => ((n % by) + by) % by;

const STEP = 0.05;
const grid = (from: number, to: number) =>
  Array.from({ length: Math.round((to - from) / STEP) + 1 }, (_, i) => Math.round((from + i * STEP) * 100) / 100);
/** The inertias that are weighed. Over a gap a negative one would change its sign with the length of the gap. */
const WITHOUT_GAPS = grid(-0.3, 0.95);
const WITH_GAPS = grid(0, 0.95);

/**
 * The inertia of the outcome under the hypothesis that it follows trend and weekdays alone, by restricted maximum likelihood over a grid, and
 * what takes it out of any series of the same days: each value less phi^gap times the one before, over the deviation that leaves.
 */
export function whiteningFor(outcome: Float64Array, days: readonly number[], covariates: readonly Float64Array[]) {
  const gaps = days.map((day, i) => (i === 0 ? 0 : day - days[i - 1]!));
  const candidates = gaps.some((gap) => gap > 1) ? WITH_GAPS : WITHOUT_GAPS;
  let best: { likelihood: number; phi: number; whiten: Whiten; basis: Basis } | undefined;
  for (const phi of candidates) {
    const { whiten, logDeterminant } = whitening(phi, gaps);
    const basis = basisOf(covariates.map(whiten));
    const rest = residualsOf(whiten(outcome), basis);
    const spread = Math.max(dot(rest, rest), Number.MIN_VALUE);
    const likelihood =
      -(logDeterminant + basis.logDeterminant + (outcome.length - basis.length) * Math.log(spread)) / 2;
    if (!best || likelihood > best.likelihood) best = { likelihood, phi, whiten, basis };
  }
  return best!;
}

type Whiten = (series: Float64Array) => Float64Array;

function whitening(phi: number, gaps: readonly number[]): { whiten: Whiten; logDeterminant: number } {
  const carried = gaps.map((gap, i) => (i === 0 ? 0 : phi ** gap));
  const variances = carried.map((part) => 1 - part * part);
  const deviations = variances.map(Math.sqrt);
  return {
    whiten(series) {
      const white = new Float64Array(series.length);
      white[0] = series[0]!;
      for (let i = 1; i < series.length; i++) white[i] = (series[i]! - carried[i]! * series[i - 1]!) / deviations[i]!;
      return white;
    },
    // The determinant of the correlation matrix of an autoregressive series is the product of what each value adds.
    logDeterminant: variances.reduce((sum, variance) => sum + Math.log(variance), 0),
  };
}

/** One p for several tests of one claim, whatever their dependence in practice: Simes 1986. */
export function simes(ps: readonly number[]): number {
  const sorted = [...ps].sort((a, b) => a - b);
  return Math.min(1, ...sorted.map((p, i) => (p * sorted.length) / (i + 1)));
}

/** The q of each p: the least rate of false discoveries at which it would be one. Benjamini & Hochberg 1995. */
export function falseDiscoveryRates(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[b]! - ps[a]!);
  const rates = new Array<number>(ps.length);
  let least = 1;
  order.forEach((index, i) => {
    least = Math.min(least, (ps[index]! * ps.length) / (ps.length - i));
    rates[index] = least;
  });
  return rates;
}
