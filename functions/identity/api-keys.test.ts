import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify } from "#core/identity/credentials";
import { type OpenDatabase, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { create, list, revoke, roll } from "./api-keys.ts";

let open: OpenDatabase;
let life: Harness;
let anna: Person;
let bea: Person;

beforeAll(async () => {
  open = await testDb();
  life = await harness(open);
  anna = await life.user("anna");
  bea = await life.user("bea");
});
afterAll(() => open.close());

async function key(scopes: string[], as = anna) {
  const { status, body } = await life.call(create, { as, body: { name: "a key", scopes } });
  expect(status).toBe(201);
  return body as { id: string; secret: string };
}
/** The person of a secret, as the authorizer passes them on. */
async function holder({ secret }: { secret: string }): Promise<Person> {
  const identity = await identify(secret);
  if (!("userId" in identity)) throw new Error("the key is not good");
  return { ...anna, scopes: identity.scopes.split(" "), apiKeyId: identity.apiKeyId };
}

describe("an API key", () => {
  it("has its owner's rights within its scopes, and shows its secret once", async () => {
    const { id, secret } = await key(["finance:read"]);
    expect(await identify(secret)).toMatchObject({ userId: anna.userId, scopes: "finance:read" });
    const { body } = await life.call(list, { as: anna });
    expect(body.data.map((one: { id: string }) => one.id)).toContain(id);
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(JSON.stringify(life.published)).not.toContain(secret);
  });

  it("stops working when it is revoked, and cannot be rolled any more", async () => {
    const { id, secret } = await key(["finance:read"]);
    expect((await life.call(revoke, { as: anna, params: { apiKeyId: id } })).status).toBe(204);
    expect(await identify(secret)).toMatchObject({ anonymous: true });
    expect((await life.call(roll, { as: anna, params: { apiKeyId: id } })).status).toBe(409);
  });

  it("gets another secret when it is rolled, and the old one stops working", async () => {
    const { id, secret } = await key(["finance:read"]);
    const rolled = await life.call(roll, { as: anna, params: { apiKeyId: id } });
    expect(rolled.status).toBe(200);
    expect(await identify(secret)).toMatchObject({ anonymous: true });
    expect(await identify(rolled.body.secret)).toMatchObject({ userId: anna.userId });
  });

  it("of another person can be neither rolled nor revoked", async () => {
    const { id, secret } = await key(["finance:read"]);
    expect((await life.call(roll, { as: bea, params: { apiKeyId: id } })).status).toBe(404);
    expect((await life.call(revoke, { as: bea, params: { apiKeyId: id } })).status).toBe(404);
    expect(await identify(secret)).toMatchObject({ userId: anna.userId });
  });

  it("cannot make a key with more rights than itself", async () => {
    const as = await holder(await key(["identity:keys", "finance:read"]));
    for (const scopes of [["*"], ["finance:write"], ["finance:read", "health:read"]]) {
      const { status, body } = await life.call(create, { as, body: { name: "more", scopes } });
      expect([status, body.code]).toEqual([403, "missing_scope"]);
    }
    expect((await life.call(create, { as, body: { name: "as much", scopes: ["finance:read"] } })).status).toBe(201);
    const everything = await holder(await key(["*"]));
    expect((await life.call(create, { as: everything, body: { name: "all", scopes: ["health:read"] } })).status).toBe(
      201,
    );
  });

  it("can roll only itself and its descendants", async () => {
    const { id, secret } = await key(["*"]);
    const own = await key(["identity:keys", "finance:read"]);
    const as = await holder(own);
    const { status, body } = await life.call(roll, { as, params: { apiKeyId: id } });
    expect([status, body.code]).toEqual([403, "missing_scope"]);
    expect(await identify(secret)).toMatchObject({ userId: anna.userId, scopes: "*" });

    const child = await key(["identity:keys"], as);
    for (const { id: apiKeyId } of [child, own])
      expect((await life.call(roll, { as, params: { apiKeyId } })).status).toBe(200);
  });
});
