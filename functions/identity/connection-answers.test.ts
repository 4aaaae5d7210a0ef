/** What providers answer that their contracts do not have: huge, malformed, or what a database does not hold. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessTokenOf } from "#core/identity/connection-tokens";
import { authorize, complete } from "#functions/identity/connections";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type OAuthStandIn, oauthStandIn } from "#testing/oauth-provider";

let life: Harness;
let google: OAuthStandIn;
let anna: Person;

beforeAll(async () => {
  google = await oauthStandIn();
  life = await harness(await testDb(), { config: google.config, network: google.network });
  anna = await life.user("anna");
});
afterAll(async () => {
  await life.close();
  await google[Symbol.asyncDispose]();
});

const idToken = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
const GOOD = {
  access_token: "ya29.x",
  refresh_token: "1//x",
  expires_in: 3599,
  scope: "openid",
  id_token: idToken({ sub: "s", email: "anna@gmail.test" }),
};
/** Completes a connection that is answered so. */
async function completed(answer: unknown, status = 200) {
  const { body: begun } = await life.call(authorize, { as: anna, body: { provider: "google_calendar" } });
  google.failing = (response) => response.writeHead(status).end(JSON.stringify(answer));
  const done = await life.call(complete, { as: anna, body: { state: begun.state, code: "a code" } });
  google.failing = undefined;
  return done;
}

describe("a strange answer of a provider", () => {
  it.each([
    ["a token that no header holds", { ...GOOD, access_token: "a\r\nb" }],
    ["a token of 200,000 characters", { ...GOOD, access_token: "x".repeat(200_000) }],
    ["a refresh token that is none", { ...GOOD, refresh_token: "x".repeat(20_000) }],
    ["no object", []],
    ["no token", { ...GOOD, access_token: "" }],
  ])("of %s is as if none had come", async (_, answer) => {
    expect(await completed(answer)).toMatchObject({ status: 503, body: { code: "unavailable" } });
  });

  it.each([
    ["nobody", {}],
    ["somebody whose id is not to be stored", { sub: "s\0" }],
    ["somebody whose id is half a character", { sub: "s\ud800" }],
    ["somebody whose id is too long", { sub: "s".repeat(256) }],
  ])("that is about %s is refused", async (_, claims) => {
    expect(await completed({ ...GOOD, id_token: idToken(claims) })).toMatchObject({
      status: 400,
      body: { code: "provider_refused" },
    });
  });

  it("is taken as far as it can be understood", async () => {
    const endless = { ...GOOD, expires_in: 1e300, id_token: idToken({ sub: "endless", email: "a\0b\ud800@x" }) };
    expect(await completed(endless)).toMatchObject({ status: 200, body: { tokenExpiresAt: null } });
    const scope = `openid ${"x".repeat(300)} a\0b ${"s ".repeat(100)}`;
    const { status, body } = await completed({ ...GOOD, scope, expires_in: "soon", id_token: idToken({ sub: "odd" }) });
    expect(status).toBe(200);
    expect(body.scopes).toEqual(["openid", ...Array(49).fill("s")]);
  });

  it("that quotes a secret in its refusal is not passed on", async () => {
    const quoting = `no: ${"a-secret ".repeat(1_000)}`;
    const { status, body } = await completed({ error: quoting }, 400);
    expect(status).toBe(400);
    expect(body.detail).toBe("Google Calendar refused: unknown. Begin again.");
  });

  it("to a refresh leaves everything as it was", async () => {
    const { body } = await completed({ ...GOOD, expires_in: 30, id_token: idToken({ sub: "refresh" }) });
    for (const answer of [{ ...GOOD, access_token: "x".repeat(20_000) }, { access_token: 7 }, null]) {
      google.failing = (response) => response.writeHead(200).end(JSON.stringify(answer));
      await expect(accessTokenOf(life.as(anna), body.id)).rejects.toMatchObject({ code: "unavailable" });
    }
    google.failing = (response) =>
      response.writeHead(200).end(JSON.stringify({ access_token: "new", expires_in: 1e300 }));
    expect(await accessTokenOf(life.as(anna), body.id)).toBe("new");
    google.failing = undefined;
  });
});
