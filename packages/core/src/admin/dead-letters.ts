/**
 * What consumers and workflows gave up on. A letter is open until an operator sends it again or discards it. Sent again and
 * failed again it is open again; sent again and done it stays redriven. Discarding is final.
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
import { rowRead } from "#kit/row";
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
  const [found] = await ctx.db.batch([rowRead(deadLetters, id)]);
  if (!found) throw NotFound();
  return found;
}

/**
 * Sends a message to its consumer's queue again, as it came, or replays the run. Sent first and marked after, so a crash in
 * between leaves it open: sent twice it still has one effect, for its consumer claims the event. Asked again it does nothing.
 */
export async function redrive(ctx: Ctx, id: string): Promise<DeadLetter> {
  const letter = await get(ctx, id);
  if (letter.status === "redriven") return letter;
  if (letter.status === "discarded") throw Conflict("It was discarded.");
  await sendAgain(ctx, letter);
  return settle(ctx, letter, { status: "redriven", redrivenAt: ctx.now().toISOString() });
}

/** Lets a letter go for good. Asked again it does nothing. */
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

/** A letter that has failed again since it was read is another matter, and stays open. */
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

const UNSAID = "Its consumer died or was stopped before it could say why.";

/**
 * Records messages out of dead-letter queues. Those whose consumer could still record them itself are known already. Names the ones
 * that could not be recorded; that none could be is the database's fault and thrown.
 */
export async function bury(records: readonly SqsRecord[]): Promise<Refused[]> {
  const failed = await recordEachDeadLetter(
    records.map((record) => {
      const said = (name: string) => record.messageAttributes?.[name]?.stringValue;
      // SQS names the queue a message was in before; EventBridge the one that it could not deliver to.
      const arn = record.attributes.DeadLetterQueueSourceArn ?? said("TARGET_ARN") ?? record.eventSourceARN;
      const attempts = Number(said("RETRY_ATTEMPTS") ?? MAX_RECEIVES);
      return letterOf(sourceOfQueue(arn.split(":").at(-1)!), record, said("ERROR_MESSAGE") ?? UNSAID, attempts);
    }),
  );
  if (failed.length > 0 && failed.length === records.length) throw failed[0]!.error;
  return failed.map(({ letter, error }) => ({ recordId: letter.messageId, reason: error.message }));
}
