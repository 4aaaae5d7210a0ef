import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  PantryItemEvents,
  PantryRanLow,
  PantryRestocked,
  ShoppingItemEvents,
  ShoppingPurchased,
} from "#core/household/events";
import { shoppingItems } from "#core/household/pantry.sql";
import { shopForWhatRanLow } from "#functions/household/consumers";
import * as Movements from "#functions/household/movements";
import * as Pantry from "#functions/household/pantry-items";
import * as Recipes from "#functions/household/recipes";
import {
  changes,
  create,
  generate,
  get,
  list,
  purchase,
  putBack,
  remove,
  update,
} from "#functions/household/shopping-items";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** Two members of the first one's household. */
async function couple(): Promise<[Person, Person]> {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  return [anna, ben];
}

const stock = async (as: Person, body: object) => (await life.call(Pantry.create, { as, body })).body as { id: string };
const add = async (as: Person, body: object) => (await life.call(create, { as, body })).body as { id: string };
const buy = (as: Person, { id }: { id: string }, body: object = {}, headers?: Record<string, string>) =>
  life.call(purchase, { as, params: { shoppingItemId: id }, body, headers });
const open = async (as: Person) =>
  (await life.call(list, { as, query: { isPurchased: "false", householdId: as.householdId } })).body.data;

describe("the shopping list", () => {
  it("belongs to the household: each member adds, changes and removes rows", async () => {
    const [anna, ben] = await couple();
    const milk = await life.call(create, { as: anna, body: { name: "Milk", quantity: 2, unit: "Liters" } });
    expect(milk).toMatchObject({
      status: 201,
      body: { householdId: anna.householdId, unit: "l", isPurchased: false, source: "manual" },
    });
    const params = { shoppingItemId: milk.body.id };
    expect((await life.call(update, { as: ben, params, body: { quantity: 3 } })).body).toMatchObject({ quantity: 3 });
    expect((await life.call(update, { as: ben, params, body: { quantity: 1e9 } })).status).toBe(400);
    expect(life.events(ShoppingItemEvents.updated).at(-1)).toMatchObject({ subject: ben.userId });
    await life.leave(anna, ben);
    for (const ask of [
      life.call(get, { as: ben, params }),
      life.call(update, { as: ben, params, body: { quantity: 1 } }),
      life.call(remove, { as: ben, params }),
      buy(ben, milk.body),
    ])
      expect((await ask).status).toBe(404);
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect((await life.call(changes, { as: anna })).body.data).toMatchObject([{ id: milk.body.id, deleted: true }]);
  });
});

describe("buying", () => {
  it("books what was bought into the pantry, and emits both events in the story of the row", async () => {
    const [anna, ben] = await couple();
    const milk = await stock(anna, { name: "Milk", unit: "ml", qtyInStock: 100 });
    const row = await add(anna, { name: "Milk", quantity: 2, unit: "l", pantryItemId: milk.id });
    const bought = await buy(ben, row, { quantity: 1.5, expiryDate: "2026-03-20", priceCents: 298, currency: "EUR" });
    expect(bought).toMatchObject({
      status: 200,
      body: {
        shoppingItem: { isPurchased: true, purchasedAt: life.now().toISOString(), quantity: 1.5, unit: "l" },
        booking: { pantryItemId: milk.id, quantity: 1500, unit: "ml", priceCents: 298, shoppingItemId: row.id },
      },
    });
    const created = life.events(ShoppingItemEvents.created).at(-1)!;
    const cause = { causationid: created.id, correlationid: created.correlationid, subject: ben.userId };
    expect(life.events(ShoppingPurchased).at(-1)).toMatchObject({
      ...cause,
      data: { payload: { name: "Milk", quantity: 1.5, unit: "l", pantryItemId: milk.id, priceCents: 298 } },
    });
    expect(life.events(PantryRestocked).at(-1)).toMatchObject({
      ...cause,
      causationid: life.events(ShoppingPurchased).at(-1)!.id,
      data: { entityId: milk.id },
    });
    const item = await life.call(Pantry.get, { as: anna, params: { pantryItemId: milk.id } });
    expect(item.body).toMatchObject({ qtyInStock: 1600, expiryDate: "2026-03-20" });
    expect(await buy(anna, row)).toMatchObject({ status: 409, body: { detail: "This was bought already." } });
    expect(await open(anna)).toEqual([]);
  });

  it("finds the pantry item by its name, and works without one", async () => {
    const anna = await life.user("anna");
    const eggs = await stock(anna, { name: "Eggs" });
    expect((await buy(anna, await add(anna, { name: "egg", quantity: 6 }))).body.booking).toMatchObject({
      pantryItemId: eggs.id,
      quantity: 6,
    });
    expect((await buy(anna, await add(anna, { name: "Eggs", quantity: 1, unit: "kg" }))).body.booking).toBeNull();
    expect((await buy(anna, await add(anna, { name: "Soap" }))).body).toMatchObject({
      shoppingItem: { isPurchased: true },
      booking: null,
    });
  });

  it("is refused with a unit that does not convert into the linked item's, and with a price without a currency", async () => {
    const anna = await life.user("anna");
    const milk = await stock(anna, { name: "Milk", unit: "ml" });
    const row = await add(anna, { name: "Milk", quantity: 2, pantryItemId: milk.id, unit: "piece" });
    expect(await buy(anna, row)).toMatchObject({ status: 400, body: { code: "wrong_unit" } });
    expect(await buy(anna, row, { priceCents: 5 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/currency" }] },
    });
    expect((await buy(anna, row, { quantity: 1, unit: "l", vendorId: randomUUID() })).status).toBe(400);
    expect(await life.count(shoppingItems, `id = '${row.id}' and is_purchased`)).toBe(0);
    expect((await buy(anna, row, { quantity: 1, unit: "l" })).body.booking.quantity).toBe(1000);
  });

  it("is taken back with what came into the pantry, once and not when some of that is used", async () => {
    const [anna, ben] = await couple();
    const back = (as: Person, { id }: { id: string }) => life.call(putBack, { as, params: { shoppingItemId: id } });
    const milk = await stock(anna, { name: "Milk", unit: "l", qtyInStock: 1 });
    const row = await add(anna, { name: "Milk", quantity: 2, unit: "l" });
    await buy(anna, row);
    expect(await back(ben, row)).toMatchObject({
      status: 200,
      body: {
        shoppingItem: { id: row.id, isPurchased: false, purchasedAt: null },
        booking: { reason: "undo", quantity: -2 },
      },
    });
    expect(life.events(ShoppingItemEvents.updated).at(-1)).toMatchObject({
      causationid: life.events(ShoppingPurchased).at(-1)!.id,
      subject: ben.userId,
    });
    const left = () => life.call(Pantry.get, { as: anna, params: { pantryItemId: milk.id } });
    expect((await left()).body.qtyInStock).toBe(1);
    expect(await back(anna, row)).toMatchObject({ status: 200, body: { booking: null } });

    // It may be bought again, and then only the last time is taken back.
    await buy(anna, row, { quantity: 3, unit: "l" });
    await life.call(Pantry.consume, { as: anna, params: { pantryItemId: milk.id }, body: { quantity: 2 } });
    expect(await back(anna, row)).toMatchObject({ status: 409 });
    expect(await open(anna)).toEqual([]);
    expect((await left()).body.qtyInStock).toBe(2);

    const soap = await add(anna, { name: "Soap" });
    await buy(anna, soap);
    expect(await back(anna, soap)).toMatchObject({ status: 200, body: { booking: null } });
    expect(await open(anna)).toMatchObject([{ id: soap.id }]);
    expect((await back(await life.user("eve"), soap)).status).toBe(404);
  });

  it("is not put back beside a row that says the same ran low", async () => {
    const anna = await life.user("anna");
    const milk = await stock(anna, { name: "Milk", unit: "l", qtyMin: 1 });
    const restock = async () => {
      await life.call(generate, { as: anna, body: { minimumStock: true } });
      return (await open(anna))[0] as { id: string };
    };
    const first = await restock();
    await buy(anna, first);
    await life.call(Pantry.consume, { as: anna, params: { pantryItemId: milk.id }, body: { quantity: 1 } });
    expect((await restock()).id).not.toBe(first.id);
    const params = { shoppingItemId: first.id };
    expect((await life.call(putBack, { as: anna, params })).status).toBe(409);
  });

  it("is on the list again when its booking is undone", async () => {
    const anna = await life.user("anna");
    const milk = await stock(anna, { name: "Milk", unit: "l" });
    const undo = (bookingId: string) =>
      life
        .call(Movements.list, { as: anna, params: { pantryItemId: milk.id }, query: { bookingId } })
        .then(({ body }) =>
          life.call(Movements.undo, { as: anna, params: { pantryItemId: milk.id, movementId: body.data[0].id } }),
        );
    const row = await add(anna, { name: "Milk", quantity: 2, unit: "l", pantryItemId: milk.id });
    const first = (await buy(anna, row)).body;
    expect(await undo(first.booking.id)).toMatchObject({ status: 200, body: { item: { qtyInStock: 0 } } });
    expect(await open(anna)).toMatchObject([{ id: row.id, isPurchased: false, purchasedAt: null }]);

    // Not when another row has taken its place.
    const second = (await buy(anna, row)).body;
    const again = await add(anna, { name: "Milk", pantryItemId: milk.id });
    expect((await undo(second.booking.id)).status).toBe(200);
    expect(await open(anna)).toMatchObject([{ id: again.id }]);
  });

  it("happens once for an Idempotency-Key", async () => {
    const anna = await life.user("anna");
    const milk = await stock(anna, { name: "Milk", unit: "l" });
    const row = await add(anna, { name: "Milk", quantity: 2, unit: "l" });
    const key = { "Idempotency-Key": randomUUID() };
    const first = await buy(anna, row, { quantity: 1 }, key);
    expect(await buy(anna, row, { quantity: 1 }, key)).toMatchObject({
      status: 200,
      headers: { "idempotent-replayed": "true" },
      body: first.body,
    });
    const item = await life.call(Pantry.get, { as: anna, params: { pantryItemId: milk.id } });
    expect(item.body.qtyInStock).toBe(1);
  });
});

describe("what runs low", () => {
  it("is put on the list once, with the missing amount, until it is bought", async () => {
    const [anna, ben] = await couple();
    const milk = await stock(anna, { name: "Milk", unit: "ml", qtyInStock: 600, qtyMin: 500 });
    const drink = async (as: Person, quantity: number, at: string) => {
      life.setNow(at);
      await life.call(Pantry.consume, { as, params: { pantryItemId: milk.id }, body: { quantity } });
      return life.events(PantryRanLow).at(-1)!;
    };
    const first = await drink(ben, 200, "2026-03-02T12:01:00.000Z");
    expect(await life.deliver(shopForWhatRanLow, [first])).toEqual([]);
    expect(await life.deliver(shopForWhatRanLow, [first])).toEqual([]);
    expect(await open(anna)).toMatchObject([
      { name: "Milk", quantity: 100, unit: "ml", source: "restock", pantryItemId: milk.id },
    ]);
    expect(life.events(ShoppingItemEvents.created).at(-1)).toMatchObject({
      subject: ben.userId,
      causationid: first.id,
      correlationid: first.correlationid,
    });

    await life.deliver(shopForWhatRanLow, [await drink(anna, 100, "2026-03-02T12:02:00.000Z")]);
    const [row, ...more] = await open(anna);
    expect([row.quantity, more]).toEqual([200, []]);

    life.setNow("2026-03-02T12:03:00.000Z");
    await buy(ben, row);
    expect(await open(anna)).toEqual([]);
    await life.deliver(shopForWhatRanLow, [await drink(anna, 1, "2026-03-02T12:04:00.000Z")]);
    expect(await open(anna)).toMatchObject([{ quantity: 1 }]);
  });

  it("includes an item whose minimum was raised above its stock", async () => {
    const anna = await life.user("anna");
    const tea = await stock(anna, { name: "Tea", unit: "g", qtyMin: 100 });
    expect(await life.deliver(shopForWhatRanLow, [life.events(PantryItemEvents.created).at(-1)!])).toEqual([]);
    expect(await open(anna)).toMatchObject([{ name: "Tea", quantity: 100, source: "restock" }]);
    const change = async (body: object) => {
      await life.call(Pantry.update, { as: anna, params: { pantryItemId: tea.id }, body });
      await life.deliver(shopForWhatRanLow, [life.events(PantryItemEvents.updated).at(-1)!]);
      return (await open(anna)).map((row: { quantity: number }) => row.quantity);
    };
    expect(await change({ qtyMin: 250 })).toEqual([250]);
    await life.call(remove, { as: anna, params: { shoppingItemId: (await open(anna))[0].id } });
    expect(await change({ name: "Green tea" })).toEqual([]);
  });

  it("is left to a row that a person made, and is not added when there is enough again", async () => {
    const anna = await life.user("anna");
    const consume = (id: string, quantity: number) =>
      life.call(Pantry.consume, { as: anna, params: { pantryItemId: id }, body: { quantity } });
    const rice = await stock(anna, { name: "Rice", unit: "g", qtyInStock: 600, qtyMin: 500 });
    const own = await add(anna, { name: "Basmati", pantryItemId: rice.id });
    await consume(rice.id, 200);
    await life.deliver(shopForWhatRanLow, [life.events(PantryRanLow).at(-1)!]);
    expect(await open(anna)).toMatchObject([{ id: own.id }]);

    // A row with only the item's name counts, one that a recipe needs does not.
    const tofu = await stock(anna, { name: "Tofu", unit: "piece", qtyInStock: 2, qtyMin: 2 });
    const eggs = await stock(anna, { name: "Egg", unit: "piece", qtyInStock: 2, qtyMin: 2 });
    const noted = await add(anna, { name: "tofu" });
    const cake = { name: "Cake", ingredients: [{ item: "eggs", qty: 5 }] };
    const recipe = (await life.call(Recipes.create, { as: anna, body: cake })).body;
    await life.call(generate, { as: anna, body: { recipes: [{ recipeId: recipe.id }] } });
    for (const one of [tofu, eggs]) {
      await consume(one.id, 1);
      await life.deliver(shopForWhatRanLow, [life.events(PantryRanLow).at(-1)!]);
    }
    const found = await open(anna);
    expect(found.filter((row: { name: string }) => /tofu/i.test(row.name))).toMatchObject([{ id: noted.id }]);
    expect(found.filter((row: { pantryItemId: string }) => row.pantryItemId === eggs.id)).toMatchObject([
      { quantity: 1, source: "restock" },
      { quantity: 3, source: "recipe" },
    ]);
    for (const row of found)
      if (row.id !== own.id) await life.call(remove, { as: anna, params: { shoppingItemId: row.id } });

    const salt = await stock(anna, { name: "Salt", unit: "g", qtyInStock: 600, qtyMin: 500 });
    await consume(salt.id, 200);
    const low = life.events(PantryRanLow).at(-1)!;
    await life.call(Pantry.restock, { as: anna, params: { pantryItemId: salt.id }, body: { quantity: 500 } });
    await life.deliver(shopForWhatRanLow, [low]);
    expect(await open(anna)).toHaveLength(1);
  });
});

describe("generating the list", () => {
  it("adds what recipes and the minimum need beyond the stock, and nothing the second time", async () => {
    const [anna, ben] = await couple();
    const flour = await stock(anna, { name: "Flour", unit: "g", qtyInStock: 300, qtyMin: 200 });
    await stock(anna, { name: "Milk", unit: "ml", qtyInStock: 100, qtyMin: 500 });
    const recipe = await life.call(Recipes.create, {
      as: ben,
      body: {
        name: "Pancakes",
        servings: 2,
        ingredients: [{ item: "flour", qty: 0.2, unit: "kg" }, { item: "Eggs", qty: 3 }, { item: "Sea salt" }],
      },
    });
    expect(recipe.status).toBe(201);
    const body = {
      householdId: anna.householdId,
      recipes: [{ recipeId: recipe.body.id, servings: 4 }],
      minimumStock: true,
    };
    const first = await life.call(generate, { as: ben, body, headers: { "Idempotency-Key": "list" } });
    expect(first).toMatchObject({
      status: 200,
      body: {
        unclear: [],
        data: [
          { name: "Milk", added: 400, unit: "ml", source: "restock", isNew: true },
          { name: "Flour", added: 300, unit: "g", source: "recipe", pantryItemId: flour.id },
          { name: "Eggs", added: 6, unit: "piece", source: "recipe", pantryItemId: null },
          { name: "Sea salt", added: 1, unit: null },
        ],
      },
    });
    expect(await open(anna)).toHaveLength(4);
    expect(life.events(ShoppingItemEvents.created).at(-1)).toMatchObject({ subject: ben.userId });
    expect((await life.call(generate, { as: ben, body })).body).toEqual({ data: [], unclear: [] });
    const replayed = await life.call(generate, { as: ben, body, headers: { "Idempotency-Key": "list" } });
    expect(replayed).toMatchObject({ headers: { "idempotent-replayed": "true" }, body: first.body });

    // For more servings only the difference is added, to the existing rows.
    const party = { ...body, recipes: [{ recipeId: recipe.body.id, servings: 6 }] };
    const more = await life.call(generate, { as: ben, body: party });
    expect(more.body.data).toMatchObject([
      { name: "Flour", added: 200, quantity: 500, isNew: false },
      { name: "Eggs", added: 3, quantity: 9, isNew: false },
    ]);
    expect(await open(anna)).toHaveLength(4);
  });

  it("refuses recipes and households of others", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const hers = await life.call(Recipes.create, { as: anna, body: { name: "Secret sauce" } });
    for (const recipeId of [hers.body.id, randomUUID()])
      expect(await life.call(generate, { as: eve, body: { recipes: [{ recipeId }] } })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/recipes/0/recipeId", detail: "does not exist" }] },
      });
    for (const householdId of [anna.householdId, randomUUID()])
      expect(await life.call(generate, { as: eve, body: { householdId } })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/householdId", detail: "does not exist" }] },
      });
  });
});
