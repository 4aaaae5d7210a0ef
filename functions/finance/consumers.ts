import * as Arrival from "#core/finance/arrival";
import * as Billable from "#core/finance/billable";
import {
  InvoiceMailFailed,
  InvoiceSent,
  TransactionEvents,
  TransactionImported,
  TransactionPosted,
} from "#core/finance/events";
import * as InvoiceMailing from "#core/finance/invoice-mailing";
import * as InvoicePayments from "#core/finance/invoice-payments";
import { DayEnded, FocusCompleted } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const draftBillable = consumer("finance.draftBillable", [FocusCompleted], {
  summary: "Draft an entry of billable work when somebody has focused on a billable task",
  handler: (ctx, { data }) => Billable.draft(ctx, data.entityId!, data.payload),
});

export const sortIn = consumer("finance.sortIn", [TransactionEvents.created, TransactionImported], {
  summary: "Apply the rules of a person to a new transaction, and find its vendor and category",
  handler: (ctx, { type, data }) =>
    Arrival.sortIn(ctx, data.entityId!, { isByHand: type === TransactionEvents.created.type }),
});

export const matchPayment = consumer(
  "finance.matchPayment",
  [
    TransactionEvents.created,
    TransactionImported,
    TransactionPosted,
    TransactionEvents.updated,
    TransactionEvents.restored,
  ],
  {
    summary: "Mark the invoice as paid that a payment names and whose total it is",
    handler: (ctx, { data }) => InvoicePayments.match(ctx, data.entityId!),
  },
);

export const findPayment = consumer("finance.findPayment", [InvoiceSent], {
  summary: "Mark an invoice as paid whose payment came before it was sent",
  handler: (ctx, { data }) => InvoicePayments.lookBack(ctx, data.entityId!),
});

export const tellMailFailed = consumer("finance.tellMailFailed", [InvoiceMailFailed], {
  summary: "Tell a person that an invoice of theirs could not be mailed",
  handler: (ctx, event) => InvoiceMailing.tellFailed(ctx, event),
});

export const noteOverdue = consumer("finance.noteOverdue", [DayEnded], {
  summary: "Tell which invoices are overdue when a day of a person has ended",
  handler: (ctx, { data }) => InvoicePayments.noteOverdue(ctx, data.payload.day),
});
