/** Imports of files of the store: Todoist's CSV and backup, and Vikunja's export. */
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { NONE, vikunjaTask } from "#core/work/vikunja.fixture";
import { create, get, rows, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { remove as removeFile } from "#functions/knowledge/files";
import { list as listProjects } from "#functions/work/projects";
import { list as listTasks } from "#functions/work/tasks";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";

let life: Shelf;
let workflows: ImportWorkflows;
beforeAll(async () => {
  life = await shelf();
  workflows = await importWorkflows(life, life.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.close();
});

async function handled(person: Person, event: { type: string }, id: string) {
  expect(await workflows.handle(person, event, id)).toEqual(["completed"]);
}

const ZIP = { fileName: "Backup.zip", mimeType: "application/zip" };

async function kept(person: Person, bytes: Uint8Array, said: object = ZIP): Promise<string> {
  const { status, body } = await life.keep(person, bytes, { ...said });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body.id;
}

async function imported(person: Person, kind: string, fileId: string, more: object = {}) {
  const asked = await life.call(create, { as: person, body: { kind, fileId, ...more } });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  await handled(person, ImportStarted, asked.body.id);
  return (await life.call(get, { as: person, params: { importId: asked.body.id } })).body;
}

type Fields = Record<string, unknown>;
const tasksOf = async (person: Person): Promise<Fields[]> =>
  (await life.call(listTasks, { as: person, query: { sort: "title", limit: "100" } })).body.data;
const projectsOf = async (person: Person): Promise<Fields[]> =>
  (await life.call(listProjects, { as: person, query: { limit: "100" } })).body.data;

const CSV = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE,DATE_LANG";
const home = [CSV, "task,Clean,,1,1,2026-07-01,en", "task,Bathroom,,4,2,,", "note,Twice,,,,,"].join("\n");
const garden = [CSV, "task,Water,,2,1,every monday,en"].join("\n");

describe("an import of a file", () => {
  it("of another person is refused as one that does not exist", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const fileId = await kept(anna, Buffer.from(home), { fileName: "Home.csv", mimeType: "text/csv" });
    const refusal = { status: 400, body: { errors: [{ pointer: "#/fileId", detail: "does not exist" }] } };
    for (const id of [fileId, crypto.randomUUID()])
      expect(await life.call(create, { as: ben, body: { kind: "todoist_csv", fileId: id } })).toMatchObject(refusal);
  });

  it("makes of it what it makes of its text", async () => {
    const anna = await life.user("anna");
    const fileId = await kept(anna, Buffer.from(home), {
      fileName: "Home [6Crg8jQ886Wh4P5g].csv",
      mimeType: "text/csv",
    });
    expect(await imported(anna, "todoist_csv", fileId)).toMatchObject({
      status: "completed",
      fileId,
      sourceName: "Home [6Crg8jQ886Wh4P5g].csv",
      sourceBytes: home.length,
      created: 3,
      percentage: 100,
    });
    expect((await tasksOf(anna)).map(({ title, priority }) => [title, priority])).toEqual([
      ["Bathroom", "low"],
      ["Clean", "critical"],
    ]);
    expect((await projectsOf(anna)).map(({ name }) => name)).toEqual(["Home"]);
    // The same bytes as a text.
    const again = await life.call(create, { as: anna, body: { kind: "todoist_csv", text: home } });
    expect(again).toMatchObject({ status: 409, body: { code: "already_imported" } });
  });

  it("fails with a reason when it was deleted meanwhile", async () => {
    const ben = await life.user("ben");
    const fileId = await kept(ben, Buffer.from(home), { fileName: "Home.csv", mimeType: "text/csv" });
    const { body } = await life.call(create, { as: ben, body: { kind: "todoist_csv", fileId } });
    expect((await life.call(removeFile, { as: ben, params: { fileId } })).status).toBeLessThan(300);
    await handled(ben, ImportStarted, body.id);
    const { body: job } = await life.call(get, { as: ben, params: { importId: body.id } });
    expect(job).toMatchObject({ status: "failed", error: "The file is not there any more.", created: 0 });
  });

  it("is refused when the file is somebody else's", async () => {
    const [cleo, dora] = [await life.user("cleo"), await life.user("dora")];
    const fileId = await kept(cleo, Buffer.from(home), { fileName: "Home.csv", mimeType: "text/csv" });
    expect((await life.call(create, { as: dora, body: { kind: "todoist_csv", fileId } })).status).toBe(400);
  });

  it("says by name what a zip file is refused for", async () => {
    const emil = await life.user("emil");
    const secret = zipSync({ "Home.csv": strToU8(home) });
    // The flag of encryption, in the member's own header and in the directory.
    for (const [signature, offset] of [
      ["PK\u0003\u0004", 6],
      ["PK\u0001\u0002", 8],
    ] as const) {
      const at = Buffer.from(secret).indexOf(signature, 0, "latin1") + offset;
      secret[at] = secret[at]! | 1;
    }
    const cases = [
      [secret, "“Home.csv” is encrypted; please make the zip file without a password."],
      [zipSync({ "data.json": strToU8("[]") }), "There is no CSV file in it: this is no backup of Todoist."],
    ] as const;
    for (const [bytes, error] of cases)
      expect(await imported(emil, "todoist_backup", await kept(emil, bytes))).toMatchObject({
        status: "failed",
        error,
      });
  });
});

describe("a backup of Todoist", () => {
  const backup = zipSync({
    "Home [6Crg8jQ886Wh4P5g].csv": strToU8(home),
    "Garden.csv": strToU8(garden),
    "__MACOSX/._Garden.csv": strToU8("?"),
  });

  it("makes the projects and their tasks, which its CSV files do not make again, and is undone", async () => {
    const finn = await life.user("finn");
    const job = await imported(finn, "todoist_backup", await kept(finn, backup));
    expect(job).toMatchObject({ status: "completed", created: 5, failed: 0, total: 5, percentage: 100 });
    const projects = new Map((await projectsOf(finn)).map(({ id, name }) => [id, name]));
    const [bathroom, clean, water] = await tasksOf(finn);
    expect([bathroom, clean, water].map((task) => [task!.title, projects.get(task!.projectId)])).toEqual([
      ["Bathroom", "Home"],
      ["Clean", "Home"],
      ["Water", "Garden"],
    ]);
    expect(bathroom).toMatchObject({ parentTaskId: clean!.id, description: "Comments:\nTwice" });
    expect(water).toMatchObject({ recurrenceRule: "FREQ=WEEKLY;BYDAY=MO", priority: "high" });
    const own = await kept(finn, Buffer.from(garden), { fileName: "Garden.csv", mimeType: "text/csv" });
    expect(await imported(finn, "todoist_csv", own)).toMatchObject({ created: 0, skipped: 2 });
    await life.call(undo, { as: finn, params: { importId: job.id } });
    await handled(finn, ImportUndoStarted, job.id);
    expect(await tasksOf(finn)).toEqual([]);
    expect(await projectsOf(finn)).toEqual([]);
  });
});

describe("an export of Vikunja", () => {
  const due = "2026-07-01T10:00:00+02:00";
  const exported = (...tasks: object[]) =>
    zipSync({
      "data.json": strToU8(
        JSON.stringify([{ id: 7, title: "Trip", description: "<p>To the <b>sea</b></p>", created: NONE, tasks }]),
      ),
    });

  it("brings priorities, repetitions, labels, comments, times, subtasks and what is completed", async () => {
    const gina = await life.user("gina", { timezone: "Europe/Berlin" });
    const boat = vikunjaTask(1, "a boat", { priority: 5, labels: [{ title: "sea" }, { title: "sea" }] });
    const week = 7 * 86_400;
    const bytes = exported(
      boat,
      vikunjaTask(2, "b sail", { priority: 1, related_tasks: { parenttask: [{ id: 1, created: boat.created }] } }),
      vikunjaTask(3, "c weekly", { due_date: due, repeat_after: 2 * week, repeat_mode: 0, priority: 3 }),
      vikunjaTask(4, "d after it is done", { due_date: due, repeat_after: 3 * 86_400, repeat_mode: 2, priority: 4 }),
      vikunjaTask(5, "e monthly", { due_date: due, repeat_mode: 1 }),
      vikunjaTask(6, "f each half day", { due_date: due, repeat_after: 43_200 }),
      vikunjaTask(7, "g without a day", { repeat_after: week }),
      vikunjaTask(8, "h done", { done: true, done_at: "2026-02-03T04:05:06Z", description: "<p>Well</p>" }),
      vikunjaTask(9, "i done some time", { done: true }),
      vikunjaTask(10, "j planned", {
        start_date: "2026-07-01T08:00:00Z",
        end_date: "2026-07-01T09:00:00Z",
        comments: [{ comment: "<p>Soon</p>", created: "2026-01-02T00:00:00Z", author: { name: "", username: "ada" } }],
      }),
    );
    const job = await imported(gina, "vikunja_export", await kept(gina, bytes, { ...ZIP, fileName: "export.zip" }));
    const { body: record } = await life.call(rows, {
      as: gina,
      params: { importId: job.id },
      query: { action: "failed" },
    });
    expect(record.data).toEqual([]);
    expect(job).toMatchObject({ status: "completed", created: 11, total: 11 });
    const [project] = await projectsOf(gina);
    expect(project).toMatchObject({ name: "Trip", description: "To the sea" });
    const found = await tasksOf(gina);
    for (const one of found) expect(one.projectId).toBe(project!.id);
    const dueAt = "2026-07-01T08:00:00.000Z";
    const recurs = { dueAt, dueDate: "2026-07-01", recurrenceTimezone: "Europe/Berlin" };
    const never = { recurrenceRule: null, recurrenceTimezone: null };
    expect(found).toMatchObject([
      { priority: "critical", labels: ["sea"], parentTaskId: null, dueAt: null, ...never },
      { priority: "low", parentTaskId: found[0]!.id },
      { priority: "high", ...recurs, recurrenceRule: "FREQ=WEEKLY;INTERVAL=2", recurrenceBasis: "due_date" },
      { priority: "critical", ...recurs, recurrenceRule: "FREQ=DAILY;INTERVAL=3", recurrenceBasis: "completion" },
      { priority: "medium", ...recurs, recurrenceRule: expect.stringMatching(/^FREQ=MONTHLY/) },
      { dueAt, description: "Repeats every 12 hours", ...never },
      { dueAt: null, description: "Repeats every 7 days", ...never },
      { status: "completed", completedAt: "2026-02-03T04:05:06.000Z", description: "Well" },
      { status: "completed", completedAt: "2026-01-01T00:00:09.000Z" },
      {
        status: "pending",
        scheduledStart: "2026-07-01T08:00:00.000Z",
        scheduledEnd: "2026-07-01T09:00:00.000Z",
        scheduledDate: "2026-07-01",
        description: "Comments:\n2026-01-02, ada: Soon",
      },
    ]);
  });

  it("brings up to date what was done there since, and the undo puts it back", async () => {
    const hugo = await life.user("hugo");
    const before = await kept(hugo, exported(vikunjaTask(1, "Rope")), { ...ZIP, fileName: "export.zip" });
    await imported(hugo, "vikunja_export", before);
    const after = await kept(
      hugo,
      exported(vikunjaTask(1, "Rope", { done: true, done_at: "2026-02-03T04:05:06Z", priority: 5 })),
      { ...ZIP, fileName: "export.zip" },
    );
    const job = await imported(hugo, "vikunja_export", after);
    expect(job).toMatchObject({ created: 0, updated: 1, skipped: 1 });
    const done = { title: "Rope", status: "completed", completedAt: "2026-02-03T04:05:06.000Z", priority: "critical" };
    expect(await tasksOf(hugo)).toMatchObject([done]);
    await life.call(undo, { as: hugo, params: { importId: job.id } });
    await handled(hugo, ImportUndoStarted, job.id);
    const open = { title: "Rope", status: "pending", completedAt: null, completedBy: null, priority: "medium" };
    expect(await tasksOf(hugo)).toMatchObject([open]);
  });
});
