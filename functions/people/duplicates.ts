import * as Duplicates from "#core/people/duplicates";
import { contactDuplicates } from "#core/people/duplicates.sql";
import { DuplicateEvents } from "#core/people/events";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { listQuery, pageSchema } from "#kit/list";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Text } from "#kit/wire";

const Duplicate = rowSchema(contactDuplicates, [], { contactName: Text(200), otherName: Text(200) });

export const list = endpoint("GET /v1/people/duplicates", {
  entities: [entityOf(DuplicateEvents.dismissed, contactDuplicates)],
  summary: "List contacts that may be one",
  description:
    "Pairs of your own contacts with the probability that they are one and why, the likeliest first. They are found after an import, after a day on which contacts changed, and when asked for; nothing is merged by itself. `importId`: the pairs in which a contact is that this import has brought.",
  query: listQuery(contactDuplicates, Duplicates.listing, Duplicates.search.parameters),
  returns: pageSchema(Duplicate),
  problems: [InvalidInput],
  handler: (ctx) => Duplicates.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/people/duplicates/{duplicateId}", {
  summary: "Get two contacts that may be one",
  returns: Duplicate,
  problems: [NotFound],
  handler: (ctx) => Duplicates.get(ctx, ctx.params.duplicateId),
});

export const dismiss = endpoint("POST /v1/people/duplicates/{duplicateId}/dismiss", {
  summary: "Say that two contacts are two",
  description: "They are not suggested again, also when they change.",
  returns: Duplicate,
  problems: [NotFound, Conflict],
  handler: (ctx) => Duplicates.dismiss(ctx, ctx.params.duplicateId),
});

export const reopen = endpoint("POST /v1/people/duplicates/{duplicateId}/reopen", {
  summary: "Take back that two contacts are two",
  description: "They are suggested again.",
  returns: Duplicate,
  problems: [NotFound, Conflict],
  handler: (ctx) => Duplicates.reopen(ctx, ctx.params.duplicateId),
});

export const search = endpoint("POST /v1/people/duplicates/search", {
  summary: "Look for contacts that may be one",
  description: "Compares your contacts in the background; what is found is in the list some seconds later.",
  async handler(ctx) {
    await Duplicates.want(ctx);
    return undefined;
  },
});
