/** The search for what something is called. */
import * as Titles from "#core/platform/find-titles";
import { endpoint } from "#kit/endpoint";

export const find = endpoint("GET /v1/platform/titles", {
  summary: "Find rows by their title",
  description:
    "Rows of every pillar that you may see, whose titles have words that begin with each word of `q`, whatever their case and accents: `mul pla` finds “Call Müller the plumber”. Titles that begin with `q` come first, then what changed last. An API key finds rows of those pillars that it may read.",
  query: Titles.Query,
  returns: Titles.Found,
  handler: (ctx) => Titles.find(ctx, ctx.query),
});
