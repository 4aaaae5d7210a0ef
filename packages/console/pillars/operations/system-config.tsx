/** Settings that administrators change while LifeOS runs: what counts, and where it comes from. */
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { OpsPage, PersonLink, Unknown } from "./parts.tsx";
import type en from "./words.en.ts";

type Setting = Answer<"admin.system-config.list">["data"][number];

export const load: PageModule["load"] = () => prefetch("admin.system-config.list");

export default function SystemConfig() {
  const words = useWords<typeof en>("operations").config;
  const { data, problem, isLoading, retry } = useRead("admin.system-config.list");
  const columns: Column<Setting>[] = [
    {
      id: "key",
      label: words.key,
      isName: true,
      cell: ({ key }) => (
        <Link className="mono" to={`/operations/system-config/${key}`}>
          {key}
        </Link>
      ),
    },
    { id: "value", label: words.value, cell: (setting) => <Value setting={setting} /> },
    { id: "from", label: words.from, cell: ({ from }) => words.sources[from] },
    {
      id: "by",
      label: words.by,
      isExtra: true,
      cell: ({ updatedBy }) => (updatedBy ? <PersonLink id={updatedBy} /> : <Unknown why={words.nobody} />),
    },
    {
      id: "at",
      label: words.at,
      isNumber: true,
      isExtra: true,
      cell: ({ updatedAt }) => (updatedAt ? <Time at={updatedAt} /> : <Unknown why={words.nobody} />),
    },
  ];
  return (
    <OpsPage
      title={words.title}
      lead={words.lead}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Table
        label={words.title}
        rows={rowsOf(data?.data ?? [])}
        columns={columns}
        keyOf={({ key }) => key}
        empty={<Empty icon="sliders" title={words.none} />}
      />
    </OpsPage>
  );
}

export function Value({
  setting: { value, isSecret, from },
}: {
  setting: Pick<Setting, "value" | "isSecret" | "from">;
}) {
  const words = useWords<typeof en>("operations").config;
  if (isSecret)
    return from === "nowhere" ? <Unknown why={words.notSet} /> : <span className="quiet">{words.secret}</span>;
  if (value === null) return <Unknown why={words.notSet} />;
  return <span className="mono">{value}</span>;
}
