import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportCompleted, ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { TaskEvents } from "#core/work/events";
import { cancel, create, get, kinds, list, resume, rows, run, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { create as createProject, list as listProjects } from "#functions/work/projects";
import {
  create as createTask,
  list as listTasks,
  remove as removeTask,
  update as updateTask,
} from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let workflows: ImportWorkflows;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open);
  workflows = await importWorkflows(life, open.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.database.close();
});

const HEADER = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DEADLINE";
const csv = (...lines: string[]) => [HEADER, ...lines].join("\n");
const HOME = csv(
  "task,Oil the windows @house,With linseed oil,2,1,,,every monday at 9am,en,Europe/Berlin,",
  "task,Bathroom,,4,2,,,,,,",
  "note,Used wax,,,,Ada (1),,2018-06-08T07:02:05.000000Z,,,",
  "section,Stove,,,,,,,,,",
  "task,Clean,,1,1,,,2026-07-01,en,,2026-07-19",
);

/** Has the last event of this kind about an import handled. */
const handled = (person: Person, event: { type: string }, id: string) => workflows.handle(person, event, id);

async function imported(person: Person, body: object) {
  const asked = await life.call(create, { as: person, body: { kind: "todoist_csv", name: "Home.csv", ...body } });
  expect(asked.status).toBe(201);
  expect(await handled(person, ImportStarted, asked.body.id)).toEqual(["completed"]);
  return (await life.call(get, { as: person, params: { importId: asked.body.id } })).body;
}

const rowsOf = async (person: Person, importId: string, query = {}) =>
  (await life.call(rows, { as: person, params: { importId }, query })).body.data;
const tasksOf = async (person: Person) =>
  (await life.call(listTasks, { as: person, query: { sort: "sortOrder" } })).body.data;

describe("an import", () => {
  it("makes tasks of a project of Todoist, and tells of each", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const job = await imported(anna, { text: HOME });
    expect(job).toMatchObject({
      status: "completed",
      processed: 4,
      total: 4,
      percentage: 100,
      created: 4,
      skipped: 0,
      failed: 0,
      error: null,
    });
    const [project] = (await life.call(listProjects, { as: anna })).body.data;
    expect(project).toMatchObject({ name: "Home", status: "active" });
    const [windows, bathroom, clean] = await tasksOf(anna);
    expect(windows).toMatchObject({
      title: "Oil the windows",
      description: "With linseed oil",
      labels: ["house"],
      priority: "high",
      dueDate: "2026-03-09",
      dueAt: "2026-03-09T08:00:00.000Z",
      recurrenceRule: "FREQ=WEEKLY;BYDAY=MO",
      recurrenceTimezone: "Europe/Berlin",
      projectId: project.id,
      parentTaskId: null,
    });
    expect(bathroom).toMatchObject({
      title: "Bathroom",
      priority: "low",
      parentTaskId: windows.id,
      description: "Comments:\n2018-06-08, Ada: Used wax",
    });
    expect(clean).toMatchObject({
      title: "Clean",
      labels: ["Stove"],
      dueDate: "2026-07-19",
      scheduledDate: "2026-07-01",
      priority: "critical",
    });
    const created = life.published.filter((one) => one.type === TaskEvents.created.type && one.subject === anna.userId);
    expect(created).toHaveLength(3);
    const [started] = life.published.filter((one) => one.type === ImportStarted.type && one.subject === anna.userId);
    for (const one of created)
      expect(one).toMatchObject({ causationid: started!.id, correlationid: started!.correlationid });
    const done = life.published.filter((one) => one.type === ImportCompleted.type && one.subject === anna.userId);
    expect(done.map(({ data }) => data.payload)).toEqual([
      expect.objectContaining({ status: "completed", created: 4, total: 4 }),
    ]);
  });

  it("changes nothing the second time, also what was deleted since, and tells of the same bytes before", async () => {
    const ben = await life.user("ben");
    const first = await imported(ben, { text: HOME });
    const [, bathroom] = await tasksOf(ben);
    await life.call(removeTask, { as: ben, params: { taskId: bathroom.id } });
    const refused = await life.call(create, { as: ben, body: { kind: "todoist_csv", name: "Home.csv", text: HOME } });
    expect(refused).toMatchObject({ status: 409, body: { code: "already_imported" } });
    expect(refused.body.detail).toContain(first.id);
    const trial = await imported(ben, { text: HOME, dryRun: true });
    expect(trial).toMatchObject({ sameAsId: first.id, isDryRun: true, created: 0, skipped: 4 });
    const second = await imported(ben, { text: HOME, again: true });
    expect(second).toMatchObject({ status: "completed", created: 0, updated: 0, skipped: 4, failed: 0 });
    expect((await rowsOf(ben, second.id)).map(({ reason }: { reason: string }) => reason)).toEqual([
      "It was imported before.",
      "It was imported before.",
      "It was imported before and deleted here since.",
      "It was imported before.",
    ]);
    expect(await tasksOf(ben)).toHaveLength(2);
  });

  it("takes equal rows for several things, and brings up to date what the source says otherwise by now", async () => {
    const cleo = await life.user("cleo");
    const twice = csv("task,Coffee,,4,1,,,,,,", "task,Coffee,,4,1,,,,,,");
    expect(await imported(cleo, { text: twice })).toMatchObject({ created: 3 });
    const third = csv("task,Coffee,strong,4,1,,,,,,", "task,Coffee,,4,1,,,,,,", "task,Coffee,,4,1,,,,,,");
    const job = await imported(cleo, { text: third });
    expect(job).toMatchObject({ created: 1, updated: 1, skipped: 2 });
    expect((await tasksOf(cleo)).map(({ description }: { description: string }) => description)).toEqual([
      "strong",
      null,
      null,
    ]);
    const [, changed] = await rowsOf(cleo, job.id);
    expect(changed).toMatchObject({ action: "updated", title: "Coffee", line: 2 });
    await life.call(undo, { as: cleo, params: { importId: job.id } });
    expect(await handled(cleo, ImportUndoStarted, job.id)).toEqual(["completed"]);
    expect((await tasksOf(cleo)).map(({ description }: { description: string }) => description)).toEqual([null, null]);
    const { body } = await life.call(get, { as: cleo, params: { importId: job.id } });
    expect(body).toMatchObject({ status: "undone", undone: 2, kept: 0 });
  });

  it("says in a dry run what would become of each row, and does it when it is told to", async () => {
    const dora = await life.user("dora");
    const text = csv("task,Fine,,4,1,,,,,,", "task,,,4,1,,,,,,", "task,Deep,,4,4,,,,,,");
    const trial = await imported(dora, { text, dryRun: true });
    expect(trial).toMatchObject({ isDryRun: true, status: "partial", created: 2, failed: 2, total: 4 });
    expect(await tasksOf(dora)).toEqual([]);
    const would = await rowsOf(dora, trial.id);
    expect(
      would.map(({ action, line, title, reason }: Record<string, unknown>) => [action, line, title, reason]),
    ).toEqual([
      ["created", 1, "Home", null],
      ["created", 2, "Fine", null],
      ["failed", 3, null, "The task has no text."],
      ["failed", 4, null, "It is indented below no task: INDENT counts from 1 to 5, and by one at a time."],
    ]);
    expect(await rowsOf(dora, trial.id, { action: "failed" })).toHaveLength(2);
    expect((await life.call(run, { as: dora, params: { importId: trial.id } })).body).toMatchObject({
      isDryRun: false,
      status: "queued",
      total: 4,
    });
    await handled(dora, ImportStarted, trial.id);
    expect((await life.call(get, { as: dora, params: { importId: trial.id } })).body).toMatchObject({
      status: "partial",
      created: 2,
      failed: 2,
    });
    expect((await tasksOf(dora)).map(({ title }: { title: string }) => title)).toEqual(["Fine"]);
    expect((await rowsOf(dora, trial.id)).every(({ isDryRun }: { isDryRun: boolean }) => !isDryRun)).toBe(true);
    expect((await life.call(run, { as: dora, params: { importId: trial.id } })).status).toBe(409);
  });

  it("reads dates in the language that the file names, and keeps the words of others", async () => {
    const lea = await life.user("lea");
    const text = csv("task,Fenster,,4,1,,,jeden Montag,de,,", "task,Vitres,,4,1,,,chaque lundi,fr,,");
    expect(await imported(lea, { text })).toMatchObject({ created: 3 });
    const [german, french] = await tasksOf(lea);
    expect(german).toMatchObject({ title: "Fenster", recurrenceRule: "FREQ=WEEKLY;BYDAY=MO", description: null });
    expect(french).toMatchObject({
      title: "Vitres",
      recurrenceRule: null,
      dueDate: null,
      description: "Due: chaque lundi",
    });
  });

  it("puts tasks into the project of the same name that is there", async () => {
    const emil = await life.user("emil");
    const { body: home } = await life.call(createProject, { as: emil, body: { name: "Home" } });
    const job = await imported(emil, { text: HOME });
    expect(job).toMatchObject({ created: 3, skipped: 1, failed: 0 });
    for (const task of await tasksOf(emil)) expect(task.projectId).toBe(home.id);
    expect((await rowsOf(emil, job.id))[0]).toMatchObject({ action: "linked", entityId: home.id });
  });

  it("fails with a reason for what is no such file, and goes on when it is told to", async () => {
    const finn = await life.user("finn");
    const job = await imported(finn, { text: "a,b\n1,2" });
    expect(job).toMatchObject({
      status: "failed",
      error: "Its first line does not name what is needed: type, content.",
      errorCoded: { code: "csv_columns_missing", params: { columns: "type, content" } },
    });
    const again = await life.call(resume, { as: finn, params: { importId: job.id } });
    expect(again).toMatchObject({ status: 202, body: { status: "queued", error: null, errorCoded: null } });
    expect((await life.call(cancel, { as: finn, params: { importId: job.id } })).body.status).toBe("cancelled");
    await handled(finn, ImportStarted, job.id);
    expect((await life.call(get, { as: finn, params: { importId: job.id } })).body.status).toBe("cancelled");
  });
});

describe("the undo of an import", () => {
  it("keeps what was changed since and what holds it, and lets the rest be imported again", async () => {
    const gina = await life.user("gina");
    const job = await imported(gina, { text: HOME });
    const [windows, bathroom, clean] = await tasksOf(gina);
    await life.call(updateTask, { as: gina, params: { taskId: bathroom.id }, body: { title: "My bathroom" } });
    expect((await life.call(undo, { as: gina, params: { importId: job.id } })).body.status).toBe("undoing");
    expect(await handled(gina, ImportUndoStarted, job.id)).toEqual(["completed"]);
    expect((await life.call(get, { as: gina, params: { importId: job.id } })).body).toMatchObject({
      status: "undone",
      undone: 1,
      kept: 3,
    });
    expect((await tasksOf(gina)).map(({ title }: { title: string }) => title)).toEqual([
      "Oil the windows",
      "My bathroom",
    ]);
    const deleted = life.published.filter((one) => one.type === TaskEvents.deleted.type && one.subject === gina.userId);
    expect(deleted.map(({ data }) => data.entityId)).toEqual([clean.id]);
    expect(windows.id).toBeTruthy();
    expect(await imported(gina, { text: HOME })).toMatchObject({ created: 1, skipped: 3 });
  });

  it("keeps a task in which there is one of the person's own", async () => {
    const hugo = await life.user("hugo");
    const job = await imported(hugo, { text: HOME });
    const [, , clean] = await tasksOf(hugo);
    await life.call(createTask, { as: hugo, body: { title: "Mine", parentTaskId: clean.id } });
    await life.call(undo, { as: hugo, params: { importId: job.id } });
    await handled(hugo, ImportUndoStarted, job.id);
    expect((await tasksOf(hugo)).map(({ title }: { title: string }) => title).sort()).toEqual(["Clean", "Mine"]);
  });
});

describe("imports of others", () => {
  it("are nobody else's", async () => {
    const [ida, jan] = [await life.user("ida"), await life.user("jan")];
    const job = await imported(ida, { text: HOME });
    for (const endpoint of [get, rows, run, cancel, resume, undo])
      expect((await life.call(endpoint, { as: jan, params: { importId: job.id } })).status).toBe(404);
    expect((await life.call(list, { as: jan })).body.data).toEqual([]);
    expect(await imported(jan, { text: HOME })).toMatchObject({ created: 4, sameAsId: null });
    expect((await life.call(create, { as: jan, body: { kind: "todoist_csv", fileId: randomUUID() } })).status).toBe(
      400,
    );
    expect((await life.call(kinds, { as: jan })).body.data).toContainEqual(
      expect.objectContaining({
        kind: "todoist_csv",
        options: [{ name: "project", type: "text", choices: [], maxLength: 200, row: null }],
      }),
    );
  });
});
