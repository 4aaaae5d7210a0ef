import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uniqueAmongDeleted: {
    accounts_external: "an import counts a deleted row as seen",
    transactions_external: "an import counts a deleted row as seen",
    transactions_import: "an import counts a deleted row as seen",
  },
  nothingFollows: {
    "finance.billable_entry.drafted": "a draft waits for the person to say its rate",
    "finance.transaction.posted": "what a transaction changes is read from its row",
  },
  causedElsewhere: {
    "finance.billable_entry.drafted": "functions/rhythm/focus-sessions.test.ts, in which time passes",
    "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
    "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  },
  seeded: { accounts: 3, budget_categories: 10, transactions: 88 },
});
