/** Tokens that can be bought here. */
import * as z from "zod/mini";
import * as Packs from "#core/billing/packs";
import { endpoint } from "#kit/endpoint";

export const list = endpoint("GET /v1/billing/packs", {
  summary: "List the packs of tokens",
  description: "What can be bought once for calls of models, the smallest first; empty where nothing can be bought.",
  returns: z.strictObject({ data: z.array(Packs.Pack), nextCursor: z.null() }),
  handler: async () => ({ data: await Packs.list(), nextCursor: null }),
});
