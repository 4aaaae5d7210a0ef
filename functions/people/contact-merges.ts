import * as Merging from "#core/people/contact-merging";
import { merges } from "#core/platform/merges.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const Merge = rowSchema(merges, ["noun"]);

export const list = listEndpoint("GET /v1/people/contact-merges", merges, {
  description: "The merges of contacts in the last 30 days, those that were undone as well.",
  filter: ["intoId", "otherId", "undoneAt"],
  sort: [],
  omit: ["noun"],
  where: Merging.ofContacts,
});

export const get = endpoint("GET /v1/people/contact-merges/{contactMergeId}", {
  summary: "Get a merge of contacts",
  returns: Merge,
  problems: [NotFound],
  handler: (ctx) => Merging.get(ctx, ctx.params.contactMergeId),
});

export const undo = endpoint("POST /v1/people/contact-merges/{contactMergeId}/undo", {
  summary: "Undo a merge of contacts",
  description:
    "The other contact is back, with everything that referred to it; what was added since stays with the one that it was merged into. That one's fields are as they were before, except those that somebody has changed since: `keptFields` names them. A later merge that builds on it has to be undone first.",
  returns: Merge,
  problems: [NotFound, Conflict, Forbidden],
  handler: (ctx) => Merging.undo(ctx, ctx.params.contactMergeId),
});
