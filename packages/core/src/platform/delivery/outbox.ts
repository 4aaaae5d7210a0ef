/**
 * The outbox: ids of events that the bus has not delivered yet. Publishing after the commit may fail, so the consumer
 * `platform.acknowledge` removes the row of each delivered event, and the remaining ones are published again.
 */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { recordingDeadLetter } from "#cloud/dead-letter";
import type { BusEvent } from "#cloud/lambda";
import { isAnswerTooLarge } from "#cloud/transport";
import { putOnBus } from "#core/platform/delivery/bus";
import { events, outbox } from "#core/platform/events.sql";
import { Limit } from "#core/platform/limit";
import { isoInstant } from "#kit/columns";
import type { Refused } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import { effect, read, uncounted, write } from "#kit/db";
import type { EventRow } from "#kit/event";
import { Instant, Uuid } from "#kit/wire";

/** The source of dead letters for events that never reached a consumer. */
export const OUTBOX = "outbox";

export interface Delivered {
  recordId: string;
  event: BusEvent;
}

/** Removes the rows of delivered events in one statement. Records that are not events of LifeOS are returned as failed. */
export async function acknowledge(ctx: Ctx, delivered: readonly Delivered[]): Promise<{ failed: Refused[] }> {
  const seen: string[] = [];
  const failed: Refused[] = [];
  for (const { recordId, event } of delivered) {
    const id = Uuid.safeParse((event.detail as { id?: unknown } | null)?.id);
    if (id.success) seen.push(id.data);
    else failed.push({ recordId, reason: "The message is no event." });
  }
  if (seen.length > 0)
    await ctx.db.batch([effect(sql`delete from ${outbox} where event_id = any(${`{${seen.join(",")}}`}::uuid[])`)]);
  return { failed };
}

const PER_CLAIM = 100;
const PER_RUN = 1_000;
/** An hour of sweeps. Until then the bus may be slow or the acknowledging consumer down, and the events are delivered later. */
const MAX_TRIES = 60;

export interface Sweep {
  claimed: number;
  published: number;
  /** Events that became dead letters. */
  deadLettered: number;
  refused: number;
  waiting: number;
  oldestAgeSeconds: number;
}

/**
 * Publishes events that have waited for a minute, the longest untouched first. A claim lasts a minute and skips rows that another
 * sweep has locked, so that neither a second sweep nor an event that the bus refuses delays the others. An event that the bus
 * refuses for good, or that it accepted again and again without delivering it, becomes a dead letter.
 */
export async function sweep(ctx: Ctx): Promise<Sweep> {
  const done = { claimed: 0, published: 0, deadLettered: 0 };
  let size = PER_CLAIM;
  while (done.claimed < PER_RUN) {
    const asked = Math.min(size, PER_RUN - done.claimed);
    const due = await claim(ctx, asked).catch((error) => {
      if (asked > 1 && isAnswerTooLarge(error)) return undefined;
      throw error;
    });
    if (due === undefined) {
      // Nothing was claimed, because the batch was too large: a smaller one may get through.
      size = Math.floor(asked / 2);
      continue;
    }
    const lost = await neverComesOut(ctx, due);
    const rest = due.filter(({ event }) => !lost.some(({ id }) => id === event.id));
    const { taken, hopeless } = await putOnBus(
      ctx,
      rest.map(({ event }) => event),
    );
    await settle(ctx, due, taken, [...lost, ...hopeless]);
    done.claimed += due.length;
    done.published += taken.length;
    done.deadLettered += lost.length + hopeless.length;
    // A bus that accepts nothing is down, so the rest waits for the next sweep.
    if (due.length < asked || taken.length === 0) break;
  }
  const refused = done.claimed - done.published - done.deadLettered;
  const swept = { ...done, refused, ...(await backlog(ctx)) };
  ctx.log(refused + done.deadLettered > 0 ? "warn" : "info", "swept the outbox", { ...swept });
  return swept;
}

interface Due {
  event: EventRow;
  /** How often the bus accepted it from a sweep. */
  tries: number;
}

interface Lost {
  id: string;
  reason: string;
}

/**
 * Events that were published for an hour without being delivered, while younger ones were. If none is delivered, the events are
 * not at fault.
 */
async function neverComesOut(ctx: Ctx, due: readonly Due[]): Promise<Lost[]> {
  const worn = due.filter(({ tries }) => tries >= MAX_TRIES);
  if (worn.length === 0) return [];
  const [[out]] = await ctx.db.batch([
    read<{ id: string }>(sql`
      select e.id from ${events} e where not exists (select from ${outbox} o where o.event_id = e.id) order by e.id desc limit 1`),
  ]);
  const isPassed = (id: string) => out !== undefined && id < out.id;
  return worn
    .filter(({ event }) => isPassed(event.id))
    .map(({ event, tries }) => ({
      id: event.id,
      reason: `The bus took it ${tries} times, and no queue has shown it.`,
    }));
}

/** Counts a try for the events that the bus accepted. Removes the lost ones in the same batch that records them as dead letters. */
async function settle(ctx: Ctx, due: readonly Due[], taken: readonly string[], lost: readonly Lost[]): Promise<void> {
  const statements = lost.flatMap(({ id, reason }) => {
    const { event, tries } = due.find((one) => one.event.id === id)!;
    // Each sweep has a message id of its own, so that an event which is redriven and lost again opens its dead letter again.
    const letter = { source: OUTBOX, eventId: id, messageId: ctx.requestId, error: reason, attempts: tries + 1 };
    return [
      recordingDeadLetter({ ...letter, payload: { event: { ...event } } }),
      effect(sql`delete from ${outbox} where event_id = ${id}::uuid`),
    ];
  });
  if (taken.length > 0)
    statements.push(
      effect(sql`update ${outbox} set tries = tries + 1 where event_id = any(${`{${taken.join(",")}}`}::uuid[])`),
    );
  if (statements.length > 0) await ctx.db.batch(statements);
}

/** Puts an event into the outbox again, for the next sweep; returns false when the event does not exist any more. */
export async function putOut(ctx: Ctx, eventId: string): Promise<boolean> {
  const [found] = await ctx.db.batch([
    uncounted<{ id: string }>(sql`
      with found as (select id from ${events} where id = ${eventId}::uuid),
        queued as (insert into ${outbox} (event_id) select id from found on conflict do nothing)
      select id from found`),
  ]);
  return found.length > 0;
}

// Ages are calculated with the database's clock, which also set the times.
async function claim(ctx: Ctx, limit: number): Promise<Due[]> {
  const [rows] = await ctx.db.batch([
    write<{ event: string; tries: number }>(sql`
      with due as (
        select event_id from outbox where greatest(created_at, swept_at) < now() - interval '1 minute'
        order by greatest(created_at, swept_at) limit ${limit} for update skip locked
      )
      update outbox o set swept_at = now() from due join events e on e.id = due.event_id where o.event_id = due.event_id
      returning to_jsonb(e) - 'previous' - 'ip' as event, o.tries`),
  ]);
  return rows.map(({ event, tries }) => ({ event: JSON.parse(event) as EventRow, tries }));
}

async function backlog(ctx: Ctx): Promise<{ waiting: number; oldestAgeSeconds: number }> {
  const [[row]] = await ctx.db.batch([backlogRead]);
  return { waiting: row!.waiting, oldestAgeSeconds: row!.age };
}

const backlogRead = read<{ waiting: number; age: number }>(
  sql`select count(*)::int as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::int as age from outbox`,
);

export const Query = z.strictObject({ limit: z.optional(Limit) });

export const Overview = z.strictObject({
  count: z.int(),
  oldestAgeSeconds: z.int(),
  /** The longest waiting first. */
  data: z.array(
    z.strictObject({
      eventId: Uuid,
      type: z.nullable(z.string()),
      userId: z.nullable(Uuid),
      createdAt: Instant,
      /** When the sweep last published it again. */
      sweptAt: z.nullable(Instant),
    }),
  ),
});

/** The number and age of waiting events, for operators. */
export async function overview(ctx: Ctx, { limit = 50 }: z.output<typeof Query>): Promise<z.output<typeof Overview>> {
  const [[row], waiting] = await ctx.db.batch([
    backlogRead,
    read<z.output<typeof Overview>["data"][number]>(
      sql`select o.event_id as "eventId", e.event_type as type, e.user_id as "userId", o.created_at as "createdAt", o.swept_at as "sweptAt"
        from ${outbox} o left join ${events} e on e.id = o.event_id order by o.created_at, o.event_id limit ${limit}`,
    ),
  ]);
  return {
    count: row!.waiting,
    oldestAgeSeconds: row!.age,
    data: waiting.map((one) => ({
      ...one,
      createdAt: isoInstant(one.createdAt),
      sweptAt: one.sweptAt && isoInstant(one.sweptAt),
    })),
  };
}
