import * as z from "zod/mini";
import * as Tags from "#core/knowledge/graph-tags";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { InvalidInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Text } from "#kit/wire";

const Name = Text(100, 1).check(z.regex(/\S/, fieldSayings.sentences.empty));

export const list = endpoint("GET /v1/knowledge/tags", {
  summary: "List your tags",
  description:
    "Of your documents, entries of the journal and files, with how many of each have it; the most used first. `q`: how it begins.",
  query: z.strictObject({ q: z.optional(Text(100, 1)), limit: z.optional(integerParameter(1, Tags.MAX_TAGS)) }),
  returns: z.strictObject({ data: z.array(Tags.Tag) }),
  problems: [InvalidInput],
  handler: async (ctx) => ({ data: await Tags.tags(ctx, ctx.query) }),
});

export const rename = endpoint("POST /v1/knowledge/tags/rename", {
  summary: "Rename a tag, or merge it into another",
  description:
    "In all your documents, entries of the journal and files, at once. Where both are, one is left; so only a name that was not in use is undone by renaming back. One request changes up to 2,000 of each: send it again as long as `hasMore` is true.",
  body: z.strictObject({ from: Name, to: Name }),
  returns: z.strictObject({ documents: z.int(), journal: z.int(), files: z.int(), hasMore: z.boolean() }),
  problems: [InvalidInput],
  example: { body: { from: "garden", to: "allotment" } },
  handler: (ctx) => Tags.renameTag(ctx, ctx.body.from, ctx.body.to),
});
