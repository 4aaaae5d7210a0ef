/** Workouts and rest on the days of the week. */
import { useMemo, useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { Button } from "#console/ui/Button.tsx";
import { Combobox, type Option } from "#console/ui/Combobox.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem } from "#console/ui/State.tsx";
import { Check, Radios } from "#console/ui/Switch.tsx";
import { day, list, nameOfWeekday, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Plan = RowOf<"health.training-plans.list">;
export type Workout = RowOf<"health.workouts.list">;
type Weekday = Plan["weekdays"][number];

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const nameOfDay = (of: Weekday) => nameOfWeekday(WEEKDAYS.indexOf(of) + 1);

export const PLANS = { query: { "dependentId[null]": true } };

export function TrainingPlans({ workouts, onChanged }: { workouts: readonly Workout[]; onChanged: () => void }) {
  const words = useWords<typeof en>("health").plans;
  const [isAdding, setAdding] = useState(false);
  const rows = useList("health.training-plans.list", PLANS);
  const names = new Map(workouts.map(({ id, name }) => [id, name]));
  const remove = async (row: Plan) => {
    await change("health.training-plans.remove", {
      path: { trainingPlanId: row.id },
      row,
      title: (row.workoutId && names.get(row.workoutId)) || words.rest,
    });
    onChanged();
  };
  const item = (row: Plan): Item => ({
    name: row.workoutId === null ? words.rest : (names.get(row.workoutId) ?? words.workout),
    sub: [list(row.weekdays.map(nameOfDay)), row.endsOn && words.until(day(row.endsOn))].filter(Boolean).join(" · "),
    menu: [
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(row) },
    ],
  });
  return (
    <Section
      title={words.title}
      more={
        <Button small icon="plus" onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={
          <Empty icon="calendar" title={words.empty}>
            {words.emptyHint}
          </Empty>
        }
        onDelete={(row) => void remove(row)}
      />
      {isAdding && <NewPlan workouts={workouts} onClose={() => setAdding(false)} onSaved={onChanged} />}
    </Section>
  );
}

type NewProps = { workouts: readonly Workout[]; onClose: () => void; onSaved: () => void };

function NewPlan({ workouts, onClose, onSaved }: NewProps) {
  const words = useWords<typeof en>("health").plans;
  const [what, setWhat] = useState<"workout" | "rest">("workout");
  const [workout, setWorkout] = useState<Option | null>(null);
  const [days, setDays] = useState<readonly Weekday[]>([]);
  const [from, setFrom] = useState<string | undefined>(today());
  const [to, setTo] = useState<string>();
  const naming = useChange("health.workouts.create");
  const saving = useChange("health.training-plans.create");
  const options = useMemo(() => workouts.map(({ id, name }) => ({ value: id, label: name })), [workouts]);

  const name = async (typed: string) => {
    const made = await naming.run({ body: { name: typed.slice(0, 200) }, title: typed });
    if (made) setWorkout({ value: made.id, label: made.name });
  };
  const save = async () => {
    const body = {
      workoutId: what === "workout" ? (workout?.value ?? null) : null,
      weekdays: WEEKDAYS.filter((one) => days.includes(one)),
      startsOn: from ?? today(),
      endsOn: to ?? null,
    };
    const made = await saving.run({ body, title: workout?.label ?? words.rest });
    if (!made) return;
    onSaved();
    onClose();
  };
  const why =
    what === "workout" && workout === null ? words.needsWorkout : days.length === 0 ? words.needsDay : undefined;
  const problem = naming.problem ?? saving.problem;
  return (
    <Sheet
      open
      onClose={onClose}
      title={words.add}
      dirty={workout !== null || days.length > 0}
      actions={
        <Button kind="main" busy={saving.isPending} why={why} onClick={() => void save()}>
          {words.save}
        </Button>
      }
    >
      <Stack>
        <Radios
          label={words.what}
          segmented
          value={what}
          choices={(["workout", "rest"] as const).map((value) => ({ value, label: words.whats[value] }))}
          onChange={setWhat}
        />
        {what === "workout" && (
          <Combobox
            label={words.workout}
            help={words.pick}
            value={workout}
            search={(typed) =>
              options.filter(({ label }) => label.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()))
            }
            onChange={setWorkout}
            onCreate={(typed) => void name(typed)}
          />
        )}
        <fieldset className="training-days">
          <legend>{words.onDays}</legend>
          {WEEKDAYS.map((one) => (
            <Check
              key={one}
              label={nameOfDay(one)}
              checked={days.includes(one)}
              onChange={(isOn) => setDays(isOn ? [...days, one] : days.filter((other) => other !== one))}
            />
          ))}
        </fieldset>
        <DateField label={words.from} value={from} onChange={setFrom} />
        <DateField label={words.to} help={words.toHelp} value={to} onChange={setTo} />
        {problem && <Problem problem={problem} />}
      </Stack>
    </Sheet>
  );
}
