import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import aws4 from "aws4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";

const Bucket = "files";
const stack = new AsyncDisposableStack();
let server: TestServer;

beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  server = stack.use(await serveStore({ directory: directory.path }));
  await server.client().send(new PutObjectCommand({ Bucket, Key: "untouched", Body: "before" }));
});
afterAll(() => stack.disposeAsync());

/** A request with exactly these headers, signed. */
async function signed(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { host } = new URL(server.endpoint);
  const unsigned = { "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD", ...headers };
  const options = { service: "s3", region: "us-east-1", method, host, path, headers: unsigned };
  const answer = await fetch(server.endpoint + path, {
    method,
    body,
    headers: aws4.sign(options, credentials).headers as Record<string, string>,
  });
  const text = await answer.text();
  return { status: answer.status, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1], text };
}

const content = async () => {
  const got = await server.client().send(new GetObjectCommand({ Bucket, Key: "untouched" }));
  return got.Body?.transformToString();
};

describe("what the store does not implement is refused, and changes nothing", () => {
  it.each(["acl", "tagging", "versionId=1", "attributes", "retention", "legal-hold", "torrent", "no-such-thing"])(
    "in the query of an upload: ?%s",
    async (parameter) => {
      const { status, code, text } = await signed("PUT", `/files/untouched?${parameter}`, {}, "after");
      expect([status, code]).toEqual([501, "NotImplemented"]);
      expect(text).toContain(parameter.split("=")[0]);
      expect(await content()).toBe("before");
    },
  );

  it.each([
    ["x-amz-server-side-encryption", "aws:kms"],
    ["x-amz-server-side-encryption", "AES256"],
    ["x-amz-server-side-encryption-customer-algorithm", "AES256"],
    ["x-amz-storage-class", "GLACIER"],
    ["x-amz-tagging", "a=b"],
    ["x-amz-object-lock-mode", "GOVERNANCE"],
    ["x-amz-object-lock-legal-hold", "ON"],
    ["x-amz-website-redirect-location", "/elsewhere"],
    ["x-amz-write-offset-bytes", "6"],
    ["x-amz-something-of-next-year", "1"],
    ["x-amz-checksum-type", "COMPOSITE"],
    ["x-amz-checksum-blake3", "AAAA"],
    ["if-modified-since", "Fri, 24 May 2013 00:00:00 GMT"],
    ["if-unmodified-since", "Fri, 24 May 2013 00:00:00 GMT"],
  ])("in a header of an upload, by its name: %s: %s", async (name, value) => {
    const { status, code, text } = await signed("PUT", "/files/untouched", { [name]: value }, "after");
    expect([status, code]).toEqual([501, "NotImplemented"]);
    expect(text).toContain(name === "x-amz-storage-class" ? value : name);
    expect(await content()).toBe("before");
  });

  it.each([
    [{ "x-amz-acl": "public-read" }, 400, "AccessControlListNotSupported"],
    [
      { "x-amz-grant-read": 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' },
      400,
      "AccessControlListNotSupported",
    ],
    [{ "x-amz-storage-class": "CHEAP" }, 400, "InvalidStorageClass"],
    [{ "x-amz-expected-bucket-owner": "123456789012" }, 403, "AccessDenied"],
    [{ "x-amz-security-token": "of somebody else" }, 400, "InvalidToken"],
    [{ "x-amz-meta-long": "x".repeat(2050) }, 400, "MetadataTooLarge"],
    [{ "x-amz-sdk-checksum-algorithm": "CRC32" }, 400, "InvalidRequest"],
    [{ "if-none-match": "*" }, 412, "PreconditionFailed"],
    [{ "if-match": '"0"' }, 412, "PreconditionFailed"],
  ])("as S3 refuses it: %j", async (headers, status, code) => {
    expect(await signed("PUT", "/files/untouched", headers, "after")).toMatchObject({ status, code });
    expect(await content()).toBe("before");
  });

  it.each([
    ["DELETE", "/files/untouched", { "if-unmodified-since": "Fri, 24 May 2013 00:00:00 GMT" }],
    ["DELETE", "/files/untouched", { "x-amz-mfa": "1 2" }],
    ["DELETE", "/files/untouched", { "x-amz-if-match-size": "7" }],
    ["DELETE", "/files", {}],
    ["GET", "/files/untouched", { "x-amz-server-side-encryption-customer-key": "eA==" }],
    ["GET", "/files?versions", {}],
    ["PUT", "/files?policy", {}],
    ["PUT", "/files/untouched", { "x-amz-copy-source": "/files/untouched?versionId=1" }],
  ])("by name, whatever the operation: %s %s %j", async (method, path, headers) => {
    expect(await signed(method, path, headers as Record<string, string>)).toMatchObject({ status: 501 });
    expect(await content()).toBe("before");
  });

  it.each([
    "max-keys=-1",
    "max-keys=1e3",
    "max-keys=",
    "encoding-type=html",
    "list-type=2&max-keys=-1",
    "list-type=2&continuation-token=%00",
    "uploads=&max-uploads=-1",
  ])("in words where a listing is asked for in a way that is none: ?%s", async (query) => {
    expect(await signed("GET", `/files?${query}`)).toMatchObject({ status: 400, code: "InvalidArgument" });
  });

  it("but options that ask for the default are accepted", async () => {
    const headers = {
      "x-amz-storage-class": "STANDARD",
      "x-amz-acl": "private",
      "x-amz-expected-bucket-owner": "000000000000",
      "x-amz-request-payer": "requester",
    };
    expect(await signed("PUT", "/files/granted", headers, "x")).toMatchObject({ status: 200 });
    expect(await signed("GET", "/files/granted?versionId=null")).toMatchObject({ status: 200, text: "x" });
  });
});

describe("a request with a signature of version 2", () => {
  it.each([
    [
      "in its query",
      "/files/x?AWSAccessKeyId=LOCALKEY&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D&Expires=1900000000",
      {},
    ],
    ["in its header", "/files/x", { authorization: "AWS LOCALKEY:vjbyPxybdZaNmGa+yT272YEAiv4=" }],
  ])("is told which to use: %s", async (_, path, headers) => {
    const answer = await fetch(server.endpoint + path, { headers: headers as Record<string, string> });
    const text = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/xml"]);
    expect(text).toMatch(/<Code>InvalidRequest<\/Code><Message>.*Please use AWS4-HMAC-SHA256/);
  });
});
