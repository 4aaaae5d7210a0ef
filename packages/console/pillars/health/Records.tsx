/** The best of each exercise that nothing has beaten. */
import { useState } from "react";
import { type RowOf, useList } from "#console/data/list.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { dayOf, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Best = RowOf<"health.personal-records.list">;

type Shown = "bests" | "reps";
const SHOWN: Record<Shown, Best["kind"][]> = {
  bests: ["weight", "one_rep_max", "duration", "distance"],
  reps: ["reps"],
};

const currentOf = (shown: Shown) => ({
  query: { isCurrent: true, "dependentId[null]": true, kind: SHOWN[shown], sort: "-achievedAt" as const },
});
export const CURRENT = currentOf("bests");

export function Records() {
  const words = useWords<typeof en>("health").records;
  const [shown, setShown] = useState<Shown>("bests");
  const rows = useList("health.personal-records.list", currentOf(shown));
  const item = useItem();
  return (
    <Section
      title={words.title}
      more={
        <Radios
          label={words.show}
          unseenLabel
          segmented
          value={shown}
          choices={(["bests", "reps"] as const).map((value) => ({ value, label: words.shown[value] }))}
          onChange={setShown}
        />
      }
    >
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={<Empty icon="bolt" title={words.empty} />}
        lines={2}
      />
      {rows.state === "ready" && shown === "bests" && <p className="quiet small">{words.formula}</p>}
    </Section>
  );
}

function useItem(): (row: Best) => Item {
  const words = useWords<typeof en>("health").records;
  return ({ exercise, kind, value, comparedAtKg, isBodyweight, achievedAt }) => {
    const at =
      kind !== "reps" || (comparedAtKg === 0 && !isBodyweight)
        ? undefined
        : isBodyweight
          ? words.beyondBody(comparedAtKg)
          : words.at(words.value.weight(comparedAtKg));
    return {
      name: exercise,
      sub: [words.kinds[kind], at, relativeDay(dayOf(achievedAt))].filter(Boolean).join(" · "),
      end: <span className="data">{words.value[kind](value)}</span>,
    };
  };
}
