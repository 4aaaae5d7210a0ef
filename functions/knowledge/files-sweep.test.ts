import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { speakAsService } from "#cloud/speak";
import { photographs } from "#core/knowledge/cleaning/pictures.fixture";
import { FileEvents } from "#core/knowledge/events";
import { fileKey } from "#core/knowledge/file-store";
import { sweepFiles } from "#core/knowledge/file-sweep";
import { configure, runtime } from "#kit/runtime";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { download, get, remove, restore } from "./files.ts";
import { sweep } from "./schedules.ts";

let life: Shelf;
let anna: Person;
beforeAll(async () => {
  life = await shelf();
});
beforeEach(async () => {
  anna = await life.user("anna");
  await swept();
});
afterAll(() => life.close());

const text = () => Buffer.from(randomUUID());
const on = (file: { id: string }) => ({ as: anna, params: { fileId: file.id } });
const keyOf = (file: { id: string }) => fileKey(anna.userId, file.id);
const isKept = async (file: { id: string }) => (await life.store.head(keyOf(file))) !== undefined;
const ago = (id: string, column: string, time: string) =>
  life.rows(`update files set ${column} = now() - $2::interval where id = $1`, [id, time]);

/** One sweep; yields what it found. */
async function swept() {
  await scheduleHandler(sweep)({});
  return life.logs.findLast(({ message }) => message === "files swept")!.fields!;
}

/** What the store and the rows do not agree on. */
async function differences() {
  const { objects } = await life.store.list("files/");
  const rows = await life.rows(`select object_key from files where status in ('ready', 'checking', 'quarantined')
    union all select object_key || '.copy' from files where for_others = 'copy'`);
  const [kept, known] = [objects.map(({ key }) => key), rows.map((row) => row.object_key)];
  return {
    withoutRow: kept.filter((key) => !known.includes(key)),
    withoutObject: known.filter((key) => !kept.includes(key as string)),
  };
}

describe("a store that is too large for one night", () => {
  slow("is gone through in several, each beginning where the one before has ended", async () => {
    const strays = Array.from({ length: 1_400 }, (_, i) => `files/${anna.userId}/${String(i).padStart(5, "0")}`);
    for (let at = 0; at < strays.length; at += 50)
      await Promise.all(strays.slice(at, at + 50).map((key) => life.store.put(key, Buffer.from("x"))));
    const { body: file } = await life.keep(anna, text());
    const nights = [];
    // One night has time for one page of the store.
    do nights.push(await sweepFiles(speakAsService("schedule").ctx, { maxTimeMs: 0 }));
    while (!nights.at(-1)!.isWhole && nights.length < 10);
    expect(nights.length).toBeGreaterThan(1);
    expect(nights[0]!.from).toBeNull();
    for (const [night, { from, objects }] of nights.entries()) {
      expect(objects).toBeLessThanOrEqual(1_000);
      if (night > 0) expect(from).toMatch(/^files\//);
    }
    expect(nights.reduce((sum, { orphans }) => sum + orphans, 0)).toBe(strays.length);
    expect(nights.every(({ missing }) => missing === 0)).toBe(true);
    expect(await isKept(file)).toBe(true);
    expect(await swept()).toMatchObject({ from: null, isWhole: true, orphans: 0 });
  });

  it("ends between a file and its copy without losing either", async () => {
    const files = [];
    for (let i = 0; i < 3; i++)
      files.push((await life.keep(anna, Buffer.concat([photographs[0]![1], text()]), jpeg)).body);
    const keys = (await life.store.list(`files/${anna.userId}/`)).objects.map(({ key }) => key);
    expect(keys).toHaveLength(6);
    for (const key of keys) {
      await life.rows("update cache_entries set value = $1::jsonb where key = 'service:files-sweep'", [
        JSON.stringify({ after: key }),
      ]);
      expect(await swept()).toMatchObject({ from: key, orphans: 0, missing: 0, copies: 0, isWhole: true });
    }
  });
});

const jpeg = { fileName: "us.jpg", mimeType: "image/jpeg" };

describe("the sweep", () => {
  it("finds nothing where rows and objects agree", async () => {
    await life.keep(anna, text());
    expect(await swept()).toMatchObject({ freed: 0, orphans: 0, missing: 0, found: 0, uploads: 0, isWhole: true });
  });

  it("removes objects without a row, and no others", async () => {
    const { body: file } = await life.keep(anna, text());
    const { body: pending } = await life.announce(anna, text());
    const left = [`files/${anna.userId}/${randomUUID()}`, `files/${randomUUID()}/${randomUUID()}`];
    for (const key of left) await life.store.put(key, text());
    await life.store.put("elsewhere/x", text());
    expect(await swept()).toMatchObject({ orphans: 2, missing: 0, freed: 0, isWhole: true });
    for (const key of left) expect(await life.store.head(key)).toBeUndefined();
    expect(await isKept(file)).toBe(true);
    expect((await life.call(get, on(pending.file))).body.status).toBe("pending");
    expect(await life.store.head("elsewhere/x")).toBeDefined();
    expect(await differences()).toEqual({ withoutRow: [], withoutObject: [] });
  });

  it("says of rows without an object that they are missing, until it is back", async () => {
    const bytes = text();
    const { body: file } = await life.keep(anna, bytes);
    await life.store.remove(keyOf(file));
    expect(await swept()).toMatchObject({ missing: 1, orphans: 0 });
    const lost = (await life.call(get, on(file))).body;
    expect(lost).toMatchObject({ status: "missing", statusReason: expect.stringContaining("not in the store") });
    expect(await life.call(download, on(file))).toMatchObject({ status: 409, body: { detail: lost.statusReason } });
    expect(await swept()).toMatchObject({ missing: 0, found: 0 });
    await life.store.put(keyOf(file), bytes);
    expect(await swept()).toMatchObject({ missing: 0, found: 1, orphans: 0 });
    expect((await life.call(get, on(file))).body).toMatchObject({ status: "ready", statusReason: null });
    const told = life.published.filter(
      ({ type, data }) => type === FileEvents.updated.type && data.entityId === file.id,
    );
    expect(told).toHaveLength(2);
  });

  it("frees what was deleted thirty days ago, and keeps what was deleted later or came back", async () => {
    const kept = [];
    for (const _ of [1, 2, 3]) kept.push((await life.keep(anna, text())).body);
    for (const file of kept) await life.call(remove, on(file));
    await ago(kept[0].id, "deleted_at", "30 days 2 hours");
    await ago(kept[1].id, "deleted_at", "29 days");
    await ago(kept[2].id, "deleted_at", "30 days 2 hours");
    await life.call(restore, on(kept[2]));
    expect(await swept()).toMatchObject({ freed: 1, orphans: 0, missing: 0 });
    expect(await Promise.all(kept.map(isKept))).toEqual([false, true, true]);
    expect((await life.call(restore, on(kept[0]))).status).toBe(404);
    expect((await life.call(restore, on(kept[1]))).status).toBe(200);
  });

  it("gives up uploads that nobody continues, in one piece and in parts", async () => {
    const { body: whole } = await life.announce(anna, text());
    const { body: parts } = await life.announce(anna, text(), { sizeBytes: 70_000_000 });
    const { body: cancelled } = await life.announce(anna, text());
    const { body: recent } = await life.announce(anna, text());
    await life.call(remove, on(cancelled.file));
    await life.rows("alter table files disable trigger all");
    for (const { file } of [whole, parts]) await ago(file.id, "updated_at", "8 days");
    await ago(cancelled.file.id, "deleted_at", "2 days");
    await life.rows("alter table files enable trigger all");
    expect(await life.store.listUploads(`files/${anna.userId}`)).toHaveLength(1);
    expect(await swept()).toMatchObject({ freed: 3 });
    expect(await life.store.listUploads(`files/${anna.userId}`)).toEqual([]);
    expect((await life.call(get, on(recent.file))).status).toBe(200);
  });

  it("finishes what a kill between a row and its object has left", async () => {
    const { body: file } = await life.keep(anna, text());
    await life.call(remove, on(file));
    await ago(file.id, "deleted_at", "31 days");
    const before = runtime();
    // The row goes, and the store is not reached any more.
    configure({ ...before, config: { ...before.config, FILES_ENDPOINT: "http://127.0.0.1:1" } });
    await expect(scheduleHandler(sweep)({})).rejects.toThrow();
    configure(before);
    expect(await differences()).toEqual({ withoutRow: [keyOf(file)], withoutObject: [] });
    expect(await swept()).toMatchObject({ orphans: 1 });
    expect(await differences()).toEqual({ withoutRow: [], withoutObject: [] });
  });

  it("removes the files of a person who is erased", async () => {
    const { body: file } = await life.keep(anna, text());
    await life.rows("delete from files where user_id = $1", [anna.userId]);
    expect(await swept()).toMatchObject({ orphans: 1 });
    expect(await isKept(file)).toBe(false);
  });
});
