/** Rows that several files of the pillar show, as the API answers them. */
import type { RowOf } from "#console/data/list.ts";

export type ShoppingItem = RowOf<"household.shopping-items.list">;
export type PantryItem = RowOf<"household.pantry-items.list">;
