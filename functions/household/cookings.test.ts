import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, list } from "#functions/household/cookings";
import { cook, create } from "#functions/household/recipes";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function cooked(as: Person, name: string, cookedAt: string, householdId?: string) {
  const recipe = (await life.call(create, { as, body: { name, householdId, ingredients: [{ item: "Salt" }] } })).body;
  const { status, body } = await life.call(cook, { as, params: { recipeId: recipe.id }, body: { cookedAt } });
  expect(status).toBe(200);
  return body as { id: string; recipeId: string };
}
async function listed(as: Person, query: Record<string, string> = {}) {
  const { status, body } = await life.call(list, { as, query });
  expect(status).toBe(200);
  return body.data.map((one: { id: string }) => one.id);
}
const one = (as: Person, id: string) => life.call(get, { as, params: { cookingId: id } });

describe("what was cooked", () => {
  it("is listed, the latest first, by recipe and by day", async () => {
    const anna = await life.user("anna");
    const soup = await cooked(anna, "Soup", "2026-03-02T18:00:00.000Z");
    const stew = await cooked(anna, "Stew", "2026-02-27T18:00:00.000Z");
    expect(await listed(anna)).toEqual([soup.id, stew.id]);
    expect(await listed(anna, { recipeId: stew.recipeId })).toEqual([stew.id]);
    expect(await listed(anna, { "cookedAt[gte]": "2026-03-01T00:00:00Z" })).toEqual([soup.id]);
    expect(await one(anna, soup.id)).toMatchObject({ status: 200, body: { ...soup, missing: [{ item: "Salt" }] } });
    expect((await life.call(list, { as: anna, query: { sort: "servings" } })).status).toBe(400);
  });

  it("is an event for the household whose recipe it is, and for nobody else", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const ours = await cooked(anna, "Soup", "2026-03-02T18:00:00.000Z", anna.householdId);
    const mine = await cooked(anna, "Secret cake", "2026-03-03T18:00:00.000Z");
    expect(await listed(ben)).toEqual([ours.id]);
    expect((await one(ben, ours.id)).status).toBe(200);
    for (const [as, id] of [
      [ben, mine.id],
      [eve, ours.id],
      [eve, randomUUID()],
    ] as const)
      expect((await one(as, id)).status).toBe(404);
    expect(await listed(eve)).toEqual([]);
  });
});
