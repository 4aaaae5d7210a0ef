import { NonRetriableError } from "inngest";
import { BankSyncRequested, InvoiceMailRequested } from "#core/finance/events";
import * as InvoiceMailing from "#core/finance/invoice-mailing";
import * as Bank from "#core/finance/plaid/sync";
import { isRefusal } from "#core/platform/resend";
import { Problem } from "#kit/problem";
import { workflow } from "#kit/workflow";

export const mailInvoice = workflow("finance.mailInvoice", InvoiceMailRequested, {
  summary: "Mail an invoice to who is to pay it",
  retries: 5,
  async handler({ event, step, as }) {
    const [owner, invoiceId] = [event.subject!, event.data.entityId!];
    const { mailAttempt } = event.data.payload;
    const isMailed = await step.run("mail", async () =>
      InvoiceMailing.deliver(await as(owner), invoiceId, mailAttempt).catch(giveUp),
    );
    if (isMailed)
      await step.run("note", async () => InvoiceMailing.noteMailed(await as(owner), invoiceId, mailAttempt));
    return { isMailed };
  },
  async onFailure({ event, step, as, error }) {
    const problem = error.name === "NonRetriableError" ? "refused" : "unanswered";
    const { mailAttempt } = event.data.payload;
    await step.run("fail", async () =>
      InvoiceMailing.noteFailed(await as(event.subject!), event.data.entityId!, mailAttempt, problem),
    );
  },
});

/** What the service refuses, it refuses again. */
function giveUp(error: unknown): never {
  if (isRefusal(error) || error instanceof InvoiceMailing.Unmailable || error instanceof Problem)
    throw new NonRetriableError((error as Error).message, { cause: error });
  throw error;
}

/** However many ask for it, a bank is synchronised by one run at a time, a few seconds after the first has asked. */
export const syncBank = workflow("finance.syncBank", BankSyncRequested, {
  summary: "Make the accounts of a person as they are at their bank",
  debounce: { period: "3s", timeout: "30s", key: "event.data.data.entityId" },
  concurrency: { limit: 1, key: "event.data.data.entityId" },
  effectKey: ({ id }) => id,
  async handler({ event, step }) {
    const story = {
      userId: event.subject!,
      connectionId: event.data.entityId!,
      correlationId: event.correlationid,
      causationId: event.id,
    };
    return { synchronised: await step.run("sync", async () => (await Bank.sync(story)) ?? null) };
  },
});
