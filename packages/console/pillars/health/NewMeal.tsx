/** A meal from a sentence: it is estimated, what was estimated is corrected, and then it is saved. */
import { useState } from "react";
import { useChange } from "#console/data/change.ts";
import { type Answer, call } from "#console/data/client.ts";
import { problemOfError, type Problem as Trouble } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { instantAt } from "#console/ui/when.ts";
import { list, now, today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Estimate = Answer<"health.scan.estimate">;
/** What is shown and corrected of one food. */
type Item = ReturnType<typeof itemsOf>[number];

type Props = { day: string; open: boolean; onClose: () => void; onSaved: () => void };

export function NewMeal(props: Props) {
  const words = useWords<typeof en>("health").newMeal;
  return (
    <Sheet open={props.open} onClose={props.onClose} title={words.title} wide>
      {props.open && <Sentence {...props} />}
    </Sheet>
  );
}

function Sentence({ day, onClose, onSaved }: Props) {
  const words = useWords<typeof en>("health").newMeal;
  const [text, setText] = useState("");
  const [estimate, setEstimate] = useState<Estimate>();
  /** The grams that the person says, by the place of the item. */
  const [said, setSaid] = useState<Record<number, number | undefined>>({});
  const [asking, setAsking] = useState<{ isPending: boolean; problem?: Trouble }>({ isPending: false });
  const saving = useChange("health.meals.create");

  const ask = async () => {
    setAsking({ isPending: true });
    try {
      setEstimate(await call("health.scan.estimate", { body: { text } }));
      setSaid({});
      setAsking({ isPending: false });
    } catch (error) {
      setAsking({ isPending: false, problem: problemOfError(error) });
    }
  };
  const items = (estimate ? itemsOf(estimate) : []).map((item, at) => corrected(item, said[at]));
  const calories = items.reduce((sum, item) => sum + (item.calories ?? 0), 0);
  const save = async () => {
    if (!estimate) return;
    const made = await saving.run({ body: mealOf(estimate, items, day), title: estimate.meal.name });
    if (!made) return;
    onSaved();
    onClose();
  };
  return (
    <Stack>
      <TextArea
        label={words.text}
        help={words.textHelp}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {asking.problem && <Problem problem={asking.problem} />}
      <Row>
        <Button
          kind={estimate ? "plain" : "main"}
          busy={asking.isPending}
          why={text.trim() === "" && words.nothing}
          onClick={() => void ask()}
        >
          {estimate ? words.again : words.estimate}
        </Button>
      </Row>
      {estimate && (
        <>
          <ul aria-label={words.items}>
            {items.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the items of an estimate have no other name and never move
              <li key={at}>
                <Estimated item={item} onGrams={(grams) => setSaid({ ...said, [at]: grams })} />
              </li>
            ))}
          </ul>
          <p>{words.total(calories)}</p>
          {saving.problem && <Problem problem={saving.problem} />}
          <Row>
            <Button
              kind="main"
              busy={saving.isPending}
              why={items.every((item) => item.calories === null) && words.noFood}
              onClick={() => void save()}
            >
              {words.save}
            </Button>
          </Row>
        </>
      )}
    </Stack>
  );
}

function Estimated({ item, onGrams }: { item: Item; onGrams: (grams: number | undefined) => void }) {
  const words = useWords<typeof en>("health").newMeal;
  const say = useSaid();
  const isGerman = place().language === "de";
  const name = (isGerman && item.nameDe) || item.name;
  const maybe = item.foodId === null ? (item.question?.candidates ?? []) : [];
  return (
    <Stack>
      {item.grams === null ? (
        <p dir="auto">{`${item.text} · ${words.notCounted}`}</p>
      ) : (
        <NumberField
          label={words.grams(name)}
          unit="g"
          min={0}
          max={5000}
          value={item.grams}
          onChange={onGrams}
          help={words.range(item.caloriesLow, item.caloriesHigh)}
        />
      )}
      {item.question && <p>{say(item.question.text, { code: item.question.code, params: {} })}</p>}
      {maybe.length > 0 && (
        <p className="quiet">
          {words.maybe(
            list(
              maybe.map((one) => (isGerman && one.nameDe) || one.name),
              "disjunction",
            ),
          )}
        </p>
      )}
      {item.sentences.length > 0 && <p className="quiet">{item.sentences.join(" ")}</p>}
    </Stack>
  );
}

/** The foods of the estimate: what the meal has of them, and what is said and asked. */
const itemsOf = ({ meal, items }: Estimate) =>
  items.map(({ assumed: sentences, caloriesLow = 0, caloriesHigh = 0, ...rest }, at) => {
    const { name = "", foodId = null, grams = null, calories = null } = meal.items?.[at] ?? {};
    return { ...rest, sentences, caloriesLow, caloriesHigh, name, foodId, grams, calories };
  });

/** The item as it is with the grams that the person says; its range is then as sure as they are. */
function corrected(item: Item, grams: number | undefined): Item {
  if (grams === undefined || item.grams === null || item.grams === 0 || grams === item.grams) return item;
  const times = (amount: number | null) =>
    amount === null ? null : Math.round((amount * grams * 100) / item.grams!) / 100;
  const calories = times(item.calories);
  const nutrients = Object.fromEntries(Object.entries(item.nutrients).map(([key, amount]) => [key, times(amount)!]));
  return {
    ...item,
    grams,
    calories,
    caloriesLow: calories ?? 0,
    caloriesHigh: calories ?? 0,
    nutrients,
    question: null,
    sentences: [],
  };
}

const MACROS = ["proteinG", "carbsG", "fatG", "fiberG"];

/** The meal with the person's corrections; how it was estimated stays as it was. */
function mealOf({ meal }: Estimate, items: readonly Item[], day: string) {
  const sums: Record<string, number> = {};
  for (const { nutrients } of items)
    for (const [key, amount] of Object.entries(nutrients))
      sums[key] = Math.round(((sums[key] ?? 0) + amount) * 100) / 100;
  const entries = Object.entries(sums);
  const { name, estimate } = meal;
  return {
    name,
    estimate,
    eatenAt: day === today() ? now().toISOString() : instantAt(day, "12:00", place().zone)!,
    calories: Math.round(items.reduce((sum, item) => sum + (item.calories ?? 0), 0) * 100) / 100,
    macros: Object.fromEntries(entries.filter(([key]) => MACROS.includes(key))),
    micronutrients: Object.fromEntries(entries.filter(([key]) => !MACROS.includes(key))),
    items: meal.items?.map((one, at) => ({ ...one, grams: items[at]!.grams, calories: items[at]!.calories })),
  };
}
