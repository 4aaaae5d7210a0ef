import * as z from "zod/mini";
import { QUESTIONS } from "#core/health/foods/assumed";
import * as MealEstimates from "#core/health/meal-estimates";
import {
  amount,
  macrosSchema,
  mealEstimateSchema,
  mealItemsSchema,
  micronutrientsSchema,
} from "#core/health/meals.sql";
import { endpoint } from "#kit/endpoint";
import { Conflict, InvalidInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { exactlyOne, Text, Uuid } from "#kit/wire";

const Amount = z.number().check(z.nonnegative());

const FoodNamed = z.strictObject({ foodId: z.string(), name: z.string(), nameDe: z.nullable(z.string()) });

export const estimate = endpoint("POST /v1/health/meals/scan", {
  summary: "Estimate a meal",
  description:
    "Of a sentence in English or German, a recipe or a receipt, by the Standard Reference of the US Department of Agriculture. Nothing is stored: `POST /v1/health/meals` takes the `meal`. What is not known is asked and has no figures.",
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
      calories: Amount,
      macros: macrosSchema,
      micronutrients: micronutrientsSchema,
      items: z.nullable(mealItemsSchema),
      estimate: mealEstimateSchema,
    }),
    /** Whether anything is asked without whose answer the estimate lacks a food. */
    isComplete: z.boolean(),
    items: z.array(
      z.strictObject({
        text: z.string(),
        nameDe: z.nullable(z.string()),
        caloriesLow: z.optional(amount),
        caloriesHigh: z.optional(amount),
        nutrients: z.record(z.string(), Amount),
        assumed: z.array(z.string()),
        /** Other foods that it may be instead. */
        others: z.array(FoodNamed),
        question: z.nullable(
          z.strictObject({
            text: z.string(),
            code: z.enum(QUESTIONS),
            candidates: z.array(FoodNamed),
          }),
        ),
      }),
    ),
  }),
  problems: [InvalidInput, Conflict],
  example: { body: { text: "2 eggs, toast with butter and a glass of oat milk" } },
  handler: (ctx) => MealEstimates.estimate(ctx, ctx.body),
});
