/** A store that is down or breaks off in the middle of an import: the import is tried again, fails with a reason in the end, and goes on. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { importInSlice } from "#core/ingest/import-slices";
import { UNPACKING_LIMITS } from "#core/ingest/unpacking";
import { create, get, resume } from "#functions/ingest/imports";
import { importWorkflows } from "#functions/ingest/imports.fixture";
import { configure, runtime } from "#kit/runtime";
import { eventually } from "#testing/eventually";
import { someOf } from "#testing/sampled";
import { type Shelf, shelf } from "#testing/shelf";

const TASKS = 700;
const csv = ["TYPE,CONTENT", ...Array.from({ length: TASKS }, (_, n) => `task,Task ${n}`)].join("\n");

let life: Shelf;
let workflows: Awaited<ReturnType<typeof importWorkflows>>;
beforeAll(async () => {
  life = await shelf();
  workflows = await importWorkflows(life, life.open.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.close();
});

/** Does something while the store of files is this server. */
async function whileStoreIs<T>(answers: RequestListener, work: () => Promise<T>): Promise<T> {
  const server = createServer(answers).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const before = runtime();
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  configure({ ...before, config: { ...before.config, FILES_ENDPOINT: endpoint } });
  try {
    return await work();
  } finally {
    configure(before);
    server.closeAllConnections();
    server.close();
  }
}

const down: RequestListener = (_, response) => response.writeHead(503).end();
const breaksOff: RequestListener = (_, response) => {
  response.writeHead(206, { "content-length": csv.length, "content-range": `bytes 0-${csv.length - 1}/${csv.length}` });
  response.write(csv.slice(0, 100), () => response.destroy());
};

const troubles = [
  ["answers that it is down", down],
  ["breaks off in the middle of an answer", breaksOff],
] as const;
it.each(someOf("slow", troubles, 1))("an import whose store %s goes on from where it was", async (_, store) => {
  const anna = await life.user("anna");
  const said = { fileName: "Home.csv", mimeType: "text/csv" };
  const fileId = (await life.keep(anna, Buffer.from(csv), said)).body.id;
  const { body: asked } = await life.call(create, { as: anna, body: { kind: "todoist_csv", fileId, again: true } });
  const params = { importId: asked.id };
  const now = async () => (await life.call(get, { as: anna, params })).body;
  const story = () => {
    const started = life.published.findLast(
      ({ type, data }) => type === ImportStarted.type && data.entityId === asked.id,
    )!;
    const { correlationid: correlationId, id: causationId } = started;
    return { userId: anna.userId, importId: asked.id as string, correlationId, causationId };
  };
  // The first flight is done.
  expect(await importInSlice(story(), { ms: 0, rows: 500, unpacking: UNPACKING_LIMITS })).toBe(true);
  const before = await now();
  expect(before).toMatchObject({ status: "running", processed: 500 });
  // A slice that meets it fails, to be tried again, and changes nothing.
  await whileStoreIs(store, () => expect(importInSlice(story())).rejects.toMatchObject({ kind: "unavailable" }));
  expect(await now()).toEqual(before);
  // After all tries it has failed, with a reason.
  // What follows a failed run is a run of its own, which may be seen with it.
  expect(await whileStoreIs(store, () => workflows.handle(anna, ImportStarted, asked.id))).toContain("failed");
  const failed = { status: "failed", processed: 500, error: expect.stringContaining("several times") };
  await eventually(async () => expect(await now()).toMatchObject(failed));
  await life.call(resume, { as: anna, params });
  expect(await workflows.handle(anna, ImportStarted, asked.id)).not.toContain("failed");
  expect(await now()).toMatchObject({
    status: "completed",
    created: TASKS + 1,
    total: TASKS + 1,
    failed: 0,
    error: null,
  });
});
