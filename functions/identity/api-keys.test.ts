import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify } from "#core/identity/credentials";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { create, list, revoke, roll } from "./api-keys.ts";

let open: OpenDatabase;
let life: Harness;
let anna: Person;
let bea: Person;

beforeAll(async () => {
  open = await pgliteDb();
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
const limited = (...scopes: string[]): Person => ({ ...anna, scopes });

describe("an API key", () => {
  it("is its owner with its scopes, and its secret is shown once", async () => {
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

  it("of somebody else can be neither rolled nor revoked", async () => {
    const { id, secret } = await key(["finance:read"]);
    expect((await life.call(roll, { as: bea, params: { apiKeyId: id } })).status).toBe(404);
    expect((await life.call(revoke, { as: bea, params: { apiKeyId: id } })).status).toBe(404);
    expect(await identify(secret)).toMatchObject({ userId: anna.userId });
  });

  it("can make no key that may do more than itself", async () => {
    const as = limited("identity:write", "finance:read");
    for (const scopes of [["*"], ["finance:write"], ["finance:read", "health:read"]]) {
      const { status, body } = await life.call(create, { as, body: { name: "more", scopes } });
      expect([status, body.code]).toEqual([403, "missing_scope"]);
    }
    expect((await life.call(create, { as, body: { name: "as much", scopes: ["finance:read"] } })).status).toBe(201);
    const everything = await life.call(create, { as: limited("*"), body: { name: "all", scopes: ["health:read"] } });
    expect(everything.status).toBe(201);
  });

  it("can take over no key that may do more than itself", async () => {
    const { id, secret } = await key(["*"]);
    const { status, body } = await life.call(roll, { as: limited("identity:write"), params: { apiKeyId: id } });
    expect([status, body.code]).toEqual([403, "missing_scope"]);
    expect(await identify(secret)).toMatchObject({ userId: anna.userId, scopes: "*" });

    const smaller = await key(["identity:write"]);
    const as = limited("identity:write", "finance:read");
    expect((await life.call(roll, { as, params: { apiKeyId: smaller.id } })).status).toBe(200);
  });
});
