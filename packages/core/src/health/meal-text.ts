/**
 * Reads meals as people write them: “2 eggs, toast with butter and a glass of oat milk”, “zwei Scheiben Brot mit Käse”. Whatever is not
 * sure is asked and not guessed. Pure functions without I/O, in time that grows with the text, which is bounded.
 */
import type { Assumed, QuestionCode } from "#core/health/foods/assumed";
import { type Found, findFood, type Search, similarTo } from "#core/health/foods/find";
import { contentOf, type Food, foodOf, nameOf } from "#core/health/foods/foods";
import { NUTRIENTS, type Nutrient } from "#core/health/foods/nutrients";
import { type Said, weighed } from "#core/health/foods/portions";
import { BREWED, CEREALS, INTO_BREWED, MILK_TO_CEREAL, SPREADS } from "#core/health/foods/words";
import { readPart, wordsIn } from "#core/health/meal-amounts";
import { MAX_PARTS, numbered, type Part, partsOf } from "#core/health/meal-parts";
import { itemKey } from "#core/household/item-names";
import { dimensionOf } from "#core/household/units";

export const MAX_MEAL_TEXT = 2_000;
/** More of one food than this, in grams, is a mistake and not a meal. */
const MAX_GRAMS = 5_000;

export interface Candidate {
  foodId: string;
  name: string;
  nameDe: string | null;
}

export interface Question {
  code: QuestionCode;
  candidates: Candidate[];
}

export interface EstimatedItem {
  /** As it was written. */
  text: string;
  foodId: string | null;
  name: string | null;
  nameDe: string | null;
  quantity: number | null;
  quantityMax: number | null;
  unit: string | null;
  /** Null where somebody has to be asked first; it adds nothing then. */
  grams: number | null;
  gramsLow: number | null;
  gramsHigh: number | null;
  calories: number | null;
  caloriesLow: number | null;
  caloriesHigh: number | null;
  nutrients: Partial<Record<Nutrient, number>>;
  assumed: Assumed[];
  question: Question | null;
  /** Other foods that it may be instead, the likeliest first. */
  others: Candidate[];
}

/** Which food of the table a name means, by `nameKeyOf` the name. */
export type Choices = ReadonlyMap<string, string>;

/** What of a name is compared; empty for one without a word. */
export const nameKeyOf = (name: string): string => itemKey(name).slice(0, 300).toWellFormed();

/** The name of a food without its amount, as a part of a sentence or of what was sent has it; undefined without any. */
export const foodNameIn = (text: string): string | undefined => {
  const name = readPart(numbered(text.slice(0, MAX_MEAL_TEXT)))
    ?.name.slice(0, 300)
    .toWellFormed()
    .trim();
  return name !== undefined && nameKeyOf(name) !== "" ? name : undefined;
};

/** The number of sugar, which is stirred into what milk is stirred into. */
const SUGAR = "19335";

/** By what is said of foods in a sentence, `nameKeyOf` each. */
export const nameKeysIn = (text: string): string[] =>
  partsIn(text).flatMap((part) => nameKeyOf(readPart(part.text)?.name ?? "") || []);

const partsIn = (text: string) => partsOf(numbered(text.slice(0, MAX_MEAL_TEXT))).slice(0, MAX_PARTS);

/** The food that a person has chosen for a name goes before what the table has of that name. */
function foodNamed(name: string, chosen: Choices): Search {
  const found = findFood(name);
  const food = foodOf(chosen.get(nameKeyOf(name)) ?? "");
  return food ? { food, others: [], isStateOpen: false, alike: alikeOf(found) } : found;
}

const alikeOf = (found: Search): readonly Food[] =>
  "food" in found ? [found.food, ...found.others] : found.candidates;

/** The foods of a sentence, each with what it weighs and contains. */
export function readMeal(text: string, chosen: Choices = new Map()): EstimatedItem[] {
  const items: EstimatedItem[] = [];
  let before: { item: EstimatedItem; food: Food; said: Said } | undefined;
  for (const part of partsIn(text)) {
    const read = readPart(part.text);
    if (!read) continue;
    // “chicken breast, 150 g”: the amount of what was named before.
    if (read.name === "") {
      const last = items.at(-1);
      if (last && before && before.said.qty === undefined)
        items[items.length - 1] = {
          ...estimated(last.text, before.food, { ...read.said, words: before.said.words }),
          others: last.others,
        };
      continue;
    }
    const found = foodNamed(read.name, chosen);
    // “2 slices of bread with 10 g of butter each”.
    if (/^je(?:weils)?\s/iu.test(part.text) && before?.said.qty !== undefined && read.said.qty !== undefined)
      read.said.qty *= before.said.qty;
    const item = "food" in found ? withFood(part, found, read.said, before) : asked(part.text, read.said, found);
    item.others = othersOf(read.name, found);
    items.push(item);
    // “bread with butter and jam”: both are on the bread.
    if (part.isSide && before && item.assumed.some(({ code }) => code === "spread" || code === "milk_into")) continue;
    if (part.isSide && before && BREWED.has(before.food.id) && item.foodId === SUGAR) continue;
    before = "food" in found ? { item, food: found.food, said: read.said } : undefined;
  }
  return items;
}

/** One food and how much of it, as a recipe's ingredient or a line of a receipt says it. */
export function readFood(
  name: string,
  given: {
    qty?: number | undefined;
    qtyMax?: number | undefined;
    unit?: string | undefined;
    /** How often there is what the name says: “Milk 1 l”, twice. */
    times?: number;
    /** Recipes measure what is cooked in them before it is cooked. */
    isRecipe?: boolean;
  },
): EstimatedItem {
  const text = name.slice(0, 300).toWellFormed();
  const { qty, qtyMax, unit, times = 1 } = given;
  const read = qty === undefined ? readPart(numbered(text)) : undefined;
  const words = wordsIn(text);
  const said: Said = read
    ? { ...read.said, ...((read.said.qty !== undefined || times !== 1) && { qty: (read.said.qty ?? 1) * times }) }
    : { qty: qty!, ...(qtyMax !== undefined && { qtyMax }), ...(unit !== undefined && { unit }), words };
  const found = findFood(read?.name || text);
  if (!("food" in found)) return asked(text, said, found);
  const raw = given.isRecipe && found.isStateOpen && found.food.rawId ? foodOf(found.food.rawId) : undefined;
  if (!raw) return withFood({ text, isSide: false }, found, said, undefined);
  const item = withFood({ text, isSide: false }, { ...found, food: raw, isStateOpen: false }, said, undefined);
  return { ...item, assumed: [...item.assumed, { code: "uncooked", values: {} }] };
}

const MAX_OTHERS = 6;

/** Those of the same name, and then those whose descriptions have most of its words. */
function othersOf(name: string, found: Search): Candidate[] {
  const taken = "food" in found ? found.food : undefined;
  const alike = [...("food" in found ? (found.alike ?? []) : []), ...alikeOf(found), ...similarTo(name)];
  return [...new Set(alike)]
    .filter((one) => one !== taken)
    .slice(0, MAX_OTHERS)
    .map(candidateOf);
}

const candidateOf = (food: Food): Candidate => ({
  foodId: food.id,
  ...nameOf(food),
});

function asked(text: string, said: Said, found: { candidates: readonly Food[]; isAmbiguous: boolean }): EstimatedItem {
  return {
    ...nothing(text, said),
    question: {
      code: found.isAmbiguous ? "which_food" : "unknown_food",
      candidates: found.candidates.map(candidateOf),
    },
  };
}

const nothing = (text: string, { qty, qtyMax, unit }: Said): EstimatedItem => ({
  text,
  foodId: null,
  name: null,
  nameDe: null,
  quantity: qty === undefined || !Number.isFinite(qty) ? null : qty,
  quantityMax: qtyMax ?? null,
  unit: unit ?? null,
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
});

const isUnsaid = ({ qty, unit, isVague }: Said): boolean => qty === undefined && unit === undefined && !isVague;
const READ_ENERGY = 1.25;

function withFood(
  part: Part,
  found: Found,
  said: Said,
  before: { food: Food; said: Said; item: EstimatedItem } | undefined,
): EstimatedItem {
  const { food } = found;
  const side = part.isSide && before && isUnsaid(said) ? sideOf(food, before) : undefined;
  const item = side
    ? settled(nothing(part.text, said), food, side.grams, side.grams * 0.5, side.grams * 2, [side.assumed])
    : estimated(part.text, food, said);
  if (item.grams === null) return item;
  if (found.standsFor) {
    item.assumed.push({ code: "stands_for", values: { food: found.standsFor, name: nameOf(food).name } });
    widen(item, READ_ENERGY);
  }
  if (found.others.length > 0) {
    const energies = found.others.map((one) => one.per100g.calories);
    const [least, most] = [Math.min(...energies), Math.max(...energies)];
    item.assumed.push({ code: "nearest", values: { name: nameOf(food).name } });
    item.caloriesLow = Math.min(item.caloriesLow!, (item.gramsLow! * least) / 100);
    item.caloriesHigh = Math.max(item.caloriesHigh!, (item.gramsHigh! * most) / 100);
  }
  const raw = found.isStateOpen && food.rawId ? foodOf(food.rawId) : undefined;
  if (raw) {
    item.assumed.push({ code: "cooked", values: {} });
    const isHeavier = raw.per100g.calories > food.per100g.calories * 2;
    if (isHeavier && !item.question && said.unit !== undefined && dimensionOf(said.unit) === "mass")
      item.question = { code: "cooked_or_raw", candidates: [candidateOf(food), candidateOf(raw)] };
  }
  return item;
}

function widen(item: EstimatedItem, factor: number): void {
  item.caloriesLow! /= factor;
  item.caloriesHigh! *= factor;
}

/** What is put on bread, into coffee or over cereal when nobody says how much. */
function sideOf(
  food: Food,
  { food: on, item }: { food: Food; item: EstimatedItem },
): { grams: number; assumed: Assumed } | undefined {
  if (SPREADS.has(food.id) && on.group === "18" && food.portion) {
    // A portion is for two slices.
    // A roll is cut into two.
    const slices = Math.max(1, Math.min(10, (item.grams ?? 0) / (on.slice ?? (on.piece ?? 100) / 2)));
    return {
      grams: (food.portion / 2) * slices,
      assumed: { code: "spread", values: { grams: (food.portion / 2) * slices } },
    };
  }
  const into = BREWED.has(on.id) ? INTO_BREWED[food.id] : undefined;
  if (into !== undefined) return { grams: into, assumed: { code: "milk_into", values: { grams: into } } };
  if (CEREALS.has(on.id) && INTO_BREWED[food.id] !== undefined)
    return { grams: MILK_TO_CEREAL, assumed: { code: "milk_into", values: { grams: MILK_TO_CEREAL } } };
  return undefined;
}

/** Less energy than this makes no difference worth asking about, in kilocalories. */
const WORTH_ASKING = 60;

function estimated(text: string, food: Food, said: Said): EstimatedItem {
  const base = { ...nothing(text, said), foodId: food.id, ...nameOf(food) };
  if (said.qty === Number.POSITIVE_INFINITY) return { ...base, question: { code: "too_much", candidates: [] } };
  const weight = weighed(food, said);
  if (!weight) return { ...base, question: { code: "how_much", candidates: [candidateOf(food)] } };
  if (!(weight.grams <= MAX_GRAMS)) return { ...base, question: { code: "too_much", candidates: [] } };
  const item = settled(base, food, weight.grams, weight.low, weight.high, [...weight.assumed]);
  if (weight.isOpen && item.calories! >= WORTH_ASKING)
    item.question = { code: "how_much", candidates: [candidateOf(food)] };
  return item;
}

function settled(
  base: EstimatedItem,
  food: Food,
  grams: number,
  low: number,
  high: number,
  assumed: Assumed[],
): EstimatedItem {
  const { calories, ...content } = contentOf(food, grams);
  const nutrients: Partial<Record<Nutrient, number>> = {};
  for (const nutrient of NUTRIENTS) {
    const amount = nutrient === "calories" ? undefined : content[nutrient];
    if (amount !== undefined) nutrients[nutrient] = rounded(amount);
  }
  const energy = food.per100g.calories / 100;
  return {
    ...base,
    foodId: food.id,
    ...nameOf(food),
    grams: rounded(grams),
    gramsLow: rounded(Math.min(low, grams)),
    gramsHigh: rounded(Math.max(high, grams)),
    calories: rounded(calories),
    caloriesLow: rounded(Math.min(low, grams) * energy),
    caloriesHigh: rounded(Math.max(high, grams) * energy),
    nutrients,
    assumed,
  };
}

const rounded = (amount: number): number => Math.round(amount * 100) / 100;
