import * as z from "zod/mini";
import * as Interactions from "#core/people/interactions";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";

export const list = endpoint("GET /v1/people/contacts/{contactId}/balances", {
  summary: "List who owes whom, by currency",
  description:
    "Of the loans and repayments that were logged with the contact: what they owe you, or negative what you owe them; and what you gave and got as gifts.",
  returns: z.strictObject({ data: z.array(Interactions.Balance), nextCursor: z.null() }),
  problems: [NotFound],
  handler: async (ctx) => ({ data: await Interactions.balances(ctx, ctx.params.contactId), nextCursor: null }),
});
