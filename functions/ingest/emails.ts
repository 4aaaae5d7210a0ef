import * as Emails from "#core/ingest/emails";
import { EmailReceived } from "#core/ingest/events";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { NotFound } from "#kit/problem";
import { rowRead } from "#kit/row";
import { rowSchema } from "#kit/wire";

const Email = rowSchema(inboundEmails);

export const list = listEndpoint("GET /v1/ingest/emails", inboundEmails, {
  entities: [entityOf(EmailReceived, inboundEmails)],
  summary: "List e-mails",
  description:
    "Of those that came in lately: a message goes 90 days after it was processed, what was made of it stays.",
  filter: ["classification", "isProcessed", "sender", "recipient", "error"],
  include: ["bodyText", "headers", "bookings"],
});

export const get = endpoint("GET /v1/ingest/emails/{emailId}", {
  summary: "Get an e-mail",
  returns: Email,
  problems: [NotFound],
  async handler(ctx) {
    const [row] = await ctx.db.batch([rowRead(inboundEmails, ctx.params.emailId)]);
    if (!row) throw NotFound();
    return row;
  },
});

export const reprocess = endpoint("POST /v1/ingest/emails/{emailId}/reprocess", {
  summary: "Read an e-mail again",
  description: "What was booked from it stays booked once.",
  returns: Email,
  status: 202,
  problems: [NotFound, Emails.RawMailGone],
  handler: (ctx) => Emails.reprocess(ctx, ctx.params.emailId),
});
