/** The people of this deployment. */
import * as Users from "#core/admin/users";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";

export const list = endpoint("GET /v1/admin/users", {
  summary: "Find people",
  description:
    "Newest first. `q` is a part of the name or of the e-mail address, or the id. Looking is recorded in the audit log.",
  access: "admin",
  query: Users.Query,
  returns: Users.Users,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => Users.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/admin/users/{userId}", {
  summary: "Get a person with their limits, sessions and counts",
  description: "Looking is recorded in the audit log.",
  access: "admin",
  returns: Users.Detail,
  problems: [NotFound, Forbidden],
  handler: (ctx) => Users.get(ctx, ctx.params.userId),
});

export const update = endpoint("PATCH /v1/admin/users/{userId}", {
  summary: "Change the tier or the limit of a person",
  description:
    "`changesPerMinute` counts instead of what the tier allows; null is the tier's again. Requests know it within a minute.",
  access: "admin",
  body: Users.Change,
  returns: Users.Detail,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  handler: (ctx) => Users.update(ctx, ctx.params.userId, ctx.body, ctx.headers["if-match"]),
});

export const endSessions = endpoint("POST /v1/admin/users/{userId}/end-sessions", {
  summary: "End the sessions of a person",
  description:
    "Refuses every token that was made before now. What was identified before may be used until `effectiveBy`, and an open stream ends within five minutes. API keys go on: they are no sessions.",
  access: "admin",
  returns: Users.SessionsEnded,
  problems: [NotFound, Forbidden],
  handler: (ctx) => Users.endSessions(ctx, ctx.params.userId),
});
