import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { meals } from "#core/health/meals.sql";
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
