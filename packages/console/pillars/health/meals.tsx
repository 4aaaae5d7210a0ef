/** The meals of a day, what they add up to, and a meal from a sentence. */
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section, Stack } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { instantAt } from "#console/ui/when.ts";
import { dayAfter, time, today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { DayTotals } from "./DayTotals.tsx";
import { NewMeal } from "./NewMeal.tsx";
import { NutrientTargets, OWN_TARGETS } from "./NutrientTargets.tsx";
import type en from "./words.en.ts";
import "./health.css";

type Meal = RowOf<"health.meals.list">;

const parameters = { day: text(), add: flag() };
const ofDay = (day: string) => ({
  query: {
    sort: "eatenAt" as const,
    "eatenAt[gte]": instantAt(day, "00:00", place().zone)!,
    "eatenAt[lt]": instantAt(dayAfter(day, 1), "00:00", place().zone)!,
  },
});

export const load: PageModule["load"] = ({ url }) => {
  const day = valuesOf(parameters, url.searchParams).day ?? today();
  prefetch("health.meals.totals", { query: { date: day } });
  prefetchList("health.nutrient-targets.list", OWN_TARGETS);
  return prefetchList("health.meals.list", ofDay(day));
};

export default function Meals() {
  const words = useWords<typeof en>("health").meals;
  const [{ day = today(), add }, setUrl] = useUrl(parameters);
  const rows = useList("health.meals.list", ofDay(day));
  const totals = useRead("health.meals.totals", { query: { date: day } });
  const item = useItem();
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} actions={addButton}>
      <Stack>
        <div className="meals-day">
          <DateField
            label={words.day}
            value={day}
            onChange={(next) => next && setUrl({ day: next === today() ? undefined : next }, { isStep: true })}
          />
        </div>
        <List
          label={words.list}
          rows={rows}
          keyOf={({ id }) => id}
          item={item}
          empty={
            <Empty icon="pot" title={words.empty} action={addButton}>
              {words.emptyHint}
            </Empty>
          }
          onDelete={remove}
        />
        {totals.data && totals.data.meals > 0 && (
          <Section title={words.totals}>
            <DayTotals totals={totals.data} />
          </Section>
        )}
        <NutrientTargets onChange={totals.retry} />
      </Stack>
      <NewMeal day={day} open={add} onClose={() => setUrl({ add: false })} onSaved={totals.retry} />
    </Page>
  );
}

function useItem(): (row: Meal) => Item {
  const words = useWords<typeof en>("health").meals;
  return (row) => ({
    name: row.name,
    sub: `${time(row.eatenAt)}${row.source === "draft" ? ` · ${words.draft}` : ""}`,
    end: <span className="data">{row.calories === null ? words.unknown : words.energy(row.calories)}</span>,
    menu: [
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(row) },
    ],
  });
}

const remove = (row: Meal) => change("health.meals.remove", { path: { mealId: row.id }, row, title: row.name });
