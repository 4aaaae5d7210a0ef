/** Search over everything. */
import * as Search from "#core/knowledge/search/find";
import { endpoint } from "#kit/endpoint";

export const find = endpoint("GET /v1/knowledge/search", {
  summary: "Search over everything",
  description:
    "Rows of every pillar that you may see and that have the words of `q`, the best first, each once, with the piece of its text that fits best. A word is found by its beginning, in other forms of its language, without its accents and with a letter wrong: `receit` finds “receipt”, `taxfi` finds “tax file”. Rows with all words come first; where next to none has, those with the rarest. Rows in which the words of `q` stand beside each other come before others; in quotation marks they count as words alone, and not for what they mean. `mode` says whether words count, or what they mean, or both. `from` is included, `to` is not. Of a shared file others than its owner find nothing as long as they do not get it (`forOthers`). An API key finds rows of those pillars that it may read, and its scores say nothing of how often words are in others.",
  uses: ["embeddings"],
  query: Search.Query,
  returns: Search.Found,
  handler: (ctx) => Search.find(ctx, ctx.query),
});
