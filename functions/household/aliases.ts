import * as z from "zod/mini";
import { VendorAliasEvents } from "#core/household/events";
import { householdFields } from "#core/household/sayings";
import * as Vendors from "#core/household/vendors";
import { vendorAliases, vendors } from "#core/household/vendors.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Text } from "#kit/wire";

const Alias = rowSchema(vendorAliases);

export const list = listEndpoint("GET /v1/household/vendors/{vendorId}/aliases", vendorAliases, {
  entities: [entityOf(VendorAliasEvents.created, vendorAliases)],
  summary: "List the spellings that lead to a vendor",
  parent: { table: vendors, key: "vendorId" },
});

export const create = endpoint("POST /v1/household/vendors/{vendorId}/aliases", {
  summary: "Make a spelling lead to a vendor",
  description: "Case, accents, branch numbers and legal forms do not matter: the spelling is kept without them.",
  body: z.strictObject({
    pattern: Text(200, 1).check(z.regex(/[\p{L}\p{N}]/u, householdFields("letter_or_digit").text)),
  }),
  returns: Alias,
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden, AlreadyExists, Conflict],
  refusals: Vendors.refusals,
  example: { body: { pattern: "GREENFORK*KITCHEN PORTLAND" } },
  handler: (ctx) => Vendors.addAlias(ctx, ctx.params.vendorId, ctx.body.pattern),
});

export const remove = endpoint("DELETE /v1/household/vendors/{vendorId}/aliases/{aliasId}", {
  summary: "Forget a spelling of a vendor",
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    await Vendors.removeAlias(ctx, ctx.params.vendorId, ctx.params.aliasId);
    return undefined;
  },
});
