import * as Merging from "#core/knowledge/entity-merging";
import { merges } from "#core/platform/merges.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const Merge = rowSchema(merges, ["noun"]);

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
    "The other entity is back with its links, unless another one of its kind has its name by now. What was linked since stays with the one that it was merged into, whose fields are as they were before, except those that somebody has changed since: `keptFields` names them. A later merge that builds on it has to be undone first.",
  returns: Merge,
  problems: [NotFound, Conflict, Forbidden, AlreadyExists],
  refusals: Merging.refusals,
  handler: (ctx) => Merging.undo(ctx, ctx.params.entityMergeId),
});
