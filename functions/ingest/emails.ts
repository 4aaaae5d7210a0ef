import * as z from "zod/mini";
import * as Emails from "#core/ingest/emails";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { endpoint } from "#kit/endpoint";
import { type ListSpec, listQuery, listRead, type Page, pageSchema } from "#kit/list";
import { InvalidInput, NotFound } from "#kit/problem";
import { rowRead } from "#kit/row";
import { type Row, rowSchema } from "#kit/wire";

type Email = Row<typeof inboundEmails>;

const Email = rowSchema(inboundEmails);
const Listed = z.partial(Email as unknown as z.ZodMiniObject, { bodyText: true, headers: true, bookings: true });
const listing: ListSpec<typeof inboundEmails> = {
  filter: ["classification", "isProcessed", "sender", "recipient", "error"],
  sort: [],
  include: ["bodyText", "headers", "bookings"],
};

export const list = endpoint("GET /v1/ingest/emails", {
  summary: "List e-mails",
  description:
    "Of those that came in lately: a message goes 90 days after it was processed, what was made of it stays.",
  query: listQuery(inboundEmails, listing),
  returns: pageSchema(Listed) as z.ZodMiniType<Page<Email>>,
  problems: [InvalidInput],
  async handler(ctx) {
    const [page] = await ctx.db.batch([listRead(inboundEmails, listing, ctx.query as Record<string, unknown>)]);
    return page;
  },
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
