/** Events of a household: vendors, the pantry, the shopping list and recipes. */
import * as z from "zod/mini";
import { crudEvents, event, finalEvents } from "#kit/event";

export const VendorEvents = finalEvents("household.vendor", { name: z.string() });
export const VendorAliasEvents = finalEvents("household.vendor_alias", { vendorId: z.guid() });
export const VendorMerged = event(
  "household.vendor.merged",
  "A vendor was merged into another, which has its references and names now",
  { name: z.string(), into: z.guid() },
);

export const PantryItemEvents = crudEvents("household.pantry_item", { name: z.string(), unit: z.string() });
export const PantryLotEvents = finalEvents("household.pantry_lot", { pantryItemId: z.guid() });

/** Belongs to the item; `quantity` is signed, in the item's unit. */
const booking = {
  bookingId: z.guid(),
  reason: z.string(),
  quantity: z.number(),
  unit: z.string(),
  recipeCookingId: z.optional(z.guid()),
  shoppingItemId: z.optional(z.guid()),
  undoesId: z.optional(z.guid()),
};
export const PantryConsumed = event(
  "household.pantry_item.consumed",
  "Some of a pantry item was used or is gone",
  booking,
);
export const PantryRestocked = event("household.pantry_item.restocked", "Some of a pantry item came in", booking);
export const PantryRanLow = event(
  "household.pantry_item.ran_low",
  "A booking left less of a pantry item than it should have",
  {
    name: z.string(),
    qtyInStock: z.number(),
    qtyMin: z.number(),
    unit: z.string(),
  },
);
export const PantryExpiring = event("household.pantry_item.expiring", "A lot of a pantry item expires within days", {
  lotId: z.guid(),
  name: z.string(),
  quantity: z.number(),
  unit: z.string(),
  expiryDate: z.iso.date(),
  daysLeft: z.int(),
  householdId: z.optional(z.guid()),
});

export const ShoppingItemEvents = crudEvents("household.shopping_item", { name: z.string(), source: z.string() });
export const ShoppingPurchased = event(
  "household.shopping_item.purchased",
  "Something on the shopping list was bought",
  {
    name: z.string(),
    quantity: z.number(),
    unit: z.optional(z.string()),
    pantryItemId: z.optional(z.guid()),
    vendorId: z.optional(z.guid()),
    priceCents: z.optional(z.int()),
    currency: z.optional(z.string()),
  },
);

export const RecipeEvents = crudEvents("household.recipe", { name: z.string() });
export const RecipeCooked = event("household.recipe.cooked", "A recipe was cooked from the pantry", {
  recipeCookingId: z.guid(),
  name: z.string(),
  servings: z.number(),
  calendarEventId: z.optional(z.guid()),
  cookedAt: z.iso.datetime(),
});
