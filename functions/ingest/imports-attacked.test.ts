/** What somebody may try who has an API key for less, a file that was made to break its reader, or a quick hand. */
import { randomUUID } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { cancel, create, get, list, resume, rows, run, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { list as listEvents } from "#functions/platform/events";
import { list as listTasks } from "#functions/work/tasks";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";

let life: Shelf;
let workflows: ImportWorkflows;
beforeAll(async () => {
  life = await shelf();
  workflows = await importWorkflows(life, life.open.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.close();
});

const csv = (...lines: string[]) => ["TYPE,CONTENT,PRIORITY,INDENT,AUTHOR,DATE", ...lines].join("\n");
const TWO = csv("task,Water the plants,4,1,,", "task,Oil the windows,4,1,,");

const ask = (as: Person, body: object) =>
  life.call(create, { as, body: { kind: "todoist_csv", name: "Home.csv", text: TWO, ...body } });

const handled = (person: Person, event: { type: string }, id: string) => workflows.handle(person, event, id);
async function imported(person: Person, body: object = {}) {
  const asked = await ask(person, body);
  expect(asked.status).toBe(201);
  await handled(person, ImportStarted, asked.body.id);
  return now(person, asked.body.id);
}
const now = async (as: Person, importId: string) => (await life.call(get, { as, params: { importId } })).body;
const titles = async (as: Person): Promise<string[]> =>
  (await life.call(listTasks, { as })).body.data.map(({ title }: { title: string }) => title).sort();

describe("an API key", () => {
  it("imports only into pillars that it may change, and only files that it may read", async () => {
    const anna = await life.user("anna");
    const job = await imported(anna, { dryRun: true });
    const key = (...scopes: string[]): Person => ({ ...anna, scopes: ["ingest:write", "ingest:read", ...scopes] });
    const params = { importId: job.id };
    const lacking = { status: 403, body: { code: "missing_scope" } };
    expect(await ask(key(), {})).toMatchObject(lacking);
    expect(await ask(key("people:write"), { dryRun: true })).toMatchObject(lacking);
    for (const verb of [run, resume, undo]) expect(await life.call(verb, { as: key(), params })).toMatchObject(lacking);
    expect(await ask(key("work:write"), { text: undefined, fileId: randomUUID() })).toMatchObject(lacking);
    expect(await ask(key("work:write", "knowledge:read"), { text: undefined, fileId: randomUUID() })).toMatchObject({
      status: 400,
    });
    expect((await life.call(run, { as: key("work:write"), params })).status).toBe(202);
    // Whoever may do nothing else may still stop it.
    expect((await life.call(cancel, { as: key(), params })).status).toBe(202);
  });
});

describe("the rows of an import", () => {
  it("have no titles for an API key that may not read what they have become", async () => {
    const gus = await life.user("gus");
    const job = await imported(gus, { text: csv("task,Buy a ring,4,1,,", "task,Too deep,4,5,,") });
    const seen = async (...scopes: string[]) => {
      const as = scopes.length > 0 ? { ...gus, scopes } : gus;
      const { body } = await life.call(rows, { as, params: { importId: job.id } });
      return body.data.map(({ title }: { title: string | null }) => title);
    };
    const all = await seen();
    expect(all).toContain("Buy a ring");
    for (const scopes of [["ingest:read", "work:read"], ["*"]]) expect(await seen(...scopes)).toEqual(all);
    for (const scopes of [["ingest:read"], ["ingest:read", "people:read"]])
      expect(await seen(...scopes)).toEqual(all.map(() => null));
  });
});

describe("the name of the file", () => {
  it("is for API keys that may read files, and what a text was called for all", async () => {
    const ida = await life.user("ida");
    const ofText = await imported(ida, { text: csv("task,Buy a ring,4,1,,") });
    const said = { fileName: "Divorce.csv", mimeType: "text/csv" };
    const { body: file } = await life.keep(ida, Buffer.from(TWO), said);
    const { body } = await life.call(create, { as: ida, body: { kind: "todoist_csv", fileId: file.id } });
    const params = { importId: body.id };
    const seen = async (...scopes: string[]) => {
      const as = { ...ida, scopes };
      const one = (await life.call(get, { as, params })).body.sourceName;
      const { data } = (await life.call(list, { as })).body;
      expect(data.find(({ id }: { id: string }) => id === ofText.id).sourceName).toBe(ofText.sourceName);
      const told = await life.call(listEvents, { as: { ...ida, scopes: [...scopes, "platform:read"] } });
      expect(JSON.stringify(told.body)).toContain(params.importId);
      const listed = data.find(({ id }: { id: string }) => id === params.importId).sourceName;
      return [one, listed, JSON.stringify(told.body).includes("Divorce")];
    };
    expect(await seen("ingest:read", "knowledge:read")).toEqual(["Divorce.csv", "Divorce.csv", true]);
    expect(await seen("ingest:read", "work:read")).toEqual(["", "", false]);
    const stopping = await life.call(cancel, { as: { ...ida, scopes: ["ingest:write"] }, params });
    expect(JSON.stringify(stopping.body)).not.toContain("Divorce");
  });
});

describe("an undo that is stopped before it has begun", () => {
  it("leaves an import that has nothing more to do", async () => {
    const ben = await life.user("ben");
    const text = csv("task,Twice,4,1,,", "task,Twice,4,1,,");
    const job = await imported(ben, { text });
    const params = { importId: job.id };
    await life.call(undo, { as: ben, params });
    await life.call(cancel, { as: ben, params });
    await life.call(resume, { as: ben, params });
    await handled(ben, ImportStarted, job.id);
    expect(await now(ben, job.id)).toMatchObject({ status: "completed", processed: 3, total: 3, created: 3 });
    expect(await titles(ben)).toEqual(["Twice", "Twice"]);
    await life.call(undo, { as: ben, params });
    await handled(ben, ImportUndoStarted, job.id);
    expect(await now(ben, job.id)).toMatchObject({ status: "undone", undone: 3, kept: 0 });
    expect(await titles(ben)).toEqual([]);
  });
});

describe("the undo of an import", () => {
  it("keeps what was changed since although no event tells of the change", async () => {
    const cleo = await life.user("cleo");
    const job = await imported(cleo);
    await life.database.query("update tasks set title = 'Mine' where user_id = $1 and title = 'Oil the windows'", [
      cleo.userId,
    ]);
    await life.call(undo, { as: cleo, params: { importId: job.id } });
    await handled(cleo, ImportUndoStarted, job.id);
    expect(await titles(cleo)).toEqual(["Mine"]);
  });
});

describe("a file that was made to break its reader", () => {
  it("fails no import by a text that PostgreSQL does not hold", async () => {
    const emil = await life.user("emil");
    const task = (id: number, title: string) => ({ id, title, created: `2026-01-01T00:00:0${id}Z` });
    const projects = [
      { id: 1, title: "Trip", created: "x".repeat(10_000), tasks: [task(1, "\ud800"), task(2, "\0"), task(3, "Fine")] },
    ];
    const bytes = zipSync({ "data.json": strToU8(JSON.stringify(projects)) });
    const { body: file } = await life.keep(emil, bytes, { fileName: "export.zip", mimeType: "application/zip" });
    const job = await imported(emil, { kind: "vikunja_export", text: undefined, name: undefined, fileId: file.id });
    expect(job).toMatchObject({ status: "partial", processed: 4, created: 2, failed: 2, error: null });
    expect(await titles(emil)).toEqual(["Fine"]);
  });

  it("comes in as far as it can be read, with the reason for the rest", async () => {
    const dora = await life.user("dora");
    const deep = Array.from({ length: 300 }, (_, at) => `task,Level ${at + 1},4,${at + 1},,`);
    const section = `section,${"s".repeat(100_000)},4,,,`;
    const notes = Array.from({ length: 2_000 }, (_, at) => `note,${"n".repeat(100)} ${at},,,Ada,2026-01-01`);
    const job = await imported(dora, { text: csv(...deep, section, "task,After,4,1,,", ...notes, "task,End,4,1,,") });
    expect(job).toMatchObject({ status: "partial", created: 8, failed: 295, error: null });
    const failed = await life.call(rows, {
      as: dora,
      params: { importId: job.id },
      query: { action: "failed" },
    });
    expect(failed.body.data[0].reason).toContain("INDENT");
    expect(await titles(dora)).toContain("End");
  });
});
