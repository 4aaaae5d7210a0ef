/** The audit log of everybody, for administrators: who looked at what, and what they did. Whoever looks at it is in it. */

import type * as z from "zod/mini";
import { type AuditedPage, auditAside, audited, auditedPage } from "#core/admin/audit";
import { auditLogs } from "#core/platform/operations.sql";
import type { Ctx } from "#kit/ctx";
import { type ListSpec, listQuery, listRead } from "#kit/list";
import { type Row, rowSchema } from "#kit/wire";

const listing: ListSpec<typeof auditLogs> = {
  filter: ["userId", "actorId", "action", "entityType", "entityId", "outcome", "createdAt"],
  sort: [],
};

export const Query = listQuery(auditLogs, listing);
export const AuditLogs = auditedPage(rowSchema(auditLogs));

export async function list(ctx: Ctx, query: z.output<typeof Query>): Promise<AuditedPage<Row<typeof auditLogs>>> {
  const [page] = await ctx.db.batch([
    listRead(auditLogs, listing, { ...query, scope: "visible" }),
    auditAside(ctx, "admin.audit_logs.listed", { entityType: "audit_logs", details: { ...query } }),
  ]);
  return { ...page, ...audited };
}
