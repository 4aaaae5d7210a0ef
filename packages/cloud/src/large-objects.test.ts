/** Objects read and written in pieces. The emulator of the other tests takes no such large bodies, and lists neither parts nor uploads. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, serveStore, temporaryDirectory } from "#testing/objects/server";
import { slow } from "#testing/slow";
import { type LargeObjects, largeObjects } from "./large-objects.ts";
import { ObjectsError } from "./objects.ts";

const md5 = (text: string | Buffer) => createHash("md5").update(text).digest("hex");

describe("large objects", () => {
  const stack = new AsyncDisposableStack();
  let store: LargeObjects;
  beforeAll(async () => {
    const directory = stack.use(await temporaryDirectory());
    const { endpoint } = stack.use(await serveStore({ directory: directory.path }));
    store = largeObjects({ endpoint, region: "us-east-1", bucket: "files", ...credentials });
  });
  afterAll(() => stack.disposeAsync());

  async function putPart(key: string, uploadId: string, partNumber: number, body: Buffer<ArrayBuffer>): Promise<void> {
    const part = { partNumber, sizeBytes: body.length, expiresInSeconds: 60 };
    const { url, headers } = store.presignPart(key, uploadId, part);
    expect((await fetch(url, { method: "PUT", body, headers })).status).toBe(200);
  }

  slow("are streamed in pieces, from anywhere to anywhere", async () => {
    const bytes = Buffer.alloc(17_000_000);
    for (let at = 0; at < bytes.length; at += 1000) bytes.writeUInt32BE(at, at);
    await store.put("streamed out", bytes);
    const read = async (span?: { start?: number; endExclusive?: number }) =>
      Buffer.concat(await (await store.stream("streamed out", span)).toArray());
    expect((await read()).equals(bytes)).toBe(true);
    expect((await read({ start: 999, endExclusive: 16_000_001 })).equals(bytes.subarray(999, 16_000_001))).toBe(true);
    expect(await read({ start: 17_000_000 })).toHaveLength(0);
    await expect(store.stream("absent")).rejects.toMatchObject({ kind: "not_found" });
  });

  slow("that are replaced while they are streamed end the stream, and are not mixed", async () => {
    await store.put("replaced", Buffer.alloc(20_000_000, "a"));
    const stream = await store.stream("replaced");
    await store.put("replaced", Buffer.alloc(20_000_000, "b"));
    await expect(stream.toArray()).rejects.toMatchObject({ kind: "conflict", code: "PreconditionFailed" });
  });

  it("are listed by prefix and in order, with what was begun and not finished apart", async () => {
    for (const name of ["b &<é", "a", "c"]) await store.put(`listed/${name}`, Buffer.from(name));
    const { objects: all, isTruncated } = await store.list("listed/");
    expect([all.map(({ key }) => key), isTruncated]).toEqual([["listed/a", "listed/b &<é", "listed/c"], false]);
    expect(all[0]).toMatchObject({ sizeBytes: 1, etag: md5("a"), modifiedAt: expect.any(Date) });
    expect((await store.list("listed/", "listed/a")).objects).toHaveLength(2);
    const uploadId = await store.createMultipart("listed/d", { contentType: "text/plain" });
    expect(await store.listUploads("listed/")).toEqual([{ key: "listed/d", uploadId, startedAt: expect.any(Date) }]);
    await store.abortMultipart("listed/d", uploadId);
    expect(await store.listUploads("listed/")).toEqual([]);
  });

  it("come in parts, by presigned URLs too, and the parts that are there are told", async () => {
    const key = "in parts/ü";
    const [first, last] = [Buffer.alloc(5_300_000, "1"), Buffer.from("end")];
    const uploadId = await store.createMultipart(key, { contentType: "text/plain" });
    expect(await store.listParts(key, uploadId)).toEqual([]);
    await putPart(key, uploadId, 1, first);
    await putPart(key, uploadId, 2, Buffer.from("once"));
    await putPart(key, uploadId, 2, last);
    const parts = await store.listParts(key, uploadId);
    expect(parts).toEqual([
      { partNumber: 1, etag: md5(first), sizeBytes: first.length },
      { partNumber: 2, etag: md5(last), sizeBytes: 3 },
    ]);
    expect(await store.head(key)).toBeUndefined();
    const { etag } = await store.completeMultipart(key, uploadId, parts);
    expect(await store.head(key)).toMatchObject({ contentType: "text/plain", sizeBytes: first.length + 3, etag });
    // Another store may still know the upload and answer once more.
    const again = await store.completeMultipart(key, uploadId, parts).catch((error: ObjectsError) => error);
    if (again instanceof ObjectsError) expect(again).toMatchObject({ kind: "not_found", code: "NoSuchUpload" });
    await store.abortMultipart(key, uploadId);
    expect((await store.range(key, first.length - 1, first.length + 3)).toString()).toBe("1end");
  });

  it("of which a part is not as it was said, or too small, are refused", async () => {
    const key = "bad parts";
    const uploadId = await store.createMultipart(key, { contentType: "text/plain" });
    await putPart(key, uploadId, 1, Buffer.from("x"));
    await putPart(key, uploadId, 2, Buffer.from("y"));
    const wrong = [{ partNumber: 1, etag: md5("other") }];
    await expect(store.completeMultipart(key, uploadId, wrong)).rejects.toMatchObject({ code: "InvalidPart" });
    const small = [
      { partNumber: 1, etag: md5("x") },
      { partNumber: 2, etag: md5("y") },
    ];
    await expect(store.completeMultipart(key, uploadId, small)).rejects.toMatchObject({
      kind: "conflict",
      code: "EntityTooSmall",
    });
    await store.abortMultipart(key, uploadId);
    await expect(store.listParts(key, uploadId)).rejects.toMatchObject({ kind: "not_found" });
  });
});
