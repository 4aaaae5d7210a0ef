/** One recipe: for how many, what goes into it and what of it is missing, how it is made. */
import "./household.css";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Columns, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Problem, State } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { useCommon } from "#console/words/common.ts";
import { duration } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import { EditRecipe } from "./RecipeForm.tsx";
import { Source } from "./Source.tsx";
import { stepsOf } from "./steps.ts";
import type en from "./words.en.ts";

type Recipe = Answer<"household.recipes.get">;

export const load: PageModule["load"] = ({ params }) => {
  const path = { recipeId: params.recipeId! };
  prefetch("household.recipes.get", { path });
  prefetch("household.recipes.missing", { path });
};

export default function RecipePage() {
  const words = useWords<typeof en>("household");
  const { recipeId } = useParams() as { recipeId: string };
  const { data: recipe, problem, isLoading, retry } = useRead("household.recipes.get", { path: { recipeId } });
  return (
    <Page
      above={<Link to="/household/recipes">{words.recipes.title}</Link>}
      title={recipe?.name ?? words.recipes.title}
      state={isLoading ? "loading" : problem && !recipe ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {recipe && <Written key={recipe.id} recipe={recipe} />}
    </Page>
  );
}

function Written({ recipe }: { recipe: Recipe }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const [servings, setServings] = useState(recipe.servings);
  const [isEditing, setEditing] = useState(false);
  const steps = stepsOf(recipe.instructionsText);
  return (
    <>
      <Actions recipe={recipe} servings={servings} onEdit={() => setEditing(true)} />
      <Columns told={<Ingredients recipe={recipe} servings={servings} onServings={setServings} />} toldFirst>
        <Times recipe={recipe} />
        <Section title={words.recipe.steps}>
          {steps.length === 0 ? (
            <Row end={<Button onClick={() => setEditing(true)}>{common.edit}</Button>}>
              <p className="quiet">{words.recipe.noSteps}</p>
            </Row>
          ) : (
            <ol className="steps">
              {steps.map((step, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps are lines of one text
                <li key={at}>
                  <span dir="auto">{step}</span>
                </li>
              ))}
            </ol>
          )}
        </Section>
        {recipe.sourceUrl && <Source url={recipe.sourceUrl} />}
      </Columns>
      <EditRecipe recipe={recipe} open={isEditing} onClose={() => setEditing(false)} />
    </>
  );
}

function Actions({ recipe, servings, onEdit }: { recipe: Recipe; servings: number; onEdit: () => void }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const filling = useChange("household.shopping-items.generate");
  const shop = async () => {
    const body = { recipes: [{ recipeId: recipe.id, servings }], minimumStock: false };
    const filled = await filling.run({ body, title: recipe.name });
    if (filled) notify({ kind: "done", text: words.fill.done(filled.data.length) });
  };
  return (
    <Stack>
      <Row>
        <ButtonLink kind="main" icon="pot" to={`/household/recipes/${recipe.id}/cook?servings=${servings}`}>
          {words.recipes.cook}
        </ButtonLink>
        <Button icon="basket" busy={filling.isPending} onClick={() => void shop()}>
          {words.recipe.shop}
        </Button>
        <Button kind="bare" icon="pencil" onClick={onEdit}>
          {common.edit}
        </Button>
      </Row>
      {filling.problem && <Problem problem={filling.problem} />}
    </Stack>
  );
}

function Times({ recipe: { prepTimeMinutes, cookTimeMinutes, totalTimeMinutes } }: { recipe: Recipe }) {
  const words = useWords<typeof en>("household").recipe;
  const times = [
    { name: words.prepTime, minutes: prepTimeMinutes },
    { name: words.onStove, minutes: cookTimeMinutes },
    { name: words.total, minutes: totalTimeMinutes },
  ].filter(({ minutes }) => minutes !== null);
  if (times.length === 0) return null;
  return (
    <Card flush>
      <Facts facts={times.map(({ name, minutes }) => ({ name, value: duration(minutes!) }))} />
    </Card>
  );
}

type IngredientsProps = { recipe: Recipe; servings: number; onServings: (servings: number) => void };

function Ingredients({ recipe, servings, onServings }: IngredientsProps) {
  const words = useWords<typeof en>("household").recipe;
  const path = { recipeId: recipe.id };
  const isScaled = servings !== recipe.servings;
  const { data: scaled } = useRead("household.recipes.scale", isScaled ? { path, query: { servings } } : undefined);
  const { data: missing } = useRead("household.recipes.missing", { path, query: isScaled ? { servings } : undefined });
  const isMissing = new Set(missing?.data.map(({ item }) => item));
  const ingredients = (isScaled && scaled?.ingredients) || recipe.ingredients;
  return (
    <Section title={words.ingredients}>
      <NumberField
        label={words.servings}
        min={0.01}
        max={1000}
        step={1}
        value={servings}
        onChange={(next) => next && onServings(next)}
      />
      <ul className="ingredients">
        {ingredients.map(({ item, qty, qtyMax, unit, note }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an ingredient may stand in a recipe twice
          <li key={at}>
            <span className="amount data">{amount(qty, unit, qtyMax)}</span>
            <span dir="auto">
              {item}
              {note && <span className="quiet small"> {note}</span>}
            </span>
            {isMissing.has(item) && <State tone="warn">{words.isMissing}</State>}
          </li>
        ))}
      </ul>
      {missing && ingredients.length > 0 && missing.data.length === 0 && <State>{words.allThere}</State>}
    </Section>
  );
}
