/** A workout that was done: its exercises with their sets, when, and how long. */
import { useMemo, useState } from "react";
import { useChange } from "#console/data/change.ts";
import { call } from "#console/data/client.ts";
import type { RowOf } from "#console/data/list.ts";
import { Button } from "#console/ui/Button.tsx";
import { Combobox, type Option } from "#console/ui/Combobox.tsx";
import { MomentField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { now } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { ExerciseSets } from "./ExerciseSets.tsx";
import { type Block, blocksOf, newRow, type Sets, setsOf } from "./session.ts";
import { WorkoutRoute } from "./WorkoutRoute.tsx";
import type en from "./words.en.ts";

type Done = RowOf<"health.completed-workouts.list">;

/** What the sheet begins with: a workout that was done, one that is planned, or nothing. */
export type Begun = { done: Done } | { workoutId?: string; sets?: Sets; title?: string };

type Props = { begun: Begun; onClose: () => void; onSaved: () => void };

export function SessionSheet({ begun, onClose, onSaved }: Props) {
  const words = useWords<typeof en>("health");
  const done = "done" in begun ? begun.done : undefined;
  const first = useMemo(() => blocksOf(("done" in begun ? begun.done.sets : begun.sets) ?? []), [begun]);
  const [blocks, setBlocks] = useState(first);
  const [at, setAt] = useState<string | null>(done?.completedAt ?? now().toISOString());
  const [minutes, setMinutes] = useState<number | undefined>(done?.durationMinutes ?? undefined);
  const [bodyWeight, setBodyWeight] = useState<number | undefined>(done?.bodyWeightKg ?? undefined);
  const creating = useChange("health.completed-workouts.create");
  const updating = useChange("health.completed-workouts.update");
  const { isPending, problem } = done ? updating : creating;
  const sets = setsOf(blocks);

  const save = async () => {
    const body = {
      sets,
      completedAt: at ?? now().toISOString(),
      durationMinutes: minutes ?? null,
      ...((bodyWeight !== undefined || done) && { bodyWeightKg: bodyWeight ?? null }),
    };
    const title = blocks[0]?.exercise ?? words.training.workout;
    const saved = done
      ? await updating.run({ path: { completedWorkoutId: done.id }, body, row: done, title })
      : await creating.run({
          body: { ...body, ...("workoutId" in begun && begun.workoutId && { workoutId: begun.workoutId }) },
          title,
        });
    if (!saved) return;
    onSaved();
    onClose();
  };
  return (
    <Sheet
      open
      wide
      onClose={onClose}
      dirty={blocks !== first}
      title={done ? words.session.change : ("title" in begun && begun.title) || words.session.title}
      actions={
        <Button
          kind="main"
          busy={isPending}
          why={sets.length === 0 && minutes === undefined && words.session.nothing}
          onClick={() => void save()}
        >
          {words.session.save}
        </Button>
      }
    >
      <Stack>
        {blocks.map((block) => (
          <ExerciseSets
            key={block.key}
            block={block}
            onChange={(next) => setBlocks(blocks.map((one) => (one.key === block.key ? next : one)))}
            onRemove={() => setBlocks(blocks.filter((one) => one.key !== block.key))}
          />
        ))}
        {/* Another one each time, so that nothing of the last choice stands in it. */}
        <AddExercise key={blocks.length} onAdd={(block) => setBlocks((before) => [...before, block])} />
        <div className="session-more">
          <MomentField label={words.session.at} value={at} onChange={(value) => setAt(value ?? null)} />
          <NumberField
            label={words.session.duration}
            unit="min"
            integer
            min={0}
            max={1_440}
            value={minutes}
            onChange={setMinutes}
          />
          {blocks.some(({ isBodyweight }) => isBodyweight) && (
            <NumberField
              label={words.session.bodyWeight}
              help={words.session.bodyWeightHelp}
              unit="kg"
              min={1}
              max={1_000}
              value={bodyWeight}
              onChange={setBodyWeight}
            />
          )}
        </div>
        {/* What is typed has none. */}
        {done && done.source !== "manual" && <WorkoutRoute completedWorkoutId={done.id} />}
        {problem && <Problem problem={problem} />}
      </Stack>
    </Sheet>
  );
}

/** What a search says of an exercise beside its name. */
type Found = Awaited<ReturnType<typeof exercisesOf>>[number];

function AddExercise({ onAdd }: { onAdd: (block: Block) => void }) {
  const words = useWords<typeof en>("health").session;
  const [found, setFound] = useState<readonly Found[]>([]);

  const search = async (typed: string, signal: AbortSignal): Promise<Option[]> => {
    const exercises = await exercisesOf(typed, signal);
    setFound(exercises);
    return exercises.map(({ id, label, ownExerciseId }) => ({
      value: id,
      label,
      ...(ownExerciseId !== null && { sub: words.own }),
    }));
  };
  const add = async (exercise: string, known?: Found) => {
    const last = await call("health.exercises.last", { query: { exercise: known?.id ?? exercise } }).catch(
      () => undefined,
    );
    const lastSet = last?.sets.at(-1);
    const isTimed = lastSet ? lastSet.reps == null : known?.category === "cardio" || known?.category === "stretching";
    onAdd({
      key: crypto.randomUUID(),
      exercise,
      measure: isTimed ? "time" : "reps",
      isBodyweight: lastSet ? (lastSet.isBodyweight ?? false) : known?.equipment === "body_only" && !isTimed,
      last,
      rows: [newRow({ isNew: true })],
    });
  };
  return (
    <Combobox
      label={words.exercise}
      help={words.exerciseHelp}
      value={null}
      search={search}
      onChange={(option) =>
        option &&
        void add(
          option.label,
          found.find(({ id }) => id === option.value),
        )
      }
      onCreate={(typed) => void add(typed.slice(0, 200))}
    />
  );
}

async function exercisesOf(typed: string, signal: AbortSignal) {
  const { data } = await call("health.exercises.search", { query: { q: typed.slice(0, 200), limit: 12 }, signal });
  const isGerman = place().language === "de";
  return data.map((one) => ({ ...one, label: (isGerman && one.nameDe) || one.name }));
}
