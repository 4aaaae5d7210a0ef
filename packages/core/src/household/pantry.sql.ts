/** What is in the house: pantry items, their lots, the bookings that change them, and the shopping list. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, uniqueIndex } from "drizzle-orm/pg-core";
import { recipeCookings } from "#core/household/recipes.sql";
import { vendors } from "#core/household/vendors.sql";
import { households } from "#core/identity/households.sql";
import { users } from "#core/identity/users.sql";
import { bigint, boolean, day, instant, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { child, household } from "#kit/table";

const currency = () => text(3, { format: "currency" });

export const storageLocations = ["pantry", "fridge", "freezer"] as const;

export const pantryItems = household(
  "pantry_items",
  {
    name: text(200).notNull(),
    barcode: text(50),
    /** The sum over its lots. */
    qtyInStock: numeric({ min: 0 }).notNull().default(0),
    unit: text(30).notNull().default("piece"),
    qtyMin: numeric({ min: 0 }).notNull().default(0),
    storageLocation: oneOf(...storageLocations)
      .notNull()
      .default("pantry"),
    /** The date of the lot that expires first. A trigger maintains this and the quantity, whatever is written here. */
    expiryDate: day(),
    /** When a booking last left less than the minimum; null while there is enough. */
    ranLowAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("pantry_items_household").on(t.householdId, sql`id`),
    index("pantry_items_barcode").on(t.householdId, t.barcode),
    index("pantry_items_expiry").on(t.householdId, t.expiryDate),
  ],
  { title: "name" },
);

const householdId = () =>
  uuid()
    .notNull()
    .references(() => households.id, { onDelete: "cascade" });

/** Lots are used up in the order in which they expire. Bookings create and empty the rows. */
export const pantryLots = child(
  "pantry_lots",
  { table: pantryItems, key: "pantry_item_id" },
  {
    /** The item's household, so that the events of a lot reach it. */
    householdId: householdId(),
    pantryItemId: uuid()
      .notNull()
      .references(() => pantryItems.id, { onDelete: "cascade" }),
    quantity: numeric({ min: 0 }).notNull(),
    expiryDate: day(),
    purchasedAt: instant(),
    openedAt: instant(),
    priceCents: bigint(),
    currency: currency(),
    /** The last day on which the household was reminded that it expires. */
    expiringNotedOn: day(),
  },
  (t) => [
    index("pantry_lots_item").on(t.pantryItemId, t.expiryDate),
    index("pantry_lots_household").on(t.householdId),
    index("pantry_lots_expiring").on(t.expiryDate).where(sql`quantity > 0`),
  ],
);

export const movementReasons = ["restock", "consume", "cook", "waste", "correction", "undo"] as const;

/**
 * A change of the stock of one item, in the item's unit. Inserting a booking is the only way to change the stock: triggers then
 * write the lots and movements, so that a booking is one statement and never done by half.
 */
export const pantryBookings = household(
  "pantry_bookings",
  {
    pantryItemId: uuid()
      .notNull()
      .references(() => pantryItems.id, { onDelete: "cascade" }),
    reason: oneOf(...movementReasons).notNull(),
    /** What came in (positive) or went out. A cooking takes at most this, and only what there is. */
    quantity: numeric().notNull(),
    unit: text(30).notNull(),
    /** The result of a count; the quantity is then the difference. */
    counted: numeric({ min: 0 }),
    /** The only lot to take from. */
    lotId: uuid().references(() => pantryLots.id, { onDelete: "set null" }),
    /** The expiry date of the lot that a restock creates. */
    expiryDate: day(),
    purchasedAt: instant(),
    priceCents: bigint(),
    currency: currency(),
    undoesId: uuid().references((): AnyPgColumn => pantryBookings.id, { onDelete: "set null" }),
    shoppingItemId: uuid().references((): AnyPgColumn => shoppingItems.id, { onDelete: "set null" }),
    recipeCookingId: uuid().references(() => recipeCookings.id, { onDelete: "set null" }),
    actorId: uuid().references(() => users.id, { onDelete: "set null" }),
    sourceEventId: uuid(),
    bookedAt: instant().notNull(),
  },
  (t) => [
    index("pantry_bookings_household").on(t.householdId, sql`id`),
    index("pantry_bookings_item").on(t.pantryItemId, sql`id`),
    index("pantry_bookings_lot").on(t.lotId),
    index("pantry_bookings_shopping_item").on(t.shoppingItemId),
    index("pantry_bookings_recipe_cooking").on(t.recipeCookingId),
    index("pantry_bookings_actor").on(t.actorId),
    uniqueIndex("pantry_bookings_undoes").on(t.undoesId),
  ],
  { appendOnly: true },
);

/** What a booking did to each lot. */

export const pantryMovements = child(
  "pantry_movements",
  { table: pantryItems, key: "pantry_item_id" },
  {
    pantryItemId: uuid()
      .notNull()
      .references(() => pantryItems.id, { onDelete: "cascade" }),
    bookingId: uuid()
      .notNull()
      .references(() => pantryBookings.id, { onDelete: "cascade" }),
    lotId: uuid().references(() => pantryLots.id, { onDelete: "set null" }),
    delta: numeric().notNull(),
    reason: oneOf(...movementReasons).notNull(),
    undoesId: uuid().references((): AnyPgColumn => pantryMovements.id, { onDelete: "set null" }),
    actorId: uuid().references(() => users.id, { onDelete: "set null" }),
    sourceEventId: uuid(),
  },
  (t) => [
    index("pantry_movements_item").on(t.pantryItemId, sql`id`),
    index("pantry_movements_booking").on(t.bookingId),
    index("pantry_movements_lot").on(t.lotId),
    index("pantry_movements_actor").on(t.actorId),
    index("pantry_movements_source_event").on(t.sourceEventId),
    uniqueIndex("pantry_movements_undoes").on(t.undoesId),
  ],
  { appendOnly: true },
);

export const shoppingItems = household(
  "shopping_items",
  {
    pantryItemId: uuid().references(() => pantryItems.id, { onDelete: "set null" }),
    vendorId: uuid().references(() => vendors.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    quantity: numeric({ min: 0 }).notNull().default(1),
    unit: text(30),
    isPurchased: boolean().notNull().default(false),
    purchasedAt: instant(),
    needByDate: day(),
    source: oneOf("manual", "restock", "recipe", "routine").notNull().default("manual"),
    ...versioned(),
  },
  (t) => [
    index("shopping_items_household").on(t.householdId, sql`id`),
    index("shopping_items_vendor").on(t.vendorId),
    index("shopping_items_pantry_item").on(t.pantryItemId),
    uniqueIndex("shopping_items_open_restock")
      .on(t.pantryItemId)
      .where(sql`source = 'restock' and not is_purchased and deleted_at is null`),
  ],
  { title: "name" },
);
