/**
 * The pantry: items, and bookings of what comes and goes. A booking is one row (see pantry.sql.ts); the database takes from
 * opened lots first, then from those that expire first, and maintains the totals, so that two members at the same shelf cannot
 * take the same thing twice.
 */

import { and, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import {
  PantryConsumed,
  PantryItemEvents,
  PantryLotEvents,
  PantryRanLow,
  PantryRestocked,
  ShoppingItemEvents,
} from "#core/household/events";
import type { movementReasons } from "#core/household/pantry.sql";
import { pantryBookings, pantryItems, pantryLots, pantryMovements, shoppingItems } from "#core/household/pantry.sql";
import { householdFields } from "#core/household/sayings";
import { quantityIn, unitName } from "#core/household/units";
import { ownHousehold } from "#core/household/vendors";
import { insert, update } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { type Read, read, type Write } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { listRead } from "#kit/list";
import { InvalidInput, NotFound, wrong, wrongInput } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { fieldSayings } from "#kit/sayings";
import { justEmitted } from "#kit/story";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type PantryItem = Row<typeof pantryItems>;
export type Booking = Row<typeof pantryBookings>;
export type Lot = Row<typeof pantryLots>;
type Movement = Row<typeof pantryMovements>;

/** What a booking did to each lot, and the item after it. `booking` is null when nothing had to change. */
export interface Booked {
  booking: Booking | null;
  /** The id of any of them can be passed to `undo`. */
  movements: Movement[];
  item: PantryItem;
}

export interface GivenItem
  extends Pick<typeof pantryItems.$inferInsert, "name" | "barcode" | "unit" | "qtyMin" | "storageLocation"> {
  householdId?: string;
  /** The stock at the beginning, which becomes the first lot. */
  qtyInStock?: number;
  expiryDate?: string | null;
}

/** Adds an item to a household, by default the speaker's own, with its stock at the beginning; one flight. */
export async function create(ctx: Ctx, given: GivenItem): Promise<PantryItem> {
  const { qtyInStock = 0, expiryDate = null, ...columns } = given;
  if (expiryDate && qtyInStock === 0) throw nothingExpires();
  const id = uuidv7(ctx.now());
  const unit = unitName(given.unit ?? "piece");
  const adding = insert(
    ctx,
    pantryItems,
    { ...columns, id, unit, householdId: given.householdId ?? ownHousehold },
    { emits: { event: PantryItemEvents.created } },
  );
  if (qtyInStock === 0) return (await ctx.db.batch([adding]))[0];
  const stock = booking(ctx, id, {
    reason: "restock",
    quantity: qtyInStock,
    unit,
    expiryDate,
    cause: justEmitted(id, PantryItemEvents.created),
  });
  const [, , item] = await ctx.db.batch([adding, ...stock]);
  return item!;
}

const nothingExpires = () => wrongInput("#/expiryDate", householdFields("nothing_expires"));

/** The columns that a PATCH sets. */
export const changed = <G extends { unit?: string }>(given: G) => ({
  ...given,
  ...(given.unit !== undefined && { unit: unitName(given.unit) }),
});

/** The item with this barcode: in the given household, else in the speaker's own before others. One flight. */
export async function byBarcode(ctx: Ctx, given: { code: string; householdId?: string }): Promise<PantryItem> {
  const { barcode, deletedAt, householdId, id } = pantryItems;
  const [page] = await ctx.db.batch([
    listRead(
      pantryItems,
      { filter: [], sort: [] },
      { limit: 1 },
      sql`${id} = (select ${id} from ${pantryItems} where ${barcode} = ${given.code} and ${deletedAt} is null
        and ${householdId} = any(${given.householdId ? sql`array[${given.householdId}::uuid]` : MINE})
        order by ${householdId} = ${ownHousehold} desc nulls last, ${id} limit 1)`,
    ),
  ]);
  if (!page.data[0]) throw NotFound();
  return page.data[0];
}

const MINE = sql`((select my_households()))::uuid[]`;

interface Amount {
  quantity: number;
  /** The item's own unit when absent. */
  unit?: string | null;
}

/** Takes an amount out: from opened lots first, then first expired first; a conflict when there is not enough. Two flights. */
export async function consume(
  ctx: Ctx,
  id: string,
  given: Amount & { reason?: "consume" | "waste"; lotId?: string },
): Promise<Booked> {
  const { reason = "consume", lotId = null } = given;
  const [item, lot] = await findRow(ctx, pantryItems, id, lotRead(id, lotId));
  if (lotId && !lot) throw InvalidInput(undefined, { errors: [wrong("#/lotId", fieldSayings("does_not_exist"))] });
  const quantity = -quantityIn(item.unit, given.quantity, given.unit);
  return book(ctx, id, { reason, quantity, unit: item.unit, lotId });
}

export interface Supply extends Amount {
  expiryDate?: string | null;
  purchasedAt?: string | null;
  priceCents?: number | null;
  currency?: string | null;
}

/** Refuses a price without a currency. */
export function checkPrice({ priceCents, currency }: Pick<Supply, "priceCents" | "currency">): void {
  if (priceCents != null && !currency) throw wrongInput("#/currency", householdFields("required_with_price"));
}

/** Puts an amount in, as a new lot. Two flights. */
export async function restock(ctx: Ctx, id: string, given: Supply): Promise<Booked> {
  checkPrice(given);
  const { quantity: _, unit: __, purchasedAt, ...facts } = given;
  const [item] = await findRow(ctx, pantryItems, id);
  const quantity = quantityIn(item.unit, given.quantity, given.unit);
  return book(ctx, id, {
    ...facts,
    reason: "restock",
    quantity,
    unit: item.unit,
    purchasedAt: purchasedAt ?? ctx.now().toISOString(),
  });
}

/**
 * Sets the stock to what a count on the shelf found: a shortage is taken like a consumption, a surplus becomes a lot. Two
 * flights.
 */
export async function correct(ctx: Ctx, id: string, given: Amount): Promise<Booked> {
  const [{ unit }] = await findRow(ctx, pantryItems, id);
  const counted = given.quantity === 0 ? sql`0` : sql`${quantityIn(unit, given.quantity, given.unit)}::numeric`;
  const [lostId, turnedUpId] = [uuidv7(ctx.now()), uuidv7(ctx.now())];
  const [lost, after] = booking(ctx, id, {
    id: lostId,
    reason: "correction",
    quantity: -1,
    unit,
    counted: sql`least(${counted}, (select qty_in_stock from pantry_items where id = ${id}::uuid))`,
  });
  const [turnedUp] = booking(ctx, id, { id: turnedUpId, reason: "correction", quantity: 1, unit, counted });
  // At most one of the two writes something; nobody else books between them.
  const [, less, more, item, movements] = await ctx.db.batch([
    read(sql`select id from ${pantryItems} where id = ${id}::uuid for update`),
    lost,
    turnedUp,
    after,
    movementsOf([lostId, turnedUpId]),
  ]);
  return booked(ctx, { booking: less ?? more ?? null, movements, item: item! });
}

/**
 * Reverts the whole booking that a movement is part of, once. Its event is caused by the event of that booking. What was bought
 * with it returns to the shopping list, unless the list has the same thing again.
 */
export async function undo(ctx: Ctx, id: string, movementId: string): Promise<Booked> {
  const { bookingId, pantryItemId, id: key } = pantryMovements;
  const undoneId = sql`(select ${bookingId} from ${pantryMovements} where ${key} = ${movementId}::uuid and ${pantryItemId} = ${id}::uuid)`;
  const [item, movement, [told]] = await findRow(
    ctx,
    pantryItems,
    id,
    rowRead(pantryMovements, movementId),
    read<{ id: string; correlationId: string }>(
      sql`select id, correlation_id as "correlationId" from events
        where entity_id = ${id}::uuid and payload ->> 'bookingId' = ${undoneId}::text order by id desc limit 1`,
    ),
  );
  if (movement?.pantryItemId !== id) throw NotFound();
  const story = causedBy(ctx, told);
  const undoingId = uuidv7(ctx.now());
  const [undoing, after] = booking(story, id, {
    id: undoingId,
    reason: "undo",
    quantity: -Math.sign(movement.delta),
    unit: item.unit,
    undoesId: movement.bookingId,
  });
  const [undone, left, , movements] = await ctx.db.batch([
    undoing,
    after,
    toBuyAgain(story, movement.bookingId),
    movementsOf([undoingId]),
  ]);
  return booked(ctx, { booking: undone ?? null, movements, item: left! });
}

/** Reopens the rows of the list that were bought with a booking; a pantry item has at most one open row that says it ran low. */
const toBuyAgain = (ctx: Ctx, bookingId: string) =>
  update(
    ctx,
    shoppingItems,
    sql`${shoppingItems.id} = (select b.shopping_item_id from pantry_bookings b where b.id = ${bookingId}::uuid)
      and ${shoppingItems.isPurchased} and ${shoppingItems.deletedAt} is null and not exists (
        select from shopping_items o where o.pantry_item_id = ${shoppingItems.pantryItemId} and o.id <> ${shoppingItems.id}
          and not o.is_purchased and o.deleted_at is null)`,
    { isPurchased: false, purchasedAt: null },
    { emits: { event: ShoppingItemEvents.updated } },
  );

/** The columns of a booking that its caller chooses. */
export interface Entry {
  /** The booking's id, chosen by a caller that reads its movements in the same batch. */
  id?: string;
  reason: (typeof movementReasons)[number];
  /**
   * Signed, in `unit`. For a correction or an undo the database calculates the quantity; here only the sign matters, which
   * decides the event.
   */
  quantity: number;
  /** The item's unit when it was read: the booking fails when it has changed. */
  unit: string;
  counted?: SQL;
  lotId?: string | null;
  expiryDate?: string | null;
  purchasedAt?: string | null;
  priceCents?: number | null;
  currency?: string | null;
  undoesId?: string;
  shoppingItemId?: string;
  recipeCookingId?: string;
  /** The event of the same batch that the booking follows from, as SQL for its id. */
  cause?: SQL;
}

async function book(ctx: Ctx, itemId: string, entry: Entry): Promise<Booked> {
  const id = uuidv7(ctx.now());
  const [done, item, movements] = await ctx.db.batch([...booking(ctx, itemId, { ...entry, id }), movementsOf([id])]);
  return booked(ctx, { booking: done ?? null, movements, item: item! });
}

const movementsOf = (bookingIds: string[]): Read<Movement[]> =>
  rowsRead(pantryMovements, inArray(pantryMovements.bookingId, bookingIds), {
    order: sql`${pantryMovements.id}`,
    limit: MAX_LOTS,
  });

/** The result of a booking. A repeated request gets the first booking, whose movements have that booking's id. */
async function booked(ctx: Ctx, done: Booked): Promise<Booked> {
  if (!done.booking || done.movements.length > 0) return done;
  const [movements] = await ctx.db.batch([movementsOf([done.booking.id])]);
  return { ...done, movements };
}

/**
 * The writes of a booking, for a batch that may do more: the booking with its event, and the item after it. When less is left
 * than the minimum, the booking also causes an event.
 */
export function booking(
  ctx: Ctx,
  itemId: string,
  { cause, ...entry }: Entry,
): [Write<Booking | undefined>, Write<PantryItem | undefined>] {
  const at = ctx.now().toISOString();
  return [
    insert(
      ctx,
      pantryBookings,
      {
        ...entry,
        pantryItemId: itemId,
        actorId: ctx.actor.userId,
        sourceEventId: cause ?? ctx.causationId,
        bookedAt: at,
      },
      {
        emits: {
          event: entry.quantity < 0 ? PantryConsumed : PantryRestocked,
          entityId: sql`changed.pantry_item_id`,
          payload: { bookingId: sql`changed.id` },
          cause,
        },
      },
    ),
    update(
      ctx,
      pantryItems,
      eq(pantryItems.id, itemId),
      { ranLowAt: sql`case when ${pantryItems.qtyInStock} < ${pantryItems.qtyMin} then ${at}::timestamptz end` },
      { emits: { event: PantryRanLow, cause: justEmitted(itemId, PantryConsumed, PantryRestocked) } },
    ),
  ];
}

/** The lots with something left, in the order in which they are used. */
export async function lots(ctx: Ctx, id: string): Promise<Lot[]> {
  const { pantryItemId, quantity } = pantryLots;
  const [, page] = await findRow(
    ctx,
    pantryItems,
    id,
    listRead(
      pantryLots,
      { filter: [], sort: ["expiryDate"], order: "expiryDate" },
      { limit: MAX_LOTS },
      and(eq(pantryItemId, id), gt(quantity, 0)),
    ),
  );
  return page.data.toSorted((a, b) => Number(a.openedAt === null) - Number(b.openedAt === null));
}

export const MAX_LOTS = 100;

/** Changes the details of a lot; its quantity changes only by bookings. One flight. */
export const updateLot = (
  ctx: Ctx,
  itemId: string,
  lotId: string,
  given: { expiryDate?: string | null; openedAt?: string | null },
): Promise<Lot> =>
  transition(ctx, pantryLots, lotId, {
    of: eq(pantryLots.pantryItemId, itemId),
    change: { values: given, emits: { event: PantryLotEvents.updated, owner: ctx.actor.userId } },
  });

function lotRead(itemId: string, lotId: string | null): Read<{ id: string } | undefined> {
  const query = read<{ id: string }>(
    sql`select id from ${pantryLots} where id = ${lotId}::uuid and pantry_item_id = ${itemId}::uuid`,
  );
  return { ...query, decode: (result) => query.decode(result)[0] };
}
