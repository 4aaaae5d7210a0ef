import { Reception, receive as take } from "#core/finance/plaid/webhook";
import { endpoint } from "#kit/endpoint";
import { NotConfigured, TooLarge, Unauthenticated, Unavailable, UnsupportedMediaType } from "#kit/problem";

export const receive = endpoint("POST /v1/ingest/webhooks/plaid", {
  summary: "Report something of Plaid's",
  description:
    "Signed by the header Plaid-Verification, at most five minutes ago, over the body as it is. A report says only which item to look at: its accounts and transactions are then asked of Plaid, so that reports may come in any order and repeatedly. One of an item that nobody has here is answered like any other.",
  access: "public",
  rawBody: { contentTypes: ["application/json"] },
  maxBodyBytes: 64 * 1024,
  headers: {
    "plaid-verification": {
      description:
        "A JWT with the time and the SHA-256 of the body, signed by ES256 with a key that Plaid gives by its id.",
      pattern: /^.+$/,
    },
  },
  returns: Reception,
  status: 202,
  problems: [Unauthenticated, TooLarge, UnsupportedMediaType, NotConfigured, Unavailable],
  example: { response: { accepted: true } },
  handler: (ctx) => take(ctx, ctx.headers["plaid-verification"], ctx.rawBody),
});
