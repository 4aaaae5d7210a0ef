/** Of a photo or a film others than its owner get a copy without when and where it was taken, or nothing. */
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { speakAsService } from "#cloud/speak";
import { photographs, SECRET } from "#core/knowledge/cleaning/pictures.fixture";
import { FileAccepted, FileArrived, FileEvents } from "#core/knowledge/events";
import { copySlice } from "#core/knowledge/file-copies";
import { copyKey, fileKey } from "#core/knowledge/file-store";
import { readIn } from "#core/knowledge/search/indexing";
import { create as grant } from "#functions/identity/grants";
import type { Engine } from "#local/engine/engine";
import type { Person } from "#testing/harness";
import { put, type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";
import { complete, download, get, remove, restore, update } from "./files.ts";
import { sweep } from "./schedules.ts";
import { find } from "./search.ts";
import { get as storage } from "./storage.ts";
import { checkFile, readFile } from "./workflows.ts";

const MiB = 1024 ** 2;
let life: Shelf;
let anna: Person;
let bea: Person;
let engine: Engine | undefined;
beforeAll(async () => {
  life = await shelf();
});
beforeEach(async () => {
  anna = await life.user("anna");
  bea = await life.user("bea");
  await life.join(anna, bea);
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(() => life.close());

const on = (file: { id: string }, as = anna) => ({ as, params: { fileId: file.id } });
const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
const keyOf = ({ id }: { id: string }) => fileKey(anna.userId, id);
const [, photo] = photographs[0]!;
/** No two tests have the same bytes; what is behind the end of a JPEG is no part of the picture. */
const aPhoto = () => Buffer.concat([photo, Buffer.from(randomUUID())]);
const shared = () => ({ fileName: "us.jpg", mimeType: "image/jpeg", householdId: anna.householdId });

async function swept() {
  await scheduleHandler(sweep)({});
  return life.logs.findLast(({ message }) => message === "files swept")!.fields!;
}

/** Hands the acceptance of a file to the workflow that reads it. */
async function read(file: { id: string }) {
  const started = await startWorkflows(life.open.database, [readFile]);
  engine = started.engine;
  const accepted = life.events(FileAccepted).findLast(({ data }) => data.entityId === file.id)!;
  return started.run(accepted);
}

it.each(photographs)("a file of the type %s", async (mimeType, original) => {
  const bytes = Buffer.from(original);
  const { body: file } = await life.keep(anna, bytes, { mimeType, householdId: anna.householdId });
  expect(file).toMatchObject({ status: "ready", forOthers: "copy", forOthersReason: null });
  const mine = (await life.call(download, on(file))).body;
  expect(mine).toMatchObject({ sizeBytes: bytes.length, isCleaned: false });
  expect((await bytesAt(mine.url)).equals(bytes)).toBe(true);
  const theirs = (await life.call(download, on(file, bea))).body;
  expect(theirs).toMatchObject({ isCleaned: true, mimeType });
  const copy = await bytesAt(theirs.url);
  expect(copy.length).toBe(theirs.sizeBytes);
  expect(copy.includes(SECRET)).toBe(false);
  expect(JSON.stringify(theirs)).not.toContain("copyBytes");
});

describe("others", () => {
  it("get a file with nothing to clean as it is", async () => {
    const bytes = Buffer.from(randomUUID());
    const { body: file } = await life.keep(anna, bytes, { householdId: anna.householdId });
    expect(file.forOthers).toBe("same");
    const theirs = (await life.call(download, on(file, bea))).body;
    expect(theirs).toMatchObject({ isCleaned: false, sizeBytes: bytes.length });
    expect((await bytesAt(theirs.url)).equals(bytes)).toBe(true);
    expect(await life.store.head(copyKey(keyOf(file)))).toBeUndefined();
  });

  it("get nothing of a photo that cannot be cleaned, and are told why", async () => {
    const raw = Buffer.concat([Buffer.from("49492a0010000000435202", "hex"), randomBytes(64)]);
    const { body: file } = await life.keep(anna, raw, { ...shared(), mimeType: "image/x-canon-cr2" });
    expect(file).toMatchObject({ status: "ready", forOthers: "nothing" });
    expect(file.forOthersReason).toContain("image/x-canon-cr2");
    expect((await life.call(download, on(file))).status).toBe(200);
    const refused = await life.call(download, on(file, bea));
    expect(refused).toMatchObject({ status: 409, body: { detail: file.forOthersReason } });
  });

  it("get nothing as long as nobody has decided what, which the workflow does", async () => {
    const { body: file } = await life.keep(anna, aPhoto(), shared());
    await life.rows("update files set for_others = null, copy_bytes = null where id = $1", [file.id]);
    await life.store.remove(copyKey(keyOf(file)));
    expect(await life.call(download, on(file, bea))).toMatchObject({ status: 409 });
    expect((await life.call(download, on(file))).status).toBe(200);
    expect(await read(file)).toEqual(["completed"]);
    const theirs = (await life.call(download, on(file, bea))).body;
    expect((await bytesAt(theirs.url)).includes(SECRET)).toBe(false);
    const told = life.published.filter(
      ({ type, data }) => type === FileEvents.updated.type && data.entityId === file.id,
    );
    expect(told).toHaveLength(1);
  });

  it("do not find a file by what it says as long as they do not get it, and its owner does", async () => {
    const words = async (as: Person) => {
      while ((await readIn(speakAsService("schedule").ctx)) > 0);
      return (await life.call(find, { as, query: { q: "quetzal", mode: "text" } })).body.data.length;
    };
    const raw = Buffer.concat([Buffer.from("49492a0010000000435202", "hex"), randomBytes(64)]);
    const { body: file } = await life.keep(anna, raw, { ...shared(), mimeType: "image/x-canon-cr2" });
    await life.rows("insert into file_texts (file_id, content) values ($1, 'The quetzal is green.')", [file.id]);
    expect([await words(anna), await words(bea)]).toEqual([1, 0]);
    await life.rows("update files set for_others = 'same' where id = $1", [file.id]);
    expect([await words(anna), await words(bea)]).toEqual([1, 1]);
    await life.rows("update files set for_others = null where id = $1", [file.id]);
    expect([await words(anna), await words(bea)]).toEqual([1, 0]);
    const cleo = await life.user("cleo");
    const body = { granteeId: cleo.userId, entityType: "file", entityId: file.id, role: "viewer" };
    expect((await life.call(grant, { as: anna, body })).status).toBe(201);
    expect(await words(cleo)).toBe(0);
    await life.rows("update files set for_others = 'same' where id = $1", [file.id]);
    expect(await words(cleo)).toBe(1);
    await life.rows("update files set for_others = 'nothing' where id = $1", [file.id]);
  });

  it("who are no members get nothing at all", async () => {
    const mallory = await life.user("mallory");
    const { body: file } = await life.keep(anna, aPhoto(), shared());
    expect((await life.call(download, on(file, mallory))).status).toBe(404);
  });

  it("who may change the file neither see nor set what others get", async () => {
    const { body: file } = await life.keep(anna, aPhoto(), shared());
    for (const as of [anna, bea])
      expect((await life.call(update, { ...on(file, as), body: { forOthers: "same" } })).status).toBe(400);
  });
});

describe("the copy", () => {
  it("takes no room of the owner's, comes back with the file, and goes with it", async () => {
    const { body: file } = await life.keep(anna, aPhoto(), shared());
    expect((await life.call(storage, { as: anna })).body.usedBytes).toBe(file.sizeBytes);
    await life.call(remove, on(file));
    await life.rows("update files set deleted_at = now() where id = $1", [file.id]);
    expect(await swept()).toMatchObject({ freed: 0, orphans: 0, copies: 0 });
    await life.call(restore, on(file));
    expect((await life.call(download, on(file, bea))).body.isCleaned).toBe(true);
    await life.call(remove, on(file));
    await life.rows("update files set deleted_at = now() - interval '31 days' where id = $1", [file.id]);
    expect(await swept()).toMatchObject({ freed: 1, orphans: 0 });
    expect((await life.store.list(`files/${anna.userId}/`)).objects).toEqual([]);
  });

  it("that the store has lost is made again", async () => {
    const { body: file } = await life.keep(anna, aPhoto(), shared());
    await life.store.remove(copyKey(keyOf(file)));
    expect(await swept()).toMatchObject({ copies: 1, missing: 0, orphans: 0 });
    expect((await life.call(get, on(file))).body.forOthers).toBeNull();
    expect((await life.call(download, on(file, bea))).status).toBe(409);
    await read(file);
    expect((await life.call(download, on(file, bea))).body.isCleaned).toBe(true);
    expect(await swept()).toMatchObject({ copies: 0, orphans: 0 });
  });

  it("that nobody needs is removed", async () => {
    const { body: file } = await life.keep(anna, Buffer.from(randomUUID()));
    for (const key of [copyKey(keyOf(file)), copyKey(`files/${anna.userId}/${randomUUID()}`)])
      await life.store.put(key, Buffer.from("x"));
    expect(await swept()).toMatchObject({ orphans: 2, missing: 0 });
  });

  slow("of a large film is written in slices, and begun anew when the store gave the upload up", async () => {
    const [type, film] = photographs.at(-1)!;
    const bytes = Buffer.concat([film, Buffer.from("04000008", "hex"), Buffer.from("mdat"), Buffer.alloc(64 * MiB)]);
    const said = { fileName: "us.mp4", mimeType: type, householdId: anna.householdId };
    const { body } = await life.announce(anna, bytes, said);
    for (const { url, partNumber } of body.upload.parts.next)
      expect(await put({ url }, bytes.subarray((partNumber - 1) * 16 * MiB, partNumber * 16 * MiB))).toBe(200);
    expect((await life.call(complete, on(body.file))).status).toBe(202);
    const started = await startWorkflows(life.open.database, [checkFile]);
    engine = started.engine;
    expect(await started.run(life.events(FileArrived).at(-1)!)).toEqual(["completed"]);
    expect((await life.call(get, on(body.file))).body).toMatchObject({ status: "ready", forOthers: "copy" });
    const theirs = (await life.call(download, on(body.file, bea))).body;
    const copy = await bytesAt(theirs.url);
    expect([copy.length, copy.includes(SECRET)]).toEqual([bytes.length, false]);

    const file = { objectKey: keyOf(body.file), sizeBytes: bytes.length };
    const first = await copySlice(file, { at: 0 }, 32 * MiB);
    expect(first).toMatchObject({ at: 32 * MiB, uploadId: expect.any(String) });
    // A step that is repeated writes the same parts once more.
    const second = await copySlice(file, first as { at: number }, 16 * MiB);
    expect(await copySlice(file, first as { at: number }, 16 * MiB)).toEqual(second);
    const outcome = { forOthers: "copy", forOthersReason: null, forOthersReasonCoded: null, copyBytes: bytes.length };
    expect(await copySlice(file, second as { at: number })).toEqual(outcome);
    // The answer to the last step was lost: the copy is there.
    expect(await copySlice(file, second as { at: number })).toEqual(outcome);
    await life.store.remove(copyKey(file.objectKey));
    expect(await copySlice(file, second as { at: number })).toEqual({ at: 0 });
    expect((await bytesAt(theirs.url)).length).toBeLessThan(1_000);
  });
});
