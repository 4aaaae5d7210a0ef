/** What of households the search finds. A vendor that everybody has belongs to nobody, and is not found. */
import { ofEach, searched } from "#core/knowledge/search/searched";

export const recipes = searched({
  type: "recipe",
  table: "recipes",
  title: "name",
  texts: [ofEach("ingredients", "item"), "instructions_text"],
  at: ["created_at"],
});
export const pantryItems = searched({
  type: "pantry_item",
  table: "pantry_items",
  title: "name",
  texts: [],
  at: ["expiry_date", "created_at"],
});
export const shoppingItems = searched({
  type: "shopping_item",
  table: "shopping_items",
  title: "name",
  texts: [],
  at: ["need_by_date", "created_at"],
});
export const vendors = searched({
  type: "vendor",
  table: "vendors",
  title: "name",
  texts: ["default_category"],
  at: ["created_at"],
});
