import * as z from "zod/mini";
import * as Merging from "#core/knowledge/entity-merging";
import { EntityEvents } from "#core/knowledge/events";
import { entities } from "#core/knowledge/graph.sql";
import * as Entities from "#core/knowledge/graph-entities";
import * as Neighbours from "#core/knowledge/graph-neighbours";
import { graphFields } from "#core/knowledge/sayings";
import { merges } from "#core/platform/merges.sql";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { listQuery, pageSchema } from "#kit/list";
import { integerParameter } from "#kit/parameters";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { rowSchema, Text, Uuid } from "#kit/wire";

const Name = Text(300, 1).check(z.regex(/[\p{L}\p{N}\p{S}\p{P}]/u, graphFields.sentences.name_of_signs));

export const { get, create, update } = crud("/v1/knowledge/entities", entities, {
  write: ["kind", "name", "aliases", "attributes"],
  fields: { name: Name, aliases: z.optional(z.array(Name).check(z.maxLength(50))) },
  emits: EntityEvents,
  refusals: Entities.refusals,
  example: { kind: "organisation", name: "Deutsche Bahn", aliases: ["DB"] },
  create: {
    description:
      "Most are found in what you write; this adds one by hand. A name may stand once in each kind, whatever its case and accents. That it was once said to be no entity is forgotten.",
    verb: Entities.create,
  },
  update: {
    description:
      "Links stay with an entity that gets another name; the old one becomes an alias, by which texts still mean it.",
  },
  changed: (_, body) => Entities.changed(body),
});

export const list = endpoint("GET /v1/knowledge/entities", {
  entities: [entityOf(EntityEvents.updated, entities)],
  summary: "List entities",
  description:
    "The people, places, organisations, topics, things and events that your texts are about. `q`: each word begins a word of the name or an alias. `links` counts links to rows that are there, to 1,000.",
  query: listQuery(entities, Entities.listing, { q: z.optional(Text(100, 1)) }),
  returns: pageSchema(Entities.Counted),
  problems: [InvalidInput],
  handler: (ctx) => Entities.list(ctx, ctx.query),
});

export const remove = endpoint("DELETE /v1/knowledge/entities/{entityId}", {
  summary: "Say that something is no entity",
  description:
    "It is gone for good with its links, and its names are remembered: they are not found in texts any more, until you add an entity of such a name by hand or take the name from the list of ignored names.",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await Entities.remove(ctx, ctx.params.entityId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const neighbours = endpoint("GET /v1/knowledge/entities/{entityId}/neighbours", {
  summary: "Get what is around an entity",
  description:
    "Nodes and the links among them, to `depth` steps from 1 to 3 and at most `limit` nodes, nearest first, then by the weight of their links, then the newest. `hasMore` says of a node that there is more around it than is shown. Rows of every pillar that you may see are nodes; deleted ones are not.",
  query: z.strictObject({
    depth: z.optional(integerParameter(1, Neighbours.MAX_DEPTH)),
    limit: z.optional(integerParameter(2, Neighbours.MAX_NODES)),
  }),
  returns: Neighbours.Around,
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Neighbours.neighbours(ctx, ctx.params.entityId, ctx.query),
});

export const merge = endpoint("POST /v1/knowledge/entities/{entityId}/merge", {
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
