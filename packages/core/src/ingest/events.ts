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
