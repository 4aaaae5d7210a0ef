/** Recipes, and each time that one was cooked. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { households } from "#core/identity/households.sql";
import { users } from "#core/identity/users.sql";
import { files } from "#core/knowledge/files.sql";
import { instant, integer, json, numeric, text, uuid, versioned } from "#kit/columns";
import { child, shared } from "#kit/table";

/** The limits of servings; a number outside is a mistake, and would make amounts that nobody can cook. */
export const MIN_SERVINGS = 0.01;
export const MAX_SERVINGS = 1_000;

const amount = z.number().check(z.nonnegative(), z.maximum(1_000_000));

export const ingredientsSchema = z
  .array(
    z.strictObject({
      item: z.string().check(z.minLength(1), z.maxLength(200)),
      qty: z.nullish(amount),
      /** The upper end of a range like “2 to 3”. */
      qtyMax: z.nullish(amount),
      unit: z.nullish(z.string().check(z.maxLength(30))),
      /** “finely chopped” */
      note: z.nullish(z.string().check(z.maxLength(300))),
      pantryItemId: z.nullish(z.uuid()),
    }),
  )
  .check(z.maxLength(200));

/** Per serving; grams unless the name says otherwise. */
export const nutritionSchema = z.strictObject({
  calories: z.nullish(amount),
  proteinG: z.nullish(amount),
  carbsG: z.nullish(amount),
  fatG: z.nullish(amount),
  fiberG: z.nullish(amount),
});

/** Almost two years. */
const MAX_MINUTES = 1_000_000;

export const recipes = shared(
  "recipes",
  {
    name: text(200).notNull(),
    instructionsText: text(50_000),
    prepTimeMinutes: integer({ min: 0, max: MAX_MINUTES }),
    cookTimeMinutes: integer({ min: 0, max: MAX_MINUTES }),
    /** Includes the time in which nothing is done: dough rests, jam sets. */
    totalTimeMinutes: integer({ min: 0, max: MAX_MINUTES }),
    servings: numeric({ min: MIN_SERVINGS, max: MAX_SERVINGS }).notNull().default(1),
    imageFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    sourceUrl: text(2000, { format: "url" }),
    ingredients: json(ingredientsSchema).notNull().default(sql`'[]'`),
    nutrition: json(nutritionSchema),
    ...versioned(),
  },
  (t) => [
    index("recipes_user").on(t.userId, sql`id`),
    index("recipes_household").on(t.householdId, sql`id`).where(sql`household_id is not null`),
    index("recipes_image_file").on(t.imageFileId),
  ],
  { title: "name" },
);

/** How much a cooking took from which lot, in the item's own unit. */
export const consumedSchema = z
  .array(z.strictObject({ pantryItemId: z.uuid(), lotId: z.nullish(z.uuid()), quantity: amount }))
  .check(z.maxLength(500));

/**
 * What the pantry lacked; without a quantity where the recipe has none. `countedIn` is set when the pantry has the item, but in a
 * unit that cannot be converted, so that it is unknown how much is left.
 */
export const missingSchema = z
  .array(
    z.strictObject({
      item: z.string().check(z.maxLength(200)),
      quantity: z.nullable(amount),
      unit: z.nullable(z.string().check(z.maxLength(30))),
      countedIn: z.optional(z.string().check(z.maxLength(30))),
    }),
  )
  .check(z.maxLength(200));

export const recipeCookings = child(
  "recipe_cookings",
  { table: recipes, key: "recipe_id" },
  {
    recipeId: uuid()
      .notNull()
      .references(() => recipes.id, { onDelete: "cascade" }),
    /** The household whose pantry was used. */
    householdId: uuid().references(() => households.id, { onDelete: "set null" }),
    cookedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    servings: numeric({ min: MIN_SERVINGS, max: MAX_SERVINGS }).notNull().default(1),
    cookedAt: instant().notNull(),
    calendarEventId: uuid()
      .unique()
      .references(() => calendarEvents.id, { onDelete: "set null" }),
    consumed: json(consumedSchema).notNull().default(sql`'[]'`),
    missing: json(missingSchema).notNull().default(sql`'[]'`),
  },
  (t) => [
    index("recipe_cookings_recipe").on(t.recipeId, sql`id`),
    index("recipe_cookings_household").on(t.householdId),
    index("recipe_cookings_cooked_by").on(t.cookedBy),
  ],
);
