import * as z from "zod/mini";
import { MealEvents, MealLogged } from "#core/health/events";
import { NUTRIENTS } from "#core/health/foods/nutrients";
import * as Meals from "#core/health/meals";
import { amount as amountSchema, macrosSchema, mealItemsSchema, meals } from "#core/health/meals.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Day, Instant, rowSchema, Text, Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/health/meals", meals, {
  write: [
    "name",
    "eatenAt",
    "calories",
    "macros",
    "micronutrients",
    "items",
    "estimate",
    "dependentId",
    "recipeId",
    "transactionId",
    "photoFileId",
  ],
  filter: ["source", "eatenAt", "dependentId", "recipeId", "transactionId"],
  sort: ["eatenAt"],
  emits: { ...MealEvents, created: MealLogged },
  example: {
    name: "Chicken burrito",
    eatenAt: "2026-03-02T12:30:00.000Z",
    calories: 780,
    macros: { proteinG: 42, carbsG: 88, fatG: 27, fiberG: 11 },
  },
});

const amount = z.number().check(z.nonnegative());

export const log = endpoint("POST /v1/health/meals/{mealId}/log", {
  summary: "Log a draft meal",
  description:
    "A draft, made of a purchase of food, becomes a logged meal. Whatever the draft guessed wrong is sent along.",
  body: z.strictObject({
    name: z.optional(Text(200).check(z.regex(/\S/, fieldSayings.sentences.empty))),
    calories: z.optional(z.nullable(amount.check(z.maximum(1_000_000)))),
    macros: z.optional(z.nullable(macrosSchema)),
    eatenAt: z.optional(Instant),
    items: z.optional(z.nullable(mealItemsSchema)),
  }),
  returns: rowSchema(meals),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { calories: 780 } },
  handler: (ctx) => Meals.log(ctx, ctx.params.mealId, ctx.body),
});

export const totals = endpoint("GET /v1/health/meals/totals", {
  summary: "Add up the meals of a day",
  description:
    "Today in the time zone of the user's profile unless a date is given. Drafts are counted but add nothing.",
  query: z.strictObject({ date: z.optional(Day), dependentId: z.optional(Uuid) }),
  returns: z.strictObject({
    date: Day,
    timezone: z.string(),
    meals: z.int(),
    drafts: z.int(),
    calories: amount,
    macros: z.strictObject({ proteinG: amount, carbsG: amount, fatG: amount, fiberG: amount }),
    micronutrients: z.record(z.string(), amount),
    targets: z.array(
      z.strictObject({
        nutrient: z.enum(NUTRIENTS),
        least: z.nullable(amountSchema),
        most: z.nullable(amountSchema),
        amount,
        state: z.enum(["below", "within", "above"]),
      }),
    ),
  }),
  problems: [InvalidInput],
  handler: (ctx) => Meals.totals(ctx, ctx.query),
});
