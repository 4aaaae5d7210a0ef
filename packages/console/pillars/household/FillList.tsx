/** Puts on the shopping list what recipes need and what ran low; what is at home already is taken off. */
import { useState } from "react";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { Check } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import type en from "./words.en.ts";

type Unclear = Answer<"household.shopping-items.generate">["unclear"];

const RECIPES = { query: { sort: "name" as const } };

export const prefetchRecipes = () => prefetchList("household.recipes.list", RECIPES);

export default function FillList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords<typeof en>("household").fill;
  return (
    <Sheet open={open} onClose={onClose} title={words.title}>
      {open && <Fill onClose={onClose} />}
    </Sheet>
  );
}

function Fill({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("household").fill;
  const recipes = useList("household.recipes.list", RECIPES);
  const filling = useChange("household.shopping-items.generate");
  const [servings, setServings] = useState<Readonly<Record<string, number>>>({});
  const [isMinimum, setMinimum] = useState(true);
  const [unclear, setUnclear] = useState<Unclear>([]);
  const known = Array.from({ length: recipes.count }, (_, at) => recipes.at(at)).filter((one) => one !== undefined);
  const chosen = Object.entries(servings).map(([recipeId, count]) => ({ recipeId, servings: count }));

  const fill = async () => {
    const filled = await filling.run({ body: { recipes: chosen, minimumStock: isMinimum }, title: words.title });
    if (!filled) return;
    notify({ kind: "done", text: words.done(filled.data.length) });
    setUnclear(filled.unclear);
    if (filled.unclear.length === 0) onClose();
  };
  const choose = (id: string, count: number | undefined) => {
    const { [id]: _, ...rest } = servings;
    setServings(count === undefined ? rest : { ...rest, [id]: count });
  };

  return (
    <Stack>
      <Check label={words.minimum} checked={isMinimum} onChange={setMinimum} />
      <Section title={words.recipes}>
        {recipes.state === "loading" && <Skeleton rows={3} />}
        {recipes.problem && <Problem problem={recipes.problem} retry={recipes.retry} />}
        {recipes.state === "empty" && <Empty icon="pot" title={words.noRecipes} />}
        <ul className="choices">
          {known.map((recipe) => (
            <li key={recipe.id}>
              <Check
                label={recipe.name}
                checked={recipe.id in servings}
                onChange={(isChosen) => choose(recipe.id, isChosen ? recipe.servings : undefined)}
              />
              {recipe.id in servings && (
                <NumberField
                  label={words.servingsOf(recipe.name)}
                  unseenLabel
                  min={0.01}
                  max={1000}
                  step={1}
                  value={servings[recipe.id]}
                  onChange={(count) => choose(recipe.id, count ?? recipe.servings)}
                />
              )}
            </li>
          ))}
        </ul>
      </Section>
      {unclear.length > 0 && (
        <Section title={words.unclear}>
          <ul>
            {unclear.map(({ item, quantity, unit, countedIn }) => (
              <li key={item} dir="auto">
                {[amount(quantity, unit), item, countedIn && `(${countedIn})`].filter(Boolean).join(" ")}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {filling.problem && <Problem problem={filling.problem} />}
      <Button
        kind="main"
        busy={filling.isPending}
        why={!isMinimum && chosen.length === 0 && words.chooseSomething}
        onClick={() => void fill()}
      >
        {words.run}
      </Button>
    </Stack>
  );
}
