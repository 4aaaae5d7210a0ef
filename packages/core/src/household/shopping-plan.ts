/**
 * Calculates what has to be bought: the needs of recipes and the minimum stock, minus what is in the pantry and on the list. Pure
 * functions without I/O.
 */
import { type Ingredient, itemsFor, type Missing, type Stocked, unitOf } from "#core/household/ingredients";
import { itemKey } from "#core/household/item-names";
import { kitchenText } from "#core/household/kitchen-text";
import { asWritten, converted, fromBillionths, isTrace, NEXT_TO_NOTHING, toBillionths } from "#core/household/units";

export interface Shelf extends Stocked {
  qtyMin: number;
}

/** A row of the list that is not bought yet. */
export interface Listed {
  id: string;
  name: string;
  pantryItemId: string | null;
  quantity: number;
  unit: string | null;
  source: string;
}

export interface Addition {
  /** The row whose amount grows; null for a new row. */
  listedId: string | null;
  name: string;
  pantryItemId: string | null;
  /** What is added, in `unit`. */
  added: number;
  /** The row's amount afterwards. */
  quantity: number;
  unit: string | null;
  /** `quantity` as a kitchen measures it, for people to read: “about 975 ml, or 4.11 cup”. */
  text: string;
  source: "restock" | "recipe";
}

export interface ShoppingPlan {
  additions: Addition[];
  /** What the pantry or the list has in a unit that cannot be converted into the needed one: a person has to decide. */
  unclear: Missing[];
}

/** Something that is missing, in billionths of `unit`; null where any amount will do. */
interface Lack {
  name: string;
  pantryItemId: string | null;
  billionths: number | null;
  unit: string | null;
  source: "restock" | "recipe";
}

/** With `keepMinimum` every item is filled up to its minimum, and recipes cannot use the minimum. */
export function planShopping(
  ingredients: readonly Ingredient[],
  shelf: readonly Shelf[],
  list: readonly Listed[],
  keepMinimum: boolean,
): ShoppingPlan {
  const lacks: Lack[] = [];
  const unclear: Missing[] = [];
  const spare = new Map<string, number>();
  for (const item of shelf) {
    const [stock, minimum] = [toBillionths(item.qtyInStock), keepMinimum ? toBillionths(item.qtyMin) : 0];
    spare.set(item.id, Math.max(0, stock - minimum));
    if (minimum > stock)
      lacks.push({
        name: item.name,
        pantryItemId: item.id,
        billionths: minimum - stock,
        unit: item.unit,
        source: "restock",
      });
  }
  for (const ingredient of ingredients) {
    const lack = lackOf(ingredient, shelf, spare, unclear);
    if (lack) lacks.push(lack);
  }
  return { additions: beyondTheList(merged(lacks), list, unclear), unclear };
}

/** What is missing of an ingredient. What is available is subtracted from `spare`. */
function lackOf(
  ingredient: Ingredient,
  shelf: readonly Shelf[],
  spare: Map<string, number>,
  unclear: Missing[],
): Lack | undefined {
  const items = itemsFor(ingredient, shelf);
  const amount = ingredient.qtyMax ?? ingredient.qty;
  const base = { name: ingredient.item, pantryItemId: items[0]?.id ?? null, source: "recipe" as const };
  const unit = unitOf(ingredient);
  // A trace, such as a pinch, need not be bought when there is any.
  if (amount == null || isTrace(unit)) {
    const isThere = items.some((one) => one.qtyInStock > 0);
    return isThere ? undefined : { ...base, billionths: null, unit: null };
  }
  let rest = toBillionths(asWritten(amount));
  const fitting = items.filter((one) => converted(1, unit, one.unit, one.name) !== undefined);
  for (const one of fitting) {
    const wanted = converted(rest, unit, one.unit, one.name)!;
    const there = spare.get(one.id)!;
    const taken = Math.min(wanted, there);
    spare.set(one.id, there - taken);
    rest = wanted - there < NEXT_TO_NOTHING ? 0 : rest - converted(taken, one.unit, unit, one.name)!;
  }
  if (rest < NEXT_TO_NOTHING) return undefined;
  const [target] = fitting;
  if (target)
    return {
      ...base,
      name: target.name,
      pantryItemId: target.id,
      unit: target.unit,
      billionths: converted(rest, unit, target.unit, target.name)!,
    };
  const other = items.find((one) => one.qtyInStock > 0);
  if (other) {
    unclear.push({ item: ingredient.item, quantity: fromBillionths(rest), unit, countedIn: other.unit });
    return undefined;
  }
  return { ...base, billionths: rest, unit };
}

const isSame = (
  a: { name: string; pantryItemId: string | null },
  b: { name: string; pantryItemId: string | null },
): boolean =>
  a.pantryItemId && b.pantryItemId ? a.pantryItemId === b.pantryItemId : itemKey(a.name) === itemKey(b.name);

/** Merges what is missing by thing and dimension, in the unit of the first. */
function merged(lacks: readonly Lack[]): Lack[] {
  const out: Lack[] = [];
  for (const lack of lacks) {
    const before = out.find((one) => isSame(one, lack) && amountIn(lack, one.unit, one.billionths) !== undefined);
    if (!before) {
      out.push({ ...lack });
      continue;
    }
    before.billionths =
      before.billionths === null ? null : before.billionths + amountIn(lack, before.unit, before.billionths)!;
    // Marks the row as the open one of an item that ran low, so that a later fill of the minimum finds it.
    if (lack.source === "restock") before.source = "restock";
    before.pantryItemId ??= lack.pantryItemId;
  }
  // A need without an amount is covered by any amount of the same thing.
  return out.filter((one) => one.billionths !== null || !out.some((other) => other !== one && isSame(one, other)));
}

const amountIn = (lack: Lack, unit: string | null, amount: number | null): number | undefined =>
  lack.billionths === null || amount === null
    ? lack.billionths === amount
      ? 0
      : undefined
    : converted(lack.billionths, lack.unit ?? "piece", unit ?? "piece", lack.name);

/** A row like “Milk” without an amount: it is bought once, and its text says how much is needed. */
const isWithoutAmount = ({ quantity, unit }: Listed): boolean => unit === null && quantity === 1;

/** Differences up to this are rounding: a row has its amount to the millionth, and several needs are subtracted from it. */
const ROUNDED = 2 * NEXT_TO_NOTHING;

/** Needs that the list does not cover yet: new rows, or more of existing ones. */
function beyondTheList(lacks: readonly Lack[], list: readonly Listed[], unclear: Missing[]): Addition[] {
  // The amount of each row that no need has been subtracted from yet.
  const held = new Map(list.map((row) => [row.id, toBillionths(asWritten(row.quantity))]));
  const counted = new Map(held);
  return lacks.flatMap((lack): Addition[] => {
    const rows = list.filter((row) => isSame(row, lack));
    const common = { name: lack.name, pantryItemId: lack.pantryItemId };
    if (lack.billionths === null)
      return rows.length > 0
        ? []
        : [{ ...common, listedId: null, added: 1, quantity: 1, unit: null, text: "", source: lack.source }];

    const unit = lack.unit ?? "piece";
    let rest = lack.billionths;
    const fitting = rows.filter((row) => converted(1, row.unit ?? "piece", unit, row.name) !== undefined);
    for (const row of fitting) {
      const wanted = converted(rest, unit, row.unit ?? "piece", row.name)!;
      const there = counted.get(row.id)!;
      const taken = Math.min(wanted, there);
      counted.set(row.id, there - taken);
      rest = wanted - there < ROUNDED ? 0 : rest - converted(taken, row.unit ?? "piece", unit, row.name)!;
    }
    if (rest < NEXT_TO_NOTHING) return [];
    const plain = fitting.length === 0 ? rows.find(isWithoutAmount) : undefined;
    if (plain) {
      unclear.push({ item: lack.name, quantity: fromBillionths(rest), unit, countedIn: "piece" });
      return [];
    }
    // What a recipe needs is bought in addition to the minimum, so the row of a recipe does not fill the minimum.
    const row = fitting.find((one) => lack.source === "recipe" || one.source !== "recipe");
    if (!row) {
      // A pantry item has at most one open row that says it ran low.
      const isTaken = list.some((one) => one.source === "restock" && one.pantryItemId === lack.pantryItemId);
      const source = isTaken ? "recipe" : lack.source;
      const quantity = fromBillionths(rest);
      return [
        { ...common, listedId: null, added: quantity, quantity, unit, text: kitchenText(quantity, unit), source },
      ];
    }
    const more = converted(rest, unit, row.unit ?? "piece", row.name)!;
    if (more < ROUNDED) return [];
    held.set(row.id, held.get(row.id)! + more);
    const quantity = fromBillionths(held.get(row.id)!);
    return [
      {
        ...common,
        name: row.name,
        listedId: row.id,
        added: fromBillionths(more),
        quantity,
        unit: row.unit,
        text: kitchenText(quantity, row.unit ?? "piece"),
        source: lack.source,
      },
    ];
  });
}
