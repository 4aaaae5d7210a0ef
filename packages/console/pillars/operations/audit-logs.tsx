/** Who did and saw what. */
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { Filters } from "./Filters.tsx";
import { Again, OpsPage, PersonLink, Recorded, shortId } from "./parts.tsx";
import type en from "./words.en.ts";

type Entry = RowOf<"admin.audit-logs.list">;

const parameters = { action: text(), by: text(), person: text() };
const queryOf = ({ action, by, person }: { action?: string; by?: string; person?: string }) => ({
  query: { ...(action && { action }), ...(by && { actorId: by }), ...(person && { userId: person }) },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("admin.audit-logs.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function AuditLogs() {
  const words = useWords<typeof en>("operations").audit;
  const [values, setUrl] = useUrl(parameters);
  const entries = useList("admin.audit-logs.list", queryOf(values));
  const columns: Column<Entry>[] = [
    { id: "at", label: words.at, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      id: "action",
      label: words.action,
      isName: true,
      cell: ({ action, entityType, entityId }) => (
        <>
          <span className="mono">{action}</span>{" "}
          <span className="mono quiet">
            {entityType} {entityId && shortId(entityId)}
          </span>
        </>
      ),
    },
    { id: "by", label: words.by, cell: ({ actorId }) => <PersonLink id={actorId} /> },
    { id: "person", label: words.person, isExtra: true, cell: ({ userId }) => <PersonLink id={userId} /> },
    {
      id: "outcome",
      label: words.outcome,
      cell: ({ outcome }) =>
        outcome === "success" ? (
          <State>{words.done}</State>
        ) : (
          <State tone="warn">
            <span className="data">{outcome}</span>
          </State>
        ),
    },
  ];
  return (
    <OpsPage title={words.title} actions={<Again onClick={entries.showNewer} />}>
      <Recorded>{words.recorded}</Recorded>
      <Filters
        values={values}
        labels={{ action: words.action, by: words.byId, person: words.personId }}
        onFind={setUrl}
      />
      <Table
        label={words.title}
        rows={entries}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<Empty icon="shield" title={words.none} />}
      />
    </OpsPage>
  );
}
