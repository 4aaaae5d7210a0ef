/** What the meals of a day add up to: the energy and the macronutrients beside their targets, and everything else below. */
import type { Answer } from "#console/data/client.ts";
import { useWords } from "#console/words/words.ts";
import { amountOf, nameOf } from "./nutrients.ts";
import type en from "./words.en.ts";

type Totals = Answer<"health.meals.totals">;
type Target = Totals["targets"][number];

const FIRST = ["calories", "proteinG", "carbsG", "fatG", "fiberG"] as const;

export function DayTotals({ totals }: { totals: Totals }) {
  const words = useWords<typeof en>("health");
  const amounts: Record<string, number> = { calories: totals.calories, ...totals.macros, ...totals.micronutrients };
  const targets = new Map(totals.targets.map((one) => [one.nutrient as string, one]));
  const others = Object.keys(totals.micronutrients).filter((one) => !targets.has(one));
  const first = [...new Set<string>([...FIRST, ...targets.keys()])];
  const line = (nutrient: string) => (
    <li key={nutrient}>
      {words.meals.amount(nameOf(words, nutrient), amountOf(words, nutrient, amounts[nutrient] ?? 0))}
      <OfTarget target={targets.get(nutrient)} />
    </li>
  );
  return (
    <>
      <ul>{first.map(line)}</ul>
      {others.length > 0 && (
        <details>
          <summary>{words.meals.micronutrients}</summary>
          <ul>{others.map(line)}</ul>
        </details>
      )}
    </>
  );
}

function OfTarget({ target }: { target: Target | undefined }) {
  const words = useWords<typeof en>("health");
  if (!target) return null;
  const say = (amount: number) => amountOf(words, target.nutrient, amount);
  const { least, most } = target;
  const wanted =
    least !== null && most !== null
      ? words.meals.between(say(least), say(most))
      : least !== null
        ? words.meals.atLeast(say(least))
        : words.meals.atMost(say(most ?? 0));
  return (
    <span className="quiet">
      {` · ${wanted} · `}
      {words.meals.states[target.state]}
    </span>
  );
}
