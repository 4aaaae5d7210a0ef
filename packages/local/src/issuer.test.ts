import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Hono } from "hono";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Door } from "./gateway/gateway.ts";
import { AUDIENCE, createIssuer } from "./issuer.ts";

const ORIGIN = "http://localhost:8787";
let directory: string;
let now = new Date("2026-03-02T12:00:00Z");
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "lifeos-issuer-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function mounted(origin = ORIGIN) {
  const issuer = await createIssuer({ directory, origin, now: () => now });
  const door: Door = new Hono();
  issuer.mount(door);
  const at = (url: string) => url.slice(origin.length);
  const json = async (location: string) => (await door.request(location)).json();
  const keys = async () => createLocalJWKSet((await json(at(issuer.jwksUri))) as JSONWebKeySet);
  return { issuer, door, json, keys, at };
}

it("names itself and its keys in its metadata", async () => {
  const { issuer, json } = await mounted();
  const metadata = await json("/_local/issuer/.well-known/openid-configuration");
  expect(metadata).toMatchObject({
    issuer: issuer.url,
    jwks_uri: issuer.jwksUri,
    id_token_signing_alg_values_supported: ["ES256"],
  });
});

it("signs tokens that its published keys verify, for a week", async () => {
  const { issuer, keys } = await mounted();
  const token = await issuer.token({ sub: "anna", email: "anna@example.com", zoneinfo: "Europe/Berlin" });
  const options = { issuer: issuer.url, audience: AUDIENCE, currentDate: now };
  const { payload } = await jwtVerify(token, await keys(), options);
  expect(payload).toMatchObject({
    sub: "anna",
    email: "anna@example.com",
    email_verified: true,
    zoneinfo: "Europe/Berlin",
  });
  const week = 7 * 24 * 3_600_000;
  await jwtVerify(token, await keys(), { ...options, currentDate: new Date(now.getTime() + week - 1_000) });
  await expect(
    jwtVerify(token, await keys(), { ...options, currentDate: new Date(now.getTime() + week) }),
  ).rejects.toThrow();
});

it("publishes no private key, and keeps its own in a file that only its owner can read", async () => {
  const { json, at, issuer } = await mounted();
  const { keys } = (await json(at(issuer.jwksUri))) as JSONWebKeySet;
  expect(Object.keys(keys[0]!)).not.toContain("d");
  expect((await stat(path.join(directory, "issuer.json"))).mode & 0o077).toBe(0);
});

it("recognizes its tokens and its people after a restart, and on another port", async () => {
  const token = await (await mounted()).issuer.token({ sub: "anna" });
  const later = await mounted("http://localhost:9000");
  now = new Date(now.getTime() + 3_600_000);
  const { payload } = await jwtVerify(token, await later.keys(), {
    issuer: later.issuer.url,
    audience: AUDIENCE,
    currentDate: now,
  });
  expect(payload.sub).toBe("anna");
});

it("issues a token for a named person, and otherwise says what to send", async () => {
  const { door, keys } = await mounted();
  const ask = (body: string) => door.request("/_local/issuer/token", { method: "POST", body });
  const granted = await ask('{"email": "anna@example.com", "name": "Anna"}');
  const answer = (await granted.json()) as { access_token: string; token_type: string; expires_in: number };
  expect(answer).toMatchObject({ token_type: "Bearer", expires_in: 604_800 });
  const { payload } = await jwtVerify(answer.access_token, await keys(), { currentDate: now });
  expect(payload).toMatchObject({ sub: "anna@example.com", name: "Anna" });
  for (const body of ["", "{", "null", "[]", "{}", '{"email": 1}', '{"sub": ""}', '{"email": "anna"}']) {
    const refused = await ask(body);
    expect({ status: refused.status, ...((await refused.json()) as object) }, body).toMatchObject({
      status: 400,
      error: "invalid_request",
    });
  }
});
