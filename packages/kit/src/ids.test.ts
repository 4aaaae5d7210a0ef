import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derivedId, uuidv7 } from "./ids.ts";

const instant = fc.date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });

describe("an id of version 7", () => {
  it("has the form and the time of RFC 9562", () => {
    fc.assert(
      fc.property(instant, (at) => {
        const id = uuidv7(at);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(at.getTime());
      }),
    );
  });

  it("sorts by when it was made among those of the same millisecond", () => {
    fc.assert(
      fc.property(instant, (at) => {
        const ids = Array.from({ length: 500 }, () => uuidv7(at));
        expect(ids.toSorted()).toEqual(ids);
        expect(new Set(ids.map((id) => id.slice(24))).size).toBe(ids.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a derived id", () => {
  it("is a UUID, the same each time, and another for another purpose", () => {
    fc.assert(
      fc.property(instant, (at) => {
        const origin = uuidv7(at);
        const id = derivedId(origin, "draft meal");
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(derivedId(origin, "draft meal")).toBe(id);
        expect(derivedId(origin, "mood")).not.toBe(id);
      }),
    );
  });

  it("sorts by when its origin was made, among ids of version 7", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 1e9 }), (at, laterMs) => {
        const earlier = derivedId(uuidv7(at), "mood");
        const later = uuidv7(new Date(at.getTime() + laterMs));
        expect(earlier < later).toBe(true);
        expect(derivedId(later, "mood") > uuidv7(at)).toBe(true);
      }),
    );
  });
});
