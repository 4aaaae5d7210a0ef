import { or, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { recipeCookings } from "#core/household/recipes.sql";
import { endpoint } from "#kit/endpoint";
import { type ListSpec, listQuery, listRead, type Page, pageSchema } from "#kit/list";
import { InvalidInput, NotFound } from "#kit/problem";
import { rowRead } from "#kit/row";
import { me } from "#kit/table";
import { type Row, rowSchema } from "#kit/wire";

const Cooking = rowSchema(recipeCookings);
const listing: ListSpec<typeof recipeCookings> = {
  filter: ["recipeId", "householdId", "cookedBy", "cookedAt", "calendarEventId"],
  sort: ["cookedAt"],
  order: "-cookedAt",
};

// Whoever sees a recipe sees its cookings; these are the ones that a person had part in, which the indexes find.
const ours = or(
  sql`${recipeCookings.cookedBy} = ${me}`,
  sql`${recipeCookings.householdId} = any(((select my_households()))::uuid[])`,
);

export const list = endpoint("GET /v1/household/cookings", {
  summary: "List what was cooked",
  description:
    "By you or from the pantry of your household, the latest first: what each took out of the pantry and what was missing. They are made by cooking a recipe.",
  query: listQuery(recipeCookings, listing),
  returns: pageSchema(Cooking) as z.ZodMiniType<Page<Row<typeof recipeCookings>>>,
  problems: [InvalidInput],
  async handler(ctx) {
    const [page] = await ctx.db.batch([listRead(recipeCookings, listing, ctx.query as Record<string, unknown>, ours)]);
    return page;
  },
});

export const get = endpoint("GET /v1/household/cookings/{cookingId}", {
  summary: "Get what was cooked once",
  returns: Cooking,
  problems: [NotFound],
  async handler(ctx) {
    const [cooking] = await ctx.db.batch([rowRead(recipeCookings, ctx.params.cookingId, true)]);
    if (!cooking) throw NotFound();
    return cooking;
  },
});
