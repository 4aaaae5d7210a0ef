import { expect, it } from "vitest";
import { mutants, trial } from "./mutants.ts";
import { inPlace } from "./places.ts";
import { testSources } from "./sources.ts";

const TIMEOUT_MS = 120_000;

// Whether a dropped lease check shows depends on the timing of two workers: `npm run test:crash -- --mutant drop-lease-check` tries it.
it.each(mutants.filter((mutant) => mutant.name !== "drop-lease-check"))(
  "$name is caught",
  async (mutant) => {
    const { violations } = await inPlace(mutant.database, testSources, (place) =>
      trial(mutant, place, { mistaken: true }),
    );

    expect(violations.map(({ rule }) => rule)).toContain(mutant.caughtBy);
  },
  TIMEOUT_MS,
);
