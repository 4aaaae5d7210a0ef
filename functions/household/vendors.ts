import { VendorEvents } from "#core/household/events";
import * as Vendors from "#core/household/vendors";
import { vendors } from "#core/household/vendors.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { createSchema, patchSchema } from "#kit/wire";

const WRITE = ["name", "logoUrl", "defaultCategory", "globalVendorId"] as const;

const plain = crud("/v1/household/vendors", vendors, {
  write: [...WRITE, "normalizedName"],
  writeOnce: ["householdId"],
  filter: ["householdId", "normalizedName", "defaultCategory"],
  sort: ["name"],
  emits: VendorEvents,
  example: { name: "Green Fork Kitchen", defaultCategory: "Eating out" },
});

export const { list, get } = plain;

export const create = endpoint("POST /v1/household/vendors", {
  ...plain.create.spec,
  description: "Without `householdId` it belongs to your own household.",
  body: createSchema(vendors, [...WRITE, "householdId"]),
  handler: (ctx) =>
    plain.create.spec.handler({ ...ctx, body: Vendors.withDerived(ctx.body as Record<string, unknown>, true) }),
});

export const update = endpoint("PATCH /v1/household/vendors/{vendorId}", {
  ...plain.update.spec,
  description: "A vendor without a household is everybody's and can be read only.",
  body: patchSchema(vendors, WRITE),
  handler: (ctx) =>
    plain.update.spec.handler({ ...ctx, body: Vendors.withDerived(ctx.body as Record<string, unknown>, false) }),
});
