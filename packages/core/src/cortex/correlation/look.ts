/** A look at all pairs of a person: which of them may be claimed, and when one looks. Benjamini & Hochberg 1995; O'Brien & Fleming 1979. */
import {
  type DailySeries,
  type Estimate,
  estimate,
  falseDiscoveryRates,
  isEnough,
  LAGS,
  pairsOf,
  simes,
  type Untested,
  untestedFor,
} from "#core/cortex/correlation/pair-test";

/** A behaviour, an outcome, and the days of data that there could be. */
export interface Hypothesis<Name extends string = string> {
  behaviour: Name;
  outcome: Name;
}

export interface Tested {
  /** Of the lag with the least p. */
  best: Estimate;
  lags: Estimate[];
  /** Of all lags together. */
  p: number;
  /** Of all pairs of the look together. */
  q: number;
}

export type Result<H extends Hypothesis> = H & ({ untested: Untested } | Tested);

/** Tests each pair at each lag, one p for each pair, and q over all pairs that could be tested. `days` is how long the data go back. */
export function look<H extends Hypothesis>(
  hypotheses: readonly H[],
  seriesOf: (name: H["behaviour"] | H["outcome"]) => DailySeries,
  days: number,
): Result<H>[] {
  const results = hypotheses.map((hypothesis) => {
    const [behaviour, outcome] = [seriesOf(hypothesis.behaviour), seriesOf(hypothesis.outcome)];
    const untested = untestedFor(pairsOf(behaviour, outcome, 0), days);
    if (untested) return { hypothesis, untested };
    const lags = LAGS.map((lag) => ({ lag, pairs: pairsOf(behaviour, outcome, lag) }))
      .filter(({ pairs }) => isEnough(pairs))
      .map(({ lag, pairs }) => estimate(pairs, lag));
    return { hypothesis, lags };
  });
  const ps = results.flatMap(({ lags }) => (lags ? simes(lags.map(({ p }) => p)) : []));
  const qs = falseDiscoveryRates(ps);
  let at = 0;
  return results.map(({ hypothesis, lags, untested }): Result<H> => {
    if (untested) return { ...hypothesis, untested };
    const best = lags.reduce((least, one) => (one.p < least.p ? one : least));
    const found = { best, lags, p: ps[at]!, q: qs[at]! };
    at++;
    return { ...hypothesis, ...found };
  });
}

const FIRST_LOOKS: readonly (readonly [day: number, q: number])[] = [
  [30, 0.005],
  [60, 0.01],
  [90, 0.015],
  [120, 0.02],
];
const LATER_EVERY = 30;
const LATER_Q = 0.02;

/** The rate of false discoveries at which a look on this day of data claims something; undefined on days that are no look. */
export function looksAt(day: number): number | undefined {
  const [lastDay] = FIRST_LOOKS.at(-1)!;
  if (day <= lastDay) return FIRST_LOOKS.find(([one]) => one === day)?.[1];
  return (day - lastDay) % LATER_EVERY === 0 ? LATER_Q : undefined;
}

/**
 * The look that is due with so many days of data, when the last was at `lastLook` of them (0: none yet). Days may come many at once, with an import:
 * then there is one look for all that were passed.
 */
export function lookDue(days: number, lastLook: number): { days: number; q: number } | undefined {
  for (let day = days; day > lastLook; day--) {
    const q = looksAt(day);
    if (q !== undefined) return { days: day, q };
  }
  return undefined;
}
