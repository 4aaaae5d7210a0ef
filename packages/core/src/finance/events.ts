/** Events of accounts, budgets and transactions. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

const transaction = {
  accountId: z.guid(),
  vendorId: z.nullish(z.guid()),
  date: z.iso.date(),
  amountCents: z.int(),
  currency: z.string(),
  status: z.enum(["pending", "posted"]),
};

export const AccountEvents = crudEvents("finance.account", { type: z.string(), currency: z.string() });
export const BudgetCategoryEvents = crudEvents("finance.budget_category");
export const TransactionEvents = crudEvents("finance.transaction", transaction);
export const TransactionImported = event(
  "finance.transaction.imported",
  "A transaction came in from a receipt, a bank or a file",
  {
    ...transaction,
    /** Whether it completed a pending row of the bank. */
    matchedPending: z.optional(z.boolean()),
    /** Whether its vendor sells food, judged by the receipt. */
    sellsFood: z.optional(z.boolean()),
    /** When the purchase was made, if the receipt or the mail has the time. */
    purchasedAt: z.optional(z.iso.datetime()),
  },
);
export const TransactionPosted = event("finance.transaction.posted", "A pending transaction was posted", transaction);

export const RuleEvents = crudEvents("finance.rule");
export const RuleApplicationEvents = {
  created: event("finance.rule_application.created", "A rule was applied to transactions", {
    scanned: z.int(),
    changed: z.int(),
  }),
  undone: event("finance.rule_application.undone", "What a rule had changed was undone", {
    changed: z.int(),
    /** How many transactions stay as they are, because they were changed since. */
    kept: z.int(),
  }),
};

export const IncomeEvents = crudEvents("finance.income_entry", { date: z.iso.date(), currency: z.string() });

export const BillableEvents = crudEvents("finance.billable_entry", { date: z.iso.date(), hours: z.number() });
export const BillableDrafted = event(
  "finance.billable_entry.drafted",
  "Work on a billable task became a draft of an entry",
  {
    taskId: z.nullish(z.guid()),
    focusSessionId: z.nullish(z.guid()),
    date: z.iso.date(),
    hours: z.number(),
  },
);

const invoice = {
  currency: z.string(),
  totalCents: z.int(),
  /** None before it is sent. */
  number: z.nullish(z.string()),
  dueOn: z.nullish(z.iso.date()),
};

export const InvoiceEvents = {
  created: event("finance.invoice.created", "An invoice was drafted", invoice),
  updated: event("finance.invoice.updated", "A draft of an invoice was changed", invoice),
};
export const InvoiceSent = event("finance.invoice.sent", "An invoice got its number and was sent", invoice);
export const InvoicePaid = event("finance.invoice.paid", "An invoice was paid", invoice);
export const InvoiceMailRequested = event("finance.invoice.mail_requested", "An invoice is to go out by mail", {
  ...invoice,
  /** Counts how often that was asked for. */
  mailAttempt: z.int(),
});
export const InvoiceMailed = event("finance.invoice.mailed", "An invoice went out by mail", invoice);
export const InvoiceMailFailed = event("finance.invoice.mail_failed", "An invoice could not be mailed", {
  ...invoice,
  mailProblem: z.nullish(z.enum(["refused", "unanswered", "voided"])),
});
export const InvoiceVoided = event("finance.invoice.voided", "An invoice was made void", invoice);
export const InvoiceOverdue = event(
  "finance.invoice.overdue",
  "The day by which an invoice was to be paid has passed",
  invoice,
);
