import * as Arrival from "#core/finance/arrival";
import * as Billable from "#core/finance/billable";
import * as BudgetsExceeded from "#core/finance/budgets-exceeded";
import { TransactionDivided, TransactionEvents, TransactionImported, TransactionPosted } from "#core/finance/events";
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

export const noteExceeded = consumer(
  "finance.noteExceeded",
  [
    TransactionEvents.created,
    TransactionEvents.updated,
    TransactionEvents.deleted,
    TransactionEvents.restored,
    TransactionImported,
    TransactionPosted,
    TransactionDivided,
  ],
  {
    summary: "Tell once of each budget that more was spent than it had",
    handler: (ctx, { type, data }) =>
      BudgetsExceeded.note(ctx, data.entityId!, {
        changed: type === TransactionEvents.updated.type ? data.changed : undefined,
        isResplit: type === TransactionDivided.type,
      }),
  },
);
