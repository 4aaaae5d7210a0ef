/**
 * The queues in Postgres. Every operation is one statement, so nothing is ever awaited inside a transaction and a message
 * is always in exactly one place: its queue or the dead letters.
 *
 * A message that is being delivered carries a lease. Only the holder of the lease can delete the message,
 * delay it or make it a dead letter, so a process that was too slow changes nothing once another has received the message.
 */

import { randomUUID } from "node:crypto";
import { cut } from "#kit/text";
import type { Database } from "#local/database";
import { scheduleStore } from "./schedule-store.ts";
import { epochMs, migrateQueues, vacuumAfter } from "./store-schema.ts";

export interface Message {
  messageId: string;
  queue: string;
  body: string;
  /** Milliseconds since the epoch. */
  sentAtMs: number;
  firstReceivedAtMs: number;
  /** Deliveries so far, this one included. */
  receiveCount: number;
  /** Deliveries that ended in an error. Lower than receiveCount when a process died while it held the message. */
  failureCount: number;
  lease: string;
  leaseUntilMs: number;
  lastError: string | null;
  /** For a message in the dead-letter queue: where it came from and why. */
  died: Death | null;
}

/** What identifies the holder of a message; every change of a message in flight needs it. */
export type Lease = Pick<Message, "messageId" | "lease">;

export interface Death {
  queue: string;
  error: string;
  receives: number;
}

export interface DeadLetter {
  messageId: string;
  queue: string;
  body: string;
  sentAt: string;
  deadAt: string;
  receiveCount: number;
  /** The last error, for operators. */
  error: string;
}

export interface Demand {
  queue: string;
  /** True for messages that were delivered before, false for new ones. */
  retrying: boolean;
  wanted: number;
  leaseUntil: Date;
}

/** A queue into which a body is put. */
export interface Target {
  queue: string;
  /** The index of the body. */
  body: number;
  /** For a message that its sender delivers at once: it counts as received, and is leased until then. */
  leaseUntil?: Date;
}

export interface Failure {
  message: Message;
  error: string;
  visibleAt: Date;
}

export type Store = ReturnType<typeof createStore>;

const deadLetterDays = 14;
const scheduleRunDays = 7;
const maxErrorLength = 2_000;

const isoTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export function createStore(database: Database) {
  let deletedSinceVacuum = 0;

  return {
    ...scheduleStore(database),

    migrate: () => migrateQueues(database),

    /**
     * Puts each body into its queues. One statement, all or nothing. Answers the messages, in the order of the targets; a message
     * without a lease is not received yet and can be claimed.
     */
    async send(bodies: string[], targets: Target[], now: Date): Promise<Message[]> {
      const lease = randomUUID();
      const messageIds = targets.map(() => randomUUID());
      await database.query(
        `insert into cloud.queue_message (message_id, queue, body, sent_at, visible_at, lease, receive_count, first_received_at)
         select target.message_id, target.queue, sent.body, $5::timestamptz, coalesce(target.lease_until, $5::timestamptz),
           case when target.lease_until is not null then $7::uuid end, (target.lease_until is not null)::int,
           case when target.lease_until is not null then $5::timestamptz end
         from unnest($1::uuid[], $2::text[], $3::int[], $6::timestamptz[]) as target (message_id, queue, position, lease_until)
         join unnest($4::text[]) with ordinality as sent (body, position) using (position)`,
        [
          messageIds,
          targets.map((target) => target.queue),
          targets.map((target) => target.body + 1),
          bodies,
          now.toISOString(),
          targets.map((target) => target.leaseUntil?.toISOString() ?? null),
          lease,
        ],
      );
      return targets.map(({ queue, body, leaseUntil }, at) => ({
        messageId: messageIds[at]!,
        queue,
        body: bodies[body]!,
        sentAtMs: now.getTime(),
        firstReceivedAtMs: now.getTime(),
        receiveCount: leaseUntil ? 1 : 0,
        failureCount: 0,
        lease,
        leaseUntilMs: (leaseUntil ?? now).getTime(),
        lastError: null,
        died: null,
      }));
    },

    /** Leases what is due in several queues at once. Messages that other processes hold are skipped, not waited for. */
    async claim(demands: Demand[], now: Date): Promise<Message[]> {
      return database.query<Message>(
        `with demand as (
           select * from unnest($1::text[], $2::boolean[], $3::int[], $4::timestamptz[])
             as demand (queue, retrying, wanted, lease_until)
         ), due as materialized (
           select candidate.message_id, demand.lease_until
           from demand cross join lateral (
             select message_id from cloud.queue_message
             where queue = demand.queue and (receive_count > 0) = demand.retrying and visible_at <= $5::timestamptz
             order by visible_at
             limit demand.wanted
             for update skip locked
           ) as candidate
         )
         update cloud.queue_message as message
         set lease = $6::uuid, visible_at = due.lease_until, receive_count = message.receive_count + 1,
             first_received_at = coalesce(message.first_received_at, $5::timestamptz)
         from due
         where message.message_id = due.message_id
         returning message.message_id as "messageId", message.queue, message.body,
           ${epochMs("message.sent_at")} as "sentAtMs",
           ${epochMs("message.first_received_at")} as "firstReceivedAtMs",
           message.receive_count as "receiveCount", message.failure_count as "failureCount",
           message.lease::text as lease, ${epochMs("message.visible_at")} as "leaseUntilMs",
           message.last_error as "lastError", message.died`,
        [
          demands.map((demand) => demand.queue),
          demands.map((demand) => demand.retrying),
          demands.map((demand) => demand.wanted),
          demands.map((demand) => demand.leaseUntil.toISOString()),
          now.toISOString(),
          randomUUID(),
        ],
      );
    },

    /** Extends leases; answers the ids of the messages that are still held by them. */
    async renew(messages: Message[], leaseUntil: Date): Promise<string[]> {
      const rows = await database.query<{ messageId: string }>(
        `update cloud.queue_message as message
         set visible_at = $3::timestamptz
         from unnest($1::uuid[], $2::uuid[]) as held (message_id, lease)
         where message.message_id = held.message_id and message.lease = held.lease
         returning message.message_id as "messageId"`,
        [...leases(messages), leaseUntil.toISOString()],
      );
      return rows.map((row) => row.messageId);
    },

    async acknowledge(messages: readonly Lease[]): Promise<void> {
      await database.query(
        `delete from cloud.queue_message as message
         using unnest($1::uuid[], $2::uuid[]) as done (message_id, lease)
         where message.message_id = done.message_id and message.lease = done.lease`,
        leases(messages),
      );
      deletedSinceVacuum += messages.length;
    },

    /** Changes when messages in flight become visible again; returns the ids of those that were in flight. */
    async changeVisibility(handles: readonly (Lease & { visibleAt: Date })[], now: Date): Promise<string[]> {
      const rows = await database.query<{ messageId: string }>(
        `update cloud.queue_message as message
         set visible_at = held.visible_at
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as held (message_id, lease, visible_at)
         where message.message_id = held.message_id and message.lease = held.lease
           and message.visible_at > $4::timestamptz
         returning message.message_id as "messageId"`,
        [...leases(handles), handles.map(({ visibleAt }) => visibleAt.toISOString()), now.toISOString()],
      );
      return rows.map((row) => row.messageId);
    },

    /** Removes all messages of a queue, those in flight as well. */
    async purge(queue: string): Promise<void> {
      await database.query("delete from cloud.queue_message where queue = $1", [queue]);
    },

    /** An embedded database has no autovacuum: without this the table would keep the space of every message ever sent. */
    async vacuumWhenDue(): Promise<void> {
      if (database.kind !== "pglite" || deletedSinceVacuum < vacuumAfter) return;
      deletedSinceVacuum = 0;
      await database.query("vacuum cloud.queue_message");
    },

    /** Gives a failed delivery back to its queue, to be tried again at `visibleAt`. */
    async retry(failures: Failure[]): Promise<void> {
      await database.query(
        `update cloud.queue_message as message
         set lease = null, visible_at = failed.visible_at, failure_count = message.failure_count + 1,
             last_error = failed.error
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[])
           as failed (message_id, lease, visible_at, error)
         where message.message_id = failed.message_id and message.lease = failed.lease`,
        [
          ...leases(failures.map((failure) => failure.message)),
          failures.map((failure) => failure.visibleAt.toISOString()),
          failures.map((failure) => storableError(failure.error)),
        ],
      );
    },

    /** Gives back messages that were claimed and never delivered: the receive is not counted. */
    async release(messages: Message[], now: Date): Promise<void> {
      await database.query(
        `update cloud.queue_message as message
         set lease = null, visible_at = $3::timestamptz, receive_count = message.receive_count - 1
         from unnest($1::uuid[], $2::uuid[]) as held (message_id, lease)
         where message.message_id = held.message_id and message.lease = held.lease`,
        [...leases(messages), now.toISOString()],
      );
    },

    /** Moves messages to the queue of dead letters, to be delivered from there as if new. */
    async passOn(failures: { message: Message; error: string }[], deadLetterQueue: string, now: Date): Promise<void> {
      await database.query(
        `update cloud.queue_message as message
         set queue = $5, visible_at = $4::timestamptz, lease = null, first_received_at = null, last_error = null,
           receive_count = 0, failure_count = 0,
           died = jsonb_build_object('queue', message.queue, 'error', dead.error, 'receives', message.receive_count)
         from unnest($1::uuid[], $2::uuid[], $3::text[]) as dead (message_id, lease, error)
         where message.message_id = dead.message_id and message.lease = dead.lease`,
        [
          ...leases(failures.map((failure) => failure.message)),
          failures.map((failure) => storableError(failure.error)),
          now.toISOString(),
          deadLetterQueue,
        ],
      );
    },

    /** Moves messages out of their queues to the table of dead letters, where no consumer reads them. */
    async keepDeadLetters(failures: { message: Message; error: string }[], now: Date): Promise<void> {
      await database.query(
        `with gone as (
           delete from cloud.queue_message as message
           using unnest($1::uuid[], $2::uuid[], $3::text[]) as dead (message_id, lease, error)
           where message.message_id = dead.message_id and message.lease = dead.lease
           returning message.message_id, coalesce(message.died ->> 'queue', message.queue) as queue, message.body,
             message.sent_at, message.receive_count, concat_ws('; before that: ', dead.error, message.died ->> 'error') as error
         )
         insert into cloud.dead_letter_message (message_id, queue, body, sent_at, dead_at, receive_count, error)
         select message_id, queue, body, sent_at, $4::timestamptz, receive_count, error from gone`,
        [
          ...leases(failures.map((failure) => failure.message)),
          failures.map((failure) => storableError(failure.error)),
          now.toISOString(),
        ],
      );
    },

    /** Only at the start of the sole owner of a database: all holders of leases have ended. */
    async clearLeases(now: Date): Promise<void> {
      await database.query(
        "update cloud.queue_message set lease = null, visible_at = $1::timestamptz where lease is not null",
        [now.toISOString()],
      );
    },

    /** Counts per queue, also of queues that nothing reads any more. */
    async waiting(now: Date) {
      const [row] = await database.query<{ waiting: number; oldestAgeSeconds: number | null }>(
        `select count(*)::int as waiting, greatest(0, extract(epoch from $1::timestamptz - min(sent_at)))::int as "oldestAgeSeconds"
         from cloud.queue_message`,
        [now.toISOString()],
      );
      return row!.waiting === 0 ? { waiting: 0, oldestAgeSeconds: null } : row!;
    },

    async depths(now: Date) {
      const rows = await database.query<{ name: string; visible: number; inFlight: number; dead: number }>(
        `select queue as name, sum(visible)::int as visible, sum(in_flight)::int as "inFlight", sum(dead)::int as dead
         from (
           select queue, count(*) filter (where visible_at <= $1::timestamptz) as visible,
             count(*) filter (where visible_at > $1::timestamptz) as in_flight, 0 as dead
           from cloud.queue_message group by queue
           union all
           select queue, 0, 0, count(*) from cloud.dead_letter_message group by queue
         ) as counted group by queue order by queue`,
        [now.toISOString()],
      );
      return rows;
    },

    /** The latest dead letters first. */
    async deadLetters(queue: string | undefined, limit: number): Promise<DeadLetter[]> {
      return database.query<DeadLetter>(
        `select message_id as "messageId", queue, body, ${isoTime("sent_at")} as "sentAt", ${isoTime("dead_at")} as "deadAt",
           receive_count as "receiveCount", error
         from cloud.dead_letter_message
         where $1::text is null or queue = $1
         order by dead_at desc, message_id limit $2`,
        [queue ?? null, limit],
      );
    },

    /** Moves dead letters back to their queues as if new. Asked again for the same ids, it finds none. */
    async redrive(messageIds: string[], now: Date): Promise<{ messageId: string; queue: string }[]> {
      return database.query(
        `with gone as (
           delete from cloud.dead_letter_message where message_id = any($1::uuid[])
           returning message_id, queue, body, sent_at
         )
         insert into cloud.queue_message (message_id, queue, body, sent_at, visible_at)
         select message_id, queue, body, sent_at, $2::timestamptz from gone
         returning message_id as "messageId", queue`,
        [messageIds, now.toISOString()],
      );
    },

    async discard(messageIds: string[]): Promise<{ messageId: string; queue: string }[]> {
      return database.query(
        `delete from cloud.dead_letter_message where message_id = any($1::uuid[])
         returning message_id as "messageId", queue`,
        [messageIds],
      );
    },

    /** Dead letters live 14 days, the longest that SQS keeps a message; a run of a schedule is remembered for 7. */
    async prune(now: Date): Promise<void> {
      const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
      await database.query("delete from cloud.dead_letter_message where dead_at < $1::timestamptz", [
        before(deadLetterDays),
      ]);
      await database.query("delete from cloud.schedule_run where due_at < $1::timestamptz", [before(scheduleRunDays)]);
    },
  };
}

function leases(messages: readonly Lease[]): [string[], string[]] {
  return [messages.map((message) => message.messageId), messages.map((message) => message.lease)];
}

/** Postgres text cannot hold NUL. */
function storableError(error: string): string {
  return cut(error.replaceAll("\0", ""), maxErrorLength);
}
