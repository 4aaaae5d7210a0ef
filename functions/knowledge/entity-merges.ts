import * as z from "zod/mini";
import * as Merging from "#core/knowledge/entity-merging";
import { merges } from "#core/platform/merges.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

const Merge = rowSchema(merges, ["noun"]);
const ONE = z.optional(z.enum(["mine", "theirs"]));

export const merge = endpoint("POST /v1/knowledge/entities/{entityId}/merge", {
  summary: "Merge another entity into this one",
  description:
    "Every link with the other one is one with this one from then on; of two that say the same, one stays with the weight of both, and links between the two are put aside. The other one is gone; its name and aliases become aliases of this one. `fields` chooses whose name, kind and attributes it has: its own unless given, and attributes of both. It can be undone for 30 days.",
  body: z.strictObject({
    otherId: Uuid,
    fields: z.optional(
      z.strictObject({ name: ONE, kind: ONE, attributes: z.optional(z.enum(["mine", "theirs", "both"])) }),
    ),
  }),
  returns: Merge,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, AlreadyExists],
  refusals: Merging.refusals,
  example: { body: { otherId: "0192a3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b", fields: { name: "theirs" } } },
  handler: (ctx) => Merging.merge(ctx, ctx.params.entityId, ctx.body),
});

export const list = listEndpoint("GET /v1/knowledge/entity-merges", merges, {
  description: "The merges of entities in the last 30 days, those that were undone as well.",
  filter: ["intoId", "otherId", "undoneAt"],
  sort: [],
  omit: ["noun"],
  where: Merging.ofEntities,
});

export const get = endpoint("GET /v1/knowledge/entity-merges/{entityMergeId}", {
  summary: "Get a merge of entities",
  returns: Merge,
  problems: [NotFound],
  handler: (ctx) => Merging.get(ctx, ctx.params.entityMergeId),
});

export const undo = endpoint("POST /v1/knowledge/entity-merges/{entityMergeId}/undo", {
  summary: "Undo a merge of entities",
  description:
    "The other entity is back with its links, unless another one of its kind has its name by now. What was linked since stays with the one that it was merged into, whose fields are as they were before, except those that somebody has changed since: `keptFields` names them. A later merge of the same entity has to be undone first.",
  returns: Merge,
  problems: [NotFound, Conflict, Forbidden, AlreadyExists],
  refusals: Merging.refusals,
  handler: (ctx) => Merging.undo(ctx, ctx.params.entityMergeId),
});
