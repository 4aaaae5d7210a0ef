/**
 * Recipes in pages: schema.org/Recipe as JSON-LD, in the many forms in which sites write it (an object, an array, a `@graph`, nested
 * in a page's description, with several types, steps in sections).
 *
 * A page is somebody else's text: it is searched in one pass without running or following anything, every loop is bounded, and
 * what comes out is plain text within the limits of the columns.
 */
import type * as z from "zod/mini";
import { readIngredient } from "#core/household/ingredient-lines";
import type { Ingredient } from "#core/household/ingredients";
import { plainText } from "#core/household/plain-text";
import type { nutritionSchema } from "#core/household/recipes.sql";

export interface PageRecipe {
  name: string;
  instructionsText: string | null;
  prepTimeMinutes: number | null;
  cookTimeMinutes: number | null;
  servings: number;
  sourceUrl: string | null;
  ingredients: Ingredient[];
  nutrition: z.infer<typeof nutritionSchema> | null;
}

const MAX_BLOCKS = 50;
const MAX_NODES = 20_000;
const MAX_DEPTH = 40;
const MAX_INGREDIENTS = 200;
const MAX_INSTRUCTIONS = 50_000;
const MAX_STEPS = 500;

/** The recipe of a page, or undefined when it has none. */
export function recipeOfPage(html: string): PageRecipe | undefined {
  const found = jsonLdBlocks(html).flatMap((text) => recipesIn(parsed(text)));
  return best(found);
}

/** The recipe in a JSON-LD document, or undefined when it has none. */
export const recipeOfJsonLd = (document: unknown): PageRecipe | undefined => best(recipesIn(document));

/** Pages name related recipes, too; the one that says most is the page's own, and of equals the first. */
function best(found: readonly PageRecipe[]): PageRecipe | undefined {
  const weight = ({ ingredients, instructionsText }: PageRecipe) => ingredients.length * 2 + (instructionsText ? 1 : 0);
  return found.reduce<PageRecipe | undefined>(
    (most, one) => (weight(one) > (most ? weight(most) : 0) ? one : most),
    undefined,
  );
}

/** The texts of `<script type="application/ld+json">`, found without a regular expression that could be led astray. */
function jsonLdBlocks(html: string): string[] {
  const lower = html.toLowerCase();
  // Case folding that changes lengths would shift every position.
  const page = lower.length === html.length ? lower : html;
  const blocks: string[] = [];
  for (let at = page.indexOf("<script"); at >= 0 && blocks.length < MAX_BLOCKS; at = page.indexOf("<script", at + 1)) {
    const open = page.indexOf(">", at);
    if (open < 0) break;
    if (!/type\s*=\s*["']?\s*application\/ld\+json/.test(page.slice(at, Math.min(open, at + 2_000)))) continue;
    const end = page.indexOf("</script", open);
    if (end < 0) break;
    blocks.push(html.slice(open + 1, end));
    at = end;
  }
  return blocks;
}

/** JSON as pages have it: in comments or CDATA, with raw line breaks inside of strings, with a comma too many. */
function parsed(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:\/\/\s*)?<!--|^(?:\/\*\s*)?(?:\/\/\s*)?<!\[CDATA\[(?:\s*\*\/)?/, "")
    .replace(/(?:\/\/\s*)?-->$|(?:\/\*\s*)?(?:\/\/\s*)?\]\]>(?:\s*\*\/)?$/, "")
    .trim()
    .replace(/;$/, "");
  for (const attempt of [
    () => bare,
    () => bare.replace(/[\u0000-\u001f]+/g, " "),
    () =>
      bare
        .replace(/[\u0000-\u001f]+/g, " ")
        .replace(/,\s*([}\]])/g, "$1")
        .replace(/\\(?!["\\/bfnrtu])/g, "\\\\"),
    () => bare.replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  ]) {
    try {
      return JSON.parse(attempt());
    } catch {
      // The next attempt repairs more; what nothing repairs is skipped like a block of something else.
    }
  }
  return undefined;
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every Recipe in a document, wherever it is, breadth first. */
function recipesIn(document: unknown): PageRecipe[] {
  const found: PageRecipe[] = [];
  let level: unknown[] = [document];
  let visited = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (++visited > MAX_NODES) return found;
      if (isNode(value) && isRecipe(value)) {
        const recipe = read(value);
        if (recipe) found.push(recipe);
      }
      if (typeof value !== "object" || value === null) continue;
      for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) next.push(inner);
    }
    level = next;
  }
  return found;
}

/** `Recipe`, `["Recipe", "NewsArticle"]`, `http://schema.org/Recipe`, `schema:Recipe`. */
const isRecipe = (node: Node): boolean =>
  list(node["@type"] ?? node.type).some((type) => typeof type === "string" && /(?:^|[/:#])recipe$/i.test(type.trim()));

function read(node: Node): PageRecipe | undefined {
  const name = textOf(node.name ?? node.headline)
    .slice(0, 200)
    .trim();
  const ingredients = ingredientsOf(node.recipeIngredient ?? node.ingredients);
  const steps: string[] = [];
  collectSteps(node.recipeInstructions, steps, 0);
  if (!name || (ingredients.length === 0 && steps.length === 0)) return undefined;
  const [prep, cook, total] = [node.prepTime, node.cookTime ?? node.performTime, node.totalTime].map(minutesOf);
  return {
    name,
    ingredients,
    instructionsText: steps.join("\n").slice(0, MAX_INSTRUCTIONS).toWellFormed().trim() || null,
    prepTimeMinutes: prep ?? null,
    cookTimeMinutes: cook ?? (total == null ? null : Math.max(0, total - (prep ?? 0))),
    servings: servingsOf(node.recipeYield ?? node.yield),
    sourceUrl: urlOf(node.url) ?? urlOf(node.mainEntityOfPage) ?? urlOf(node["@id"]) ?? null,
    nutrition: nutritionOf(node.nutrition),
  };
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** A value's text, however it is wrapped. */
function textOf(value: unknown): string {
  const [first] = list(value);
  if (typeof first === "string") return plainText(first);
  if (typeof first === "number") return String(first);
  return isNode(first) ? textOf(first["@value"] ?? first.text ?? first.name ?? first.value) : "";
}

function ingredientsOf(value: unknown): Ingredient[] {
  // Some sites have all of them in one text.
  const lines = list(value).flatMap((one) =>
    typeof one === "string" ? plainText(one, true).split("\n") : [textOf(one)],
  );
  return lines
    .slice(0, MAX_INGREDIENTS * 2)
    .flatMap((line) => readIngredient(line) ?? [])
    .slice(0, MAX_INGREDIENTS);
}

/** Steps as text, strings, HowToStep, HowToSection (whose name is a heading) or ItemList, in any nesting. */
function collectSteps(value: unknown, steps: string[], depth: number): void {
  if (depth > 8) return;
  for (const one of list(value)) {
    if (steps.length >= MAX_STEPS) return;
    if (typeof one === "string") {
      steps.push(
        ...plainText(one, true)
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean),
      );
    } else if (isNode(one)) {
      const inner = one.itemListElement ?? one.steps ?? one.step ?? one.item;
      const text = plainText(typeof one.text === "string" ? one.text : "");
      const name = textOf(one.name);
      if (inner !== undefined && inner !== null) {
        if (name) steps.push(`${name.replace(/:$/, "")}:`);
        collectSteps(inner, steps, depth + 1);
      } else if (text || name || typeof one.description === "string") {
        steps.push(text || name || plainText(one.description as string));
      }
    } else if (Array.isArray(one)) {
      collectSteps(one, steps, depth + 1);
    }
  }
}

const MAX_MINUTES = 60 * 24 * 365;

/** ISO 8601 durations (`PT1H30M`, `P0DT45M`, `PT1.5H`), a range of them as `minValue`, or words (`1 hour 20 min`); in minutes. */
export function minutesOf(value: unknown): number | undefined {
  const [first] = list(value);
  if (isNode(first)) return minutesOf(first.maxValue ?? first.minValue ?? first["@value"] ?? first.value);
  if (typeof first !== "string") return undefined;
  const text = first.trim().slice(0, 100);
  const iso =
    /^P(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?$/i.exec(
      text,
    );
  const number = (part: string | undefined) => (part === undefined ? 0 : Number(part.replace(",", ".")));
  const amounts = iso
    ? [number(iso[3]) * 7 + number(iso[4]), number(iso[5]), number(iso[6]), number(iso[7])]
    : [
        /([\d.,]+)\s*(?:d|days?|tage?)\b/i,
        /([\d.,]+)\s*(?:h|hrs?|hours?|stunden?|std)\b/i,
        /([\d.,]+)\s*(?:m|mins?|minutes?|minuten)\b/i,
      ].map((pattern) => number(pattern.exec(text)?.[1]));
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = amounts;
  const total = Math.round(days * 1_440 + hours * 60 + minutes + seconds / 60);
  return Number.isFinite(total) && total > 0 && total <= MAX_MINUTES ? total : undefined;
}

/** The first number of “4 servings”, `["4", "4 servings"]`, “Serves 4-6” or `{value: 4}`; one when nobody says. */
function servingsOf(value: unknown): number {
  for (const one of list(value)) {
    const text = isNode(one) ? textOf(one.value ?? one.minValue ?? one.name) : textOf(one);
    const found = Number(/\d{1,4}(?:[.,]\d{1,2})?/.exec(text)?.[0].replace(",", "."));
    if (found > 0) return found;
  }
  return 1;
}

function urlOf(value: unknown): string | undefined {
  const [first] = list(value);
  const text = isNode(first) ? (first["@id"] ?? first.url) : first;
  if (typeof text !== "string" || text.length > 2_000 || !URL.canParse(text)) return undefined;
  return /^https?:$/.test(new URL(text).protocol) && text.isWellFormed() && !text.includes("\0") ? text : undefined;
}

const KJ_PER_KCAL = 4.184;

/** What a serving has; grams but for the calories, which some sites give in kilojoules. */
function nutritionOf(value: unknown): PageRecipe["nutrition"] {
  const [first] = list(value);
  if (!isNode(first)) return null;
  const amount = (given: unknown) => {
    const text = textOf(given);
    const found = Number(/\d{1,6}(?:[.,]\d{1,3})?/.exec(text.replace(/(\d),(\d{3})\b/, "$1$2"))?.[0].replace(",", "."));
    if (!Number.isFinite(found)) return undefined;
    const scale =
      /\bkj\b|kilojoule/i.test(text) && !/cal/i.test(text) ? 1 / KJ_PER_KCAL : /\bmg\b/i.test(text) ? 0.001 : 1;
    return Math.round(found * scale * 1_000) / 1_000;
  };
  const read = {
    calories: amount(first.calories),
    proteinG: amount(first.proteinContent),
    carbsG: amount(first.carbohydrateContent),
    fatG: amount(first.fatContent),
    fiberG: amount(first.fiberContent),
  };
  const known = Object.fromEntries(Object.entries(read).filter(([, one]) => one !== undefined));
  return Object.keys(known).length > 0 ? known : null;
}
