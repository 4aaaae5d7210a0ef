import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "ingest.email.received": "a mail comes from outside",
  },
  nothingFollows: {
    "ingest.email.processed": "it is where the story of a mail ends",
    "ingest.email.failed": "the reason is shown with the mail, which can be read again",
  },
  causedElsewhere: {
    "ingest.email.processed": "the story of packages/local",
    "ingest.email.failed": "a mail that cannot be read, in functions/ingest/workflows.test.ts",
  },
  uses: { "packages/core/src/ingest/mail-store.ts": "mail" },
});
