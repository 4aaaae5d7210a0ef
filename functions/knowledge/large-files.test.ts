import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { FileAccepted, FileArrived } from "#core/knowledge/events";
import { finishCheck, hashSlice, SLICE_BYTES } from "#core/knowledge/file-slices";
import type { Engine } from "#local/engine/engine";
import type { Person } from "#testing/harness";
import { someOf } from "#testing/sampled";
import { put, type Shelf, sha256, shelf } from "#testing/shelf";
import { startWorkflows } from "#testing/workflows";
import { complete, get, remove, restore, upload } from "./files.ts";
import { checkFile } from "./workflows.ts";

const MiB = 1024 ** 2;
/** The least that is uploaded in parts: four whole ones and a byte. */
const bytes = Buffer.concat([randomBytes(MiB), Buffer.alloc(63 * MiB), Buffer.from("!")]);

let life: Shelf;
let anna: Person;
let engine: Engine | undefined;
beforeAll(async () => {
  life = await shelf();
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(() => life.close());

const on = (file: { id: string }, as = anna) => ({ as, params: { fileId: file.id } });
const said = { fileName: "disk.bin", mimeType: "application/x-disk" };
const part = (number: number) => bytes.subarray((number - 1) * 16 * MiB, number * 16 * MiB);

interface Next {
  partNumber: number;
  sizeBytes: number;
  url: string;
}

async function uploaded() {
  anna = await life.user("anna");
  const { body } = await life.announce(anna, bytes, said);
  for (const next of body.upload.parts.next as Next[]) expect(await put(next, part(next.partNumber))).toBe(200);
  const { status, body: file } = await life.call(complete, on(body.file));
  expect([status, file.status]).toEqual([202, "checking"]);
  return { file };
}

/** Each takes seconds, so that `npm test` holds one of them. */
const costly = [
  {
    name: "is uploaded in parts, continued where it was left, and checked in the background",
    holds: async () => {
      anna = await life.user("anna");
      const { status, body } = await life.announce(anna, bytes, said);
      expect([status, body.upload.whole]).toEqual([201, null]);
      const { next, ...parts } = body.upload.parts as { next: Next[] };
      expect(parts).toEqual({ partBytes: 16 * MiB, partCount: 5, uploaded: [] });
      expect(next.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes])).toEqual(
        [1, 2, 3, 4, 5].map((number) => [number, number === 5 ? 1 : 16 * MiB]),
      );
      for (const number of [5, 2]) expect(await put(next[number - 1]!, part(number))).toBe(200);
      expect(await put(next[0]!, part(1).subarray(1))).toBe(403);

      const early = await life.call(complete, on(body.file));
      expect(early).toMatchObject({ status: 409, body: { detail: "3 of 5 parts are missing: 1, 3, 4." } });
      const again = await life.call(upload, on(body.file));
      expect(again.body.upload.parts.uploaded).toEqual([2, 5]);
      for (const one of again.body.upload.parts.next as Next[]) expect(await put(one, part(one.partNumber))).toBe(200);
      const done = await life.call(complete, on(body.file));
      expect([done.status, done.body.status]).toEqual([202, "checking"]);
      expect((await life.call(complete, on(body.file))).status).toBe(202);
      expect(life.events(FileArrived).filter(({ data }) => data.entityId === body.file.id)).toHaveLength(1);

      const started = await startWorkflows(life.open.database, [checkFile]);
      engine = started.engine;
      expect(await started.run(life.events(FileArrived).at(-1)!)).toEqual(["completed"]);
      expect((await life.call(get, on(body.file))).body).toMatchObject({ status: "ready", sha256: sha256(bytes) });
      expect(life.events(FileAccepted).filter(({ data }) => data.entityId === body.file.id)).toHaveLength(1);
    },
  },

  {
    name: "is hashed from where a slice before has ended, with the same result",
    holds: async () => {
      const { file } = await uploaded();
      const ctx = life.as(anna);
      const whole = await hashSlice(ctx, file.id, { at: 0 });
      expect(whole).toEqual({ at: bytes.length, sha256: sha256(bytes) });
      expect(bytes.length).toBeLessThan(SLICE_BYTES);
      const half = await hashSlice(ctx, file.id, { at: 0 }, 20 * MiB);
      expect(half).toMatchObject({ at: 20 * MiB, state: expect.any(String) });
      expect(await hashSlice(ctx, file.id, half!)).toEqual(whole);

      // Deleted meanwhile, it is ready when it comes back; with other bytes than were said, it is quarantined.
      await life.call(remove, on(file));
      await finishCheck(ctx, file.id, sha256(bytes));
      expect((await life.call(restore, on(file))).body.status).toBe("ready");
      await life.rows("update files set status = 'checking', sha256 = $2 where id = $1", [file.id, "0".repeat(64)]);
      await finishCheck(ctx, file.id, sha256(bytes));
      const statusReason = `Its SHA-256 is ${sha256(bytes)}, and not what was said.`;
      expect((await life.call(get, on(file))).body).toMatchObject({ status: "quarantined", statusReason });
      await finishCheck(ctx, file.id, "0".repeat(64));
      expect((await life.call(get, on(file))).body.status).toBe("quarantined");
    },
  },

  {
    name: "whose parts were put together before a kill is completed, and one that the store gave up is begun anew",
    holds: async () => {
      anna = await life.user("anna");
      const { body } = await life.announce(anna, bytes, said);
      const key = `files/${anna.userId}/${body.file.id}`;
      const [first] = await life.store.listUploads(key);
      await life.store.abortMultipart(key, first!.uploadId);
      expect((await life.call(complete, on(body.file))).status).toBe(409);
      const again = await life.call(upload, on(body.file));
      expect(again.body.upload.parts.uploaded).toEqual([]);
      for (const next of again.body.upload.parts.next as Next[])
        expect(await put(next, part(next.partNumber))).toBe(200);

      const [second] = await life.store.listUploads(key);
      await life.store.completeMultipart(key, second!.uploadId, await life.store.listParts(key, second!.uploadId));
      const whole = (await life.call(upload, on(body.file))).body.upload.parts;
      expect([whole.uploaded, whole.next]).toEqual([[1, 2, 3, 4, 5], []]);
      const done = await life.call(complete, on(body.file));
      expect([done.status, done.body.status]).toEqual([202, "checking"]);
    },
  },
];

describe("a large file", () => {
  it.each(someOf("large-files", costly, 1))("$name", ({ holds }) => holds());
});
