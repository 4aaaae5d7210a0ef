import fc from "fast-check";
import { expect, it } from "vitest";
import { cellRate } from "./flow.ts";

it("allows a burst and then one arrival per spacing, and never more than the rate over time", () => {
  const gaps = fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 20 }), fc.nat({ max: 3 }), (times, limit, burst) => {
      const periodMs = 10_000;
      let state: number | null = null;
      let now = 0;
      const allowed: number[] = [];
      for (const gap of times) {
        now += gap;
        const next = cellRate(state, now, limit, periodMs, burst);
        if (next.allowedAt > now) continue;
        state = next.arrival;
        allowed.push(now);
      }
      const spacing = periodMs / limit;
      expect(allowed[0]).toBe(times[0]);
      // Any n arrivals that were let through span at least (n - 1 - burst) spacings.
      for (let from = 0; from < allowed.length; from++) {
        for (let to = from; to < allowed.length; to++) {
          expect(allowed[to]! - allowed[from]!).toBeGreaterThanOrEqual((to - from - burst) * spacing - 1e-6);
        }
      }
    }),
  );
});
