import { Reception, receive as take } from "#core/billing/receive";
import { endpoint } from "#kit/endpoint";
import { NotConfigured, TooLarge, Unauthenticated, Unavailable, UnsupportedMediaType } from "#kit/problem";

export const receive = endpoint("POST /v1/ingest/webhooks/stripe", {
  summary: "Report an event of Stripe's",
  description:
    "Signed by the header Stripe-Signature, at most five minutes from now, over the body as it is. A report says only what to look at: the subscription or the checkout is then asked of Stripe, so that reports may come in any order and repeatedly.",
  access: "public",
  rawBody: { contentTypes: ["application/json"] },
  headers: {
    "stripe-signature": {
      description:
        "`t=` and the seconds since 1970, and `v1=` and the signature in hexadecimal digits; of several one has to be right.",
      pattern: /^.+$/,
    },
  },
  returns: Reception,
  status: 202,
  problems: [Unauthenticated, TooLarge, UnsupportedMediaType, NotConfigured, Unavailable],
  example: { response: { accepted: true } },
  handler: (ctx) => take(ctx, ctx.headers["stripe-signature"], ctx.rawBody),
});
