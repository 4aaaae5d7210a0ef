/** Runs of workflows: which stopped, and why. */
import { prefetchList, useList } from "#console/data/list.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Empty } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useWords } from "#console/words/words.ts";
import { Filters } from "./Filters.tsx";
import { Again, OpsPage } from "./parts.tsx";
import type { Run } from "./rows.ts";
import { useRunColumns } from "./run-columns.tsx";
import type en from "./words.en.ts";

const SHOWN = ["all", "failed", "running", "completed", "cancelled"] as const;
const parameters = { show: oneOf(...SHOWN), workflow: text(), person: text() };

const queryOf = ({ show, workflow, person }: { show: (typeof SHOWN)[number]; workflow?: string; person?: string }) => ({
  query: {
    ...(show !== "all" && { status: show }),
    ...(workflow && { workflow }),
    ...(person && { userId: person }),
  },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("admin.workflow-runs.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function WorkflowRuns() {
  const words = useWords<typeof en>("operations").runs;
  const [values, setUrl] = useUrl(parameters);
  const runs = useList("admin.workflow-runs.list", queryOf(values));
  const columns: readonly Column<Run>[] = useRunColumns();
  // The server is asked of some runs only for each page: one without a match may still be followed by others.
  const rows = runs.state === "empty" && runs.hasMore ? { ...runs, state: "ready" as const } : runs;
  return (
    <OpsPage title={words.title} lead={words.lead} actions={<Again onClick={runs.showNewer} />}>
      <Tabs
        label={words.show}
        tabs={SHOWN.map((id) => ({ id, label: words.shown[id] }))}
        value={values.show}
        onChange={(show) => setUrl({ show })}
      >
        <div className="stack">
          <Filters
            values={{ workflow: values.workflow, person: values.person }}
            labels={{ workflow: words.workflow, person: words.personId }}
            onFind={setUrl}
          />
          <Table
            label={words.title}
            rows={rows}
            columns={columns}
            keyOf={({ id }) => id}
            empty={
              <Empty icon="play" title={words.empty[values.show]}>
                {words.emptyHint}
              </Empty>
            }
          />
        </div>
      </Tabs>
    </OpsPage>
  );
}
