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

export const BankSyncRequested = event("finance.bank.sync_requested", "A bank may have something new");
/** One for all that came; each new transaction is told of by an event of its own. */
export const BankSynced = event("finance.bank.synced", "Accounts are as they are at their bank", {
  added: z.int(),
  /** Entered by hand or imported before, and now known to be the bank's. */
  joined: z.int(),
  updated: z.int(),
  removed: z.int(),
});

export const BalanceSnapshotted = event(
  "finance.balance.snapshotted",
  "What was on the accounts of a person when a day of theirs ended was kept",
  { day: z.iso.date(), accounts: z.int() },
);

const transfer = { outflowId: z.guid(), inflowId: z.guid() };
export const TransferDetected = event("finance.transfer.detected", "Two transactions were found to be a transfer", {
  ...transfer,
  amountCents: z.int(),
  currency: z.string(),
});
export const TransferProposalEvents = {
  created: event("finance.transfer_proposal.created", "Two transactions may be a transfer", transfer),
  accepted: event("finance.transfer_proposal.accepted", "Two transactions were said to be a transfer", transfer),
  dismissed: event("finance.transfer_proposal.dismissed", "Two transactions were said to be no transfer", transfer),
};

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
export const InvoiceVoided = event("finance.invoice.voided", "An invoice was made void", invoice);
export const InvoiceOverdue = event(
  "finance.invoice.overdue",
  "The day by which an invoice was to be paid has passed",
  invoice,
);
