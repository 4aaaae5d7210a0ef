/** The best of each exercise that nothing has beaten. */
import { type RowOf, useList } from "#console/data/list.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { dayOf, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Record = RowOf<"health.personal-records.list">;

export const CURRENT = { query: { isCurrent: true, "dependentId[null]": true, sort: "-achievedAt" as const } };

export function Records() {
  const words = useWords<typeof en>("health").records;
  const rows = useList("health.personal-records.list", CURRENT);
  const item = useItem();
  return (
    <Section title={words.title}>
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={<Empty icon="bolt" title={words.empty} />}
        lines={2}
      />
      {rows.state === "ready" && <p className="quiet small">{words.formula}</p>}
    </Section>
  );
}

function useItem(): (row: Record) => Item {
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
