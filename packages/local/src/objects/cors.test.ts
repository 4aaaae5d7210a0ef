import { PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";

const stack = new AsyncDisposableStack();
let server: TestServer;

beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  const buckets = [{ name: "files", cors: ["https://app.example", "http://localhost:*"] }, { name: "closed" }];
  server = stack.use(await serveStore({ directory: directory.path, buckets }));
});
afterAll(() => stack.disposeAsync());

function ask(bucket: string, origin: string, method = "PUT"): Promise<Response> {
  const headers = {
    origin,
    "access-control-request-method": method,
    "access-control-request-headers": "content-type,x-amz-meta-a",
  };
  return fetch(`${server.endpoint}/${bucket}/some%20key?X-Amz-Signature=unchecked`, { method: "OPTIONS", headers });
}

describe("a preflight before an upload", () => {
  it.each(["https://app.example", "http://localhost:5173"])("allows %s", async (origin) => {
    const response = await ask("files", origin);
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(origin);
    expect(response.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(response.headers.get("access-control-allow-headers")).toBe("content-type,x-amz-meta-a");
  });

  it.each([
    ["an origin that is not listed", "files", "https://evil.example", "PUT"],
    ["an origin that only ends alike", "files", "https://app.example.evil.example", "PUT"],
    ["a method that S3 does not have", "files", "https://app.example", "PATCH"],
    ["a bucket without rules", "closed", "https://app.example", "PUT"],
  ])("is answered with no for %s", async (_, bucket, origin, method) => {
    const response = await ask(bucket, origin, method);
    expect(response.status).toBe(403);
    if (origin !== "https://app.example") expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("a page of an allowed origin", () => {
  it("may read the answer to its upload, and why one was refused", async () => {
    const url = await getSignedUrl(server.client(), new PutObjectCommand({ Bucket: "files", Key: "k" }));
    const origin = "https://app.example";
    const put = await fetch(url, { method: "PUT", body: "x", headers: { origin } });
    expect(put.status).toBe(200);
    expect(put.headers.get("access-control-allow-origin")).toBe(origin);
    expect(put.headers.get("access-control-expose-headers")).toContain("ETag");
    const refused = await fetch(url.replace("/k?", "/other?"), { method: "PUT", body: "x", headers: { origin } });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
    const stranger = await fetch(url, { method: "PUT", body: "x", headers: { origin: "https://evil.example" } });
    expect(stranger.headers.get("access-control-allow-origin")).toBeNull();
  });
});
