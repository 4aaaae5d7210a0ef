import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Listed, planShopping, type Shelf } from "#core/household/shopping-plan";

const shelf = (given: Partial<Shelf> & { name: string }): Shelf => ({
  id: `pantry ${given.name}`,
  unit: "piece",
  qtyInStock: 0,
  qtyMin: 0,
  expiryDate: null,
  ...given,
});
const listed = (given: Partial<Listed> & { name: string }): Listed => ({
  id: `list ${given.name}`,
  pantryItemId: null,
  quantity: 1,
  unit: null,
  source: "manual",
  ...given,
});
const short = ({ additions }: ReturnType<typeof planShopping>) =>
  additions.map(({ name, added, unit, listedId }) => `${name} ${added} ${unit}${listedId ? " more" : ""}`);

describe("what to buy", () => {
  it("adds up the same thing in units that convert", () => {
    const plan = planShopping(
      [
        { item: "Flour", qty: 1, unit: "kg" },
        { item: "flour", qty: 250, unit: "g" },
        { item: "Flour", qty: 1, unit: "cup" },
        { item: "Eggs", qty: 2 },
        { item: "egg", qty: 3 },
      ],
      [],
      [],
      false,
    );
    expect(short(plan)).toEqual(["Flour 1.25 kg", "Flour 1 cup", "Eggs 5 piece"]);
  });

  it("subtracts what is in the pantry and on the list", () => {
    const pantry = [shelf({ name: "Milk", unit: "ml", qtyInStock: 300 })];
    const need = [{ item: "milk", qty: 1, unit: "l" }];
    expect(short(planShopping(need, pantry, [], false))).toEqual(["Milk 700 ml"]);
    const list = [listed({ name: "Milk", quantity: 0.5, unit: "l" })];
    expect(short(planShopping(need, pantry, list, false))).toEqual(["Milk 0.2 l more"]);
    expect(planShopping(need, pantry, list, false).additions[0]).toMatchObject({ quantity: 0.7, unit: "l" });
    expect(short(planShopping(need, pantry, [listed({ name: "Milk", quantity: 1, unit: "l" })], false))).toEqual([]);
  });

  it("does not use up the minimum when it is to be kept", () => {
    const pantry = [shelf({ name: "Rice", unit: "g", qtyInStock: 600, qtyMin: 500 })];
    const need = [{ item: "Rice", qty: 300, unit: "g" }];
    expect(short(planShopping(need, pantry, [], false))).toEqual([]);
    expect(short(planShopping(need, pantry, [], true))).toEqual(["Rice 200 g"]);
    expect(planShopping([], [shelf({ name: "Rice", unit: "g", qtyMin: 500 })], [], true).additions).toMatchObject([
      { source: "restock", added: 500, pantryItemId: "pantry Rice" },
    ]);
  });

  it("adds things without a quantity, unless there is any", () => {
    const salt = [{ item: "Salt" }];
    expect(short(planShopping(salt, [], [], false))).toEqual(["Salt 1 null"]);
    expect(short(planShopping(salt, [shelf({ name: "salt", unit: "g", qtyInStock: 1 })], [], false))).toEqual([]);
    expect(short(planShopping(salt, [], [listed({ name: "Salt", unit: "g" })], false))).toEqual([]);
    expect(short(planShopping([...salt, { item: "Salt", qty: 5, unit: "g" }], [], [], false))).toEqual(["Salt 5 g"]);
  });

  it("reports what it cannot compare", () => {
    const pantry = [shelf({ name: "Garlic", unit: "g", qtyInStock: 50 })];
    const need = [{ item: "garlic", qty: 2, unit: "cloves" }];
    expect(planShopping(need, pantry, [], false)).toEqual({
      additions: [],
      unclear: [{ item: "garlic", quantity: 2, unit: "clove", countedIn: "g" }],
    });
    expect(short(planShopping(need, [shelf({ name: "Garlic", unit: "g" })], [], false))).toEqual(["garlic 2 clove"]);
  });

  it("uses the upper end of a range", () => {
    expect(short(planShopping([{ item: "Onion", qty: 2, qtyMax: 3 }], [], [], false))).toEqual(["Onion 3 piece"]);
  });

  it("adds thirds up to wholes, and words a sum as a kitchen measures it", () => {
    const third = { item: "Oil", qty: 0.333333, unit: "cup" };
    expect(planShopping([third, third, third], [], [], false).additions).toMatchObject([
      { quantity: 1, text: "1 cup" },
    ]);
    const milk = [
      { item: "Milk", qty: 2, unit: "cup" },
      { item: "milk", qty: 500, unit: "ml" },
    ];
    expect(planShopping(milk, [], [], false).additions).toMatchObject([
      { quantity: 4.113376, unit: "cup", text: "about 975 ml, or 4.11 cup" },
    ]);
  });

  it("adds up singular and plural, and keeps units apart that do not convert", () => {
    const needs = [
      { item: "bananas", qty: 2 },
      { item: "banana", qty: 1 },
      { item: "bay leaf", qty: 1 },
      { item: "bay leaves", qty: 2 },
      { item: "loaf of bread", qty: 100, unit: "g" },
      { item: "loaves of bread", qty: 2 },
    ];
    expect(short(planShopping(needs, [], [], false))).toEqual([
      "bananas 3 piece",
      "bay leaf 3 piece",
      "loaf of bread 100 g",
      "loaves of bread 2 piece",
    ]);
  });

  it("adds the minimum in a row of its own or to that of recipes, which is then marked as filling the minimum", () => {
    const pantry = [shelf({ name: "Milk", unit: "ml", qtyMin: 500 })];
    const need = [{ item: "milk", qty: 300, unit: "ml" }];
    expect(planShopping(need, pantry, [], true).additions).toMatchObject([{ quantity: 800, source: "restock" }]);
    const recipeRow = listed({ name: "Milk", quantity: 300, unit: "ml", source: "recipe" });
    expect(planShopping(need, pantry, [recipeRow], true).additions).toMatchObject([
      { listedId: null, quantity: 500, source: "restock" },
    ]);
  });

  it("does not double a row without an amount, and says how much is needed", () => {
    const pantry = [shelf({ name: "Milk", unit: "ml", qtyMin: 500 })];
    const { additions, unclear } = planShopping([], pantry, [listed({ name: "milk" })], true);
    expect(additions).toEqual([]);
    expect(unclear).toEqual([{ item: "Milk", quantity: 500, unit: "ml", countedIn: "piece" }]);
    // A row with a number and another unit has an amount, so it is kept apart.
    expect(short(planShopping([], pantry, [listed({ name: "milk", quantity: 2, unit: "bottle" })], true))).toEqual([
      "Milk 500 ml",
    ]);
  });

  it("puts what two items of the same kind lack into one row", () => {
    const pantry = [1, 2].map((n) => shelf({ id: `pantry ${n}`, name: "Milk", unit: "l", qtyMin: n }));
    const { additions } = planShopping([], pantry, [listed({ name: "Milk", unit: "l", quantity: 0.5 })], true);
    expect(additions.map((one) => one.quantity)).toEqual([1, 3]);
  });

  it("adds nothing the second time", () => {
    const unit = fc.constantFrom("g", "kg", "ml", "cup", "piece", "clove");
    const name = fc.constantFrom("Flour", "flour", "Milk", "Eggs", "Salt");
    const quantity = fc.integer({ min: 1, max: 5_000_000 }).map((n) => n / 1_000);
    const ingredient = fc.record({ item: name, qty: fc.option(quantity), unit });
    const row = fc.record({ name, quantity, unit });
    fc.assert(
      fc.property(
        fc.array(ingredient, { maxLength: 8 }),
        fc.uniqueArray(fc.record({ name, unit, qtyInStock: quantity, qtyMin: quantity }), {
          maxLength: 4,
          selector: (one) => one.name,
        }),
        fc.array(row, { maxLength: 4 }),
        fc.boolean(),
        (needs, pantry, rows, keep) => {
          const stock = pantry.map(shelf);
          const list = rows.map((one, i) => listed({ ...one, id: `row ${i}` }));
          const { additions } = planShopping(needs, stock, list, keep);
          const after = [
            ...list.map((one) => ({ ...one, ...additionTo(one.id, additions) })),
            ...additions.filter((one) => !one.listedId).map((one, i) => listed({ ...one, id: `new ${i}` })),
          ];
          expect(short(planShopping(needs, stock, after, keep))).toEqual([]);
        },
      ),
    );
  });
});

/** The amount that the row has after the last addition to it. */
function additionTo(id: string, additions: ReturnType<typeof planShopping>["additions"]) {
  const last = additions.filter((one) => one.listedId === id).at(-1);
  return last ? { quantity: last.quantity } : {};
}
