import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApiKeyEvents, ApiKeyRevoked, ApiKeyRolled } from "#core/identity/events";
import { create as createAccount, list as listAccounts } from "#functions/finance/accounts";
import * as ApiKeys from "#functions/identity/api-keys";
import { authorizer } from "#functions/identity/authorizer";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

const NOW = new Date("2026-03-02T12:00:00Z");
let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb(), { now: NOW });
});
afterAll(() => life.close());
beforeEach(async () => {
  life.setNow(NOW);
  anna = await life.user("anna", { tier: "pro" });
});

const create = (body: object = {}, headers = {}) =>
  life.call(ApiKeys.create, { as: anna, body: { name: "Watch", scopes: ["finance:read"], ...body }, headers });
const on = (id: string) => ({ as: anna, params: { apiKeyId: id } });
async function bearer(secret: string) {
  const headers = { authorization: `Bearer ${secret}` };
  return (await authorizer({ version: "2.0", type: "REQUEST", headers })).context;
}
/** The person of a secret, as the authorizer passes them on. */
async function holder(secret: string): Promise<Person> {
  const { userId, scopes } = (await bearer(secret)) as { userId: string; scopes: string };
  return { ...anna, userId, scopes: scopes.split(" ") };
}
const refused = { anonymous: true, reason: "The API key is unknown, revoked or expired." };

describe("an API key", () => {
  it("shows its secret once, when it is made, and stores it nowhere", async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "Watch", scopes: ["finance:read"], revokedAt: null, lastUsedAt: null });
    expect(body.secret).toMatch(/^life_[0-9a-f]{8}_[\w-]{43}$/);
    const listed = await life.call(ApiKeys.list, { as: anna });
    const stored = await life.database.query(
      "select k.*, e.payload, e.previous from api_keys k join events e on e.entity_id = k.id",
    );
    for (const kept of [listed.body, stored, life.published, life.logs])
      expect(JSON.stringify(kept)).not.toContain(body.secret.slice(14));
    expect(JSON.stringify(listed.body)).not.toMatch(/secretHash|"secret"/);
    expect(life.events(ApiKeyEvents.created).at(-1)!.data.payload).toEqual({ name: "Watch" });
  });

  it("is made once for an Idempotency-Key, whose second answer does not have the secret", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const [first, second] = [await create({}, headers), await create({}, headers)];
    expect([second.status, second.body.id, second.headers["idempotent-replayed"]]).toEqual([
      201,
      first.body.id,
      "true",
    ]);
    expect([typeof first.body.secret, second.body.secret]).toEqual(["string", undefined]);
  });

  it("acts for its owner, within its scopes", async () => {
    const { body } = await create({ scopes: ["finance:read", "health:write"] });
    expect(await bearer(body.secret)).toEqual({
      apiKeyId: body.id,
      userId: anna.userId,
      role: "user",
      tier: "pro",
      scopes: "finance:read health:write",
    });
    const as = await holder(body.secret);
    expect((await life.call(listAccounts, { as })).status).toBe(200);
    expect(await life.call(createAccount, { as, body: { name: "x" } })).toMatchObject({
      status: 403,
      body: { code: "missing_scope" },
    });
    expect((await life.call(ApiKeys.list, { as })).status).toBe(403);
    const everything = await holder((await create({ scopes: ["*"] })).body.secret);
    expect((await life.call(createAccount, { as: everything, body: { name: "x" } })).status).toBe(201);
  });

  it("without scopes may do nothing, and does not have its owner's rights", async () => {
    const { body } = await create();
    await life.database.query("update api_keys set scopes = '{}' where id = $1", [body.id]);
    const as = await holder(body.secret);
    for (const endpoint of [listAccounts, ApiKeys.list]) expect((await life.call(endpoint, { as })).status).toBe(403);
  });

  it("emits an event when it is rolled or revoked, once, without its secret", async () => {
    const { body } = await create();
    const { body: rolled } = await life.call(ApiKeys.roll, on(body.id));
    expect([rolled.id, rolled.version]).toEqual([body.id, 2]);
    expect(life.events(ApiKeyRolled).at(-1)!.data).toMatchObject({ entityId: body.id, payload: {} });
    for (let i = 0; i < 2; i++) expect((await life.call(ApiKeys.revoke, on(body.id))).status).toBe(204);
    expect(await bearer(rolled.secret)).toEqual(refused);
    expect(life.events(ApiKeyRevoked).filter((event) => event.data.entityId === body.id)).toHaveLength(1);
    expect((await life.call(ApiKeys.list, { as: anna })).body.data[0].revokedAt).toBe(NOW.toISOString());
  });

  it("makes as many changes a day as its quota allows, can still read then, and makes no other key", async () => {
    const { body } = await create({ scopes: ["*"], dailyQuota: 2 });
    expect(await bearer(body.secret)).toMatchObject({ apiKeyId: body.id, dailyQuota: 2 });
    const as = { ...(await holder(body.secret)), quota: { apiKeyId: body.id as string, changesPerDay: 2 } };
    const change = () => life.call(createAccount, { as, body: { name: "x" } });
    expect([(await change()).status, (await change()).status]).toEqual([201, 201]);
    const third = await change();
    expect(third).toMatchObject({ status: 429, body: { code: "limited" } });
    expect(third.headers["ratelimit-policy"]).toBe('"changes-a-day";q=2;w=86400');
    expect(Number(third.headers["retry-after"])).toBeLessThanOrEqual(86_400);
    expect((await life.call(listAccounts, { as })).status).toBe(200);
    expect((await life.call(createAccount, { as: anna, body: { name: "x" } })).status).toBe(201);
    for (const [endpoint, request] of [
      [ApiKeys.create, { body: { name: "Another", scopes: ["*"] } }],
      [ApiKeys.roll, { params: { apiKeyId: (await create({})).body.id } }],
    ] as const)
      expect(await life.call(endpoint, { ...request, as })).toMatchObject({
        status: 403,
        body: { code: "missing_scope" },
      });
  });

  it("works until it expires", async () => {
    const { body } = await create({ expiresAt: "2026-03-02T13:00:00Z" });
    life.setNow("2026-03-02T12:59:59Z");
    expect(await bearer(body.secret)).toMatchObject({ userId: anna.userId });
    life.setNow("2026-03-02T13:00:00Z");
    expect(await bearer(body.secret)).toEqual(refused);
  });

  it("records its last use, within five minutes", async () => {
    const { body } = await create();
    const usedAt = async (time: string) => {
      life.setNow(`2026-03-02T${time}:00Z`);
      await bearer(body.secret);
      return (await life.call(ApiKeys.list, { as: anna })).body.data[0].lastUsedAt.slice(11, 16);
    };
    expect([await usedAt("12:00"), await usedAt("12:04"), await usedAt("12:06")]).toEqual(["12:00", "12:00", "12:06"]);
  });

  it("is refused when it is unknown, even if it is similar", async () => {
    const { secret, prefix } = (await create()).body;
    for (const guess of ["life_", "life_x", secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), prefix])
      expect(await bearer(guess)).toMatchObject({ anonymous: true });
  });

  it("is refused when its owner's account is closed", async () => {
    const { body } = await create();
    await life.database.query("update users set deleted_at = now() where id = $1", [anna.userId]);
    expect(await bearer(body.secret)).toEqual(refused);
  });

  it.each([
    [{ scopes: [] }, "#/scopes"],
    [{ scopes: ["finance"] }, "#/scopes/0"],
    [{ scopes: ["finance:delete"] }, "#/scopes/0"],
    [{ scopes: ["finance:read health:read"] }, "#/scopes/0"],
    [{ scopes: Array(51).fill("*") }, "#/scopes"],
    [{ name: "" }, "#/name"],
    [{ name: "x".repeat(101) }, "#/name"],
    [{ expiresAt: "tomorrow" }, "#/expiresAt"],
    [{ dailyQuota: 0 }, "#/dailyQuota"],
    [{ secret: "mine" }, "#/secret"],
  ])("is not made of %j", async (body, pointer) => {
    const { status, body: problem } = await create(body);
    expect({ status, pointer: problem.errors[0].pointer }).toEqual({ status: 400, pointer });
  });
});
