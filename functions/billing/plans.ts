/** What can be bought here. */
import * as z from "zod/mini";
import * as Plans from "#core/billing/plans";
import { endpoint } from "#kit/endpoint";

export const list = endpoint("GET /v1/billing/plans", {
  summary: "List the plans",
  description:
    "What each tier allows, the smallest first, and what it costs. Where nothing can be bought, nothing has a price.",
  returns: z.strictObject({ data: z.array(Plans.Plan), nextCursor: z.null() }),
  handler: async () => ({ data: await Plans.list(), nextCursor: null }),
});
