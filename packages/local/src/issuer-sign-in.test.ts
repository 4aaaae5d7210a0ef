import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Hono } from "hono";
import { decodeJwt } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Door } from "./gateway/gateway.ts";
import { createIssuer } from "./issuer.ts";
import { CONSOLE_CLIENT } from "./issuer-sign-in.ts";

const ORIGIN = "http://localhost:8787";
const AUTHORIZE = "/_local/issuer/authorize";
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");
const asked = {
  client_id: CONSOLE_CLIENT,
  redirect_uri: `${ORIGIN}/console/callback`,
  response_type: "code",
  code_challenge: challenge,
  code_challenge_method: "S256",
  state: "the state",
  nonce: "the nonce",
};

let directory: string;
let door: Door;
let now: Date;
let administrators: string[];
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "lifeos-issuer-"));
  now = new Date("2026-03-02T12:00:00Z");
  administrators = [];
  const issuer = await createIssuer({ directory, origin: ORIGIN, now: () => now });
  door = new Hono();
  issuer.mount(door, async ({ email }) => void administrators.push(email!));
});
afterEach(() => rm(directory, { recursive: true }));

const at = (query: Record<string, string>) => `${ORIGIN}${AUTHORIZE}?${new URLSearchParams(query)}`;
const form = (fields: Record<string, string>, cookie = "") => ({
  method: "POST",
  body: new URLSearchParams(fields),
  headers: { cookie },
});
const click = (fields: Record<string, string>, query = asked) => door.request(at(query), form(fields));
const answerOf = (response: Response) => Object.fromEntries(new URL(response.headers.get("location")!).searchParams);

async function redeem(code: string, changed: Record<string, string> = {}) {
  const { client_id, redirect_uri } = asked;
  const fields = {
    grant_type: "authorization_code",
    code,
    client_id,
    redirect_uri,
    code_verifier: verifier,
    ...changed,
  };
  const response = await door.request(`${ORIGIN}/_local/issuer/token`, form(fields));
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe("signing in at the local issuer", () => {
  it("asks who one is, and gives a code that is exchanged once, for tokens of that person", async () => {
    const page = await door.request(at(asked));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("The demo person")]);
    const sent = await click({ as: "email", email: "anna@example.com" });
    const { code, state } = answerOf(sent);
    expect([sent.status, state]).toEqual([303, "the state"]);
    const { status, body } = await redeem(code!);
    expect([status, body.token_type]).toEqual([200, "Bearer"]);
    expect(decodeJwt(body.access_token!)).toMatchObject({
      sub: "anna@example.com",
      aud: "lifeos",
      email_verified: true,
    });
    expect(decodeJwt(body.id_token!)).toMatchObject({
      sub: "anna@example.com",
      aud: CONSOLE_CLIENT,
      nonce: "the nonce",
    });
    expect(await redeem(code!)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("gives nothing for a code without its verifier, of another client or address, or that is old", async () => {
    const codeOf = async () => answerOf(await click({ as: "demo" })).code!;
    const wrong: [string, string][] = [
      ["code_verifier", "another"],
      ["client_id", "another"],
      ["redirect_uri", `${ORIGIN}/console/silent`],
    ];
    for (const [name, value] of wrong)
      expect(await redeem(await codeOf(), { [name]: value }), name).toMatchObject({ status: 400 });
    const code = await codeOf();
    now = new Date(now.getTime() + 61_000);
    expect(await redeem(code)).toMatchObject({ status: 400 });
  });

  it("remembers who signed in, for who asks without a page; and forgets them when they leave", async () => {
    const none = { ...asked, prompt: "none" };
    expect(answerOf(await door.request(at(none)))).toMatchObject({ error: "login_required", state: "the state" });
    const cookie = (await click({ as: "demo" })).headers.get("set-cookie")!;
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const [session] = cookie.split(";");
    const headers = { cookie: session! };
    const { code } = answerOf(await door.request(at(none), { headers }));
    expect(decodeJwt((await redeem(code!)).body.access_token!).sub).toBe("demo");
    // Who wants to be somebody else is asked again.
    expect((await door.request(at({ ...asked, prompt: "login" }), { headers })).status).toBe(200);
    const end = `${ORIGIN}/_local/issuer/end-session?post_logout_redirect_uri=${ORIGIN}/console/`;
    const left = await door.request(end, { headers });
    expect([left.headers.get("location"), left.headers.get("set-cookie")]).toEqual([
      `${ORIGIN}/console/`,
      expect.stringContaining("Max-Age=0"),
    ]);
    const elsewhere = `${ORIGIN}/_local/issuer/end-session?post_logout_redirect_uri=${ORIGIN}/console/work/tasks`;
    expect((await door.request(elsewhere)).headers.get("location")).toBe("/");
  });

  it("renews by a refresh token that is good once", async () => {
    const first = await redeem(answerOf(await click({ as: "demo" })).code!);
    const renew = async (token: string) => redeem("", { grant_type: "refresh_token", refresh_token: token });
    const second = await renew(first.body.refresh_token!);
    expect([second.status, decodeJwt(second.body.access_token!).sub]).toEqual([200, "demo"]);
    expect((await renew(first.body.refresh_token!)).status).toBe(400);
    expect((await renew(second.body.refresh_token!)).status).toBe(200);
  });

  it("makes the administrator one", async () => {
    await click({ as: "demo" });
    expect(administrators).toEqual([]);
    await click({ as: "administrator" });
    expect(administrators).toEqual(["administrator@lifeos.localhost"]);
  });

  it.each([
    ["another client", { client_id: "another" }],
    ["another site", { redirect_uri: "https://evil.example/console/callback" }],
    ["another page of this machine", { redirect_uri: `${ORIGIN}/v1/anything` }],
    ["a page of the console that awaits no code", { redirect_uri: `${ORIGIN}/console/work/tasks` }],
    ["an address with more to it", { redirect_uri: `${ORIGIN}/console/callback?next=/v1/anything` }],
    ["an address that only resolves to the one", { redirect_uri: `${ORIGIN}/console/x/../callback` }],
    ["no proof of who may use the code", { code_challenge_method: "plain" }],
    ["a token at once", { response_type: "token" }],
  ])("sends nobody back, and gives no code, for %s", async (_, wrong) => {
    const query = { ...asked, ...wrong };
    for (const response of [await door.request(at(query)), await click({ as: "demo" }, query)])
      expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  });

  it("takes nobody without an address", async () => {
    const response = await click({ as: "email", email: "<img src=x onerror=alert(1)>" });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("<img");
  });
});
