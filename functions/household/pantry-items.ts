import * as z from "zod/mini";
import { Price, priceWithCurrency } from "#core/finance/minor-units";
import { PantryItemEvents } from "#core/household/events";
import * as Pantry from "#core/household/pantry";
import { pantryBookings, pantryItems, pantryMovements } from "#core/household/pantry.sql";
import { MAX_QUANTITY, Quantity, WrongUnit } from "#core/household/units";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { Currency, createSchema, Day, Instant, patchSchema, rowSchema, Text, Uuid } from "#kit/wire";

const WRITE = ["name", "barcode", "unit", "qtyMin", "storageLocation"] as const;

const plain = crud("/v1/household/pantry-items", pantryItems, {
  write: WRITE,
  filter: ["householdId", "name", "barcode", "storageLocation", "expiryDate", "qtyInStock", "ranLowAt"],
  sort: ["name", "expiryDate", "qtyInStock"],
  emits: PantryItemEvents,
});
export const { list, get, remove, changes } = plain;

const Minimum = z.optional(z.number().check(z.gte(0), z.lte(MAX_QUANTITY)));

const NewItem = z
  .extend(createSchema(pantryItems, [...WRITE, "householdId"]) as z.ZodMiniObject, {
    householdId: z.optional(Uuid),
    qtyMin: Minimum,
    qtyInStock: z.optional(z.union([z.literal(0), Quantity])),
    expiryDate: z.optional(z.nullable(Day)),
  })
  .check(
    // What expires is something, so there has to be some of it.
    z.meta({
      anyOf: [
        { required: ["qtyInStock"], properties: { qtyInStock: { exclusiveMinimum: 0 } } },
        { properties: { expiryDate: { type: "null" } } },
      ],
    }),
  ) as unknown as z.ZodMiniType<Pantry.GivenItem>;

export const create = endpoint("POST /v1/household/pantry-items", {
  ...plain.create.spec,
  description:
    "Without `householdId` it belongs to your own household. `qtyInStock` is what is there already, in `unit`; it becomes a lot that expires on `expiryDate`. Later the stock is changed by `restock`, `consume` and `correct` only.",
  body: NewItem,
  example: {
    body: {
      name: "Oat milk",
      unit: "ml",
      qtyInStock: 2000,
      qtyMin: 1000,
      storageLocation: "fridge",
      expiryDate: "2026-03-14",
      barcode: "7394376616037",
    },
  },
  returns: rowSchema(pantryItems),
  handler: (ctx) => Pantry.create(ctx, ctx.body as Pantry.GivenItem & Record<string, unknown>),
});

export const update = endpoint("PATCH /v1/household/pantry-items/{pantryItemId}", {
  ...plain.update.spec,
  description: "The unit can be changed while nothing is in stock.",
  body: z.safeExtend(patchSchema(pantryItems, WRITE) as z.ZodMiniObject, { qtyMin: Minimum }) as z.ZodMiniType<
    Record<string, unknown>
  >,
  problems: [...(plain.update.spec.problems ?? []), Conflict],
  handler: (ctx) => plain.update.spec.handler({ ...ctx, body: Pantry.changed(ctx.body) }),
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
