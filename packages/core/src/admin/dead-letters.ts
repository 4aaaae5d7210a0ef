/**
 * Dead letters: messages and runs that consumers and workflows gave up on. A dead letter is open until an operator redrives
 * (sends again) or discards it. When a redriven message fails again its letter is open again; otherwise it stays redriven.
 * Discarding is final.
 *
 * A letter is claimed before it is sent, so that two requests at once send it once. A claim is an attempt's for a minute: whoever
 * dies in between leaves the letter open, and the next request takes it over.
 */

import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { letterOf, recordEachDeadLetter } from "#cloud/dead-letter";
import type { SqsRecord } from "#cloud/lambda";
import { MAX_RECEIVES } from "#cloud/queue-consumer";
import { Audited, audit, auditAside, audited } from "#core/admin/audit";
import { sendToConsumer, sourceOfQueue } from "#core/admin/queues";
import { adminRefusals } from "#core/admin/sayings";
import * as WorkflowRuns from "#core/admin/workflow-runs";
import * as Outbox from "#core/platform/delivery/outbox";
import { deadLetters } from "#core/platform/events.sql";
import { update } from "#kit/change";
import type { Refused } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import { uncounted } from "#kit/db";
import { type ListSpec, listQuery, listRead, type Page, pageSchema } from "#kit/list";
import { Conflict, NotFound } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { type Row, rowSchema } from "#kit/wire";

/** Of the sending, and nobody's business. */
const OMIT = ["claimedBy", "claimedAt"] as const;
const listing: ListSpec<typeof deadLetters> = {
  filter: ["status", "source", "errorGroup", "eventId", "createdAt"],
  sort: [],
  omit: ["payload", ...OMIT],
};

export const Query = listQuery(deadLetters, listing);
export const DeadLetter = rowSchema(deadLetters, OMIT);
export type DeadLetter = z.output<typeof DeadLetter>;
export const SeenDeadLetter = rowSchema(deadLetters, OMIT, { audited: Audited });
export type Summary = Omit<DeadLetter, "payload">;
export const DeadLetters = pageSchema(rowSchema(deadLetters, ["payload", ...OMIT]));
/** With the claim. */
export type Letter = Row<typeof deadLetters>;

/** The newest first; a letter that failed again keeps its place. */
export async function list(ctx: Ctx, query: Record<string, unknown>): Promise<Page<Summary>> {
  const [page] = await ctx.db.batch([listRead(deadLetters, listing, query)]);
  return page;
}

/** With its message, which may be about a person: who looks is recorded. */
export async function get(ctx: Ctx, id: string): Promise<z.output<typeof SeenDeadLetter>> {
  const look = auditAside(ctx, "admin.dead_letter.read", { entityType: "dead_letter", entityId: id, details: {} });
  const [found] = await findRow(ctx, deadLetters, id, look);
  return { ...shown(found), ...audited };
}

const shown = ({ claimedBy: _, claimedAt: __, ...letter }: Letter): DeadLetter => letter;

/**
 * Sends the message to its consumer's queue again, unchanged, or replays the run. A message that is sent twice, because whoever sent
 * it died before saying so, still has one effect, since its consumer claims the event. Redriving a letter that is redriven already
 * does nothing.
 */
export async function redrive(ctx: Ctx, id: string): Promise<DeadLetter> {
  const attempt = randomUUID();
  const letter = await claim(ctx, id, attempt);
  if (letter.claimedBy !== attempt) return shown(letter);
  try {
    await sendAgain(ctx, letter);
  } catch (error) {
    await ctx.db.batch([settling([letter], attempt, "open", ctx.now())]);
    throw error;
  }
  const [, , now] = await ctx.db.batch([
    settling([letter], attempt, "redriven", ctx.now()),
    auditAside(ctx, "admin.dead_letter.redriven", about(letter)),
    rowRead(deadLetters, id),
  ]);
  if (!now) throw NotFound();
  return shown(now);
}

/** The letter, claimed by this attempt; or by another one, when it has been redriven already. */
async function claim(ctx: Ctx, id: string, attempt: string): Promise<Letter> {
  const which = sql`id = ${id}::uuid and ${isFree(ctx.now())}`;
  const values = { claimedBy: attempt, claimedAt: ctx.now().toISOString() };
  const [, letter] = await ctx.db.batch([update(ctx, deadLetters, which, values), rowRead(deadLetters, id)]);
  if (!letter) throw NotFound();
  if (letter.claimedBy === attempt || letter.status === "redriven") return letter;
  if (letter.status === "discarded") throw Conflict(adminRefusals("letter_discarded"));
  // A request that is repeated under its key claims nothing by itself; what the first one left open it goes on with.
  const [[taken]] = await ctx.db.batch([
    uncounted<{ id: string }>(
      sql`update ${deadLetters} set claimed_by = ${attempt}, claimed_at = ${values.claimedAt}::timestamptz where ${which} returning id`,
    ),
  ]);
  if (!taken) throw Conflict(adminRefusals("letter_being_sent"));
  return { ...letter, ...values };
}

const CLAIM_MS = 60_000;

/** The condition that a letter is open and nobody is sending it. */
export const isFree = (now: Date): SQL =>
  sql`status = 'open' and (claimed_at is null or claimed_at <= ${new Date(now.getTime() - CLAIM_MS).toISOString()}::timestamptz)`;

/**
 * Ends the claim of an attempt. A letter whose message has failed again since it was read stays open. `claimed_by` stays: it says which
 * letters an attempt was about.
 */
export const settling = (letters: readonly Letter[], attempt: string, status: "open" | "redriven", now: Date) =>
  uncounted(sql`
    update ${deadLetters} d set claimed_at = null,
      status = case when d.message_id = l.message_id then ${status} else d.status end,
      redriven_at = case when d.message_id = l.message_id and ${status} = 'redriven' then ${now.toISOString()}::timestamptz else d.redriven_at end
    from jsonb_to_recordset(${JSON.stringify(letters.map(({ id, messageId }) => ({ id, message_id: messageId })))}::jsonb) as l(id uuid, message_id text)
    where d.id = l.id and d.status = 'open' and d.claimed_by = ${attempt}`);

/** Discards a letter for good. Discarding it again does nothing. */
export async function discard(ctx: Ctx, id: string): Promise<DeadLetter> {
  const [letter] = await findRow(ctx, deadLetters, id);
  if (letter.status === "discarded") return shown(letter);
  if (letter.status === "redriven") throw Conflict(adminRefusals("letter_sent"));
  const which = sql`id = ${id}::uuid and message_id = ${letter.messageId} and ${isFree(ctx.now())}`;
  const [, , now] = await ctx.db.batch([
    update(ctx, deadLetters, which, { status: "discarded" }),
    audit(ctx, "admin.dead_letter.discarded", about(letter)),
    rowRead(deadLetters, id),
  ]);
  if (!now) throw NotFound();
  return shown(now);
}

/** Sends the message of one letter, or starts its run anew. */
export async function sendAgain(ctx: Ctx, { source, eventId, messageId, payload }: Letter): Promise<void> {
  const [kind, id] = source.split(":") as [string, string | undefined];
  if (kind === "workflow" && id) await WorkflowRuns.restart(ctx, { workflow: id, eventId, runId: messageId });
  else if (kind === Outbox.OUTBOX) {
    if (!(await Outbox.putOut(ctx, eventId))) throw Conflict(adminRefusals("event_gone"));
  } else if (kind === "schedule") throw Conflict(adminRefusals("schedule_runs_again"));
  else await sendToConsumer(ctx, source, (payload as { body: string }).body);
}

const about = ({ id, source, eventId, messageId }: Letter) => ({
  entityType: "dead_letter",
  entityId: id,
  details: { source, eventId, messageId },
});

const NO_REASON = "Its consumer died or was stopped before it could say why.";

/**
 * Records the messages of dead-letter queues; recording one that its consumer has recorded already changes nothing. Returns
 * the messages that could not be recorded. When none could be, the database is at fault and the error is thrown.
 */
export async function record(records: readonly SqsRecord[]): Promise<Refused[]> {
  const failed = await recordEachDeadLetter(
    records.map((record) => {
      const attribute = (name: string) => record.messageAttributes?.[name]?.stringValue;
      // SQS names the queue a message was in before; EventBridge the one that it could not deliver to.
      const arn = record.attributes.DeadLetterQueueSourceArn ?? attribute("TARGET_ARN") ?? record.eventSourceARN;
      const attempts = Number(attribute("RETRY_ATTEMPTS") ?? MAX_RECEIVES);
      return letterOf(sourceOfQueue(arn.split(":").at(-1)!), record, attribute("ERROR_MESSAGE") ?? NO_REASON, attempts);
    }),
  );
  if (failed.length > 0 && failed.length === records.length) throw failed[0]!.error;
  return failed.map(({ letter, error }) => ({ recordId: letter.messageId, reason: error.message }));
}
