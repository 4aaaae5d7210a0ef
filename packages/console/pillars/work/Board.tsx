/** The tasks of a project in columns by their state; moved by their menus, by Alt and arrows within a column, or dragged. */
import { type DragEvent, useState } from "react";
import { allOf, arranged, isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { type Rows, useList } from "#console/data/list.ts";
import { byOrder, lastPlace } from "#console/data/ordered.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { complete, reopen } from "#console/frame/tasks.ts";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddLine } from "./AddLine.tsx";
import { TaskList } from "./TaskList.tsx";
import { put, type Task } from "./task-changes.ts";
import type en from "./words.en.ts";

const COLUMNS = ["backlog", "pending", "in_progress", "completed"] as const;
type Column = (typeof COLUMNS)[number];
interface Url {
  column: Column;
}
const parameters = { column: oneOf("pending", "backlog", "in_progress", "completed") };

/** Every state belongs to a column; what was cancelled is not on the board. */
const columnOf: Readonly<Record<Task["status"], Column | undefined>> = {
  backlog: "backlog",
  pending: "pending",
  scheduled: "pending",
  needing_input: "pending",
  blocked: "pending",
  failed: "pending",
  in_progress: "in_progress",
  running: "in_progress",
  completed: "completed",
  cancelled: undefined,
};

export const tasksOf = (projectId: string) => ({ query: { projectId, sort: "sortOrder" as const } });

type Project = { id: string; lifeDomainId: string | null; householdId: string | null };

export function Board({ project }: { project: Project }) {
  const words = useWords<typeof en>("work");
  const [{ column: chosen }, setUrl] = useUrl<Url>(parameters);
  const [dragged, setDragged] = useState<Task>();
  const rows = useList("work.tasks.list", tasksOf(project.id));
  const known = allOf(rows);
  const columns = new Map(COLUMNS.map((column) => [column, partOf(rows, column)]));
  const tabs = COLUMNS.map((id) => ({ id, label: words.board[id], count: columns.get(id)!.count }));
  return (
    <>
      <AddLine label={words.board.add} onAdd={(title) => add(project, title, known)} />
      <div className="board-tabs">
        <Tabs label={words.board.columns} tabs={tabs} value={chosen} onChange={(column) => setUrl({ column })}>
          {null}
        </Tabs>
      </div>
      <div className="board">
        {COLUMNS.map((column) => (
          <BoardColumn
            key={column}
            column={column}
            rows={columns.get(column)!}
            isChosen={column === chosen}
            dragged={dragged}
            onDrag={setDragged}
          />
        ))}
      </div>
      {!isWhole(rows) && rows.hasMore && <p className="quiet">{words.board.notAll}</p>}
    </>
  );
}

const partOf = (rows: Rows<Task>, column: Column): Rows<Task> =>
  arranged({ ...rows, hasMore: false }, (all) =>
    all.filter(({ status }) => columnOf[status] === column).toSorted(byOrder),
  );

type ColumnProps = {
  column: Column;
  rows: Rows<Task>;
  /** It is the one that a phone shows. */
  isChosen: boolean;
  dragged: Task | undefined;
  onDrag: (task: Task | undefined) => void;
};

function BoardColumn({ column, rows, isChosen, dragged, onDrag }: ColumnProps) {
  const words = useWords<typeof en>("work");
  const [isOver, setOver] = useState(false);
  const isTarget = dragged !== undefined && columnOf[dragged.status] !== column;
  const menu = (task: Task): MenuItem[] =>
    COLUMNS.filter((one) => one !== column).map((one) => ({
      label: words.board.moveTo(words.board[one]),
      icon: "right",
      onSelect: () => void moveTo(task, one, words.tasks.completed(task.title)),
    }));
  const events = {
    onDragStart: (event: DragEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
      if (row) onDrag(rows.at(Number(row.dataset.index)));
    },
    onDragEnd: () => onDrag(undefined),
    onDragOver: (event: DragEvent) => {
      if (!isTarget) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!isTarget) return;
      event.preventDefault();
      void moveTo(dragged, column, words.tasks.completed(dragged.title));
      onDrag(undefined);
    },
  };
  return (
    <div className={`${isChosen ? "chosen" : ""}${isOver && isTarget ? " over" : ""}`} {...events}>
      <Section title={words.board[column]} more={number(rows.count)}>
        <TaskList
          label={words.board[column]}
          rows={rows}
          empty={<Empty title={words.board.empty[column]} />}
          isOrdered
          menu={menu}
        />
      </Section>
    </div>
  );
}

async function moveTo(task: Task, column: Column, text: string): Promise<void> {
  if (column === "completed") return void (await complete(task, text));
  const open = task.status === "completed" ? await reopen(task) : task;
  if (columnOf[open.status] !== column) await put(open, { status: column });
}

const add = (project: Project, title: string, known: readonly Task[]) =>
  change("work.tasks.create", {
    body: {
      title,
      projectId: project.id,
      lifeDomainId: project.lifeDomainId,
      sortOrder: lastPlace(known),
      ...(project.householdId && { householdId: project.householdId }),
    },
    title,
  });
