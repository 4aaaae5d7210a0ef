import * as z from "zod/mini";
import { Price, priceWithCurrency } from "#core/finance/minor-units";
import { ShoppingItemEvents } from "#core/household/events";
import { pantryBookings, shoppingItems } from "#core/household/pantry.sql";
import { MAX_SERVINGS, MIN_SERVINGS, missingSchema } from "#core/household/recipes.sql";
import { householdRefusals } from "#core/household/sayings";
import * as Shopping from "#core/household/shopping";
import * as Generating from "#core/household/shopping-generate";
import { MAX_QUANTITY, Quantity, WrongUnit } from "#core/household/units";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, InvalidInput, NotFound } from "#kit/problem";
import { Currency, Day, Instant, rowSchema, Text, Uuid } from "#kit/wire";

const refusals = { shopping_items_open_restock: () => AlreadyExists(householdRefusals("restock_here")) };

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/household/shopping-items",
  shoppingItems,
  {
    write: ["name", "quantity", "unit", "pantryItemId", "vendorId", "needByDate"],
    writeOnce: ["householdId"],
    derived: ["householdId"],
    // More than any shop has is refused.
    fields: { quantity: z.optional(z.number().check(z.gte(0), z.lte(MAX_QUANTITY))) },
    filter: ["householdId", "isPurchased", "source", "pantryItemId", "vendorId", "needByDate", "purchasedAt"],
    sort: ["name", "needByDate", "purchasedAt"],
    emits: ShoppingItemEvents,
    refusals,
    example: { name: "Oat milk", quantity: 2, unit: "l", needByDate: "2026-03-06" },
    created: (_, body) => Shopping.created(body),
    changed: (_, body) => Shopping.changed(body),
    create: { description: "Without `householdId` it goes on the list of your own household." },
  },
);

export const purchase = endpoint("POST /v1/household/shopping-items/{shoppingItemId}/purchase", {
  summary: "Buy something on the shopping list",
  description:
    "It is marked as bought and put into the pantry, as a lot of the pantry item it is linked to or else of the one with its name, where the unit fits. Quantity and unit are those of the list unless something else was bought.",
  body: z
    .strictObject({
      quantity: z.optional(Quantity),
      unit: z.optional(Text(30, 1)),
      expiryDate: z.optional(z.nullable(Day)),
      purchasedAt: z.optional(Instant),
      priceCents: z.optional(Price),
      currency: z.optional(Currency),
      vendorId: z.optional(z.nullable(Uuid)),
    })
    .check(priceWithCurrency),
  returns: z.strictObject({
    shoppingItem: rowSchema(shoppingItems),
    /** The booking of the pantry; null when the thing is no pantry item. */
    booking: z.nullable(rowSchema(pantryBookings)),
  }),
  problems: [InvalidInput, WrongUnit, NotFound, Conflict],
  example: { body: { quantity: 2, unit: "l", expiryDate: "2026-03-20", priceCents: 398, currency: "EUR" } },
  handler: (ctx) => Shopping.purchase(ctx, ctx.params.shoppingItemId, ctx.body),
});

export const putBack = endpoint("POST /v1/household/shopping-items/{shoppingItemId}/put-back", {
  summary: "Put something bought back on the shopping list",
  description:
    "It is to be bought again, and what came into the pantry with it is taken out of it. What was not bought stays as it is.",
  returns: z.strictObject({
    shoppingItem: rowSchema(shoppingItems),
    /** What was taken out of the pantry; null where nothing had come in. */
    booking: z.nullable(rowSchema(pantryBookings)),
  }),
  problems: [NotFound, Conflict, AlreadyExists],
  refusals,
  handler: (ctx) => Shopping.putBack(ctx, ctx.params.shoppingItemId),
});

export const generate = endpoint("POST /v1/household/shopping-items/generate", {
  summary: "Put on the shopping list what recipes and minimum stock need",
  description:
    "What the same thing needs is added up, in units that convert; what is in the pantry and on the list already is taken off. A row that is on the list gets more where it is not enough, so asking again changes nothing. Without `servings` a recipe is made as it is written. `quantity` is exact; `text` says it as a kitchen can measure it (“about 975 ml, or 4.11 cup”).",
  body: z.strictObject({
    householdId: z.optional(Uuid),
    recipes: z.optional(
      z
        .array(
          z.strictObject({
            recipeId: Uuid,
            servings: z.optional(z.number().check(z.gte(MIN_SERVINGS), z.lte(MAX_SERVINGS))),
          }),
        )
        .check(z.maxLength(50)),
    ),
    minimumStock: z.optional(z.boolean()),
    needByDate: z.optional(z.nullable(Day)),
  }),
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        shoppingItemId: Uuid,
        name: Text(200),
        pantryItemId: z.nullable(Uuid),
        /** The added amount; the row's amount afterwards is `quantity`. */
        added: z.number(),
        quantity: z.number(),
        unit: z.nullable(Text(30)),
        /** The quantity as a kitchen measures it, for people to read; empty where any amount will do. */
        text: Text(100),
        source: z.enum(["restock", "recipe"]),
        isNew: z.boolean(),
      }),
    ),
    /** Items that the pantry has in a unit that does not convert into the recipe's: a person has to decide. */
    unclear: missingSchema,
  }),
  problems: [InvalidInput, Conflict],
  example: { body: { minimumStock: true } },
  handler: (ctx) => Generating.generate(ctx, ctx.body),
});
