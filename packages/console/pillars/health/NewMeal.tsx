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
import { now, today } from "#console/words/format.ts";
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

  const choosing = useChange("health.food-choices.choose");
  const [chosen, setChosen] = useState<string>();

  const ask = async (grams: typeof said = {}) => {
    setAsking({ isPending: true });
    try {
      setEstimate(await call("health.scan.estimate", { body: { text } }));
      setSaid(grams);
      setAsking({ isPending: false });
    } catch (error) {
      setAsking({ isPending: false, problem: problemOfError(error) });
    }
  };
  /** What the person has said of other foods stays; that of this one was of something else. */
  const choose = async (at: number, item: Item, other: Other) => {
    const made = await choosing.run({ body: { text: item.text, foodId: other.foodId }, title: nameOf(other) });
    if (!made) return;
    setChosen(nameOf(other));
    await ask({ ...said, [at]: undefined });
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
                <Estimated
                  item={item}
                  busy={choosing.isPending || asking.isPending}
                  onGrams={(grams) => setSaid({ ...said, [at]: grams })}
                  onOther={(other) => void choose(at, item, other)}
                />
              </li>
            ))}
          </ul>
          {choosing.problem && <Problem problem={choosing.problem} />}
          {chosen && <p role="status">{words.remembered(chosen)}</p>}
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

type Other = Item["others"][number];

const nameOf = ({ name, nameDe }: { name: string; nameDe: string | null }) =>
  (place().language === "de" && nameDe) || name;

/** So many foods are offered instead of one that is known; all of them where none is. */
const MOST_OTHERS = 3;

type EstimatedProps = {
  item: Item;
  busy: boolean;
  onGrams: (grams: number | undefined) => void;
  onOther: (other: Other) => void;
};

function Estimated({ item, busy, onGrams, onOther }: EstimatedProps) {
  const words = useWords<typeof en>("health").newMeal;
  const say = useSaid();
  const name = nameOf(item);
  const others = item.foodId === null ? item.others : item.others.slice(0, MOST_OTHERS);
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
      {item.sentences.length > 0 && <p className="quiet">{item.sentences.join(" ")}</p>}
      {others.length > 0 && (
        <fieldset className="meal-others" aria-label={words.instead(item.text)}>
          {others.map((other) => (
            <Button key={other.foodId} small busy={busy} onClick={() => onOther(other)}>
              {words.take(nameOf(other))}
            </Button>
          ))}
        </fieldset>
      )}
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
