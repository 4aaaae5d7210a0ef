/**
 * Dead letters: messages that a consumer gave up on and workflow runs that failed for good. There is one row for each source and
 * event, which is opened again when it fails again. Reporting the same message or run twice changes nothing, and a discarded
 * letter stays discarded.
 */

import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { effect } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import { cut } from "#kit/text";
import type { BusEvent, SqsRecord } from "./lambda.ts";
import { speakAsService } from "./speak.ts";

export interface DeadLetter {
  /** A consumer's id; `workflow:` and a workflow's id; or `outbox` for an event that never reached a consumer. */
  source: string;
  eventId: string;
  /** The message, or the run, that failed. */
  messageId: string;
  /**
   * For a message `{body}`, its text as received; for a run `{event}`, the CloudEvent that started it; for the outbox `{event}`,
   * the event's row.
   */
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
 * Records letters in one batch, or one by one if that fails, so that a letter that cannot be written does not prevent the others.
 * Returns the letters that could not be recorded, with the error.
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

/** The statement that records a letter, for a batch of the service. */
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

/** Makes the dead letter of a message. */
export function letterOf(source: string, record: SqsRecord, error: string, attempts: number): DeadLetter {
  const { messageId, body } = record;
  return { source, eventId: eventIdOf(body), messageId, payload: { body }, error, attempts };
}

/**
 * The id under which the inbox claims the event: the CloudEvent's id, or that of the bus. For a body that has neither it is made
 * from its hash.
 */
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
