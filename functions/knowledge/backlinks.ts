import * as Links from "#core/knowledge/graph-links";
import { endpoint } from "#kit/endpoint";
import { pageSchema } from "#kit/list";
import { InvalidInput, NotFound } from "#kit/problem";

export const list = endpoint("GET /v1/knowledge/backlinks", {
  summary: "List what links to a row",
  description:
    "The rows of any pillar that mention this one, refer to it or were linked to it, newest link first. What was deleted is left out, and is there again when it is restored.",
  query: Links.RowQuery,
  returns: pageSchema(Links.Linked),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Links.linked(ctx, "to", ctx.query),
});
