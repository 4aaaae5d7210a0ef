/** What is here already of what a bank tells: as many as there are, and in work that grows with their number alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Kept, type Matchable, matched } from "#core/finance/matching";

const one = (id: string, given: Partial<Kept> = {}): Kept => ({
  id,
  accountId: "a",
  sourceAccountId: null,
  date: "2026-03-01",
  amountCents: -300,
  currency: "EUR",
  merchantName: "Coffee",
  description: null,
  ...given,
});
const many = (count: number, given: (n: number) => Partial<Kept>) =>
  Array.from({ length: count }, (_, n) => one(String(n).padStart(6, "0"), given(n)));

describe("what is here already", () => {
  it("is each taken once, the nearest day and the own account first", () => {
    const here = [
      one("far", { date: "2026-02-26" }),
      one("near", { date: "2026-02-28" }),
      one("elsewhere", { accountId: "b" }),
      one("moved", { accountId: "b", sourceAccountId: "a", date: "2026-03-03" }),
    ];
    const theirs = many(5, () => ({}));
    expect([...matched(theirs, here).values()].map(({ id }) => id)).toEqual(["near", "moved", "far", "elsewhere"]);
    expect([...matched(theirs, here, { isExact: true }).keys()]).toEqual([]);
  });

  it("is of one day and amount on the account whatever it is called, and a day apart only where nothing else may be meant", () => {
    const called = (merchantName: string, date = "2026-03-01") => ({ merchantName, date });
    const theirs = [one("1", called("Xylophone")), one("2", called("Quartz"))];
    expect(matched(theirs, [one("p", called("Bakery")), one("q", called("Garage"))]).size).toBe(2);
    expect(matched(theirs.slice(0, 1), [one("p", called("Bakery", "2026-03-02"))]).size).toBe(1);
    expect(matched(theirs, [one("p", called("Bakery", "2026-03-02"))]).size).toBe(0);
    const two = [one("p", called("Bakery", "2026-03-02")), one("q", called("Garage", "2026-02-28"))];
    expect(matched(theirs.slice(0, 1), two).size).toBe(0);
    expect(matched(theirs, [one("p", { ...called("Bakery"), accountId: "b" })]).size).toBe(0);
  });

  it("are as many as there are of both, however they are called", () => {
    const names = fc.constantFrom("Coffee", "Bakery", "", "Shell Oil", "COFFEE 4711");
    fc.assert(
      fc.property(fc.array(names, { maxLength: 12 }), fc.array(names, { maxLength: 12 }), (there, here) => {
        const theirs: Matchable[] = there.map((merchantName, n) => one(`t${n}`, { merchantName }));
        const found = matched(
          theirs,
          here.map((merchantName, n) => one(`h${n}`, { merchantName })),
        );
        expect(found.size).toBe(Math.min(there.length, here.length));
        expect(new Set([...found.values()].map(({ id }) => id)).size).toBe(found.size);
      }),
    );
  });

  it.each([
    ["of one text", () => ({ merchantName: "Coffee" })],
    ["of a text of its own each", (n: number) => ({ merchantName: `Shop ${"abcdefghij"[n % 10]}${n}` })],
  ])("takes twice the work for twice as many on one day, %s", (_, given) => {
    const workOf = (count: number) => {
      const work = { compared: 0, read: 0 };
      const isSimilar = () => {
        work.compared++;
        return false;
      };
      const counted = (row: Kept) =>
        new Proxy(row, {
          get(target, key) {
            work.read++;
            return Reflect.get(target, key);
          },
        });
      const theirs = many(count, (n) => ({ ...given(n), merchantName: `Bank ${n}`, date: "2026-03-03" }));
      matched(theirs, many(count, given).map(counted), { isSimilar });
      return work;
    };
    const [small, twice, fourTimes] = [500, 1_000, 2_000].map(workOf);
    expect(twice!.compared).toBeLessThanOrEqual(2.1 * small!.compared);
    expect(fourTimes!.compared).toBeLessThanOrEqual(4.2 * small!.compared);
    expect(fourTimes!.read).toBeLessThan(6 * small!.read);
  });
});
