import { BankSyncRequested } from "#core/finance/events";
import * as Bank from "#core/finance/plaid/sync";
import { workflow } from "#kit/workflow";

/** However many ask for it, a bank is synchronised by one run at a time, a few seconds after the first has asked. */
export const syncBank = workflow("finance.syncBank", BankSyncRequested, {
  summary: "Make the accounts of a person as they are at their bank",
  debounce: { period: "3s", timeout: "30s", key: "event.data.data.entityId" },
  concurrency: { limit: 1, key: "event.data.data.entityId" },
  effectKey: ({ id }) => id,
  async handler({ event, step }) {
    const story = {
      userId: event.subject!,
      connectionId: event.data.entityId!,
      correlationId: event.correlationid,
      causationId: event.id,
    };
    return { synchronised: await step.run("sync", async () => (await Bank.sync(story)) ?? null) };
  },
});
