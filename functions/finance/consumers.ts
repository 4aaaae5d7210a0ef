import * as Arrival from "#core/finance/arrival";
import * as Balances from "#core/finance/balances";
import * as BillPayments from "#core/finance/bill-payments";
import * as Billable from "#core/finance/billable";
import * as Bills from "#core/finance/bills";
import * as BudgetsExceeded from "#core/finance/budgets-exceeded";
import {
  BillReopened,
  InvoiceMailFailed,
  InvoiceReopened,
  InvoiceSent,
  TransactionDivided,
  TransactionEvents,
  TransactionImported,
  TransactionPosted,
  TransactionsBooked,
} from "#core/finance/events";
import * as InvoiceMailing from "#core/finance/invoice-mailing";
import * as InvoicePayments from "#core/finance/invoice-payments";
import * as Recurring from "#core/finance/recurring";
import * as RuleNoticing from "#core/finance/rule-noticing";
import type { Booked } from "#core/finance/statements/booked";
import { transactionChanges } from "#core/finance/transaction-changes";
import * as TransferDetection from "#core/finance/transfer-detection";
import { ImportCompleted } from "#core/ingest/events";
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

/** A transaction that changed in nothing of these has no other side than before. */
const PAIRS_BY = ["accountId", "date", "amountCents", "currency", "status"];

export const detectTransfer = consumer("finance.detectTransfer", [...transactionChanges, TransactionsBooked], {
  summary: "Link a transaction with the other side of a transfer, or propose what may be it",
  handler: async (ctx, { type, data }) => {
    if (isTogether(data.payload)) return TransferDetection.detectAmong(ctx, data.payload);
    if (type === TransactionEvents.updated.type && !data.changed.some((key) => PAIRS_BY.includes(key))) return;
    await TransferDetection.detect(ctx, data.entityId!);
  },
});

export const keepBalances = consumer("finance.keepBalances", [DayEnded], {
  summary: "Keep what was on the accounts of a person when a day of theirs ended",
  handler: (ctx, { data }) => Balances.keep(ctx, data.payload.day),
});

export const matchPayment = consumer("finance.matchPayment", [...transactionChanges, TransactionsBooked], {
  summary: "Mark the invoice as paid that a payment names and whose total it is",
  handler: (ctx, { data }) =>
    isTogether(data.payload)
      ? InvoicePayments.matchAmong(ctx, data.payload)
      : InvoicePayments.match(ctx, data.entityId!),
});

/** By what a payment may stop being one. */
const paymentChanges = [
  TransactionEvents.updated,
  TransactionEvents.deleted,
  TransactionPosted,
  TransactionImported,
] as const;

export const reopenInvoice = consumer("finance.reopenInvoice", paymentChanges, {
  summary: "Make an invoice unpaid again whose payment is gone or another one",
  handler: (ctx, { data }) => InvoicePayments.unsettle(ctx, data.entityId!),
});

export const findPayment = consumer("finance.findPayment", [InvoiceSent, InvoiceReopened], {
  summary: "Mark an invoice as paid whose payment came before it was sent, or is another one than was thought",
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

export const proposeRule = consumer("finance.proposeRule", [TransactionEvents.updated], {
  summary: "Propose a rule for what a person has done by hand three times",
  handler: (ctx, { data }) => RuleNoticing.notice(ctx, data.entityId!, data.changed),
});

/** A transaction that changed in nothing of these recurs as before. */
const RECURS_BY = [
  "accountId",
  "date",
  "merchantName",
  "vendorId",
  "amountCents",
  "currency",
  "transferPairId",
  "status",
];

export const followRecurring = consumer("finance.followRecurring", [...transactionChanges, TransactionEvents.deleted], {
  summary: "Find the payments that recur, and see those that come",
  handler: async (ctx, { type, data }) => {
    if (type === TransactionEvents.updated.type && !data.changed.some((key) => RECURS_BY.includes(key))) return;
    await Recurring.follow(ctx, data.entityId!);
  },
});

/** What the kinds of imports that bring transactions begin with. */
const OF_BANKS = "bank_";

export const followImported = consumer("finance.followImported", [DayEnded, ImportCompleted], {
  summary: "Find the payments that recur in what a file brought, and in all that was imported on a day of a person",
  timeoutSeconds: 60,
  handler: async (ctx, { data: { payload } }) => {
    const isOther = "kind" in payload && (payload.isDryRun || !payload.kind.startsWith(OF_BANKS));
    if (!isOther) await Recurring.followAdded(ctx);
  },
});

export const noteMissed = consumer("finance.noteMissed", [DayEnded], {
  summary: "Tell which recurring payments did not come when a day of a person has ended",
  handler: (ctx, { data }) => Recurring.noteMissed(ctx, data.payload.day),
});

export const makeBills = consumer("finance.makeBills", [DayEnded], {
  summary: "Make bills of the recurring payments that are due in the days after one of a person",
  handler: (ctx, { data }) => Bills.makeDue(ctx, data.payload.day),
});

export const payBill = consumer("finance.payBill", [...transactionChanges, TransactionsBooked], {
  summary: "Mark the bill as paid that a payment is for",
  handler: (ctx, { data }) =>
    isTogether(data.payload) ? BillPayments.matchAmong(ctx, data.payload) : BillPayments.match(ctx, data.entityId!),
});

export const reopenBill = consumer("finance.reopenBill", paymentChanges, {
  summary: "Make a bill unpaid again whose payment is gone or another one",
  handler: (ctx, { data }) => BillPayments.unmatch(ctx, data.entityId!),
});

export const findBillPayment = consumer("finance.findBillPayment", [BillReopened], {
  summary: "Mark a bill as paid whose payment is another one than was thought",
  handler: (ctx, { data }) => BillPayments.lookBack(ctx, data.entityId!),
});

export const noteExceeded = consumer(
  "finance.noteExceeded",
  [...transactionChanges, TransactionsBooked, TransactionEvents.deleted, TransactionDivided],
  {
    summary: "Tell once of each budget that more was spent than it had",
    handler: (ctx, { type, data }) =>
      isTogether(data.payload)
        ? BudgetsExceeded.noteAmong(ctx, data.payload)
        : BudgetsExceeded.note(ctx, data.entityId!, {
            changed: type === TransactionEvents.updated.type ? data.changed : undefined,
            isResplit: type === TransactionDivided.type,
          }),
  },
);

const isTogether = (payload: object): payload is Booked => "fromPosition" in payload;

const matchedPending = (payload: object) => "matchedPending" in payload && payload.matchedPending === true;
