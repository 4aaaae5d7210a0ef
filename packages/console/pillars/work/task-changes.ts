/** What a person does to tasks, as every page of this pillar does it. */
import { change } from "#console/data/change.ts";
import { beginListsAnew, type RowOf } from "#console/data/list.ts";
import { OPEN } from "#console/frame/tasks.ts";
import { dayAfter, today } from "#console/words/format.ts";
import { moved } from "./order.ts";

export type Task = RowOf<"work.tasks.list">;
export type Filter = NonNullable<Parameters<typeof change<"work.tasks.bulk">>[1]["query"]>;

export const isDone = ({ status }: Pick<Task, "status">): boolean => status === "completed";
export const isOpen = ({ status }: Pick<Task, "status">): boolean => (OPEN as readonly string[]).includes(status);
export const isLate = (task: Pick<Task, "status" | "dueDate">): boolean =>
  task.dueDate !== null && task.dueDate < today() && isOpen(task);

export const remove = (task: Task) =>
  change("work.tasks.remove", { path: { taskId: task.id }, row: task, title: task.title });

type Fields = Parameters<typeof change<"work.tasks.update">>[1]["body"];

/** Changes some fields; `text` offers to take it back. */
export async function put(task: Task, body: NonNullable<Fields>, text?: string): Promise<void> {
  const before = Object.fromEntries(Object.keys(body).map((name) => [name, task[name as keyof Task]]));
  await change("work.tasks.update", {
    path: { taskId: task.id },
    body,
    row: task,
    title: task.title,
    ...(text && { undo: () => put({ ...task, ...body } as Task, before as NonNullable<Fields>), undoText: text }),
  });
  // A task whose day has changed belongs into another list.
  if (Object.keys(body).some((name) => name !== "sortOrder")) await beginListsAnew("work.tasks");
}

/** The days to which a task is put off with one choice. */
export const laterDays = (from = today()) => ({
  today: from,
  tomorrow: dayAfter(from, 1),
  nextWeek: dayAfter(from, 7),
});

/** Puts the task so many places further down, or up. */
export async function move(shown: readonly Task[], task: Task, by: number): Promise<void> {
  const from = shown.findIndex(({ id }) => id === task.id);
  const byId = new Map(shown.map((one) => [one.id, one]));
  await Promise.all(moved(shown, from, from + by).map(({ id, sortOrder }) => put(byId.get(id)!, { sortOrder })));
}

/** Most operations of one request. */
const SLICE = 100;

export type Operation = { op: "complete" } | { op: "remove" } | { op: "update"; task: { dueDate: string } };

/** The same to each of these tasks; resolves to how many were not changed, such as those that wait for others. */
export async function toEach(
  ids: readonly string[],
  operation: Operation,
  title: string,
  told: (done: number) => void,
) {
  let refused = 0;
  for (let at = 0; at < ids.length; at += SLICE) {
    const operations = ids.slice(at, at + SLICE).map((taskId) => ({ ...operation, taskId }));
    const { results } = await change("work.tasks.batch", { body: { operations }, title });
    refused += results.filter(({ problem }) => problem).length;
    told(Math.min(ids.length, at + SLICE));
  }
  await beginListsAnew("work.tasks");
  return refused;
}

/** The ids of all tasks that match, but for the exceptions. */
export async function idsOf(filter: Filter, except: ReadonlySet<string>, title: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const query = { ...filter, ...(after && { after }) };
    const body = { op: "complete" as const, evenIfBlocked: true, dryRun: true };
    const answer = await change("work.tasks.bulk", { query, body, title });
    ids.push(...answer.taskIds.filter((id) => !except.has(id)));
    after = answer.next ?? undefined;
  } while (after);
  return ids;
}
