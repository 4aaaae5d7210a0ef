/** Tasks to go through: checked off, put off, moved, many at once. */
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { allOf, arranged, isWhole } from "#console/data/arranged.ts";
import { useBulk } from "#console/data/bulk.ts";
import { type Rows, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { byOrder } from "#console/data/ordered.ts";
import { complete, reopen } from "#console/frame/tasks.ts";
import { Button } from "#console/ui/Button.tsx";
import { Job } from "#console/ui/Job.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { Problem, State, Tag } from "#console/ui/State.tsx";
import type { Selection } from "#console/ui/selection.ts";
import { day, duration, relativeDay, time, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import {
  type Filter,
  idsOf,
  isDone,
  isLate,
  isOpen,
  laterDays,
  move,
  type Operation,
  put,
  remove,
  type Task,
  toEach,
} from "./task-changes.ts";
import type en from "./words.en.ts";

type TaskListProps = {
  label: string;
  rows: Rows<Task>;
  empty: ReactNode;
  /** What the list asks the API for: by this all that match can be changed. Without it nothing can be selected. */
  filter?: Filter;
  /** They stand in an order that the person makes. */
  isOrdered?: boolean;
  /** More that can be done with one. */
  menu?: (task: Task) => readonly MenuItem[];
};

export function TaskList({ label, rows, empty, filter, isOrdered, menu }: TaskListProps) {
  const item = useTaskItem(menu);
  const shown = isOrdered ? arranged(rows, (all) => all.toSorted(asWanted)) : rows;
  const mayMove = isOrdered && isWhole(rows);
  return (
    <List
      label={label}
      rows={shown}
      keyOf={({ id }) => id}
      item={item}
      empty={empty}
      bulk={filter && ((selection, clear) => <ManyTasks {...{ selection, clear, filter }} />)}
      onMove={mayMove ? (task, by) => void move(allOf(shown), task, by) : undefined}
      onDelete={(task) => void remove(task)}
    />
  );
}

const RANKS = ["critical", "high", "medium", "low"];

/** By hand; what nobody has moved yet, the most important first. */
const asWanted = (a: Task, b: Task): number =>
  a.sortOrder - b.sortOrder || RANKS.indexOf(a.priority) - RANKS.indexOf(b.priority) || byOrder(a, b);

/** How a task reads as a row; the same function as long as all reads as before, so that a row which changes is drawn alone. */
export function useTaskItem(more?: (task: Task) => readonly MenuItem[]): (task: Task) => Item {
  const words = useWords<typeof en>("work");
  const domains = useDomainNames();
  const date = today();
  return useCallback(
    (task) => {
      const later = laterDays(date);
      const putOff = (dueDate: string, label: string): MenuItem => ({
        label,
        icon: "calendar",
        onSelect: () => void put(task, { dueDate }, words.tasks.putOff(task.title, relativeDay(dueDate))),
      });
      return {
        name: task.title,
        to: `/work/tasks/${task.id}`,
        sub: <Sub task={task} domain={task.lifeDomainId === null ? undefined : nameIn(domains, task.lifeDomainId)} />,
        end: <Due task={task} />,
        check: {
          checked: isDone(task),
          label: words.tasks.complete(task.title),
          onChange: (isChecked) => void (isChecked ? complete(task, words.tasks.completed(task.title)) : reopen(task)),
        },
        menu: [
          ...(more?.(task) ?? []),
          ...(isOpen(task) && task.dueDate !== later.today ? [putOff(later.today, words.tasks.dueToday)] : []),
          ...(isOpen(task) ? [putOff(later.tomorrow, words.tasks.dueTomorrow)] : []),
          ...(isOpen(task) ? [putOff(later.nextWeek, words.tasks.dueNextWeek)] : []),
          {
            label: words.tasks.delete,
            icon: "trash",
            danger: true,
            keys: "Shift+Delete",
            onSelect: () => void remove(task),
          },
        ],
      };
    },
    [words, domains, more, date],
  );
}

/** Until the names are here a space keeps their line, so that the row does not grow. */
const nameIn = (domains: ReadonlyMap<string, string>, id: string) =>
  domains.get(id) ?? (domains.size === 0 ? "\u00a0" : undefined);

const MOST_LABELS = 5;

function Sub({ task, domain }: { task: Task; domain: string | undefined }) {
  const words = useWords<typeof en>("work");
  const said = [
    task.status !== "pending" && !isDone(task) && words.statuses[task.status],
    task.estimatedMinutes !== null && duration(task.estimatedMinutes),
    task.recurrenceRule !== null && words.tasks.again,
  ].filter((part) => part !== false);
  const theirs = [domain, ...task.labels.slice(0, MOST_LABELS).map((label) => `@${label}`)].filter(Boolean);
  if (said.length === 0 && theirs.length === 0) return null;
  return (
    <>
      {theirs.length > 0 && <span dir="auto">{theirs.join(" · ")}</span>}
      {theirs.length > 0 && said.length > 0 && " · "}
      {said.join(" · ")}
    </>
  );
}

/** When it is due, and how much it matters. */
function Due({ task }: { task: Task }) {
  const words = useWords<typeof en>("work");
  const { dueDate, dueAt, priority } = task;
  const isUrgent = (priority === "high" || priority === "critical") && !isDone(task);
  return (
    <>
      {isUrgent && <Tag icon="flag">{words.add.priority[priority]}</Tag>}
      {isLate(task) && <State tone="warn">{words.tasks.overdue(day(dueDate!))}</State>}
      {dueDate !== null && !isLate(task) && (
        <span className="quiet">
          {relativeDay(dueDate)}
          {dueAt !== null && `, ${time(dueAt)}`}
        </span>
      )}
    </>
  );
}

/** What is done with many: selected ones by their ids, all that match by the filter of the list. */
function ManyTasks({ selection, clear, filter }: { selection: Selection; clear: () => void; filter: Filter }) {
  const words = useWords<typeof en>("work").bulk;
  const all = useBulk("work.tasks.bulk");
  const [done, setDone] = useState<number>();
  const later = laterDays();
  const { mode, ids } = selection;

  const run = async (operation: Operation, title: string) => {
    if (mode === "all" && ids.size === 0) {
      await all.run({ query: filter, body: operation });
      return clear();
    }
    setDone(0);
    try {
      const chosen = mode === "all" ? await idsOf(filter, ids, title) : [...ids];
      const refused = await toEach(chosen, operation, title, setDone);
      if (refused > 0) notify({ kind: "info", text: words.refused(refused) });
      clear();
    } catch {
      // The change has told why; what was selected stays so.
    } finally {
      setDone(undefined);
    }
  };

  if (all.state === "running") return <Job title={words.all} {...all} state="running" onStop={all.stop} />;
  const isBusy = done !== undefined;
  const choices: [label: string, operation: Operation][] = [
    [mode === "all" ? words.completeAll : words.complete, { op: "complete" }],
    [words.today, { op: "update", task: { dueDate: later.today } }],
    [words.tomorrow, { op: "update", task: { dueDate: later.tomorrow } }],
    [words.delete, { op: "remove" }],
  ];
  return (
    <>
      {all.problem && <Problem problem={all.problem} />}
      {isBusy && <span role="status">{words.done(done)}</span>}
      {choices.map(([label, operation]) => (
        <Button
          key={label}
          small
          kind={operation.op === "complete" ? "main" : operation.op === "remove" ? "danger" : "plain"}
          busy={isBusy}
          onClick={() => void run(operation, label)}
        >
          {label}
        </Button>
      ))}
    </>
  );
}

export const ALL_DOMAINS = { query: { sort: "sortOrder" as const } };

/** The names of the person's domains by their ids: one list, which every page of this pillar shares. */
export function useDomainNames(): ReadonlyMap<string, string> {
  const domains = useList("work.life-domains.list", ALL_DOMAINS);
  const names = JSON.stringify(allOf(domains).map(({ id, name }) => [id, name]));
  return useMemo(() => new Map(JSON.parse(names) as [string, string][]), [names]);
}
