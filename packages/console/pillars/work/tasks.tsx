/** Everything that is to be done: what is late first, then today, then what comes, and a line to write the next thing into. */
import { useCallback } from "react";
import { Link } from "react-router";
import { prefetchList, type Rows, useList } from "#console/data/list.ts";
import { flag, oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { OPEN } from "#console/frame/tasks.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Skeleton } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useCommon } from "#console/words/common.ts";
import { dayAfter, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import QuickAdd from "./QuickAdd.tsx";
import { ALL_DOMAINS, TaskList, useDomainNames } from "./TaskList.tsx";
import type { Filter, Task } from "./task-changes.ts";
import type en from "./words.en.ts";
import "./work.css";

const PRIORITIES = ["critical", "high", "medium", "low"] as const;
const parameters = {
  show: oneOf("open", "all", "done"),
  domain: text(),
  priority: oneOf("any", ...PRIORITIES),
  of: oneOf("mine", "household"),
  /** The day from which the list is shown. */
  from: text(),
  add: flag(),
};
interface Url {
  show: "open" | "all" | "done";
  domain: string | undefined;
  priority: "any" | (typeof PRIORITIES)[number];
  of: "mine" | "household";
  from: string | undefined;
  add: boolean;
}

const isDay = (value: string | undefined): value is string => /^\d{4}-\d\d-\d\d$/.test(value ?? "");

/** What of the address goes to the API whatever is shown. */
const filterOf = ({ domain, priority, of }: Url): Filter => ({
  ...(domain && { lifeDomainId: domain }),
  ...(priority !== "any" && { priority }),
  ...(of === "household" && { scope: "household" as const }),
});

const groups = {
  overdue: (filter: Filter): Filter => ({ ...filter, status: [...OPEN], "dueDate[lt]": today() }),
  today: (filter: Filter): Filter => ({ ...filter, status: [...OPEN], dueDate: today() }),
  next: (filter: Filter): Filter => ({ ...filter, status: [...OPEN], "dueDate[gt]": today() }),
  someday: (filter: Filter): Filter => ({ ...filter, status: [...OPEN], "dueDate[null]": true }),
};

const sortOf = { overdue: "dueDate", today: "sortOrder", next: "dueDate", someday: "sortOrder" } as const;
type Group = keyof typeof groups;

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf<Url>(parameters, url.searchParams);
  prefetchList("work.life-domains.list", ALL_DOMAINS);
  if (values.show !== "open") return;
  for (const name of Object.keys(groups) as Group[])
    prefetchList("work.tasks.list", { query: { ...groups[name](filterOf(values)), sort: sortOf[name] } });
};

export default function Tasks() {
  const words = useWords<typeof en>("work").tasks;
  const [url, setUrl] = useUrl<Url>(parameters);
  const views = (["open", "all", "done"] as const).map((id) => ({ id, label: words.views[id] }));
  return (
    <Page title={words.title} actions={<Link to="/work/deleted">{words.deleted}</Link>}>
      <QuickAdd isFirst={url.add} onCame={useCallback(() => setUrl({ add: false }), [setUrl])} />
      <Tabs label={words.show} tabs={views} value={url.show} onChange={(show) => setUrl({ show }, { isStep: true })}>
        <Stack>
          <Filters url={url} setUrl={setUrl} />
          {url.show === "open" ? <Groups url={url} /> : <Flat key={url.show} url={url} setUrl={setUrl} />}
        </Stack>
      </Tabs>
    </Page>
  );
}

type SetUrl = (changed: Partial<Url>) => void;

function Filters({ url, setUrl }: { url: Url; setUrl: SetUrl }) {
  const words = useWords<typeof en>("work");
  const domains = useDomainNames();
  return (
    <div className="work-filters" role="group" aria-label={words.tasks.filter}>
      <Select
        label={words.tasks.domain}
        unseenLabel
        value={url.domain ?? ""}
        choices={[{ value: "", label: words.tasks.anyDomain }, ...choicesOf(domains)]}
        onChange={({ target }) => setUrl({ domain: target.value || undefined })}
      />
      <Select
        label={words.task.priority}
        unseenLabel
        value={url.priority}
        choices={[
          { value: "any", label: words.tasks.anyPriority },
          ...PRIORITIES.map((value) => ({ value, label: words.task.priorities[value] })),
        ]}
        onChange={({ target }) => setUrl({ priority: target.value as Url["priority"] })}
      />
      <Select
        label={words.tasks.whose}
        unseenLabel
        value={url.of}
        choices={[
          { value: "mine", label: words.tasks.mine },
          { value: "household", label: words.tasks.household },
        ]}
        onChange={({ target }) => setUrl({ of: target.value as Url["of"] })}
      />
    </div>
  );
}

export const choicesOf = (names: ReadonlyMap<string, string>) => [...names].map(([value, label]) => ({ value, label }));

function Groups({ url }: { url: Url }) {
  const filter = filterOf(url);
  const rows = {
    overdue: useGroup("overdue", filter),
    today: useGroup("today", filter),
    next: useGroup("next", filter),
    someday: useGroup("someday", filter),
  };
  const all = Object.values(rows);
  // All at once: a group that comes later would push the others down.
  if (all.some(({ state }) => state === "loading")) return <Skeleton rows={6} />;
  if (all.every(({ state, newer }) => state === "empty" && newer === 0)) return <Nothing show="open" />;
  return (Object.keys(rows) as Group[]).map((name) => (
    <TaskGroup key={name} name={name} rows={rows[name]} filter={groups[name](filter)} />
  ));
}

const useGroup = (name: Group, filter: Filter) =>
  useList("work.tasks.list", { query: { ...groups[name](filter), sort: sortOf[name] } });

/** One of the groups; an empty one is not there. */
function TaskGroup({ name, rows, filter }: { name: Group; rows: Rows<Task>; filter: Filter }) {
  const words = useWords<typeof en>("work").tasks;
  if (rows.state === "empty" && rows.newer === 0) return null;
  return (
    <Section title={words.groups[name]}>
      <TaskList
        label={words.groups[name]}
        rows={rows}
        empty={null}
        filter={filter}
        isOrdered={sortOf[name] === "sortOrder"}
      />
    </Section>
  );
}

/** All in one list by day, which may be entered at any day; or what is done, the newest first. */
function Flat({ url, setUrl }: { url: Url; setUrl: SetUrl }) {
  const words = useWords<typeof en>("work").tasks;
  const common = useCommon();
  const isOpen = url.show === "all";
  const from = isDay(url.from) ? url.from : undefined;
  const filter = { ...filterOf(url), status: isOpen ? [...OPEN] : ("completed" as const) };
  // What was done on the day itself comes with it: the list runs backwards from the day's end.
  const start = from && (isOpen ? from : `${dayAfter(from, 1)}T00:00:00Z`);
  const sort = isOpen ? ("dueDate" as const) : ("-completedAt" as const);
  const tasks = useList("work.tasks.list", { query: { ...filter, sort, ...(start && { from: start }) } });
  return (
    <>
      <Row>
        <DateField label={words.jump} value={from ?? null} onChange={(day) => setUrl({ from: day })} />
        {from && <Button onClick={() => setUrl({ from: undefined })}>{common.clear}</Button>}
      </Row>
      <TaskList label={words.views[url.show]} rows={tasks} empty={<Nothing show={url.show} />} filter={filter} />
    </>
  );
}

function Nothing({ show }: { show: Url["show"] }) {
  const words = useWords<typeof en>("work").tasks;
  const [, setUrl] = useUrl<Url>(parameters);
  return (
    <div className="list-box">
      <Empty
        icon="check"
        title={words.empty[show]}
        action={show !== "done" && <Button onClick={() => setUrl({ add: true })}>{words.write}</Button>}
      >
        {show !== "done" && words.emptyHint}
      </Empty>
    </div>
  );
}
