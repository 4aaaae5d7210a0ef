/** Cases of recipes, ingredients, names and shopping lists that are kept outside, read as the product reads them. */
import { it } from "vitest";
import { readIngredient } from "#core/household/ingredient-lines";
import { itemKey } from "#core/household/item-names";
import type { PageRecipe } from "#core/household/recipe-nodes";
import { recipeOfPage } from "#core/household/recipe-pages";
import { planShopping } from "#core/household/shopping-plan";
import { answerAll, holds, lineOf } from "#testing/outside-cases";

it("recipes", () => {
  const amounts = (recipe: PageRecipe | undefined) =>
    recipe?.ingredients.map(({ qty, unit, item }) => [qty ?? null, unit ?? null, item]);
  const items = (recipe: PageRecipe | undefined) => recipe?.ingredients.map(({ item }) => item);
  const answers: Readonly<Record<string, (recipe: PageRecipe | undefined) => unknown>> = {
    microdata: (recipe) => ({ name: recipe?.name, n: recipe?.ingredients.length }),
    "line-break-in-ingredient": amounts,
    "nested-ingredients": items,
    headings: items,
    entities: (recipe) => [recipe?.name, recipe?.instructionsText],
    yield: (recipe) => recipe?.servings,
    supplies: (recipe) => recipe?.ingredients[0],
    "total-longer": (recipe) => `${recipe?.totalTimeMinutes} minutes in all, anywhere`,
    "greater-than-in-attribute": (recipe) => recipe?.name,
    duration: (recipe) => recipe?.cookTimeMinutes,
    ste: (recipe) => recipe?.instructionsText,
    section: (recipe) => recipe?.instructionsText,
  };
  return answerAll("recipes", ({ input }, bytesOf) => {
    const [, answer] = Object.entries(answers).find(([name]) => input.startsWith(name))!;
    return answer(recipeOfPage(bytesOf(input).toString("utf8")));
  });
});

it("ingredients", () => {
  interface Expected {
    item: string;
    qty?: number;
  }
  return answerAll<Expected>(
    "ingredients",
    ({ input }) => readIngredient(lineOf(input)),
    (given, expected) => {
      const { item, note } = given as { item: string; note?: string };
      // “limes (juice)” is a name with a note.
      const [, thing, aside] = /^(.*?) \(([^)]*)\)$/.exec(expected.item) ?? [];
      if (thing === undefined) return holds(given, expected);
      // An implausibly large number may be read as no amount, and is then in the note.
      if (aside!.startsWith("or no quantity"))
        return item === thing && (given as Expected).qty === undefined && /^2000000 mg/.test(note ?? "");
      return holds(given, { ...expected, item: thing, note: aside });
    },
  );
});

it("names", () =>
  answerAll<string>("names", ({ input }) => {
    const [one, other] = lineOf(input).split(" | ").map(itemKey);
    return one === other ? "same key" : [one, other];
  }));

it("shopping", () =>
  answerAll<string[]>("shopping", ({ input }, bytesOf) => {
    const { lines }: { lines: string[] } = JSON.parse(bytesOf(input).toString("utf8"));
    const { additions } = planShopping(
      lines.flatMap((line) => readIngredient(line) ?? []),
      [],
      [],
      false,
    );
    return additions.map(({ name, text }) => `${name}: ${text}`);
  }));
