import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  nothingFollows: {
    "finance.transaction.posted": "what a transaction changes is read from its row",
  },
  causedElsewhere: {
    "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
    "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  },
});
