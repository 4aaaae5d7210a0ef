import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import { Button } from "#console/ui/Button.tsx";
import { State } from "#console/ui/State.tsx";
import type { Column } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { shortId, Unknown } from "./parts.tsx";
import type en from "./words.en.ts";

export type Letter = RowOf<"admin.dead-letters.list">;

/** How a dead letter reads in a table. `onDone` is called when one was redriven. */
export function useLetterColumns(onDone: () => void): readonly Column<Letter>[] {
  const words = useWords<typeof en>("operations").letters;
  const redrive = async (letter: Letter) => {
    await change("admin.dead-letters.redrive", {
      path: { deadLetterId: letter.id },
      row: letter,
      patch: { status: "redriven" },
      title: letter.source,
    });
    onDone();
  };
  return [
    { id: "state", label: words.state, cell: ({ status }) => <LetterState status={status} /> },
    {
      id: "source",
      label: words.source,
      isName: true,
      cell: ({ id, source, error }) => (
        <>
          <Link className="mono" to={`/operations/dead-letters/${id}`}>
            {source}
          </Link>
          <div className="failing" dir="auto">
            {error}
          </div>
        </>
      ),
    },
    {
      id: "event",
      label: words.event,
      isExtra: true,
      cell: ({ eventId }) => (eventId ? <span className="mono">{shortId(eventId)}</span> : <Unknown />),
    },
    { id: "at", label: words.came, isNumber: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      id: "redrive",
      label: words.acts,
      cell: (letter) =>
        letter.status === "open" && (
          <Button
            small
            kind="bare"
            icon="again"
            aria-label={words.redriveOne(letter.source)}
            onClick={() => void redrive(letter)}
          >
            {words.redrive}
          </Button>
        ),
    },
  ];
}

export function LetterState({ status }: { status: string }) {
  const words = useWords<typeof en>("operations").letters.states;
  const label = words[status as keyof typeof words] ?? status;
  if (status === "open") return <State tone="bad">{label}</State>;
  return <State icon={status === "redriven" ? "again" : "trash"}>{label}</State>;
}
