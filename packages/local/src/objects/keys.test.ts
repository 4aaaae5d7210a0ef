import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";
import { slow } from "#testing/slow";
import { openCatalogue } from "./catalogue.ts";
import { listObjects } from "./listing.ts";
import { parseRequest, type S3Request } from "./request.ts";
import { childText, parseXml } from "./xml.ts";

const Bucket = "files";
const stack = new AsyncDisposableStack();
let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = stack.use(await temporaryDirectory()).path;
  server = stack.use(await serveStore({ directory: join(directory, "store") }));
});
afterAll(() => stack.disposeAsync());

const nasty = fc.constantFrom(
  "..",
  ".",
  "/",
  "//",
  "\\",
  "%2e%2e",
  "%2F",
  "+",
  " ",
  "?",
  "#",
  "&",
  "\u0001",
  "\r\n",
  "C:",
  "~",
  "é",
  "日",
  "😀",
  "a",
);
const anyKey = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 6 })), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.join(""))
  .filter((key) => key !== "" && !key.includes("\0") && Buffer.byteLength(key) <= 1024);

describe("keys", () => {
  slow("may contain anything, and never reach the file system", async () => {
    const s3 = server.client();
    await fc.assert(
      fc.asyncProperty(anyKey, async (Key) => {
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
        const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
        expect(await got.Body?.transformToString()).toBe(Key);
        const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key, EncodingType: "url" }));
        const keys = listed.Contents?.map((object) => decodeURIComponent(object.Key!.replaceAll("+", " ")));
        expect(keys).toEqual([Key]);
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      }),
      { numRuns: 60 },
    );
    await s3.send(new PutObjectCommand({ Bucket, Key: "../../../../outside", Body: "x" }));
    expect(await readdir(directory)).toEqual(["store"]);
    const files = (await readdir(join(directory, "store"), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    for (const name of files) expect(name).toMatch(/^([0-9a-f]{32}|catalogue\.sqlite(-wal)?)$/);
  });

  it("may have 1,024 bytes and no more", async () => {
    const s3 = server.client();
    const longest = "é".repeat(512);
    await s3.send(new PutObjectCommand({ Bucket, Key: longest, Body: "x" }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: longest }))).ContentLength).toBe(1);
    const longer = s3.send(new PutObjectCommand({ Bucket, Key: `${longest}a`, Body: "x" }));
    await expect(longer).rejects.toMatchObject({ name: "KeyTooLongError" });
  });

  it("with NUL are refused, because neither a text column nor a C program could hold them", async () => {
    const s3 = server.client();
    const refused = { name: "InvalidArgument", $metadata: { httpStatusCode: 400 } };
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: "a\0b", Body: "x" }))).rejects.toMatchObject(refused);
    const CopySource = `${Bucket}/${encodeURIComponent("a\0b")}`;
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "a", CopySource }))).rejects.toMatchObject(refused);
  });

  it("that are not valid UTF-8 are refused", async () => {
    const response = await fetch(`${server.endpoint}/files/%FF%FE`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("<Code>InvalidURI</Code>");
  });
});

describe("listing", () => {
  it.each([1, 2])(
    "agrees with a plain model for any keys, prefix, delimiter and page size: version %i",
    async (version) => {
      await using place = await temporaryDirectory();
      const letters = fc.constantFrom("a", "b", "/", "Z", "é", "\uffff", "😀");
      const name = fc.array(letters, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
      const catalogue = openCatalogue(join(place.path, "catalogue.sqlite"));
      let run = 0;
      fc.assert(
        fc.property(
          fc.uniqueArray(name, { maxLength: 15 }),
          fc.oneof(fc.constant(""), name),
          fc.constantFrom("", "/", "b", "é", "a/"),
          fc.integer({ min: 1, max: 7 }),
          (keys, prefix, delimiter, maxKeys) => {
            const bucket = `bucket-${run++}`;
            for (const key of keys) {
              const object = { key, size: 1, etag: "0", modifiedAt: new Date(0), headers: {}, blobs: [] };
              catalogue.put(bucket, object, undefined);
            }
            const listed: string[] = [];
            let next: string | undefined;
            do {
              const page = pageOf(bucket, { prefix, delimiter, "max-keys": String(maxKeys) }, next);
              expect(page.entries.length).toBeLessThanOrEqual(maxKeys);
              if (page.next) expect(page.entries.length).toBe(maxKeys);
              listed.push(...page.entries);
              next = page.next;
            } while (next);
            expect(listed).toEqual(model(keys, prefix, delimiter));
          },
        ),
        { numRuns: 150 },
      );
      catalogue.close();

      function pageOf(bucket: string, parameters: Record<string, string>, from: string | undefined) {
        const paging = version === 2 ? { "list-type": "2", "continuation-token": from } : { marker: from };
        const given = Object.entries({ ...parameters, ...paging }).filter((pair): pair is [string, string] =>
          Boolean(pair[1]),
        );
        const url = `/${bucket}?${new URLSearchParams(given)}`;
        const request: S3Request = parseRequest({ method: "GET", url, headers: {} } as never);
        const document = parseXml(listObjects(request, catalogue))!;
        const entries = document.children
          .filter(({ name }) => name === "Contents" || name === "CommonPrefixes")
          .map((node) => childText(node, "Key") ?? `group ${childText(node, "Prefix")}`)
          // Objects and groups come in two lists, which are merged into one sequence.
          .sort(byBytes);
        const isTruncated = childText(document, "IsTruncated") === "true";
        // Version 1 without a delimiter continues after the last key.
        const marker = childText(document, "NextMarker") ?? entries.at(-1);
        const next = version === 2 ? childText(document, "NextContinuationToken") : marker;
        return { entries, next: isTruncated ? next : undefined };
      }
    },
  );

  const bare = (entry: string) => Buffer.from(entry.replace(/^group /, ""));
  const byBytes = (left: string, right: string) => Buffer.compare(bare(left), bare(right));

  function model(keys: string[], prefix: string, delimiter: string): string[] {
    const entries = keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => {
        const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
        return end < 0 ? key : `group ${key.slice(0, end + delimiter.length)}`;
      });
    return [...new Set(entries)].sort(byBytes);
  }
});
