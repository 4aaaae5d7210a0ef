import { NonRetriableError } from "inngest";
import { take as takeBill } from "#core/finance/bills";
import { bookReceipt } from "#core/finance/receipts";
import * as Emails from "#core/ingest/emails";
import { EmailReceived, ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import * as Slices from "#core/ingest/import-slices";
import { undoSlice } from "#core/ingest/import-undo";
import { readEmail } from "#core/ingest/read-email";
import { mailReasons } from "#core/ingest/sayings";
import type { Ctx } from "#kit/ctx";
import { Problem } from "#kit/problem";
import { wordsAlone } from "#kit/sayings";
import { type Running, workflow } from "#kit/workflow";

/**
 * A receipt becomes a transaction, and a bill is to be paid. Everything else is stored, classified and marked as processed; the pillars of
 * bookings and documents use it from there.
 */
export const processEmail = workflow("ingest.processEmail", EmailReceived, {
  summary: "Make use of what an e-mail says",
  async handler({ event, step, as }) {
    const owner = event.subject!;
    const emailId = event.data.entityId!;
    const reading = await step.run("read", async () => {
      const ctx = await as(owner);
      return readEmail(ctx, emailId).catch((error) => giveUp(ctx, emailId, error));
    });
    const { receipt, bill, messageId, sentAt } = reading;
    const booking = receipt
      ? await step.run("book", async () =>
          bookReceipt(await as(owner), { receipt, emailId, messageId, receivedAt: sentAt }),
        )
      : null;
    if (bill) await step.run("bill", async () => takeBill(await as(owner), emailId, bill, sentAt.slice(0, 10)));
    await step.run("finish", async () => Emails.finishEmail(await as(owner), reading));
    return { classification: reading.classification, transactionId: booking?.transactionId ?? null };
  },
  async onFailure({ event, step, as }) {
    // What the message itself is to blame for was said when it was read.
    const reason = mailReasons("mail_gave_up");
    await step.run("fail", async () => Emails.failEmail(await as(event.subject!), event.data.entityId!, reason));
  },
});

/** A run does so many slices, two million rows; more than that is gone on with by another. */
const SLICES_A_RUN = 200;

export const runImport = workflow("ingest.runImport", ImportStarted, {
  summary: "Import a file or a text, slice by slice",
  async handler(run) {
    return { goesOn: await sliceBySlice(run, Slices.importInSlice, ImportStarted) };
  },
  onFailure: (run) => stopped(run, "import"),
});

export const undoImport = workflow("ingest.undoImport", ImportUndoStarted, {
  summary: "Undo an import, slice by slice",
  async handler(run) {
    return { goesOn: await sliceBySlice(run, (story) => Slices.inSlice(story, undoSlice), ImportUndoStarted) };
  },
  onFailure: (run) => stopped(run, "undo"),
});

type Run = Running<typeof ImportStarted | typeof ImportUndoStarted>;

/** Yields whether another run goes on, because this one has done as much as one may. */
async function sliceBySlice(
  { event, step, as }: Run,
  slice: (story: Slices.Story) => Promise<boolean>,
  next: typeof ImportStarted | typeof ImportUndoStarted,
): Promise<boolean> {
  const story = {
    userId: event.subject!,
    importId: event.data.entityId!,
    correlationId: event.correlationid,
    causationId: event.id,
  };
  for (let n = 0; n < SLICES_A_RUN; n++) if (!(await step.run("slice", () => slice(story)))) return false;
  await step.run("go on", async () => Slices.goOn(await as(story.userId), story.importId, next));
  return true;
}

const stopped = ({ event, step, as }: Run, doing: Slices.Doing) =>
  step.run("give up", async () => Slices.giveUp(await as(event.subject!), event.data.entityId!, doing));

/** A fault of the message itself does not go away with retries; a store or a database that is down does. */
async function giveUp(ctx: Ctx, emailId: string, error: unknown): Promise<never> {
  if (!(error instanceof Problem) || (error.kind !== "invalid" && error.kind !== "not_found")) throw error;
  await Emails.failEmail(ctx, emailId, error.saying ?? wordsAlone(error.message));
  throw new NonRetriableError(error.message, { cause: error });
}
