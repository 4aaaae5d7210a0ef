import * as z from "zod/mini";
import * as FoodChoices from "#core/health/food-choices";
import { endpoint } from "#kit/endpoint";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Text, Uuid } from "#kit/wire";

const Choice = z.strictObject({
  id: Uuid,
  name: z.string(),
  food: z.strictObject({ foodId: z.string(), name: z.string(), nameDe: z.nullable(z.string()) }),
});

export const list = endpoint("GET /v1/health/food-choices", {
  summary: "List which foods your names mean",
  description: "What you have chosen instead of what the table of foods has of a name.",
  returns: z.strictObject({ data: z.array(Choice), nextCursor: z.null() }),
  handler: async (ctx) => ({ data: await FoodChoices.list(ctx), nextCursor: null }),
});

export const choose = endpoint("PUT /v1/health/food-choices", {
  summary: "Choose which food a name means",
  description:
    "`text` is the food as you have written it, with or without an amount: a line of an estimate. From now on estimates of what you write take the food for it; the last choice counts.",
  body: z.strictObject({
    text: Text(300).check(z.regex(/\S/, fieldSayings.sentences.empty)),
    foodId: z.string().check(z.regex(/^\d{5}$/)),
  }),
  returns: Choice,
  problems: [InvalidInput, Conflict],
  example: { body: { text: "2 eggs", foodId: "01129" } },
  handler: (ctx) => FoodChoices.choose(ctx, ctx.body),
});

export const forget = endpoint("DELETE /v1/health/food-choices/{foodChoiceId}", {
  summary: "Forget which food a name means",
  description: "The table of foods decides again.",
  problems: [NotFound],
  async handler(ctx) {
    await FoodChoices.forget(ctx, ctx.params.foodChoiceId);
    return undefined;
  },
});
