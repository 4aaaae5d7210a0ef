/** Many at once, on the PostgreSQL of the run: of the same bytes there is one file, one object and one event. */
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FileAccepted, FileEvents } from "#core/knowledge/events";
import { files } from "#core/knowledge/files.sql";
import { serverDb } from "#testing/database";
import type { Answer } from "#testing/harness";
import { isWhole } from "#testing/sampled";
import { put, type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { complete, remove, restore, upload } from "./files.ts";
import { get as storage } from "./storage.ts";

const MANY = isWhole("races") ? 50 : 15;
const MiB = 1024 ** 2;

let life: Shelf;
beforeAll(async () => {
  life = await shelf(await serverDb());
});
afterAll(() => life.close());

const together = (call: () => Promise<Answer>) => Promise.all(Array.from({ length: MANY }, call));
const statuses = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))].sort();
const told = (event: { type: string }, id: string) =>
  life.published.filter((one) => one.type === event.type && one.data.entityId === id).length;

it("many announcements and completions of the same bytes are one row and one object", async () => {
  const anna = await life.user("anna");
  const bytes = Buffer.from(`The same bytes ${randomUUID()}`);
  const announced = await together(() => life.announce(anna, bytes));
  expect(statuses(announced)).toEqual([200, 201]);
  const [id, ...others] = new Set(announced.map(({ body }) => body.file.id as string));
  expect(others).toEqual([]);
  expect(announced.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await life.count(files, `user_id = '${anna.userId}'`)).toBe(1);

  const uploads = await Promise.all(announced.map(({ body }) => put(body.upload.whole, bytes)));
  expect(new Set(uploads)).toEqual(new Set([200]));
  const completed = await together(() => life.call(complete, { as: anna, params: { fileId: id! } }));
  expect(statuses(completed)).toEqual([200]);
  expect(new Set(completed.map(({ body }) => body.status))).toEqual(new Set(["ready"]));
  expect((await life.store.list(`files/${anna.userId}/`)).objects).toHaveLength(1);
  expect([told(FileEvents.created, id!), told(FileAccepted, id!)]).toEqual([1, 1]);
});

slow("many uploads in parts of the same bytes are one upload, which is completed once", async () => {
  const anna = await life.user("anna");
  const bytes = Buffer.concat([randomBytes(64), Buffer.alloc(64 * MiB)]);
  const announced = await together(() => life.announce(anna, bytes));
  expect(statuses(announced)).toEqual([200, 201]);
  const { file } = announced[0]!.body;
  expect(await life.store.listUploads(`files/${anna.userId}/`)).toHaveLength(1);
  const { body } = await life.call(upload, { as: anna, params: { fileId: file.id } });
  for (const { url, partNumber } of body.upload.parts.next)
    expect(await put({ url }, bytes.subarray((partNumber - 1) * 16 * MiB, partNumber * 16 * MiB))).toBe(200);
  const completed = await together(() => life.call(complete, { as: anna, params: { fileId: file.id } }));
  expect(statuses(completed)).toEqual([202]);
  expect((await life.store.list(`files/${anna.userId}/`)).objects).toMatchObject([{ sizeBytes: bytes.length }]);
  expect(await life.store.listUploads(`files/${anna.userId}/`)).toEqual([]);
});

it("many announcements at the end of the room fill it, and no more", async () => {
  const anna = await life.user("anna");
  const announced = await together(() => life.announce(anna, Buffer.from(randomUUID()), { sizeBytes: 1_000_000_000 }));
  expect(statuses(announced)).toEqual([201, 409]);
  expect(announced.filter(({ status }) => status === 201)).toHaveLength(5);
  expect((await life.call(storage, { as: anna })).body.usedBytes).toBe(5_000_000_000);
});

it("a deleted file and a new one with its bytes are never both there", async () => {
  const anna = await life.user("anna");
  for (let round = 0; round < 10; round++) {
    const bytes = Buffer.from(randomUUID());
    const { body: file } = await life.keep(anna, bytes);
    const on = { as: anna, params: { fileId: file.id } };
    await Promise.all([
      life.call(remove, on),
      life.announce(anna, bytes),
      life.call(restore, on),
      life.announce(anna, bytes),
    ]);
    const live = await life.count(
      files,
      `user_id = '${anna.userId}' and sha256 = '${file.sha256}' and deleted_at is null`,
    );
    expect(live).toBeLessThanOrEqual(1);
  }
});
