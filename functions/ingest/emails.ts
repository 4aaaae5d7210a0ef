import * as z from "zod/mini";
import * as Emails from "#core/ingest/emails";
import { EmailReceived } from "#core/ingest/events";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import * as MailAddresses from "#core/ingest/mail-addresses";
import { listEndpoint } from "#kit/crud";
import { endpoint, file } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";
import { findRow } from "#kit/row";
import { Instant, rowSchema, Text } from "#kit/wire";

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
    const [email] = await findRow(ctx, inboundEmails, ctx.params.emailId);
    return email;
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

export const bodyAddress = endpoint("POST /v1/ingest/emails/{emailId}/body-address", {
  summary: "Make an address at which a browser shows an e-mail's body",
  description:
    'What the sender wrote, without scripts, forms and whatever is fetched from elsewhere; pictures that came with it are in it. It is a page of a minute, to be shown in `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer">`: its own policy lets nothing run and nothing be fetched, either.',
  returns: z.strictObject({
    url: z.string(),
    expiresAt: Instant,
    remotePictures: z.int(),
    omittedPictures: z.int(),
  }),
  problems: [NotFound, Emails.RawMailGone, MailAddresses.UnshowableMail, NotConfigured, Unavailable],
  uses: ["mail"],
  handler: (ctx) => MailAddresses.bodyAddress(ctx, ctx.params.emailId),
});

export const body = endpoint("GET /v1/ingest/emails/{emailId}/body", {
  summary: "Show an e-mail's body",
  description: "For frames: the address itself says who may see it, and for how long.",
  access: "public",
  query: z.strictObject({ address: Text(1_000, 1).check(z.regex(/^[\w-]+$/, "is not an address of a body")) }),
  produces: ["text/html; charset=utf-8"],
  problems: [NotFound],
  async handler(ctx) {
    const page = await MailAddresses.bodyAt(ctx, ctx.params.emailId, ctx.query.address);
    const headers = {
      "content-security-policy": MailAddresses.BODY_POLICY,
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    };
    return file(page, { contentType: "text/html; charset=utf-8", inline: true, headers });
  },
});

export const attachmentAddress = endpoint("POST /v1/ingest/emails/{emailId}/attachment-address", {
  summary: "Make an address at which an attachment can be downloaded",
  description:
    "For five minutes, and always as a file to be saved. `position` counts the `attachments` of the e-mail from 0.",
  body: z.strictObject({ position: z.int().check(z.gte(0), z.lte(99)) }),
  returns: z.strictObject({
    url: z.string(),
    expiresAt: Instant,
    fileName: z.string(),
    mimeType: z.string(),
    sizeBytes: z.int(),
  }),
  problems: [InvalidInput, NotFound, Emails.RawMailGone, MailAddresses.UnshowableMail, NotConfigured, Unavailable],
  example: { body: { position: 0 } },
  uses: ["mail"],
  handler: (ctx) => MailAddresses.attachmentAddress(ctx, ctx.params.emailId, ctx.body.position),
});
