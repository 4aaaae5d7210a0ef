/**
 * Recipes in pages: schema.org/Recipe as JSON-LD (an object, an array, a `@graph`, nested in a page's description), as microdata
 * and as RDFa.
 *
 * The page was written by a stranger: it is searched in one pass without running or following anything, every loop is bounded,
 * and the result is plain text within the limits of the columns.
 */
import { dataOfPage, type Node } from "#core/household/recipe-markup";
import { isNode, isRecipe, type PageRecipe, readRecipe } from "#core/household/recipe-nodes";

const MAX_NODES = 20_000;
const MAX_DEPTH = 40;
/** A page has one recipe of its own, and often refers to others. */
const MAX_RECIPES = 100;

/** The recipe of a page, or undefined when it has none. Markup is searched as well when the JSON-LD is incomplete. */
export function recipeOfPage(html: string): PageRecipe | undefined {
  const { jsonLd, items } = dataOfPage(html);
  const documents = jsonLd.map(parsed);
  const told = best(recipesIn(documents));
  if (told?.instructionsText && told.ingredients.length > 0) return told;
  return best([...(told ? [told] : []), ...recipesIn(items)]);
}

/** The recipe in a JSON-LD document, or undefined when it has none. */
export const recipeOfJsonLd = (document: unknown): PageRecipe | undefined => best(recipesIn(document));

/** The most complete recipe, which is the page's own and not a related one; of equals the first. */
function best(found: readonly PageRecipe[]): PageRecipe | undefined {
  const weight = ({ ingredients, instructionsText }: PageRecipe) => ingredients.length * 2 + (instructionsText ? 1 : 0);
  return found.reduce<PageRecipe | undefined>(
    (most, one) => (weight(one) > (most ? weight(most) : 0) ? one : most),
    undefined,
  );
}

/** Parses JSON with mistakes that pages make: inside of comments or CDATA, raw line breaks in strings, a comma too many. */
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
      // The next attempt repairs more mistakes; a block that cannot be repaired is skipped.
    }
  }
  return undefined;
}

/** Every Recipe in a document, wherever it is, breadth first. */
function recipesIn(document: unknown): PageRecipe[] {
  const recipes: Node[] = [];
  const nodes = new Map<string, Node>();
  let level: unknown[] = [document];
  let visited = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && visited < MAX_NODES; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (++visited > MAX_NODES) break;
      if (isNode(value)) {
        if (isRecipe(value)) recipes.push(value);
        const id = value["@id"];
        // An object with only an `@id` is a reference and not the node itself.
        if (typeof id === "string" && Object.keys(value).length > 1 && !nodes.has(id)) nodes.set(id, value);
      }
      if (typeof value !== "object" || value === null) continue;
      for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) next.push(inner);
    }
    level = next;
  }
  return recipes.slice(0, MAX_RECIPES).flatMap((node) => readRecipe(node, nodes) ?? []);
}
