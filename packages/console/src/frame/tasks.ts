/** What more than one pillar does with tasks: adds one by a line, checks one off. */
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import { usePreview } from "#console/data/preview.ts";
import { usePlace } from "#console/words/place.ts";

export type Task = RowOf<"work.tasks.list">;

/** Every state in which something is still to be done. */
export const OPEN = [
  "backlog",
  "pending",
  "scheduled",
  "in_progress",
  "running",
  "needing_input",
  "blocked",
  "failed",
] as const;

/** A line for a new task: what is understood of it, and what its component needs. It is read in the language of the page. */
export function useQuickAdd() {
  const { locale } = usePlace();
  const [text, setText] = useState("");
  const adding = useChange("work.quick-add.add");
  const parsed = usePreview("work.quick-add.add", text.trim() === "" ? undefined : { text, locale })?.parsed;
  const add = async () => {
    const added = await adding.run({ body: { text, locale }, title: text, makes: "work.tasks" });
    if (added) setText("");
  };
  return {
    parsed,
    line: {
      text,
      onText: setText,
      maxLength: 500,
      title: parsed?.title,
      onAdd: () => void add(),
      busy: adding.isPending,
      error: adding.problem?.text,
    },
  };
}

/** `text` offers to take it back. */
export const complete = (task: Task, text: string) =>
  change("work.tasks.complete", {
    path: { taskId: task.id },
    body: {},
    row: task,
    patch: { status: "completed" },
    title: task.title,
    undo: () => reopen({ ...task, status: "completed" }),
    undoText: text,
  });

export const reopen = (task: Task) =>
  change("work.tasks.reopen", {
    path: { taskId: task.id },
    row: task,
    patch: { status: "pending" },
    title: task.title,
  });
