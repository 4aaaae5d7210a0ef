import * as z from "zod/mini";
import { ASSUMED, QUESTIONS } from "#core/health/foods/assumed";
import * as MealEstimates from "#core/health/meal-estimates";
import { macrosSchema, mealEstimateSchema, mealItemsSchema, micronutrientsSchema } from "#core/health/meals.sql";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { exactlyOne, Text, Uuid } from "#kit/wire";

const Amount = z.number().check(z.nonnegative());
const Maybe = z.nullable(Amount);

export const estimate = endpoint("POST /v1/health/meals/scan", {
  summary: "Estimate a meal",
  description:
    "Of a sentence in English or German, of a recipe, or of the lines of a receipt; nothing is stored. `meal` is what `POST /v1/health/meals` takes. Every estimate has its range and says what was assumed. What is not known is asked in `question` and not guessed: such an item has no figures and adds nothing. A question of an item that has figures may be left unanswered. The figures are those of the US Department of Agriculture (Standard Reference).",
  body: z
    .strictObject({
      text: z.optional(Text(MealEstimates.MAX_TEXT).check(z.regex(/\S/, fieldSayings.sentences.empty))),
      recipeId: z.optional(Uuid),
      transactionId: z.optional(Uuid),
      servings: z.optional(z.number().check(z.gte(0.01), z.lte(100))),
    })
    .check(...exactlyOne("text", "recipeId", "transactionId")),
  returns: z.strictObject({
    meal: z.strictObject({
      name: z.string(),
      recipeId: z.nullable(Uuid),
      transactionId: z.nullable(Uuid),
      calories: Amount,
      macros: macrosSchema,
      micronutrients: micronutrientsSchema,
      items: mealItemsSchema,
      estimate: mealEstimateSchema,
    }),
    /** Whether anything is asked without whose answer the estimate lacks a food. */
    isComplete: z.boolean(),
    items: z.array(
      z.strictObject({
        text: z.string(),
        foodId: z.nullable(z.string()),
        name: z.nullable(z.string()),
        nameDe: z.nullable(z.string()),
        quantity: Maybe,
        quantityMax: Maybe,
        unit: z.nullable(z.string()),
        grams: Maybe,
        gramsLow: Maybe,
        gramsHigh: Maybe,
        calories: Maybe,
        caloriesLow: Maybe,
        caloriesHigh: Maybe,
        nutrients: z.record(z.string(), Amount),
        assumed: z.array(
          z.strictObject({
            text: z.string(),
            code: z.enum(ASSUMED),
            values: z.record(z.string(), z.union([z.string(), z.number()])),
          }),
        ),
        question: z.nullable(
          z.strictObject({
            text: z.string(),
            code: z.enum(QUESTIONS),
            candidates: z.array(
              z.strictObject({
                foodId: z.string(),
                name: z.string(),
                nameDe: z.nullable(z.string()),
                caloriesPer100g: Amount,
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  problems: [InvalidInput],
  example: { body: { text: "2 eggs, toast with butter and a glass of oat milk" } },
  handler: (ctx) => MealEstimates.estimate(ctx, ctx.body),
});
