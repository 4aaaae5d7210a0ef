/** The people of this deployment: find somebody who needs help. */
import { Link } from "react-router";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Empty, Tag } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Filters } from "./Filters.tsx";
import { OpsPage, Recorded } from "./parts.tsx";
import type en from "./words.en.ts";

type User = RowOf<"admin.users.list">;

const SHOWN = ["all", "admins"] as const;
const parameters = { show: oneOf(...SHOWN), q: text() };

const queryOf = ({ show, q }: { show: (typeof SHOWN)[number]; q?: string }) => ({
  query: {
    ...(show === "admins" && { role: "admin" as const }),
    ...(q && { q }),
  },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("admin.users.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function Users() {
  const words = useWords<typeof en>("operations").users;
  const [values, setUrl] = useUrl(parameters);
  const users = useList("admin.users.list", queryOf(values));
  const columns: Column<User>[] = [
    {
      id: "name",
      label: words.name,
      isName: true,
      cell: ({ id, name, email }) => (
        <Link to={`/operations/users/${id}`} dir="auto">
          {name || email}
        </Link>
      ),
    },
    { id: "email", label: words.email, cell: ({ email }) => <span dir="auto">{email}</span> },
    { id: "tier", label: words.tier, cell: ({ tier }) => words.tiers[tier as keyof typeof words.tiers] ?? tier },
    { id: "role", label: words.role, cell: ({ role }) => role === "admin" && <Tag icon="shield">{words.admin}</Tag> },
    {
      id: "since",
      label: words.since,
      isNumber: true,
      cell: ({ createdAt }) => <DayText of={dayOf(createdAt)} form="long" />,
    },
  ];
  return (
    <OpsPage title={words.title}>
      <Recorded>{words.recorded}</Recorded>
      <Tabs
        label={words.show}
        tabs={SHOWN.map((id) => ({ id, label: words.shown[id] }))}
        value={values.show}
        onChange={(show) => setUrl({ show })}
      >
        <div className="stack">
          <Filters values={{ q: values.q }} labels={{ q: words.search }} onFind={setUrl} />
          <Table
            label={words.title}
            rows={users}
            columns={columns}
            keyOf={({ id }) => id}
            empty={<Empty icon="people" title={words.none} />}
          />
        </div>
      </Tabs>
    </OpsPage>
  );
}
