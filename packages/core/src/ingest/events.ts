/** Events of incoming mail. */
import * as z from "zod/mini";
import { event, finalEvents } from "#kit/event";

export const EmailReceived = event("ingest.email.received", "An e-mail arrived at a private address", {
  rawObjectKey: z.string(),
});
export const EmailProcessed = event("ingest.email.processed", "What an e-mail says was made use of", {
  classification: z.nullable(z.string()),
  merchant: z.optional(z.string()),
  totalCents: z.optional(z.int()),
  currency: z.optional(z.string()),
});
export const EmailFailed = event("ingest.email.failed", "An e-mail could not be made use of", { error: z.string() });
export const EmailAddressEvents = finalEvents("ingest.email_address");

const ofImport = { kind: z.string(), isDryRun: z.boolean() };
const counts = {
  ...ofImport,
  status: z.string(),
  processed: z.int(),
  total: z.nullish(z.int()),
  percentage: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  failed: z.int(),
  undone: z.int(),
  kept: z.int(),
};
/** A new import, one that goes on after it was cancelled or had failed, or a dry run that becomes the import itself. */
export const ImportStarted = event("ingest.import.started", "An import was asked for, or is to go on", ofImport);
export const ImportProgressed = event("ingest.import.progressed", "An import or its undo got further", counts);
export const ImportCompleted = event("ingest.import.completed", "An import came to its end", counts);
export const ImportFailed = event("ingest.import.failed", "An import could not go on", {
  ...counts,
  error: z.nullish(z.string()),
});
export const ImportCancelled = event("ingest.import.cancelled", "An import was stopped by its person", counts);
export const ImportUndoStarted = event("ingest.import.undo_started", "The undo of an import was asked for", ofImport);
export const ImportUndone = event("ingest.import.undone", "What an import had done was undone", counts);
