import { NonRetriableError } from "inngest";
import { bookReceipt } from "#core/finance/receipts";
import * as Emails from "#core/ingest/emails";
import { EmailReceived } from "#core/ingest/events";
import { readEmail } from "#core/ingest/read-email";
import { Problem } from "#kit/problem";
import { workflow } from "#kit/workflow";

/**
 * A receipt becomes a transaction. Everything else is stored, classified and marked as processed; the pillars of bills, bookings
 * and documents use it from there.
 */
export const processEmail = workflow("ingest.processEmail", EmailReceived, {
  summary: "Make use of what an e-mail says",
  async handler({ event, step, as }) {
    const owner = event.subject!;
    const emailId = event.data.entityId!;
    const reading = await step.run("read", async () => readEmail(await as(owner), emailId).catch(giveUp));
    const { receipt, messageId, sentAt } = reading;
    const booking = receipt
      ? await step.run("book", async () =>
          bookReceipt(await as(owner), { receipt, emailId, messageId, receivedAt: sentAt }),
        )
      : null;
    await step.run("finish", async () => Emails.finishEmail(await as(owner), reading));
    return { classification: reading.classification, transactionId: booking?.transactionId ?? null };
  },
  async onFailure({ event, step, as, error }) {
    const reason =
      error.name === "NonRetriableError" ? error.message : "It could not be read; this was tried several times.";
    await step.run("fail", async () => Emails.failEmail(await as(event.subject!), event.data.entityId!, reason));
  },
});

/** A fault of the message itself does not go away with retries; a store or a database that is down does. */
function giveUp(error: unknown): never {
  if (error instanceof Problem && (error.kind === "invalid" || error.kind === "not_found"))
    throw new NonRetriableError(error.message, { cause: error });
  throw error;
}
