import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import fc from "fast-check";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, serveStore, temporaryDirectory } from "#testing/objects/server";
import { slow } from "#testing/slow";
import { type LargeObjects, largeObjects } from "./large-objects.ts";
import { type ObjectsConfig, ObjectsError } from "./objects.ts";

const account = { region: "us-east-1", bucket: "files", accessKeyId: "LOCALKEY", secretAccessKey: "local/secret+key" };
const md5 = (text: string | Buffer) => createHash("md5").update(text).digest("hex");

async function localStore(stack: AsyncDisposableStack): Promise<string> {
  const directory = stack.use(await temporaryDirectory());
  const buckets = [{ name: "files", maxObjectBytes: 40_000_000 }];
  return stack.use(await serveStore({ directory: directory.path, buckets })).endpoint;
}

async function emulator(stack: AsyncDisposableStack): Promise<string> {
  const server = await startFauxqs({ port: 0, logger: false, host: "127.0.0.1" });
  stack.defer(() => server.stop());
  server.createBucket("files");
  return `http://127.0.0.1:${server.port}`;
}

describe.each([
  ["the local store", localStore],
  ["an S3 emulator by others", emulator],
])("objects in %s", (_, start) => {
  const stack = new AsyncDisposableStack();
  let store: LargeObjects;
  beforeAll(async () => {
    store = largeObjects({ ...account, endpoint: await start(stack) });
  });
  afterAll(() => stack.disposeAsync());

  it("come back as they were put", async () => {
    const key = "in box/ü+&'(x)*.txt";
    const options = { contentType: "text/plain; charset=utf-8", metadata: { source: "camera", "two-words": "x y" } };
    const { etag } = await store.put(key, Buffer.from("hello"), options);
    expect(etag).toBe(md5("hello"));
    const head = { ...options, sizeBytes: 5, etag };
    expect(await store.head(key)).toEqual(head);
    expect(await store.get(key)).toEqual({ ...head, bytes: Buffer.from("hello") });
  });

  it("may be empty, and replaced", async () => {
    await store.put("empty", new Uint8Array(0));
    expect(await store.get("empty")).toMatchObject({ sizeBytes: 0, bytes: Buffer.alloc(0) });
    await store.put("empty", Buffer.from("no more"));
    expect((await store.get("empty")).bytes.toString()).toBe("no more");
  });

  it("may be streamed in when their size is known", async () => {
    const block = Buffer.alloc(1_000_000, "block");
    const { etag } = await store.put("streamed", Readable.from([block, block, block]), { sizeBytes: 3_000_000 });
    expect(etag).toBe(md5(Buffer.concat([block, block, block])));
    expect((await store.head("streamed"))?.sizeBytes).toBe(3_000_000);
  });

  it("are not_found when missing, and removed more than once without complaint", async () => {
    await store.put("gone", Buffer.from("x"));
    await store.remove("gone");
    await store.remove("gone");
    expect(await store.head("gone")).toBeUndefined();
    await expect(store.get("gone")).rejects.toMatchObject({ kind: "not_found", code: "NoSuchKey" });
  });

  it("are read only up to the caller's bound", async () => {
    await store.put("ten", Buffer.alloc(10));
    expect((await store.get("ten", { maxBytes: 10 })).bytes).toHaveLength(10);
    await expect(store.get("ten", { maxBytes: 9 })).rejects.toMatchObject({ kind: "too_large" });
  });

  it("are read from their beginning, however large they are", async () => {
    await store.put("many", Buffer.concat([Buffer.from("subject"), Buffer.alloc(2_000_000)]));
    expect((await store.beginning("many", 7)).toString()).toBe("subject");
    await store.put("few", Buffer.from("all of it"));
    expect((await store.beginning("few", 100)).toString()).toBe("all of it");
    await expect(store.beginning("none", 7)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("are uploaded and downloaded by whoever holds a presigned URL", async () => {
    const key = "from a page/ü.txt";
    const put = store.presignPut(key, { expiresInSeconds: 60, contentType: "text/plain", sizeBytes: 4 });
    expect(put.headers).toEqual({ "content-type": "text/plain" });
    const uploaded = await fetch(put.url, { method: "PUT", body: "page", headers: put.headers });
    expect(uploaded.status).toBe(200);
    expect(await store.head(key)).toMatchObject({ contentType: "text/plain", sizeBytes: 4 });
    const get = store.presignGet(key, { expiresInSeconds: 60, fileName: 'büro "1".txt' });
    expect(await (await fetch(get.url)).text()).toBe("page");
  });

  it("are read by ranges, and those that end early have fewer bytes", async () => {
    await store.put("ranged", Buffer.from("0123456789"));
    const read = async (start: number, end: number) => (await store.range("ranged", start, end)).toString();
    expect(await Promise.all([read(0, 3), read(3, 3), read(7, 10), read(8, 100), read(10, 20)])).toEqual([
      "012",
      "",
      "789",
      "89",
      "",
    ]);
    await store.put("nothing", new Uint8Array(0));
    expect(await store.range("nothing", 0, 10)).toHaveLength(0);
    await expect(store.range("absent", 0, 1)).rejects.toMatchObject({ kind: "not_found" });
    await expect(store.range("ranged", 3, 2)).rejects.toMatchObject({ kind: "invalid" });
  });

  it("that are in no such bucket are refused, not missing", async () => {
    const elsewhere = await start(stack);
    const store = largeObjects({ ...account, endpoint: elsewhere, bucket: "no-such-bucket" });
    await expect(store.get("x")).rejects.toMatchObject({ kind: "refused", code: "NoSuchBucket" });
  });
});

describe("presigned URLs", () => {
  const stack = new AsyncDisposableStack();
  let endpoint: string;
  let now = new Date();
  beforeAll(async () => {
    const directory = stack.use(await temporaryDirectory());
    endpoint = stack.use(await serveStore({ directory: directory.path, now: () => now })).endpoint;
  });
  afterAll(() => stack.disposeAsync());
  const store = () => largeObjects({ ...account, endpoint });

  it("hold uploads to the size and type they were made for, until they expire", async () => {
    const at = new Date();
    now = at;
    const options = { expiresInSeconds: 60, contentType: "image/png", sizeBytes: 4 };
    const { url, headers, expiresAt } = store().presignPut("k", options);
    expect(Math.abs(expiresAt.getTime() - at.getTime() - 60_000)).toBeLessThan(1500);
    const upload = async (body: string, type = headers["content-type"]!) =>
      (await fetch(url, { method: "PUT", body, headers: { "content-type": type } })).status;
    expect(await upload("12345")).toBe(403);
    expect(await upload("1234", "text/html")).toBe(403);
    now = new Date(expiresAt.getTime() + 1000);
    expect(await upload("1234")).toBe(403);
    now = at;
    expect(await upload("1234")).toBe(200);
  });

  it("take no other bytes than those of their hash", async () => {
    now = new Date();
    const sha256 = createHash("sha256").update("1234").digest("hex");
    const options = { expiresInSeconds: 60, contentType: "text/plain", sizeBytes: 4, sha256 };
    const { url, headers } = store().presignPut("hashed", options);
    const upload = async (body: string, sent: Record<string, string>) =>
      (await fetch(url, { method: "PUT", body, headers: sent })).status;
    expect(await upload("4321", headers)).toBe(400);
    expect(await upload("1234", { "content-type": "text/plain" })).toBe(403);
    expect(await store().head("hashed")).toBeUndefined();
    expect(await upload("1234", headers)).toBe(200);
  });

  it("hold a part to its length and number", async () => {
    now = new Date();
    const uploadId = await store().createMultipart("parted", { contentType: "text/plain" });
    const { url } = store().presignPart("parted", uploadId, { partNumber: 2, sizeBytes: 3, expiresInSeconds: 60 });
    const upload = async (to: string, body: string) => (await fetch(to, { method: "PUT", body })).status;
    expect(await upload(url, "four")).toBe(403);
    expect(await upload(url.replace("partNumber=2", "partNumber=3"), "abc")).toBe(403);
    expect(await upload(url, "abc")).toBe(200);
  });

  it("say another type than the object's", async () => {
    now = new Date();
    await store().put("typed", Buffer.from("<svg>"), { contentType: "image/svg+xml" });
    const { url } = store().presignGet("typed", { expiresInSeconds: 60, contentType: "application/octet-stream" });
    expect((await fetch(url)).headers.get("content-type")).toBe("application/octet-stream");
  });

  it("are dated by the given clock", () => {
    const at = new Date("2026-03-01T12:00:00.900Z");
    const store = largeObjects({ ...account, endpoint, now: () => at });
    const { url, expiresAt } = store.presignGet("k", { expiresInSeconds: 60 });
    expect(new URL(url).searchParams.get("X-Amz-Date")).toBe("20260301T120000Z");
    expect(expiresAt).toEqual(new Date("2026-03-01T12:01:00Z"));
  });

  it("download as an attachment with its name in UTF-8, whatever the object says of itself", async () => {
    now = new Date();
    await store().put("page.html", Buffer.from("<script>"), { contentType: "text/html" });
    const named = store().presignGet("page.html", { expiresInSeconds: 60, fileName: 'büro "1"/x.html' });
    const response = await fetch(named.url);
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"b_ro _1__x.html\"; filename*=UTF-8''b%C3%BCro%20%221%22%2Fx.html",
    );
    const plain = await fetch(store().presignGet("page.html", { expiresInSeconds: 60 }).url);
    expect(plain.headers.get("content-disposition")).toBe("attachment");
  });

  it("carry the token of temporary credentials", async () => {
    now = new Date();
    await using directory = await temporaryDirectory();
    const temporary = { ...credentials, sessionToken: "token/+=" };
    await using server = await serveStore({ directory: directory.path, credentials: temporary, now: () => now });
    const store = largeObjects({ ...account, endpoint: server.endpoint, sessionToken: temporary.sessionToken });
    await store.put("with-token", Buffer.from("x"));
    const { url } = store.presignGet("with-token", { expiresInSeconds: 60 });
    expect(new URL(url).searchParams.get("X-Amz-Security-Token")).toBe("token/+=");
    expect((await fetch(url)).status).toBe(200);
    const without = largeObjects({ ...account, endpoint: server.endpoint });
    await expect(without.get("with-token")).rejects.toMatchObject({ kind: "refused", code: "InvalidToken" });
  });

  it("are signed so that the store agrees for any key and file name", async () => {
    now = new Date();
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    const isUsable = (key: string) => !key.split("/").some((segment) => segment === "." || segment === "..");
    await fc.assert(
      fc.asyncProperty(text.filter(isUsable), text, async (key, fileName) => {
        const { url, headers } = store().presignPut(key, { expiresInSeconds: 60, contentType: "text/plain" });
        const uploaded = await fetch(url, { method: "PUT", body: key, headers });
        expect(uploaded.status).toBe(200);
        const downloaded = await fetch(store().presignGet(key, { expiresInSeconds: 60, fileName }).url);
        expect(await downloaded.text()).toBe(key);
      }),
      { numRuns: 60 },
    );
  });

  it("and keys that cannot work are refused before anything is sent", async () => {
    const options = { expiresInSeconds: 60, contentType: "text/plain" };
    for (const key of ["", "..", "a/../b", "./a", "x".repeat(1025), "\ud800", "a\0b"]) {
      expect(() => store().presignPut(key, options), key).toThrow(ObjectsError);
      await expect(store().get(key)).rejects.toMatchObject({ kind: "invalid" });
    }
    expect(() => store().presignPut("k", { ...options, expiresInSeconds: 604_801 })).toThrow(/expiresInSeconds/);
    await expect(store().put("k", Buffer.from("x"), { metadata: { a: "ü" } })).rejects.toMatchObject({
      kind: "invalid",
    });
  });
});

describe("a store in trouble", () => {
  type Listener = (attempt: number, request: http.IncomingMessage, response: http.ServerResponse) => void;

  async function troubled(listener: Listener, config: Partial<ObjectsConfig> = {}) {
    let attempts = 0;
    const server = http.createServer((request, response) => {
      attempts += 1;
      listener(attempts, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      store: largeObjects({ ...account, endpoint, ...config }),
      attempts: () => attempts,
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  const slowDown = "<Error><Code>SlowDown</Code></Error>";

  it("that fails after it has begun to answer 200 has not finished the upload", async () => {
    await using late = await troubled((_, request, response) => {
      request.resume();
      response.writeHead(200).end("<Error><Code>InternalError</Code></Error>");
    });
    await expect(late.store.completeMultipart("k", "id", [{ partNumber: 1, etag: "e" }])).rejects.toMatchObject({
      kind: "unavailable",
      code: "InternalError",
    });
  });

  it("that ignores ranges is refused, and is not read whole", async () => {
    await using whole = await troubled((_, __, response) => response.writeHead(200).end("0123456789"));
    expect((await whole.store.range("k", 0, 3)).toString()).toBe("012");
    await expect(whole.store.range("k", 2, 3)).rejects.toMatchObject({ kind: "refused" });
  });

  it("is asked three times in all", async () => {
    await using recovering = await troubled((attempt, request, response) => {
      request.resume();
      if (attempt === 1) response.writeHead(503).end(slowDown);
      else if (attempt === 2) response.destroy();
      else response.writeHead(200, { etag: '"e"' }).end();
    });
    expect(await recovering.store.put("k", Buffer.from("x"))).toEqual({ etag: "e" });
    await using down = await troubled((_, request, response) => {
      request.resume();
      response.writeHead(503).end(slowDown);
    });
    await expect(down.store.get("k")).rejects.toMatchObject({ kind: "unavailable", code: "SlowDown" });
    expect(down.attempts()).toBe(3);
  });

  it("is asked once for what it refuses, and for a stream that is spent", async () => {
    await using refusing = await troubled((_, __, response) => {
      response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
    });
    await expect(refusing.store.get("k")).rejects.toMatchObject({ kind: "refused", code: "SignatureDoesNotMatch" });
    expect(refusing.attempts()).toBe(1);
    await using down = await troubled((_, request, response) => {
      request.resume().on("end", () => response.writeHead(500).end());
    });
    const stream = Readable.from([Buffer.from("once")]);
    await expect(down.store.put("k", stream, { sizeBytes: 4 })).rejects.toMatchObject({ kind: "unavailable" });
    expect(down.attempts()).toBe(1);
  });

  it("is not given a stream of another length than was said", async () => {
    let stored = 0;
    await using store = await troubled((_, request, response) => {
      request
        .on("data", () => {})
        .on("end", () => {
          stored += 1;
          response.writeHead(200, { etag: '"e"' }).end();
        });
      request.on("error", () => {});
    });
    const stream = () => Readable.from([Buffer.from("abc"), Buffer.from("def")]);
    for (const sizeBytes of [3, 5, 7, 100])
      await expect(store.store.put("k", stream(), { sizeBytes }), `${sizeBytes}`).rejects.toMatchObject({
        kind: "invalid",
        message: expect.stringContaining(String(sizeBytes)),
      });
    await expect(store.store.put("k", stream(), { sizeBytes: 6 })).resolves.toEqual({ etag: "e" });
    expect([stored, store.attempts() <= 5]).toEqual([1, true]);
  });

  slow("is given up when it is silent, or too slow in all", async () => {
    // Long enough for each attempt to arrive on a busy machine.
    await using silent = await troubled(() => {}, { idleTimeoutMs: 300 });
    await expect(silent.store.get("k")).rejects.toMatchObject({ kind: "unavailable", code: "ETIMEDOUT" });
    expect(silent.attempts()).toBe(3);
    await using dripping = await troubled(
      (_, __, response) => {
        response.writeHead(200, { "content-length": "1000" });
        const timer = setInterval(() => response.write("."), 5);
        response.on("close", () => clearInterval(timer));
      },
      { timeoutMs: 60 },
    );
    await expect(dripping.store.get("k")).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("cannot make a reader hold more than its bound", async () => {
    await using lying = await troubled((_, __, response) => {
      response.writeHead(200);
      const flood = setInterval(() => response.write(Buffer.alloc(10_000)), 1);
      response.on("close", () => clearInterval(flood));
    });
    await expect(lying.store.get("k", { maxBytes: 50_000 })).rejects.toMatchObject({ kind: "too_large" });
    expect(lying.attempts()).toBe(1);
  });

  it("that is not there is unavailable", async () => {
    const store = largeObjects({ ...account, endpoint: "http://127.0.0.1:9" });
    await expect(store.head("k")).rejects.toMatchObject({ kind: "unavailable", code: "ECONNREFUSED" });
  });
});
