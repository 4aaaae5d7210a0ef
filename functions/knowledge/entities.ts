import * as z from "zod/mini";
import * as Merging from "#core/knowledge/entity-merging";
import { EntityEvents } from "#core/knowledge/events";
import { entities } from "#core/knowledge/graph.sql";
import { merges } from "#core/platform/merges.sql";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

export const merge = endpoint("POST /v1/knowledge/entities/{entityId}/merge", {
  entities: [entityOf(EntityEvents.updated, entities)],
  summary: "Merge another entity into this one",
  description:
    "Every link with the other one is one with this one from then on; of two that say the same, one stays with the weight of both, and links between the two are put aside. The other one is gone; its name and aliases become aliases of this one. `fields` chooses whose name, kind and attributes it has: its own unless given, and attributes of both. It can be undone for 30 days.",
  body: z.strictObject({
    otherId: Uuid,
    fields: z.optional(z.strictObject(Merging.choices)),
  }),
  returns: rowSchema(merges, ["noun"]),
  problems: [InvalidInput, NotFound, Forbidden, Conflict, AlreadyExists],
  refusals: Merging.refusals,
  example: { body: { otherId: "0192a3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b", fields: { name: "theirs" } } },
  handler: (ctx) => Merging.merge(ctx, ctx.params.entityId, ctx.body),
});
