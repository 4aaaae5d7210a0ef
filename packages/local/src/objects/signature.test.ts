import type { IncomingMessage } from "node:http";
import http from "node:http";
import { Readable } from "node:stream";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import aws4 from "aws4";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { credentials, serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { parseRequest } from "./request.ts";
import { verifySignature } from "./signature.ts";

const Bucket = "files";
const noon = new Date("2026-03-01T12:00:00Z");
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

const stack = new AsyncDisposableStack();
let now = noon;
let server: TestServer;

beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  server = stack.use(await serveStore({ directory: directory.path, now: () => now }));
});
beforeEach(() => {
  now = noon;
});
afterAll(() => stack.disposeAsync());

const put = (Key: string, input: object = {}) => new PutObjectCommand({ Bucket, Key, ...input });
const get = (Key: string, input: object = {}) => new GetObjectCommand({ Bucket, Key, ...input });
const presign = (command: PutObjectCommand | GetObjectCommand, options: object = {}) =>
  getSignedUrl(server.client(), command as GetObjectCommand, { signingDate: noon, expiresIn: 60, ...options });
const code = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
const upload = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: "PUT", body, headers });
async function store(key: string, body: string) {
  expect((await upload(await presign(put(key)), body)).status).toBe(200);
}

describe("the published examples of Signature Version 4 for S3", () => {
  const example = {
    credentials: {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    },
    region: "us-east-1",
    now: new Date("2013-05-24T00:00:00Z"),
  };
  const scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
  const common = { host: "examplebucket.s3.amazonaws.com", "x-amz-date": "20130524T000000Z" };
  const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const verify = (method: string, url: string, headers: Record<string, string>) =>
    verifySignature(parseRequest({ method, url, headers } as unknown as IncomingMessage), example);

  it("a read of a range, signed in the header", () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41`;
    const headers = { ...common, range: "bytes=0-9", "x-amz-content-sha256": emptyHash, authorization };
    expect(verify("GET", "/test.txt", headers)).toEqual({ kind: "sha256", hex: emptyHash });
  });

  it("an upload with a reserved character in its key", () => {
    const hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd`;
    const headers = {
      ...common,
      date: "Fri, 24 May 2013 00:00:00 GMT",
      "x-amz-storage-class": "REDUCED_REDUNDANCY",
      "x-amz-content-sha256": hash,
      authorization,
    };
    expect(verify("PUT", "/test%24file.text", headers)).toEqual({ kind: "sha256", hex: hash });
  });

  it("an upload in signed chunks", async () => {
    const signature = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=${signature}`;
    const payload = () =>
      verify("PUT", "/examplebucket/chunkObject.txt", {
        ...common,
        host: "s3.amazonaws.com",
        "x-amz-storage-class": "REDUCED_REDUNDANCY",
        "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "content-encoding": "aws-chunked",
        "x-amz-decoded-content-length": "66560",
        "content-length": "66824",
        authorization,
      });
    const frames = (end: string) =>
      Buffer.from(
        `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${"a".repeat(65_536)}\r\n` +
          `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${"a".repeat(1023)}${end}\r\n` +
          "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n",
      );
    expect(frames("a")).toHaveLength(66_824);
    const decode = async (bytes: Buffer) => {
      const claim = payload();
      if (claim.kind !== "chunked") throw new Error("the body is framed");
      let size = 0;
      for await (const chunk of decodeAwsChunked(Readable.from([bytes]), new Map(), claim.signatures))
        size += chunk.length;
      return size;
    };
    expect(await decode(frames("a"))).toBe(66_560);
    await expect(decode(frames("b"))).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });

  it("a presigned URL", () => {
    const url = `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
    expect(verify("GET", url, { host: common.host })).toEqual({ kind: "unsigned" });
  });
});

describe("presigned URLs", () => {
  it("work until they expire, to the second", async () => {
    const url = await presign(put("expiring"));
    now = later(60);
    expect((await upload(url, "in time")).status).toBe(200);
    now = later(61);
    const late = await upload(url, "too late");
    expect([late.status, await code(late)]).toEqual([403, "AccessDenied"]);
    now = noon;
    expect(await (await fetch(await presign(get("expiring")))).text()).toBe("in time");
  });

  it("do not work before the time of their signature", async () => {
    const url = await presign(put("early"), { signingDate: later(16 * 60) });
    expect((await upload(url, "x")).status).toBe(403);
  });

  it("are bound to their method, key and every parameter", async () => {
    await store("bound", "kept");
    await store("other", "secret");
    const url = new URL(await presign(get("bound", { ResponseContentDisposition: "attachment" })));
    const tampered = [
      [{ method: "PUT", body: "overwritten" }, url],
      [{ method: "DELETE" }, url],
      [{}, new URL(url.href.replace("/bound", "/other"))],
      [{}, new URL(url.href.replace("=attachment", "=inline"))],
      [{}, new URL(`${url.href}&response-content-type=text%2Fhtml`)],
      [{}, new URL(url.href.replace("X-Amz-Expires=60", "X-Amz-Expires=600"))],
      [
        {},
        new URL(
          url.href.replace(/X-Amz-Signature=./, (start) => `${start.slice(0, -1)}${start.endsWith("0") ? "1" : "0"}`),
        ),
      ],
      [{}, new URL(url.href.replace(/X-Amz-Signature=[0-9a-f]+/, "X-Amz-Signature=00"))],
    ] as const;
    for (const [init, target] of tampered) {
      const response = await fetch(target, init);
      expect([response.status, await code(response)], target.href).toEqual([403, "SignatureDoesNotMatch"]);
    }
    const unsigned = new URL(url);
    unsigned.search = "";
    expect((await fetch(unsigned)).status).toBe(403);
    const untouched = await fetch(url);
    expect([await untouched.text(), untouched.headers.get("content-disposition")]).toEqual(["kept", "attachment"]);
  });

  it("do not allow additional metadata, a copy source or another content type", async () => {
    await store("other", "secret");
    const url = await presign(put("plain", { ContentType: "text/plain" }), {
      signableHeaders: new Set(["content-type"]),
    });
    const type = { "content-type": "text/plain" };
    expect((await upload(url, "x", { ...type, "x-amz-meta-admin": "yes" })).status).toBe(403);
    expect((await upload(url, "x", { ...type, "x-amz-copy-source": "files/other" })).status).toBe(403);
    expect((await upload(url, "x", { "content-type": "text/html" })).status).toBe(403);
    expect((await upload(url, "x", type)).status).toBe(200);
  });

  it("fix the size when the length is signed", async () => {
    const url = await presign(put("five", { ContentLength: 5 }));
    expect(new URL(url).searchParams.get("X-Amz-SignedHeaders")).toContain("content-length");
    expect((await upload(url, "123456")).status).toBe(403);
    expect((await upload(url, "12345")).status).toBe(200);
  });

  it("carry signed metadata", async () => {
    const url = await presign(put("described", { Metadata: { source: "camera" } }));
    expect((await upload(url, "x")).status).toBe(200);
    const read = await fetch(await presign(get("described")));
    expect(read.headers.get("x-amz-meta-source")).toBe("camera");
    expect((await upload(url.replace("camera", "scan"), "x")).status).toBe(403);
  });

  it("carry no metadata that could not be sent back", async () => {
    for (const metadata of ["x-amz-meta-a=%0d%0aset-cookie:x", "x-amz-meta-a=%E6%97%A5", "x-amz-meta-a%20b=c"]) {
      const path = `/files/unsendable?X-Amz-Expires=60&X-Amz-Date=20260301T120000Z&${metadata}`;
      const { host } = new URL(server.endpoint);
      const options = { service: "s3", region: "us-east-1", method: "PUT", host, path, signQuery: true };
      const response = await upload(server.endpoint + aws4.sign(options, credentials).path, "x");
      expect([response.status, await code(response)]).toEqual([400, "InvalidArgument"]);
    }
    const url = await presign(get("expiring", { ResponseContentDisposition: "attachment; filename=日" }));
    await store("expiring", "x");
    expect((await fetch(url)).status).toBe(400);
  });

  it("are valid for a week at most", async () => {
    const url = (await presign(get("x"))).replace("X-Amz-Expires=60", "X-Amz-Expires=604801");
    const response = await fetch(url);
    expect([response.status, await code(response)]).toEqual([400, "AuthorizationQueryParametersError"]);
  });
});

describe("the Authorization header", () => {
  const send = (config: object) => server.client({ ...config }).send(new HeadObjectCommand({ Bucket, Key: "x" }));
  const failure = (status: number) => ({ $metadata: { httpStatusCode: status } });

  it("is refused with other keys, and there is no anonymous access", async () => {
    now = new Date();
    const wrongSecret = { credentials: { ...credentials, secretAccessKey: "guess" } };
    const list = server.client(wrongSecret).send(get("x"));
    await expect(list).rejects.toMatchObject({ name: "SignatureDoesNotMatch", ...failure(403) });
    const wrongId = server.client({ credentials: { ...credentials, accessKeyId: "OTHER" } }).send(get("x"));
    await expect(wrongId).rejects.toMatchObject({ name: "InvalidAccessKeyId", ...failure(403) });
    const anonymous = await fetch(`${server.endpoint}/files/x`);
    expect([anonymous.status, await code(anonymous)]).toEqual([403, "AccessDenied"]);
  });

  it("is refused when it is a quarter of an hour off the server's time", async () => {
    now = new Date(Date.now() + 16 * 60_000);
    await expect(server.client().send(get("x"))).rejects.toMatchObject({ name: "RequestTimeTooSkewed" });
  });

  it('must name the region, or R2\'s "auto"', async () => {
    now = new Date();
    await expect(server.client({ region: "eu-west-1" }).send(get("x"))).rejects.toMatchObject({
      name: "AuthorizationHeaderMalformed",
    });
    await expect(send({ region: "auto" })).rejects.toMatchObject(failure(404));
  });

  it("covers the body", async () => {
    now = new Date();
    const { host } = new URL(server.endpoint);
    const signed = aws4.sign(
      { service: "s3", region: "us-east-1", host, method: "PUT", path: "/files/body", body: "signed" },
      credentials,
    );
    const response = await fetch(`${server.endpoint}/files/body`, {
      method: "PUT",
      body: "forged",
      headers: signed.headers as Record<string, string>,
    });
    expect([response.status, await code(response)]).toEqual([400, "XAmzContentSHA256Mismatch"]);
    await expect(server.client().send(get("body"))).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("agrees with another implementation for any key and query", async () => {
    now = new Date();
    const { host, port } = new URL(server.endpoint);
    const segment = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(segment, segment, fc.boolean(), async (key, prefix, isRead) => {
        const target = isRead
          ? `/files/${encodeURIComponent(key)}`
          : `/files?list-type=2&prefix=${encodeURIComponent(prefix)}`;
        const options = { service: "s3", region: "us-east-1", host, method: "GET", path: target };
        const signed = aws4.sign(options, credentials);
        const status = await new Promise<number | undefined>((resolve, reject) => {
          const request = { host: "127.0.0.1", port, path: target, headers: signed.headers };
          http.get(request, (response) => resolve(response.resume().statusCode)).on("error", reject);
        });
        expect(status).not.toBe(403);
      }),
      { numRuns: 100 },
    );
  });
});
