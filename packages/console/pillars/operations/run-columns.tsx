import { Link } from "react-router";
import { elapsed } from "#console/charts/elapsed.ts";
import type { Column } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { PersonLink, RunState, Unknown } from "./parts.tsx";
import type { Run } from "./rows.ts";
import type en from "./words.en.ts";

/** How a run reads in a table. */
export function useRunColumns(): readonly Column<Run>[] {
  const words = useWords<typeof en>("operations").runs;
  return [
    {
      id: "state",
      label: words.state,
      cell: ({ status, statusUnknown }) => <RunState status={status} why={statusUnknown} />,
    },
    {
      id: "workflow",
      label: words.workflow,
      isName: true,
      cell: ({ id, workflow, error }) => (
        <>
          <Link className="mono" to={`/operations/workflow-runs/${encodeURIComponent(id)}`}>
            {workflow}
          </Link>
          {error && (
            <div className="failing" dir="auto">
              {error.message}
            </div>
          )}
        </>
      ),
    },
    { id: "person", label: words.person, cell: ({ userId }) => <PersonLink id={userId} /> },
    {
      id: "took",
      label: words.took,
      isNumber: true,
      cell: ({ startedAt, endedAt }) =>
        endedAt === null ? <Unknown why={words.tookUnknown} /> : elapsed(Date.parse(endedAt) - Date.parse(startedAt)),
    },
    { id: "started", label: words.started, isNumber: true, cell: ({ startedAt }) => <Time at={startedAt} /> },
  ];
}
