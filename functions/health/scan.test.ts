import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { meals } from "#core/health/meals.sql";
import { choose, forget, list as listChoices } from "#functions/health/food-choices";
import { create, get, totals, update } from "#functions/health/meals";
import { estimate } from "#functions/health/scan";
import { create as createRecipe } from "#functions/household/recipes";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const scan = (as: Person, body: object) => life.call(estimate, { as, body });
const eatenAt = "2026-03-02T12:30:00.000Z";

describe("the estimate of a sentence", () => {
  const text = "2 eggs, toast with butter and a glass of oat milk";

  it("becomes a meal that keeps what was assumed while it is corrected", async () => {
    const anna = await life.user("anna");
    const { status, body } = await scan(anna, { text });
    expect(status).toBe(200);
    expect(body).toMatchObject({ isComplete: true, meal: { name: text, estimate: { from: "text", text } } });
    expect(body.items).toHaveLength(4);
    expect(body.items[3].assumed).toContain("There are no figures of oat milk; those of rice milk are nearest.");
    expect(await life.count(meals, `user_id = '${anna.userId}'`)).toBe(0);
    const { meal } = body;
    expect(meal.estimate.caloriesLow).toBeLessThan(meal.calories);
    expect(meal.items[2].assumed).toEqual([{ code: "spread", values: { grams: 5 } }]);
    expect(meal.estimate.caloriesHigh).toBeGreaterThan(meal.calories);

    const made = await life.call(create, { as: anna, body: { ...meal, eatenAt } });
    expect(made).toMatchObject({ status: 201, body: { ...meal } });
    const items = meal.items.map((one: { name: string }) =>
      one.name === "butter" ? { ...one, grams: 20, calories: 143 } : one,
    );
    const params = { mealId: made.body.id };
    await life.call(update, { as: anna, params, body: { items, calories: meal.calories + 107 } });
    const { body: kept } = await life.call(get, { as: anna, params });
    expect(kept).toMatchObject({ items, estimate: meal.estimate });
    const { body: day } = await life.call(totals, { as: anna, query: { date: "2026-03-02" } });
    expect(day.micronutrients.calciumMg).toBeCloseTo(meal.micronutrients.calciumMg, 5);
  });

  it("offers other foods, and takes from now on what a person has chosen for a name", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const [milk] = (await scan(anna, { text: "a glass of milk" })).body.items;
    expect(milk.others.length).toBeGreaterThan(0);
    const { body: before } = await scan(anna, { text: "a glass of milk" });
    const other = milk.others[0];
    expect(before.meal.items[0].foodId).not.toBe(other.foodId);
    const chosen = await life.call(choose, { as: anna, body: { text: milk.text, foodId: other.foodId } });
    expect(chosen).toMatchObject({ status: 200, body: { name: "milk", food: other } });
    // With another amount, in the plural and in capitals.
    const { body: after } = await scan(anna, { text: "toast and 200 ml of MILK" });
    expect(after.meal.items[1]).toMatchObject({ foodId: other.foodId, quantity: 200 });
    expect(after.items[1].others).toContainEqual({
      foodId: before.meal.items[0].foodId,
      name: before.meal.items[0].name,
      nameDe: before.items[0].nameDe,
    });
    expect((await scan(ben, { text: "a glass of milk" })).body.meal.items).toEqual(before.meal.items);
    // What the table does not know has a food then, and the last choice counts.
    expect((await scan(anna, { text: "ein Döner" })).body.isComplete).toBe(false);
    for (const foodId of ["01129", "21108"])
      expect((await life.call(choose, { as: anna, body: { text: "ein Döner", foodId } })).status).toBe(200);
    const { body: kebab } = await scan(anna, { text: "350 g Döner" });
    expect(kebab).toMatchObject({ isComplete: true, meal: { items: [{ foodId: "21108", grams: 350 }] } });
    const { body: all } = await life.call(listChoices, { as: anna });
    expect(all.data).toHaveLength(2);
    expect((await life.call(listChoices, { as: ben })).body.data).toEqual([]);
    const params = { foodChoiceId: chosen.body.id };
    expect((await life.call(forget, { as: ben, params })).status).toBe(404);
    expect((await life.call(forget, { as: anna, params })).status).toBe(204);
    expect((await scan(anna, { text: "a glass of milk" })).body.meal.items).toEqual(before.meal.items);
  });

  it("refuses a choice of what is no food and for what is no name", async () => {
    const anna = await life.user("anna");
    const chosen = async (body: object) => (await life.call(choose, { as: anna, body })).body.errors[0].pointer;
    expect(await chosen({ text: "egg", foodId: "99999" })).toBe("#/foodId");
    expect(await chosen({ text: "200 g", foodId: "01129" })).toBe("#/text");
  });

  it("asks instead of guessing", async () => {
    const { body } = await scan(await life.user("anna"), { text: "1000000000 eggs and a Döner" });
    expect(body).toMatchObject({ isComplete: false, meal: { calories: 0 } });
    expect(body.items.map((one: { question: { code: string } }) => one.question.code)).toEqual([
      "too_much",
      "unknown_food",
    ]);
  });

  it.each([
    [{}],
    [{ text: "egg", recipeId: randomUUID() }],
    [{ text: "  " }],
    [{ text: "x".repeat(2_001) }],
    [{ text: "egg", servings: 0 }],
  ])("is refused of %j", async (body) => expect((await scan(await life.user("anna"), body)).status).toBe(400));
});

describe("the estimate of a recipe", () => {
  const pasta = {
    name: "Pasta with tomatoes",
    servings: 2,
    ingredients: [
      { item: "spaghetti", qty: 200, unit: "g" },
      { item: "Olivenöl", qty: 2, unit: "EL" },
      { item: "Salt" },
    ],
  };

  it("is that of its raw ingredients, for the servings that were eaten", async () => {
    const anna = await life.user("anna");
    const { body: recipe } = await life.call(createRecipe, { as: anna, body: pasta });
    const { body } = await scan(anna, { recipeId: recipe.id, servings: 1 });
    expect(body.meal).toMatchObject({ name: pasta.name, estimate: { from: "recipe" } });
    expect(body.meal.items.map(({ name, grams }: { name: string; grams: number }) => [name, grams])).toEqual([
      ["dry spaghetti", 100],
      ["olive oil", 13.5],
    ]);
    expect(body.meal.calories).toBeCloseTo(371 + 119.34, 0);
    expect((await scan(anna, { recipeId: recipe.id, servings: 2 })).body.meal.calories).toBeCloseTo(
      2 * body.meal.calories,
      0,
    );
  });

  it("is what the recipe says itself, where it does", async () => {
    const anna = await life.user("anna");
    const body = { ...pasta, nutrition: { calories: 600, proteinG: 20 } };
    const { body: recipe } = await life.call(createRecipe, { as: anna, body });
    const { body: found } = await scan(anna, { recipeId: recipe.id, servings: 1.5 });
    expect(found.meal).toMatchObject({ calories: 900, macros: { proteinG: 30 } });
    expect(found.items[0].assumed).toEqual(["The recipe says it of a serving."]);
  });

  it("is of recipes that one may see and that have ingredients", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const { body: recipe } = await life.call(createRecipe, { as: anna, body: pasta });
    const foreign = await scan(eve, { recipeId: recipe.id });
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/recipeId" }] } });
    const { body: bare } = await life.call(createRecipe, { as: anna, body: { name: "Air" } });
    const empty = await scan(anna, { recipeId: bare.id });
    expect(empty).toMatchObject({
      status: 409,
      body: { coded: { code: "no_ingredients" } },
    });
  });
});

describe("the estimate of a receipt", () => {
  it("is that of its lines, and of one's own receipts only", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const [row] = await life.database.query<{ id: string }>(
      "insert into transactions (user_id, date, merchant_name, amount_cents, currency) values ($1, '2026-03-02', 'Snack Bar', -900, 'EUR') returning id",
      [anna.userId],
    );
    const transactionId = row!.id;
    expect(await scan(anna, { transactionId })).toMatchObject({
      status: 409,
      body: { coded: { code: "no_lines" } },
    });
    await life.database.query(
      "insert into receipt_items (transaction_id, position, name, quantity, amount_cents) values ($1, 1, 'Cheeseburger', 2, 600), ($1, 2, 'Cola 0,5 l', 1, 300)",
      [transactionId],
    );
    const { body } = await scan(anna, { transactionId });
    expect(body.meal).toMatchObject({ name: "Snack Bar", estimate: { from: "receipt" } });
    expect(body.meal.items).toMatchObject([
      { name: "cheeseburger", grams: 254 },
      { name: "cola", unit: "l" },
    ]);
    expect((await scan(eve, { transactionId })).status).toBe(400);
  });
});
