/** The timeline: the append-only events, newest first, as their owner sees them. */
import { and, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { eventOrigins, events } from "#core/platform/events.sql";
import { titlesRead } from "#core/platform/titles";
import type { Ctx } from "#kit/ctx";
import { type ListSpec, listQuery, listRead, type Page, pageSchema } from "#kit/list";
import { NotFound } from "#kit/problem";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";
import { Instant, Text, Uuid } from "#kit/wire";

const Scalars = z.record(z.string(), z.unknown());

/** An event in the API. */
export const Event = z.strictObject({
  id: Uuid,
  type: z.string(),
  source: z.string(),
  entityType: z.nullable(z.string()),
  entityId: z.nullable(Uuid),
  action: z.string(),
  userId: z.nullable(Uuid),
  householdId: z.nullable(Uuid),
  actorId: z.nullable(Uuid),
  changed: z.array(z.string()),
  payload: Scalars,
  /** The previous values of the changed fields; in a list only with `include=previous`. */
  previous: z.optional(z.nullable(Scalars)),
  origin: z.enum(eventOrigins),
  correlationId: z.nullable(Uuid),
  causationId: z.nullable(Uuid),
  platform: z.nullable(z.string()),
  clientVersion: z.nullable(z.string()),
  /** What the row is called, when `titles=true`; null where nothing names it, or the caller does not see it. */
  title: z.optional(z.nullable(z.string())),
  createdAt: Instant,
});
export type Event = z.output<typeof Event>;

// The IP address and request id of an event are only for operators. Previous values are only for the owner and the actor, which
// the database enforces.
const OPERATORS_OWN = ["ip", "requestId"] as const;
const previous = sql`previous_of(${events.id})`;

const listing: ListSpec<typeof events> = {
  filter: ["id", "entityType", "entityId", "correlationId", "createdAt"],
  sort: [],
  include: ["previous"],
  omit: OPERATORS_OWN,
  through: { previous },
};

export const Query = listQuery(events, listing, {
  type: z.optional(Text(100, 1)),
  pillar: z.optional(Text(50, 1)),
  scope: z.optional(z.enum(["mine", "household", "shared"])),
  titles: z.optional(z.enum(["true", "false"])),
});
export const Events = pageSchema(Event);

/**
 * A page of the speaker's events; with `scope=household` of those about rows shared with their household, with `scope=shared` of
 * those about rows that were granted to them, or are in a container that was. Events that are asked for by their ids are those of
 * anybody that the speaker may see, as one event is.
 */
export async function list(ctx: Ctx, query: Record<string, unknown>): Promise<Page<Event>> {
  const ofOthers = query.scope === "shared";
  const [page] = await ctx.db.batch([
    listRead(
      events,
      listing,
      ofOthers || (query.id !== undefined && query.scope === undefined) ? { ...query, scope: "visible" } : query,
      and(ofType(query.type), ofPillar(query.pillar), ofOthers ? ofGranted : undefined),
    ),
  ]);
  const data = page.data.map(shown);
  return { data: query.titles === "true" ? await titled(ctx, data) : data, nextCursor: page.nextCursor };
}

/** One flight more. */
async function titled(ctx: Ctx, data: readonly Event[]): Promise<Event[]> {
  const [titles] = await ctx.db.batch([titlesRead(ctx, data)]);
  return data.map((event) => ({ ...event, title: titles.get(event.entityId ?? "") ?? null }));
}

export async function get(ctx: Ctx, id: string): Promise<Event> {
  const [{ data }] = await ctx.db.batch([
    listRead(events, listing, { scope: "visible", include: "previous" }, sql`${events.id} = ${id}::uuid`),
  ]);
  const [event] = data;
  if (!event) throw NotFound();
  return shown(event);
}

/** The policy of events checks since when the row is visible. */
const ofGranted = sql`${events.userId} = any(array(select grantor_id from access_grants where grantee_id = ${me}))
  and (${events.entityId} = any(array(select entity_id from access_grants where grantee_id = ${me}))
    or (select my_granted_since()) ? (${events.userId} || ':' || ${events.entityId}))`;

const ofType = (type: unknown): SQL | undefined =>
  typeof type === "string" ? sql`${events.eventType} = ${type}` : undefined;

type Unsaid = "previous" | (typeof OPERATORS_OWN)[number];
type Stored = Omit<Row<typeof events>, Unsaid> & Partial<Pick<Row<typeof events>, Unsaid>>;

/** The events that this pillar tells of; the policy of API keys reads the same from the source. */
const ofPillar = (pillar: unknown): SQL | undefined =>
  typeof pillar === "string" ? sql`split_part(${events.source}, '/', 2) = ${pillar}` : undefined;

/** The event with its type under the name that the API uses, and without the fields for operators. */
export function shown(row: Stored): Event {
  const { eventType, ip, requestId, ...event } = row;
  return { ...event, type: eventType };
}
