/**
 * Compares what a recipe needs with what a pantry has. Amounts are whole billionths of their unit. Pure functions without I/O.
 */

import type * as z from "zod/mini";
import { itemKey } from "#core/household/item-names";
import type { ingredientsSchema, missingSchema } from "#core/household/recipes.sql";
import { householdFields } from "#core/household/sayings";
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
import { wrongInput } from "#kit/problem";

export type Ingredient = z.infer<typeof ingredientsSchema>[number];
export type Missing = z.infer<typeof missingSchema>[number];

/** A pantry item, with the fields that are needed here. */
export interface Stocked {
  id: string;
  name: string;
  unit: string;
  qtyInStock: number;
  expiryDate: string | null;
}

/**
 * The ingredients for another number of servings; those without a quantity stay as they are. Stored decimals count as the
 * fraction that they stand for: three times a third of a cup is a cup. Throws a problem that points to `where` the number was
 * given when a quantity would exceed its maximum.
 */
export function scaled(
  { ingredients, servings }: { ingredients: readonly Ingredient[]; servings: number },
  wanted: number,
  where: { pointer: string } | { parameter: string } = { pointer: "#/servings" },
): Ingredient[] {
  const of = (amount: number) => {
    const scaledAmount = fromMillionths(toMillionths((asWritten(amount) * wanted) / servings));
    if (scaledAmount <= MAX_QUANTITY) return scaledAmount;
    throw wrongInput(where, householdFields("needs_too_much", { max: MAX_QUANTITY }));
  };
  return ingredients.map((one) => ({
    ...one,
    ...(one.qty != null && { qty: of(one.qty) }),
    ...(one.qtyMax != null && { qtyMax: of(one.qtyMax) }),
  }));
}

/** The unit of an ingredient; a number without a unit counts pieces. */
export const unitOf = ({ unit }: Pick<Ingredient, "unit">): string => unitName(unit ?? "piece");

/** The pantry items that match an ingredient, first expired first: the one it is linked to, else those of its name. */
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
 * What cooking these ingredients takes from which item, and what is missing. An ingredient without a quantity (“salt”) or with a
 * trace (a pinch) is available when the pantry has any of it, and nothing is taken.
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
