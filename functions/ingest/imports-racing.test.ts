/** Several that do, stop, undo and change one import at once, on the PostgreSQL of the run. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { importRows } from "#core/ingest/import-jobs.sql";
import { giveUp, importSlice, inSlice } from "#core/ingest/import-slices";
import { undoSlice } from "#core/ingest/import-undo";
import { UNPACKING_LIMITS } from "#core/ingest/unpacking";
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
  while (await inSlice(storyOf(as, importId, event), work));
}
function storyOf(as: Person, importId: string, event: { type: string }) {
  const { id, correlationid } = life.published.findLast(
    (one) => one.type === event.type && one.data.entityId === importId,
  )!;
  return { userId: as.userId, importId, correlationId: correlationid, causationId: id };
}
const importing = (as: Person, id: string) => run(as, id, importSlice, ImportStarted);
const undoing = (as: Person, id: string) => run(as, id, undoSlice, ImportUndoStarted);
const live = (as: Person) => life.count(tasks, `user_id = '${as.userId}' and deleted_at is null`);

slow("five runs of one import do each row once", async () => {
  const anna = await life.user("anna");
  const id = await asked(anna);
  await Promise.all(Array.from({ length: 5 }, () => importing(anna, id)));
  expect(await now(anna, id)).toMatchObject({ status: "completed", created: TASKS + 1, total: TASKS + 1, failed: 0 });
  expect(await live(anna)).toBe(TASKS);
  expect(await life.count(importRows, `import_job_id = '${id}'`)).toBe(TASKS + 1);
});

it("a slice that another attempt has done meanwhile says that there is more to do, because nobody hears the other", async () => {
  const anna = await life.user("anna");
  const id = await asked(anna);
  const story = storyOf(anna, id, ImportStarted);
  const limits = { ms: 0, rows: 500, unpacking: UNPACKING_LIMITS };
  const attempt = () => inSlice(story, (ctx, job) => importSlice(ctx, job, limits));
  expect(await Promise.all([attempt(), attempt(), attempt()])).toEqual([true, true, true]);
  await importing(anna, id);
  expect(await now(anna, id)).toMatchObject({ status: "completed", created: TASKS + 1, total: TASKS + 1, failed: 0 });
  expect(await attempt()).toBe(false);
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

slow(
  "two address books that have the same people under different ids, at the same moment, make nobody twice",
  async () => {
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
  },
);

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

/** What may follow what, by the event that tells of it: an import is done, is taken back, has stopped or has ended, and never two of these. */
const FOLLOWS: Readonly<Record<string, readonly [from: readonly string[], to: string]>> = {
  started: [["new", "stopped"], "doing"],
  completed: [["doing"], "ended"],
  cancelled: [["doing", "undoing"], "stopped"],
  undo_started: [["stopped", "ended"], "undoing"],
  undone: [["undoing"], "undone"],
};

/** Where its events, one after the other, have brought an import; throws at one that cannot follow. */
async function walked(importId: string): Promise<{ state: string; told: Record<string, number> }> {
  const events = await life.database.query<{ event_type: string }>(
    `select event_type from events where entity_id = '${importId}' and event_type <> 'ingest.import.progressed' order by id`,
  );
  let state = "new";
  const told: Record<string, number> = {};
  for (const { event_type } of events) {
    const name = event_type.split(".").at(-1)!;
    const [from, to] = FOLLOWS[name] ?? [[], ""];
    expect(from, `${name} after ${state} of ${JSON.stringify(events)}`).toContain(state);
    state = to;
    told[name] = (told[name] ?? 0) + 1;
  }
  return { state, told };
}

const STATE_OF: Readonly<Record<string, string>> = {
  queued: "doing",
  running: "doing",
  undoing: "undoing",
  cancelled: "stopped",
  completed: "ended",
  undone: "undone",
};

slow(
  "who cancels, undoes and resumes at the same moment is each obeyed or refused, and the import is one thing at a time",
  async () => {
    const begins = {
      running: async () => {},
      cancelled: async (as: Person, params: { importId: string }) => {
        await life.call(cancel, { as, params });
      },
      completed: async (as: Person, params: { importId: string }) => importing(as, params.importId),
      undoing: async (as: Person, params: { importId: string }) => {
        await importing(as, params.importId);
        await life.call(undo, { as, params });
      },
    };
    for (const [name, begin] of someOf("races", Object.entries(begins), 2)) {
      const emma = await life.user("emma");
      const id = await asked(emma);
      const params = { importId: id };
      await begin(emma, params);
      const { told: before } = await walked(id);

      const verbs = { cancelled: cancel, undo_started: undo, started: resume };
      const asks = [...Object.entries(verbs), ...Object.entries(verbs), ...Object.entries(verbs)];
      const answers: [string, number][] = [];
      const ask = async ([event, verb]: (typeof asks)[number], turns: number) => {
        for (let turn = 0; turn < turns; turn++) await now(emma, id);
        answers.push([event, (await life.call(verb, { as: emma, params })).status]);
      };
      const runs = [importing(emma, id), name === "undoing" ? undoing(emma, id) : Promise.resolve()];
      await Promise.all([...asks.map((one, at) => ask(one, at % 4)), ...runs]);

      // Each that was obeyed is told of once, and nothing of what was refused.
      expect(answers.filter(([, status]) => status !== 202 && status !== 409)).toEqual([]);
      const { state, told } = await walked(id);
      for (const event of Object.keys(verbs)) {
        const obeyed = answers.filter(([of, status]) => of === event && status === 202).length;
        expect((told[event] ?? 0) - (before[event] ?? 0), `${event} of ${JSON.stringify(answers)}`).toBe(obeyed);
      }
      const job = await now(emma, id);
      expect(STATE_OF[job.status], name).toBe(state);

      // Whatever it is now, it goes on to its end, and is taken back whole.
      const left = await life.count(importRows, `import_job_id = '${id}' and undo is distinct from 'removed'`);
      expect(left, name).toBe(job.created - job.undone);
      if (state === "doing") await importing(emma, id);
      if (state !== "undoing" && state !== "undone")
        expect((await life.call(undo, { as: emma, params })).status, name).toBe(202);
      if (state !== "undone") await undoing(emma, id);
      expect(await now(emma, id), name).toMatchObject({
        status: "undone",
        kept: 0,
        undone: (await now(emma, id)).created,
      });
      expect(await live(emma), name).toBe(0);
      expect((await walked(id)).state).toBe("undone");
    }
  },
);

it("a run that gives up stops what it did, and not the undo that was asked for since", async () => {
  const finn = await life.user("finn");
  const id = await asked(finn, 10);
  const params = { importId: id };
  await importing(finn, id);
  await life.call(undo, { as: finn, params });
  await giveUp(life.as(finn), id, "import");
  expect(await now(finn, id)).toMatchObject({ status: "undoing", error: null });
  await giveUp(life.as(finn), id, "undo");
  expect(await now(finn, id)).toMatchObject({ status: "failed", error: expect.any(String) });
});
