import fc from "fast-check";
import { expect, it } from "vitest";
import { byOrder } from "#console/data/ordered.ts";
import { moved } from "./order.ts";

it("puts any row to any place, whatever numbers the rows had", () => {
  const case_ = fc.tuple(
    fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 12 }),
    fc.nat(),
    fc.nat(),
  );
  fc.assert(
    fc.property(case_, ([numbers, a, b]) => {
      const rows = numbers
        .map((sortOrder, at) => ({ id: `row ${String(at).padStart(2, "0")}`, sortOrder }))
        .sort(byOrder);
      const [from, to] = [a % rows.length, b % rows.length];
      const changed = new Map(moved(rows, from, to).map((row) => [row.id, row]));
      const wanted = rows.map(({ id }) => id);
      wanted.splice(to, 0, ...wanted.splice(from, 1));
      const now = rows.map((row) => changed.get(row.id) ?? row).sort(byOrder);
      expect(now.map(({ id }) => id)).toEqual(wanted);
    }),
  );
});

it("changes the moved row alone where there is room beside it", () => {
  const rows = [1024, 2048, 3072].map((sortOrder) => ({ id: String(sortOrder), sortOrder }));
  expect(moved(rows, 2, 1)).toEqual([{ id: "3072", sortOrder: 1536 }]);
});
