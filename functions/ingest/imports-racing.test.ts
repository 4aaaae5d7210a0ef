/** Several that do, stop, undo and change one import at once, on the PostgreSQL of the run. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { importRows } from "#core/ingest/import-jobs.sql";
import { importSlice, inSlice } from "#core/ingest/import-slices";
import { undoSlice } from "#core/ingest/import-undo";
import { contacts } from "#core/people/contacts.sql";
import { tasks } from "#core/work/tasks.sql";
import { cancel, create, get, resume, undo } from "#functions/ingest/imports";
import { list as listTasks, update as updateTask } from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { someOf } from "#testing/sampled";
import { slow } from "#testing/slow";

const TASKS = 1_100;

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const text = (tasks: number) =>
  ["TYPE,CONTENT,PRIORITY,INDENT", ...Array.from({ length: tasks }, (_, at) => `task,Task ${at},4,1`)].join("\n");
async function asked(as: Person, tasks = TASKS): Promise<string> {
  const body = { kind: "todoist_csv", name: "Home.csv", text: text(tasks) };
  return (await life.call(create, { as, body })).body.id;
}
const now = async (as: Person, importId: string) => (await life.call(get, { as, params: { importId } })).body;

/** Does all slices of an import, or of its undo, as one run of its workflow would. */
async function run(as: Person, importId: string, work: typeof importSlice, event: { type: string }): Promise<void> {
  const { id, correlationid } = life.published.findLast(
    (one) => one.type === event.type && one.data.entityId === importId,
  )!;
  const story = { userId: as.userId, importId, correlationId: correlationid, causationId: id };
  while (await inSlice(story, work));
}
const importing = (as: Person, id: string) => run(as, id, importSlice, ImportStarted);
const undoing = (as: Person, id: string) => run(as, id, undoSlice, ImportUndoStarted);
const live = (as: Person) => life.count(tasks, `user_id = '${as.userId}' and deleted_at is null`);

slow("five runs of one import do each row once", async () => {
  const anna = await life.user("anna");
  const id = await asked(anna);
  await Promise.all(Array.from({ length: 5 }, () => importing(anna, id)));
  // Whoever lost against another run has stopped, as its workflow does; the last one goes on.
  await importing(anna, id);
  expect(await now(anna, id)).toMatchObject({ status: "completed", created: TASKS + 1, total: TASKS + 1, failed: 0 });
  expect(await live(anna)).toBe(TASKS);
  expect(await life.count(importRows, `import_job_id = '${id}'`)).toBe(TASKS + 1);
});

it("a cancellation amid a run leaves what it counts, and nothing is done twice when it goes on", async () => {
  for (const round of someOf("races", [0, 1, 2], 1)) {
    const ben = await life.user("ben");
    const id = await asked(ben);
    const params = { importId: id };
    const stop = async () => {
      for (let turn = 0; turn < round * 60; turn++) await now(ben, id);
      await life.call(cancel, { as: ben, params });
    };
    await Promise.all([importing(ben, id), importing(ben, id), stop()]);
    const stopped = await now(ben, id);
    expect(await life.count(importRows, `import_job_id = '${id}'`)).toBe(stopped.created);
    await life.call(resume, { as: ben, params });
    await Promise.all([importing(ben, id), importing(ben, id)]);
    await importing(ben, id);
    expect(await now(ben, id)).toMatchObject({ status: "completed", created: TASKS + 1, total: TASKS + 1 });
    expect(await live(ben)).toBe(TASKS);
  }
});

it("two address books that have the same people under different ids, at the same moment, make nobody twice", async () => {
  const dora = await life.user("dora");
  const PEOPLE = 700;
  const book = (name: string) =>
    Array.from({ length: PEOPLE }, (_, n) =>
      [
        "BEGIN:VCARD",
        "VERSION:3.0",
        `UID:${name}-${n}`,
        `FN:Person ${n}`,
        `EMAIL:person${n}@example.com`,
        "END:VCARD",
        "",
      ].join("\n"),
    ).join("");
  const ids: string[] = [];
  // The first two are the same file.
  for (const name of ["phone", "phone", "mail"]) {
    const body = { kind: "contacts_vcard", name: "People.vcf", text: book(name), again: true };
    ids.push((await life.call(create, { as: dora, body })).body.id);
  }
  await Promise.all(ids.map((id) => importing(dora, id)));
  expect(await life.count(contacts, `user_id = '${dora.userId}'`)).toBe(PEOPLE);
  const jobs = await Promise.all(ids.map((id) => now(dora, id)));
  expect(jobs.map(({ status, failed }) => [status, failed])).toEqual(ids.map(() => ["completed", 0]));
  expect(jobs.reduce((sum, { created }) => sum + created, 0)).toBe(PEOPLE);
});

it("what a person changes while an import is undone stays as they changed it", async () => {
  const cleo = await life.user("cleo");
  const id = await asked(cleo, 200);
  await importing(cleo, id);
  const { body } = await life.call(listTasks, { as: cleo });
  await life.call(undo, { as: cleo, params: { importId: id } });
  const changed: string[] = [];
  const change = async (some: { id: string }[]) => {
    for (const one of some) {
      const done = await life.call(updateTask, { as: cleo, params: { taskId: one.id }, body: { title: "Mine" } });
      expect([200, 404]).toContain(done.status);
      if (done.status === 200) changed.push(one.id);
    }
  };
  const half = body.data.length / 2;
  await Promise.all([
    change(body.data.slice(0, half)),
    change(body.data.slice(half)),
    undoing(cleo, id),
    undoing(cleo, id),
  ]);
  await undoing(cleo, id);
  const kept = changed.length;
  expect(await life.count(tasks, `user_id = '${cleo.userId}' and title = 'Mine' and deleted_at is null`)).toBe(kept);
  expect(await live(cleo)).toBe(kept);
  // The project is kept as long as one of its tasks is.
  expect(await now(cleo, id)).toMatchObject({ status: "undone", kept: kept > 0 ? kept + 1 : 0 });
});
