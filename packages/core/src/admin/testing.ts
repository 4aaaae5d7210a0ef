import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({ uses: { "packages/core/src/admin/queues.ts": "queues" } });
