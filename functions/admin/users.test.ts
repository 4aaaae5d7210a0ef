import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserUpdated } from "#core/identity/events";
import { endSessions, get, list, update } from "#functions/admin/users";
import { get as getMe } from "#functions/identity/me";
import { create as createTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  admin = await life.user("admin", { role: "admin" });
});
afterAll(() => life.close());

const found = async (query: Record<string, string>) => {
  const { status, body } = await life.call(list, { as: admin, query });
  expect(status).toBe(200);
  return body.data.map(({ id }: { id: string }) => id);
};
const on = (userId: string, as = admin) => ({ as, params: { userId } });
const looks = (userId: string) =>
  life.database.query<Record<string, unknown>>(
    "select action, user_id, details from audit_logs where entity_type = 'users' and entity_id = $1 order by id",
    [userId],
  );

describe("people", () => {
  it("are found by a part of their name or address in any case, and by their id, page by page", async () => {
    const name = `Zoë ${randomUUID()}`;
    const [one, other] = [await life.user(name), await life.user(name)];
    expect(await found({ q: name.toUpperCase() })).toEqual([other.userId, one.userId]);
    expect(await found({ q: one.userId })).toEqual([one.userId]);
    const { body } = await life.call(get, on(one.userId));
    expect(await found({ q: body.email.slice(0, -4) })).toEqual([one.userId]);
    // What means something in a pattern is text here.
    expect(await found({ q: "%" })).toEqual([]);
    const first = await life.call(list, { as: admin, query: { q: name, limit: "1" } });
    expect(await found({ q: name, limit: "1", cursor: first.body.nextCursor })).toEqual([one.userId]);
    expect(await found({ q: name, tier: "pro" })).toEqual([]);
  });

  it("are shown with what they may do and what they have, and not by what they sign in with", async () => {
    const anna = await life.user("anna", { tier: "pro" });
    await life.call(createTask, { as: anna, body: { title: "Milk" } });
    const { body } = await life.call(get, on(anna.userId));
    expect(body).toMatchObject({
      id: anna.userId,
      tier: "pro",
      limits: { changesPerMinute: 1_200, changesPerMinuteOfTier: 1_200 },
      counts: { households: 1, apiKeys: 0, events: 1, openDeadLetters: 0 },
      tokenBalance: { value: 0, unknown: null },
      sessions: { open: { value: null, unknown: expect.stringContaining("issuer") }, lastChangeAt: expect.any(String) },
    });
    expect(body).not.toHaveProperty("authSubject");
  });

  it("are looked at on the record, which the answer says", async () => {
    const anna = await life.user("anna");
    expect((await life.call(get, on(anna.userId))).body.audited).toBe(true);
    expect((await life.call(list, { as: admin, query: { q: "anna" } })).body.audited).toBe(true);
    expect(await looks(anna.userId)).toMatchObject([{ action: "admin.user.read", user_id: admin.userId }]);
    const [listed] = await life.database.query(
      "select details from audit_logs where action = 'admin.users.listed' and user_id = $1 order by id desc limit 1",
      [admin.userId],
    );
    expect(listed).toMatchObject({ details: { q: "anna" } });
  });

  it("get another tier and a limit of their own, if nobody was faster, and back", async () => {
    const anna = await life.user("anna");
    const { headers } = await life.call(get, on(anna.userId));
    const body = { tier: "starter", changesPerMinute: 2 };
    const changed = await life.call(update, { ...on(anna.userId), body, headers: { "If-Match": headers.etag! } });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...body, limits: { changesPerMinute: 2, changesPerMinuteOfTier: 600 } },
    });
    const late = await life.call(update, { ...on(anna.userId), body, headers: { "If-Match": headers.etag! } });
    expect(late).toMatchObject({ status: 412, body: { code: "stale_version", current: body } });
    for (const hidden of ["authSubject", "emailVerifiedAt"]) expect(late.body.current).not.toHaveProperty(hidden);
    expect((await life.call(update, { ...on(anna.userId), body: { changesPerMinute: null } })).body).toMatchObject({
      tier: "starter",
      limits: { changesPerMinute: 600 },
    });
    // What came too late changed nothing, but was told how the person is now.
    expect((await looks(anna.userId)).map(({ action }) => action)).toEqual([
      "admin.user.read",
      "admin.user.updated",
      "admin.user.read",
      "admin.user.updated",
    ]);
    expect(life.events(UserUpdated).filter(({ subject }) => subject === anna.userId)).toHaveLength(2);
  });

  it("are held to a limit of their own", async () => {
    const anna = await life.user("anna");
    const as = { ...anna, changesPerMinute: 1 };
    expect(await life.call(createTask, { as, body: { title: "One" } })).toMatchObject({ status: 201 });
    expect(await life.call(createTask, { as, body: { title: "Two" } })).toMatchObject({ status: 429 });
  });

  it.each([{ role: "admin" }, { tier: "gold" }, { changesPerMinute: 0 }, {}])("are not changed by %j", async (body) => {
    expect(await life.call(update, { ...on(admin.userId), body })).toMatchObject({ status: 400 });
  });

  it("cannot give themselves what an administrator gives", async () => {
    const anna = await life.user("anna");
    expect((await life.call(getMe, { as: anna })).body).not.toHaveProperty("changesPerMinute");
    for (const endpoint of [list, get, update, endSessions])
      expect(await life.call(endpoint, { ...on(anna.userId, anna), body: { tier: "pro" } })).toMatchObject({
        status: 403,
      });
    for (const column of ["tokens_valid_from = null", "changes_per_minute = 9"])
      await expect(
        life.database.transaction(async (tx) => {
          await tx.query("select set_config('role', 'lifeos_app', true), set_config('app.user_id', $1, true)", [
            anna.userId,
          ]);
          await tx.query(`update users set ${column}`);
        }),
      ).rejects.toThrow("permission denied");
  });
});

describe("ending the sessions of a person", () => {
  it("says from when and by when, once for a key, and is recorded", async () => {
    const anna = await life.user("anna");
    const call = () => life.call(endSessions, { ...on(anna.userId), headers: { "Idempotency-Key": anna.userId } });
    const first = await call();
    expect(first).toMatchObject({
      status: 200,
      body: {
        userId: anna.userId,
        tokensValidFrom: life.now().toISOString(),
        effectiveBy: new Date(life.now().getTime() + 60_000).toISOString(),
      },
    });
    life.setNow(new Date(life.now().getTime() + 5_000));
    expect((await call()).body).toEqual(first.body);
    expect((await looks(anna.userId)).map(({ action }) => action)).toEqual(["admin.user.sessions_ended"]);
  });

  it("is not found for nobody", async () => {
    for (const [endpoint, body] of [[get], [update, { tier: "pro" }], [endSessions]] as const)
      expect(await life.call(endpoint, { ...on(randomUUID()), body })).toMatchObject({ status: 404 });
  });
});
