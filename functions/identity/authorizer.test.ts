import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Identity } from "#cloud/authorizer";
import { pgTransport } from "#cloud/transport/pg";
import { UserProvisioned } from "#core/identity/events";
import { users } from "#core/identity/users.sql";
import { authorizer } from "#functions/identity/authorizer";
import { get as getMe } from "#functions/identity/me";
import { get as getSettings } from "#functions/identity/settings";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

type Key = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];

const ISSUER = "https://id.example.com/";
const OTHER = "https://other.example.com";
let keys: { key: Key; other: Key; rsa: Key; forged: Key };
let config: Record<string, string>;
let fetches = 0;
/** Issuers whose keys cannot be fetched: the connection breaks, the answer is an error, or is no JSON. */
const AWAY = ["gone", "failing", "garbled"];
const published: Record<string, object[]> = { "/id": [], "/other": [] };
const jwks = http.createServer((request, response) => {
  fetches++;
  if (request.url === "/gone") return request.socket.destroy();
  if (request.url === "/failing") return response.writeHead(503).end();
  if (request.url === "/garbled") return response.end("<html>");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ keys: published[request.url!] ?? [] }));
});

beforeAll(async () => {
  const [id, other, rsa, forged] = await Promise.all(
    (["ES256", "ES256", "RS256", "ES256"] as const).map((alg) => generateKeyPair(alg, { extractable: true })),
  );
  published["/id"] = [
    { ...(await exportJWK(id!.publicKey)), kid: "one", alg: "ES256", use: "sig" },
    { ...(await exportJWK(rsa!.publicKey)), kid: "two", alg: "RS256", use: "sig" },
  ];
  published["/other"] = [{ ...(await exportJWK(other!.publicKey)), kid: "one", alg: "ES256" }];
  keys = { key: id!.privateKey, other: other!.privateKey, rsa: rsa!.privateKey, forged: forged!.privateKey };
  await new Promise<void>((resolve) => jwks.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}`;
  config = {
    OIDC_ISSUERS: JSON.stringify([
      { issuer: ISSUER, audience: "lifeos", jwksUri: `${at}/id` },
      { issuer: OTHER, audience: "other-app", jwksUri: `${at}/other`, trustEmails: true },
      ...AWAY.map((name) => ({ issuer: `https://${name}.example.com`, audience: "lifeos", jwksUri: `${at}/${name}` })),
    ]),
  };
});
afterAll(() => jwks.close().closeAllConnections());

const NOW = new Date("2026-03-02T12:00:00Z");
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
interface Signing {
  key?: Key;
  alg?: string;
  kid?: string;
}
const token = (claims: Record<string, unknown>, { key = keys.key, alg = "ES256", kid = "one" }: Signing = {}) =>
  new SignJWT({
    iss: ISSUER,
    aud: "lifeos",
    iat: seconds(NOW),
    exp: seconds(NOW) + 3600,
    sub: randomUUID(),
    email_verified: true,
    ...claims,
  })
    .setProtectedHeader({ alg, kid })
    .sign(key);
async function identify(bearer: string, headers: Record<string, string> = {}): Promise<Identity> {
  return (
    await authorizer({ version: "2.0", type: "REQUEST", headers: { authorization: `Bearer ${bearer}`, ...headers } })
  ).context;
}
const reason = (text: string) => ({ anonymous: true, reason: expect.stringContaining(text) });
const someone = expect.objectContaining({ userId: expect.any(String), role: "user", tier: "free", scopes: "" });

describe("a token", () => {
  let life: Harness;
  beforeAll(async () => {
    life = await harness(await testDb(), { now: NOW, config });
  });
  afterAll(() => life.close());
  beforeEach(() => life.setNow(NOW));
  const asPerson = (identity: Identity): Person => {
    const { userId } = identity as { userId: string };
    return { userId, role: "user", tier: "free", name: "", householdId: "" };
  };

  it.each([
    ["the client's, where the token names none", {}, "asia/calcutta", "Asia/Kolkata"],
    ["the token's before the client's", { zoneinfo: "Europe/Berlin" }, "Asia/Kolkata", "Europe/Berlin"],
    ["UTC, where neither is one", {}, "Mars/Base", "UTC"],
  ])("gives a new person a time zone: %s", async (_, claims, timezone, expected) => {
    const bearer = await token(claims);
    const as = asPerson(await identify(bearer, { "x-client-timezone": timezone }));
    expect((await life.call(getMe, { as })).body.timezone).toBe(expected);
    // The time zone of a request does not change an existing profile.
    await identify(bearer, { "x-client-timezone": "America/Lima" });
    expect((await life.call(getMe, { as })).body.timezone).toBe(expected);
  });

  it("of a trusted issuer creates an account at its first use: profile, settings, a household, an inbound address, one event", async () => {
    const sub = randomUUID();
    const identity = await identify(
      await token({ sub, email: `${sub}@example.com`, name: "Anna", zoneinfo: "Europe/Berlin" }),
    );
    expect(identity).toEqual(someone);
    const as = asPerson(identity);
    expect((await life.call(getMe, { as })).body).toMatchObject({
      id: as.userId,
      email: `${sub}@example.com`,
      name: "Anna",
      timezone: "Europe/Berlin",
    });
    expect((await life.call(getSettings, { as })).status).toBe(200);
    const made = await life.database.query(
      "select (select count(*)::int from household_members where user_id = $1 and role = 'admin') as homes, (select count(*)::int from email_addresses where user_id = $1) as addresses",
      [as.userId],
    );
    expect(made).toEqual([{ homes: 1, addresses: 1 }]);
    expect(life.events(UserProvisioned).filter((event) => event.subject === as.userId)).toHaveLength(1);
  });

  it("from before the sessions of its person were ended is refused, whatever address it brings, and a later one counts", async () => {
    const sub = randomUUID();
    const { userId } = (await identify(await token({ sub }))) as { userId: string };
    const endedAt = new Date(NOW.getTime() + 500);
    await life.database.query("update users set tokens_valid_from = $2 where id = $1", [userId, endedAt.toISOString()]);
    life.setNow(endedAt);
    const before = await token({ sub, email: `${sub}@example.com` });
    expect(await identify(before)).toEqual(reason("session was ended"));
    expect(await identify(await token({ sub, iat: undefined }))).toEqual(reason("session was ended"));
    const [user] = await life.database.query("select email from users where id = $1", [userId]);
    expect(user).toMatchObject({ email: expect.stringContaining("no-email") });
    life.setNow(new Date(NOW.getTime() + 2_000));
    expect(await identify(await token({ sub, iat: seconds(NOW) + 1 }))).toMatchObject({ userId });
  });

  it("carries what an administrator has set for the tier, as it is now", async () => {
    const bearer = await token({ sub: randomUUID() });
    expect(await identify(bearer)).not.toHaveProperty("changesPerMinute");
    await life.database.query(
      "insert into system_config (key, value) values ('RATE_LIMITS', to_jsonb('{\"free\": 8}'::text))",
    );
    expect(await identify(bearer)).toMatchObject({ changesPerMinute: 8 });
    await life.database.query("delete from system_config");
    expect(await identify(bearer)).not.toHaveProperty("changesPerMinute");
  });

  it("carries a limit of the person's own", async () => {
    const sub = randomUUID();
    const { userId } = (await identify(await token({ sub }))) as { userId: string };
    await life.database.query("update users set changes_per_minute = 7 where id = $1", [userId]);
    expect(await identify(await token({ sub }))).toMatchObject({ userId, changesPerMinute: 7 });
  });

  it("of the same person always leads to the same account", async () => {
    const sub = randomUUID();
    const first = await identify(await token({ sub }));
    expect(await identify(await token({ sub, name: "Another name" }))).toEqual(first);
    expect(await identify(await token({ sub }, { key: keys.rsa, alg: "RS256", kid: "two" }))).toEqual(first);
  });

  it("of another issuer is another person, whatever its subject", async () => {
    const sub = randomUUID();
    const first = (await identify(await token({ sub }))) as { userId: string };
    const second = await identify(await token({ sub, iss: OTHER, aud: "other-app" }, { key: keys.other }));
    expect(second).toEqual(someone);
    expect((second as { userId: string }).userId).not.toBe(first.userId);
  });

  it("needs nothing but a subject, and may have invalid claims", async () => {
    for (const claims of [
      {},
      { email: "", name: 7, zoneinfo: "Mars/Base" },
      { name: "x".repeat(5_000) },
      { email: "nul\0@example.com", name: "nul\0" },
      { email: "unverified@example.com", email_verified: false },
      { email: "unverified@example.com", email_verified: "false" },
      { email: "unverified@example.com", email_verified: "yes" },
      { email: "unverified@example.com", email_verified: 1 },
      { email: "unverified@example.com", email_verified: null },
    ]) {
      const identity = await identify(await token(claims as JWTPayload));
      expect(identity).toEqual(someone);
      const { body } = await life.call(getMe, { as: asPerson(identity) });
      expect(body).toMatchObject({ email: expect.stringMatching(/@no-email\.invalid$/), timezone: "UTC" });
    }
  });

  it("of an issuer that does not say whether an address is verified does not give the address", async () => {
    const email = `${randomUUID()}@example.com`;
    const emailOf = async (bearer: string) =>
      (await life.call(getMe, { as: asPerson(await identify(bearer)) })).body.email;
    expect(await emailOf(await token({ email, email_verified: undefined }))).toMatch(/@no-email\.invalid$/);
    // Its owner is not kept out by a person who claimed it first without verification.
    expect(await emailOf(await token({ email }))).toBe(email);
    const asText = `${randomUUID()}@example.com`;
    expect(await emailOf(await token({ email: asText, email_verified: "true" }))).toBe(asText);
  });

  it("of an issuer that verifies every address is believed, unless it says that this one is not verified", async () => {
    const theirs = (claims: JWTPayload) =>
      token({ iss: OTHER, aud: "other-app", email_verified: undefined, ...claims }, { key: keys.other });
    const emailOf = async (bearer: string) =>
      (await life.call(getMe, { as: asPerson(await identify(bearer)) })).body.email;
    const email = `${randomUUID()}@example.com`;
    expect(await emailOf(await theirs({ email, email_verified: false }))).toMatch(/@no-email\.invalid$/);
    expect(await emailOf(await theirs({ email }))).toBe(email);
  });

  it.each<[string, string, () => Promise<string> | string]>([
    ["has expired", "expired", () => token({ exp: seconds(NOW) - 6 })],
    ["names a subject that cannot be stored", "no subject", () => token({ sub: "nul\0" })],
    ["is not valid yet", "nbf", () => token({ nbf: seconds(NOW) + 60 })],
    ["never expires", "exp", () => token({ exp: undefined })],
    ["is for another audience", "aud", () => token({ aud: "other-app" })],
    ["is for no audience", "aud", () => token({ aud: undefined })],
    ["is of an issuer nobody trusts", "issuer is not trusted", () => token({ iss: "https://evil.example" })],
    ["is of no issuer", "issuer is not trusted", () => token({ iss: undefined })],
    ["is of an issuer whose name is nearly right", "issuer is not trusted", () => token({ iss: ISSUER.slice(0, -1) })],
    ["is signed by another key", "not valid", () => token({}, { key: keys.forged })],
    ["is signed by another issuer's key", "not valid", () => token({}, { key: keys.other })],
    ["names a key that its issuer does not have", "not valid", () => token({}, { key: keys.forged, kid: "three" })],
    ["claims an algorithm that is not its key's", "not valid", () => token({}, { kid: "two" })],
    ["is signed with a secret that is public", "not valid", () => hmac()],
    [
      "is not signed",
      "not valid",
      () => new UnsecuredJWT({ iss: ISSUER, aud: "lifeos", sub: "x", exp: seconds(NOW) + 60 }).encode(),
    ],
    ["was altered after it was signed", "not valid", async () => altered(await token({}))],
    ["lost its signature", "not valid", async () => (await token({})).replace(/[^.]+$/, "")],
    ["names nobody", "subject", () => token({ sub: undefined })],
    ["names somebody at great length", "subject", () => token({ sub: "x".repeat(201) })],
    ["is none", "not valid", () => "abc"],
    ["is none, in three parts", "not valid", () => "a.b.c"],
  ])("that %s is refused, and told why", async (_, why, made) => {
    const before = await life.count(users);
    expect(await identify(await made())).toEqual(reason(why));
    expect(await life.count(users)).toBe(before);
  });

  it("may be a few seconds off", async () => {
    expect(await identify(await token({ exp: seconds(NOW) - 3 }))).toEqual(someone);
    life.setNow(new Date(NOW.getTime() + 3_600_000 + 6_000));
    expect(await identify(await token({}))).toEqual(reason("expired"));
  });

  it("of a person whose account is closed is refused", async () => {
    const sub = randomUUID();
    const { userId } = (await identify(await token({ sub }))) as { userId: string };
    await life.database.query("update users set deleted_at = now() where id = $1", [userId]);
    expect(await identify(await token({ sub }))).toEqual(reason("closed"));
  });

  const issued = (n: number) => ({ iat: seconds(NOW) - 100 + n });
  const emailOf = async (bearer: string) =>
    (await life.call(getMe, { as: asPerson(await identify(bearer)) })).body.email;

  it("moves an address: the last person who got it has it, the other has none, and an old token moves it back to nobody", async () => {
    const [email, ann, ben] = [`${randomUUID()}@example.com`, randomUUID(), randomUUID()];
    const anna = asPerson(await identify(await token({ sub: ann, email, ...issued(1) })));
    // Existing and new people can both get it.
    await identify(await token({ sub: ben, email: `${randomUUID()}@example.com`, ...issued(1) }));
    expect(await emailOf(await token({ sub: ben, email: email.toUpperCase(), ...issued(2) }))).toBe(email);
    const lost = expect.stringMatching(/@no-email\.invalid$/);
    expect((await life.call(getMe, { as: anna })).body.email).toEqual(lost);
    for (const at of [1, 2]) expect(await emailOf(await token({ sub: ann, email, ...issued(at) }))).toEqual(lost);
    const carl = { sub: randomUUID(), email };
    expect(await emailOf(await token({ ...carl, ...issued(1) }))).toEqual(lost);
    expect(await emailOf(await token({ ...carl, iat: undefined }))).toEqual(lost);
    expect(await emailOf(await token({ sub: randomUUID(), email, ...issued(4) }))).toBe(email);
    expect(await emailOf(await token({ sub: ann, email, ...issued(5) }))).toBe(email);
  });

  it("compares an address by its ASCII letters without case, and other letters exactly", async () => {
    for (const [one, other] of [
      ["k", "\u212a"],
      ["s", "\u017f"],
      ["i", "\u0130"],
      ["i", "\u0131"],
      ["ä", "Ä"],
    ] as const) {
      const [domain, ann] = [`${randomUUID()}.example.com`, randomUUID()];
      expect(await emailOf(await token({ sub: ann, email: `${one}@${domain}` }))).toBe(`${one}@${domain}`);
      expect(await emailOf(await token({ email: `${other}@${domain}` }))).toBe(`${other}@${domain}`);
      expect(await emailOf(await token({ sub: ann, email: `${one.toUpperCase()}@${domain}` }))).toContain(domain);
    }
  });

  it("uses only claims of the right type", async () => {
    for (const sub of [7, {}, [], ["x"], true, "", "a\nb", "\ud800"])
      expect(await identify(await token({ sub }))).toEqual(reason("no subject"));
    for (const claims of [{ exp: "soon" }, { nbf: "now" }, { iat: "now" }, { aud: 7 }, { aud: ["x"] }, { iss: 7 }])
      expect(await identify(await token(claims))).toEqual(reason(""));
    for (const claims of [
      { email: ["a@example.com"] },
      { email: "no address" },
      { email: `${"x".repeat(400)}@example.com` },
      { email: `${"a".repeat(32)}@no-email.invalid` },
      { name: ["x"], locale: "x".repeat(50), zoneinfo: ["UTC"] },
      { name: "a\u0007b", locale: { a: 1 } },
      { email: 7 },
    ]) {
      const { body, status } = await life.call(getMe, {
        as: asPerson(await identify(await token(claims as JWTPayload))),
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ email: expect.stringMatching(/@no-email\.invalid$/), name: null, locale: null });
    }
    const as = asPerson(await identify(await token({ name: "\u{1f600}".repeat(150).slice(1), locale: "de-AT" })));
    expect((await life.call(getMe, { as })).body.locale).toBe("de-AT");
    const long = asPerson(await identify(await token({ name: `x${"\u{1f600}".repeat(150)}` })));
    expect((await life.call(getMe, { as: long })).body.name).toBe(`x${"\u{1f600}".repeat(99)}`);
  });

  it("expires when it says, however long the authorizer's answer is cached", async () => {
    const identity = await identify(await token({ exp: seconds(NOW) + 30 }));
    expect(identity).toMatchObject({ expiresAt: seconds(NOW) + 35 });
    const as = { ...asPerson(identity), expiresAt: seconds(NOW) + 35 };
    life.setNow(new Date(NOW.getTime() + 34_000));
    expect((await life.call(getMe, { as })).status).toBe(200);
    life.setNow(new Date(NOW.getTime() + 35_000));
    expect((await life.call(getMe, { as })).status).toBe(401);
  });

  it("does not make the authorizer fetch the issuer's keys again and again", async () => {
    await identify(await token({}));
    const before = fetches;
    for (let i = 0; i < 5; i++) await identify(await token({}));
    expect(fetches).toBe(before);
  });

  const altered = (jwt: string) => {
    const [head, , signature] = jwt.split(".");
    const claims = { iss: ISSUER, aud: "lifeos", sub: "somebody-else", exp: seconds(NOW) + 60 };
    return [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
  };
  /** HS256 keyed with the issuer's public key: the classic algorithm confusion attack. */
  const hmac = () =>
    new SignJWT({ iss: ISSUER, aud: "lifeos", sub: "x", exp: seconds(NOW) + 60 })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .sign(Buffer.from(JSON.stringify(published["/id"]![0])));
});

it.each(AWAY)("nothing is known of a token while its issuer's keys cannot be fetched: %s", async (name) => {
  const life = await harness(await testDb(), { now: NOW, config });
  const identity = await identify(await token({ iss: `https://${name}.example.com` }));
  expect(identity).toEqual({ unknownUntil: seconds(NOW) + 60 });
  await life.close();
});

describe("on PostgreSQL", () => {
  let life: Harness;
  beforeAll(async () => {
    const open = await serverDb({ max: 2 });
    life = await harness(open, { now: NOW, config, transport: pgTransport(open.url, { max: 20 }) });
  });
  afterAll(() => life.close());

  it("twenty first requests at once make one account", async () => {
    const sub = randomUUID();
    const bearer = await token({ sub, email: `${sub}@example.com`, name: "Anna" });
    const identities = await Promise.all(Array.from({ length: 20 }, () => identify(bearer)));
    expect(new Set(identities.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(identities[0]).toEqual(someone);
    const counts = await life.database.query(
      "select (select count(*)::int from users) as users, (select count(*)::int from households) as households, (select count(*)::int from user_settings) as settings, (select count(*)::int from email_addresses) as addresses, (select count(*)::int from events) as events",
    );
    expect(counts).toEqual([{ users: 1, households: 1, settings: 1, addresses: 1, events: 1 }]);
    expect(life.events(UserProvisioned)).toHaveLength(1);
  });

  it("an address that many people get at once belongs to one of them, and all of them are signed in", async () => {
    const email = `${randomUUID()}@example.com`;
    const tokens = await Promise.all(
      Array.from({ length: 12 }, (_, n) => token({ sub: randomUUID(), email, iat: seconds(NOW) - n })),
    );
    const identities = await Promise.all(tokens.map((bearer) => identify(bearer)));
    for (const identity of identities) expect(identity).toEqual(someone);
    const [{ n }] = (await life.database.query("select count(*)::int as n from users where email = $1", [email])) as [
      { n: number },
    ];
    expect(n).toBe(1);
  });
});
