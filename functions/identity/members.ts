import * as z from "zod/mini";
import { MemberUpdated } from "#core/identity/events";
import * as Households from "#core/identity/households";
import { householdMembers, householdRoles } from "#core/identity/households.sql";
import { MEMBERS } from "#core/identity/scopes";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { listQuery, pageSchema } from "#kit/list";
import { Forbidden, InvalidInput, NotFound } from "#kit/problem";

export const list = endpoint("GET /v1/identity/households/{householdId}/members", {
  entities: [entityOf(MemberUpdated, householdMembers)],
  summary: "List the members of a household",
  description: "With the names that members know each other by.",
  query: listQuery(householdMembers, Households.memberListing),
  returns: pageSchema(Households.Member),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Households.listMembers(ctx, ctx.params.householdId, ctx.query),
});

export const update = endpoint("PATCH /v1/identity/households/{householdId}/members/{memberId}", {
  summary: "Give a member of a household another role",
  scope: MEMBERS,
  body: z.strictObject({ role: z.enum(householdRoles) }),
  returns: Households.Member,
  problems: [InvalidInput, NotFound, Forbidden, Households.LastAdmin],
  refusals: Households.memberRefusals,
  example: { body: { role: "admin" } },
  handler: (ctx) => Households.changeRole(ctx, ctx.params.householdId, ctx.params.memberId, ctx.body.role),
});

export const remove = endpoint("DELETE /v1/identity/households/{householdId}/members/{memberId}", {
  summary: "Remove a member from a household",
  scope: MEMBERS,
  description: "An admin may remove anybody, everybody themselves. What they had shared is theirs alone again.",
  problems: [NotFound, Forbidden, Households.LastAdmin],
  refusals: Households.memberRefusals,
  async handler(ctx) {
    await Households.removeMember(ctx, ctx.params.householdId, ctx.params.memberId);
    return undefined;
  },
});

export const leave = endpoint("POST /v1/identity/households/{householdId}/members/leave", {
  summary: "Leave a household",
  scope: MEMBERS,
  description: "What you had shared with it is yours alone again. The last admin cannot leave.",
  problems: [NotFound, Households.LastAdmin],
  refusals: Households.memberRefusals,
  async handler(ctx) {
    await Households.leave(ctx, ctx.params.householdId);
    return undefined;
  },
});
