/** Converts a schema.org Recipe, in the many forms in which sites write it, into the columns of a recipe. */

import type * as z from "zod/mini";
import { readAmount } from "#core/household/ingredient-amounts";
import { readIngredients } from "#core/household/ingredient-lines";
import { plainNumbers } from "#core/household/ingredient-numbers";
import type { Ingredient } from "#core/household/ingredients";
import { plainText } from "#core/household/plain-text";
import { minutesIn } from "#core/household/recipe-durations";
import type { Node } from "#core/household/recipe-markup";
import { servingsIn } from "#core/household/recipe-yields";
import type { nutritionSchema } from "#core/household/recipes.sql";
import { cut } from "#kit/text";

export interface PageRecipe {
  name: string;
  instructionsText: string | null;
  prepTimeMinutes: number | null;
  cookTimeMinutes: number | null;
  /** Includes the time in which nothing is done: dough rests, jam sets. */
  totalTimeMinutes: number | null;
  servings: number;
  sourceUrl: string | null;
  ingredients: Ingredient[];
  nutrition: z.infer<typeof nutritionSchema> | null;
}

/** Nodes by their `@id`, to resolve references. */
export type Nodes = ReadonlyMap<string, Node>;

const MAX_INGREDIENTS = 200;
const MAX_INSTRUCTIONS = 50_000;
const MAX_STEPS = 500;
const MAX_DEPTH = 8;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `Recipe`, `["Recipe", "NewsArticle"]`, `http://schema.org/Recipe`, `schema:Recipe`. */
export const isRecipe = (node: Node): boolean => hasType(node, "recipe");

const hasType = (node: Node, wanted: string): boolean =>
  list(get(node, "@type", "type")).some(
    (type) => typeof type === "string" && type.trim().toLowerCase().split(/[/:#]/).at(-1) === wanted,
  );

/** The recipe of a node; undefined when it has no name, or neither ingredients nor steps. */
export function readRecipe(node: Node, nodes: Nodes): PageRecipe | undefined {
  const name = cut(textOf(get(node, "name", "headline")), 200)
    .trim()
    .toWellFormed();
  const ingredients = ingredientsOf(get(node, "recipeIngredient", "ingredients", "ingredient", "supply"), nodes);
  const steps: string[] = [];
  collectSteps(get(node, "recipeInstructions", "instructions", "step"), nodes, steps, 0);
  if (!name || (ingredients.length === 0 && steps.length === 0)) return undefined;
  const [prep, cook, total] = [get(node, "prepTime"), get(node, "cookTime", "performTime"), get(node, "totalTime")].map(
    minutesOf,
  );
  return {
    name,
    ingredients,
    instructionsText: cut(steps.join("\n"), MAX_INSTRUCTIONS).toWellFormed().trim() || null,
    prepTimeMinutes: prep ?? null,
    cookTimeMinutes: cook ?? (total === undefined ? null : Math.max(0, total - (prep ?? 0))),
    totalTimeMinutes: total ?? null,
    servings: servingsIn(list(get(node, "recipeYield", "yield", "servings")).map(quantityText)),
    sourceUrl: urlOf(get(node, "url")) ?? urlOf(get(node, "mainEntityOfPage")) ?? urlOf(get(node, "@id")) ?? null,
    nutrition: nutritionOf(get(node, "nutrition")),
  };
}

/** The first of some properties that a node has, regardless of the case and the prefix (`schema:name`) of its keys. */
function get(node: Node, ...names: string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(node, name) && node[name] != null) return node[name];
  }
  const wanted = names.map((name) => name.toLowerCase());
  const found = Object.keys(node)
    .slice(0, 200)
    .find((key) => wanted.includes(key.toLowerCase().split(/[/:#]/).at(-1)!) && node[key] != null);
  return found === undefined ? undefined : node[found];
}

const list = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (isNode(value)) {
    const inner = value["@list"] ?? value["@set"];
    if (inner !== undefined) return list(inner);
  }
  return value === undefined || value === null ? [] : [value];
};

/** The node that a lone `@id` refers to. */
const resolved = (value: unknown, nodes: Nodes): unknown => {
  if (!isNode(value) || typeof value["@id"] !== "string" || Object.keys(value).length > 2) return value;
  return nodes.get(value["@id"]) ?? value;
};

/** The text of a value, however deeply it is wrapped. */
function textOf(value: unknown, depth = 0): string {
  const [first] = list(value);
  if (typeof first === "string") return plainText(first);
  if (typeof first === "number") return String(first);
  if (depth > MAX_DEPTH) return "";
  if (Array.isArray(first)) return textOf(first, depth + 1);
  return isNode(first) ? textOf(get(first, "@value", "text", "name", "value"), depth + 1) : "";
}

/** “200 g” of `{value: 200, unitText: "g"}`. */
function quantityText(value: unknown): string {
  const [first] = list(value);
  if (!isNode(first)) return textOf(first);
  const unit = textOf(get(first, "unitText")) || UNIT_CODES.get(textOf(get(first, "unitCode"))) || "";
  return `${textOf(get(first, "value", "minValue", "@value", "name"))} ${unit}`.trim();
}

/** Units by their codes in UN/CEFACT recommendation 20. */
const UNIT_CODES = new Map([
  ["GRM", "g"],
  ["KGM", "kg"],
  ["MGM", "mg"],
  ["MLT", "ml"],
  ["CLT", "cl"],
  ["DLT", "dl"],
  ["LTR", "l"],
  ["ONZ", "oz"],
  ["LBR", "lb"],
  ["OZA", "fl oz"],
  ["MIN", "min"],
  ["HUR", "h"],
]);

function ingredientsOf(value: unknown, nodes: Nodes): Ingredient[] {
  const texts: string[] = [];
  collectLines(value, nodes, texts, 0);
  const lines = texts.flatMap((text) => linesOf(text, texts.length === 1)).slice(0, MAX_INGREDIENTS * 2);
  return readIngredients(lines).slice(0, MAX_INGREDIENTS);
}

/** Collects texts, and objects with a name and a quantity (HowToSupply), at any depth; tools are left out. */
function collectLines(value: unknown, nodes: Nodes, lines: string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const given of list(value)) {
    if (lines.length >= MAX_INGREDIENTS * 2) return;
    const one = resolved(given, nodes);
    if (typeof one === "string") lines.push(plainText(one, true));
    else if (Array.isArray(one)) collectLines(one, nodes, lines, depth + 1);
    else if (isNode(one) && !hasType(one, "howtotool")) {
      const inner = get(one, "itemListElement", "ingredients", "recipeIngredient", "items", "item");
      const name = textOf(get(one, "name", "text", "@value", "title"));
      const quantity = quantityText(get(one, "requiredQuantity", "amount", "quantity", "value"));
      if (inner !== undefined) collectLines(inner, nodes, lines, depth + 1);
      else if (name) lines.push(/^\d/.test(name) || !quantity ? name : `${quantity} ${name}`);
      else if (quantity === "" && !("@type" in one)) collectLines(Object.values(one), nodes, lines, depth + 1);
    }
  }
}

/**
 * The ingredients in one text. Some sites have all of them in one text; others break lines within an ingredient, which shows when
 * a line is an amount without a name, or a name without an amount.
 */
function linesOf(text: string, isOnly: boolean): string[] {
  const parts = text.split("\n");
  if (parts.length === 1) return isOnly ? amountsApart(text) : parts;
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && isAmountOnly(before)) joined[joined.length - 1] = `${before} ${part}`;
    else joined.push(part);
  }
  const complete = joined.filter((part) => /\p{L}/u.test(readAmount(plainNumbers(part).trim())?.rest ?? ""));
  return isOnly || complete.length > 1 ? joined : [parts.join(" ")];
}

/** “200 g lentils, 1 onion, 2 tbsp oil”: a list in one line, recognized by an amount and a name after each comma. */
function amountsApart(text: string): string[] {
  const parts = text.split(/[,;]\s+(?=[\d¼-¾⅐-⅞])/);
  const isList = parts.every((part) => /\p{L}{2}/u.test(readAmount(plainNumbers(part).trim())?.rest ?? ""));
  return isList ? parts : [text];
}

const isAmountOnly = (line: string): boolean => {
  const bare = plainNumbers(line).trim();
  return /^[\d\s.,/-]+$/.test(bare) || readAmount(bare)?.rest === "";
};

/** “Step 1” is no instruction. */
const NUMBERED = /^(?:step|schritt|étape|etape|paso|passo|stap|steg|trin|krok|шаг|vaihe|lépés)?\s*\d+[.:)]?$/i;

/** Collects steps as text, strings, HowToStep, HowToSection (whose name becomes a heading) or ItemList, at any depth. */
function collectSteps(value: unknown, nodes: Nodes, steps: string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const given of list(value)) {
    if (steps.length >= MAX_STEPS) return;
    const one = resolved(given, nodes);
    if (typeof one === "string") steps.push(...plainText(one, true).split("\n").filter(Boolean));
    else if (Array.isArray(one)) collectSteps(one, nodes, steps, depth + 1);
    else if (isNode(one)) {
      const inner = get(one, "itemListElement", "steps", "step", "item");
      const written = get(one, "text", "description", "@value");
      const text = plainText(typeof written === "string" ? written : textOf(written));
      const name = textOf(get(one, "name"));
      const heading = NUMBERED.test(name) ? "" : name.replace(/\s*[:.]$/, "");
      if (inner !== undefined) {
        if (heading) steps.push(`${heading}:`);
        collectSteps(inner, nodes, steps, depth + 1);
      } else if (text || name) {
        steps.push(text && heading && !repeats(heading, text) ? `${heading}: ${text}` : text || name);
      }
    }
  }
}

/** Whether the name of a step is only the beginning of its text, as on many sites. */
function repeats(name: string, text: string): boolean {
  const letters = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const [short, long] = [letters(name), letters(text)];
  return long.startsWith(cut(short, 40)) || short.includes(long);
}

/** Minutes of a duration, of the `maxValue` of a range, or of a number. */
export function minutesOf(value: unknown): number | undefined {
  const [first] = list(value);
  if (typeof first === "number") return minutesIn(String(first));
  if (typeof first === "string") return minutesIn(plainText(cut(first, 500)));
  if (!isNode(first)) return undefined;
  const inner = get(first, "maxValue", "minValue", "@value", "value");
  const unit = textOf(get(first, "unitText")) || UNIT_CODES.get(textOf(get(first, "unitCode"))) || "";
  return minutesIn(`${textOf(inner)} ${unit}`);
}

function urlOf(value: unknown): string | undefined {
  const [first] = list(value);
  const text = isNode(first) ? (first["@id"] ?? first.url) : first;
  if (typeof text !== "string" || text.length > 2_000 || !URL.canParse(text)) return undefined;
  return /^https?:$/.test(new URL(text).protocol) && text.isWellFormed() && !text.includes("\0") ? text : undefined;
}

const KJ_PER_KCAL = 4.184;

/** Nutrition per serving, in grams; calories, which some sites give in kilojoules, in kilocalories. */
function nutritionOf(value: unknown): PageRecipe["nutrition"] {
  const [first] = list(value);
  if (!isNode(first)) return null;
  const amount = (given: unknown) => {
    const all = textOf(given);
    // “1046 kJ / 250 kcal”
    const text = /\d[\d.,]{0,9}\s?k?cal/i.exec(all)?.[0] ?? all;
    const found = Number(/\d{1,6}(?:[.,]\d{1,3})?/.exec(text.replace(/(\d),(\d{3})\b/, "$1$2"))?.[0].replace(",", "."));
    if (!Number.isFinite(found)) return undefined;
    const scale =
      /\bkj\b|kilojoule/i.test(text) && !/cal/i.test(text) ? 1 / KJ_PER_KCAL : /\bmg\b/i.test(text) ? 0.001 : 1;
    return Math.round(found * scale * 1_000) / 1_000;
  };
  const read = {
    calories: amount(get(first, "calories")),
    proteinG: amount(get(first, "proteinContent")),
    carbsG: amount(get(first, "carbohydrateContent")),
    fatG: amount(get(first, "fatContent")),
    fiberG: amount(get(first, "fiberContent")),
  };
  const known = Object.fromEntries(Object.entries(read).filter(([, one]) => one !== undefined));
  return Object.keys(known).length > 0 ? known : null;
}
