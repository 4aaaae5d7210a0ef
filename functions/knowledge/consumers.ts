/** Follows what happens. */
import { EmailProcessed } from "#core/ingest/events";
import * as MailDocuments from "#core/knowledge/mail-documents";
import { type Concerned, readIn } from "#core/knowledge/search/indexing";
import { searchedTypes } from "#core/knowledge/search/types.generated";
import { type BatchRecord, batchConsumer, consumer } from "#kit/consumer";
import type { CloudEvent } from "#kit/event";

export const index = batchConsumer("knowledge.index", "everything", {
  summary: "Reads what rows say into the search",
  batchSize: 100,
  batchWindowSeconds: 2,
  timeoutSeconds: 60,
  handler: async (ctx, records) => {
    await readIn(ctx, concerned(records));
    return undefined;
  },
});

export const keepMail = consumer("knowledge.keepMail", [EmailProcessed], {
  summary: "Make a document of an e-mail that is nothing else",
  handler: (ctx, { data }) => MailDocuments.keep(ctx, data.entityId!),
});

/** Whose rows, and which, the events tell of. What is no event of LifeOS tells of none. */
function concerned(records: readonly BatchRecord[]): Concerned {
  const events = records.map(({ event }) => event.detail as Partial<CloudEvent>);
  return {
    owners: [...new Set(events.flatMap(({ subject }) => subject ?? []))],
    rows: events.flatMap(({ data }) =>
      data?.entityId && Object.hasOwn(searchedTypes, data.entityType)
        ? [{ type: data.entityType, id: data.entityId }]
        : [],
    ),
  };
}
