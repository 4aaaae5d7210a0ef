/** The events of all people, for administrators, whose look at them is recorded. The previous values of fields are left out; only their owners see them. */

import { and, desc, eq, gt, gte, inArray, lt, lte, type SQL } from "drizzle-orm";
import * as z from "zod/mini";
import { readablePillars } from "#cloud/scopes";
import { type AuditedPage, auditAside, audited, auditedPage } from "#core/admin/audit";
import { events } from "#core/platform/events.sql";
import { Limit } from "#core/platform/limit";
import { Event, shown } from "#core/platform/timeline";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { DEFAULT_LIMIT } from "#kit/list";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Instant, Text, Uuid } from "#kit/wire";

export const Query = z.strictObject({
  limit: z.optional(Limit),
  cursor: z.optional(z.string().check(z.maxLength(100))),
  type: z.optional(Text(100, 1)),
  userId: z.optional(Uuid),
  actorId: z.optional(Uuid),
  entityType: z.optional(Text(100, 1)),
  entityId: z.optional(Uuid),
  correlationId: z.optional(Uuid),
  "createdAt[lt]": z.optional(Instant),
  "createdAt[lte]": z.optional(Instant),
  "createdAt[gt]": z.optional(Instant),
  "createdAt[gte]": z.optional(Instant),
});
type Query = z.output<typeof Query>;

export const Events = auditedPage(Event);

/** A page of everybody's events of the pillars that the speaker may read, newest first. For the service role. */
export async function list(ctx: Ctx, query: Query): Promise<AuditedPage<Event>> {
  const size = query.limit ?? DEFAULT_LIMIT;
  const pillars = readablePillars(ctx.actor);
  const [rows] = await ctx.db.batch([
    db
      .select()
      .from(events)
      .where(and(conditions(query), pillars && inArray(events.source, pillars.map(sourceOf))))
      .orderBy(desc(events.id))
      .limit(size + 1),
    auditAside(ctx, "admin.events.listed", { entityType: "events", details: { ...query } }),
  ]);
  const page = rows.slice(0, size);
  return {
    data: page.map(({ previous, ...event }) => shown(event)),
    nextCursor: rows.length > size ? Buffer.from(page.at(-1)!.id).toString("base64url") : null,
    ...audited,
  };
}

function conditions(query: Query): SQL | undefined {
  const given = <V>(value: V | undefined, condition: (value: V) => SQL) => value !== undefined && condition(value);
  return and(
    ...[
      given(query.cursor, (cursor) => lt(events.id, positionOf(cursor))),
      given(query.type, (type) => eq(events.eventType, type)),
      given(query.userId, (id) => eq(events.userId, id)),
      given(query.actorId, (id) => eq(events.actorId, id)),
      given(query.entityType, (type) => eq(events.entityType, type)),
      given(query.entityId, (id) => eq(events.entityId, id)),
      given(query.correlationId, (id) => eq(events.correlationId, id)),
      given(query["createdAt[lt]"], (at) => lt(events.createdAt, at)),
      given(query["createdAt[lte]"], (at) => lte(events.createdAt, at)),
      given(query["createdAt[gt]"], (at) => gt(events.createdAt, at)),
      given(query["createdAt[gte]"], (at) => gte(events.createdAt, at)),
    ].filter((condition) => condition !== false),
  );
}

const sourceOf = (pillar: string) => `lifeos/${pillar}`;

function positionOf(cursor: string): string {
  const id = Uuid.safeParse(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!id.success) throw wrongInput({ parameter: "cursor" }, fieldSayings("unknown_cursor"));
  return id.data;
}
