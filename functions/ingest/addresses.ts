import * as z from "zod/mini";
import * as Addresses from "#core/ingest/addresses";
import { EmailAddressEvents } from "#core/ingest/events";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { listQuery, pageSchema } from "#kit/list";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Text } from "#kit/wire";

const Address = rowSchema(emailAddresses, [], { address: z.string() });

export const list = endpoint("GET /v1/ingest/addresses", {
  entities: [entityOf(EmailAddressEvents.created, emailAddresses)],
  summary: "List your private inbound addresses",
  query: listQuery(emailAddresses, Addresses.listing),
  returns: pageSchema(Address),
  problems: [InvalidInput],
  handler: (ctx) => Addresses.list(ctx, ctx.query),
});

export const create = endpoint("POST /v1/ingest/addresses", {
  summary: "Create a private inbound address",
  description: "Mail that is sent to it is yours; whoever knows it can send you mail, and do nothing else.",
  body: z.strictObject({ label: z.optional(z.nullable(Text(100))) }),
  returns: Address,
  status: 201,
  problems: [InvalidInput, Conflict],
  example: { body: { label: "Receipts" } },
  handler: (ctx) => Addresses.create(ctx, ctx.body),
});

export const remove = endpoint("DELETE /v1/ingest/addresses/{addressId}", {
  summary: "Retire a private inbound address",
  description: "It receives no more mail and is never given to anybody again.",
  problems: [NotFound],
  async handler(ctx) {
    await Addresses.remove(ctx, ctx.params.addressId);
    return undefined;
  },
});
