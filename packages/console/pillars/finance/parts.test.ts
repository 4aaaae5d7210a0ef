import fc from "fast-check";
import { expect, it } from "vitest";
import { type Part, partsOf, remainingOf, sentParts } from "./parts.ts";

const cents = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

it("what is sent when nothing remains adds up to the transaction, whichever way it went", () => {
  fc.assert(
    fc.property(cents, fc.array(cents, { maxLength: 20 }), (amountCents, given) => {
      const parts = given.map((one, at): Part => ({ key: String(at), budgetCategoryId: null, cents: one, note: " " }));
      const rest: Part = { key: "rest", budgetCategoryId: null, cents: remainingOf({ amountCents }, parts), note: "" };
      const whole = [...parts, rest];
      expect(remainingOf({ amountCents }, whole)).toBe(0);
      const sent = sentParts({ amountCents }, whole);
      expect(sent.reduce((sum, one) => sum + one.amountCents, 0)).toBe(amountCents);
      const splits = sent.map((one, at) => ({ id: String(at), ...one }));
      expect(partsOf({ amountCents, splits }).map((part) => part.cents)).toEqual(
        whole.map((part) => (part.cents ?? 0) + 0),
      );
    }),
  );
});
