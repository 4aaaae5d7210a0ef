/** What those who run this deployment do and look at, kept in their own audit log. */

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { auditLogs } from "#core/platform/operations.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, uncounted } from "#kit/db";
import type { Page } from "#kit/list";

export interface About {
  entityType: string;
  entityId?: string;
  details: Record<string, unknown>;
}

/** The write that records an action; it belongs into the batch that acts. */
export function audit(ctx: Ctx, action: string, about: About) {
  const { userId } = ctx.actor;
  return insert(ctx, auditLogs, { ...about, userId, actorId: userId, action, ip: ctx.ip ?? undefined });
}

/**
 * Records an action that counts against no limit and belongs to no claim: that somebody looked at people's data, in the batch that
 * reads it, or what became of something that was claimed before.
 */
export function auditAside(ctx: Ctx, action: `admin.${string}`, about: About): Read<unknown> {
  const { userId } = ctx.actor;
  const details = JSON.stringify({ ...about.details, requestId: ctx.requestId });
  return uncounted(sql`
    insert into ${auditLogs} (user_id, actor_id, action, entity_type, entity_id, ip, details)
    values (${userId}::uuid, ${userId}::uuid, ${action}, ${about.entityType}, ${about.entityId ?? null}::uuid, ${ctx.ip}::inet, ${details}::jsonb)`);
}

/** The field by which an answer says that it was recorded who saw it. */
export const Audited = z.literal(true);
export const audited = { audited: true } as const;

/** The schema of a page of people's data. */
export const auditedPage = <R>(row: z.ZodMiniType<R>) =>
  z.strictObject({ data: z.array(row), nextCursor: z.nullable(z.string()), audited: Audited });
export type AuditedPage<R> = Page<R> & typeof audited;
