import * as Arrival from "#core/finance/arrival";
import * as Balances from "#core/finance/balances";
import * as Billable from "#core/finance/billable";
import { TransactionEvents, TransactionImported, TransactionPosted } from "#core/finance/events";
import * as InvoicePayments from "#core/finance/invoice-payments";
import * as TransferDetection from "#core/finance/transfer-detection";
import { DayEnded, FocusCompleted } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const draftBillable = consumer("finance.draftBillable", [FocusCompleted], {
  summary: "Draft an entry of billable work when somebody has focused on a billable task",
  handler: (ctx, { data }) => Billable.draft(ctx, data.entityId!, data.payload),
});

export const sortIn = consumer("finance.sortIn", [TransactionEvents.created, TransactionImported], {
  summary: "Apply the rules of a person to a new transaction, and find its vendor and category",
  handler: (ctx, { type, data }) =>
    Arrival.sortIn(ctx, data.entityId!, {
      // What completes a pending transaction leaves what that one has been given.
      isByHand: type === TransactionEvents.created.type || matchedPending(data.payload),
    }),
});

export const detectTransfer = consumer(
  "finance.detectTransfer",
  [TransactionEvents.created, TransactionImported, TransactionPosted],
  {
    summary: "Link a transaction with the other side of a transfer, or propose what may be it",
    handler: (ctx, { data }) => TransferDetection.detect(ctx, data.entityId!),
  },
);

export const keepBalances = consumer("finance.keepBalances", [DayEnded], {
  summary: "Keep what was on the accounts of a person when a day of theirs ended",
  handler: (ctx, { data }) => Balances.keep(ctx, data.payload.day),
});

export const matchPayment = consumer(
  "finance.matchPayment",
  [TransactionEvents.created, TransactionImported, TransactionPosted],
  {
    summary: "Mark the invoice as paid that a payment names and whose total it is",
    handler: (ctx, { data }) => InvoicePayments.match(ctx, data.entityId!),
  },
);

export const noteOverdue = consumer("finance.noteOverdue", [DayEnded], {
  summary: "Tell which invoices are overdue when a day of a person has ended",
  handler: (ctx, { data }) => InvoicePayments.noteOverdue(ctx, data.payload.day),
});

const matchedPending = (payload: object) => "matchedPending" in payload && payload.matchedPending === true;
