import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileAccepted, FileEvents, FileQuarantined } from "#core/knowledge/events";
import { files, photoDetails } from "#core/knowledge/files.sql";
import { photograph } from "#core/knowledge/photos.fixture";
import type { Person } from "#testing/harness";
import { put, type Shelf, sha256, shelf } from "#testing/shelf";
import { changes, complete, create, download, get, list, photo, remove, restore, update, upload } from "./files.ts";
import { get as storage } from "./storage.ts";

let life: Shelf;
let anna: Person;
beforeAll(async () => {
  life = await shelf();
  anna = await life.user("anna");
});
afterAll(() => life.close());

const text = (words = "") => Buffer.from(`A note ${words} ${randomUUID()}`);
const on = (file: { id: string }, as = anna) => ({ as, params: { fileId: file.id } });
const told = (event: { type: string }, id: string) =>
  life.published.filter((one) => one.type === event.type && one.data.entityId === id);

describe("a file", () => {
  it("is announced, uploaded to the store, completed and downloaded as an attachment", async () => {
    const bytes = text();
    const { status, headers, body } = await life.announce(anna, bytes, { folderPath: "/Papers", tags: ["work"] });
    expect([status, headers.location]).toEqual([201, `/v1/knowledge/files/${body.file.id}`]);
    expect(body.file).toMatchObject({
      status: "pending",
      fileName: "notes.txt",
      folderPath: "/Papers",
      tags: ["work"],
    });
    for (const hidden of ["objectKey", "uploadId", "etag"]) expect(body.file).not.toHaveProperty(hidden);
    expect(body.upload).toMatchObject({ parts: null, whole: { headers: { "content-type": "text/plain" } } });
    expect(await put(body.upload.whole, bytes)).toBe(200);

    expect(await life.call(complete, on(body.file))).toMatchObject({ status: 200, body: { status: "ready" } });
    expect((await life.call(get, on(body.file))).body).toMatchObject({ status: "ready", sha256: sha256(bytes) });
    expect(told(FileAccepted, body.file.id)).toHaveLength(1);
    expect((await life.call(complete, on(body.file))).body.status).toBe("ready");
    expect(told(FileAccepted, body.file.id)).toHaveLength(1);

    const address = await life.call(download, on(body.file));
    expect(address.body).toMatchObject({ fileName: "notes.txt", mimeType: "text/plain", sizeBytes: bytes.length });
    const response = await fetch(address.body.url);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="notes.txt"/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("may be empty", async () => {
    expect((await life.keep(anna, Buffer.alloc(0), { fileName: "empty.txt" })).body).toMatchObject({
      status: "ready",
      sizeBytes: 0,
    });
  });

  it("is not complete before its bytes are there", async () => {
    const { body } = await life.announce(anna, text());
    expect(await life.call(complete, on(body.file))).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await life.call(download, on(body.file))).toMatchObject({ status: 409 });
  });

  it("takes no other bytes, no more and no fewer than were announced", async () => {
    const bytes = text();
    const { body } = await life.announce(anna, bytes);
    const other = Buffer.from(bytes).fill("x", 0, 1);
    expect(await put(body.upload.whole, other)).toBe(400);
    expect(await put(body.upload.whole, bytes.subarray(1))).toBe(403);
    expect(await put({ ...body.upload.whole, headers: { "content-type": "text/html" } }, bytes)).toBe(403);
    expect(await life.store.list(`files/${anna.userId}/${body.file.id}`)).toMatchObject({ objects: [] });
  });

  it("is renamed, moved, tagged and described, and not given another type", async () => {
    const { body } = await life.keep(anna, text());
    const patch = { fileName: "b.txt", folderPath: "/A/B", tags: ["t"], description: "What it is" };
    expect((await life.call(update, { ...on(body), body: patch })).body).toMatchObject(patch);
    expect((await life.call(update, { ...on(body), body: { mimeType: "text/html" } })).status).toBe(400);
    const found = await life.call(list, { as: anna, query: { folderPath: "/A/B" } });
    expect(found.body.data.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });

  it.each([
    [
      "fileName",
      ["", "a/b", "..", "a\u0000b", "a\nb", "a\u202egpj.exe", "a\u200fb", "a\u2067b", "back\\slash", "x".repeat(256)],
    ],
    ["folderPath", ["Papers", "/Papers/", "//a", "/../a", "/a/./b", "/a\u0007b", "/a\u202eb", `/${"x".repeat(101)}`]],
    ["mimeType", ["text", "TEXT/plain", "text/plain; charset=utf-8", "a/b/c", "text/pl ain"]],
    ["sha256", ["abc", "A".repeat(64)]],
    ["sizeBytes", [-1, 1.5, 1e17]],
  ])("refuses a %s that is none", async (field, values) => {
    for (const value of values) {
      const { status, body } = await life.announce(anna, text(), { [field]: value });
      expect([value, status]).toEqual([value, 400]);
      expect(body.errors[0].pointer).toBe(`#/${field}`);
    }
  });

  it("of which too much is announced is refused by the limits of the tier", async () => {
    const large = await life.announce(anna, text(), { sizeBytes: 3_000_000_000 });
    expect(large).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/sizeBytes" }] } });
    const bea = await life.user("bea");
    for (const size of [1_900_000_000, 1_900_000_001]) {
      expect((await life.announce(bea, text(), { sizeBytes: size })).status).toBe(201);
    }
    const full = await life.announce(bea, text(), { sizeBytes: 1_900_000_000 });
    expect(full).toMatchObject({ status: 409, body: { detail: expect.stringContaining("There is no room") } });
    expect((await life.call(storage, { as: bea })).body).toEqual({
      usedBytes: 3_800_000_001,
      deletedBytes: 0,
      totalBytes: 5_000_000_000,
      fileBytes: 2_000_000_000,
    });
  });
});

describe("the same bytes again", () => {
  it("are no second file", async () => {
    const bytes = text();
    const { body: file } = await life.keep(anna, bytes);
    const again = await life.announce(anna, bytes, { fileName: "another name.txt" });
    expect(again).toMatchObject({ status: 200, body: { file: { id: file.id, fileName: "notes.txt" }, upload: null } });
    expect(await life.count(files, `sha256 = '${sha256(bytes)}'`)).toBe(1);
  });

  it("go on where an upload was left, with what is said of them now", async () => {
    const bytes = text();
    const { body: first } = await life.announce(anna, bytes, { mimeType: "image/png" });
    const { status, body } = await life.announce(anna, bytes);
    expect([status, body.file.id, body.file.mimeType]).toEqual([200, first.file.id, "text/plain"]);
    expect(await put(body.upload.whole, bytes)).toBe(200);
    expect((await life.call(complete, on(body.file))).body.status).toBe("ready");
    expect((await life.call(upload, on(body.file))).status).toBe(409);
  });

  it("under the key of the first request are answered as it was", async () => {
    const bytes = text();
    const headers = { "idempotency-key": randomUUID() };
    const body = { fileName: "a.txt", mimeType: "text/plain", sizeBytes: bytes.length, sha256: sha256(bytes) };
    const [first, second] = [
      await life.call(create, { as: anna, body, headers }),
      await life.call(create, { as: anna, body, headers }),
    ];
    expect([first.status, second.status, second.body.file.id]).toEqual([201, 201, first.body.file.id]);
    expect(second.headers["idempotent-replayed"]).toBe("true");
    expect(await put(second.body.upload.whole, bytes)).toBe(200);
  });

  it("are found when there is no room for more", async () => {
    const bea = await life.user("bea");
    const bytes = text();
    const { body } = await life.announce(bea, bytes);
    await life.rows("update files set size_bytes = 5000000000 where id = $1", [body.file.id]);
    expect((await life.announce(bea, text())).status).toBe(409);
    expect((await life.announce(bea, bytes)).status).toBe(200);
  });

  it("that were deleted are told with their id, and are restored", async () => {
    const bytes = text();
    const { body: file } = await life.keep(anna, bytes);
    await life.call(remove, on(file));
    const again = await life.announce(anna, bytes);
    expect(again).toMatchObject({
      status: 409,
      body: { code: "was_deleted", current: { id: file.id, deleted: true } },
    });
    expect(await life.call(restore, on(file))).toMatchObject({ status: 200, body: { status: "ready" } });
    expect((await fetch((await life.call(download, on(file))).body.url)).status).toBe(200);
    expect(told(FileEvents.restored, file.id)).toHaveLength(1);
  });

  it("of somebody else are another file", async () => {
    const bea = await life.user("bea");
    const bytes = text();
    const [mine, theirs] = [await life.keep(anna, bytes), await life.keep(bea, bytes)];
    expect(mine.body.id).not.toBe(theirs.body.id);
    expect(theirs.body.status).toBe("ready");
  });
});

describe("bytes that are not what was said", () => {
  const page = () => Buffer.from(`<!doctype html><script>alert("${randomUUID()}")</script>`);

  it("are quarantined with the reason, given to nobody, and may be announced as what they are", async () => {
    const bytes = page();
    const { body } = await life.keep(anna, bytes, { fileName: "cat.png", mimeType: "image/png" });
    expect(body).toMatchObject({
      status: "quarantined",
      statusReason: "It was said to be image/png, and its bytes are text/html.",
      statusReasonCoded: { code: "other_type", params: { claimed: "image/png", found: "text/html" } },
    });
    expect(told(FileQuarantined, body.id)).toHaveLength(1);
    expect(await life.call(download, on(body))).toMatchObject({ status: 409, body: { detail: body.statusReason } });
    const right = await life.keep(anna, bytes, { fileName: "cat.html", mimeType: "text/html" });
    expect(right.body.status).toBe("ready");
    expect(right.body.id).not.toBe(body.id);
  });

  it("and pages and pictures with scripts are never shown in place", async () => {
    const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>${randomUUID()}</script></svg>`);
    for (const [bytes, mimeType] of [
      [page(), "text/html"],
      [svg, "image/svg+xml"],
    ] as const) {
      const { body } = await life.keep(anna, bytes, { mimeType });
      expect(body).toMatchObject({ status: "ready", mimeType });
      const { headers } = await fetch((await life.call(download, on(body))).body.url);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("of which nothing was said get the type that they show", async () => {
    const { body } = await life.keep(anna, page(), { mimeType: "application/octet-stream" });
    expect(body).toMatchObject({ status: "ready", mimeType: "text/html" });
  });
});

describe("others", () => {
  it("neither see nor touch a file", async () => {
    const mallory = await life.user("mallory");
    const { body } = await life.announce(anna, text());
    for (const operation of [get, upload, complete, download, photo, remove, restore])
      expect([operation.route, (await life.call(operation, on(body.file, mallory))).status]).toEqual([
        operation.route,
        404,
      ]);
    const patch = { ...on(body.file, mallory), body: { fileName: "mine.txt" } };
    expect((await life.call(update, patch)).status).toBe(404);
    expect((await life.call(list, { as: mallory })).body.data).toEqual([]);
    expect((await life.call(changes, { as: mallory })).body.data).toEqual([]);
  });

  it("of the household see and download it, and are not told where the photo was taken", async () => {
    const bea = await life.user("bea");
    await life.join(anna, bea);
    const bytes = photograph({ takenAt: "2026:02:03 04:05:06", latitude: 48.2082, longitude: -16.3738 });
    const said = { fileName: "us.jpg", mimeType: "image/jpeg", householdId: anna.householdId };
    const { body: file } = await life.keep(anna, bytes, said);
    expect(file.status).toBe("ready");

    expect((await life.call(photo, on(file))).body).toMatchObject({
      takenAt: "2026-02-03T04:05:06",
      latitude: 48.2082,
      longitude: -16.3738,
    });
    const { body: theirs } = await life.call(download, on(file, bea));
    expect((await (await fetch(theirs.url)).arrayBuffer()).byteLength).toBe(theirs.sizeBytes);
    expect((await life.call(photo, on(file, bea))).status).toBe(404);
    const shown = JSON.stringify([(await life.call(get, on(file, bea))).body, life.published]);
    for (const part of ["48.2082", "16.3738", "2026-02-03"]) expect(shown).not.toContain(part);
    expect(await life.count(photoDetails, `file_id = '${file.id}'`)).toBe(1);
  });

  it("of the household do not upload in its owner's name", async () => {
    const bea = await life.user("bea");
    await life.join(anna, bea);
    const { body } = await life.announce(anna, text(), { householdId: anna.householdId });
    for (const operation of [upload, complete])
      expect((await life.call(operation, on(body.file, bea))).status).toBe(403);
  });

  it("cannot be given a file by naming their dependent or their household", async () => {
    const bea = await life.user("bea");
    const [child] = await life.rows("insert into dependents (user_id, name) values ($1, 'Kim') returning id", [
      bea.userId,
    ]);
    for (const said of [{ dependentId: child!.id }, { householdId: bea.householdId }])
      expect([400, 403]).toContain((await life.announce(anna, text(), said)).status);
  });
});
