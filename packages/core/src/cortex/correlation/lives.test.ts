import { expect, test } from "vitest";
import { falseInsights, lookAt, ratesOf, simulatedLife } from "#core/cortex/correlation/lives.fixture";
import { isWhole } from "#testing/sampled";

/** 200 and 400 as a whole, which takes some minutes; `npm run report:correlation` prints the table. */
const [lives, empty] = isWhole("correlation") ? [200, 400] : [8, 3];
const SEED = 20_261_130;
/** With few lives, what chance allows: of so many effects two in a hundred runs find fewer. */
const least = (power: number) => (isWhole("correlation") ? power : power - 0.15);

test("planted effects are found in one look", { timeout: 900_000 }, () => {
  expect(ratesOf(lives, 60, 0.6, 0.05, SEED).power).toBeGreaterThanOrEqual(least(0.9));
  expect(ratesOf(lives, 90, 0.5, 0.05, SEED).power).toBeGreaterThanOrEqual(least(0.9));
  const { power, falseDiscovery } = ratesOf(lives, 120, 0.4, 0.05, SEED);
  expect(power).toBeGreaterThanOrEqual(least(0.86));
  expect(falseDiscovery).toBeLessThanOrEqual(isWhole("correlation") ? 0.075 : 0.2);
});

test("few lives without any effect are told of one, over all looks of half a year", { timeout: 900_000 }, () => {
  expect(falseInsights(empty, 180, SEED)).toBeLessThanOrEqual(isWhole("correlation") ? 0.065 : 0.3);
});

test("looking every other night instead would tell many more", () => {
  const night = (life: ReturnType<typeof simulatedLife>, day: number) =>
    lookAt(life, day).some((one) => "p" in one && one.best.p <= 0.05);
  const told = Array.from({ length: 8 }, (_, i) => simulatedLife(SEED + i, 60, 0)).filter((life) =>
    [40, 50, 60].some((day) => night(life, day)),
  );
  expect(told.length).toBeGreaterThanOrEqual(6);
});
