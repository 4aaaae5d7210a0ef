import { or, sql } from "drizzle-orm";
import { recipeCookings } from "#core/household/recipes.sql";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { me } from "#kit/table";
import { rowSchema } from "#kit/wire";

const Cooking = rowSchema(recipeCookings);
// A person who sees a recipe sees its cookings. The list has only those of the person and their households, so that indexes can
// be used.
const ours = or(
  sql`${recipeCookings.cookedBy} = ${me}`,
  sql`${recipeCookings.householdId} = any(((select my_households()))::uuid[])`,
);

export const list = listEndpoint("GET /v1/household/cookings", recipeCookings, {
  summary: "List what was cooked",
  description:
    "By you or from the pantry of your household, the latest first: what each took out of the pantry and what was missing. They are made by cooking a recipe.",
  filter: ["recipeId", "householdId", "cookedBy", "cookedAt", "calendarEventId"],
  sort: ["cookedAt"],
  order: "-cookedAt",
  where: ours,
});

export const get = endpoint("GET /v1/household/cookings/{cookingId}", {
  summary: "Get what was cooked once",
  returns: Cooking,
  problems: [NotFound],
  async handler(ctx) {
    const [cooking] = await findRow(ctx, recipeCookings, ctx.params.cookingId);
    return cooking;
  },
});
