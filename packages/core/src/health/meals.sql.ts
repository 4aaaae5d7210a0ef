/** Meals. */

import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { transactions } from "#core/finance/transactions.sql";
import { ASSUMED } from "#core/health/foods/assumed";
import { mealSayings } from "#core/health/sayings";
import { recipes } from "#core/household/recipes.sql";
import { dependents } from "#core/identity/users.sql";
import { files } from "#core/knowledge/files.sql";
import { instant, json, numeric, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

/** Of energy, of a nutrient, of a food. */
export const amount = z.number().check(z.nonnegative(), z.maximum(1_000_000));

/** Macronutrients in grams. */
export const macrosSchema = z.strictObject({
  proteinG: z.nullish(amount),
  carbsG: z.nullish(amount),
  fatG: z.nullish(amount),
  fiberG: z.nullish(amount),
});

/** The amount of each nutrient, whose name ends with its unit (`vitaminCMg`). */
export const micronutrientsSchema = z
  .record(z.string().check(z.maxLength(60)), amount)
  .check(z.refine((value) => Object.keys(value).length <= 100, mealSayings("nutrients_at_most").text));

/** What was eaten, food by food; the number of the table of foods where one was found there. */
export const mealItemsSchema = z
  .array(
    z.strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(300)),
      foodId: z.nullish(z.string().check(z.regex(/^\d{5}$/))),
      quantity: z.nullish(amount),
      unit: z.nullish(z.string().check(z.maxLength(30))),
      grams: z.nullish(amount),
      calories: z.nullish(amount),
      /** What was assumed of it when it was estimated. */
      assumed: z.optional(
        z
          .array(
            z.strictObject({
              code: z.enum(ASSUMED),
              values: z.record(
                z.string().check(z.maxLength(30)),
                z.union([z.string().check(z.maxLength(300)), z.number()]),
              ),
            }),
          )
          .check(z.maxLength(10)),
      ),
    }),
  )
  .check(z.maxLength(100));

/** How the figures of a meal were estimated: of what, and within which range. What was assumed is with the items. */
export const mealEstimateSchema = z.strictObject({
  from: z.enum(["text", "recipe", "receipt"]),
  /** The sentence. */
  text: z.optional(z.string().check(z.maxLength(2_000))),
  caloriesLow: amount,
  caloriesHigh: amount,
});

export const meals = owned(
  "meals",
  {
    // What was a dependent's goes with them: it is not their parent's own.
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    recipeId: uuid().references(() => recipes.id, { onDelete: "set null" }),
    transactionId: uuid().references(() => transactions.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    calories: numeric({ min: 0, max: 1_000_000 }),
    macros: json(macrosSchema),
    micronutrients: json(micronutrientsSchema),
    items: json(mealItemsSchema),
    estimate: json(mealEstimateSchema),
    photoFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    eatenAt: instant().notNull(),
    source: text(50).notNull().default("manual"),
    ...versioned(),
  },
  (t) => [
    index("meals_user").on(t.userId, sql`id`),
    index("meals_user_eaten").on(t.userId, t.eatenAt),
    index("meals_dependent").on(t.dependentId),
    index("meals_recipe").on(t.recipeId),
    index("meals_transaction").on(t.transactionId),
    index("meals_photo_file").on(t.photoFileId),
  ],
  { title: "name" },
);
