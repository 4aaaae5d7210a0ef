/** What became of a row, from its events: the newest first. */
import { Link } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { useSession } from "#console/data/session.ts";
import { nameOf, useFieldNames } from "#console/frame/field-names.ts";
import { Button } from "#console/ui/Button.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { list } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Event = RowOf<"platform.events.list">;

export function History({ entityId }: { entityId: string }) {
  const words = useWords<typeof en>("work").history;
  const rows = useList("platform.events.list", { query: { entityId } });
  if (rows.state === "loading") return <Skeleton rows={3} kind="lines" />;
  if (rows.state === "failed" && rows.problem) return <Problem problem={rows.problem} retry={rows.retry} />;
  const events = allOf(rows);
  if (events.length === 0) return <p className="quiet">{words.none}</p>;
  return (
    <>
      {rows.newer > 0 && (
        <Button small icon="up" onClick={rows.showNewer}>
          {words.newer}
        </Button>
      )}
      <ol className="history">
        {events.map((event) => (
          <Happened key={event.id} event={event} />
        ))}
      </ol>
    </>
  );
}

function Happened({ event }: { event: Event }) {
  const words = useWords<typeof en>("work").history;
  const { me } = useSession();
  const isMine = event.actorId === me?.id;
  const known = useFieldNames("work");
  const fields = event.changed.map((field) => nameOf(field, known)).filter((name) => name !== undefined);
  const said = words.actions[event.action as keyof typeof words.actions];
  // Events of a kind that is newer than these words keep their name.
  const what = said ?? <span className="mono">{event.type}</span>;
  const by = event.origin === "api" ? (isMine ? undefined : words.other) : words.origins[event.origin];
  return (
    <li>
      <span>
        {what}
        {event.action === "updated" && fields.length > 0 && `: ${list(fields)}`}
      </span>
      <span className="quiet small">
        <Time at={event.createdAt} />
        {by && ` · ${by}`}
        {" · "}
        <Link to={`/timeline?event=${event.id}`}>{words.why}</Link>
      </span>
    </li>
  );
}
