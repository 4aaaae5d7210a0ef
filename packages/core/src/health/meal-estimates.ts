/** Estimates of meals: of a sentence, of a recipe, or of the lines of a receipt. Nothing is stored. */
import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { choicesAmong } from "#core/health/food-choices";
import { isMacro, type Macro, type Nutrient } from "#core/health/foods/nutrients";
import { type EstimatedItem, MAX_MEAL_TEXT, nameKeysIn, readFood, readMeal } from "#core/health/meal-text";
import type { mealEstimateSchema, mealItemsSchema } from "#core/health/meals.sql";
import { type ReceiptLine, receiptLines } from "#core/health/purchases";
import { estimateSayings, mealSayings } from "#core/health/sayings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { Conflict, wrongInput } from "#kit/problem";
import { filled } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";

export const MAX_TEXT = MAX_MEAL_TEXT;

export interface Asked {
  text?: string;
  recipeId?: string;
  transactionId?: string;
  /** Of a recipe; one unless given. */
  servings?: number;
}

export type MealItems = z.infer<typeof mealItemsSchema>;
export type MealEstimate = z.infer<typeof mealEstimateSchema>;

export interface EstimatedMeal {
  name: string;
  calories: number;
  macros: Partial<Record<Macro, number>>;
  micronutrients: Partial<Record<Nutrient, number>>;
  items: MealItems;
  estimate: MealEstimate;
}

/** One flight. Throws what points to a recipe or transaction that is not there, and a conflict when it has nothing to go by. */
export async function estimate(ctx: Ctx, asked: Asked) {
  if (asked.text !== undefined) return ofText(ctx, asked.text);
  if (asked.recipeId !== undefined) return ofRecipe(ctx, asked.recipeId, asked.servings ?? 1);
  return ofReceipt(ctx, asked.transactionId!);
}

async function ofText(ctx: Ctx, text: string) {
  const [chosen] = await ctx.db.batch([choicesAmong(nameKeysIn(text))]);
  return answered(text, readMeal(text, chosen), { from: "text", text });
}

interface RecipeRow {
  name: string;
  servings: number;
  ingredients: { item: string; qty?: number | null; qtyMax?: number | null; unit?: string | null }[];
  nutrition: ({ calories?: number | null } & Partial<Record<Macro, number | null>>) | null;
}

/** As the drivers give it: JSON is text. */
interface RawRecipe extends Pick<RecipeRow, "name" | "servings"> {
  ingredients: string;
  nutrition: string | null;
}

async function ofRecipe(ctx: Ctx, recipeId: string, servings: number) {
  // The table of recipes would bring those along that it refers to, which nothing else here needs.
  const [[row]] = await ctx.db.batch([
    read<RawRecipe>(
      sql`select name, servings::float8, ingredients::text, nutrition::text from recipes where id = ${recipeId}::uuid and deleted_at is null`,
    ),
  ]);
  if (!row) throw wrongInput("#/recipeId", fieldSayings("does_not_exist"));
  const recipe: RecipeRow = {
    ...row,
    ingredients: JSON.parse(row.ingredients) as RecipeRow["ingredients"],
    nutrition: row.nutrition === null ? null : (JSON.parse(row.nutrition) as RecipeRow["nutrition"]),
  };
  const from = { from: "recipe" } as const;
  const items =
    recipe.nutrition?.calories != null ? [asItSays(recipe, servings)] : cookedFrom(recipe, servings / recipe.servings);
  if (items.length === 0) throw Conflict(mealSayings("no_ingredients"));
  return answered(recipe.name, items, from);
}

/** What the recipe itself says of a serving goes before any estimate. */
function asItSays({ name, nutrition }: RecipeRow, servings: number): EstimatedItem {
  const { calories, ...others } = nutrition!;
  const energy = rounded(calories! * servings);
  const nutrients = Object.entries(others).flatMap(([key, value]) =>
    value == null ? [] : [[key, rounded(value * servings)]],
  );
  return {
    ...EMPTY,
    text: name,
    name,
    quantity: servings,
    unit: "serving",
    calories: energy,
    caloriesLow: rounded(energy * 0.8),
    caloriesHigh: rounded(energy * 1.2),
    nutrients: Object.fromEntries(nutrients),
    assumed: [{ code: "per_serving", values: {} }],
  };
}

const EMPTY: EstimatedItem = {
  text: "",
  foodId: null,
  name: null,
  nameDe: null,
  quantity: null,
  quantityMax: null,
  unit: null,
  grams: null,
  gramsLow: null,
  gramsHigh: null,
  calories: null,
  caloriesLow: null,
  caloriesHigh: null,
  nutrients: {},
  assumed: [],
  question: null,
  others: [],
};

/** A share of all ingredients. One without an amount (“salt”) is a seasoning, and adds nothing. */
const cookedFrom = ({ ingredients }: RecipeRow, share: number): EstimatedItem[] =>
  ingredients
    .filter(({ qty }) => qty != null)
    .slice(0, 100)
    .map(({ item, qty, qtyMax, unit }) =>
      readFood(item, {
        qty: qty! * share,
        ...(qtyMax != null && { qtyMax: qtyMax * share }),
        unit: unit ?? undefined,
        isRecipe: true,
      }),
    );

async function ofReceipt(ctx: Ctx, transactionId: string) {
  const [lines, [transaction]] = await ctx.db.batch([
    receiptLines(transactionId),
    read<{ name: string | null }>(
      sql`select merchant_name as name from transactions where id = ${transactionId}::uuid and deleted_at is null`,
    ),
  ]);
  if (!transaction) throw wrongInput("#/transactionId", fieldSayings("does_not_exist"));
  if (lines.length === 0) throw Conflict(mealSayings("no_lines"));
  return ofLines(transaction.name ?? lines[0]!.name, lines);
}

/** What the lines of a receipt contain, as if all of it had been eaten. */
export function ofLines(name: string, lines: readonly ReceiptLine[]) {
  const items = lines.map((line) =>
    // “Milk 1 l” twice: the amount is in the name, and the quantity says how often.
    line.unit === null
      ? readFood(line.name, { times: line.quantity })
      : readFood(line.name, { qty: line.quantity, unit: line.unit }),
  );
  return answered(name, items, { from: "receipt" });
}

const MAX_NAME = 200;

function answered(name: string, items: EstimatedItem[], from: Pick<MealEstimate, "from" | "text">) {
  const sums: Partial<Record<Nutrient, number>> = {};
  for (const { nutrients } of items)
    for (const [key, amount] of Object.entries(nutrients) as [Nutrient, number][])
      sums[key] = (sums[key] ?? 0) + amount;
  const entries = Object.entries(sums).map(([key, amount]) => [key, rounded(Math.min(amount, MOST))] as const);
  const sum = (of: (item: EstimatedItem) => number | null) =>
    rounded(
      Math.min(
        MOST,
        items.reduce((total, item) => total + (of(item) ?? 0), 0),
      ),
    );
  const calories = sum((item) => item.calories);
  return {
    meal: {
      name: name.trim().replace(/\s+/g, " ").slice(0, MAX_NAME).toWellFormed().trim(),
      calories,
      macros: Object.fromEntries(entries.filter(([key]) => isMacro(key))),
      micronutrients: Object.fromEntries(entries.filter(([key]) => !isMacro(key))),
      items: items.map((item) => ({
        name: (item.name ?? item.text).slice(0, 300).toWellFormed() || "?",
        foodId: item.foodId,
        quantity: item.quantity === null ? null : Math.min(item.quantity, MOST),
        unit: item.unit?.slice(0, 30) ?? null,
        grams: item.grams,
        calories: item.calories,
        ...(item.assumed.length > 0 && { assumed: item.assumed.slice(0, 10) }),
      })),
      estimate: {
        ...from,
        caloriesLow: sum((item) => item.caloriesLow),
        caloriesHigh: sum((item) => item.caloriesHigh),
      },
    },
    isComplete: items.length > 0 && items.every(({ calories: energy }) => energy !== null),
    items: items.map(inWords),
  };
}

/** What the meal's own items do not say, with what is assumed and asked in sentences. */
const inWords = ({ text, nameDe, caloriesLow, caloriesHigh, nutrients, assumed, question, others }: EstimatedItem) => ({
  text,
  nameDe,
  ...(caloriesLow !== null && { caloriesLow: Math.min(caloriesLow, MOST) }),
  ...(caloriesHigh !== null && { caloriesHigh: Math.min(caloriesHigh, MOST) }),
  nutrients,
  assumed: assumed.map(({ code, values }) => filled(estimateSayings.sentences[code], values)),
  others,
  question: question && { text: estimateSayings.sentences[question.code], ...question },
});

/** The most of anything that a meal may have. */
const MOST = 1_000_000;
const rounded = (amount: number): number => Math.round(amount * 100) / 100;
