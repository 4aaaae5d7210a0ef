import fc from "fast-check";
import { expect, it } from "vitest";
import { byOrder, type Ordered } from "#console/data/ordered.ts";
import { grouped, moved } from "./order.ts";

type Category = Ordered & { groupName: string | null };

const categories = fc
  .array(fc.record({ groupName: fc.constantFrom("Food", "Fixed", null), sortOrder: fc.integer({ min: 0, max: 6 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => rows.map((row, at): Category => ({ id: String.fromCharCode(97 + at), ...row })).toSorted(byOrder));

const namesIn = (all: readonly Category[]) =>
  grouped(all).map(({ name, categories }) => [name, categories.map(({ id }) => id)]);

it("puts a category to its new place in its group, and no other group changes", () => {
  fc.assert(
    fc.property(categories, fc.nat(), fc.nat(), fc.integer({ min: -12, max: 12 }), (all, pick, start, by) => {
      const groups = grouped(all);
      const group = groups[pick % groups.length]!;
      const from = start % group.categories.length;
      const numbers = new Map(moved(all, group.categories, from, by).map(({ id, sortOrder }) => [id, sortOrder]));
      const after = all.map((one) => ({ ...one, sortOrder: numbers.get(one.id) ?? one.sortOrder })).toSorted(byOrder);

      const ids = group.categories.map(({ id }) => id);
      const [id] = ids.splice(from, 1);
      ids.splice(Math.max(0, Math.min(from + by, ids.length)), 0, id!);
      const wanted = new Map(namesIn(all) as [string | null, string[]][]).set(group.name, ids);
      expect(new Map(namesIn(after) as [string | null, string[]][])).toEqual(wanted);
    }),
    { seed: 7, numRuns: 300 },
  );
});
