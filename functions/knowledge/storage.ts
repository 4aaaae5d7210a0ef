import * as z from "zod/mini";
import * as Trash from "#core/knowledge/file-trash";
import * as Storage from "#core/knowledge/storage-limits";
import { endpoint } from "#kit/endpoint";
import { NotConfigured, Unavailable } from "#kit/problem";

export const get = endpoint("GET /v1/knowledge/storage", {
  summary: "Get how much room your files take",
  description:
    "`usedBytes` is what all of them have together, with those that are being uploaded, the deleted ones (`deletedBytes`) as long as they can be restored, and what imports that go on have unpacked of zip files.",
  returns: z.strictObject({ usedBytes: z.int(), deletedBytes: z.int(), totalBytes: z.int(), fileBytes: z.int() }),
  handler: (ctx) => Storage.storageOf(ctx),
});

export const emptyTrash = endpoint("POST /v1/knowledge/storage/empty-trash", {
  summary: "Delete all deleted files for good",
  description:
    "All files of yours that are deleted: none of them can be restored any more, and the room that they took is free. One request deletes up to 100: send it again as long as `hasMore` is true.",
  returns: z.strictObject({ purged: z.int(), hasMore: z.boolean() }),
  problems: [NotConfigured, Unavailable],
  uses: ["files"],
  handler: (ctx) => Trash.emptyTrash(ctx),
});
