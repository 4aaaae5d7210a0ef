import * as z from "zod/mini";
import * as Addresses from "#core/ingest/addresses";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { endpoint } from "#kit/endpoint";
import { listQuery, type Page, pageSchema } from "#kit/list";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { type Row, rowSchema, Text } from "#kit/wire";

type Address = Row<typeof emailAddresses> & { address: string };

const Address = z.extend(rowSchema(emailAddresses) as unknown as z.ZodMiniObject, {
  address: z.string(),
}) as unknown as z.ZodMiniType<Address>;

export const list = endpoint("GET /v1/ingest/addresses", {
  summary: "List your private inbound addresses",
  query: listQuery(emailAddresses, Addresses.listing),
  returns: pageSchema(Address) as z.ZodMiniType<Page<Address>>,
  problems: [InvalidInput],
  handler: (ctx) => Addresses.list(ctx, ctx.query as Record<string, unknown>),
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
