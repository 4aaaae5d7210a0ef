import fc from "fast-check";
import { expect, it } from "vitest";
import { isoText } from "#core/calendar/iso-text";
import { SEED } from "#testing/sampled";

it("writes every moment as a date does, and refuses what is none", () => {
  const aMoment = fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.integer({ min: -1e10, max: 1e10 }));
  fc.assert(
    fc.property(aMoment, (ms) => {
      for (const one of [ms, ms]) expect(isoText(one)).toBe(new Date(one).toISOString());
    }),
    { seed: SEED, numRuns: 8_000 },
  );
  for (const none of [8.64e15 + 86_400_000, Number.NaN]) expect(() => isoText(none)).toThrow(RangeError);
});
