import * as z from "zod/mini";
import * as Storage from "#core/knowledge/storage-limits";
import { endpoint } from "#kit/endpoint";

export const get = endpoint("GET /v1/knowledge/storage", {
  summary: "Get how much room your files take",
  returns: z.strictObject({ usedBytes: z.int(), totalBytes: z.int(), fileBytes: z.int() }),
  handler: (ctx) => Storage.storageOf(ctx),
});
