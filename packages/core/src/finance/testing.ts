import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uniqueAmongDeleted: {
    accounts_external: "an import counts a deleted row as seen",
    transactions_external: "an import counts a deleted row as seen",
  },
  nothingFollows: {
    "finance.billable_entry.drafted": "a draft waits for the person to say its rate",
    "finance.rule_application.undone": "it is the end of the story",
    "finance.invoice.sent": "who is to pay it does so by a transaction",
    "finance.invoice.paid": "it is the end of the story",
    "finance.invoice.voided": "its entries are free again with it",
    "finance.invoice.overdue": "what to do about it is up to the person",
  },
  causedElsewhere: {
    "finance.invoice.overdue": "functions/finance/invoices.test.ts, in which a day ends",
    "finance.billable_entry.drafted": "functions/rhythm/focus-sessions.test.ts, in which time passes",
    "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
    "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  },
  states: ["overdue"],
  seeded: { accounts: 3, budget_categories: 10, transactions: 88 },
});
