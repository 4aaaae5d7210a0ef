import { ANSWER, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "finance.bank.sync_requested": "time passes, or a bank tells of something new",
    "finance.transfer_proposal.accepted": ANSWER,
    "finance.transfer_proposal.dismissed": ANSWER,
  },
  uniqueAmongDeleted: {
    accounts_external: "an import counts a deleted row as seen",
    transactions_external: "an import counts a deleted row as seen",
    transactions_import: "an import counts a deleted row as seen",
  },
  nothingFollows: {
    "finance.bank.synced": "each new transaction is told of by an event of its own",
    "finance.billable_entry.drafted": "a draft waits for the person to say its rate",
    "finance.rule_application.undone": "it is the end of the story",
    "finance.balance.snapshotted": "it is kept for whoever looks at a series",
    "finance.transfer.detected": "both sides have changed already",
    "finance.transfer_proposal.accepted": "its two sides are linked with it",
    "finance.transfer_proposal.dismissed": "it is the end of the story",
    "finance.invoice.sent": "who is to pay it does so by a transaction",
    "finance.invoice.paid": "it is the end of the story",
    "finance.invoice.voided": "its entries are free again with it",
    "finance.invoice.overdue": "what to do about it is up to the person",
  },
  noRows: {
    bank: "it is about a connection",
    balance: "it is about all accounts of a person",
    transfer: "it is about two transactions, each of which it names",
  },
  causedElsewhere: {
    "finance.bank.sync_requested": "functions/finance/plaid.test.ts",
    "finance.bank.synced": "functions/finance/plaid.test.ts",
    "finance.transfer.detected": "functions/finance/transfers.test.ts, in which both sides arrive",
    "finance.transfer_proposal.created":
      "functions/finance/transfers.test.ts, in which it is not clear what belongs together",
    "finance.invoice.overdue": "functions/finance/invoices.test.ts, in which a day ends",
    "finance.billable_entry.drafted": "functions/rhythm/focus-sessions.test.ts, in which time passes",
    "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
    "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  },
  states: ["overdue"],
  attacks: async (victim, idOf) => {
    const account = await idOf("accounts", victim);
    return {
      posted_after: {
        calls: [["select count(*)::int from posted_after(array[$1]::uuid[], array['2026-01-01']::date[])", account]],
        comes: [0],
      },
    };
  },
  seeded: { accounts: 3, budget_categories: 10, transactions: 88 },
});
