/** Events of accounts, budgets and transactions. */
import * as z from "zod/mini";
import { together } from "#core/ingest/importer";
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
const budget = {
  budgetCategoryId: z.guid(),
  /** The first day of the month. */
  month: z.iso.date(),
  amountCents: z.int(),
  currency: z.string(),
};

export const BudgetEvents = crudEvents("finance.budget", budget);
export const BudgetExceeded = event("finance.budget.exceeded", "More was spent than the budget of a month had", budget);
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
export const TransactionsBooked = event(
  "finance.transaction.booked",
  "Transactions came in from a file together; it is about the first of them",
  together,
);
export const TransactionDivided = event(
  "finance.transaction.divided",
  "It was said what the parts of a transaction are for",
  {
    date: z.iso.date(),
    amountCents: z.int(),
    currency: z.string(),
    /** How many parts it has; none when it is whole again. */
    parts: z.int(),
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

export const RuleProposalEvents = {
  created: event("finance.rule_proposal.created", "A rule was proposed for what a person did by hand three times", {
    budgetCategoryId: z.nullish(z.guid()),
    vendorId: z.nullish(z.guid()),
  }),
  accepted: event("finance.rule_proposal.accepted", "A proposed rule was made", { ruleId: z.nullish(z.guid()) }),
  dismissed: event("finance.rule_proposal.dismissed", "A proposed rule was dismissed"),
};

const recurring = {
  cadence: z.string(),
  expectedAmountCents: z.int(),
  currency: z.string(),
  nextExpectedDate: z.nullish(z.iso.date()),
  accountId: z.nullish(z.guid()),
  vendorId: z.nullish(z.guid()),
  lastTransactionId: z.nullish(z.guid()),
};
export const RecurringEvents = {
  detected: event("finance.recurring_transaction.detected", "A payment was found to recur", recurring),
  updated: event("finance.recurring_transaction.updated", "A recurring payment came, or was seen anew", recurring),
  priceChanged: event("finance.recurring_transaction.price_changed", "The price of a recurring payment changed", {
    ...recurring,
    previousAmountCents: z.nullish(z.int()),
    priceChangedOn: z.nullish(z.iso.date()),
  }),
  missed: event("finance.recurring_transaction.missed", "A recurring payment did not come", {
    ...recurring,
    missedOn: z.nullish(z.iso.date()),
    /** None is expected any more. */
    endedOn: z.nullish(z.iso.date()),
  }),
  confirmed: event("finance.recurring_transaction.confirmed", "A recurring payment was confirmed", recurring),
  dismissed: event("finance.recurring_transaction.dismissed", "A payment was said not to recur", recurring),
  deleted: event(
    "finance.recurring_transaction.deleted",
    "The payments that a recurring payment was found in are gone",
    recurring,
  ),
};

const bill = {
  dueOn: z.iso.date(),
  amountCents: z.int(),
  currency: z.string(),
  recurringTransactionId: z.nullish(z.guid()),
  sourceEmailId: z.nullish(z.guid()),
  transactionId: z.nullish(z.guid()),
};
export const BillDetected = event("finance.bill.detected", "A bill is to be paid", bill);
export const BillPaid = event("finance.bill.paid", "A bill was paid", bill);
export const BillReopened = event("finance.bill.reopened", "The payment of a bill is gone or another one", bill);
export const BillCancelled = event("finance.bill.cancelled", "A bill is not to be paid any more", bill);

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
export const InvoiceReopened = event(
  "finance.invoice.reopened",
  "The payment of an invoice is gone or another one",
  invoice,
);
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
