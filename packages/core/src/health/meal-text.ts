/**
 * Reads meals as people write them: “2 eggs, toast with butter and a glass of oat milk”, “zwei Scheiben Brot mit Käse”. Whatever is not
 * sure is asked and not guessed. Pure functions without I/O, in time that grows with the text, which is bounded.
 */
import type { Assumed, QuestionCode } from "#core/health/foods/assumed";
import { type Found, findFood, isName } from "#core/health/foods/find";
import { contentOf, type Food, foodOf, nameOf } from "#core/health/foods/foods";
import { NUTRIENTS, type Nutrient } from "#core/health/foods/nutrients";
import { type Said, weighed } from "#core/health/foods/portions";
import {
  BREWED,
  CEREALS,
  ENDING,
  INTO_BREWED,
  isPlain,
  JOIN,
  MEAL_UNITS,
  MILK_TO_CEREAL,
  OPENING,
  SPREADS,
  WITHOUT,
} from "#core/health/foods/words";
import { folded } from "#core/household/folding";
import { readAmount, readUnit } from "#core/household/ingredient-amounts";
import { plainNumbers } from "#core/household/ingredient-numbers";
import { dimensionOf } from "#core/household/units";

export const MAX_MEAL_TEXT = 2_000;
const MAX_ITEMS = 60;
/** More of one food than this, in grams, is a mistake and not a meal. */
const MAX_GRAMS = 5_000;

export interface Candidate {
  foodId: string;
  name: string;
  nameDe: string | null;
  caloriesPer100g: number;
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
}

/** The foods of a sentence, each with what it weighs and contains. */
export function readMeal(text: string): EstimatedItem[] {
  const parts = partsOf(inNumbers(plainNumbers(text.slice(0, MAX_MEAL_TEXT).toWellFormed().normalize("NFC"))));
  const items: EstimatedItem[] = [];
  let before: { item: EstimatedItem; food: Food; said: Said } | undefined;
  for (const part of parts.slice(0, MAX_ITEMS)) {
    const read = readPart(part.text);
    if (!read) continue;
    // “chicken breast, 150 g”: the amount of what was named before.
    if (read.name === "") {
      const last = items.at(-1);
      if (last && before && before.said.qty === undefined)
        items[items.length - 1] = estimated(last.text, before.food, { ...read.said, words: before.said.words });
      continue;
    }
    const found = findFood(read.name);
    // “2 slices of bread with 10 g of butter each”.
    if (/^je(?:weils)?\s/iu.test(part.text) && before?.said.qty !== undefined && read.said.qty !== undefined)
      read.said.qty *= before.said.qty;
    const item = "food" in found ? withFood(part, found, read.said, before) : asked(part.text, read.said, found);
    items.push(item);
    // “bread with butter and jam”: both are on the bread.
    if (part.isSide && before && item.assumed.some(({ code }) => code === "spread" || code === "milk_into")) continue;
    if (part.isSide && before && BREWED.has(before.food.id) && item.foodId === SUGAR) continue;
    before = "food" in found ? { item, food: found.food, said: read.said } : undefined;
  }
  return items;
}

const EGGS = /(?:eggs?|eiern?)(?!\p{L})/iu.source;
const MADE_OF_EGGS = new RegExp(String.raw`(?:rühreier?|omelette?s?|omeletts?|scrambled eggs?)\s+(?:aus|from|of|with|mit|made\s+(?:of|from|with))\s+(\p{L}+|\d+)\s+(?:large\s+|big\s+)?${EGGS}`, "giu");

/** Numbers that recipes do not have: “ein Viertel”, “3-egg omelette”, “Rührei aus drei Eiern”. */
const inNumbers = (text: string): string =>
  text
    .replace(/(?<!\p{L})(?:drei\s?viertel)(?=\s)/giu, "3/4")
    .replace(/(?<!\p{L})(?:(?:ein|eine|einem)\s+)?viertel(?=\s+\p{L})/giu, "1/4")
    .replace(/(?<!\p{L})(?:(?:ein|eine|einem)\s+)?drittel(?=\s+\p{L})/giu, "1/3")
    .replace(/(?<!\p{L})(\d+|two|three|four|five)[-\s]egg\s+(?:omelette?|scramble)/giu, "$1 scrambled eggs")
    .replace(MADE_OF_EGGS, "$1 scrambled eggs");

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
  const read = qty === undefined ? readPart(plainNumbers(text.normalize("NFC"))) : undefined;
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

interface Part {
  text: string;
  /** Whether it was eaten with what is before it. */
  isSide: boolean;
}

/** The number of sugar, which is stirred into what milk is stirred into. */
const SUGAR = "19335";

const WITH = /(?:with|mit|and|und|plus|&|\+|on|auf|topped|belegt|bestrichen)/iu;

function partsOf(text: string): Part[] {
  const kept = text
    .split(/[\n\r;]+|\.(?=\s|$)/u)
    .flatMap((line) => {
      const [eaten = "", ...rest] = line.split(WITHOUT);
      // Behind what was left out, the sentence may go on.
      return [
        eaten,
        ...rest.map((one) =>
          one
            .split(/,(?!\d)|\s(?:and|und|with|mit)\s/iu)
            .slice(1)
            .join(", "),
        ),
      ];
    })
    .map((line) => line.trim().replace(OPENING, "").replace(ENDING, "").trim());
  return kept.flatMap((line) => joined(line));
}

/** Cuts a line where foods are joined, unless the joint belongs to a name (“mac and cheese”) or to a number (“one and a half”). */
function joined(line: string): Part[] {
  const atoms: { text: string; joint: string }[] = [];
  let rest = line;
  let joint = "";
  for (let i = 0; i < MAX_ITEMS * 2; i++) {
    const found = JOIN.exec(rest);
    if (!found) break;
    const head = rest.slice(0, found.index);
    const tail = rest.slice(found.index + found[0].length);
    if (/^(?:an?\s+|ein(?:e|en)?\s+)?(?:half|halb\p{L}*|quarter|\d\/\d)(?!\p{L})/iu.test(tail) && isNumber(head)) {
      // “one and a half cups” is one number.
      const next = JOIN.exec(tail);
      const end = next ? next.index : tail.length;
      atoms.push({ text: rest.slice(0, found.index + found[0].length + end), joint });
      rest = next ? tail.slice(end + next[0].length) : "";
      joint = next ? next[0] : "";
      continue;
    }
    atoms.push({ text: head, joint });
    rest = tail;
    joint = found[0];
  }
  atoms.push({ text: rest, joint });
  const parts: Part[] = [];
  for (let i = 0; i < atoms.length; ) {
    let length = 1;
    for (let count = Math.min(4, atoms.length - i); count > 1; count--) {
      const whole = atoms.slice(i, i + count);
      if (whole.slice(1).some((one) => /[,;]/.test(one.joint))) continue;
      const name = whole.map((one, at) => (at === 0 ? one.text : one.joint + one.text)).join("");
      if (isName(readPart(name)?.name ?? name)) {
        length = count;
        break;
      }
    }
    const whole = atoms.slice(i, i + length);
    const written = whole
      .map((one, at) => (at === 0 ? one.text : one.joint + one.text))
      .join("")
      .trim()
      .replace(OPENING, "")
      .replace(ENDING, "");
    if (/[\p{L}\d]/u.test(written)) parts.push({ text: written, isSide: i > 0 && WITH.test(atoms[i]!.joint) });
    i += length;
  }
  return parts;
}

const isNumber = (text: string): boolean =>
  /(?:^|\s)(?:\d+|an?|one|two|three|four|five|six|ein|eine|einen|zwei|drei|vier|fünf)\s*$/iu.test(text);

const MANY = /^(?:a\s+few|some|several|einige|ein\s+paar|etwas|ein\s+bisschen|ein\s+wenig|a\s+little|a\s+bit\s+of)$/iu;

/** A part's amount and the name of the food; undefined without any word. An amount alone has an empty name. */
function readPart(written: string): { name: string; said: Said } | undefined {
  const text = written
    .replace(/[()[\]]/g, " ")
    .replace(/[‐-―−]/g, "-")
    .replace(/[.!?:]+$/, "")
    .replace(/^\s*[-*•]\s*/, "")
    // “ein bisschen”, “1 large glass” and “10^9” are no numbers that recipes have.
    .replace(
      /(\d+)\s?\^\s?(\d+)/g,
      (all, base: string, power: string) => String(Math.min(1e15, Number(base) ** Number(power))) || all,
    )
    .replace(/\s+/g, " ")
    .trim();
  if (!/[\p{L}\d]/u.test(text)) return undefined;
  const words = wordsIn(text);
  const huge =
    /(?<![\d.,])(\d{7,})(?![\d.,])/.exec(text)?.[1] ?? /\b(?:million|milliarde|billion|trillion)/iu.exec(text)?.[0];
  if (huge) return { name: text.replace(huge, " ").trim(), said: { qty: Number.POSITIVE_INFINITY, words } };
  const read = amountOf(text) ?? amountOf(`1 ${text}`, true) ?? behind(text);
  if (!read) return { name: text, said: { words } };
  return { name: read.name, said: { ...read.said, words } };
}

interface ReadPart {
  name: string;
  said: Omit<Said, "words">;
}

/** The amount at the beginning. With `isBare`, only when a unit follows: “glass of milk”. */
function amountOf(text: string, isBare = false): ReadPart | undefined {
  const read = readAmount(text.replace(/^(\d+)\s*x\s+(?=\p{L})/iu, "$1 "));
  if (!read) return undefined;
  const { amount, notes } = read;
  const some = notes.some((note) => MANY.test(note));
  let { unit } = amount;
  let name = read.rest.trim();
  // Units of meals: “bowl of soup”, “Teller Nudeln”, “large glass of water”.
  const worded =
    unit === undefined || unit === "cup"
      ? mealUnit(unit === undefined ? name : `${/becher/iu.test(text) ? "becher" : ""} ${name}`)
      : undefined;
  if (worded) ({ unit, name } = { unit: worded.unit, name: worded.rest });
  if (isBare && unit === undefined) return undefined;
  if (isBare && unit !== undefined && name === "") return undefined;
  // In German a bar of chocolate is a tablet, and a bar is another one.
  if (unit === "bar" && /^\S*\s*tafeln?\s/iu.test(text)) unit = "tablet";
  let { qty, qtyMax } = amount;
  // “2 x 30 g”, “3 cans of 330 ml”: the size of each.
  const each = notes
    .map((note) => readAmount(`${note} x`))
    .find((one) => one?.amount.unit && ["mass", "volume"].includes(dimensionOf(one.amount.unit)));
  if (each?.amount.qty !== undefined && qty !== undefined) {
    qty *= each.amount.qty;
    qtyMax = qtyMax === undefined ? undefined : qtyMax * each.amount.qty;
    unit = each.amount.unit;
  }
  if (qty === undefined && !some && unit === undefined) return undefined;
  return {
    name,
    said: {
      ...(qty !== undefined && { qty }),
      ...(qtyMax !== undefined && { qtyMax }),
      ...(unit !== undefined && { unit }),
      ...(some && { isVague: true }),
    },
  };
}

const OF = /^(?:of|von|vom|voll|full of)\s+(?:the\s+|my\s+)?/iu;

/** A unit of meals at the beginning of a name, behind words for its size. */
function mealUnit(name: string): { unit: string; rest: string } | undefined {
  const words = name.trim().split(" ");
  for (let i = 0; i < Math.min(3, words.length); i++) {
    const word = folded(words[i]!);
    const unit = Object.hasOwn(MEAL_UNITS, word)
      ? MEAL_UNITS[word]
      : Object.hasOwn(MEAL_UNITS, plural(word))
        ? MEAL_UNITS[plural(word)]
        : undefined;
    const rest = words
      .slice(i + 1)
      .join(" ")
      .replace(OF, "");
    // “chicken breast” and “muesli bar” are names, and so is a unit with nothing behind it.
    if (unit && rest !== "" && !isName(words.slice(i).join(" "))) return { unit, rest };
    if (!isPlain(word)) return undefined;
  }
  const known = readUnit(words.filter((word, i) => i > 0 || !isPlain(folded(word))).join(" "));
  return known && known.rest !== "" && words.length > 1 && isPlain(folded(words[0]!))
    ? { unit: known.unit, rest: known.rest.replace(OF, "") }
    : undefined;
}

const plural = (word: string): string => word.replace(/(?:es|s|n|en|er)$/, "");

/** The amount at the end: “milk 200 ml”, “Haferflocken 50 g”, “banana x2”. */
function behind(text: string): ReadPart | undefined {
  const [, name = "", tail = ""] = /^(.*?\p{L}\S*)\s*[-:x×]?\s*(\d[^\d]*(?:\d.*)?)$/iu.exec(text) ?? [];
  if (name === "" || tail === "") return undefined;
  const read = readAmount(`${tail} `) ?? readAmount(`${tail} x`);
  const rest = read?.rest.replace(/^x$/, "").trim() ?? "";
  if (read?.amount.qty === undefined) return undefined;
  const { qty, qtyMax, unit } = read.amount;
  // “Reis 75 g roh”: what is behind a weight belongs to the name.
  if (rest !== "" && (unit === undefined || dimensionOf(unit) !== "mass")) return undefined;
  return {
    name: `${name.trim()} ${rest}`.trim(),
    said: { qty, ...(qtyMax !== undefined && { qtyMax }), ...(unit !== undefined && { unit }) },
  };
}

const wordsIn = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{M}\d%]+/u)
    .filter(Boolean)
    .slice(0, 60);

const candidateOf = (food: Food): Candidate => ({
  foodId: food.id,
  ...nameOf(food),
  caloriesPer100g: food.per100g.calories,
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
    const slices = Math.max(1, Math.min(10, (item.grams ?? 0) / (on.slice ?? on.piece ?? 50)));
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
