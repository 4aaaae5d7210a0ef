import fc from "fast-check";
import { expect, it } from "vitest";
import { busyTimes } from "#core/calendar/busy-times";
import { SEED } from "#testing/sampled";

const SECOND_MS = 1_000;
// Of whole minutes mostly, as events are; a few seconds more or less are rare.
const second = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -40, max: 160 }).map((minute) => minute * 60) },
  { weight: 1, arbitrary: fc.integer({ min: -2_400, max: 9_600 }) },
);

it("has each second that something takes and no other, in blocks that do not touch, and is empty again", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(second, second), { maxLength: 30 }),
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 100, max: 7_200 }),
      (events, late, length) => {
        const from = Date.UTC(2026, 2, 1) + late * SECOND_MS;
        const times = busyTimes(from, from + length * SECOND_MS);
        const taken = new Set<number>();
        for (const [start, end] of events) {
          times.take(from + start * SECOND_MS, from + end * SECOND_MS);
          for (let at = Math.max(start, 0); at < Math.min(end, length); at++) taken.add(at);
        }
        const blocks = times.blocks();
        const told = blocks.flatMap(({ start, end }) =>
          Array.from({ length: (end - start) / SECOND_MS }, (_, n) => (start - from) / SECOND_MS + n),
        );
        expect(told).toEqual([...taken].sort((a, b) => a - b));
        for (const [n, { start }] of blocks.entries())
          expect(start).toBeGreaterThan(blocks[n - 1]?.end ?? Number.NEGATIVE_INFINITY);
        expect(times.blocks()).toEqual([]);
      },
    ),
    { numRuns: 100, seed: SEED },
  );
});
