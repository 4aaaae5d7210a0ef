import { desc, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsRead } from "#cloud/rows";
import { readIngredient } from "#core/household/ingredient-lines";
import * as Pantry from "#core/household/pantry";
import { pantryMovements, shoppingItems } from "#core/household/pantry.sql";
import { generate } from "#core/household/shopping-generate";
import { asWritten, toMillionths } from "#core/household/units";
import { create as createRecipe } from "#functions/household/recipes";
import { create as createShoppingItem } from "#functions/household/shopping-items";
import type { Ctx } from "#kit/ctx";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { isWhole, someOf } from "#testing/sampled";

/** The movements of an item, newest first. */
async function movementsOf(ctx: Ctx, id: string) {
  const ofItem = eq(pantryMovements.pantryItemId, id);
  const [movements] = await ctx.db.batch([
    rowsRead(pantryMovements, ofItem, { order: desc(pantryMovements.id), limit: 100 }),
  ]);
  return movements;
}

describe("the stock of an item", () => {
  let life: Harness;
  beforeAll(async () => {
    life = await harness(await testDb());
  });
  afterAll(() => life.close());

  type Step =
    | { verb: "restock" | "consume" | "waste" | "correct"; millionths: number; unit: "g" | "kg"; expires: number }
    | { verb: "undo"; which: number };
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        verb: fc.constantFrom("restock", "restock", "consume", "consume", "waste", "correct"),
        // Decimals without an exact binary representation.
        millionths: fc.oneof(
          fc.integer({ min: 1, max: 30 }).map((n) => n * 100_000),
          // Six decimals that mean a third are interpreted as a third, so they are left out.
          fc.integer({ min: 1, max: 9_999_999 }).filter((n) => asWritten(n / 1e6) === n / 1e6),
        ),
        unit: fc.constantFrom("g", "g", "kg"),
        expires: fc.integer({ min: 0, max: 9 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ verb: fc.constant("undo"), which: fc.nat(20) }) },
  ) as fc.Arbitrary<Step>;

  it("is exactly the sum of its lots and of its movements after any bookings, and never negative", async () => {
    const anna = await life.user("anna");
    const ctx = life.as(anna);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const { id } = await Pantry.create(ctx, { name: "Flour", unit: "g" });
        let expected = 0;
        for (const one of steps) expected += await take(ctx, id, one).catch(refused);
        expect(await truth(id)).toEqual({
          stock: expected,
          lots: expected,
          movements: expected,
          bookings: expected,
          below: 0,
          untrue: 0,
          expiry: true,
        });
      }),
      { numRuns: isWhole("stock") ? 20 : 6 },
    );
  });

  const uses: [kept: string, stock: [number, string], parts: [number, string][]][] = [
    ["lb", [1, "kg"], Array.from({ length: 4 }, () => [250, "g"])],
    ["kg", [1, "kg"], Array.from({ length: 3 }, () => [333.333333, "g"])],
    ["g", [1, "kg"], Array.from({ length: 3 }, () => [0.333333, "kg"])],
    ["cup", [1, "cup"], Array.from({ length: 3 }, () => [0.333333, "cup"])],
    ["ml", [1, "cup"], Array.from({ length: 3 }, () => [0.333333, "cup"])],
    ["cup", [1, "l"], Array.from({ length: 7 }, () => [0.142857, "l"])],
    ["cup", [1, "cup"], Array.from({ length: 48 }, () => [1, "tsp"])],
    ["oz", [2, "lb"], Array.from({ length: 12 }, () => [0.166667, "lb"])],
    ["gallon", [1, "gallon"], [...Array.from({ length: 15 }, (): [number, string] => [1, "cup"]), [8, "fl oz"]]],
  ];
  it.each(someOf("stock", uses, 3))(
    "kept in %s, is nothing when %j was used in parts: %j",
    async (unit, [quantity, from], parts) => {
      const ctx = life.as(await life.user("anna"));
      const { id } = await Pantry.create(ctx, { name: "Flour", unit });
      await Pantry.restock(ctx, id, { quantity, unit: from });
      let stock: number | undefined;
      for (const [taken, of] of parts)
        stock = (await Pantry.consume(ctx, id, { quantity: taken, unit: of })).item.qtyInStock;
      expect(stock).toBe(0);
      expect(await Pantry.lots(ctx, id)).toEqual([]);
    },
  );

  /** Executes a step; returns the expected change of the stock in millionths of a gram. */
  async function take(ctx: Parameters<typeof Pantry.consume>[0], id: string, one: Step): Promise<number> {
    if (one.verb === "undo") {
      const data = await movementsOf(ctx, id);
      const movement = data[one.which % Math.max(data.length, 1)];
      if (!movement) return 0;
      const { booking } = await Pantry.undo(ctx, id, movement.id);
      return toMillionths(booking!.quantity);
    }
    const given = { quantity: one.millionths / 1e6, unit: one.unit };
    const grams = one.millionths * (one.unit === "kg" ? 1_000 : 1);
    if (one.verb === "restock") {
      const expiryDate = one.expires === 9 ? null : `2026-03-1${one.expires}`;
      await Pantry.restock(ctx, id, { ...given, expiryDate });
      return grams;
    }
    if (one.verb === "correct") {
      const { booking } = await Pantry.correct(ctx, id, given);
      return toMillionths(booking?.quantity ?? 0);
    }
    await Pantry.consume(ctx, id, { ...given, reason: one.verb });
    return -grams;
  }

  /** A conflict must have changed nothing; any other error is a fault. */
  function refused(error: { code?: string }): number {
    if (error.code === "LF005") return 0;
    throw error;
  }

  /** The database's values in millionths; PostgreSQL sums them up as decimals. */
  async function truth(id: string) {
    const [row] = await life.database.query<Record<string, unknown>>(
      `select (i.qty_in_stock * 1000000)::float8 as stock,
         coalesce((select sum(quantity) * 1000000 from pantry_lots where pantry_item_id = i.id), 0)::float8 as lots,
         coalesce((select sum(delta) * 1000000 from pantry_movements where pantry_item_id = i.id), 0)::float8 as movements,
         coalesce((select sum(quantity) * 1000000 from pantry_bookings where pantry_item_id = i.id), 0)::float8 as bookings,
         (select count(*)::int from pantry_lots where pantry_item_id = i.id and quantity < 0) as below,
         (select count(*)::int from pantry_lots l where pantry_item_id = i.id
           and quantity <> (select sum(delta) from pantry_movements where lot_id = l.id)) as untrue,
         i.expiry_date is not distinct from
           (select min(expiry_date) from pantry_lots where pantry_item_id = i.id and quantity > 0) as expiry
       from pantry_items i where i.id = $1`,
      [id],
    );
    return row;
  }
});

describe("two members at the same shelf", () => {
  let life: Harness;
  beforeAll(async () => {
    life = await harness(await serverDb({ max: 8 }));
  });
  afterAll(() => life.close());

  it("never take more than there is, and nothing twice", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const { id } = await Pantry.create(life.as(anna), { name: "Eggs", qtyInStock: 7 });
    await Pantry.restock(life.as(ben), id, { quantity: 4, expiryDate: "2026-03-10" });
    const tried = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => Pantry.consume(life.as(i % 2 ? anna : ben), id, { quantity: 2 })),
    );
    expect(tried.filter((one) => one.status === "fulfilled")).toHaveLength(5);
    expect(
      tried.flatMap((one) => (one.status === "rejected" && one.reason.code !== "LF005" ? [one.reason] : [])),
    ).toEqual([]);
    const [left] = await life.database.query(
      "select qty_in_stock::int as stock, (select sum(quantity)::int from pantry_lots where pantry_item_id = i.id) as lots from pantry_items i where id = $1",
      [id],
    );
    expect(left).toEqual({ stock: 1, lots: 1 });
  });

  it("undo a booking once between them", async () => {
    const anna = await life.user("anna");
    const { id } = await Pantry.create(life.as(anna), { name: "Eggs", qtyInStock: 7 });
    await Pantry.consume(life.as(anna), id, { quantity: 2 });
    const data = await movementsOf(life.as(anna), id);
    const tried = await Promise.allSettled(
      Array.from({ length: 6 }, () => Pantry.undo(life.as(anna), id, data[0]!.id)),
    );
    expect(tried.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await Pantry.lots(life.as(anna), id)).map((lot) => lot.quantity)).toEqual([7]);
  });

  it("put nothing on the list twice", async () => {
    const anna = await life.user("anna");
    for (const name of ["Milk", "Rice", "Oats"]) await Pantry.create(life.as(anna), { name, unit: "g", qtyMin: 500 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => generate(life.as(anna), { minimumStock: true })));
    expect(answers.map((one) => one.data.length).toSorted()).toEqual([0, 0, 0, 3]);
    expect(await life.count(shoppingItems)).toBe(3);
  });

  it("fill the list once for a recipe and the minimum, and leave rows that a person wrote alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const { householdId } = anna;
    await Pantry.create(life.as(anna), { name: "Milk", unit: "ml", qtyMin: 500 });
    await Pantry.create(life.as(anna), { name: "Butter", unit: "g", qtyMin: 250 });
    await life.call(createShoppingItem, { as: ben, body: { name: "butter", householdId } });
    const recipe = await life.call(createRecipe, {
      as: anna,
      body: {
        name: "Pancakes",
        householdId,
        ingredients: ["200 ml milk", "2 eggs"].map((line) => readIngredient(line)),
      },
    });
    const wish = { householdId, minimumStock: true, recipes: [{ recipeId: recipe.body.id }] };
    const answers = await Promise.all([anna, ben, anna, ben].map((one) => generate(life.as(one), wish)));
    expect(answers.map((one) => one.data.length).toSorted()).toEqual([0, 0, 0, 2]);
    const rows = await life.database.query(
      "select name, quantity::float8, unit, source from shopping_items where household_id = $1 order by lower(name)",
      [householdId],
    );
    expect(rows).toEqual([
      { name: "butter", quantity: 1, unit: null, source: "manual" },
      { name: "eggs", quantity: 2, unit: "piece", source: "recipe" },
      { name: "Milk", quantity: 700, unit: "ml", source: "restock" },
    ]);
    expect(answers[0]!.unclear).toMatchObject([{ item: "Butter", quantity: 250, unit: "g", countedIn: "piece" }]);
  });
});
