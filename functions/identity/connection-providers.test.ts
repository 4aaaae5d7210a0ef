import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ConnectionSyncRequested } from "#core/identity/events";
import { authorize, callback, complete, remove } from "#functions/identity/connections";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

/** What a provider is sent. */
interface Sent {
  method: string;
  address: string;
  headers: http.IncomingHttpHeaders;
  body: Record<string, unknown>;
}
type Reply = [status: number, body: unknown];

/** Answers by `METHOD host/path`, as the providers' documentation has them. */
let answers: Record<string, Reply | ((sent: Sent) => Reply)>;
const sent: Sent[] = [];
const server = http.createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  const { pathname } = new URL(request.url!, "http://x");
  const isJson = request.headers["content-type"] === "application/json";
  const body = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const one: Sent = {
    method: request.method!,
    address: `${request.headers.host}${pathname}`,
    headers: request.headers,
    body,
  };
  sent.push(one);
  const answer = answers[`${one.method} ${one.address}`] ?? [404, {}];
  const [status, value] = typeof answer === "function" ? answer(one) : answer;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
});

let life: Harness;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const clients = ["MICROSOFT", "DROPBOX", "SLACK", "FACEBOOK"].flatMap((name) => [
    [`${name}_CLIENT_ID`, "an-id"],
    [`${name}_CLIENT_SECRET`, "a-secret"],
  ]);
  life = await harness(await testDb(), {
    config: {
      ...Object.fromEntries(clients),
      PLAID_CLIENT_ID: "an-id",
      PLAID_SECRET: "a-secret",
      PLAID_URL: "https://sandbox.plaid.com",
      PLAID_COUNTRY_CODES: "US,CA",
      PUBLIC_URL: "https://life.example",
    },
    network: {
      reroute: (url) =>
        new URL(url.pathname + url.search, `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    },
  });
});
beforeEach(() => {
  sent.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await life.close();
});

const idToken = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;

interface Case {
  provider: string;
  agreesAt: string;
  asks: Record<string, string>;
  answers: typeof answers;
  becomes: object;
  /** The request that ends it; undefined where the provider has none. */
  ends?: { request: string; authorization?: string };
}
const cases: Case[] = [
  {
    provider: "outlook_calendar",
    agreesAt: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    asks: { scope: "openid email profile offline_access https://graph.microsoft.com/Calendars.ReadWrite" },
    answers: {
      "POST login.microsoftonline.com/common/oauth2/v2.0/token": [
        200,
        {
          token_type: "Bearer",
          scope: "https://graph.microsoft.com/Calendars.ReadWrite openid profile email",
          expires_in: 3599,
          ext_expires_in: 3599,
          access_token: "eyJ0.access",
          refresh_token: "M.refresh",
          id_token: idToken({ sub: "AAAA-sub", preferred_username: "anna@outlook.test" }),
        },
      ],
    },
    becomes: {
      externalAccountId: "AAAA-sub",
      accountName: "anna@outlook.test",
      tokenExpiresAt: "2026-03-02T12:59:59.000Z",
    },
  },
  {
    provider: "dropbox",
    agreesAt: "https://www.dropbox.com/oauth2/authorize",
    asks: { token_access_type: "offline", scope: "account_info.read files.metadata.read files.content.read" },
    answers: {
      "POST api.dropboxapi.com/oauth2/token": [
        200,
        {
          access_token: "sl.access",
          expires_in: 14400,
          token_type: "bearer",
          scope: "account_info.read files.content.read files.metadata.read",
          refresh_token: "nBiM85CZALsAAAAAAAAAAQXHBoNpNutK4ngsXHsqW4iGz9tisb3JyjGqikMJIYbd",
          account_id: "dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc",
          uid: "12345",
        },
      ],
      "POST api.dropboxapi.com/2/auth/token/revoke": [200, null],
    },
    becomes: {
      externalAccountId: "dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc",
      scopes: ["account_info.read", "files.content.read", "files.metadata.read"],
    },
    ends: { request: "POST api.dropboxapi.com/2/auth/token/revoke", authorization: "Bearer sl.access" },
  },
  {
    provider: "slack",
    agreesAt: "https://slack.com/oauth/v2/authorize",
    asks: { user_scope: "chat:write,users:read" },
    answers: {
      "POST slack.com/api/oauth.v2.access": [
        200,
        {
          ok: true,
          app_id: "A0KRD7HC3",
          authed_user: { id: "U1234", scope: "chat:write,users:read", access_token: "xoxp-1234", token_type: "user" },
          team: { id: "T9TK3CUKW", name: "Slack Softball Team" },
        },
      ],
      "POST slack.com/api/auth.revoke": [200, { ok: true, revoked: true }],
    },
    becomes: {
      externalAccountId: "T9TK3CUKW:U1234",
      accountName: "Slack Softball Team",
      scopes: ["chat:write", "users:read"],
      tokenExpiresAt: null,
    },
    ends: { request: "POST slack.com/api/auth.revoke", authorization: "Bearer xoxp-1234" },
  },
  {
    provider: "facebook",
    agreesAt: "https://www.facebook.com/v23.0/dialog/oauth",
    asks: { scope: "public_profile,email" },
    answers: {
      "POST graph.facebook.com/v23.0/oauth/access_token": ({ body }) =>
        body.grant_type === "fb_exchange_token" && body.fb_exchange_token === "EAAshort"
          ? [200, { access_token: "EAAlong", token_type: "bearer", expires_in: 5183944 }]
          : [200, { access_token: "EAAshort", token_type: "bearer", expires_in: 5400 }],
      "GET graph.facebook.com/v23.0/me": ({ headers }) =>
        headers.authorization === "Bearer EAAlong" ? [200, { id: "1020", name: "Anna Ash" }] : [400, {}],
      "DELETE graph.facebook.com/v23.0/me/permissions": [200, { success: true }],
    },
    becomes: { externalAccountId: "1020", accountName: "Anna Ash", tokenExpiresAt: "2026-05-01T11:59:04.000Z" },
    ends: { request: "DELETE graph.facebook.com/v23.0/me/permissions", authorization: "Bearer EAAlong" },
  },
];

describe.each(cases)("$provider", ({ provider, agreesAt, asks, answers: given, becomes, ends }) => {
  it("is connected and ended as its documentation has it", async () => {
    answers = given;
    const anna = await life.user("anna");
    const { body: begun } = await life.call(authorize, { as: anna, body: { provider } });
    const url = new URL(begun.url);
    expect(`${url.origin}${url.pathname}`).toBe(agreesAt);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      client_id: "an-id",
      redirect_uri: "https://life.example/v1/identity/connections/callback",
      ...asks,
    });
    // Beside a secret the others do not take it.
    const hasPkce = provider === "outlook_calendar";
    expect(url.searchParams.get("code_challenge_method")).toBe(hasPkce ? "S256" : null);
    expect(url.searchParams.has("code_challenge")).toBe(hasPkce);
    const done = await life.call(complete, { as: anna, body: { state: begun.state, code: "a-code" } });
    expect(done).toMatchObject({ status: 200, body: { provider, status: "active", ...becomes } });
    expect(sent[0]!.body).toMatchObject({
      grant_type: "authorization_code",
      code: "a-code",
      client_id: "an-id",
      client_secret: "a-secret",
    });
    if (hasPkce) expect(sent[0]!.body.code_verifier).toMatch(/^[\w-]{43}$/);
    else expect(sent[0]!.body).not.toHaveProperty("code_verifier");
    const { body } = await life.call(remove, { as: anna, params: { connectionId: done.body.id } });
    expect(body).toEqual(
      ends ? { isRevoked: true, manageUrl: null } : { isRevoked: false, manageUrl: expect.any(String) },
    );
    const last = sent.at(-1)!;
    if (ends) expect(`${last.method} ${last.address}`).toBe(ends.request);
    if (ends?.authorization) expect(last.headers.authorization).toBe(ends.authorization);
  });
});

describe("a refusal", () => {
  it.each<[string, string, Reply]>([
    ["slack", "POST slack.com/api/oauth.v2.access", [200, { ok: false, error: "invalid_code" }]],
    [
      "facebook",
      "POST graph.facebook.com/v23.0/oauth/access_token",
      [400, { error: { message: "This authorization code has been used.", type: "OAuthException", code: 100 } }],
    ],
    [
      "dropbox",
      "POST api.dropboxapi.com/oauth2/token",
      [400, { error: "invalid_grant", error_description: "code expired" }],
    ],
    [
      "outlook_calendar",
      "POST login.microsoftonline.com/common/oauth2/v2.0/token",
      [200, { access_token: "no one's" }],
    ],
  ])("of %s is told as one", async (provider, request, answer) => {
    answers = { [request]: answer };
    const anna = await life.user("anna");
    const { body: begun } = await life.call(authorize, { as: anna, body: { provider } });
    const refused = await life.call(complete, { as: anna, body: { state: begun.state, code: "a-code" } });
    expect(refused).toMatchObject({ status: 400, body: { code: "provider_refused" } });
    expect(sent).toHaveLength(1);
  });
});

it("a provider that knows another secret is not configured", async () => {
  answers = { "POST api.dropboxapi.com/oauth2/token": [401, { error: "invalid_client" }] };
  const anna = await life.user("anna");
  const { body: begun } = await life.call(authorize, { as: anna, body: { provider: "dropbox" } });
  const refused = await life.call(complete, { as: anna, body: { state: begun.state, code: "a-code" } });
  expect(refused).toMatchObject({ status: 503, body: { code: "not_configured" } });
  const told = life.logs.find(({ message }) => message === "a provider does not know this installation");
  expect(told).toMatchObject({ level: "error", fields: { provider: "Dropbox", error: "invalid_client" } });
});

it.each([[{}], [{ access_token: 7 }], [{ ok: "yes" }]])("an answer of another form is none: %j", async (answer) => {
  for (const [provider, request] of [
    ["slack", "POST slack.com/api/oauth.v2.access"],
    ["dropbox", "POST api.dropboxapi.com/oauth2/token"],
    ["facebook", "POST graph.facebook.com/v23.0/oauth/access_token"],
  ] as const) {
    answers = { [request]: [200, answer] };
    const anna = await life.user("anna");
    const { body: begun } = await life.call(authorize, { as: anna, body: { provider } });
    const failed = await life.call(complete, { as: anna, body: { state: begun.state, code: "a-code" } });
    expect(failed).toMatchObject({ status: 503, body: { code: "unavailable" } });
  }
});

describe("Plaid", () => {
  beforeEach(() => {
    answers = {
      "POST sandbox.plaid.com/link/token/create": [
        200,
        {
          link_token: "link-sandbox-af1a0311",
          hosted_link_url: "https://secure.plaid.com/hl/abc",
          expiration: "2026-03-02T16:00:00Z",
          request_id: "XQVgFigpGHXkb0b",
        },
      ],
      "POST sandbox.plaid.com/link/token/get": ({ body }) => [200, visit(body.link_token === "link-sandbox-af1a0311")],
      "POST sandbox.plaid.com/item/public_token/exchange": ({ body }) =>
        body.public_token === "public-sandbox-5c224a01"
          ? [
              200,
              {
                access_token: "access-sandbox-de3ce8ef",
                item_id: "M5eVJqLnv3tbzdngLDp9FL5OlDNxlNhlE55op",
                request_id: "A",
              },
            ]
          : [
              400,
              {
                error_type: "INVALID_INPUT",
                error_code: "INVALID_PUBLIC_TOKEN",
                error_message: "could not find matching public token",
                display_message: null,
                request_id: "HNTDNrA8F1shFEW",
              },
            ],
      "POST sandbox.plaid.com/item/remove": [200, { request_id: "m8MDnv9okwxFNBV" }],
    };
  });

  /** As Plaid tells of a session that has ended. */
  const visit = (hasAgreed: boolean) => ({
    link_token: "link-sandbox-af1a0311",
    link_sessions: [
      {
        link_session_id: "356dbb28",
        finished_at: "2026-03-02T12:05:00Z",
        results: hasAgreed
          ? {
              item_add_results: [
                { public_token: "public-sandbox-5c224a01", institution: { name: "First Platypus Bank" } },
              ],
            }
          : null,
      },
    ],
  });

  it("is connected on a page of Plaid's, and ended", async () => {
    const anna = await life.user("anna");
    const { body: begun } = await life.call(authorize, { as: anna, body: { provider: "plaid" } });
    expect(begun).toMatchObject({ by: "link", url: "https://secure.plaid.com/hl/abc", state: expect.any(String) });
    expect(sent[0]).toMatchObject({
      headers: { "plaid-client-id": "an-id", "plaid-secret": "a-secret" },
      body: { user: { client_user_id: anna.userId }, products: ["transactions"], country_codes: ["US", "CA"] },
    });
    const page = sent[0]!.body.hosted_link as { completion_redirect_uri: string; url_lifetime_seconds: number };
    expect(page.url_lifetime_seconds).toBe(900);
    const { searchParams, pathname } = new URL(page.completion_redirect_uri);
    expect(pathname).toBe("/v1/identity/connections/callback");
    const came = await life.call(callback, { query: Object.fromEntries(searchParams) });
    const handedOn = new URLSearchParams(new URL(came.headers.location!).hash.slice(1));
    expect(handedOn.get("state")).toBe(begun.state);
    const body = { state: begun.state, code: handedOn.get("code")! };
    const done = await life.call(complete, { as: anna, body });
    expect(done).toMatchObject({
      status: 200,
      body: {
        externalAccountId: "M5eVJqLnv3tbzdngLDp9FL5OlDNxlNhlE55op",
        accountName: "First Platypus Bank",
        tokenExpiresAt: null,
      },
    });
    const ended = await life.call(remove, { as: anna, params: { connectionId: done.body.id } });
    expect(ended.body).toEqual({ isRevoked: true, manageUrl: null });
    expect(sent.at(-1)!.body).toEqual({ access_token: "access-sandbox-de3ce8ef" });
    expect(JSON.stringify(life.logs)).not.toMatch(/access-sandbox|public-sandbox|link-sandbox|a-secret/);
  });

  it.each([
    ["nobody agreed", { "POST sandbox.plaid.com/link/token/get": () => [200, visit(false)] }],
    ["nobody came", { "POST sandbox.plaid.com/link/token/get": () => [200, { link_sessions: null }] }],
    [
      "the public token is wrong",
      {
        "POST sandbox.plaid.com/item/public_token/exchange": () => [
          400,
          { error_type: "INVALID_INPUT", error_code: "INVALID_PUBLIC_TOKEN", error_message: "none", request_id: "H" },
        ],
      },
    ],
  ] as const)("says that %s", async (_, other) => {
    const anna = await life.user("anna");
    const { body: begun } = await life.call(authorize, { as: anna, body: { provider: "plaid" } });
    answers = { ...answers, ...(other as unknown as typeof answers) };
    const refused = await life.call(complete, { as: anna, body: { state: begun.state, code: "linked" } });
    expect(refused).toMatchObject({ status: 400, body: { code: "provider_refused" } });
  });

  describe("of a connection that is agreed to anew", () => {
    const HELD = "POST sandbox.plaid.com/accounts/get";
    const held = (item: object = {}) =>
      [200, { accounts: [], item: { item_id: "M5e", error: null, ...item } }] as const;
    async function connected() {
      const anna = await life.user("anna");
      const { body: begun } = await life.call(authorize, { as: anna, body: { provider: "plaid" } });
      const done = await life.call(complete, { as: anna, body: { state: begun.state, code: "linked" } });
      const connectionId = done.body.id as string;
      await life.database.query(
        "update connections set status = 'needs_reauth', reauth_due_at = '2026-03-09' where id = $1",
        [connectionId],
      );
      sent.length = 0;
      answers = {
        ...answers,
        "POST sandbox.plaid.com/link/token/get": [
          200,
          { link_sessions: [{ events: [{ event_name: "OPEN" }, { event_name: "HANDOFF" }], results: null }] },
        ],
        [HELD]: held() as unknown as (typeof answers)[string],
      };
      const again = async (as = anna) => life.call(authorize, { as, body: { provider: "plaid", connectionId } });
      return { anna, connectionId, again };
    }

    it("the page is of that item, whose token and accounts stay", async () => {
      const { anna, connectionId, again } = await connected();
      const { status, body: begun } = await again();
      expect(status).toBe(200);
      expect(sent[0]!.body).toMatchObject({ access_token: "access-sandbox-de3ce8ef", hosted_link: expect.any(Object) });
      expect(Object.keys(sent[0]!.body)).not.toContain("products");
      const done = await life.call(complete, { as: anna, body: { state: begun.state, code: "linked" } });
      expect(done).toMatchObject({ status: 200, body: { id: connectionId, status: "active", reauthDueAt: null } });
      expect(sent.map(({ body }) => Object.keys(body))).not.toContainEqual(["public_token"]);
      const asked = life.events(ConnectionSyncRequested).filter(({ data }) => data.entityId === connectionId);
      expect(asked).toHaveLength(1);
      // A state counts once.
      const twice = await life.call(complete, { as: anna, body: { state: begun.state, code: "linked" } });
      expect(twice).toMatchObject({ status: 409, body: { code: "authorization_ended" } });
    });

    it("stays due where the person has not agreed, but for a bank that lets in for longer", async () => {
      const { anna, again } = await connected();
      answers = {
        ...answers,
        "POST sandbox.plaid.com/link/token/get": () => [200, { link_sessions: [{ events: [] }] }],
      };
      const back = async () => {
        const { body: begun } = await again();
        return (await life.call(complete, { as: anna, body: { state: begun.state, code: "linked" } })).body;
      };
      expect(await back()).toMatchObject({ status: "active", reauthDueAt: "2026-03-09T00:00:00.000Z" });
      answers = {
        ...answers,
        [HELD]: held({ consent_expiration_time: "2026-06-09T00:00:00Z" }) as unknown as (typeof answers)[string],
      };
      expect(await back()).toMatchObject({ status: "active", reauthDueAt: null });
    });

    it("is refused where the bank still lets nobody in, and is another person's to nobody", async () => {
      const { anna, connectionId, again } = await connected();
      answers = {
        ...answers,
        [HELD]: held({ error: { error_code: "ITEM_LOGIN_REQUIRED" } }) as unknown as (typeof answers)[string],
      };
      const { body: begun } = await again();
      const refused = await life.call(complete, { as: anna, body: { state: begun.state, code: "linked" } });
      expect(refused).toMatchObject({ status: 400, body: { code: "provider_refused" } });
      expect((await again(await life.user("ben"))).status).toBe(404);
      const wrong = { provider: "slack", connectionId };
      expect((await life.call(authorize, { as: anna, body: wrong })).status).toBe(404);
      const { body: gone } = await again();
      await life.database.query("delete from connections where id = $1", [connectionId]);
      const late = await life.call(complete, { as: anna, body: { state: gone.state, code: "linked" } });
      expect(late).toMatchObject({ status: 409, body: { code: "authorization_ended" } });
    });
  });

  it("gives the page of one person's session to nobody else", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { body: begun } = await life.call(authorize, { as: anna, body: { provider: "plaid" } });
    const taken = await life.call(complete, { as: ben, body: { state: begun.state, code: "linked" } });
    expect(taken).toMatchObject({ status: 409, body: { code: "authorization_ended" } });
  });

  it("says that it does not answer", async () => {
    const anna = await life.user("anna");
    answers = { "POST sandbox.plaid.com/link/token/create": [500, {}] };
    expect(await life.call(authorize, { as: anna, body: { provider: "plaid" } })).toMatchObject({
      status: 503,
      body: { code: "unavailable" },
    });
  });
});
