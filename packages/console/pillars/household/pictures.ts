import { type Life, unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

const recipeId = async (life: Life) =>
  (await unwrap(life.household.recipes.list({ params: { query: { limit: 1 } } }))).data[0]!.id;

export default {
  "household/pantry-items/:pantryItemId": async (life) => {
    const { data } = await unwrap(
      life.household.pantryItems.list({ params: { query: { sort: "expiryDate", limit: 1 } } }),
    );
    return `household/pantry-items/${data[0]!.id}`;
  },
  "household/recipes/:recipeId": async (life) => `household/recipes/${await recipeId(life)}`,
  "household/recipes/:recipeId/cook": async (life) => `household/recipes/${await recipeId(life)}/cook`,
  "household/vendors/:vendorId": async (life) => {
    const { data } = await unwrap(life.household.vendors.list({ params: { query: { limit: 1 } } }));
    return `household/vendors/${data[0]!.id}`;
  },
} satisfies Pictures;
