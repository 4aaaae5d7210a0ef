/** The sets of one exercise, to be typed one below the other: Enter adds the next. */
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Check, Radios } from "#console/ui/Switch.tsx";
import { dayOf, list, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type Block, isEmpty, KINDS, newRow, rowOf, type SetKind, type SetRow, textOf } from "./session.ts";
import type en from "./words.en.ts";

type Props = { block: Block; onChange: (block: Block) => void; onRemove: () => void };

export function ExerciseSets({ block, onChange, onRemove }: Props) {
  const all = useWords<typeof en>("health");
  const words = all.session;
  const { last, rows, measure } = block;
  const lastRows = last?.sets.map(rowOf) ?? [];
  const set = (key: string, changed: Partial<SetRow>) =>
    onChange({ ...block, rows: rows.map((row) => (row.key === key ? { ...row, ...changed, isNew: false } : row)) });
  // An empty set becomes what it was the last time; the next one is like the one before, unless the last time says what comes.
  const add = () => {
    const before = rows.at(-1) ?? newRow();
    const offered = isEmpty(before) ? lastRows[rows.length - 1] : undefined;
    const filled = offered ? { ...before, ...offered, key: before.key, isNew: false } : before;
    const next = offered && lastRows[rows.length] ? {} : { ...filled, kind: "normal" as const, rpe: undefined };
    onChange({
      ...block,
      rows: [...rows.slice(0, -1), ...(rows.length > 0 ? [filled] : []), newRow({ ...next, isNew: true })],
    });
  };
  return (
    <form
      className="exercise-sets"
      aria-label={block.exercise}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className="exercise-head">
        <h3 dir="auto">{block.exercise}</h3>
        <IconButton icon="cross" label={words.removeExercise(block.exercise)} onClick={onRemove} />
      </div>
      {last && (
        <p className="quiet small">
          {last.completedAt === null
            ? words.never
            : words.lastTime(relativeDay(dayOf(last.completedAt)), list(lastRows.map((row) => textOf(row, all))))}
          {lastRows.length > 0 && (
            <Button small kind="bare" onClick={() => onChange({ ...block, rows: lastRows })}>
              {words.asLast}
            </Button>
          )}
        </p>
      )}
      <div className="exercise-how">
        <Radios
          label={words.measured}
          unseenLabel
          segmented
          value={measure}
          choices={(["reps", "time"] as const).map((value) => ({ value, label: words.measures[value] }))}
          onChange={(value) => onChange({ ...block, measure: value })}
        />
        {measure === "reps" && (
          <Check
            label={words.isBodyweight}
            checked={block.isBodyweight}
            onChange={(isBodyweight) => onChange({ ...block, isBodyweight })}
          />
        )}
      </div>
      <ol className="sets">
        {rows.map((row, at) => (
          <li key={row.key}>
            <OneSet
              n={at + 1}
              row={row}
              block={block}
              offered={lastRows[at]}
              onChange={(changed) => set(row.key, changed)}
            />
            <IconButton
              icon="cross"
              label={words.removeSet(at + 1)}
              onClick={() => onChange({ ...block, rows: rows.filter(({ key }) => key !== row.key) })}
            />
          </li>
        ))}
      </ol>
      <div className="row">
        <Button small type="submit" icon="plus">
          {words.addSet}
        </Button>
      </div>
    </form>
  );
}

type OneProps = {
  n: number;
  row: SetRow;
  block: Block;
  /** What the same set was the last time. */
  offered: SetRow | undefined;
  onChange: (changed: Partial<SetRow>) => void;
};

function OneSet({ n, row, block, offered, onChange }: OneProps) {
  const words = useWords<typeof en>("health").session;
  const hint = (value: number | undefined) => (value === undefined ? undefined : String(value));
  return (
    <>
      <span className="set-number" aria-hidden="true">
        {n}
      </span>
      {block.measure === "reps" ? (
        <>
          <NumberField
            label={words.reps(n)}
            unseenLabel
            integer
            min={0}
            max={100_000}
            autoFocus={row.isNew}
            placeholder={hint(offered?.reps) ?? words.heads.reps}
            value={row.reps}
            onChange={(reps) => onChange({ reps })}
          />
          <NumberField
            label={block.isBodyweight ? words.added(n) : words.weight(n)}
            unseenLabel
            unit="kg"
            min={block.isBodyweight ? -1_000 : 0}
            max={100_000}
            placeholder={hint(offered?.weightKg) ?? (block.isBodyweight ? words.heads.added : words.heads.weight)}
            value={row.weightKg}
            onChange={(weightKg) => onChange({ weightKg })}
          />
        </>
      ) : (
        <>
          <NumberField
            label={words.minutes(n)}
            unseenLabel
            unit="min"
            min={0}
            max={1_600}
            autoFocus={row.isNew}
            placeholder={hint(offered?.minutes) ?? words.heads.minutes}
            value={row.minutes}
            onChange={(minutes) => onChange({ minutes })}
          />
          <NumberField
            label={words.kilometres(n)}
            unseenLabel
            unit="km"
            min={0}
            max={1_000}
            placeholder={hint(offered?.kilometres) ?? words.heads.kilometres}
            value={row.kilometres}
            onChange={(kilometres) => onChange({ kilometres })}
          />
        </>
      )}
      <NumberField
        label={words.rpe(n)}
        unseenLabel
        min={1}
        max={10}
        placeholder={words.heads.rpe}
        value={row.rpe}
        onChange={(rpe) => onChange({ rpe: rpe === undefined ? undefined : Math.round(rpe * 2) / 2 })}
      />
      <Select
        label={words.kind(n)}
        unseenLabel
        choices={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={row.kind}
        // The choices are those of the kinds.
        onChange={({ target }) => onChange({ kind: target.value as SetKind })}
      />
    </>
  );
}
