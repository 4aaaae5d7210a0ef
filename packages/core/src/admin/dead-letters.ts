/**
 * Dead letters: messages and runs that consumers and workflows gave up on. A dead letter is open until an operator redrives
 * (sends again) or discards it. When a redriven message fails again its letter is open again; otherwise it stays redriven.
 * Discarding is final.
 */
import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { letterOf, recordEachDeadLetter } from "#cloud/dead-letter";
import type { SqsRecord } from "#cloud/lambda";
import { MAX_RECEIVES } from "#cloud/queue-consumer";
import { audit } from "#core/admin/audit";
import { sendToConsumer, sourceOfQueue } from "#core/admin/queues";
import * as WorkflowRuns from "#core/admin/workflow-runs";
import * as Outbox from "#core/platform/delivery/outbox";
import { deadLetters } from "#core/platform/events.sql";
import { update } from "#kit/change";
import type { Refused } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import { type ListSpec, listQuery, listRead, type Page, pageSchema } from "#kit/list";
import { Conflict, NotFound } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { type Row, rowSchema } from "#kit/wire";

const listing: ListSpec<typeof deadLetters> = { filter: ["status", "source"], sort: [], omit: ["payload"] };

export const Query = listQuery(deadLetters, listing);
export const DeadLetter = rowSchema(deadLetters);
export type DeadLetter = z.output<typeof DeadLetter>;
export type Summary = Omit<DeadLetter, "payload">;
export const DeadLetters = pageSchema(rowSchema(deadLetters, ["payload"]));

/** The newest first; a letter that failed again keeps its place. */
export async function list(ctx: Ctx, query: Record<string, unknown>): Promise<Page<Summary>> {
  const [page] = await ctx.db.batch([listRead(deadLetters, listing, query)]);
  return page;
}

export async function get(ctx: Ctx, id: string): Promise<DeadLetter> {
  const [letter] = await findRow(ctx, deadLetters, id);
  return letter;
}

/**
 * Sends the message to its consumer's queue again, unchanged, or replays the run. The letter is marked after the message was
 * sent, so a crash between the two leaves it open. A message that is sent twice still has one effect, because its consumer
 * claims the event. Redriving a letter that is redriven already does nothing.
 */
export async function redrive(ctx: Ctx, id: string): Promise<DeadLetter> {
  const letter = await get(ctx, id);
  if (letter.status === "redriven") return letter;
  if (letter.status === "discarded") throw Conflict("It was discarded.");
  await sendAgain(ctx, letter);
  return settle(ctx, letter, { status: "redriven", redrivenAt: ctx.now().toISOString() });
}

/** Discards a letter for good. Discarding it again does nothing. */
export async function discard(ctx: Ctx, id: string): Promise<DeadLetter> {
  const letter = await get(ctx, id);
  if (letter.status === "discarded") return letter;
  if (letter.status === "redriven") throw Conflict("It was sent again; if that fails it will be open again.");
  return settle(ctx, letter, { status: "discarded" });
}

async function sendAgain(ctx: Ctx, { source, eventId, messageId, payload }: DeadLetter): Promise<void> {
  const [kind, id] = source.split(":") as [string, string | undefined];
  if (kind === "workflow" && id) await WorkflowRuns.restart(ctx, { workflow: id, eventId, runId: messageId });
  else if (kind === Outbox.OUTBOX) {
    if (!(await Outbox.putOut(ctx, eventId))) throw Conflict("The event is no more.");
  } else if (kind === "schedule") throw Conflict("A schedule runs again when it is due; there is nothing to send.");
  else await sendToConsumer(ctx, source, payload.body as string);
}

/**
 * Changes the status of a letter, unless its message has failed again since the letter was read: then it stays open. A transition
 * would decide again and settle what nobody has looked at; and the message is sent between reading and writing.
 */
async function settle(
  ctx: Ctx,
  { id, source, eventId, messageId }: DeadLetter,
  values: Partial<Pick<Row<typeof deadLetters>, "status" | "redrivenAt">>,
): Promise<DeadLetter> {
  const [, , letter] = await ctx.db.batch([
    update(ctx, deadLetters, sql`id = ${id} and message_id = ${messageId} and status = 'open'`, values),
    audit(ctx, `admin.dead_letter.${values.status}`, {
      entityType: "dead_letter",
      entityId: id,
      details: { source, eventId, messageId },
    }),
    rowRead(deadLetters, id),
  ]);
  if (!letter) throw NotFound();
  return letter;
}

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
