import * as z from "zod/mini";
import { InviteEvents } from "#core/identity/events";
import { householdInvites, households } from "#core/identity/households.sql";
import * as Invites from "#core/identity/invites";
import { identityFields } from "#core/identity/sayings";
import { MEMBERS } from "#core/identity/scopes";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { listQuery, pageSchema } from "#kit/list";
import { Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { columnSchema, rowSchema } from "#kit/wire";

const Invite = rowSchema(householdInvites, Invites.OMIT);
const WithToken = rowSchema(householdInvites, Invites.OMIT, { token: z.optional(z.string()) });

export const list = endpoint("GET /v1/identity/households/{householdId}/invites", {
  entities: [entityOf(InviteEvents.created, householdInvites)],
  summary: "List the invites to a household",
  scope: MEMBERS,
  query: listQuery(householdInvites, Invites.listing),
  returns: pageSchema(Invite),
  problems: [InvalidInput, NotFound, Forbidden],
  handler: (ctx) => Invites.list(ctx, ctx.params.householdId, ctx.query),
});

export const create = endpoint("POST /v1/identity/households/{householdId}/invites", {
  summary: "Invite somebody to a household",
  scope: MEMBERS,
  description:
    "For whoever has this address, once. The token is in this answer and never shown again; another invite for the address ends this one.",
  body: z.strictObject({
    email: columnSchema(householdInvites.email) as z.ZodMiniType<string>,
    days: z.optional(z.int().check(z.gte(1), z.lte(Invites.MAX_DAYS))),
  }),
  returns: WithToken,
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden],
  example: { body: { email: "ada@example.com", days: 7 } },
  handler: (ctx) => Invites.create(ctx, ctx.params.householdId, ctx.body),
});

export const revoke = endpoint("DELETE /v1/identity/households/{householdId}/invites/{inviteId}", {
  summary: "Revoke an invite to a household",
  scope: MEMBERS,
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    await Invites.revoke(ctx, ctx.params.householdId, ctx.params.inviteId);
    return undefined;
  },
});

export const accept = endpoint("POST /v1/identity/invites/accept", {
  summary: "Accept an invite to a household",
  scope: MEMBERS,
  description: "For the person whose verified address it was sent to. Accepting it again answers the same.",
  body: z.strictObject({ token: z.string().check(z.regex(/^[\w-]{1,100}$/, identityFields("no_token").text)) }),
  returns: rowSchema(households),
  problems: [InvalidInput],
  handler: (ctx) => Invites.accept(ctx, ctx.body.token),
});
