import * as z from "zod/mini";
import { MAX_WEBHOOK_BYTES, receiveWebhook } from "#core/ingest/receive";
import { endpoint } from "#kit/endpoint";
import { NotConfigured, TooLarge, Unauthenticated, Unavailable, UnsupportedMediaType } from "#kit/problem";

export const email = endpoint("POST /v1/ingest/webhooks/email", {
  summary: "Deliver a raw e-mail",
  description:
    "The body is one message (RFC 5322) of at most 4 MiB; larger ones go into the mail bucket. Signed by the Standard Webhooks specification in the headers webhook-id, webhook-timestamp and webhook-signature. Recipients are read from the head of the message, X-Original-To, Delivered-To and Envelope-To before To and Cc, because nothing outside the signature is trusted: a service that knows the envelope puts X-Original-To before the message and signs the whole.",
  access: "public",
  rawBody: { contentTypes: ["message/rfc822", "application/octet-stream", "text/plain"] },
  maxBodyBytes: MAX_WEBHOOK_BYTES,
  headers: {
    "webhook-id": { description: "Names the delivery, and is the same when it is sent again.", pattern: /^.+$/ },
    "webhook-timestamp": { description: "When it was signed, in seconds since 1970.", pattern: /^\d{1,12}$/ },
    "webhook-signature": {
      description: "`v1,` and the signature in base64; of several, with spaces between them, one has to be right.",
      pattern: /^.+$/,
    },
  },
  uses: ["mail"],
  returns: z.strictObject({ accepted: z.boolean(), reason: z.optional(z.string()) }),
  status: 202,
  problems: [Unauthenticated, TooLarge, UnsupportedMediaType, NotConfigured, Unavailable],
  example: { response: { accepted: true } },
  handler: (ctx) => receiveWebhook(ctx, ctx.headers, ctx.rawBody),
});
