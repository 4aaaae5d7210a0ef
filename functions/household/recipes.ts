import * as z from "zod/mini";
import { RecipeEvents } from "#core/household/events";
import * as Recipes from "#core/household/recipes";
import {
  ingredientsSchema,
  MAX_SERVINGS,
  MIN_SERVINGS,
  missingSchema,
  recipeCookings,
  recipes,
} from "#core/household/recipes.sql";
import { crud } from "#kit/crud";
import { endpoint, reply } from "#kit/endpoint";
import { integerParameter, numberParameter } from "#kit/parameters";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Day, exactlyOne, Instant, rowSchema, Text, Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/household/recipes", recipes, {
  write: [
    "name",
    "instructionsText",
    "prepTimeMinutes",
    "cookTimeMinutes",
    "totalTimeMinutes",
    "servings",
    "imageFileId",
    "sourceUrl",
    "ingredients",
    "nutrition",
    "householdId",
  ],
  filter: ["householdId", "prepTimeMinutes", "cookTimeMinutes", "totalTimeMinutes", "servings"],
  sort: ["name", "prepTimeMinutes", "cookTimeMinutes"],
  emits: RecipeEvents,
  example: {
    name: "Pancakes",
    servings: 4,
    cookTimeMinutes: 20,
    ingredients: [
      { item: "Flour", qty: 250, unit: "g" },
      { item: "Oat milk", qty: 0.5, unit: "l" },
      { item: "Eggs", qty: 2, qtyMax: 3 },
      { item: "Salt", note: "a pinch" },
    ],
    instructionsText: "Whisk.\nRest for ten minutes.\nFry.",
  },
  created: (_, body) => Recipes.written(body),
  changed: (_, body) => Recipes.written(body),
  create: { description: "A recipe with a household is seen and changed by its members." },
});
const Servings = z.number().check(z.gte(MIN_SERVINGS), z.lte(MAX_SERVINGS));
const ServingsParameter = numberParameter(MIN_SERVINGS, MAX_SERVINGS);

export const scale = endpoint("GET /v1/household/recipes/{recipeId}/scaled", {
  summary: "Scale the ingredients of a recipe to a number of servings",
  query: z.strictObject({ servings: ServingsParameter }),
  returns: z.strictObject({ recipeId: Uuid, servings: z.number(), ingredients: ingredientsSchema }),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Recipes.scale(ctx, ctx.params.recipeId, ctx.query.servings),
});

export const missing = endpoint("GET /v1/household/recipes/{recipeId}/missing", {
  summary: "List what the pantry does not have of a recipe",
  description:
    "Against the pantry of `householdId`, else of the recipe's household, else of your own. With `countedIn` something is there, but in a unit that does not convert into the recipe's.",
  query: z.strictObject({ servings: z.optional(ServingsParameter), householdId: z.optional(Uuid) }),
  returns: z.strictObject({ servings: z.number(), data: missingSchema }),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Recipes.missing(ctx, ctx.params.recipeId, ctx.query),
});

export const cook = endpoint("POST /v1/household/recipes/{recipeId}/cook", {
  summary: "Cook a recipe from the pantry",
  description:
    "Takes what the pantry has, opened lots first and then what expires first; what was missing is in the answer and stops nobody. For one calendar event it happens once: asked again, the answer is what was cooked.",
  body: z.strictObject({
    servings: z.optional(Servings),
    cookedAt: z.optional(Instant),
    calendarEventId: z.optional(Uuid),
    householdId: z.optional(Uuid),
  }),
  returns: rowSchema(recipeCookings),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { servings: 2 } },
  handler: (ctx) => Recipes.cook(ctx, ctx.params.recipeId, ctx.body),
});

const Days = integerParameter(0, 60);
const Limit = integerParameter(1, 50);

export const suggestions = endpoint("GET /v1/household/recipes/suggestions", {
  summary: "Suggest recipes that use what expires first",
  description:
    "Of your own recipes and the household's: first those that use what expires first, within a week unless `withinDays` says otherwise. Ten unless `limit` says otherwise.",
  query: z.strictObject({
    householdId: z.optional(Uuid),
    withinDays: z.optional(Days),
    limit: z.optional(Limit),
  }),
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        recipe: z.strictObject({
          id: Uuid,
          name: Text(200),
          servings: z.number(),
          prepTimeMinutes: z.nullable(z.int()),
          cookTimeMinutes: z.nullable(z.int()),
          imageFileId: z.nullable(Uuid),
        }),
        uses: z.array(z.strictObject({ pantryItemId: Uuid, name: Text(200), expiryDate: Day, daysLeft: z.int() })),
        missing: missingSchema,
      }),
    ),
    nextCursor: z.null(),
  }),
  problems: [InvalidInput],
  handler: async (ctx) => ({
    data: await Recipes.suggestions(ctx, { withinDays: 7, limit: 10, ...ctx.query }),
    nextCursor: null,
  }),
});

const MAX_PAGE_BYTES = 5 * 1024 * 1024;
const Address = Text(2_000).check(z.regex(/^https?:\/\/[^\s/]+/, fieldSayings.sentences.must_be_web_url));

// `import` is a reserved word, so the export has a longer name than the operation.
export const importPage = endpoint("POST /v1/household/recipes/import", {
  summary: "Import a recipe from a page or its JSON-LD",
  description:
    "`url` is the address of a page that holds a schema.org Recipe, `html` the source of one, `jsonLd` such a document itself; send one of them. Quantities, units and notes are read from the lines of ingredients. An address is fetched from the public internet, up to 5 MiB and within ten seconds.",
  body: z
    .strictObject({
      html: z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_PAGE_BYTES))),
      url: z.optional(Address),
      jsonLd: z.optional(z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())])),
      sourceUrl: z.optional(Address),
      householdId: z.optional(Uuid),
    })
    .check(...exactlyOne("html", "url", "jsonLd")),
  returns: rowSchema(recipes),
  status: 201,
  maxBodyBytes: MAX_PAGE_BYTES,
  problems: [InvalidInput, Recipes.NoRecipe, Recipes.PageNotFetched],
  example: {
    body: {
      jsonLd: {
        "@context": "https://schema.org",
        "@type": "Recipe",
        name: "Pancakes",
        recipeYield: "4 servings",
        cookTime: "PT20M",
        recipeIngredient: ["2 cups flour", "½ l milk", "2–3 eggs"],
        recipeInstructions: [{ "@type": "HowToStep", text: "Whisk and fry." }],
      },
    },
  },
  async handler(ctx) {
    const made = await Recipes.importPage(ctx, ctx.body);
    return reply(made, { headers: { location: `/v1/household/recipes/${made.id}` } });
  },
});
