/** The causes and effects of an event, as a tree from the beginning of its story. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { eventOrigins } from "#core/platform/events.sql";
import { titlesRead } from "#core/platform/titles";
import { isoInstant } from "#kit/columns";
import type { Ctx, Origin } from "#kit/ctx";
import { read } from "#kit/db";
import { NotFound } from "#kit/problem";
import { Instant, Uuid } from "#kit/wire";

/** The most events in a trace. */
export const MAX_EVENTS = 1_000;

export interface TraceNode {
  id: string;
  type: string;
  entityType: string | null;
  entityId: string | null;
  /** What the row is called; null where nothing names it, or the caller does not see it. */
  title: string | null;
  at: string;
  /** Milliseconds since its cause; null when the cause is not shown. */
  msSinceCause: number | null;
  msSinceRoot: number;
  actorId: string | null;
  origin: Origin;
  /** The workflow run that did it; null when none did. */
  runId: string | null;
  /** The reason why it is below the root, when the root is not its cause. */
  note: string | null;
  effects: TraceNode[];
}

export const TraceNode: z.ZodMiniType<TraceNode> = z
  .strictObject({
    id: Uuid,
    type: z.string(),
    entityType: z.nullable(z.string()),
    entityId: z.nullable(Uuid),
    title: z.nullable(z.string()),
    at: Instant,
    msSinceCause: z.nullable(z.int()),
    msSinceRoot: z.int(),
    actorId: z.nullable(Uuid),
    origin: z.enum(eventOrigins),
    runId: z.nullable(z.string()),
    note: z.nullable(z.string()),
    effects: z.array(z.lazy(() => TraceNode)),
  })
  .register(z.globalRegistry, { id: "TraceNode" });

export const Trace = z.strictObject({ root: TraceNode, events: z.int(), truncated: z.boolean() });

export interface TracedEvent {
  id: string;
  type: string;
  entityType: string | null;
  entityId: string | null;
  at: string;
  actorId: string | null;
  origin: Origin;
  runId: string | null;
  causationId: string | null;
}

/**
 * All events of the event's story that the speaker may see, from its beginning: one flight for the events, one for the titles of
 * their rows. A story with more than a thousand events is cut at its end; the requested event and its causes are always included.
 */
export async function trace(ctx: Ctx, id: string): Promise<z.output<typeof Trace>> {
  const [rows] = await ctx.db.batch([
    read<TracedEvent>(sql`
      with recursive asked as (select id, causation_id, correlation_id from events where id = ${id}::uuid),
      causes (id, causation_id, steps) as (
        select id, causation_id, 1 from asked
        union all
        select e.id, e.causation_id, c.steps + 1 from causes c join events e on e.id = c.causation_id
        where c.steps < ${MAX_EVENTS}
      )
      select e.id, e.event_type as type, e.entity_type as "entityType", e.entity_id as "entityId", e.created_at as at,
        e.actor_id as "actorId", e.origin, run_of(e.id) as "runId", e.causation_id as "causationId"
      from events e
      where e.correlation_id = (select correlation_id from asked) or e.id = any(array(select id from causes))
      order by e.id = any(array(select id from causes)) desc, e.id
      limit ${MAX_EVENTS + 1}`),
  ]);
  if (rows.length === 0) throw NotFound();
  const events = rows.slice(0, MAX_EVENTS).map((row) => ({ ...row, at: isoInstant(row.at) }));
  const [titles] = await ctx.db.batch([titlesRead(ctx, events)]);
  return { root: treeOf(events, titles), events: events.length, truncated: rows.length > MAX_EVENTS };
}

const UNSEEN = "What caused this is not among the events that you may see.";
const OWN_BEGINNING = "This began without a cause, in the same story.";

/** Builds one tree of the events. None is lost: an event whose cause is not among them is put below the root with a note. */
export function treeOf(events: readonly TracedEvent[], titles: ReadonlyMap<string, string> = new Map()): TraceNode {
  const inOrder = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(inOrder.map((event) => [event.id, event]));
  const causeOf = (event: TracedEvent) => (event.causationId === null ? undefined : byId.get(event.causationId));
  const tops = new Set(inOrder.filter((event) => !causeOf(event) || turnsInACircle(event, causeOf)));
  const [top, ...others] = tops;
  const first = [top!, ...others].find((event) => event.causationId === null) ?? top!;

  const nodes = new Map(inOrder.map((event) => [event.id, nodeOf(event, first, titles)]));
  const root = nodes.get(first.id)!;
  for (const event of inOrder) {
    if (event === first) continue;
    const node = nodes.get(event.id)!;
    const cause = tops.has(event) ? undefined : causeOf(event);
    if (!cause) node.note = event.causationId === null ? OWN_BEGINNING : UNSEEN;
    else node.msSinceCause = msBetween(cause, event);
    (cause ? nodes.get(cause.id)! : root).effects.push(node);
  }
  return root;
}

/**
 * Whether an event's causes form a cycle. Causes come before their effects, so this finds only forged rows, with which building a
 * tree must still end.
 */
function turnsInACircle(event: TracedEvent, causeOf: (event: TracedEvent) => TracedEvent | undefined): boolean {
  const seen = new Set<string>();
  for (let at: TracedEvent | undefined = event; at; at = causeOf(at)) {
    if (seen.has(at.id)) return at.id === event.id;
    seen.add(at.id);
  }
  return false;
}

const msBetween = (from: TracedEvent, to: TracedEvent) => Date.parse(to.at) - Date.parse(from.at);

function nodeOf(event: TracedEvent, root: TracedEvent, titles: ReadonlyMap<string, string>): TraceNode {
  const { causationId: _, ...shown } = event;
  const title = titles.get(event.entityId ?? "") ?? null;
  return { ...shown, title, msSinceCause: null, msSinceRoot: msBetween(root, event), note: null, effects: [] };
}
