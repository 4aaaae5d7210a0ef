/** What could be cooked: first what uses up things that expire, then all recipes. */
import "./household.css";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { duration, list as listed, number, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { ImportRecipe } from "./ImportRecipe.tsx";
import { NewRecipe } from "./RecipeForm.tsx";
import type en from "./words.en.ts";

type Recipe = RowOf<"household.recipes.list">;

const RECIPES = { query: { sort: "name" as const } };
const SUGGESTED = { query: { limit: 5 } };
const parameters = { import: flag(), add: flag() };

export const load: PageModule["load"] = () => {
  prefetchList("household.recipes.list", RECIPES);
  prefetch("household.recipes.suggestions", SUGGESTED);
};

export default function Recipes() {
  const words = useWords<typeof en>("household").recipes;
  const [open, setUrl] = useUrl(parameters);
  const rows = useList("household.recipes.list", RECIPES);
  const suggested = useRead("household.recipes.suggestions", SUGGESTED);
  const importButton = (
    <Button kind={rows.state === "empty" ? "main" : "plain"} icon="download" onClick={() => setUrl({ import: true })}>
      {words.import}
    </Button>
  );
  const actions = (
    <>
      {importButton}
      <Button icon="plus" onClick={() => setUrl({ add: true })}>
        {words.add}
      </Button>
    </>
  );
  return (
    // What is suggested stands above the list, and would push it down when it came later.
    <Page title={words.title} actions={actions} state={suggested.isLoading ? "loading" : "ready"}>
      <Suggestions of={suggested.data?.data ?? []} />
      <Section title={words.all}>
        <List
          label={words.all}
          rows={rows}
          keyOf={({ id }) => id}
          item={useItem()}
          empty={
            <Empty icon="pot" title={words.empty} action={importButton}>
              {words.emptyHint}
            </Empty>
          }
          onDelete={remove}
          lines={2}
        />
      </Section>
      <ImportRecipe open={open.import} onClose={() => setUrl({ import: false })} />
      <NewRecipe open={open.add} onClose={() => setUrl({ add: false })} />
    </Page>
  );
}

/** Nothing shows where nothing expires: the list below has all recipes anyway. */
function Suggestions({ of }: { of: Answer<"household.recipes.suggestions">["data"] }) {
  const words = useWords<typeof en>("household").recipes;
  if (of.length === 0) return null;
  return (
    <Section title={words.suggested}>
      <List
        label={words.suggested}
        rows={rowsOf(of)}
        keyOf={({ recipe }) => recipe.id}
        item={({ recipe, uses, missing }) => ({
          name: recipe.name,
          to: `/household/recipes/${recipe.id}`,
          sub: (
            <span dir="auto">
              {listed(uses.map(({ name, expiryDate }) => words.uses(name, relativeDay(expiryDate))))}
            </span>
          ),
          end: <span className="quiet">{missing.length === 0 ? words.allThere : words.missing(missing.length)}</span>,
        })}
        empty={null}
        lines={2}
      />
    </Section>
  );
}

function useItem(): (recipe: Recipe) => Item {
  const words = useWords<typeof en>("household").recipes;
  return (recipe) => ({
    name: recipe.name,
    to: `/household/recipes/${recipe.id}`,
    sub: words.servings(number(recipe.servings), recipe.servings),
    end: <span className="quiet">{timeOf(recipe)}</span>,
    menu: [
      { label: words.cook, icon: "pot", to: `/household/recipes/${recipe.id}/cook` },
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(recipe) },
    ],
  });
}

function timeOf({ totalTimeMinutes, prepTimeMinutes, cookTimeMinutes }: Recipe): string {
  const minutes = totalTimeMinutes ?? (prepTimeMinutes ?? 0) + (cookTimeMinutes ?? 0);
  return minutes > 0 ? duration(minutes) : "";
}

const remove = (recipe: Recipe) =>
  change("household.recipes.remove", { path: { recipeId: recipe.id }, row: recipe, title: recipe.name });
