import * as z from "zod/mini";
import { accessGrants, grantRoles } from "#core/identity/access.sql";
import { GrantGiven } from "#core/identity/events";
import * as Grants from "#core/identity/grants";
import { SHARE } from "#core/identity/scopes";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { listQuery, pageSchema } from "#kit/list";
import { AlreadyExists, InvalidInput, MissingScope, NotFound } from "#kit/problem";
import { columnSchema, exactlyOne, Text, Uuid } from "#kit/wire";

export const list = endpoint("GET /v1/identity/grants", {
  entities: [entityOf(GrantGiven, accessGrants)],
  summary: "List grants",
  description:
    "Those that you gave, or with `direction=received` those that you were given. An API key sees those of the pillars that it may read.",
  query: listQuery(accessGrants, Grants.listing, {
    direction: z.optional(z.enum(["given", "received"])),
    titles: z.optional(z.enum(["true", "false"])),
  }),
  returns: pageSchema(Grants.Grant),
  problems: [InvalidInput],
  handler: (ctx) => Grants.list(ctx, ctx.query.direction ?? "given", ctx.query),
});

export const create = endpoint("POST /v1/identity/grants", {
  summary: "Share a row of your own",
  description:
    "With a person (`granteeId`) or an address (`email`): whoever has it or will have it sees the row. `entityType` is the singular of the resource: `task`, `todo_list`. Nobody is told whether an address belongs to anybody. An API key also needs the scope to change such rows: `work:write` for a task.",
  scope: SHARE,
  body: z
    .strictObject({
      entityType: Text(100, 1),
      entityId: Uuid,
      role: z.enum(grantRoles),
      granteeId: z.optional(Uuid),
      email: z.optional(columnSchema(accessGrants.email) as z.ZodMiniType<string>),
    })
    .check(...exactlyOne("granteeId", "email")),
  returns: Grants.Grant,
  status: 201,
  problems: [InvalidInput, MissingScope, AlreadyExists],
  example: {
    body: {
      entityType: "task",
      entityId: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37",
      role: "viewer",
      email: "ada@example.com",
    },
  },
  handler: (ctx) => Grants.create(ctx, ctx.body),
});

export const remove = endpoint("DELETE /v1/identity/grants/{grantId}", {
  summary: "Withdraw a grant",
  description:
    "Either side may: whoever gave it, and whoever was given it. An API key also needs the scope to change such rows.",
  scope: SHARE,
  problems: [NotFound, MissingScope],
  async handler(ctx) {
    await Grants.withdraw(ctx, ctx.params.grantId);
    return undefined;
  },
});
