import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  PantryConsumed,
  PantryItemEvents,
  PantryRanLow,
  PantryRestocked,
  RecipeCooked,
  ShoppingItemEvents,
  ShoppingPurchased,
} from "#core/household/events";
import { shopForWhatRanLow } from "#functions/household/consumers";
import * as Movements from "#functions/household/movements";
import * as Pantry from "#functions/household/pantry-items";
import * as Recipes from "#functions/household/recipes";
import * as Shopping from "#functions/household/shopping-items";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const last = (declaration: Parameters<Harness["events"]>[0]): CloudEvent => life.events(declaration).at(-1)!;

describe("the story of a household's stock", () => {
  it("has one beginning, and every other event names its cause", async () => {
    const anna = await life.user("anna");
    const post = async (endpoint: Parameters<Harness["call"]>[0], body: object, params = {}) => {
      const answer = await life.call(endpoint, { as: anna, body, params });
      expect(answer.status).toBeLessThan(300);
      return answer.body;
    };
    const deliver = (event: CloudEvent) => life.deliver(shopForWhatRanLow, [event]);

    const flour = await post(Pantry.create, { name: "Flour", unit: "g", qtyInStock: 600, qtyMin: 500 });
    expect(last(PantryRestocked).causationid).toBe(last(PantryItemEvents.created).id);
    const recipe = await post(Recipes.create, {
      name: "Bread",
      servings: 1,
      ingredients: [{ item: "flour", qty: 300, unit: "g" }],
    });
    await post(Recipes.cook, {}, { recipeId: recipe.id });
    expect(last(PantryConsumed).causationid).toBe(last(RecipeCooked).id);
    expect(last(PantryRanLow).causationid).toBe(last(PantryConsumed).id);

    await deliver(last(PantryRanLow));
    expect(last(ShoppingItemEvents.created).causationid).toBe(last(PantryRanLow).id);
    const [row] = (await life.call(Shopping.list, { as: anna, query: { isPurchased: "false" } })).body.data;
    const bought = await post(Shopping.purchase, {}, { shoppingItemId: row.id });
    expect(last(ShoppingPurchased).causationid).toBe(last(ShoppingItemEvents.created).id);
    expect(last(PantryRestocked).causationid).toBe(last(ShoppingPurchased).id);

    const { data } = (
      await life.call(Movements.list, {
        as: anna,
        params: { pantryItemId: flour.id },
        query: { bookingId: bought.booking.id },
      })
    ).body;
    await post(Movements.undo, {}, { pantryItemId: flour.id, movementId: data[0].id });
    expect(last(PantryRanLow).causationid).toBe(last(PantryConsumed).id);
    await post(Shopping.generate, { minimumStock: true, recipes: [{ recipeId: recipe.id }] });
    await post(Pantry.consume, { quantity: 10 }, { pantryItemId: flour.id });
    await post(Pantry.correct, { quantity: 5 }, { pantryItemId: flour.id });
    await deliver(last(PantryRanLow));

    // Every request here changes one thing, so each story has one beginning.
    const told = life.published.filter(({ subject }) => subject === anna.userId);
    const known = new Map(told.map((event) => [event.id, event]));
    const beginnings = Map.groupBy(
      told.filter(({ causationid }) => !causationid),
      ({ correlationid }) => correlationid,
    );
    expect([...beginnings.values()].filter((events) => events.length > 1)).toEqual([]);
    for (const { causationid, correlationid, type } of told)
      if (causationid) expect(known.get(causationid)?.correlationid, type).toBe(correlationid);
  });
});

describe("a converted amount", () => {
  const parts: [stock: number, unit: string, counted: string, part: number, times: number][] = [
    [1, "kg", "lb", 250, 4],
    [1, "kg", "lb", 10, 100],
    [1, "kg", "oz", 100, 10],
    [1, "kg", "lb", 333.333333, 3],
  ];
  it.each(parts)("of %d %s, counted in %s, is used up by parts of %d g", async (stock, unit, counted, part, times) => {
    const anna = await life.user("anna");
    const created = await life.call(Pantry.create, { as: anna, body: { name: "Rice", unit: counted } });
    const params = { pantryItemId: created.body.id };
    await life.call(Pantry.restock, { as: anna, params, body: { quantity: stock, unit } });
    for (let taken = 1; taken <= times; taken++) {
      const answer = await life.call(Pantry.consume, { as: anna, params, body: { quantity: part, unit: "g" } });
      expect(answer.status).toBe(200);
      if (taken === times) expect(answer.body.item.qtyInStock).toBeLessThan(1e-5);
      if (taken === times && part !== 333.333333) expect(answer.body.item.qtyInStock).toBe(0);
    }
  });
});

describe("the minimum", () => {
  it("is put on the list once, whether the plan or the event that it ran low comes first", async () => {
    const anna = await life.user("anna");
    const { body: milk } = await life.call(Pantry.create, {
      as: anna,
      body: { name: "Milk", unit: "ml", qtyInStock: 600, qtyMin: 500 },
    });
    const cook = { name: "Custard", servings: 1, ingredients: [{ item: "Milk", qty: 300, unit: "ml" }] };
    const recipes = await Promise.all([1, 2].map(() => life.call(Recipes.create, { as: anna, body: cook })));
    await life.call(Pantry.consume, { as: anna, params: { pantryItemId: milk.id }, body: { quantity: 200 } });
    const low = last(PantryRanLow);
    const wish = { minimumStock: true, recipes: recipes.map(({ body }) => ({ recipeId: body.id })) };
    await life.call(Shopping.generate, { as: anna, body: wish });
    await life.deliver(shopForWhatRanLow, [low]);
    await life.call(Shopping.generate, { as: anna, body: wish });
    const open = (await life.call(Shopping.list, { as: anna, query: { isPurchased: "false" } })).body.data;
    expect(open).toMatchObject([{ name: "Milk", quantity: 700, unit: "ml", source: "restock" }]);
  });
});
