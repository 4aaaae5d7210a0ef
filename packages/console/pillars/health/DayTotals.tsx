/** What the meals of a day add up to: the energy and the macronutrients beside their targets, and everything else below. */
import type { Answer } from "#console/data/client.ts";
import { Card } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { useWords } from "#console/words/words.ts";
import { amountOf, nameOf } from "./nutrients.ts";
import { wantedOf } from "./targets.ts";
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
  const fact = (nutrient: string) => {
    const target = targets.get(nutrient);
    return {
      name: nameOf(words, nutrient),
      value: amountOf(words, nutrient, amounts[nutrient] ?? 0),
      note: target && <OfTarget target={target} />,
    };
  };
  return (
    <>
      <Card flush>
        <Facts facts={first.map(fact)} />
      </Card>
      {others.length > 0 && (
        <details>
          <summary>{words.meals.micronutrients}</summary>
          <Card flush>
            <Facts facts={others.map(fact)} />
          </Card>
        </details>
      )}
    </>
  );
}

function OfTarget({ target }: { target: Target }) {
  const words = useWords<typeof en>("health");
  return (
    <>
      {`${wantedOf(words, target)} · `}
      {words.meals.states[target.state]}
    </>
  );
}
