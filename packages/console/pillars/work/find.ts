/** Finds rows of this pillar by a part of their name. The API does not search yet: the newest open ones are read and looked through. */
import { queries } from "#console/data/queries.ts";
import { read } from "#console/data/read.ts";
import type { Found } from "#console/frame/pillars.ts";
import { OPEN, type Task } from "./task-changes.ts";

/** Pages of a hundred rows that are looked through. */
const MOST_PAGES = 5;
const MOST_FOUND = 8;

export async function findTasks(text: string, signal?: AbortSignal): Promise<Task[]> {
  const found: Task[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES && found.length < MOST_FOUND && !signal?.aborted; page++) {
    const query = { status: [...OPEN], limit: 100, ...(cursor && { cursor }) };
    const answer = await queries.fetchQuery(read("work.tasks.list", { query }));
    found.push(...answer.data.filter(({ title }) => holds(title, text)));
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return found.slice(0, MOST_FOUND);
}

/** For the search of the frame: tasks, projects, goals and lists. */
export async function find(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const [tasks, projects, goals, lists] = await Promise.all([
    findTasks(text, signal),
    queries.fetchQuery(read("work.projects.list", { query: { limit: 100 } })),
    queries.fetchQuery(read("work.goals.list", { query: { limit: 100 } })),
    queries.fetchQuery(read("work.todo-lists.list", { query: { limit: 100 } })),
  ]);
  const row = (id: string, label: string, glyph: string, path: string): Found => ({ id, label, glyph, path });
  return [
    ...tasks.map(({ id, title }) => row(id, title, "task", `work/tasks/${id}`)),
    ...projects.data.map(({ id, name }) => row(id, name, "board", `work/projects/${id}`)),
    ...goals.data.map(({ id, title }) => row(id, title, "target", `work/goals/${id}`)),
    ...lists.data.map(({ id, name }) => row(id, name, "list", `work/todo-lists/${id}`)),
  ].filter(({ label }) => holds(label, text));
}

const holds = (label: string, text: string): boolean =>
  label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
