import * as z from "zod/mini";
import { VendorEvents } from "#core/household/events";
import * as Vendors from "#core/household/vendors";
import { vendors } from "#core/household/vendors.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

export const { list, get, create, update } = crud("/v1/household/vendors", vendors, {
  write: ["name", "logoUrl", "defaultCategory", "globalVendorId"],
  writeOnce: ["householdId"],
  filter: ["householdId", "normalizedName", "defaultCategory"],
  sort: ["name"],
  emits: VendorEvents,
  refusals: Vendors.refusals,
  example: { name: "Green Fork Kitchen", defaultCategory: "Eating out" },
  created: (_, body) => Vendors.created(body),
  changed: (_, body) => Vendors.changed(body),
  create: { description: "Without `householdId` it belongs to your own household." },
  update: { description: "A vendor without a household is everybody's and can be read only." },
});

export const merge = endpoint("POST /v1/household/vendors/{vendorId}/merge", {
  summary: "Merge a vendor into another",
  description:
    "Both are of one household. Everything that names the first one names the other from then on, and its name and spellings lead to the other; the first one is gone. Answers the other one.",
  body: z.strictObject({ into: Uuid }),
  returns: rowSchema(vendors),
  problems: [InvalidInput, NotFound, Forbidden],
  example: { body: { into: "0192a3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b" } },
  handler: (ctx) => Vendors.merge(ctx, ctx.params.vendorId, ctx.body.into),
});
