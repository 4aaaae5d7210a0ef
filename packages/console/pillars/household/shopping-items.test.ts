import { describe, expect } from "vitest";
import { browse, browseAlways } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("The shopping list", () => {
  browseAlways(
    "works with one thumb: a tap buys into the pantry, what is below takes it back, and without a connection it waits",
    async ({ page, context, open, life }) => {
      const { data: milk } = await life.household.pantryItems.create({
        body: { name: "Oat milk", unit: "l", storageLocation: "fridge" },
      });
      for (const name of ["Oat milk", "Soap"])
        await life.household.shoppingItems.create({ body: { name, quantity: 2 } });
      await open("household/shopping-items");

      // By where it stands, and as high as a thumb needs it.
      const row = page.getByRole("grid", { name: "Chilled" }).getByRole("row", { name: /Oat milk/ });
      expect((await row.boundingBox())!.height).toBeGreaterThanOrEqual(56);
      await row.getByRole("button", { name: "Oat milk", exact: true }).tap();
      await page.getByText("One thing to buy").waitFor();
      await eventually(async () => expect(await stocked()).toBe(2));
      await page.getByRole("button", { name: "Undo" }).tap();
      await page.getByText("2 things to buy").waitFor();
      await eventually(async () => expect(await stocked()).toBe(0));

      await context.setOffline(true);
      await page.getByRole("checkbox", { name: "Bought: Soap" }).check();
      await page.getByText("One thing to buy").waitFor();
      expect(await toBuy()).toEqual(["Oat milk", "Soap"]);
      await context.setOffline(false);
      await eventually(async () => expect(await toBuy()).toEqual(["Oat milk"]));

      async function stocked() {
        const path = { pantryItemId: milk!.id };
        return (await life.household.pantryItems.get({ params: { path } })).data!.qtyInStock;
      }
      async function toBuy() {
        const query = { isPurchased: false, sort: "name" } as const;
        return (await life.household.shoppingItems.list({ params: { query } })).data!.data.map(({ name }) => name);
      }
    },
    { size: "phone" },
  );

  browse(
    "is filled from a recipe, which is cooked step by step and then out of the pantry",
    async ({ page, open, life }) => {
      await life.household.pantryItems.create({ body: { name: "Flour", unit: "g", qtyInStock: 1000 } });
      const { data: recipe } = await life.household.recipes.create({
        body: {
          name: "Pancakes",
          servings: 2,
          ingredients: [
            { item: "Flour", qty: 250, unit: "g" },
            { item: "Eggs", qty: 2 },
          ],
          instructionsText: "Whisk.\nRest for 10 minutes.",
        },
      });
      await open("household/shopping-items?fill=yes");
      await page.getByRole("checkbox", { name: "Pancakes" }).check();
      await page.getByRole("button", { name: "Put it on the list" }).click();
      await page.getByRole("row", { name: /Eggs/ }).waitFor();

      await open(`household/recipes/${recipe!.id}/cook`);
      await page.getByText("Whisk.").waitFor();
      await page.getByRole("button", { name: "Next step" }).click();
      await page.getByRole("button", { name: "Timer: 10 min" }).click();
      await page.getByRole("timer").waitFor();
      await page.getByRole("button", { name: "Finish" }).click();
      await page.getByRole("button", { name: "Take it out of the pantry" }).click();
      await page.getByText("One thing came out of the pantry").waitFor();
      const { data: pantry } = await life.household.pantryItems.list();
      expect(pantry!.data.map(({ name, qtyInStock }) => [name, qtyInStock])).toEqual([["Flour", 750]]);
    },
  );
});
