import * as z from "zod/mini";
import * as Pantry from "#core/household/pantry";
import { pantryBookings, pantryItems, pantryMovements } from "#core/household/pantry.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

export const list = listEndpoint("GET /v1/household/pantry-items/{pantryItemId}/movements", pantryMovements, {
  summary: "List what came and went of a pantry item",
  description: "Newest first, a line for each lot. Lines with the same `bookingId` were booked together.",
  parent: { table: pantryItems, key: "pantryItemId" },
  filter: ["reason", "lotId", "bookingId"],
});

export const undo = endpoint("POST /v1/household/pantry-items/{pantryItemId}/movements/{movementId}/undo", {
  summary: "Undo a booking of the pantry",
  description:
    "Takes back everything that was booked of the item together with this movement, lot by lot. Works once, and not on an undo; what came in can be taken back while it is all there, and what was bought with it is on the shopping list again.",
  returns: z.strictObject({
    booking: z.nullable(rowSchema(pantryBookings)),
    movements: z.array(rowSchema(pantryMovements)),
    item: rowSchema(pantryItems),
  }),
  problems: [NotFound, Conflict],
  handler: (ctx) => Pantry.undo(ctx, ctx.params.pantryItemId, ctx.params.movementId),
});
