/** Finds open tasks by the words of their titles. */
import { queries } from "#console/data/queries.ts";
import { read } from "#console/data/read.ts";
import { OPEN, type Task } from "./tasks.ts";

/** Many of them may be done. */
const LOOKED_AT = 50;
const SHOWN = 8;

export async function findTasks(text: string): Promise<Task[]> {
  const q = text.trim();
  if (q === "") return newest();
  const titles = await queries.fetchQuery(
    read("platform.titles.find", { query: { q, type: "task", limit: LOOKED_AT } }),
  );
  if (titles.data.length === 0) return [];
  const id = titles.data.map((one) => one.id);
  const { data } = await queries.fetchQuery(
    read("work.tasks.list", { query: { id, status: [...OPEN], limit: LOOKED_AT } }),
  );
  // In the order of how well they fit.
  return data.toSorted((a, b) => id.indexOf(a.id) - id.indexOf(b.id)).slice(0, SHOWN);
}

async function newest(): Promise<Task[]> {
  return (await queries.fetchQuery(read("work.tasks.list", { query: { status: [...OPEN], limit: SHOWN } }))).data;
}
