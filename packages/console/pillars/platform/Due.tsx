/** What is due today or was before, to be checked off. */
import { Link } from "react-router";
import type { RowOf, Rows } from "#console/data/list.ts";
import { complete, reopen } from "#console/frame/tasks.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { day, duration, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Task = RowOf<"work.tasks.list">;

/** More than these make no day. The page of tasks has them all. */
const SHOWN = 8;

export function Due({ tasks }: { tasks: Rows<Task> }) {
  const words = useWords<typeof en>("platform").today;
  const first = { ...tasks, count: Math.min(tasks.count, SHOWN), hasMore: false };
  return (
    <Section title={words.due} more={<Link to="/work/tasks">{words.allTasks}</Link>}>
      <List
        label={words.dueList}
        rows={first}
        keyOf={({ id }) => id}
        item={useItem()}
        empty={<Empty icon="check" title={words.dueEmpty} />}
      />
    </Section>
  );
}

function useItem(): (task: Task) => Item {
  const words = useWords<typeof en>("platform").today;
  return (task) => ({
    name: task.title,
    to: `/work/tasks/${task.id}`,
    sub: task.estimatedMinutes === null ? undefined : duration(task.estimatedMinutes),
    end: <DueDay task={task} />,
    check: {
      checked: task.status === "completed",
      label: words.complete(task.title),
      onChange: (isDone) => void (isDone ? complete(task, words.completed(task.title)) : reopen(task)).catch(() => {}),
    },
  });
}

function DueDay({ task: { dueDate, status } }: { task: Task }) {
  const words = useWords<typeof en>("platform").today;
  if (dueDate === null) return null;
  if (dueDate >= today() || status === "completed") return <span className="quiet">{relativeDay(dueDate)}</span>;
  return <State tone="warn">{words.since(day(dueDate))}</State>;
}
