/**
 * Hands over events again whose workflow run was lost. A workflow server may lose what it has accepted, or be down for days; rows
 * that wait for the end of a run show this. The claim of the lost run is released, as in an operator's replay, and the event is
 * sent under another id, because a server ignores a repeated id for a day. What a lost run has done already is not repeated (see
 * workflow.ts). After MAX_HAND_OVERS the event becomes a dead letter; the claim is marked as lost only after the letter was
 * written and the owner was notified, so that a sweep that dies in between leaves it to a later one.
 *
 * Runs as the service. Repeated or concurrent sweeps hand nothing over twice.
 */
import { type SQL, sql } from "drizzle-orm";
import { toCloudEvent } from "#cloud/cloud-event";
import { recordEachDeadLetter } from "#cloud/dead-letter";
import { handOver, isRefusedForGood } from "#core/platform/delivery/forward";
import { events } from "#core/platform/events.sql";
import type { Ctx } from "#kit/ctx";
import { effect, write } from "#kit/db";
import type { EventDeclaration, EventRow } from "#kit/event";

export interface Overdue {
  /** The id of the workflow. */
  workflow: string;
  /** The event that starts it. */
  on: EventDeclaration;
  /** A run that has not ended after this time counts as lost. Doubles with every hand-over. */
  afterMinutes: number;
  /**
   * A query for rows whose run has not ended: `entity_id` is the entity of their events, `key` is what a run claims: the
   * `effectKey` of a debounced workflow, or null for the event's own id. It must not scan a whole table.
   */
  waiting(ctx: Ctx): SQL | Promise<SQL>;
  /** What is done for the owner when the event is given up. */
  giveUp?(ctx: Ctx, event: EventRow, reason: string): Promise<unknown>;
}

export const MAX_HAND_OVERS = 5;
const AT_ONCE = 100;

export interface Swept {
  handedOver: number;
  /** The number of events that the server refused; they stay due. */
  refused: number;
  givenUp: number;
}

/** Hands over again what is due, the oldest first, at most a hundred events per call. */
export async function handOverAgain(ctx: Ctx, overdue: Overdue): Promise<Swept> {
  const due = await take(ctx, overdue);
  const lost = due.filter(({ isLost }) => isLost);
  const again = due.filter(({ isLost }) => !isLost);
  const refused = await send(ctx, overdue, again);
  const givenUp = await giveUp(ctx, overdue, lost);
  const swept = { handedOver: again.length - refused, refused, givenUp };
  if (due.length > 0) ctx.log("warn", "handed over again", { workflow: overdue.workflow, ...swept });
  return swept;
}

interface Due {
  event: EventRow;
  /** The key that its run claims. */
  key: string;
  /** The number of hand-overs, including this one. */
  handed: number;
  isLost: boolean;
  /** The last run with the event, if any got as far as its claim. */
  run: string | null;
}

/** Takes what is due by updating the claim, so that only one of two concurrent sweeps gets it. */
async function take(ctx: Ctx, { workflow, on, afterMinutes, waiting }: Overdue): Promise<Due[]> {
  const consumer = `workflow:${workflow}`;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const handed = (rows: SQL) => sql`coalesce((${rows} ->> 'handed')::int, 0)`;
  const wait = (rows: SQL) => sql`make_interval(mins => ${afterMinutes}::int) * power(2, ${handed(rows)})`;
  const known = sql.raw("known.rows");
  const [rows] = await ctx.db.batch([
    write<Omit<Due, "event"> & { event: string }>(sql`
      with due as (
        select distinct on (coalesce(w.key, e.id::text)) coalesce(w.key, e.id::text) as key, e.id from (${await waiting(ctx)}) w
        join lateral (
          select id, created_at from events where entity_type = ${on.entityType} and entity_id = w.entity_id and event_type = ${on.type}
          order by id desc limit 1
        ) e on true
        left join consumer_inbox known on known.consumer = ${consumer} and known.event_id = coalesce(w.key, e.id::text) and known.user_id is null
        where greatest(e.created_at, known.processed_at) < ${now} - ${wait(known)} and not coalesce(${known} ? 'lost', false)
        order by 1, e.id
      ), taken as (
        insert into consumer_inbox as known (consumer, event_id, rows, processed_at)
        select ${consumer}, key, jsonb_build_object('released', true, 'handed', 1, 'event', id), ${now} from (select * from due order by id limit ${AT_ONCE}) first
        on conflict (consumer, event_id, user_id) do update
        set processed_at = ${now}, rows = ${known} ||
          jsonb_build_object('event', excluded.rows -> 'event', 'released', true, 'handed', ${handed(known)} + 1)
        where known.processed_at < ${now} - ${wait(known)} and not ${known} ? 'lost'
        returning event_id as key, rows
      )
      select to_jsonb(e) - 'previous' - 'ip' as event, taken.key, ${handed(sql.raw("taken.rows"))} as handed,
        ${handed(sql.raw("taken.rows"))} > ${MAX_HAND_OVERS}::int as "isLost", taken.rows ->> 'run' as run
      from taken join ${events} e on e.id = (taken.rows ->> 'event')::uuid order by e.id`),
  ]);
  return rows.map(({ event, ...rest }) => ({ event: JSON.parse(event) as EventRow, ...rest }));
}

/** Sends the events, and counts those that were not accepted. A server that is down does not use up a hand-over. */
async function send(ctx: Ctx, { workflow, on }: Overdue, due: readonly Due[]): Promise<number> {
  const payloads = due.map(({ event, handed }) => ({
    id: `${event.id}-again-${handed}`,
    name: on.type,
    data: toCloudEvent(event),
    // At most now: a server starts the run of an event with a later time only then.
    ts: Math.min(Date.parse(event.created_at), ctx.now().getTime()),
  }));
  const refusals = await handOver(ctx, payloads).catch(
    // The request was not even sent, for example because no server is configured.
    (error: Error) => new Map(payloads.map(({ id }) => [id, error.message])),
  );
  const notTaken = due.filter((_, i) => refusals.has(payloads[i]!.id));
  for (const { event, handed } of notTaken)
    ctx.log("warn", "an event could not be handed over again", {
      workflow,
      eventId: event.id,
      reason: refusals.get(`${event.id}-again-${handed}`),
    });
  const away = due.filter((_, i) => {
    const reason = refusals.get(payloads[i]!.id);
    return reason !== undefined && !isRefusedForGood(reason);
  });
  if (away.length > 0)
    await ctx.db.batch([
      effect(sql`
        update consumer_inbox set rows = rows || jsonb_build_object('handed', (rows ->> 'handed')::int - 1)
        where ${claimsOf(workflow, away)}`),
    ]);
  return notTaken.length;
}

/**
 * Makes dead letters of events that were handed over often enough, and returns their number. When one cannot be written, or its
 * owner cannot be notified, it stays due and does not affect the others.
 */
async function giveUp(ctx: Ctx, overdue: Overdue, lost: readonly Due[]): Promise<number> {
  if (lost.length === 0) return 0;
  const { workflow } = overdue;
  const reason = `It was handed to the workflows ${MAX_HAND_OVERS} times again, and nothing came of it.`;
  const failed = await recordEachDeadLetter(
    lost.map(({ event, run }) => ({
      source: `workflow:${workflow}`,
      eventId: event.id,
      messageId: run ?? `lost-${event.id}`,
      payload: { event: toCloudEvent(event) },
      error: reason,
      attempts: MAX_HAND_OVERS + 1,
    })),
  );
  const unfinished = new Map(failed.map(({ letter, error }) => [letter.eventId, error]));
  for (const { event } of lost) {
    if (unfinished.has(event.id)) continue;
    try {
      await overdue.giveUp?.(ctx, event, reason);
    } catch (error) {
      unfinished.set(event.id, error as Error);
    }
  }
  for (const { event } of lost) {
    const error = unfinished.get(event.id)?.message;
    if (error === undefined) continue;
    const what = { workflow, eventId: event.id, userId: event.user_id, error };
    ctx.log("error", "a workflow that came to nothing could not be given up", what);
  }
  const done = lost.filter(({ event }) => !unfinished.has(event.id));
  if (done.length > 0)
    await ctx.db.batch([
      effect(sql`update consumer_inbox set rows = rows || '{"lost": true}' where ${claimsOf(workflow, done)}`),
    ]);
  return done.length;
}

const claimsOf = (workflow: string, due: readonly Due[]): SQL => sql`
  consumer = ${`workflow:${workflow}`} and user_id is null
  and event_id in (select jsonb_array_elements_text(${JSON.stringify(due.map(({ key }) => key))}::jsonb))`;
