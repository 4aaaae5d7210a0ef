/** Fills the shopping list from recipes and minimum stock. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { ShoppingItemEvents } from "#core/household/events";
import { scaled } from "#core/household/ingredients";
import { shoppingItems } from "#core/household/pantry.sql";
import { recipes } from "#core/household/recipes.sql";
import { remember } from "#core/household/remember";
import { openItems, pantryOf, unchanged, untilUnchanged } from "#core/household/shopping";
import { type Addition, planShopping, type ShoppingPlan } from "#core/household/shopping-plan";
import { ownHousehold } from "#core/household/vendors";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { InvalidInput, wrong } from "#kit/problem";
import { live } from "#kit/row";
import { fieldSayings } from "#kit/sayings";

export interface Wish {
  householdId?: string;
  recipes?: { recipeId: string; servings?: number }[];
  /** Whether to fill every pantry item up to its minimum. */
  minimumStock?: boolean;
  needByDate?: string | null;
}

/** What was added; `shoppingItemId` is that of a new row or of an existing one whose amount has grown. */
export interface Generated {
  data: (Omit<Addition, "listedId"> & { shoppingItemId: string; isNew: boolean })[];
  unclear: ShoppingPlan["unclear"];
}

/**
 * Adds to a household's list what the recipes and the minimum stock need beyond what is in the pantry and on the list. A second
 * call adds nothing. Two flights, and two more when somebody changes the list at the same moment.
 */
export function generate(ctx: Ctx, wish: Wish): Promise<Generated> {
  return untilUnchanged(() => generateOnce(ctx, wish));
}

async function generateOnce(ctx: Ctx, wish: Wish): Promise<Generated> {
  const wanted = wish.recipes ?? [];
  const home = wish.householdId ? sql`${wish.householdId}::uuid` : ownHousehold;
  const [[household], found, shelf, list] = await ctx.db.batch([
    read<{ id: string }>(sql`select id from households where id = ${home}`),
    rowsRead(recipes, inArray(recipes.id, [NOBODY, ...wanted.map((one) => one.recipeId)]), {
      limit: wanted.length,
    }),
    pantryOf(home),
    openItems(home),
  ]);
  if (!household) throw InvalidInput(undefined, { errors: [wrong("#/householdId", fieldSayings("does_not_exist"))] });
  const ingredients = wanted.flatMap(({ recipeId, servings }, i) => {
    const recipe = found.find((one) => one.id === recipeId);
    if (!recipe)
      throw InvalidInput(undefined, { errors: [wrong(`#/recipes/${i}/recipeId`, fieldSayings("does_not_exist"))] });
    return scaled(recipe, servings ?? recipe.servings, { pointer: `#/recipes/${i}/servings` });
  });

  const { additions, unclear } = planShopping(ingredients, shelf, list, wish.minimumStock === true);
  const rows = additions.map((one) => ({ ...one, id: one.listedId ?? uuidv7(ctx.now()) }));
  const answer: Generated = {
    data: rows.map(({ id, listedId, ...one }) => ({ ...one, shoppingItemId: id, isNew: listedId === null })),
    unclear,
  };
  const [kept] = await ctx.db.batch([
    remember(answer),
    ...unchanged(household.id, list),
    ...rows.map((row) => addition(ctx, household.id, row, wish.needByDate)),
  ]);
  return kept as Generated;
}

/** An id that no row has, because the list of ids must not be empty. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

function addition(ctx: Ctx, householdId: string, row: Addition & { id: string }, needByDate?: string | null) {
  if (row.listedId)
    return update(
      ctx,
      shoppingItems,
      and(live(shoppingItems, row.id), eq(shoppingItems.isPurchased, false)),
      { quantity: row.quantity },
      { emits: { event: ShoppingItemEvents.updated } },
    );
  const { id, name, pantryItemId, quantity, unit, source } = row;
  return insert(
    ctx,
    shoppingItems,
    { id, householdId, name, pantryItemId, quantity, unit, source, needByDate },
    { emits: { event: ShoppingItemEvents.created } },
  );
}
