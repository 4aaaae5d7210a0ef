/** Picks an open task by its title: one that another waits for, that comes into a sprint, that somebody works on. */
import { Combobox } from "#console/ui/Combobox.tsx";
import { relativeDay } from "#console/words/format.ts";
import { findTasks } from "./find-tasks.ts";
import type { Task } from "./tasks.ts";

type PickTaskProps = {
  /** It cannot be picked for itself. */
  task?: Pick<Task, "id">;
  /** What was picked already. */
  known?: readonly string[];
  label: string;
  onPick: (taskId: string) => Promise<unknown>;
};

export default function PickTask({ task, known = [], label, onPick }: PickTaskProps) {
  const search = async (typed: string) => {
    const found = await findTasks(typed);
    return found
      .filter(({ id }) => id !== task?.id && !known.includes(id))
      .map(({ id, title, dueDate }) => ({
        value: id,
        label: title,
        ...(dueDate !== null && { sub: relativeDay(dueDate) }),
      }));
  };
  return (
    <Combobox
      label={label}
      unseenLabel
      placeholder={label}
      search={search}
      value={null}
      // Why it cannot be that one, such as a circle, is told by the change.
      onChange={(option) => option && void onPick(option.value).catch(() => {})}
    />
  );
}
