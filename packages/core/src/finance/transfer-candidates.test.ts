/** Which transactions may be the two sides of a transfer: as a comparison of each with each would say, in work that grows with their number alone. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Candidate, candidatesAmong, type Side } from "#core/finance/transfer-candidates";
import { told } from "#core/finance/transfer-detection";
import { expectLinear } from "#testing/growth";

const idOf = (n: number) => String(n).padStart(6, "0");
const side = (n: number, given: Partial<Side>): Side => ({
  id: idOf(n),
  accountId: "a",
  day: 0,
  amountCents: "-500",
  currency: "EUR",
  isAsked: true,
  dismissed: [],
  ...given,
});

/** The same without any order to look in. */
function slowly(sides: readonly Side[]): Candidate[] {
  const mayBe = (one: Side, two: Side) => {
    const [out, into] = one.amountCents.startsWith("-") ? [one, two] : [two, one];
    return (
      `-${into.amountCents}` === out.amountCents &&
      one.currency === two.currency &&
      one.accountId !== two.accountId &&
      into.day - out.day >= 0 &&
      into.day - out.day <= 4 &&
      !one.dismissed.includes(two.id) &&
      !two.dismissed.includes(one.id)
    );
  };
  const away = (one: Side, two: Side) => Math.abs(one.day - two.day);
  return sides
    .filter(({ isAsked }) => isAsked)
    .flatMap((one) =>
      sides
        .filter((two) => mayBe(one, two))
        .toSorted((a, b) => away(one, a) - away(one, b) || (a.id < b.id ? -1 : 1))
        .slice(0, 10)
        .map((two) => ({
          ofId: one.id,
          outflowId: one.amountCents.startsWith("-") ? one.id : two.id,
          inflowId: one.amountCents.startsWith("-") ? two.id : one.id,
          amountCents: one.amountCents.replace("-", ""),
          currency: one.currency,
          days: away(one, two),
          wantedBy: sides
            .filter((other) => other !== one && mayBe(two, other) && away(two, other) <= away(one, two))
            .toSorted((a, b) => away(two, a) - away(two, b) || (a.id < b.id ? -1 : 1))
            .slice(0, 10)
            .map(({ id }) => id),
        })),
    );
}

it("are those that a comparison of each with each finds, and each is linked once", () => {
  const some = fc.record({
    accountId: fc.constantFrom("a", "b", "c"),
    day: fc.integer({ min: 0, max: 9 }),
    amountCents: fc.constantFrom("-500", "500", "-7", "7"),
    currency: fc.constantFrom("EUR", "EUR", "EUR", "USD"),
    isAsked: fc.boolean(),
    dismissed: fc.array(fc.nat(30).map(idOf), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 30 }), (given) => {
      const sides = given.map((one, n) => side(n, one));
      const { found, isWhole } = candidatesAmong(sides);
      expect(isWhole).toBe(true);
      expect(found).toEqual(slowly(sides));
      const { links, unclear } = told(found);
      const linked = links.flatMap(({ outflowId, inflowId }) => [outflowId, inflowId]);
      expect(new Set(linked).size).toBe(linked.length);
      expect(unclear.filter((one) => linked.includes(one.outflowId) || linked.includes(one.inflowId))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it("are found among many of one amount as fast as among others", async () => {
  for (const [name, day] of [
    ["on one day", () => 0],
    ["one after the other", (n: number) => n >> 1],
  ] as const)
    await expectLinear(
      (size) => {
        const sides = Array.from({ length: size }, (_, n) =>
          side(n, { day: day(n), ...(n % 2 && { accountId: "b", amountCents: "500" }) }),
        );
        const { found } = candidatesAmong(sides);
        expect(found.length).toBeGreaterThanOrEqual(size);
        told(found);
      },
      2_000,
      name,
    );
});
