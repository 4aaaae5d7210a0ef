import * as z from "zod/mini";
import { LifeDomainEvents } from "#core/work/events";
import * as LifeDomains from "#core/work/life-domains";
import { lifeDomains } from "#core/work/life-domains.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { rowSchema } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/life-domains", lifeDomains, {
  write: ["name", "slug", "kind", "color", "icon", "description", "isActive", "sortOrder", "config"],
  derived: ["slug", "kind"],
  filter: ["slug", "kind", "isActive"],
  sort: ["name", "sortOrder"],
  emits: LifeDomainEvents,
  refusals: LifeDomains.refusals,
  example: { name: "Gardening", color: "#16A34A", icon: "sprout" },
  created: (_, body) => LifeDomains.withDerived(body),
  create: {
    description:
      "A name is enough. Without `slug` it is made of the name, with a number where you have one like it already; without `kind` the domain is one of its own kind.",
  },
});

const Template = z.strictObject({
  name: LifeDomains.TemplateName,
  domains: z.array(
    z.strictObject({ slug: z.string(), kind: z.string(), name: z.string(), color: z.string(), icon: z.string() }),
  ),
});

export const templates = endpoint("GET /v1/work/life-domains/templates", {
  summary: "List the sets of life domains to start from",
  description: "`everyday` is a plain set; `freelance` is for people who live on several kinds of work.",
  returns: z.strictObject({ data: z.array(Template) }),
  handler: async () => ({
    data: LifeDomains.TemplateName.options.map((name) => ({ name, domains: [...LifeDomains.TEMPLATES[name]] })),
  }),
});

export const startFromTemplate = endpoint("POST /v1/work/life-domains/from-template", {
  summary: "Start with the life domains of a template",
  description:
    "`freelance` unless `template` says `everyday`. Adds those whose slug is not in use yet, and answers with all of the template; doing it again changes nothing.",
  body: z.strictObject({ template: z.optional(LifeDomains.TemplateName) }),
  returns: z.strictObject({ data: z.array(rowSchema(lifeDomains)) }),
  example: { body: { template: "everyday" } },
  handler: async (ctx) => ({ data: await LifeDomains.startFromTemplate(ctx, ctx.body.template ?? "freelance") }),
});
