/** All that can be said of a day of a habit: what became of it, how much, how good it was, and a note. */
import { useState } from "react";
import { problemOfError, type Problem as Trouble } from "#console/data/problem.ts";
import { checkIn, type Of } from "#console/frame/habits.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Cancel, Sheet } from "#console/ui/Dialog.tsx";
import { Select, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./cadence.ts";
import type { CheckIn, Habit } from "./rows.ts";
import type en from "./words.en.ts";

/** Where a check-in is known whole, its note and its quality are shown to be changed. */
type Known = Of & { habit: Pick<Habit, "unit">; details?: Pick<CheckIn, "qualityRating" | "notes"> };

type Props = {
  of: Known | undefined;
  /** Another day can be chosen; what was said of it, so that it comes back when the new word is taken back. */
  before?: (date: string) => Of["checkIn"];
  onClose: () => void;
};

export function CheckInSheet({ of, before, onClose }: Props) {
  return (
    <Sheet open={of !== undefined} onClose={onClose} title={of?.habit.name ?? ""}>
      {of && <Fields key={`${of.habit.id} ${of.date}`} of={of} before={before} onClose={onClose} />}
    </Sheet>
  );
}

const statuses = ["done", "partial", "skipped"] as const;
type Status = (typeof statuses)[number];

function Fields({ of, before, onClose }: Props & { of: Known }) {
  const words = useWords<typeof en>("rhythm").say;
  const { habit, checkIn: now, details } = of;
  const [date, setDate] = useState(of.date);
  const [status, setStatus] = useState<Status>(now && now.status !== "frozen" ? now.status : "done");
  const [given, setGiven] = useState(now?.amount ?? undefined);
  const [rating, setRating] = useState(details?.qualityRating ? String(details.qualityRating) : "");
  const [notes, setNotes] = useState(details?.notes ?? "");
  const [state, setState] = useState<{ isPending: boolean; problem?: Trouble }>({ isPending: false });
  const isSkipped = status === "skipped";

  const save = async () => {
    setState({ isPending: true });
    const said = {
      status,
      ...(!isSkipped && { amount: given ?? null }),
      qualityRating: rating === "" ? null : Number(rating),
      notes: notes.trim() === "" ? null : notes,
    };
    try {
      const about = before ? { ...of, date, checkIn: before(date) } : of;
      await checkIn(about, said, words.done(habit.name));
      onClose();
    } catch (error) {
      setState({ isPending: false, problem: problemOfError(error) });
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!state.isPending) void save();
      }}
    >
      <Stack>
        <Radios
          segmented
          label={words.what}
          value={status}
          choices={statuses.map((value) => ({ value, label: words.statuses[value] }))}
          onChange={setStatus}
        />
        {!isSkipped && (
          <NumberField
            label={words.amount}
            help={words.ofTarget(amount(habit.targetPerDay, habit.unit))}
            min={0}
            step={1}
            unit={habit.unit ?? undefined}
            value={given}
            onChange={setGiven}
          />
        )}
        {before && <DateField label={words.date} value={date} onChange={(day) => day && setDate(day)} />}
        <Select
          label={words.rating}
          choices={[
            { value: "", label: words.noRating },
            ...[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: number(value) })),
          ]}
          value={rating}
          onChange={({ target }) => setRating(target.value)}
        />
        <TextArea
          label={words.notes}
          maxLength={2_000}
          value={notes}
          onChange={({ target }) => setNotes(target.value)}
        />
        {state.problem && <Problem problem={state.problem} />}
        <div className="row">
          <Button
            kind="main"
            type="submit"
            busy={state.isPending}
            why={status === "partial" && given === undefined && words.howMuch}
          >
            {words.save}
          </Button>
          <Cancel />
        </div>
      </Stack>
    </form>
  );
}
