/** What a task consists of, in an order that the person makes. */

import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { useList } from "#console/data/list.ts";
import { lastPlace } from "#console/data/ordered.ts";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddLine } from "./AddLine.tsx";
import { Breakdown } from "./Breakdown.tsx";
import { TaskList } from "./TaskList.tsx";
import { isDone, type Task } from "./task-changes.ts";
import type en from "./words.en.ts";

export function Subtasks({ task }: { task: Task }) {
  const words = useWords<typeof en>("work").subtasks;
  const filter = { parentTaskId: task.id };
  const rows = useList("work.tasks.list", { query: { ...filter, sort: "sortOrder" } });
  const known = allOf(rows);
  const add = (title: string) =>
    change("work.tasks.create", {
      body: {
        title,
        parentTaskId: task.id,
        projectId: task.projectId,
        lifeDomainId: task.lifeDomainId,
        sortOrder: lastPlace(known),
        ...(task.householdId && { householdId: task.householdId }),
      },
      title,
    });
  return (
    <Section
      title={words.title}
      more={known.length > 0 && words.done(number(known.filter(isDone).length), number(known.length))}
    >
      <AddLine label={words.add} onAdd={add} />
      {!isDone(task) && rows.state === "empty" && <Breakdown task={task} />}
      <TaskList
        label={words.title}
        rows={rows}
        empty={<Empty title={words.empty}>{words.emptyHint}</Empty>}
        filter={filter}
        isOrdered
      />
    </Section>
  );
}
