import { LinkCreated } from "#core/knowledge/events";
import { entityLinks } from "#core/knowledge/graph.sql";
import * as Links from "#core/knowledge/graph-links";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { pageSchema } from "#kit/list";
import { AlreadyExists, Forbidden, InvalidInput, NotFound } from "#kit/problem";

export const list = endpoint("GET /v1/knowledge/links", {
  entities: [entityOf(LinkCreated, entityLinks)],
  summary: "List what a row links to",
  description:
    "The rows of any pillar that a row links to, newest link first: those that its text mentions or refers to, and those that you have linked. What was deleted is left out, and is there again when it is restored.",
  query: Links.RowQuery,
  returns: pageSchema(Links.Linked),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Links.linked(ctx, "from", ctx.query),
});

export const create = endpoint("POST /v1/knowledge/links", {
  summary: "Link two rows",
  description:
    "Any two rows that you may see, by the types that events have. `relation` is `related` unless you call it something else; `mentions` and `refers` are those of texts.",
  body: Links.Body,
  returns: Links.Link,
  status: 201,
  problems: [InvalidInput, AlreadyExists],
  refusals: Links.refusals,
  example: {
    body: {
      fromType: "task",
      fromId: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37",
      toType: "contact",
      toId: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b38",
      relation: "asked by",
    },
  },
  async handler(ctx) {
    const { writtenAs, ...link } = await Links.create(ctx, ctx.body);
    return link;
  },
});

export const remove = endpoint("DELETE /v1/knowledge/links/{linkId}", {
  summary: "Remove a link",
  description: "One that was found in a text comes again when that text is changed and still mentions it.",
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    await Links.remove(ctx, ctx.params.linkId);
    return undefined;
  },
});
