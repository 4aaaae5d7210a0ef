import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Cloud, startCloud } from "./cloud.ts";
import { seedDemoLife } from "./seed.ts";

let dataDir: string;
let open: OpenDatabase;
let cloud: Cloud;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "lifeos-home-"));
  open = await pgliteDb();
  cloud = await startCloud({ dataDir, port: 0, database: open, log: () => {} });
});
afterAll(async () => {
  await cloud?.stop();
  await open?.close();
  await rm(dataDir, { recursive: true, force: true });
});
// A new connection for each request, because the server may close an idle one while the demo life is made.
const ask = (headers: Record<string, string> = {}) =>
  fetch(`${cloud.url}/`, { headers: { connection: "close", ...headers } });
const asBrowser = { accept: "text/html,application/xhtml+xml" };

it("is a page that runs no script and loads nothing, for a browser", async () => {
  const response = await ask(asBrowser);
  const text = await response.text();
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(response.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; img-src data:; style-src 'sha256-[^']+';/,
  );
  const [, look] = /<style>([\s\S]*)<\/style>/.exec(text)!;
  const hash = createHash("sha256").update(look!).digest("base64");
  expect(response.headers.get("content-security-policy")).toContain(`'sha256-${hash}'`);
  expect(text).not.toMatch(/<script|style="|src="|href="https?:/);
  for (const [, link] of text.matchAll(/href="(\/[^"]*)"/g))
    expect((await fetch(`${cloud.url}${link}`)).status, link).toBe(200);
});

it("is a short answer for programs", async () => {
  for (const accept of ["*/*", "application/json"])
    expect(await (await ask({ accept })).json()).toMatchObject({ name: "LifeOS", reference: "/docs" });
});

it("shows the progress of the demo life", async () => {
  expect(await (await ask(asBrowser)).text()).toContain("Nobody’s life is here yet");
  await seedDemoLife(cloud);
  expect(await (await ask(asBrowser)).text()).toMatch(/Four weeks of a demo life[\s\S]*<dt>meals<\/dt><dd>[1-9]/);
});

it("hands out a token that works with one click, to this machine only", async () => {
  const click = (headers: Record<string, string>) =>
    fetch(`${cloud.url}/_local/demo-token`, { method: "POST", headers });
  const text = await (await click({ origin: cloud.url })).text();
  const [, token] = /Bearer (\S+?)(?:&quot;|")/.exec(text)!;
  const me = await fetch(`${cloud.url}/v1/identity/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ email: "demo@lifeos.localhost" });
  expect((await click({ origin: "https://evil.example" })).status).toBe(403);
  expect((await click({ "x-forwarded-for": "203.0.113.7" })).status).toBe(403);
  const through = await ask({ ...asBrowser, "x-forwarded-for": "203.0.113.7" });
  expect(await through.text()).not.toContain("/_local/");
});

it("lets an application at another port of this machine sign in and call", async () => {
  const origin = "http://localhost:5173";
  const issuer = `${cloud.url}/_local/issuer`;
  const metadata = await fetch(`${issuer}/.well-known/openid-configuration`, { headers: { origin } });
  expect(metadata.headers.get("access-control-allow-origin")).toBe(origin);
  const { token_endpoint, jwks_uri } = (await metadata.json()) as Record<string, string>;
  const keys = await fetch(jwks_uri!, { headers: { origin } });
  expect([keys.status, keys.headers.get("access-control-allow-origin")]).toEqual([200, origin]);

  const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
  const preflight = await fetch(token_endpoint!, { method: "OPTIONS", headers: asked });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
  const granted = await fetch(token_endpoint!, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: '{"email":"anna@example.com"}',
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  const authorization = `Bearer ${access_token}`;
  const me = await fetch(`${cloud.url}/v1/identity/me`, { headers: { origin, authorization } });
  expect([me.status, me.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  for (const name of ["etag", "location", "ratelimit", "retry-after", "idempotent-replayed", "www-authenticate"])
    expect(me.headers.get("access-control-expose-headers")).toContain(name);

  const etag = me.headers.get("etag")!;
  const again = await fetch(`${cloud.url}/v1/identity/me`, { headers: { authorization, "if-none-match": etag } });
  expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
});
