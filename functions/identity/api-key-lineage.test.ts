import { getTableConfig } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pillarOfType } from "#core/identity/grantable.generated";
import { scopes } from "#core/identity/scopes";
import { create as createAccount, update as updateAccount } from "#functions/finance/accounts";
import * as ApiKeys from "#functions/identity/api-keys";
import { authorizer } from "#functions/identity/authorizer";
import * as Grants from "#functions/identity/grants";
import * as Invites from "#functions/identity/invites";
import { get as getDashboard } from "#functions/platform/dashboard";
import * as Events from "#functions/platform/events";
import { create as createTask } from "#functions/work/tasks";
import { singular } from "#kit/crud";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { allTables } from "#testing/rows";
import { discover } from "../../packages/contract/discover.ts";

const NOW = "2026-03-02T12:00:00.000Z";
const SOON = "2026-03-02T12:00:20.000Z";
let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());
beforeEach(async () => {
  life.setNow(NOW);
  anna = await life.user("anna");
});

interface Made {
  id: string;
  secret: string;
  expiresAt: string | null;
  parentId: string | null;
}
async function key(as: Person, body: object = {}): Promise<Made> {
  const answer = await life.call(ApiKeys.create, { as, body: { name: "a key", scopes: ["*"], ...body } });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}
const identify = async (secret: string) =>
  (await authorizer({ version: "2.0", type: "REQUEST", headers: { authorization: `Bearer ${secret}` } })).context;
/** The person of a secret, as the authorizer passes them on. */
async function holder({ secret }: Made): Promise<Person> {
  const identity = await identify(secret);
  if (!("userId" in identity)) throw new Error("the key is not good");
  return { ...anna, scopes: identity.scopes.split(" "), apiKeyId: identity.apiKeyId };
}
const holding = (...given: string[]): Person => ({ ...anna, scopes: given, apiKeyId: anna.userId });
const refusal = { anonymous: true, reason: expect.any(String) };

describe("a key that was made with a key", () => {
  it("expires no later than its parent, with and without an expiry of its own", async () => {
    const parent = await key(anna, { expiresAt: SOON });
    const as = await holder(parent);
    expect(await key(as)).toMatchObject({ parentId: parent.id, expiresAt: SOON });
    expect(await key(as, { expiresAt: null })).toMatchObject({ expiresAt: SOON });
    expect((await key(as, { expiresAt: "2026-03-02T12:00:10.000Z" })).expiresAt).toBe("2026-03-02T12:00:10.000Z");
    const later = await life.call(ApiKeys.create, {
      as,
      body: { name: "later", scopes: ["work:read"], expiresAt: "2026-03-02T12:00:21.000Z" },
    });
    expect(later).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/expiresAt" }] } });
  });

  it.each(["revoked", "expired"])("ends when its parent is %s, and so do its own children", async (how) => {
    const first = await key(anna, { expiresAt: SOON });
    const second = await key(await holder(first));
    const third = await key(await holder(second));
    expect(await identify(third.secret)).toMatchObject({ userId: anna.userId });
    if (how === "expired") life.setNow(SOON);
    else expect((await life.call(ApiKeys.revoke, { as: anna, params: { apiKeyId: first.id } })).status).toBe(204);
    for (const one of [first, second, third]) expect(await identify(one.secret)).toEqual(refusal);
    expect(await life.call(ApiKeys.roll, { as: anna, params: { apiKeyId: third.id } })).toMatchObject({ status: 409 });
  });

  it("keeps its parent and its expiry when it is rolled", async () => {
    const parent = await key(anna, { expiresAt: SOON });
    const child = await key(await holder(parent));
    const rolled = await life.call(ApiKeys.roll, { as: await holder(child), params: { apiKeyId: child.id } });
    expect(rolled.body).toMatchObject({ parentId: parent.id, expiresAt: SOON });
    life.setNow(SOON);
    expect(await identify(rolled.body.secret)).toEqual(refusal);
  });

  it("can neither roll nor revoke a key that is not its descendant", async () => {
    const sibling = await key(anna);
    const as = await holder(await key(anna, { expiresAt: SOON }));
    for (const endpoint of [ApiKeys.roll, ApiKeys.revoke])
      expect(await life.call(endpoint, { as, params: { apiKeyId: sibling.id } })).toMatchObject({
        status: 403,
        body: { code: "missing_scope" },
      });
    expect(await identify(sibling.secret)).toMatchObject({ userId: anna.userId });
  });

  it("makes keys for three generations, and twenty at most", async () => {
    const first = await key(anna);
    const third = await key(await holder(await key(await holder(first))));
    const make = async (as: Person) =>
      (await life.call(ApiKeys.create, { as, body: { name: "more", scopes: ["work:read"] } })).status;
    expect(await make(await holder(third))).toBe(409);
    const as = await holder(first);
    for (let made = 1; made < 20; made++) expect(await make(as)).toBe(201);
    expect(await make(as)).toBe(409);
  });

  it("cannot be made by a revoked key, nor be expired from the start", async () => {
    const parent = await key(anna);
    const as = await holder(parent);
    await life.call(ApiKeys.revoke, { as: anna, params: { apiKeyId: parent.id } });
    expect(await life.call(ApiKeys.create, { as, body: { name: "late", scopes: ["*"] } })).toMatchObject({
      status: 409,
    });
    for (const expiresAt of [NOW, "2026-03-02T11:59:59.999Z", "0001-01-01T00:00:00Z"])
      expect(
        await life.call(ApiKeys.create, { as: anna, body: { name: "born expired", scopes: ["*"], expiresAt } }),
      ).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/expiresAt" }] } });
  });
});

describe("a scope", () => {
  it("is one of the table, at every endpoint", async () => {
    for (const { name, value } of (await discover()).endpoints)
      if (value.access !== "public") expect.soft(scopes, name).toContain(value.scope);
  });

  it("is necessary for access to other people and other keys, which changing one's profile does not imply", async () => {
    const as = holding("identity:read", "identity:write", "work:write", "platform:write");
    const denied = { status: 403, body: { code: "missing_scope" } };
    const params = { householdId: anna.householdId };
    expect(await life.call(ApiKeys.create, { as, body: { name: "x", scopes: ["work:write"] } })).toMatchObject(denied);
    expect(await life.call(Invites.create, { as, params, body: { email: "eve@example.com" } })).toMatchObject(denied);
    const grant = { entityType: "task", entityId: anna.userId, role: "viewer", email: "eve@example.com" };
    expect(await life.call(Grants.create, { as, body: grant })).toMatchObject(denied);
  });

  it("of a row's pillar is necessary to share it and to see its grants", async () => {
    const account = (await life.call(createAccount, { as: anna, body: { name: "Savings" } })).body.id;
    const body = { entityType: "account", entityId: account, role: "viewer", email: "eve@example.com" };
    const denied = { status: 403, body: { code: "missing_scope" } };
    expect(await life.call(Grants.create, { as: holding("identity:share", "work:write"), body })).toMatchObject(denied);
    const given = await life.call(Grants.create, { as: holding("identity:share", "finance:write"), body });
    expect(given.status).toBe(201);
    const seen = async (...more: string[]) =>
      (await life.call(Grants.list, { as: holding("identity:read", ...more) })).body.data.length;
    expect([await seen(), await seen("work:read"), await seen("finance:read")]).toEqual([0, 0, 1]);
    const withdraw = (as: Person) => life.call(Grants.remove, { as, params: { grantId: given.body.id } });
    expect(await withdraw(holding("identity:share", "work:write"))).toMatchObject(denied);
    expect((await withdraw(holding("identity:share", "finance:write"))).status).toBe(204);
  });

  it("exists for every type of row that can be shared", async () => {
    const shareable = [...(await allTables())].flatMap(([name, table]) => {
      const { policies, columns } = getTableConfig(table);
      const shared = policies.some(
        (one) => one.for === "select" && JSON.stringify(one.using?.queryChunks).includes("access_grants"),
      );
      const isOwned = shared && columns.some((column) => column.name === "userId");
      // The log of what happened is no row of anybody's; an event is one of a calendar (see table_of in migrations/functions).
      if (!isOwned || name === "events") return [];
      return [name === "calendar_events" ? "event" : singular(name)];
    });
    expect(Object.keys(pillarOfType).toSorted()).toEqual(shareable.toSorted());
  });
});

describe("events", () => {
  it("are shown to a key for the pillars that it may read: in lists, one by one, in a trace and on the dashboard", async () => {
    await life.call(createTask, { as: anna, body: { title: "Milk" } });
    const account = (await life.call(createAccount, { as: anna, body: { name: "Savings" } })).body.id;
    await life.call(updateAccount, { as: anna, params: { accountId: account }, body: { name: "Secret" } });
    const types = async (as: Person) =>
      (await life.call(Events.list, { as, query: { include: "previous" } })).body.data.map(
        (one: { type: string }) => one.type,
      );
    expect(await types(anna)).toEqual(["finance.account.updated", "finance.account.created", "work.task.created"]);
    expect(await types(holding("platform:read"))).toEqual([]);
    expect(await types(holding("platform:read", "work:read"))).toEqual(["work.task.created"]);
    expect(await types(holding("*"))).toHaveLength(3);

    const [event] = (await life.call(Events.list, { as: anna })).body.data;
    for (const endpoint of [Events.get, Events.trace]) {
      const ask = async (...given: string[]) =>
        (await life.call(endpoint, { as: holding("platform:read", ...given), params: { eventId: event.id } })).status;
      expect([await ask(), await ask("work:read"), await ask("finance:read")]).toEqual([404, 404, 200]);
    }
    await life.call(getDashboard, { as: anna });
    const few = (await life.call(getDashboard, { as: holding("platform:read", "work:read") })).body;
    expect(few.events.map((one: { type: string }) => one.type)).toEqual(["work.task.created"]);
    expect(few.hidden).toEqual(["calendar", "cortex", "finance", "health", "household", "rhythm"]);
    expect((await life.call(getDashboard, { as: anna })).body).toMatchObject({ hidden: [], events: [{}, {}, {}] });
  });

  it("are not revealed by an answer to another key of the person under the same Idempotency-Key", async () => {
    const request = { body: { name: "Savings" }, headers: { "idempotency-key": "one" } };
    const keys = [await key(anna), await key(anna)];
    const made = await Promise.all(
      keys.map(async (one) => (await life.call(createAccount, { as: await holder(one), ...request })).body.id),
    );
    expect(new Set(made).size).toBe(2);
  });
});
