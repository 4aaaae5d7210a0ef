/** What has to be bought: needs of recipes and minimum stock, less what is there and what is on the list. Nothing here reads or writes. */
import { type Ingredient, itemsFor, type Missing, type Stocked, unitOf } from "#core/household/ingredients";
import { itemKey } from "#core/household/item-names";
import { converted, fromMillionths, isTrace, toMillionths } from "#core/household/units";

export interface Shelf extends Stocked {
  qtyMin: number;
}

/** A row of the list that is still to be bought. */
export interface Listed {
  id: string;
  name: string;
  pantryItemId: string | null;
  quantity: number;
  unit: string | null;
  source: string;
}

export interface Addition {
  /** The row that gets more; a new row without it. */
  listedId: string | null;
  name: string;
  pantryItemId: string | null;
  /** What is added, in `unit`. */
  added: number;
  /** What the row then says. */
  quantity: number;
  unit: string | null;
  source: "restock" | "recipe";
}

export interface ShoppingPlan {
  additions: Addition[];
  /** What is there in a unit that does not convert into the recipe's: somebody has to look. */
  unclear: Missing[];
}

/** Something that lacks, in millionths of `unit`; without an amount where any will do. */
interface Lack {
  name: string;
  pantryItemId: string | null;
  millionths: number | null;
  unit: string | null;
  source: "restock" | "recipe";
}

/** `keepMinimum`: every item is filled up to its minimum, and recipes do not count on what the minimum holds. */
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
    const [stock, minimum] = [toMillionths(item.qtyInStock), keepMinimum ? toMillionths(item.qtyMin) : 0];
    spare.set(item.id, Math.max(0, stock - minimum));
    if (minimum > stock)
      lacks.push({
        name: item.name,
        pantryItemId: item.id,
        millionths: minimum - stock,
        unit: item.unit,
        source: "restock",
      });
  }
  for (const ingredient of ingredients) {
    const lack = lackOf(ingredient, shelf, spare, unclear);
    if (lack) lacks.push(lack);
  }
  return { additions: beyondTheList(merged(lacks), list), unclear };
}

/** What of an ingredient is not to spare; what is to spare is taken out of `spare`. */
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
  // Nobody buys a pinch.
  if (amount == null || isTrace(unit)) {
    const isThere = items.some((one) => one.qtyInStock > 0);
    return isThere ? undefined : { ...base, millionths: null, unit: null };
  }
  let rest = toMillionths(amount);
  const fitting = items.filter((one) => converted(1, unit, one.unit, one.name) !== undefined);
  for (const one of fitting) {
    const wanted = converted(rest, unit, one.unit, one.name)!;
    const taken = Math.min(wanted, spare.get(one.id)!);
    spare.set(one.id, spare.get(one.id)! - taken);
    rest = taken === wanted ? 0 : rest - converted(taken, one.unit, unit, one.name)!;
  }
  if (rest <= 0) return undefined;
  const [target] = fitting;
  if (target)
    return {
      ...base,
      name: target.name,
      pantryItemId: target.id,
      unit: target.unit,
      millionths: converted(rest, unit, target.unit, target.name)!,
    };
  const other = items.find((one) => one.qtyInStock > 0);
  if (other) {
    unclear.push({ item: ingredient.item, quantity: fromMillionths(rest), unit, countedIn: other.unit });
    return undefined;
  }
  return { ...base, millionths: rest, unit };
}

const isSame = (
  a: { name: string; pantryItemId: string | null },
  b: { name: string; pantryItemId: string | null },
): boolean =>
  a.pantryItemId && b.pantryItemId ? a.pantryItemId === b.pantryItemId : itemKey(a.name) === itemKey(b.name);

/** One lack for each thing and dimension, in the unit of the first. */
function merged(lacks: readonly Lack[]): Lack[] {
  const out: Lack[] = [];
  for (const lack of lacks) {
    const before = out.find((one) => isSame(one, lack) && amountIn(lack, one.unit, one.millionths) !== undefined);
    if (!before) {
      out.push({ ...lack });
      continue;
    }
    before.millionths =
      before.millionths === null ? null : before.millionths + amountIn(lack, before.unit, before.millionths)!;
    if (lack.source === "recipe") before.source = "recipe";
    before.pantryItemId ??= lack.pantryItemId;
  }
  // “Some” of a thing is part of any amount of it.
  return out.filter((one) => one.millionths !== null || !out.some((other) => other !== one && isSame(one, other)));
}

const amountIn = (lack: Lack, unit: string | null, amount: number | null): number | undefined =>
  lack.millionths === null || amount === null
    ? lack.millionths === amount
      ? 0
      : undefined
    : converted(lack.millionths, lack.unit ?? "piece", unit ?? "piece", lack.name);

/** What is on the list already is not bought twice; where something more is needed, its row gets more. */
function beyondTheList(lacks: readonly Lack[], list: readonly Listed[]): Addition[] {
  // What a row says, and how much of it nothing has been counted against yet.
  const held = new Map(list.map((row) => [row.id, toMillionths(row.quantity)]));
  const counted = new Map(held);
  return lacks.flatMap((lack): Addition[] => {
    const rows = list.filter((row) => isSame(row, lack));
    const common = { name: lack.name, pantryItemId: lack.pantryItemId };
    if (lack.millionths === null)
      return rows.length > 0
        ? []
        : [{ ...common, listedId: null, added: 1, quantity: 1, unit: null, source: lack.source }];

    const unit = lack.unit ?? "piece";
    let rest = lack.millionths;
    const fitting = rows.filter((row) => converted(1, row.unit ?? "piece", unit, row.name) !== undefined);
    for (const row of fitting) {
      const wanted = converted(rest, unit, row.unit ?? "piece", row.name)!;
      const taken = Math.min(wanted, counted.get(row.id)!);
      counted.set(row.id, counted.get(row.id)! - taken);
      rest = taken === wanted ? 0 : rest - converted(taken, row.unit ?? "piece", unit, row.name)!;
    }
    if (rest <= 0) return [];
    const [row] = fitting;
    if (!row) {
      // A pantry item has one open row that says it ran low.
      const isTaken = list.some((one) => one.source === "restock" && one.pantryItemId === lack.pantryItemId);
      const source = isTaken ? "recipe" : lack.source;
      return [{ ...common, listedId: null, added: fromMillionths(rest), quantity: fromMillionths(rest), unit, source }];
    }
    const more = converted(rest, unit, row.unit ?? "piece", row.name)!;
    if (more === 0) return [];
    held.set(row.id, held.get(row.id)! + more);
    const quantity = fromMillionths(held.get(row.id)!);
    return [
      {
        ...common,
        name: row.name,
        listedId: row.id,
        added: fromMillionths(more),
        quantity,
        unit: row.unit,
        source: lack.source,
      },
    ];
  });
}
