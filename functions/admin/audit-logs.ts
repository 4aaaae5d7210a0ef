/** Who did and saw what. */
import * as AuditLogs from "#core/admin/audit-logs";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput } from "#kit/problem";

export const list = endpoint("GET /v1/admin/audit-logs", {
  summary: "List the audit log of everybody",
  description:
    "Newest first. What administrators did and looked at has an action that begins with `admin.`, and is theirs by `actorId`. Looking is recorded here as well.",
  access: "admin",
  query: AuditLogs.Query,
  returns: AuditLogs.AuditLogs,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => AuditLogs.list(ctx, ctx.query),
});
