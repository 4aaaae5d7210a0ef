/** Files on one machine, as a page of the console keeps them: the store is at another origin, which has to let the page in. */
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Cloud, startCloud } from "./cloud.ts";

let dataDir: string;
let open: OpenDatabase;
let cloud: Cloud;
let authorization: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "lifeos-files-"));
  open = await pgliteDb();
  cloud = await startCloud({ dataDir, port: 0, database: open, log: () => {} });
  authorization = `Bearer ${await cloud.issuer.token({ sub: "anna", email: "anna@example.com" })}`;
});
afterAll(async () => {
  await cloud?.stop();
  await open?.close();
  await rm(dataDir, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: the JSON of any operation.
async function ask(at: string, body?: object): Promise<{ status: number; body: any }> {
  const headers = { authorization, ...(body && { "content-type": "application/json" }) };
  const response = await fetch(`${cloud.url}/v1/knowledge/${at}`, {
    method: "POST",
    headers,
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

it("are uploaded and downloaded by a page of the console, past the API", async () => {
  const bytes = Buffer.from("from a page");
  const announced = await ask("files", {
    fileName: "page.txt",
    mimeType: "text/plain",
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  expect(announced.status).toBe(201);
  const { url, headers } = announced.body.upload.whole;
  const store = new URL(url).origin;
  expect(store).not.toBe(new URL(cloud.url).origin);

  // What the page's policy lets it connect to is what its browser connects to; then the browser asks the store.
  const policy = (await fetch(`${cloud.url}/console/`)).headers.get("content-security-policy")!;
  for (const directive of ["connect-src", "img-src"])
    expect(new RegExp(`${directive} ([^;]*)`).exec(policy)![1]!.split(" ")).toContain(store);
  const origin = new URL(cloud.url).origin;
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": Object.keys(headers).join(","),
    },
  });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("x-amz-checksum-sha256");
  expect((await fetch(url, { method: "PUT", headers: { ...headers, origin }, body: bytes })).status).toBe(200);

  const { id } = announced.body.file;
  expect((await ask(`files/${id}/complete`)).body.status).toBe("ready");
  const download = await fetch((await ask(`files/${id}/download`)).body.url, { headers: { origin } });
  expect(await download.text()).toBe("from a page");
  expect(download.headers.get("access-control-allow-origin")).toBe(origin);
  expect(download.headers.get("x-content-type-options")).toBe("nosniff");
});
