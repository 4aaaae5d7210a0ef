import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PantryConsumed, RecipeCooked, RecipeEvents } from "#core/household/events";
import type { Missing } from "#core/household/ingredients";
import { pantryBookings, pantryItems } from "#core/household/pantry.sql";
import { recipeCookings, recipes } from "#core/household/recipes.sql";
import * as Lots from "#functions/household/lots";
import * as Pantry from "#functions/household/pantry-items";
import {
  changes,
  cook,
  create,
  get,
  importPage,
  missing,
  remove,
  scale,
  suggestions,
  update,
} from "#functions/household/recipes";
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

const PANCAKES = {
  name: "Pancakes",
  servings: 2,
  ingredients: [
    { item: "Flour", qty: 0.2, unit: "kg" },
    { item: "milk", qty: 1, unit: "cup" },
    { item: "Eggs", qty: 3 },
    { item: "Salt" },
  ],
};
const write = async (as: Person, body: object = {}) =>
  (await life.call(create, { as, body: { ...PANCAKES, ...body } })).body as { id: string };
const stock = async (as: Person, body: object) => (await life.call(Pantry.create, { as, body })).body as { id: string };
const quantity = async (as: Person, { id }: { id: string }) =>
  (await life.call(Pantry.get, { as, params: { pantryItemId: id } })).body.qtyInStock;
const on = (as: Person, { id }: { id: string }) => ({
  cook: (body: object = {}, headers?: Record<string, string>) =>
    life.call(cook, { as, params: { recipeId: id }, body, headers }),
  missing: (query: Record<string, string> = {}) => life.call(missing, { as, params: { recipeId: id }, query }),
  scale: (servings: string) => life.call(scale, { as, params: { recipeId: id }, query: { servings } }),
});

describe("recipes", () => {
  it("are stored with canonical units, shared with a household, and synchronized to offline clients", async () => {
    const [anna, ben] = await couple();
    const recipe = await write(anna, {
      householdId: anna.householdId,
      ingredients: [{ item: "Flour", qty: 2, unit: "Cups" }],
    });
    expect(life.events(RecipeEvents.created).at(-1)).toMatchObject({ data: { payload: { name: "Pancakes" } } });
    const params = { recipeId: recipe.id };
    expect((await life.call(get, { as: ben, params })).body.ingredients).toEqual([
      { item: "Flour", qty: 2, unit: "cup" },
    ]);
    const ingredients = [{ item: "Flour", qty: 1, unit: "Kilo" }];
    expect((await life.call(update, { as: ben, params, body: { ingredients } })).body).toMatchObject({
      ingredients: [{ unit: "kg" }],
      version: 2,
    });
    await life.leave(anna, ben);
    for (const call of [
      life.call(get, { as: ben, params }),
      life.call(update, { as: ben, params, body: { name: "Mine" } }),
      on(ben, recipe).cook(),
      on(ben, recipe).missing(),
      on(ben, recipe).scale("2"),
    ])
      expect((await call).status).toBe(404);
    await life.call(remove, { as: anna, params });
    expect((await life.call(changes, { as: anna })).body.data).toMatchObject([{ id: recipe.id, deleted: true }]);
  });

  it("scale exactly to a number of servings", async () => {
    const anna = await life.user("anna");
    const recipe = await write(anna, {
      servings: 3,
      ingredients: [{ item: "Flour", qty: 0.1, qtyMax: 0.2, unit: "kg" }, { item: "Salt" }],
    });
    expect((await on(anna, recipe).scale("9")).body).toEqual({
      recipeId: recipe.id,
      servings: 9,
      ingredients: [{ item: "Flour", qty: 0.3, qtyMax: 0.6, unit: "kg" }, { item: "Salt" }],
    });
    expect((await on(anna, recipe).scale("1")).body.ingredients[0].qty).toBe(0.033333);
    for (const servings of ["0", "-1", "many", "1e9"])
      expect((await on(anna, recipe).scale(servings)).status).toBe(400);
  });
});

describe("servings", () => {
  it("are within limits, and so are the quantities that they multiply", async () => {
    const anna = await life.user("anna");
    for (const servings of [1e-300, 0, 0.001, 1e9])
      expect((await life.call(create, { as: anna, body: { ...PANCAKES, servings } })).body.errors).toMatchObject([
        { pointer: "#/servings" },
      ]);
    const recipe = await write(anna, { servings: 0.01, ingredients: [{ item: "Flour", qty: 1_000, unit: "g" }] });
    expect((await on(anna, recipe).cook({ servings: 1e-300 })).status).toBe(400);
    expect((await on(anna, recipe).cook({ servings: 1_000 })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: "#/servings" }],
    });
    expect((await on(anna, recipe).scale("1000")).body.errors).toMatchObject([{ parameter: "servings" }]);
    expect((await on(anna, recipe).missing({ servings: "1000" })).body.errors).toMatchObject([
      { parameter: "servings" },
    ]);
  });

  it("add three thirds up to a cup", async () => {
    const anna = await life.user("anna");
    const recipe = await write(anna, { servings: 1, ingredients: [{ item: "Oil", qty: 0.333333, unit: "cup" }] });
    expect((await on(anna, recipe).scale("3")).body.ingredients[0].qty).toBe(1);
  });
});

describe("what is missing", () => {
  it("is what the household's pantry lacks, in the recipe's units", async () => {
    const [anna, ben] = await couple();
    const recipe = await write(ben);
    await stock(anna, { name: "flour", unit: "g", qtyInStock: 150 });
    await stock(anna, { name: "Milk", unit: "g", qtyInStock: 900 });
    await stock(anna, { name: "egg", qtyInStock: 2 });
    await stock(anna, { name: "Egg", unit: "dozen", qtyInStock: 1 });
    const { body } = await on(ben, recipe).missing({ householdId: anna.householdId, servings: "4" });
    expect(body).toEqual({
      servings: 4,
      data: [
        { item: "Flour", quantity: 0.25, unit: "kg" },
        { item: "milk", quantity: 2, unit: "cup", countedIn: "g" },
        { item: "Salt", quantity: null, unit: null },
      ],
    });
    expect((await on(ben, recipe).missing()).body.data).toHaveLength(4);
  });
});

describe("cooking", () => {
  it("takes what there is, first expired first, returns what was missing, and books it for all members to see", async () => {
    const [anna, ben] = await couple();
    const flour = await stock(anna, { name: "Flour", unit: "g", qtyInStock: 1000, expiryDate: "2026-05-01" });
    const milk = await stock(anna, { name: "Milk", unit: "ml", qtyInStock: 100, expiryDate: "2026-03-20" });
    const fresh = { quantity: 50, expiryDate: "2026-03-10" };
    await life.call(Pantry.restock, { as: anna, params: { pantryItemId: milk.id }, body: fresh });
    const recipe = await write(ben, { householdId: anna.householdId });

    const cooked = await on(ben, recipe).cook({ servings: 1 });
    expect(cooked).toMatchObject({
      status: 200,
      body: {
        recipeId: recipe.id,
        householdId: anna.householdId,
        cookedBy: ben.userId,
        servings: 1,
        cookedAt: life.now().toISOString(),
        missing: [
          { item: "Eggs", quantity: 1.5, unit: null },
          { item: "Salt", quantity: null, unit: null },
        ],
      },
    });
    const taken = cooked.body.consumed.map((one: { pantryItemId: string; quantity: number }) => [
      one.pantryItemId === milk.id ? "milk" : "flour",
      one.quantity,
    ]);
    expect(taken.toSorted()).toEqual([
      ["flour", 100],
      ["milk", 50],
      ["milk", 68.29411825],
    ]);
    expect(await quantity(anna, flour)).toBe(900);
    expect(await quantity(anna, milk)).toBe(31.70588175);
    const lots = await life.call(Lots.list, { as: anna, params: { pantryItemId: milk.id } });
    expect(lots.body.data).toMatchObject([{ quantity: 31.70588175, expiryDate: "2026-03-20" }]);

    const told = life.events(RecipeCooked).at(-1)!;
    expect(told).toMatchObject({
      subject: ben.userId,
      data: { entityId: recipe.id, payload: { name: "Pancakes", servings: 1, recipeCookingId: cooked.body.id } },
    });
    const [row] = await life.database.query("select household_id from events where id = $1", [told.id]);
    expect(row).toEqual({ household_id: anna.householdId });
    expect(life.events(PantryConsumed).at(-1)).toMatchObject({
      correlationid: told.correlationid,
      data: { payload: { reason: "cook", recipeCookingId: cooked.body.id } },
    });
  });

  it("works with an empty pantry, and takes nothing", async () => {
    const anna = await life.user("anna");
    const { body } = await on(anna, await write(anna)).cook();
    expect(body).toMatchObject({ consumed: [], servings: 2 });
    expect(body.missing).toHaveLength(4);
  });

  it("also returns as missing what somebody took at the same moment", async () => {
    const anna = await life.user("anna");
    const flour = await stock(anna, { name: "Flour", unit: "g", qtyInStock: 1000 });
    const eggs = await stock(anna, { name: "Eggs", qtyInStock: 3 });
    const recipe = await write(anna);
    const { run } = life.transport;
    const take = (item: { id: string }, quantity: number) =>
      life.call(Pantry.consume, { as: anna, params: { pantryItemId: item.id }, body: { quantity } });
    // The pantry is emptied after the first read.
    life.transport.run = async (statements) => {
      const seen = await run(statements);
      life.transport.run = run;
      await take(flour, 850);
      await take(eggs, 3);
      return seen;
    };
    const { status, body } = await on(anna, recipe).cook();
    expect(status).toBe(200);
    expect(body.consumed).toMatchObject([{ pantryItemId: flour.id, quantity: 150 }]);
    expect(body.missing.slice(-2).toSorted((a: Missing, b: Missing) => (a.item < b.item ? -1 : 1))).toEqual([
      { item: "Eggs", quantity: 3, unit: "piece" },
      { item: "Flour", quantity: 50, unit: "g" },
    ]);
  });

  it("happens once for a dinner in the calendar, and once for an Idempotency-Key", async () => {
    const anna = await life.user("anna");
    const eggs = await stock(anna, { name: "Eggs", qtyInStock: 12 });
    const [recipe, other] = [await write(anna), await write(anna)];
    const [event] = await life.database.query<{ id: string }>(
      "insert into calendar_events (user_id, title, start_at, end_at, timezone) values ($1, 'Dinner', now(), now(), 'UTC') returning id",
      [anna.userId],
    );
    const dinner = { calendarEventId: event!.id };
    const first = await on(anna, recipe).cook(dinner);
    expect(first.body).toMatchObject({ calendarEventId: event!.id, consumed: [{ quantity: 3 }] });
    expect(await on(anna, recipe).cook(dinner)).toMatchObject({ status: 200, body: first.body });
    expect(await on(anna, other).cook(dinner)).toMatchObject({ status: 409 });

    const key = { "Idempotency-Key": randomUUID() };
    const keyed = await on(anna, recipe).cook({}, key);
    expect(await on(anna, recipe).cook({}, key)).toMatchObject({
      headers: { "idempotent-replayed": "true" },
      body: keyed.body,
    });
    expect(await quantity(anna, eggs)).toBe(6);
    expect(await life.count(recipeCookings, `cooked_by = '${anna.userId}'`)).toBe(2);
    expect(await on(anna, recipe).cook({ calendarEventId: randomUUID() })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/calendarEventId" }] },
    });
  });

  it("uses nobody else's pantry, and a viewer of the recipe cannot cook it", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const eggs = await stock(anna, { name: "Eggs", qtyInStock: 12 });
    const [recipe, shared] = [await write(eve), await write(anna)];
    for (const householdId of [anna.householdId, randomUUID()])
      expect(await on(eve, recipe).cook({ householdId })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/householdId" }] },
      });
    expect((await on(eve, recipe).missing({ householdId: anna.householdId })).body.data).toHaveLength(4);
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('recipe', $1, $2, $3, 'viewer')",
      [shared.id, anna.userId, eve.userId],
    );
    expect((await on(eve, shared).scale("2")).status).toBe(200);
    expect(await on(eve, shared).cook()).toMatchObject({ status: 403 });
    expect(await life.count(pantryBookings, `pantry_item_id = '${eggs.id}'`)).toBe(1);
  });
});

describe("a link to a pantry item", () => {
  const linked = (to: { id: string }) => ({
    ingredients: [
      { item: "Salt", pantryItemId: null },
      { item: "x", qty: 1, pantryItemId: to.id },
    ],
  });

  it("is refused unless the item is visible, and stays when the item is deleted", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const [hers, own] = [await stock(anna, { name: "Eggs", qtyInStock: 12 }), await stock(eve, { name: "Eggs" })];
    const refused = { status: 400, body: { errors: [{ pointer: "#/ingredients", detail: "does not exist" }] } };
    for (const item of [hers, { id: randomUUID() }])
      expect(await life.call(create, { as: eve, body: { ...PANCAKES, ...linked(item) } })).toMatchObject(refused);
    const recipe = await write(eve, linked(own));
    const change = (body: object) => life.call(update, { as: eve, params: { recipeId: recipe.id }, body });
    expect(await change(linked(hers))).toMatchObject(refused);
    await life.call(Pantry.remove, { as: eve, params: { pantryItemId: own.id } });
    expect(await change({ name: "Omelette", ...linked(own) })).toMatchObject({
      status: 200,
      body: { name: "Omelette", ...linked(own) },
    });
  });

  it("to a former member's item has only its name for the remaining members", async () => {
    const [anna, ben] = await couple();
    const salt = await stock(ben, { name: "Salt", qtyInStock: 3, householdId: ben.householdId });
    const recipe = await write(ben, { householdId: anna.householdId, ...linked(salt) });
    expect((await on(anna, recipe).cook()).body.consumed).toEqual([]);
    expect(await quantity(ben, salt)).toBe(3);
  });
});

describe("suggestions", () => {
  it("begin with recipes that use what expires first", async () => {
    const [anna, ben] = await couple();
    await stock(anna, { name: "Spinach", unit: "g", qtyInStock: 200, expiryDate: "2026-03-03" });
    await stock(anna, { name: "Cream", unit: "ml", qtyInStock: 200, expiryDate: "2026-03-05" });
    await stock(anna, { name: "Ham", unit: "g", qtyInStock: 200, expiryDate: "2026-03-01" });
    await stock(anna, { name: "Rice", unit: "g", qtyInStock: 200, expiryDate: "2027-03-01" });
    const named = (name: string, ...items: string[]) =>
      write(anna, { name, householdId: anna.householdId, ingredients: items.map((item) => ({ item, qty: 1 })) });
    await named("Risotto", "Rice");
    await named("Panna cotta", "cream");
    await named("Creamed spinach", "spinach", "cream");
    await named("Spinach pie", "spinach");
    await named("Ham roll", "ham");
    const { status, body } = await life.call(suggestions, { as: ben, query: { householdId: anna.householdId } });
    expect(status).toBe(200);
    expect(body.data.map((one: { recipe: { name: string } }) => one.recipe.name)).toEqual([
      "Creamed spinach",
      "Spinach pie",
      "Panna cotta",
    ]);
    expect(body.data[0].uses).toMatchObject([
      { name: "Spinach", expiryDate: "2026-03-03", daysLeft: 1 },
      { name: "Cream", daysLeft: 3 },
    ]);
    const ask = async (as: Person, query: Record<string, string> = {}) =>
      (await life.call(suggestions, { as, query: { householdId: anna.householdId, ...query } })).body.data.length;
    expect([await ask(ben, { withinDays: "1" }), await ask(ben, { limit: "1" })]).toEqual([2, 1]);
    await life.leave(anna, ben);
    expect(await ask(ben)).toBe(0);
  });
});

describe("importing", () => {
  const page = `<html><script type="application/ld+json">${JSON.stringify({
    "@graph": [
      { "@type": "WebPage" },
      {
        "@type": ["Recipe"],
        name: "Shakshuka &amp; bread",
        recipeYield: ["4", "4 servings"],
        prepTime: "PT15M",
        totalTime: "PT45M",
        recipeIngredient: ["1½ cups (400 g) tomatoes, chopped", "6 large eggs", "Salt to taste"],
        recipeInstructions: [{ "@type": "HowToSection", name: "Sauce", itemListElement: [{ text: "Simmer." }] }],
      },
    ],
  })}</script></html>`;

  it("creates a recipe from a page, which can be cooked", async () => {
    const [anna, ben] = await couple();
    const body = { html: page, sourceUrl: "https://example.com/shakshuka", householdId: anna.householdId };
    const imported = await life.call(importPage, { as: ben, body });
    expect(imported).toMatchObject({
      status: 201,
      headers: { location: `/v1/household/recipes/${imported.body.id}`, etag: '"1"' },
      body: {
        userId: ben.userId,
        householdId: anna.householdId,
        name: "Shakshuka & bread",
        servings: 4,
        prepTimeMinutes: 15,
        cookTimeMinutes: 30,
        sourceUrl: "https://example.com/shakshuka",
        instructionsText: "Sauce:\nSimmer.",
        ingredients: [
          { item: "tomatoes", qty: 1.5, unit: "cup", note: "chopped; 400 g" },
          { item: "eggs", qty: 6, note: "large" },
          { item: "Salt", note: "to taste" },
        ],
      },
    });
    expect(life.events(RecipeEvents.created).at(-1)).toMatchObject({ subject: ben.userId });
    const eggs = await stock(anna, { name: "Egg", qtyInStock: 10 });
    await on(anna, imported.body).cook({ servings: 2 });
    expect(await quantity(anna, eggs)).toBe(7);
  });

  it("refuses a page without a recipe, and more than one source", async () => {
    const anna = await life.user("anna");
    const send = (body: object) => life.call(importPage, { as: anna, body });
    expect(await send({ html: "<p>No recipe</p>" })).toMatchObject({ status: 400, body: { code: "no_recipe" } });
    expect(await send({ jsonLd: { "@type": "Recipe", name: "x" } })).toMatchObject({ body: { code: "no_recipe" } });
    expect(await send({})).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect(await send({ html: page, jsonLd: {} })).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect(await send({ html: page, sourceUrl: "javascript:alert(1)" })).toMatchObject({ status: 400 });
    expect(await life.count(recipes, `user_id = '${anna.userId}'`)).toBe(0);
  });
});

it("no test here has made a stock negative", async () => {
  expect(await life.count(pantryItems, "qty_in_stock < 0")).toBe(0);
});
