import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import aws4 from "aws4";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";
import { receiveBody } from "./body.ts";
import { type ChecksumAlgorithm, checksumDigest } from "./checksums.ts";
import { parseRequest } from "./request.ts";

const Bucket = "files";
const stack = new AsyncDisposableStack();
let server: TestServer;

beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  const buckets = [{ name: Bucket }, { name: "small", maxObjectBytes: 1000 }];
  server = stack.use(await serveStore({ directory: directory.path, buckets }));
});
afterAll(() => stack.disposeAsync());

const code = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
const base64 = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("base64");
const checksumOf = (algorithm: ChecksumAlgorithm, text: string) => {
  const digest = checksumDigest(algorithm);
  digest.update(Buffer.from(text));
  return digest.value();
};
const crc32Base64 = (text: string) => checksumOf("crc32", text);

/** An upload with exactly these headers, signed even if they are wrong. */
function putSigned(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  const { host } = new URL(server.endpoint);
  const unsigned = { "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD", ...headers };
  const options = { service: "s3", region: "us-east-1", method: "PUT", host, path, headers: unsigned };
  const signed = aws4.sign(options, credentials).headers as Record<string, string>;
  return fetch(server.endpoint + path, { method: "PUT", body, headers: signed });
}

const isMissing = async (Key: string) => {
  const head = server.client().send(new HeadObjectCommand({ Bucket, Key }));
  await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
};

describe("the checksums and digests that a client declares for a body", () => {
  const text = "the real body";
  const other = "another body";

  it.each([
    ["content-md5", base64("md5", text), base64("md5", other)],
    ["x-amz-checksum-crc32", crc32Base64(text), crc32Base64(other)],
    ["x-amz-checksum-crc32c", checksumOf("crc32c", text), checksumOf("crc32c", other)],
    ["x-amz-checksum-crc64nvme", checksumOf("crc64nvme", text), checksumOf("crc64nvme", other)],
    ["x-amz-checksum-sha1", base64("sha1", text), base64("sha1", other)],
    ["x-amz-checksum-sha256", base64("sha256", text), base64("sha256", other)],
  ])("is held against it: %s", async (name, right, wrong) => {
    const key = `promise ${name}`;
    const path = `/files/${encodeURIComponent(key)}`;
    const refused = await putSigned(path, text, { [name]: wrong });
    expect([refused.status, await code(refused)]).toEqual([400, "BadDigest"]);
    await isMissing(key);
    const accepted = await putSigned(path, text, { [name]: right });
    expect(accepted.status).toBe(200);
    if (name !== "content-md5") expect(accepted.headers.get(name)).toBe(right);
  });

  it("are returned as a checksum that the SDK verifies when it reads", async () => {
    const s3 = server.client();
    const Key = "verified";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: text, ChecksumAlgorithm: "SHA256" }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(await got.Body?.transformToString()).toBe(text);
    expect(got).toMatchObject({ ChecksumSHA256: base64("sha256", text), ChecksumType: "FULL_OBJECT" });
  });

  it("are refused by name when they cannot be checked", async () => {
    const refused = await putSigned("/files/unchecked", text, { "x-amz-checksum-blake3": "AAAA" });
    expect([refused.status, await code(refused)]).toEqual([501, "NotImplemented"]);
    await isMissing("unchecked");
  });

  it("become a checksum of checksums for an object of several parts", async () => {
    const s3 = server.client();
    const Key = "parts";
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = { Bucket, Key, UploadId, PartNumber: 1, Body: text };
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand(part));
    expect(ChecksumCRC32).toBe(crc32Base64(text));
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ ...part, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
    );
    const digest = crc32(Buffer.from(crc32Base64(text), "base64"));
    const expected = Buffer.from(digest.toString(16).padStart(8, "0"), "hex").toString("base64");
    expect(done).toMatchObject({ ChecksumCRC32: `${expected}-1`, ChecksumType: "COMPOSITE" });
    expect(await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()).toBe(text);
  });
});

describe("aws-chunked bodies", () => {
  const chunkedHeaders = (bytes: number) => ({
    "X-Amz-Content-Sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": String(bytes),
    "x-amz-trailer": "x-amz-checksum-crc32",
  });

  it("are checked against the checksum in their trailer", async () => {
    const frame = (checksum: string) => `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`;
    const wrong = await putSigned("/files/trailer", frame(crc32Base64("other")), chunkedHeaders(5));
    expect([wrong.status, await code(wrong)]).toEqual([400, "BadDigest"]);
    await isMissing("trailer");
    const right = await putSigned("/files/trailer", frame(crc32Base64("hello")), chunkedHeaders(5));
    expect(right.status).toBe(200);
  });

  it.each([
    ["ends in a chunk", "5\r\nhel", 5],
    ["has no last chunk", "5\r\nhello\r\n", 5],
    ["is shorter than declared", "5\r\nhello\r\n0\r\n\r\n", 6],
    ["has no sizes", "hello", 5],
  ])("that %s are refused", async (_, body, declared) => {
    const { "x-amz-trailer": _trailer, ...headers } = chunkedHeaders(declared);
    const response = await putSigned("/files/torn", body, headers);
    expect([response.status, await code(response)]).toEqual([400, "IncompleteBody"]);
    await isMissing("torn");
  });

  it("are decoded however the network splits them", async () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 1, max: 25 }), async (parts, cut) => {
        const bytes = Buffer.concat(parts);
        const checksum = Buffer.from(crc32(bytes).toString(16).padStart(8, "0"), "hex").toString("base64");
        const framed = Buffer.concat([
          ...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)};x=y\r\n`), part, Buffer.from("\r\n")]),
          Buffer.from(`0\r\nx-amz-checksum-crc32: ${checksum}\r\n\r\n`),
        ]);
        const pieces = Array.from({ length: Math.ceil(framed.length / cut) }, (_, index) =>
          framed.subarray(index * cut, (index + 1) * cut),
        );
        const message = Object.assign(Readable.from(pieces), { headers: chunkedHeaders(bytes.length), url: "/b/k" });
        const request = parseRequest(message as never);
        const body = receiveBody(request, { kind: "chunked" }, 10_000);
        const received: Buffer[] = [];
        for await (const chunk of body.chunks) received.push(chunk);
        expect(Buffer.concat(received).equals(bytes)).toBe(true);
        expect(body.result()).toMatchObject({ size: bytes.length, checksum: { algorithm: "crc32", value: checksum } });
      }),
    );
  });
});

describe("sizes", () => {
  const small = { Bucket: "small", Key: "big" };
  const tooLarge = { name: "EntityTooLarge", $metadata: { httpStatusCode: 400 } };

  it("are limited by the bucket, for declared and for streamed bodies", async () => {
    const s3 = server.client();
    await s3.send(new PutObjectCommand({ ...small, Key: "fits", Body: Buffer.alloc(1000) }));
    await expect(s3.send(new PutObjectCommand({ ...small, Body: Buffer.alloc(1001) }))).rejects.toMatchObject(tooLarge);
    const Body = Readable.from([Buffer.alloc(600), Buffer.alloc(600)]);
    await expect(s3.send(new PutObjectCommand({ ...small, Body, ContentLength: 1200 }))).rejects.toMatchObject(
      tooLarge,
    );
    const large = new PutObjectCommand({ ...small, Body: Buffer.alloc(20_000_000) });
    await expect(s3.send(large)).rejects.toMatchObject(tooLarge);
    const longer = `7d0\r\n${"x".repeat(2000)}\r\n0\r\n\r\n`;
    const response = await putSigned("/small/big", longer, {
      "X-Amz-Content-Sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "10",
    });
    expect([response.status, await code(response)]).toEqual([400, "EntityTooLarge"]);
    await expect(s3.send(new HeadObjectCommand(small))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  it("of parts are added up", async () => {
    const s3 = server.client();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(small));
    const upload = (PartNumber: number, bytes: number) =>
      s3.send(new UploadPartCommand({ ...small, UploadId, PartNumber, Body: Buffer.alloc(bytes) }));
    await upload(1, 600);
    await expect(upload(2, 600)).rejects.toMatchObject(tooLarge);
    await upload(1, 900);
  });

  it("of up to 30 MB can be streamed both ways", async () => {
    const s3 = server.client();
    const block = randomBytes(1024 ** 2);
    const sent = createHash("sha256");
    const Body = Readable.from(
      (function* () {
        for (let index = 0; index < 30; index++) {
          sent.update(block);
          yield block;
        }
      })(),
    );
    await s3.send(new PutObjectCommand({ Bucket, Key: "large", Body, ContentLength: 30 * 1024 ** 2 }));
    const received = createHash("sha256");
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "large" }));
    for await (const chunk of got.Body as Readable) received.update(chunk);
    expect(received.digest("hex")).toBe(sent.digest("hex"));
  });
});
