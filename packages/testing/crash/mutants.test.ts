import { expect, it } from "vitest";
import { mutants, trial } from "./mutants.ts";
import { inPlace } from "./places.ts";
import { testSources } from "./sources.ts";

const TIMEOUT_MS = 120_000;

it.each(mutants)(
  "$name is caught",
  async (mutant) => {
    const { violations } = await inPlace(mutant.database, testSources, (place) =>
      trial(mutant, place, { mistaken: true }),
    );

    expect(violations.map(({ rule }) => rule)).toContain(mutant.caughtBy);
  },
  TIMEOUT_MS,
);
