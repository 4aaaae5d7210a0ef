/** What is in the house, in which lots, how it came and went, and what to buy. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, uniqueIndex } from "drizzle-orm/pg-core";
import { vendors } from "#core/household/vendors.sql";
import { users } from "#core/identity/users.sql";
import { bigint, boolean, day, instant, numeric, oneOf, softDeleted, text, uuid, versioned } from "#kit/columns";
import { child, household } from "#kit/table";

export const storageLocations = ["pantry", "fridge", "freezer"] as const;

export const pantryItems = household(
  "pantry_items",
  {
    name: text(200).notNull(),
    barcode: text(50),
    qtyInStock: numeric({ min: 0 }).notNull().default(0),
    unit: text(30).notNull().default("piece"),
    qtyMin: numeric({ min: 0 }).notNull().default(0),
    storageLocation: oneOf(...storageLocations)
      .notNull()
      .default("pantry"),
    expiryDate: day(),
    ...versioned(),
    ...softDeleted(),
  },
  (t) => [
    index("pantry_items_household").on(t.householdId, sql`id`),
    index("pantry_items_barcode").on(t.householdId, t.barcode),
    index("pantry_items_expiry").on(t.householdId, t.expiryDate),
  ],
);

/** Used up in the order in which they expire. */
export const pantryLots = child(
  "pantry_lots",
  { table: pantryItems, key: "pantry_item_id" },
  {
    pantryItemId: uuid()
      .notNull()
      .references(() => pantryItems.id, { onDelete: "cascade" }),
    quantity: numeric({ min: 0 }).notNull(),
    expiryDate: day(),
    purchasedAt: instant(),
    openedAt: instant(),
    priceCents: bigint(),
    currency: text(3, { pattern: /^[A-Z]{3}$/ }),
  },
  (t) => [index("pantry_lots_item").on(t.pantryItemId, t.expiryDate)],
);

export const movementReasons = ["restock", "consume", "cook", "waste", "correction", "undo"] as const;

export const pantryMovements = child(
  "pantry_movements",
  { table: pantryItems, key: "pantry_item_id" },
  {
    pantryItemId: uuid()
      .notNull()
      .references(() => pantryItems.id, { onDelete: "cascade" }),
    lotId: uuid().references(() => pantryLots.id, { onDelete: "set null" }),
    delta: numeric().notNull(),
    reason: oneOf(...movementReasons).notNull(),
    undoesId: uuid().references((): AnyPgColumn => pantryMovements.id, { onDelete: "set null" }),
    actorId: uuid().references(() => users.id, { onDelete: "set null" }),
    sourceEventId: uuid(),
  },
  (t) => [
    index("pantry_movements_item").on(t.pantryItemId, sql`id`),
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
    ...softDeleted(),
  },
  (t) => [
    index("shopping_items_household").on(t.householdId, sql`id`),
    index("shopping_items_vendor").on(t.vendorId),
    index("shopping_items_pantry_item").on(t.pantryItemId),
    uniqueIndex("shopping_items_open_restock")
      .on(t.pantryItemId)
      .where(sql`source = 'restock' and not is_purchased and deleted_at is null`),
  ],
);
