/** The shopping list: what is to be bought, and putting what was bought into the pantry. */

import { createHash } from "node:crypto";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { ShoppingItemEvents, ShoppingPurchased } from "#core/household/events";
import { itemKey } from "#core/household/item-names";
import { type Booking, booking, checkPrice, type PantryItem, type Supply } from "#core/household/pantry";
import { pantryBookings, pantryItems, shoppingItems } from "#core/household/pantry.sql";
import { householdRefusals } from "#core/household/sayings";
import { converted, quantityIn, toMillionths, unitName } from "#core/household/units";
import { ownHousehold } from "#core/household/vendors";
import { inTurn } from "#core/platform/in-turn";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { Conflict, isConflict } from "#kit/problem";
import { live, rowRead } from "#kit/row";
import { raised } from "#kit/saying";
import { justEmitted } from "#kit/story";
import { transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";

export type ShoppingItem = Row<typeof shoppingItems>;

/** The columns of a new item: the unit under its stored name, and the speaker's own household by default. */
export const created = <G extends { unit?: string | null; householdId?: string }>(given: G) => ({
  ...changed(given),
  householdId: given.householdId ?? ownHousehold,
});

/** The columns that a PATCH sets. */
export const changed = <G extends { unit?: string | null }>(given: G) => ({
  ...given,
  ...(given.unit && { unit: unitName(given.unit) }),
});

/** The most pantry items of a household that are considered. */
export const MAX_ITEMS = 2_000;

/** The pantry items of a household, to find one by its name. */
export const pantryOf = (householdId: string | ReturnType<typeof sql>) =>
  rowsRead(pantryItems, sql`${pantryItems.householdId} = ${householdId}`, {
    order: asc(pantryItems.id),
    limit: MAX_ITEMS,
  });

/** The open rows of a household's list. */
export const openItems = (householdId: string | ReturnType<typeof sql>) =>
  rowsRead(
    shoppingItems,
    and(sql`${shoppingItems.householdId} = ${householdId}`, eq(shoppingItems.isPurchased, false)),
    { order: asc(shoppingItems.id), limit: MAX_ITEMS },
  );

/** Writers of one household's list take turns, and the write fails when the list is not the one that the plan was made from. */
export function unchanged(householdId: string, list: readonly { id: string; version: number }[]) {
  const seen = createHash("md5")
    .update(list.map((row) => `${row.id}:${row.version}`).join(","))
    .digest("hex");
  return [
    inTurn(`shopping ${householdId}`),
    effect(sql`
      select raise_problem('LF005', ${raised(householdRefusals("list_meanwhile"))})
      from (select string_agg(id::text || ':' || version, ',' order by id) as now from (
        select id, version from shopping_items where household_id = ${householdId}::uuid and not is_purchased
          and deleted_at is null order by id limit ${MAX_ITEMS}) open) list
      where md5(coalesce(list.now, '')) <> ${seen}`),
  ];
}

/** Repeats `fill` while somebody else changes the list at the same moment. */
export async function untilUnchanged<T>(fill: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fill();
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

const ATTEMPTS = 3;

export interface Purchase extends Partial<Supply> {
  vendorId?: string | null;
}
export interface Purchased {
  shoppingItem: ShoppingItem;
  /** The booking of the pantry; null when the thing is no pantry item. */
  booking: Booking | null;
}

/**
 * Marks an item as bought and books it into the pantry, both or neither. An item without a link goes to the pantry item of the
 * same name, if its unit converts. The event is caused by the one that put the item onto the list.
 */
export async function purchase(ctx: Ctx, id: string, given: Purchase): Promise<Purchased> {
  const { quantity, unit, vendorId, ...facts } = given;
  const at = facts.purchasedAt ?? ctx.now().toISOString();
  const [shoppingItem, booked] = await transitionBatch(ctx, shoppingItems, id, {
    follows: "any event",
    beside: pantryOf(sql`(select household_id from shopping_items where id = ${id}::uuid)`),
    refuse: ({ isPurchased }) => (isPurchased ? Conflict(householdRefusals("bought_already")) : undefined),
    change(item, stock) {
      checkPrice(facts);
      const bought = { quantity: quantity ?? item.quantity, unit: unit ? unitName(unit) : item.unit };
      const target = targetOf(item, bought, stock);
      const price = facts.priceCents != null && { priceCents: facts.priceCents, currency: facts.currency! };
      const restock = (story: Ctx, { item, quantity }: Target) =>
        booking(story, item.id, {
          ...facts,
          reason: "restock",
          quantity,
          unit: item.unit,
          purchasedAt: at,
          shoppingItemId: id,
          cause: justEmitted(id, ShoppingPurchased),
        });
      return {
        values: { ...bought, ...(vendorId !== undefined && { vendorId }), isPurchased: true, purchasedAt: at },
        emits: {
          event: ShoppingPurchased,
          payload: { ...(target && { pantryItemId: target.item.id }), ...price },
        },
        also: (story) => (target && target.quantity > 0 ? restock(story, target) : []),
      };
    },
  });
  return { shoppingItem, booking: (booked as Booking | undefined) ?? null };
}

/**
 * Takes a purchase back: the item is to be bought again, and what came into the pantry with it is out of it again, both or neither. What is
 * not bought stays as it is. Throws Conflict when some of it has been used since.
 */
export async function putBack(ctx: Ctx, id: string): Promise<Purchased> {
  const [shoppingItem, undone] = await transitionBatch(ctx, shoppingItems, id, {
    follows: ShoppingPurchased,
    beside: rowsRead(
      pantryBookings,
      sql`${pantryBookings.shoppingItemId} = ${id}::uuid and ${pantryBookings.reason} = 'restock'
        and not exists (select from pantry_bookings undoing where undoing.undoes_id = ${pantryBookings.id})`,
      { order: desc(pantryBookings.id), limit: 1 },
    ),
    refuse: ({ isPurchased }) => (isPurchased ? undefined : "done"),
    change: (_, [restock]) => ({
      values: { isPurchased: false, purchasedAt: null },
      emits: { event: ShoppingItemEvents.updated },
      also: (story) =>
        restock
          ? booking(story, restock.pantryItemId, {
              reason: "undo",
              quantity: -restock.quantity,
              unit: restock.unit,
              undoesId: restock.id,
            })
          : [],
    }),
  });
  return { shoppingItem, booking: (undone as Booking | undefined) ?? null };
}

interface Target {
  item: PantryItem;
  /** In the item's unit. */
  quantity: number;
}

/** The pantry item that a bought thing belongs to, and the quantity in its unit. */
function targetOf(
  { pantryItemId, name }: ShoppingItem,
  bought: { quantity: number; unit: string | null },
  stock: readonly PantryItem[],
): Target | undefined {
  const linked = pantryItemId ? stock.find((one) => one.id === pantryItemId) : undefined;
  if (linked)
    return {
      item: linked,
      quantity: bought.quantity === 0 ? 0 : quantityIn(linked.unit, bought.quantity, bought.unit),
    };
  const key = itemKey(name);
  const item = stock.find(
    (one) =>
      itemKey(one.name) === key &&
      converted(toMillionths(bought.quantity), bought.unit ?? one.unit, one.unit) !== undefined,
  );
  return item && { item, quantity: bought.quantity === 0 ? 0 : quantityIn(item.unit, bought.quantity, bought.unit) };
}

/**
 * Puts a pantry item that ran low on the list: at most one open row, with the amount that is missing now. A row that a person
 * added, with a link or with only the name, is left alone; what recipes need is needed in addition. Two flights, and two more
 * when somebody changes the list at the same moment.
 */
export function addWhatRanLow(ctx: Ctx, pantryItemId: string): Promise<void> {
  return untilUnchanged(() => addOnce(ctx, pantryItemId));
}

async function addOnce(ctx: Ctx, pantryItemId: string): Promise<void> {
  const [item, list] = await ctx.db.batch([
    rowRead(pantryItems, pantryItemId),
    openItems(sql`(select household_id from pantry_items where id = ${pantryItemId}::uuid)`),
  ]);
  if (!item || item.qtyInStock >= item.qtyMin) return;
  const missing = (toMillionths(item.qtyMin) - toMillionths(item.qtyInStock)) / 1e6;
  const open = list.filter((row) =>
    row.pantryItemId ? row.pantryItemId === pantryItemId : itemKey(row.name) === itemKey(item.name),
  );
  const present = open.find((row) => row.source === "restock" && row.pantryItemId === pantryItemId);
  if (present) {
    if (present.unit !== item.unit || present.quantity >= missing) return;
    await ctx.db.batch([
      ...unchanged(item.householdId, list),
      update(
        ctx,
        shoppingItems,
        and(live(shoppingItems, present.id), eq(shoppingItems.version, present.version)),
        { quantity: missing },
        { emits: { event: ShoppingItemEvents.updated } },
      ),
    ]);
    return;
  }
  if (open.some((row) => row.source !== "recipe")) return;
  await ctx.db.batch([
    ...unchanged(item.householdId, list),
    insert(
      ctx,
      shoppingItems,
      {
        householdId: item.householdId,
        pantryItemId,
        name: item.name,
        quantity: missing,
        unit: item.unit,
        source: "restock",
      },
      { emits: { event: ShoppingItemEvents.created }, onConflict: "nothing" },
    ),
  ]);
}
