import * as z from "zod/mini";
import { PantryLotEvents } from "#core/household/events";
import * as Pantry from "#core/household/pantry";
import { pantryLots } from "#core/household/pantry.sql";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, NotFound } from "#kit/problem";
import { patchSchema, rowSchema } from "#kit/wire";

const Lot = rowSchema(pantryLots);

export const list = endpoint("GET /v1/household/pantry-items/{pantryItemId}/lots", {
  entities: [entityOf(PantryLotEvents.created, pantryLots)],
  summary: "List the lots of a pantry item that hold something",
  description: `In the order in which they are used: opened ones first, then what expires first. At most ${Pantry.MAX_LOTS}.`,
  returns: z.strictObject({ data: z.array(Lot), nextCursor: z.null() }),
  problems: [NotFound],
  handler: async (ctx) => ({ data: await Pantry.lots(ctx, ctx.params.pantryItemId), nextCursor: null }),
});

export const update = endpoint("PATCH /v1/household/pantry-items/{pantryItemId}/lots/{lotId}", {
  summary: "Update when a lot expires or was opened",
  body: patchSchema(pantryLots, ["expiryDate", "openedAt"]) as z.ZodMiniType<{
    expiryDate?: string | null;
    openedAt?: string | null;
  }>,
  returns: Lot,
  problems: [InvalidInput, NotFound],
  example: { body: { expiryDate: "2026-03-18" } },
  handler: (ctx) => Pantry.updateLot(ctx, ctx.params.pantryItemId, ctx.params.lotId, ctx.body),
});
