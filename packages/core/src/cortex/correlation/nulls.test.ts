/** Where nothing is: the weather of one year knows nothing of another's; and what a simpler test makes of lives without any effect. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { studentTwoSided } from "#core/cortex/correlation/distributions";
import { simulatedLife } from "#core/cortex/correlation/lives.fixture";
import { look } from "#core/cortex/correlation/look";
import { pairsOf } from "#core/cortex/correlation/pair-test";
import { isWhole } from "#testing/sampled";
import { projectRoot } from "../../../../contract/discover.ts";

const SEED = 20_261_130;

/** The plain test of a correlation: values as they are, days as if each were drawn for itself. */
function plainP(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / n;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const r = xy / Math.sqrt(xx * yy);
  return studentTwoSided(r * Math.sqrt((n - 2) / Math.max(1 - r * r, Number.MIN_VALUE)), n - 2);
}

test("a plain t-test of every night tells nearly everybody without any effect of one, as a single night does most", () => {
  const lives = Array.from({ length: 20 }, (_, i) => simulatedLife(SEED + i, 60, 0));
  const isTold = ({ series, hypotheses, days }: (typeof lives)[number], night: number) =>
    hypotheses.some(({ behaviour, outcome }) => {
      const until = (name: string) => new Map([...series.get(name)!].filter(([day]) => day <= days[night - 1]!));
      const pairs = pairsOf(until(behaviour), until(outcome), 0);
      return pairs.days.length >= 30 && plainP(pairs.behaviour, pairs.outcome) <= 0.05;
    });
  const nights = Array.from({ length: 31 }, (_, i) => 30 + i);
  const nightly = lives.filter((life) => nights.some((night) => isTold(life, night))).length;
  const once = lives.filter((life) => isTold(life, 60)).length;
  // With 24 pairs at .05, honest tests of one night would tell 0.71 of them: 1 - .95 ** 24.
  expect(once / lives.length).toBeGreaterThan(0.71);
  expect(nightly / lives.length).toBeGreaterThanOrEqual(0.95);
});

const weather = path.resolve(
  projectRoot,
  process.env.LIFEOS_DATA ?? "../shared/data",
  "weather-seattle",
  "seattle-weather.csv",
);

test("the weather of one year goes with that of another no more than by chance", ({ skip }) => {
  if (!existsSync(weather)) skip("there is no weather-seattle in LIFEOS_DATA");
  const [head, ...lines] = readFileSync(weather, "utf8").trim().split("\n");
  const names = head!.split(",").slice(1, 5);
  const years = Map.groupBy(
    lines.map((line) => line.split(",")),
    ([date]) => date!.slice(0, 4),
  );
  const valuesOf = (year: string, name: string, from: number, days: number) => {
    const column = names.indexOf(name) + 1;
    return new Map(
      years
        .get(year)!
        .slice(from, from + days)
        .map((row, day) => [day, Number(row[column])] as const),
    );
  };
  const all = [...years.keys()];
  const DAYS = 120;
  // A part of the year, and all of it as a whole.
  const last = isWhole("correlation") ? 365 : DAYS;
  let [looks, claims, tested, low] = [0, 0, 0, 0];
  for (let from = 0; from + DAYS <= last; from += DAYS)
    for (const one of all)
      for (const other of all) {
        if (one === other) continue;
        const pairs = names.flatMap((behaviour) => names.map((outcome) => ({ behaviour, outcome: `${outcome} then` })));
        const results = look(
          pairs,
          (name) =>
            name.endsWith(" then")
              ? valuesOf(other, name.slice(0, -" then".length), from, DAYS)
              : valuesOf(one, name, from, DAYS),
          DAYS,
        ).filter((result) => "q" in result);
        looks++;
        claims += results.some(({ q }) => q <= 0.02) ? 1 : 0;
        tested += results.length;
        low += results.filter(({ p }) => p <= 0.05).length;
      }
  expect(looks).toBe(isWhole("correlation") ? 36 : 12);
  // Of 36 looks at q = .02 one in fifty is wrong; of p below .05 there are five in a hundred, give or take what years have in common.
  expect(claims).toBeLessThanOrEqual(3);
  expect(low / tested).toBeLessThanOrEqual(isWhole("correlation") ? 0.08 : 0.12);
});
