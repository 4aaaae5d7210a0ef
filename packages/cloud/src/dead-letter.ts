/**
 * Dead letters: messages that a consumer gave up on and workflow runs that failed for good. Each source and event has one
 * row, which is open again when it fails again; the same message or run reported twice changes nothing, and what an
 * operator discarded stays so.
 */

import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { effect } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import { cut } from "#kit/text";
import type { BusEvent, SqsRecord } from "./lambda.ts";
import { speakAsService } from "./speak.ts";

export interface DeadLetter {
  /** A consumer's id, or `workflow:` and a workflow's, or `outbox` of what never reached any. */
  source: string;
  eventId: string;
  /** The message, or the run, that failed. */
  messageId: string;
  /** Of a message `{body}`, its text as it came; of a run `{event}`, the CloudEvent that started it; of the outbox `{event}`, its row. */
  payload: Record<string, unknown>;
  error: string;
  attempts: number;
}

const MAX_ERROR_LENGTH = 10_000;

/** Records letters as the service, all or none. */
export async function recordDeadLetters(letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await speakAsService("workflow").ctx.db.batch(letters.map(recordingDeadLetter));
}

/**
 * Records letters in one go, or if that fails one by one, so that one that cannot be written keeps no other from it. Answers those
 * that could not be recorded, with why.
 */
export async function recordEachDeadLetter(
  letters: readonly DeadLetter[],
): Promise<{ letter: DeadLetter; error: Error }[]> {
  try {
    await recordDeadLetters(letters);
    return [];
  } catch (error) {
    const [letter] = letters;
    if (letters.length === 1) return [{ letter: letter!, error: error as Error }];
    return (await Promise.all(letters.map((one) => recordEachDeadLetter([one])))).flat();
  }
}

/** The statement that records one, for a batch of the service. */
export function recordingDeadLetter({ source, eventId, messageId, payload, error, attempts }: DeadLetter) {
  // PostgreSQL's text cannot hold NUL.
  const reason = cut(error.replaceAll("\0", ""), MAX_ERROR_LENGTH);
  return effect(sql`
    insert into dead_letters as known (source, event_id, message_id, payload, error, attempts)
    values (${source}, ${eventId}, ${messageId}, ${JSON.stringify(payload)}::jsonb, ${reason}, ${attempts})
    on conflict (source, event_id) do update
    set status = 'open', message_id = excluded.message_id, payload = excluded.payload, error = excluded.error, attempts = excluded.attempts
    where known.message_id <> excluded.message_id and known.status <> 'discarded'`);
}

/** The letter that a message becomes. */
export function letterOf(source: string, record: SqsRecord, error: string, attempts: number): DeadLetter {
  const { messageId, body } = record;
  return { source, eventId: eventIdOf(body), messageId, payload: { body }, error, attempts };
}

/** The id by which the inbox knows the event: the CloudEvent's, or the bus's own. A body that has neither is known by its hash. */
function eventIdOf(body: string): string {
  try {
    const { id, detail } = JSON.parse(body) as Partial<BusEvent<Partial<CloudEvent> | null>>;
    const known = detail?.specversion ? detail.id : id;
    if (typeof known === "string" && /^[\x21-\x7e]{1,200}$/.test(known)) return known;
  } catch {
    // Not even JSON.
  }
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}
