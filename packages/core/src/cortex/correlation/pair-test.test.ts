import { expect, test } from "vitest";
import { normalQuantile, studentTwoSided } from "#core/cortex/correlation/distributions";
import { estimate, falseDiscoveryRates, normalScores, simes } from "#core/cortex/correlation/pair-test";
import golden from "./golden.json" with { type: "json" };

/** golden.json has what SciPy 1.17 and statsmodels 0.15 answer for the same numbers: `norm.ppf`, `t.sf`, `GLS` with the covariance of an autoregressive error, `multipletests`. */
const closeTo = (expected: number, digits: number) => expect.closeTo(expected, digits);

test("quantiles of the normal distribution are those of SciPy", () => {
  for (const [p, quantile] of golden.normalQuantile) expect(normalQuantile(p!)).toEqual(closeTo(quantile!, 10));
});

test("probabilities of Student's t are those of SciPy, far out as well", () => {
  for (const [t, df, p] of golden.studentTwoSided) {
    expect(studentTwoSided(t!, df!) / p!).toEqual(closeTo(1, 9));
  }
});

test("estimates are those of generalised least squares by statsmodels, with the inertia that restricted likelihood finds", () => {
  for (const { days, behaviour, outcome, phi, r, p, scores } of golden.estimates) {
    const found = estimate({ days, behaviour, outcome }, 0);
    expect(found.phi).toBe(phi);
    expect(found.r).toEqual(closeTo(r, 9));
    expect(found.p / p).toEqual(closeTo(1, 7));
    expect(found.low).toBeLessThan(r);
    expect(found.high).toBeGreaterThan(r);
    expect([...normalScores(outcome)].slice(0, 5)).toEqual(scores.map((score) => closeTo(score, 10)));
  }
});

test("rates of false discoveries are those of statsmodels, and several lags have one p", () => {
  const { ps, qs } = golden.falseDiscovery;
  expect(falseDiscoveryRates(ps)).toEqual(qs.map((q) => closeTo(q, 12)));
  for (const [lags, p] of golden.simes as [number[], number][]) expect(simes(lags)).toEqual(closeTo(p, 12));
});

test("a series that never changes goes with nothing, and says so without a number that is none", () => {
  const days = Array.from({ length: 40 }, (_, day) => day);
  const { r, p, low, high } = estimate({ days, behaviour: days.map(() => 3), outcome: days.map((day) => day % 5) }, 0);
  expect([r, p]).toEqual([0, 1]);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
});
