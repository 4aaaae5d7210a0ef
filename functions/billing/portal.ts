import * as z from "zod/mini";
import * as Checkouts from "#core/billing/checkouts";
import { endpoint } from "#kit/endpoint";
import { NotConfigured, Unavailable } from "#kit/problem";

export const open = endpoint("POST /v1/billing/portal", {
  summary: "Open the page of your subscription",
  description:
    "Send the person to `url`, a page of Stripe's that is good for a few minutes, where they change, pay or end it.",
  returns: z.strictObject({ url: z.string() }),
  problems: [Checkouts.NothingToManage, NotConfigured, Unavailable],
  handler: (ctx) => Checkouts.portal(ctx),
});
