import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Connections from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { ConnectionEvents, ConnectionSyncRequested } from "#core/identity/events";
import { providers } from "#core/identity/providers";
import {
  authorize,
  callback,
  complete,
  get,
  getMatrixSession,
  list,
  listProviders,
  putMatrix,
  remove,
  sync,
} from "#functions/identity/connections";
import { get as getSettings } from "#functions/identity/settings";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type OAuthStandIn, oauthStandIn } from "#testing/oauth-provider";

const PAGE = "https://life.example/console/identity/connections";
const FURTHER = ["https://app.example/connected", "com.example.app:/connected"];

let life: Harness;
let google: OAuthStandIn;

beforeAll(async () => {
  google = await oauthStandIn();
  life = await harness(await testDb(), {
    config: { ...google.config, CONNECTION_RETURN_URLS: JSON.stringify(FURTHER) },
    network: google.network,
  });
});
beforeEach(() => {
  google.requests.length = 0;
  google.failing = undefined;
  life.setNow("2026-03-02T12:00:00.000Z");
});
afterAll(async () => {
  await life.close();
  await google[Symbol.asyncDispose]();
});

const begin = (as: Person, body: object = {}) =>
  life.call(authorize, { as, body: { provider: "google_calendar", ...body } });
/** Where the browser goes on after the provider, and what is in the fragment. */
async function comeBack(query: Record<string, string>) {
  const { status, headers } = await life.call(callback, { query });
  const [page, fragment = ""] = headers.location!.split("#");
  return { status, page, said: Object.fromEntries(new URLSearchParams(fragment)), headers };
}
async function connect(as: Person, account: string, provider = "google_calendar") {
  const { body: begun } = await begin(as, { provider });
  const { said } = await comeBack({
    state: begun.state,
    code: google.agree(begun.url, account),
    scope: "all",
    authuser: "0",
  });
  return life.call(complete, { as, body: said });
}
const kept = async (id: string) =>
  (await life.database.query<Record<string, string>>("select * from connections where id = $1", [id]))[0]!;

describe("a connection by OAuth", () => {
  it("is begun, agreed to, and completed by the person who began it", async () => {
    const anna = await life.user("anna");
    const begun = await begin(anna);
    expect(begun).toMatchObject({ status: 200, body: { by: "oauth", expiresAt: "2026-03-02T12:15:00.000Z" } });
    const { searchParams } = new URL(begun.body.url);
    expect(searchParams.get("redirect_uri")).toBe("https://life.example/v1/identity/connections/callback");
    expect(searchParams.get("scope")).toContain("auth/calendar");

    const code = google.agree(begun.body.url, "anna@gmail.test");
    const { status, page, said, headers } = await comeBack({ state: begun.body.state, code });
    expect({ status, page, said }).toEqual({ status: 302, page: PAGE, said: { state: begun.body.state, code } });
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    // So far nothing was asked and nothing is connected.
    expect(google.requests).toEqual([]);
    expect((await life.call(list, { as: anna })).body.data).toEqual([]);

    const done = await life.call(complete, { as: anna, body: said });
    expect(done).toMatchObject({
      status: 200,
      body: { provider: "google_calendar", accountName: "anna@gmail.test", status: "active" },
    });
    expect((await life.call(list, { as: anna })).body.data).toEqual([done.body]);
    expect((await life.call(get, { as: anna, params: { connectionId: done.body.id } })).body).toEqual(done.body);
    expect(life.events(ConnectionEvents.created).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: done.body.id, payload: { provider: "google_calendar" } },
    });
  });

  it("keeps tokens sealed, and shows them nowhere", async () => {
    const anna = await life.user("anna");
    const { body } = await connect(anna, "sealed@gmail.test");
    const row = await kept(body.id);
    expect(row.access_token).toBeTruthy();
    const stored = JSON.stringify(
      await life.database.query(
        "select connections::text, (select string_agg(e::text, '') from events e) from connections",
      ),
    );
    for (const word of ["ya29.", "1//refresh"]) {
      expect(stored).not.toContain(word);
      expect(stored).not.toContain(Buffer.from(word).toString("hex"));
      expect(JSON.stringify([body, life.logs, life.published])).not.toContain(word);
    }
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["accessToken"]));
    expect(JSON.stringify(life.logs)).not.toMatch(/a-secret|4\/code-/);
  });

  it("is for whoever began it: the state of another is none", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const { body: begun } = await begin(eve);
    // Anna was lured into agreeing to what Eve began, and her own page hands in what came back.
    const { said } = await comeBack({ state: begun.state, code: google.agree(begun.url, "anna@gmail.test") });
    expect(await life.call(complete, { as: anna, body: said })).toMatchObject({
      status: 409,
      body: { code: "authorization_ended" },
    });
    expect(google.requests).toEqual([]);
    for (const person of [anna, eve]) expect((await life.call(list, { as: person })).body.data).toEqual([]);
  });

  it("takes no code of another beginning", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const [ofAnna, ofEve] = [(await begin(anna)).body, (await begin(eve)).body];
    const stolen = google.agree(ofAnna.url, "anna@gmail.test");
    const refused = await life.call(complete, { as: eve, body: { state: ofEve.state, code: stolen } });
    expect(refused).toMatchObject({ status: 400, body: { code: "provider_refused" } });
    expect((await life.call(list, { as: eve })).body.data).toEqual([]);
  });

  it("has a state that counts once and for fifteen minutes", async () => {
    const anna = await life.user("anna");
    const { body: begun } = await begin(anna);
    const body = { state: begun.state, code: google.agree(begun.url, "once@gmail.test") };
    expect((await life.call(complete, { as: anna, body })).status).toBe(200);
    expect(await life.call(complete, { as: anna, body })).toMatchObject({ status: 409 });
    expect(google.requests).toHaveLength(1);

    const { body: late } = await begin(anna);
    life.setNow("2026-03-02T12:15:00.000Z");
    const code = google.agree(late.url, "late@gmail.test");
    expect((await comeBack({ state: late.state, code })).said).toEqual({ error: "authorization_ended" });
    expect(await life.call(complete, { as: anna, body: { state: late.state, code } })).toMatchObject({ status: 409 });
  });

  it("is completed once, however often the same request comes at once", async () => {
    const anna = await life.user("anna");
    const { body: begun } = await begin(anna);
    const body = { state: begun.state, code: google.agree(begun.url, "racing@gmail.test") };
    const all = await Promise.all(Array.from({ length: 10 }, () => life.call(complete, { as: anna, body })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(google.requests).toHaveLength(1);
  });

  it("answers a request that is repeated as the first time", async () => {
    const anna = await life.user("anna");
    const { body: begun } = await begin(anna);
    const call = {
      as: anna,
      body: { state: begun.state, code: google.agree(begun.url, "again@gmail.test") },
      headers: { "idempotency-key": randomUUID() },
    };
    const first = await life.call(complete, call);
    const second = await life.call(complete, call);
    expect(second).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" }, body: first.body });
    expect(google.requests).toHaveLength(1);

    const again = { as: anna, body: { provider: "google_drive" }, headers: { "idempotency-key": randomUUID() } };
    expect((await life.call(authorize, again)).body.state).toBeTruthy();
    const shownOnce = await life.call(authorize, again);
    expect(shownOnce).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" } });
    expect(shownOnce.body).not.toHaveProperty("state");
  });

  it("of an account that is connected gets the new tokens", async () => {
    const anna = await life.user("anna");
    const first = (await connect(anna, "same@gmail.test")).body;
    await life.database.query("update connections set status = 'needs_reauth' where id = $1", [first.id]);
    const second = (await connect(anna, "same@gmail.test")).body;
    expect(second).toMatchObject({ id: first.id, status: "active" });
    const other = (await connect(anna, "other@gmail.test")).body;
    expect(other.id).not.toBe(first.id);
    const drive = (await connect(anna, "same@gmail.test", "google_drive")).body;
    expect(drive).toMatchObject({ provider: "google_drive", accountName: "same@gmail.test" });
    // Another person may connect the same account.
    expect((await connect(await life.user("ben"), "same@gmail.test")).status).toBe(200);
  });
});

describe("coming back", () => {
  it("leads to an address of the allow-list, whatever comes in", async () => {
    const anna = await life.user("anna");
    for (const returnTo of [...FURTHER, PAGE.replace("identity/connections", "finance/accounts")]) {
      const { body } = await begin(anna, { returnTo });
      expect((await comeBack({ state: body.state, code: "c" })).page).toBe(returnTo);
    }
    for (const returnTo of [
      "https://evil.example/",
      "https://app.example/connected?x=1",
      "https://app.example/connected/",
      "https://app.example.evil.example/connected",
      "//evil.example",
      "/console",
      "javascript:alert(1)",
      `${PAGE}#x`,
    ])
      expect(await begin(anna, { returnTo })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/returnTo" }] },
      });
    const unknown: Record<string, string>[] = [
      {},
      { state: "nobody's", code: "c" },
      { code: "c" },
      { state: "x", error: "access_denied" },
    ];
    for (const query of unknown)
      expect(await comeBack(query)).toMatchObject({ page: PAGE, said: { error: "authorization_ended" } });
  });

  it("no longer leads to an address that was taken from the list", async () => {
    const { body } = await begin(await life.user("anna"), { returnTo: FURTHER[0] });
    const { CONNECTION_RETURN_URLS: before } = life.config;
    life.config.CONNECTION_RETURN_URLS = undefined;
    try {
      expect((await comeBack({ state: body.state, code: "c" })).page).toBe(PAGE);
    } finally {
      life.config.CONNECTION_RETURN_URLS = before;
    }
  });

  it.each([
    ["access_denied", "access_denied"],
    ["<script>", "unknown"],
    ["x".repeat(100), "unknown"],
  ])("says that a person did not agree: %s", async (error, word) => {
    const { body } = await begin(await life.user("anna"), { returnTo: FURTHER[0] });
    expect(await comeBack({ state: body.state, error, error_description: "no" })).toMatchObject({
      status: 302,
      page: FURTHER[0],
      said: { state: body.state, error: word },
    });
  });
});

describe("a provider", () => {
  it("that fails is unavailable, and nothing is kept", async () => {
    const anna = await life.user("anna");
    const failures: ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(503).end(),
      (response) => response.writeHead(200).end("<html>"),
    ];
    for (const failing of failures) {
      const { body: begun } = await begin(anna);
      google.failing = failing;
      const body = { state: begun.state, code: google.agree(begun.url, "down@gmail.test") };
      expect(await life.call(complete, { as: anna, body })).toMatchObject({
        status: 503,
        body: { code: "unavailable" },
      });
      google.failing = undefined;
    }
    expect((await life.call(list, { as: anna })).body.data).toEqual([]);
  });

  it("that does not know this installation is not configured", async () => {
    const anna = await life.user("anna");
    expect(await begin(anna, { provider: "dropbox" })).toMatchObject({ status: 503, body: { code: "not_configured" } });
    const { PUBLIC_URL: before } = life.config;
    life.config.PUBLIC_URL = undefined;
    try {
      expect(await begin(anna)).toMatchObject({ status: 503, body: { code: "not_configured" } });
      expect(await life.call(callback, { query: {} })).toMatchObject({ status: 503 });
    } finally {
      life.config.PUBLIC_URL = before;
    }
  });

  it("is listed with how it is connected", async () => {
    const { body } = await life.call(listProviders, { as: await life.user("anna") });
    const of = (name: string) => body.data.find(({ provider }: { provider: string }) => provider === name);
    expect(body.data).toHaveLength(Object.keys(providers).length);
    expect(of("google_calendar")).toMatchObject({ by: "oauth", isConfigured: true, isSynced: true });
    expect(of("slack")).toMatchObject({ by: "oauth", isConfigured: false });
    expect(of("plaid")).toMatchObject({ by: "link", isConfigured: false });
    expect(of("apple_health")).toMatchObject({ by: "files", how: expect.stringContaining("export.zip") });
  });

  it.each(["apple_calendar", "apple_health", "matrix"])(
    "that is connected otherwise says how: %s",
    async (provider) => {
      const answer = await begin(await life.user("anna"), { provider });
      expect(answer).toMatchObject({ status: 409, body: { code: "conflict" } });
      expect(answer.body.detail.length).toBeGreaterThan(20);
    },
  );
});

describe("synchronising", () => {
  it("is refused while no pillar takes data from the provider", async () => {
    const anna = await life.user("anna");
    const { body } = await connect(anna, "sync@gmail.test");
    const params = { connectionId: body.id };
    // Calendars are taken; files are not yet.
    await life.database.query("update connections set provider = 'google_drive' where id = $1", [body.id]);
    expect(await life.call(sync, { as: anna, params })).toMatchObject({ status: 409, body: { code: "nothing_syncs" } });
    expect(await life.call(sync, { as: await life.user("eve"), params })).toMatchObject({ status: 404 });
  });

  it("tells the pillar that takes it", async () => {
    const anna = await life.user("anna");
    const { body } = await connect(anna, "synced@gmail.test");
    const synced = { ...providers, google_calendar: { ...providers.google_calendar, syncedBy: "calendar" } };
    await Connections.sync(life.as(anna), body.id, synced);
    expect(life.events(ConnectionSyncRequested).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: body.id, payload: { provider: "google_calendar" } },
    });
    await life.database.query("update connections set status = 'needs_reauth' where id = $1", [body.id]);
    await expect(Connections.sync(life.as(anna), body.id, synced)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("removing", () => {
  it("ends the access at the provider", async () => {
    const anna = await life.user("anna");
    const { body } = await connect(anna, "gone@gmail.test");
    const answer = await life.call(remove, { as: anna, params: { connectionId: body.id } });
    expect(answer).toMatchObject({ status: 200, body: { isRevoked: true, manageUrl: null } });
    const { form } = google.requests.find(({ path }) => path === "/revoke")!;
    expect(google.isAlive(form.token!)).toBe(false);
    expect(await life.count(connections, `id = '${body.id}'`)).toBe(0);
    expect(life.events(ConnectionEvents.deleted).at(-1)).toMatchObject({ data: { entityId: body.id } });
  });

  it("leaves the access where another connection stands on it", async () => {
    const anna = await life.user("anna");
    const calendar = (await connect(anna, "both@gmail.test")).body;
    const drive = (await connect(anna, "both@gmail.test", "google_drive")).body;
    const first = await life.call(remove, { as: anna, params: { connectionId: calendar.id } });
    expect(first.body).toMatchObject({ isRevoked: false });
    expect(google.requests.some(({ path }) => path === "/revoke")).toBe(false);
    const last = await life.call(remove, { as: anna, params: { connectionId: drive.id } });
    expect(last.body).toMatchObject({ isRevoked: true });
  });

  it("forgets the tokens also when the provider does not answer, and says so", async () => {
    const anna = await life.user("anna");
    const { body } = await connect(anna, "stays@gmail.test");
    google.failing = (response) => response.destroy();
    const answer = await life.call(remove, { as: anna, params: { connectionId: body.id } });
    expect(answer).toMatchObject({
      status: 200,
      body: { isRevoked: false, manageUrl: "https://myaccount.google.com/connections" },
    });
    expect(await life.count(connections, `id = '${body.id}'`)).toBe(0);
  });

  it("is not for others, and not for who has seen another version", async () => {
    const anna = await life.user("anna");
    const { body } = await connect(anna, "mine@gmail.test");
    const params = { connectionId: body.id };
    const eve = await life.user("eve");
    for (const operation of [get, remove, getMatrixSession, sync])
      expect(await life.call(operation, { as: eve, params })).toMatchObject({ status: 404 });
    const stale = { as: anna, params, headers: { "if-match": '"99"' } };
    expect(await life.call(remove, stale)).toMatchObject({ status: 412 });
    expect(google.requests.some(({ path }) => path === "/revoke")).toBe(false);
    expect((await life.call(list, { as: eve })).body.data).toEqual([]);
  });
});

describe("a Matrix session", () => {
  const session = {
    homeserverUrl: "https://matrix.example.org",
    userId: "@anna:example.org",
    deviceId: "JLAFKJWSCS",
    accessToken: "syt_a_token",
  };

  it("is kept sealed, and given back to its owner alone", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(putMatrix, { as: anna, body: session });
    expect(body).toMatchObject({ provider: "matrix", externalAccountId: "@anna:example.org", status: "active" });
    const params = { connectionId: body.id };
    expect((await life.call(getMatrixSession, { as: anna, params })).body).toEqual(session);
    expect(await life.call(getMatrixSession, { as: await life.user("eve"), params })).toMatchObject({ status: 404 });
    for (const answer of [
      body,
      (await life.call(list, { as: anna })).body,
      (await life.call(getSettings, { as: anna })).body,
    ])
      expect(JSON.stringify(answer)).not.toMatch(/syt_a_token|JLAFKJWSCS/);
    const looks = await life.database.query(
      "select 1 from audit_logs where action = 'encrypted.read' and entity_id = $1 and actor_id = $2",
      [body.id, anna.userId],
    );
    expect(looks).toHaveLength(1);
    const key = { ...anna, scopes: ["identity:read", "identity:write"], apiKeyId: randomUUID() };
    expect(await life.call(getMatrixSession, { as: key, params })).toMatchObject({ status: 403 });
  });

  it("takes the place of another, and is forgotten as a whole", async () => {
    const anna = await life.user("anna");
    const first = (await life.call(putMatrix, { as: anna, body: session })).body;
    const again = (await life.call(putMatrix, { as: anna, body: { ...session, accessToken: "syt_new" } })).body;
    expect(again.id).toBe(first.id);
    const other = { ...session, userId: "@anna:elsewhere.org", deviceId: "OTHER" };
    const { body } = await life.call(putMatrix, { as: anna, body: other });
    expect((await life.call(list, { as: anna })).body.data.map(({ id }: { id: string }) => id)).toEqual([body.id]);
    expect((await life.call(getMatrixSession, { as: anna, params: { connectionId: body.id } })).body).toEqual(other);
    await life.call(remove, { as: anna, params: { connectionId: body.id } });
    const [settings] = await life.database.query(
      "select matrix_homeserver_url, matrix_device_id from user_settings where user_id = $1",
      [anna.userId],
    );
    expect(settings).toEqual({ matrix_homeserver_url: null, matrix_device_id: null });
  });

  it.each([
    [{ userId: "anna" }, "#/userId"],
    [{ homeserverUrl: "ftp://x" }, "#/homeserverUrl"],
    [{ deviceId: "" }, "#/deviceId"],
  ])("has to be one: not %j", async (wrong, pointer) => {
    const body = { ...session, ...wrong };
    expect(await life.call(putMatrix, { as: await life.user("anna"), body })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    });
  });
});
