import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import http from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { describe, expect, it } from "vitest";
import { eventually } from "#testing/eventually";
import { credentials, sdkClient, serveStore, temporaryDirectory } from "#testing/objects/server";
import { slow } from "#testing/slow";
import { createObjectStore } from "./store.ts";

const Bucket = "files";

async function blobsIn(directory: string): Promise<string[]> {
  const entries = await readdir(join(directory, "blobs"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe("a restart", () => {
  it("keeps objects and unfinished multipart uploads", async () => {
    await using directory = await temporaryDirectory();
    let UploadId: string | undefined;
    let ETag: string | undefined;
    {
      await using server = await serveStore({ directory: directory.path });
      const s3 = server.client();
      await s3.send(
        new PutObjectCommand({ Bucket, Key: "kept", Body: "bytes", ContentType: "text/plain", Metadata: { a: "1" } }),
      );
      ({ UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "parts" })));
      const part = { Bucket, Key: "parts", UploadId, PartNumber: 1, Body: "part" };
      ({ ETag } = await s3.send(new UploadPartCommand(part)));
    }
    await using server = await serveStore({ directory: directory.path });
    const s3 = server.client();
    const kept = await s3.send(new GetObjectCommand({ Bucket, Key: "kept" }));
    expect(await kept.Body?.transformToString()).toBe("bytes");
    expect(kept).toMatchObject({ ContentType: "text/plain", Metadata: { a: "1" } });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "parts", UploadId, MultipartUpload }));
    const parts = await s3.send(new GetObjectCommand({ Bucket, Key: "parts" }));
    expect(await parts.Body?.transformToString()).toBe("part");
  });

  it("removes files that a crash left behind, and nothing else", async () => {
    await using directory = await temporaryDirectory();
    {
      await using server = await serveStore({ directory: directory.path });
      await server.client().send(new PutObjectCommand({ Bucket, Key: "kept", Body: "bytes" }));
    }
    const [kept] = await blobsIn(directory.path);
    const orphan = "ab".repeat(16);
    await writeFile(join(directory.path, "incoming", "cd".repeat(16)), "half an upl");
    await writeFile(join(directory.path, "blobs", "ab", orphan), "complete, but its commit never came");
    await using server = await serveStore({ directory: directory.path });
    expect(await readdir(join(directory.path, "incoming"))).toEqual([]);
    expect(await blobsIn(directory.path)).toEqual([kept]);
    const got = await server.client().send(new GetObjectCommand({ Bucket, Key: "kept" }));
    expect(await got.Body?.transformToString()).toBe("bytes");
  });

  it("aborts multipart uploads that are older than a week", async () => {
    await using directory = await temporaryDirectory();
    {
      await using server = await serveStore({ directory: directory.path });
      const s3 = server.client();
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
      await s3.send(new UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber: 1, Body: "part" }));
      expect(await blobsIn(directory.path)).toHaveLength(1);
    }
    const now = () => new Date(Date.now() + 8 * 24 * 3600_000);
    await using _server = await serveStore({ directory: directory.path, now });
    expect(await blobsIn(directory.path)).toEqual([]);
  });

  it("is refused to a second process while the first one runs", async () => {
    await using directory = await temporaryDirectory();
    await using _server = await serveStore({ directory: directory.path });
    const second = createObjectStore({ directory: directory.path, buckets: [], credentials });
    await expect(second.start()).rejects.toThrow(/another process/);
  });
});

describe("an interrupted upload", () => {
  it("leaves the former object unchanged, and no files behind", async () => {
    await using directory = await temporaryDirectory();
    await using server = await serveStore({ directory: directory.path });
    const s3 = server.client();
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "former" }));
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "k" }));
    const request = http.request(url, { method: "PUT", headers: { "content-length": 1_000_000 } });
    request.on("error", () => {});
    request.write(Buffer.alloc(500_000));
    await eventually(async () => expect(await readdir(join(directory.path, "incoming"))).toHaveLength(1));
    const during = await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(await during.Body?.transformToString()).toBe("former");
    request.destroy();
    await eventually(async () => expect(await readdir(join(directory.path, "incoming"))).toEqual([]));
    const after = await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(await after.Body?.transformToString()).toBe("former");
    expect(await blobsIn(directory.path)).toHaveLength(1);
  });
});

describe("a reader", () => {
  it("gets the whole version that it began with, even when that is deleted meanwhile", async () => {
    await using directory = await temporaryDirectory();
    await using server = await serveStore({ directory: directory.path });
    const s3 = server.client();
    // Two parts: the second file is not even opened while the first is being sent.
    const bytes = randomBytes(12 * 1024 ** 2);
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
    const Parts: { PartNumber: number; ETag?: string }[] = [];
    for (const [index, start] of [0, 8 * 1024 ** 2].entries()) {
      const part = { Bucket, Key: "k", UploadId, PartNumber: index + 1 };
      const Body = bytes.subarray(start, start + 8 * 1024 ** 2);
      const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body }));
      Parts.push({ PartNumber: part.PartNumber, ETag });
    }
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts } }));
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "k" }));
    const response = await new Promise<http.IncomingMessage>((resolve) => http.get(url, resolve));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    const received = createHash("md5");
    for await (const chunk of response) received.update(chunk);
    expect(received.digest("hex")).toBe(createHash("md5").update(bytes).digest("hex"));
    await eventually(async () => expect(await blobsIn(directory.path)).toEqual([]));
  });
});

describe("conditional writes", () => {
  it("let one of many creators win", async () => {
    await using directory = await temporaryDirectory();
    await using server = await serveStore({ directory: directory.path });
    const s3 = server.client();
    const create = (Body: string) => s3.send(new PutObjectCommand({ Bucket, Key: "once", Body, IfNoneMatch: "*" }));
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => create(`writer ${index}`)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ name: "PreconditionFailed" });
    }
    expect(await blobsIn(directory.path)).toHaveLength(1);
  });

  it("replace only the version that the writer has seen", async () => {
    await using directory = await temporaryDirectory();
    await using server = await serveStore({ directory: directory.path });
    const s3 = server.client();
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "1" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "2", IfMatch: ETag }));
    const stale = s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "3", IfMatch: ETag }));
    await expect(stale).rejects.toMatchObject({ name: "PreconditionFailed" });
  });
});

describe("a process killed in the middle of uploads", () => {
  slow("has kept every upload that it acknowledged, and every object is whole", async () => {
    await using directory = await temporaryDirectory();
    const program = `
      import http from "node:http";
      import { createObjectStore } from ${JSON.stringify(new URL("./store.ts", import.meta.url).href)};
      const store = createObjectStore(${JSON.stringify({ directory: directory.path, buckets: [{ name: Bucket }], credentials })});
      await store.start();
      const server = http.createServer((request, response) => void store.handle(request, response));
      server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = await once(createInterface(child.stdout), "line");
    const s3 = sdkClient(`http://127.0.0.1:${port}`);
    const bodyOf = (key: string) => Buffer.alloc(200_000, key);
    const acknowledged: string[] = [];
    const exited = once(child, "exit");
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 1000; index++) {
        const Key = `${writer}-${index}`;
        const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body: bodyOf(Key) })).catch(() => undefined);
        if (!put) return;
        acknowledged.push(Key);
        if (acknowledged.length === 40) child.kill("SIGKILL");
      }
    });
    await Promise.all(writers);
    await exited;
    s3.destroy();

    await using server = await serveStore({ directory: directory.path });
    const survivor = server.client();
    const { Contents = [] } = await survivor.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents.map(({ Key }) => Key)).toEqual(expect.arrayContaining(acknowledged));
    for (const { Key = "" } of Contents) {
      const got = await survivor.send(new GetObjectCommand({ Bucket, Key }));
      expect(bodyOf(Key).equals(await got.Body!.transformToByteArray()), Key).toBe(true);
    }
    expect(await readdir(join(directory.path, "incoming"))).toEqual([]);
    expect(await blobsIn(directory.path)).toHaveLength(Contents.length);
  });
});
