import * as z from "zod/mini";
import { ContactRelationEvents } from "#core/people/events";
import * as Relations from "#core/people/relations";
import { contactRelations } from "#core/people/relations.sql";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { Text, Uuid } from "#kit/wire";

export const list = endpoint("GET /v1/people/contacts/{contactId}/relations", {
  entities: [entityOf(ContactRelationEvents.updated, contactRelations, { title: "kind" })],
  summary: "List the relations of a contact",
  description:
    "Each says who the other is and what they are to this one, whichever of the two it was said of. Those with a deleted contact are there again with it.",
  returns: z.strictObject({ data: z.array(Relations.Relation), nextCursor: z.null() }),
  problems: [NotFound],
  handler: async (ctx) => ({ data: await Relations.list(ctx, ctx.params.contactId), nextCursor: null }),
});

export const create = endpoint("POST /v1/people/contacts/{contactId}/relations", {
  summary: "Say what another contact is to this one",
  description:
    "`kind` is what `relatedId` is to the contact of the path, so that `parent` reads as `child` from the other side. Two contacts are of one kind once, whichever of them it was said of.",
  body: z.strictObject({
    relatedId: Uuid,
    kind: z.enum(Relations.kinds),
    label: z.optional(z.nullable(Text(100, 1))),
  }),
  returns: Relations.Relation,
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden, AlreadyExists, Conflict],
  refusals: Relations.refusals,
  example: { body: { relatedId: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37", kind: "sibling" } },
  handler: (ctx) => Relations.relate(ctx, ctx.params.contactId, ctx.body),
});

export const remove = endpoint("DELETE /v1/people/contacts/{contactId}/relations/{relationId}", {
  summary: "Delete a relation",
  description: "For both contacts.",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await Relations.remove(ctx, ctx.params.contactId, ctx.params.relationId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const restore = endpoint("POST /v1/people/contacts/{contactId}/relations/{relationId}/restore", {
  summary: "Restore a deleted relation",
  returns: Relations.Relation,
  problems: [NotFound, Forbidden, AlreadyExists, Conflict],
  refusals: Relations.refusals,
  handler: (ctx) => Relations.restore(ctx, ctx.params.contactId, ctx.params.relationId),
});

/** Of all contacts, as they are kept, for clients that keep copies. */
export const { changes } = crud("/v1/people/relations", contactRelations, { write: [], emits: ContactRelationEvents });
