/** Deleted files that are deleted for good before their time, one by one and all at once. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { photographs } from "#core/knowledge/cleaning/pictures.fixture";
import { FileAccepted, FilePurged } from "#core/knowledge/events";
import { fileKey } from "#core/knowledge/file-store";
import { photoDetails } from "#core/knowledge/files.sql";
import { configure, runtime } from "#kit/runtime";
import { serverDb } from "#testing/database";
import type { Person } from "#testing/harness";
import { put, type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { changes, complete, download, get, purge, remove, restore } from "./files.ts";
import { sweep } from "./schedules.ts";
import { emptyTrash, get as storage } from "./storage.ts";

let life: Shelf;
let anna: Person;
beforeAll(async () => {
  life = await shelf(await serverDb());
});
beforeEach(async () => {
  anna = await life.user("anna");
});
afterAll(() => life.close());

const text = () => Buffer.from(randomUUID());
const on = (file: { id: string }, as = anna) => ({ as, params: { fileId: file.id } });
const objects = async () => (await life.store.list(`files/${anna.userId}/`)).objects.map(({ key }) => key);
const used = async () => (await life.call(storage, { as: anna })).body;

it("a deleted file is gone with its copy and what was known of it, and its room is free", async () => {
  const bytes = Buffer.concat([photographs[0]![1], text()]);
  const { body: file } = await life.keep(anna, bytes, { fileName: "us.jpg", mimeType: "image/jpeg", tags: ["us"] });
  expect(await objects()).toHaveLength(2);
  expect(await life.call(purge, on(file))).toMatchObject({ status: 409, body: { code: "conflict" } });
  await life.call(remove, on(file));
  expect(await used()).toMatchObject({ usedBytes: bytes.length, deletedBytes: bytes.length });

  expect((await life.call(purge, on(file))).status).toBe(204);
  expect(await objects()).toEqual([]);
  expect(await used()).toMatchObject({ usedBytes: 0, deletedBytes: 0 });
  expect(await life.count(photoDetails, `file_id = '${file.id}'`)).toBe(0);
  const [row] = await life.rows("select file_name, tags, ai_tags, description from files where id = $1", [file.id]);
  expect(row).toEqual({ file_name: "purged", tags: [], ai_tags: [], description: null });
  expect(life.events(FilePurged).filter(({ data }) => data.entityId === file.id)).toHaveLength(1);

  // Nothing brings it back, and clients are still told that it was deleted.
  expect(await life.call(restore, on(file))).toMatchObject({
    status: 409,
    body: { detail: "It was deleted for good." },
  });
  for (const operation of [get, download]) expect((await life.call(operation, on(file))).status).toBe(404);
  expect((await life.call(purge, on(file))).status).toBe(204);
  expect(life.events(FilePurged).filter(({ data }) => data.entityId === file.id)).toHaveLength(1);
  const told = (await life.call(changes, { as: anna })).body.data;
  expect(told).toEqual([{ id: file.id, deleted: true, row: null }]);

  // The same bytes are another file now.
  const again = await life.keep(anna, bytes, { fileName: "us.jpg", mimeType: "image/jpeg" });
  expect(again).toMatchObject({ status: 200, body: { status: "ready" } });
  expect(again.body.id).not.toBe(file.id);
});

it("nobody purges a file of somebody else, member of the household or not", async () => {
  const [bea, mallory] = [await life.user("bea"), await life.user("mallory")];
  await life.join(anna, bea);
  const { body: file } = await life.keep(anna, text(), { householdId: anna.householdId });
  await life.call(remove, on(file));
  expect((await life.call(purge, on(file, bea))).status).toBe(403);
  expect((await life.call(purge, on(file, mallory))).status).toBe(404);
  expect((await life.call(emptyTrash, { as: bea })).body).toEqual({ purged: 0, hasMore: false });
  expect(await objects()).toHaveLength(1);
  expect((await life.call(restore, on(file))).status).toBe(200);
});

it("the trash is emptied in several requests, and nothing else goes", async () => {
  const { body: kept } = await life.keep(anna, text());
  const { body: deleted } = await life.keep(anna, text());
  await life.call(remove, on(deleted));
  await life.rows(
    `insert into files (user_id, file_name, object_key, mime_type, size_bytes, sha256, status, deleted_at)
     select $1::uuid, 'a', 'files/' || $1::text || '/' || gen_random_uuid(), 'text/plain', 1000, md5(i::text) || md5(i::text), 'ready', now() from generate_series(1, 150) i`,
    [anna.userId],
  );
  expect((await used()).deletedBytes).toBe(150_000 + deleted.sizeBytes);
  expect((await life.call(emptyTrash, { as: anna })).body).toEqual({ purged: 100, hasMore: true });
  expect((await life.call(emptyTrash, { as: anna })).body).toEqual({ purged: 51, hasMore: false });
  expect((await life.call(emptyTrash, { as: anna })).body).toEqual({ purged: 0, hasMore: false });
  expect(await objects()).toEqual([fileKey(anna.userId, kept.id)]);
  expect(await used()).toMatchObject({ usedBytes: kept.sizeBytes, deletedBytes: 0 });
});

slow("what a kill between a row and its objects has left is removed by the next call, or by the sweep", async () => {
  for (const finish of [(file: { id: string }) => life.call(purge, on(file)), () => scheduleHandler(sweep)({})]) {
    const { body: file } = await life.keep(anna, text());
    await life.call(remove, on(file));
    const before = runtime();
    configure({ ...before, config: { ...before.config, FILES_ENDPOINT: "http://127.0.0.1:1" } });
    expect((await life.call(purge, on(file))).status).toBe(503);
    configure(before);
    expect(await objects()).toHaveLength(1);
    expect((await life.call(restore, on(file))).status).toBe(409);
    await finish(file);
    expect(await objects()).toEqual([]);
  }
});

it("an upload in parts that was cancelled is ended in the store", async () => {
  const { body } = await life.announce(anna, text(), { sizeBytes: 70_000_000 });
  await life.call(remove, on(body.file));
  expect((await life.call(purge, on(body.file))).status).toBe(204);
  expect(await life.store.listUploads(`files/${anna.userId}`)).toEqual([]);
  expect((await life.call(complete, on(body.file))).status).toBe(404);
});

it("a request that is repeated under its key is answered as the first time", async () => {
  const headers = { "idempotency-key": randomUUID() };
  for (const _ of [1, 2, 3]) await life.call(remove, on((await life.keep(anna, text())).body));
  const first = await life.call(emptyTrash, { as: anna, headers });
  expect(first.body).toEqual({ purged: 3, hasMore: false });
  const { body: later } = await life.keep(anna, text());
  await life.call(remove, on(later));
  const again = await life.call(emptyTrash, { as: anna, headers });
  expect(again.body.purged).toBe(3);
  expect(await life.store.head(fileKey(anna.userId, later.id))).toBeDefined();
});

it("what is completed, deleted and purged at the same moment leaves no object without a row", async () => {
  for (let round = 0; round < 10; round++) {
    const bytes = Buffer.concat([photographs[0]![1], text()]);
    const { body } = await life.announce(anna, bytes, { fileName: "us.jpg", mimeType: "image/jpeg" });
    await put(body.upload.whole, bytes);
    const answers = await Promise.all([
      life.call(complete, on(body.file)),
      life.call(remove, on(body.file)).then(() => life.call(purge, on(body.file))),
    ]);
    for (const { status, body: said } of answers)
      expect([[200, 204, 404, 409].includes(status), said]).toEqual([true, said]);
  }
  await scheduleHandler(sweep)({});
  expect(await objects()).toEqual([]);
  expect(await life.rows("select status from files where user_id = $1 and status <> 'purged'", [anna.userId])).toEqual(
    [],
  );
});

slow("a file that is restored and purged at the same moment is whole or gone", async () => {
  for (let round = 0; round < 15; round++) {
    const bytes = text();
    const { body: file } = await life.keep(anna, bytes);
    await life.call(remove, on(file));
    const [, purged, emptied] = await Promise.all([
      life.call(restore, on(file)),
      life.call(purge, on(file)),
      life.call(emptyTrash, { as: anna }),
      life.announce(anna, bytes),
    ]);
    expect(emptied.status).toBe(200);
    expect([204, 409]).toContain(purged.status);
    const [row] = await life.rows("select status, deleted_at, object_key from files where id = $1", [file.id]);
    const isThere = (await life.store.head(row!.object_key as string)) !== undefined;
    expect(isThere).toBe(row!.status === "ready");
    expect(row!.deleted_at !== null).toBe(row!.status === "purged");
  }
  expect(life.events(FileAccepted).length).toBeGreaterThan(0);
});
