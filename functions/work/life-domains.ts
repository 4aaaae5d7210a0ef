import * as z from "zod/mini";
import { LifeDomainEvents } from "#core/work/events";
import * as LifeDomains from "#core/work/life-domains";
import { lifeDomains } from "#core/work/life-domains.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { rowSchema } from "#kit/wire";

export const { list, get, create, update, remove } = crud("/v1/work/life-domains", lifeDomains, {
  write: ["name", "slug", "kind", "color", "icon", "description", "isActive", "sortOrder", "config"],
  filter: ["slug", "kind", "isActive"],
  sort: ["name", "sortOrder"],
  emits: LifeDomainEvents,
  example: { name: "Gardening", slug: "gardening", kind: "gardening", color: "#16A34A", icon: "sprout" },
});

export const startFromTemplate = endpoint("POST /v1/work/life-domains/from-template", {
  summary: "Start with the eight life domains of the template",
  description: "Adds those whose slug is not in use yet, and answers with all eight; doing it again changes nothing.",
  returns: z.strictObject({ data: z.array(rowSchema(lifeDomains)) }),
  handler: async (ctx) => ({ data: await LifeDomains.startFromTemplate(ctx) }),
});
