/** Long names of food are not cut in the middle of a character. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as UseUp from "#core/household/use-up";
import { columnsOfTelling } from "#core/platform/told";
import { create as createItem } from "#functions/household/pantry-items";
import { create as createRecipe } from "#functions/household/recipes";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it.each(["", "x"])("of a dish in what a household should use up (%j)", async (shift) => {
  life.setNow("2026-03-12T12:00:00Z");
  const anna = await life.user("anna", { timezone: "UTC" });
  const foods = Array.from({ length: 30 }, (_, i) => `${i + 10} ${"😀".repeat(98)}`);
  for (const [i, food] of foods.entries()) {
    const body = { name: i === 0 ? shift + food : food, unit: "g", qtyInStock: 1, expiryDate: "2026-03-12" };
    expect((await life.call(createItem, { as: anna, body })).status).toBe(201);
  }
  const ingredients = foods.map((item) => ({ item, qty: 1, unit: "g" }));
  const body = { name: "Everything", servings: 1, ingredients };
  expect((await life.call(createRecipe, { as: anna, body })).status).toBe(201);
  const { message } = (await UseUp.find(life.as(anna), anna.householdId))!;
  const { body: text, bodyCoded } = columnsOfTelling(message);
  const values = bodyCoded!.flatMap(({ params }) => Object.values(params));
  expect(values.filter((value) => String(value).length >= 299)).toHaveLength(1);
  expect([text, ...values].join(" ")).not.toMatch(/\p{Surrogate}/u);
});
