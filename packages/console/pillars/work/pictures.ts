import { type Life, unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

/** The row that has most to show: a task that waits for others, or the newest. */
async function aTask(life: Life): Promise<string> {
  const { data } = await unwrap(life.work.tasks.list({ params: { query: { limit: 20 } } }));
  for (const { id } of data) {
    const dependencies = await unwrap(life.work.dependencies.list({ params: { path: { taskId: id } } }));
    if (dependencies.data.length > 0) return `work/tasks/${id}`;
  }
  return `work/tasks/${data[0]!.id}`;
}

/** A list with some items, which the demo life has none of. */
async function aList(life: Life): Promise<string> {
  const list = await unwrap(life.work.todoLists.create({ body: { name: "Packing for the weekend" } }));
  const items = ["Passport", "Rain jacket", "Charger", "Something to read"];
  for (const [at, name] of items.entries())
    await unwrap(
      life.work.todoItems.create({
        body: { name, listId: list.id, sortOrder: at, status: at === 0 ? "completed" : "not_started" },
      }),
    );
  return `work/todo-lists/${list.id}`;
}

/** A sprint that has begun, with tasks of which some are done. */
async function aSprint(life: Life): Promise<string> {
  const { data: running } = await unwrap(life.work.sprints.list({ params: { query: { status: "active" } } }));
  if (running[0]) return `work/sprints/${running[0].id}`;
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
  const body = { name: "Two weeks of March", startDate: day(-5), endDate: day(8), goal: "The kitchen is planned." };
  const sprint = await unwrap(life.work.sprints.create({ body }));
  await unwrap(life.work.sprints.start({ params: { path: { sprintId: sprint.id } } }));
  const titles = [
    "Measure the kitchen",
    "Ask for two offers",
    "Choose the tiles",
    "Sell the old stove",
    "Paint the wall",
  ];
  for (const [at, title] of titles.entries()) {
    const task = await unwrap(life.work.tasks.create({ body: { title, sprintId: sprint.id, sortOrder: at } }));
    if (at < 2) await unwrap(life.work.tasks.complete({ params: { path: { taskId: task.id } }, body: {} }));
  }
  return `work/sprints/${sprint.id}`;
}

export default {
  "work/tasks/:taskId": aTask,
  "work/todo-lists/:todoListId": aList,
  "work/projects/:projectId": async (life) => {
    const { data } = await unwrap(life.work.projects.list({ params: { query: { limit: 1 } } }));
    return `work/projects/${data[0]!.id}`;
  },
  "work/goals/:goalId": async (life) => {
    const { data } = await unwrap(life.work.goals.list({ params: { query: { limit: 1 } } }));
    return `work/goals/${data[0]!.id}`;
  },
  "work/sprints/:sprintId": aSprint,
} satisfies Pictures;
