import { contacts, interactions } from "#core/people/contacts.sql";
import { InteractionEvents, InteractionLogged } from "#core/people/events";
import * as Interactions from "#core/people/interactions";
import { ifMatch } from "#kit/conditions";
import { crud, listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { createSchema, patchSchema, rowSchema } from "#kit/wire";

const Interaction = rowSchema(interactions, Interactions.OMIT);

export const list = listEndpoint("GET /v1/people/contacts/{contactId}/interactions", interactions, {
  summary: "List interactions with a contact",
  description: "The last first. Those of a contact that was granted to you are its owner's alone.",
  parent: { table: contacts, key: "contactId" },
  filter: ["channel", "direction", "occurredAt", "exchange", "currency"],
  sort: ["occurredAt"],
  order: "-occurredAt",
  omit: Interactions.OMIT,
  entities: [entityOf(InteractionEvents.updated, interactions, { title: "channel" })],
});

export const create = endpoint("POST /v1/people/contacts/{contactId}/interactions", {
  summary: "Log an interaction with a contact",
  description:
    "It was now unless `occurredAt` says otherwise, which is a day ahead at most. `exchange` with an amount is a gift, a loan or a repayment: outbound you gave, lent or paid it back, inbound the contact did. The contact's `lastInteractionAt` is that of the latest.",
  body: createSchema(interactions, Interactions.WRITE, { fields: Interactions.fields }),
  returns: Interaction,
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden],
  refusals: Interactions.refusals,
  example: { body: { channel: "call", direction: "outbound", summary: "About the boat", durationMinutes: 20 } },
  handler: (ctx) => Interactions.log(ctx, ctx.params.contactId, ctx.body),
});

export const update = endpoint("PATCH /v1/people/contacts/{contactId}/interactions/{interactionId}", {
  summary: "Update an interaction",
  body: patchSchema(interactions, Interactions.WRITE, Interactions.fields),
  returns: Interaction,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  refusals: Interactions.refusals,
  handler: (ctx) =>
    Interactions.change(
      ctx,
      ctx.params.contactId,
      ctx.params.interactionId,
      ctx.body,
      ifMatch(ctx.headers["if-match"]),
    ),
});

export const remove = endpoint("DELETE /v1/people/contacts/{contactId}/interactions/{interactionId}", {
  summary: "Delete an interaction",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    const { contactId, interactionId } = ctx.params;
    await Interactions.remove(ctx, contactId, interactionId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const restore = endpoint("POST /v1/people/contacts/{contactId}/interactions/{interactionId}/restore", {
  summary: "Restore a deleted interaction",
  returns: Interaction,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Interactions.restore(ctx, ctx.params.contactId, ctx.params.interactionId),
});

/** Of all contacts, for clients that keep copies. */
export const { changes } = crud("/v1/people/interactions", interactions, {
  write: [],
  omit: Interactions.OMIT,
  emits: { created: InteractionLogged, ...InteractionEvents },
});
