import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { volumeLoad, withVolumeLoad } from "#core/health/completed-workouts";

describe("the volume load", () => {
  it("is the sum of sets × reps × weight", () => {
    expect(
      volumeLoad([
        { exercise: "Bench press", sets: 3, reps: 8, weightKg: 60 },
        { exercise: "Squat", sets: 5, reps: 5, weightKg: 102.5 },
      ]),
    ).toBe(3 * 8 * 60 + Math.round(5 * 5 * 102.5));
  });

  it("counts a set without a number of sets once, and ignores one without reps or weight", () => {
    expect(volumeLoad([{ exercise: "Curl", reps: 10, weightKg: 12 }])).toBe(120);
    expect(volumeLoad([{ exercise: "Run", distanceM: 5000 }])).toBe(0);
    expect(volumeLoad([{ exercise: "Pull-up", sets: 3, reps: 8 }])).toBe(0);
    expect(volumeLoad([])).toBe(0);
  });

  it("does not depend on how equal sets are grouped", () => {
    const set = fc.record({
      exercise: fc.constant("Squat"),
      sets: fc.integer({ min: 1, max: 8 }),
      reps: fc.integer({ min: 0, max: 30 }),
      weightKg: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(set, { maxLength: 20 }), (sets) => {
        const oneByOne = sets.flatMap((one) => Array.from({ length: one.sets }, () => ({ ...one, sets: 1 })));
        expect(volumeLoad(sets)).toBe(volumeLoad(oneByOne));
      }),
    );
  });

  it("follows changed sets, and stays when a change has no sets", () => {
    const sets = [{ exercise: "Curl", sets: 2, reps: 10, weightKg: 12 }];
    expect(withVolumeLoad({ sets })).toEqual({ sets, volumeLoad: 240 });
    expect(withVolumeLoad({ calories: 300 })).toEqual({ calories: 300 });
  });
});
