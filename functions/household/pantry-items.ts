import * as z from "zod/mini";
import { Price, priceWithCurrency } from "#core/finance/minor-units";
import { PantryItemEvents } from "#core/household/events";
import * as Pantry from "#core/household/pantry";
import { pantryBookings, pantryItems, pantryMovements } from "#core/household/pantry.sql";
import { MAX_QUANTITY, Quantity, WrongUnit } from "#core/household/units";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { Currency, Day, Instant, rowSchema, Text, Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/household/pantry-items", pantryItems, {
  write: ["name", "barcode", "unit", "qtyMin", "storageLocation"],
  writeOnce: ["householdId"],
  derived: ["householdId"],
  fields: { qtyMin: z.optional(z.number().check(z.gte(0), z.lte(MAX_QUANTITY))) },
  filter: ["householdId", "name", "barcode", "storageLocation", "expiryDate", "qtyInStock", "ranLowAt"],
  sort: ["name", "expiryDate", "qtyInStock"],
  emits: PantryItemEvents,
  example: {
    name: "Oat milk",
    unit: "ml",
    qtyInStock: 2000,
    qtyMin: 1000,
    storageLocation: "fridge",
    expiryDate: "2026-03-14",
    barcode: "7394376616037",
  },
  create: {
    description:
      "Without `householdId` it belongs to your own household. `qtyInStock` is what is there already, in `unit`; it becomes a lot that expires on `expiryDate`. Later the stock is changed by `restock`, `consume` and `correct` only.",
    fields: {
      qtyInStock: z.optional(z.union([z.literal(0), Quantity])),
      expiryDate: z.optional(z.nullable(Day)),
    },
    check: [
      // Only stock can expire, so an expiry date requires a quantity.
      z.meta({
        anyOf: [
          { required: ["qtyInStock"], properties: { qtyInStock: { exclusiveMinimum: 0 } } },
          { properties: { expiryDate: { type: "null" } } },
        ],
      }),
    ],
    verb: Pantry.create,
  },
  changed: (_, body) => Pantry.changed(body),
  update: { description: "The unit can be changed while nothing is in stock.", problems: [Conflict] },
});

export const byBarcode = endpoint("GET /v1/household/pantry-items/by-barcode", {
  summary: "Find the pantry item with a barcode",
  description: "Of the household named, else of your own before others.",
  query: z.strictObject({ code: Text(50, 1), householdId: z.optional(Uuid) }),
  returns: rowSchema(pantryItems),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Pantry.byBarcode(ctx, ctx.query),
});

const Booked = z.strictObject({
  /** Null when nothing had to change. */
  booking: z.nullable(rowSchema(pantryBookings)),
  movements: z.array(rowSchema(pantryMovements)),
  item: rowSchema(pantryItems),
});
const Unit = z.optional(Text(30, 1));

export const consume = endpoint("POST /v1/household/pantry-items/{pantryItemId}/consume", {
  summary: "Take some of a pantry item out",
  description:
    "Opened lots go first, then those that expire first, unless `lotId` names one. `unit` is any that converts into the item's. What was taken is in `movements`, a line for each lot; to take it back, undo any one of them.",
  body: z.strictObject({
    quantity: Quantity,
    unit: Unit,
    reason: z.optional(z.enum(["consume", "waste"])),
    lotId: z.optional(Uuid),
  }),
  returns: Booked,
  problems: [InvalidInput, WrongUnit, NotFound, Conflict],
  example: { body: { quantity: 250, unit: "ml" } },
  handler: (ctx) => Pantry.consume(ctx, ctx.params.pantryItemId, ctx.body),
});

export const restock = endpoint("POST /v1/household/pantry-items/{pantryItemId}/restock", {
  summary: "Put more of a pantry item in",
  description: "It becomes a lot of its own. `unit` is any that converts into the item's.",
  body: z
    .strictObject({
      quantity: Quantity,
      unit: Unit,
      expiryDate: z.optional(z.nullable(Day)),
      purchasedAt: z.optional(Instant),
      priceCents: z.optional(Price),
      currency: z.optional(Currency),
    })
    .check(priceWithCurrency),
  returns: Booked,
  problems: [InvalidInput, WrongUnit, NotFound, Conflict],
  example: { body: { quantity: 1, unit: "l", expiryDate: "2026-03-20", priceCents: 199, currency: "EUR" } },
  handler: (ctx) => Pantry.restock(ctx, ctx.params.pantryItemId, ctx.body),
});

export const correct = endpoint("POST /v1/household/pantry-items/{pantryItemId}/correct", {
  summary: "Correct the stock to what was counted",
  body: z.strictObject({ quantity: z.union([z.literal(0), Quantity]), unit: Unit }),
  returns: Booked,
  problems: [InvalidInput, WrongUnit, NotFound, Conflict],
  example: { body: { quantity: 1500, unit: "ml" } },
  handler: (ctx) => Pantry.correct(ctx, ctx.params.pantryItemId, ctx.body),
});
