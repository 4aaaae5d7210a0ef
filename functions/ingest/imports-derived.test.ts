/** The undo of an import also takes back what consumers made of it, and nothing else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { create, get, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { recurTask } from "#functions/work/consumers";
import {
  complete,
  create as createTask,
  list as listTasks,
  remove as removeTask,
  update as updateTask,
} from "#functions/work/tasks";
import { insert } from "#kit/change";
import { insertMany } from "#kit/change-many";
import { consumer } from "#kit/consumer";
import type { CloudEvent } from "#kit/event";
import { derivedId } from "#kit/ids";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { watched } from "#testing/watched";

let life: Harness;
/** What happens once an undo has taken back rows, before it goes on. */
let meanwhile: (() => Promise<unknown>) | undefined;
let workflows: ImportWorkflows;
beforeAll(async () => {
  const open = await testDb();
  const transport = watched(open, {
    after: async (statements) => {
      if (!meanwhile || !statements.some(({ text }) => text.includes("set undo ="))) return;
      const doing = meanwhile;
      meanwhile = undefined;
      await doing();
    },
  });
  life = await harness(open, { transport });
  workflows = await importWorkflows(life, open.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.database.close();
});

/** Makes a task of each new one, in it. */
const follow = consumer("work.followUp", [TaskEvents.created], {
  summary: "Make a task of a task",
  handler: (ctx, { data }) =>
    ctx.db.batch([
      insert(
        ctx,
        tasks,
        { id: derivedId(data.entityId!, "follow"), title: "Follow up", parentTaskId: data.entityId! },
        { emits: { event: TaskEvents.created } },
      ),
    ]),
});

const about = (person: Person, event: { type: string }, id: string) =>
  life.published.findLast(
    (one) => one.type === event.type && one.subject === person.userId && one.data.entityId === id,
  );

async function handled(person: Person, event: { type: string }, id: string) {
  expect(await workflows.handle(person, event, id)).toEqual(["completed"]);
}

async function imported(person: Person, ...lines: string[]): Promise<string> {
  const text = ["TYPE,CONTENT,DATE,DATE_LANG", ...lines].join("\n");
  const { body } = await life.call(create, { as: person, body: { kind: "todoist_csv", name: "Home.csv", text } });
  await handled(person, ImportStarted, body.id);
  return body.id;
}

async function undone(person: Person, importId: string) {
  expect((await life.call(undo, { as: person, params: { importId } })).status).toBe(202);
  await handled(person, ImportUndoStarted, importId);
  const { body } = await life.call(get, { as: person, params: { importId } });
  expect(body.status).toBe("undone");
  return { undone: body.undone, kept: body.kept };
}

const tasksOf = async (person: Person): Promise<{ id: string; title: string; parentTaskId: string | null }[]> =>
  (await life.call(listTasks, { as: person, query: { sort: "title", limit: "100" } })).body.data;
const titlesOf = async (person: Person) => (await tasksOf(person)).map(({ title }) => title);

/** Has the consumer make a task of each of these; yields their ids. */
async function followed(person: Person, ids: readonly string[]): Promise<string[]> {
  expect(
    await life.deliver(
      follow,
      ids.map((id) => about(person, TaskEvents.created, id) as CloudEvent),
    ),
  ).toEqual([]);
  return ids.map((id) => derivedId(id, "follow"));
}

it("takes back what was made of its rows, and what was made of that, with their events", async () => {
  const anna = await life.user("anna");
  const job = await imported(anna, "task,One,,", "task,Two,,");
  const derived = await followed(
    anna,
    (await tasksOf(anna)).map(({ id }) => id),
  );
  const further = await followed(anna, derived);
  expect(await tasksOf(anna)).toHaveLength(6);
  expect(await undone(anna, job)).toEqual({ undone: 3 + 4, kept: 0 });
  expect(await tasksOf(anna)).toEqual([]);
  for (const id of [...derived, ...further]) expect(about(anna, TaskEvents.deleted, id)).toBeDefined();
});

it("keeps of that what a person changed or put something into, and counts no more than is there", async () => {
  const ben = await life.user("ben");
  const job = await imported(ben, "task,Changed,,", "task,Filled,,", "task,Deleted,,", "task,Left,,");
  const derived = await followed(
    ben,
    (await tasksOf(ben)).map(({ id }) => id),
  );
  const [changed, deleted, filled] = derived as [string, string, string];
  await life.call(updateTask, { as: ben, params: { taskId: changed }, body: { title: "Follow up: mine" } });
  await life.call(createTask, { as: ben, body: { title: "My own", parentTaskId: filled } });
  await life.call(removeTask, { as: ben, params: { taskId: deleted } });
  // The project, the tasks that were changed and filled, and what was made of these.
  expect(await undone(ben, job)).toEqual({ undone: 3, kept: 5 });
  expect(await titlesOf(ben)).toEqual(["Changed", "Filled", "Follow up", "Follow up: mine", "My own"]);
});

it("keeps what was made because of what the person did", async () => {
  const cleo = await life.user("cleo");
  const job = await imported(cleo, "task,Coffee,every monday,en", "task,Tea,,");
  const [coffee] = await tasksOf(cleo);
  expect((await life.call(complete, { as: cleo, params: { taskId: coffee!.id }, body: {} })).status).toBe(200);
  expect(await life.deliver(recurTask, [about(cleo, TaskCompleted, coffee!.id) as CloudEvent])).toEqual([]);
  expect(await titlesOf(cleo)).toEqual(["Coffee", "Coffee", "Tea"]);
  expect(await undone(cleo, job)).toEqual({ undone: 1, kept: 2 });
  expect(await titlesOf(cleo)).toEqual(["Coffee", "Coffee"]);
});

it("leaves what other imports made, and what was made of those", async () => {
  const dora = await life.user("dora");
  const first = await imported(dora, "task,One,,");
  const [one] = await tasksOf(dora);
  await followed(dora, [one!.id]);
  const second = await imported(dora, "task,Two,,");
  const two = (await tasksOf(dora)).find(({ title }) => title === "Two")!;
  await followed(dora, [two.id]);
  expect(await undone(dora, second)).toEqual({ undone: 2, kept: 0 });
  expect(await titlesOf(dora)).toEqual(["Follow up", "One"]);
  expect(await undone(dora, first)).toEqual({ undone: 3, kept: 0 });
  expect(await tasksOf(dora)).toEqual([]);
});

it("takes back what is made of its rows while they are taken back", async () => {
  const finn = await life.user("finn");
  const job = await imported(finn, "task,One,,", "task,Two,,");
  const [one] = await tasksOf(finn);
  const late = consumer("work.followLate", [TaskEvents.created], {
    summary: "Make a task because of a task",
    handler: (ctx) => ctx.db.batch([insert(ctx, tasks, { title: "Late" }, { emits: { event: TaskEvents.created } })]),
  });
  meanwhile = async () => {
    expect(await life.deliver(late, [about(finn, TaskEvents.created, one!.id) as CloudEvent])).toEqual([]);
    expect(await titlesOf(finn)).toEqual(["Late"]);
  };
  expect(await undone(finn, job)).toEqual({ undone: 4, kept: 0 });
  expect(await tasksOf(finn)).toEqual([]);
});

it("takes back more of it than one page of events has", async () => {
  const emil = await life.user("emil");
  const job = await imported(emil, "task,One,,");
  const [one] = await tasksOf(emil);
  const many = consumer("work.followMany", [TaskEvents.created], {
    summary: "Make many tasks of a task",
    handler: (ctx, { data }) =>
      ctx.db.batch(
        [500, 20].map((count) =>
          insertMany(
            ctx,
            tasks,
            Array.from({ length: count }, (_, n) => ({
              id: derivedId(data.entityId!, `${count} ${n}`),
              title: `${n}`,
            })),
            { emits: { event: TaskEvents.created } },
          ),
        ),
      ),
  });
  expect(await life.deliver(many, [about(emil, TaskEvents.created, one!.id) as CloudEvent])).toEqual([]);
  expect(await undone(emil, job)).toEqual({ undone: 522, kept: 0 });
  expect(await tasksOf(emil)).toEqual([]);
});
