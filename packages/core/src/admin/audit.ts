/** The operators' own audit log. */

import { auditLogs } from "#core/platform/operations.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";

/** The write that records an action; put it into the batch of the action. */
export function audit(
  ctx: Ctx,
  action: string,
  about: { entityType: string; entityId?: string; details: Record<string, unknown> },
) {
  const { userId } = ctx.actor;
  return insert(ctx, auditLogs, { ...about, userId, actorId: userId, action, ip: ctx.ip ?? undefined });
}
