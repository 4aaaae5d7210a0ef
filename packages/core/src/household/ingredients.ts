/** What a recipe needs against what a pantry has. Amounts are whole billionths of their unit; nothing here reads or writes. */
import type * as z from "zod/mini";
import { itemKey } from "#core/household/item-names";
import type { ingredientsSchema, missingSchema } from "#core/household/recipes.sql";
import {
  asWritten,
  converted,
  fromBillionths,
  fromMillionths,
  isTrace,
  MAX_QUANTITY,
  NEXT_TO_NOTHING,
  toBillionths,
  toMillionths,
  unitName,
} from "#core/household/units";
import { InvalidInput } from "#kit/problem";

export type Ingredient = z.infer<typeof ingredientsSchema>[number];
export type Missing = z.infer<typeof missingSchema>[number];

/** An item of the pantry, as far as it matters here. */
export interface Stocked {
  id: string;
  name: string;
  unit: string;
  qtyInStock: number;
  expiryDate: string | null;
}

/**
 * The ingredients for another number of servings; those without a quantity stay as they are. A third of a cup was stored with six
 * decimals, and three of it are a cup. Throws a problem that points at `where` the number was given when so many servings
 * need more than a quantity may be.
 */
export function scaled(
  { ingredients, servings }: { ingredients: readonly Ingredient[]; servings: number },
  wanted: number,
  where: { pointer: string } | { parameter: string } = { pointer: "#/servings" },
): Ingredient[] {
  const of = (amount: number) => {
    const scaledAmount = fromMillionths(toMillionths((asWritten(amount) * wanted) / servings));
    if (scaledAmount <= MAX_QUANTITY) return scaledAmount;
    const detail = `needs more than ${MAX_QUANTITY} of an ingredient`;
    throw InvalidInput(undefined, { errors: [{ ...where, detail }] });
  };
  return ingredients.map((one) => ({
    ...one,
    ...(one.qty != null && { qty: of(one.qty) }),
    ...(one.qtyMax != null && { qtyMax: of(one.qtyMax) }),
  }));
}

/** The unit of an ingredient; what has a number and no unit is counted in pieces. */
export const unitOf = ({ unit }: Pick<Ingredient, "unit">): string => unitName(unit ?? "piece");

/** The items of the pantry that an ingredient means, first expired first: the one it is linked to, else those of its name. */
export function itemsFor<S extends Stocked>({ item, pantryItemId }: Ingredient, stock: readonly S[]): S[] {
  const linked = pantryItemId ? stock.filter((one) => one.id === pantryItemId) : [];
  if (linked.length > 0) return linked;
  const key = itemKey(item);
  return stock
    .filter((one) => itemKey(one.name) === key)
    .sort((a, b) => ((a.expiryDate ?? "9999") < (b.expiryDate ?? "9999") ? -1 : 1));
}

export interface Use {
  pantryItemId: string;
  /** In the item's unit. */
  quantity: number;
}

/**
 * What cooking these ingredients takes from which item, and what is not there. What has no quantity (“salt”) or one that nobody
 * measures (a pinch of it) is there when any of it is, and is not taken.
 */
export function plan(
  ingredients: readonly Ingredient[],
  stock: readonly Stocked[],
): { uses: Use[]; missing: Missing[] } {
  const left = new Map(stock.map((one) => [one.id, toBillionths(one.qtyInStock)]));
  const uses = new Map<string, number>();
  const missing: Missing[] = [];
  for (const ingredient of ingredients) {
    const items = itemsFor(ingredient, stock).filter((one) => one.qtyInStock > 0);
    const unit = unitOf(ingredient);
    if (ingredient.qty == null || isTrace(unit)) {
      if (items.length === 0) missing.push({ item: ingredient.item, quantity: null, unit: ingredient.unit ?? null });
      continue;
    }
    let rest = toBillionths(asWritten(ingredient.qty));
    for (const one of items) {
      const wanted = converted(rest, unit, one.unit, ingredient.item);
      if (wanted === undefined) continue;
      const there = left.get(one.id)!;
      const isEnough = wanted - there < NEXT_TO_NOTHING;
      const taken = Math.min(wanted, there);
      left.set(one.id, there - taken);
      if (taken > 0) uses.set(one.id, (uses.get(one.id) ?? 0) + taken);
      rest = isEnough ? 0 : rest - converted(taken, one.unit, unit, ingredient.item)!;
    }
    if (rest < NEXT_TO_NOTHING) continue;
    const other = items.find((one) => converted(1, unit, one.unit, ingredient.item) === undefined);
    missing.push({
      item: ingredient.item,
      quantity: fromBillionths(rest),
      unit: ingredient.unit ? unit : null,
      ...(other && { countedIn: other.unit }),
    });
  }
  return {
    uses: [...uses].map(([pantryItemId, billionths]) => ({ pantryItemId, quantity: billionths / 1e9 })),
    missing,
  };
}
