import * as z from "zod/mini";
import * as Folders from "#core/knowledge/folders";
import { folderPath } from "#core/knowledge/folders";
import { endpoint } from "#kit/endpoint";
import { Conflict, InvalidInput } from "#kit/problem";

export const list = endpoint("GET /v1/knowledge/folders", {
  summary: "List the folders of your files",
  description: "Folders are the paths of files: one without files is not there. At most 10,000, by path.",
  returns: z.strictObject({
    data: z.array(z.strictObject({ folderPath: z.string(), files: z.int(), sizeBytes: z.int() })),
  }),
  handler: async (ctx) => ({ data: await Folders.folders(ctx) }),
});

export const move = endpoint("POST /v1/knowledge/folders/move", {
  summary: "Rename or move a folder",
  description:
    "With all that is in it; what is already at the new path stays there beside it. One request moves up to 500 files: send it again as long as `hasMore` is true.",
  body: z.strictObject({ from: folderPath, to: folderPath }),
  returns: z.strictObject({ moved: z.int(), hasMore: z.boolean() }),
  problems: [InvalidInput, Conflict],
  example: { body: { from: "/Papers", to: "/Archive/Papers" } },
  handler: (ctx) => Folders.moveFolder(ctx, ctx.body.from, ctx.body.to),
});
