import { expect, it } from "vitest";
import { someOf } from "#testing/sampled";
import { slowGroup } from "#testing/slow";
import { mutants, trial } from "./mutants.ts";
import { inPlace } from "./places.ts";
import { testSources } from "./sources.ts";

slowGroup("a deliberate mistake", () => {
  it.each(someOf("mutants", mutants, 1))("$name is caught", async (mutant) => {
    const { violations } = await inPlace(mutant.database, testSources, (place) =>
      trial(mutant, place, { mistaken: true }),
    );

    expect(violations.map(({ rule }) => rule)).toContain(mutant.caughtBy);
  });
});
