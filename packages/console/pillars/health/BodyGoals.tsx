/** What is wanted of a measurement: how far it is, and when it is there if it goes on like this. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { Button } from "#console/ui/Button.tsx";
import { Meter } from "#console/ui/Job.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountIn } from "./amounts.ts";
import type { BodySeries } from "./BodyFacts.tsx";
import { EditGoal } from "./BodySheets.tsx";
import type en from "./words.en.ts";

type Goal = BodySeries["goals"][number];
type GoalRow = RowOf<"health.measurement-goals.list">;
type GoalsProps = { series: BodySeries; onAdd: () => void; onChange: () => void };

const TONES = { reached: undefined, on_course: undefined, late: "warn", away: "warn", cannot_tell: undefined } as const;
const ICONS = { reached: "check", on_course: "right", late: "clock", away: "undo", cannot_tell: "question" } as const;

export function BodyGoals({ series, onAdd, onChange }: GoalsProps) {
  const words = useWords<typeof en>("health").body;
  // The series says how near they are; to be changed, they are needed as they are stored.
  const rows = useList("health.measurement-goals.list", { query: { type: series.type } });
  const stored = Array.from({ length: rows.count }, (_, at) => rows.at(at));
  const [edited, setEdited] = useState<GoalRow>();
  const item = useItem(series.unit, (goal) => stored.find((one) => one?.id === goal.id), setEdited, onChange);
  return (
    <Section
      title={words.goals}
      more={
        <Button small icon="target" onClick={onAdd}>
          {words.addGoal}
        </Button>
      }
    >
      <List
        label={words.goals}
        rows={rowsOf(series.goals)}
        keyOf={({ id }) => id}
        item={item}
        lines={2}
        empty={<Empty icon="target" title={words.noGoals} />}
      />
      {edited && <EditGoal row={edited} onSaved={onChange} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

function useItem(
  unit: string | null,
  storedOf: (goal: Goal) => GoalRow | undefined,
  edit: (row: GoalRow) => void,
  onChange: () => void,
): (goal: Goal) => Item {
  const { body: words, amounts } = useWords<typeof en>("health");
  return (goal) => {
    const { direction, targetValue, progress, byDate, reachedOn, projection } = goal;
    const name = words.goalName(direction, amountIn(amounts, unit, targetValue));
    const row = storedOf(goal);
    return {
      name,
      sub: [
        progress !== null && reachedOn === null && words.progress(progress),
        byDate && reachedOn === null && words.until(byDate),
        reachedOn && words.reachedOn(reachedOn),
        projection.date && words.projected(projection.date, projection.earliest, projection.latest),
      ]
        .filter(Boolean)
        .join(" · "),
      end: (
        <>
          {progress !== null && (
            <span className="body-goal-meter">
              <Meter
                label={name}
                share={progress}
                valueText={percent(progress)}
                of="health"
                tone={TONES[projection.state]}
              />
            </span>
          )}
          <State tone={TONES[projection.state]} icon={ICONS[projection.state]}>
            {words.projections[projection.state]}
          </State>
        </>
      ),
      menu: row && [
        { label: words.changeGoal, icon: "pencil", onSelect: () => edit(row) },
        {
          label: words.remove,
          icon: "trash",
          danger: true,
          onSelect: () =>
            void change("health.measurement-goals.remove", {
              path: { measurementGoalId: row.id },
              row,
              title: name,
            }).then(onChange),
        },
      ],
    };
  };
}
