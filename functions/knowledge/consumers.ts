import { EmailProcessed } from "#core/ingest/events";
import * as MailDocuments from "#core/knowledge/mail-documents";
import { consumer } from "#kit/consumer";

export const keepMail = consumer("knowledge.keepMail", [EmailProcessed], {
  summary: "Make a document of an e-mail that is nothing else",
  handler: (ctx, { data }) => MailDocuments.keep(ctx, data.entityId!),
});
