/** Everything that is to be done: what is late first, and a line to write the next thing into. */
import { useBulk } from "#console/data/bulk.ts";
import { change } from "#console/data/change.ts";
import type { Params } from "#console/data/client.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Job } from "#console/ui/Job.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Problem, State, Tag } from "#console/ui/State.tsx";
import type { Selection } from "#console/ui/selection.ts";
import { Tabs } from "#console/ui/Tabs.tsx";
import { duration, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import QuickAdd from "./QuickAdd.tsx";
import type en from "./words.en.ts";

type Task = RowOf<"work.tasks.list">;

const parameters = { show: oneOf("open", "overdue", "done"), add: flag() };
const OPEN = ["backlog", "pending", "scheduled", "running", "needing_input", "failed"] as const;

type Filter = NonNullable<Params<"work.tasks.bulk">["query"]>;

/** What each view asks the API for. */
const queries = {
  open: () => ({ query: { status: [...OPEN], sort: "dueDate" as const } }),
  overdue: () => ({ query: { status: [...OPEN], sort: "dueDate" as const, "dueDate[lt]": today() } }),
  done: () => ({ query: { status: "completed" as const, sort: "-completedAt" as const } }),
};

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("work.tasks.list", queries[valuesOf(parameters, url.searchParams).show]());

export default function Tasks() {
  const words = useWords<typeof en>("work").tasks;
  const [{ show, add }, setUrl] = useUrl(parameters);
  const query = queries[show]();
  const { sort: _, ...filter } = query.query;
  const tasks = useList("work.tasks.list", query);
  const views = (["open", "overdue", "done"] as const).map((id) => ({ id, label: words.views[id] }));
  return (
    <Page title={words.title}>
      <QuickAdd isFirst={add} />
      <Tabs label={words.show} tabs={views} value={show} onChange={(next) => setUrl({ show: next })}>
        <List
          label={words.list}
          rows={tasks}
          keyOf={({ id }) => id}
          item={useItem()}
          empty={<Nothing show={show} />}
          bulk={
            show === "done"
              ? undefined
              : (selection, clear) => <Bulk selection={selection} filter={filter} clear={clear} />
          }
          onDelete={remove}
        />
      </Tabs>
    </Page>
  );
}

function useItem(): (task: Task) => Item {
  const words = useWords<typeof en>("work");
  return (task) => ({
    name: task.title,
    to: `/work/tasks/${task.id}`,
    sub: task.estimatedMinutes === null ? undefined : duration(task.estimatedMinutes),
    end: <Due task={task} />,
    check: {
      checked: task.status === "completed",
      label: words.tasks.complete(task.title),
      onChange: (isDone) => void (isDone ? complete(task, words.tasks.completed(task.title)) : reopen(task)),
    },
    menu: [{ label: words.tasks.delete, danger: true, keys: "Shift+Delete", onSelect: () => void remove(task) }],
  });
}

/** When it is due, and how much it matters. */
function Due({ task }: { task: Task }) {
  const words = useWords<typeof en>("work");
  const { dueDate, priority, status } = task;
  const isLate = dueDate !== null && dueDate < today() && status !== "completed";
  return (
    <>
      {(priority === "high" || priority === "critical") && <Tag icon="flag">{words.add.priority[priority]}</Tag>}
      {isLate && <State tone="warn">{words.tasks.overdue(relativeDay(dueDate))}</State>}
      {dueDate !== null && !isLate && <span className="quiet">{relativeDay(dueDate)}</span>}
    </>
  );
}

/** What is done with the selected ones; all that match are named by the filter and not one by one. */
function Bulk({ selection, filter, clear }: { selection: Selection; filter: Filter; clear: () => void }) {
  const words = useWords<typeof en>("work").tasks;
  const bulk = useBulk("work.tasks.bulk");
  const ids = [...selection.ids];
  const isAll = selection.mode === "all";
  const title = isAll ? words.completeAll : words.completeSome(ids.length);
  const run = async () => {
    const operations = ids.map((taskId) => ({ op: "complete" as const, taskId }));
    if (isAll) await bulk.run({ query: filter, body: { op: "complete" } });
    else await change("work.tasks.batch", { body: { operations }, title });
    clear();
  };
  if (bulk.state === "running") return <Job title={title} {...bulk} state="running" onStop={bulk.stop} />;
  return (
    <>
      {bulk.problem && <Problem problem={bulk.problem} />}
      <Button small kind="main" why={isAll && ids.length > 0 && words.notAllBut} onClick={() => void run()}>
        {title}
      </Button>
    </>
  );
}

function Nothing({ show }: { show: "open" | "overdue" | "done" }) {
  const words = useWords<typeof en>("work").tasks;
  const [, setUrl] = useUrl(parameters);
  const action = <Button onClick={() => setUrl({ add: true })}>{words.tryExample}</Button>;
  return (
    <Empty icon="check" title={words.empty[show]} action={show === "open" && action}>
      {show === "open" && words.emptyHint}
    </Empty>
  );
}

const complete = (task: Task, text: string) =>
  change("work.tasks.complete", {
    path: { taskId: task.id },
    body: {},
    row: task,
    patch: { status: "completed" },
    title: task.title,
    undo: () => reopen(task),
    undoText: text,
  });

const reopen = (task: Task) =>
  change("work.tasks.reopen", {
    path: { taskId: task.id },
    row: task,
    patch: { status: "pending" },
    title: task.title,
  });

const remove = (task: Task) => change("work.tasks.remove", { path: { taskId: task.id }, row: task, title: task.title });
