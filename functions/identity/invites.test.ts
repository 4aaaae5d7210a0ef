import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HouseholdJoined, InviteEvents } from "#core/identity/events";
import { householdInvites } from "#core/identity/households.sql";
import { announceMember } from "#functions/identity/consumers";
import * as Households from "#functions/identity/households";
import * as Invites from "#functions/identity/invites";
import * as Members from "#functions/identity/members";
import * as Notifications from "#functions/platform/notifications";
import * as Tasks from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const people = <N extends string[]>(...names: N) =>
  Promise.all(names.map((name) => life.user(name))) as Promise<{ [K in keyof N]: Person }>;
const home = ({ householdId }: Person) => ({ params: { householdId } });
const addressOf = async ({ userId }: Person) =>
  (await life.database.query<{ email: string }>("select email from users where id = $1", [userId]))[0]!.email;
const invite = async (as: Person, email: string, more: object = {}) =>
  (await life.call(Invites.create, { as, ...home(as), body: { email, ...more } })).body as {
    id: string;
    token: string;
  };
const accept = (as: Person, token: string, headers: Record<string, string> = {}) =>
  life.call(Invites.accept, { as, body: { token }, headers });
const membersOf = async (as: Person) => {
  const { body } = await life.call(Members.list, { as, ...home(as) });
  return body.data.map(({ name, role }: { name: string; role: string }) => `${name}: ${role}`);
};
const NOT_GOOD = {
  type: "urn:lifeos:problem:invalid_input",
  status: 400,
  title: "The input is not valid",
  detail: "The invite is unknown, used, revoked, expired, or for another address.",
  errors: [{ pointer: "#/token", detail: "is of no invite that you can accept" }],
};

describe("an invite", () => {
  it("has a token that is shown once and stored as a hash", async () => {
    const [anna] = await people("anna");
    const made = await life.call(Invites.create, { as: anna, ...home(anna), body: { email: "Ben@Example.com" } });
    expect(made).toMatchObject({
      status: 201,
      body: { email: "ben@example.com", acceptedAt: null, expiresAt: "2026-03-09T12:00:00.000Z" },
    });
    const { id, token } = made.body;
    expect(token).toMatch(/^[\w-]{43}$/);
    const listed = await life.call(Invites.list, { as: anna, ...home(anna), query: { "acceptedAt[null]": "true" } });
    expect(listed.body.data).toMatchObject([{ id, email: "ben@example.com" }]);
    expect(listed.body.data[0]).not.toHaveProperty("tokenHash");
    const event = life.events(InviteEvents.created).at(-1)!;
    expect(event.data).toMatchObject({ entityId: id, actorId: anna.userId });
    const kept = JSON.stringify([listed.body, life.published, await life.database.query("select * from events")]);
    expect(kept).not.toContain(token);
    const [row] = await life.database.query<{ token_hash: string }>(
      "select token_hash from household_invites where id = $1",
      [id],
    );
    expect(row!.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(kept).not.toContain(row!.token_hash);
  });

  it("is not made twice by one Idempotency-Key, and its token not shown again", async () => {
    const [anna] = await people("anna");
    const request = {
      as: anna,
      ...home(anna),
      body: { email: "ben@example.com" },
      headers: { "idempotency-key": "invite" },
    };
    const [first, again] = [await life.call(Invites.create, request), await life.call(Invites.create, request)];
    expect(again).toMatchObject({
      status: 201,
      headers: { "idempotent-replayed": "true" },
      body: { id: first.body.id },
    });
    expect(again.body).not.toHaveProperty("token");
    expect(await life.count(householdInvites, `household_id = '${anna.householdId}'`)).toBe(1);
  });

  it.each([
    [{ email: "nobody" }, "#/email"],
    [{}, "#/email"],
    [{ email: "ben@example.com", days: 0 }, "#/days"],
    [{ email: "ben@example.com", days: 31 }, "#/days"],
    [{ email: "ben@example.com", tokenHash: "mine" }, "#/tokenHash"],
  ])("cannot be %j", async (body, pointer) => {
    const [anna] = await people("anna");
    expect(await life.call(Invites.create, { as: anna, ...home(anna), body })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    });
  });

  it("is for admins only", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    const { token } = await invite(anna, await addressOf(ben));
    await accept(ben, token);
    const { id: inviteId } = await invite(anna, "cleo@example.com");
    const asked = (as: Person) =>
      Promise.all([
        life.call(Invites.list, { as, ...home(anna) }),
        life.call(Invites.create, { as, ...home(anna), body: { email: "cleo@example.com" } }),
        life.call(Invites.revoke, { as, params: { householdId: anna.householdId, inviteId } }),
      ]);
    expect((await asked(ben)).map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await asked(eve)).map(({ status }) => status)).toEqual([404, 404, 404]);
    // Nor by way of one's own household.
    const across = { as: eve, params: { householdId: eve.householdId, inviteId } };
    expect((await life.call(Invites.revoke, across)).status).toBe(404);
    expect(await life.count(householdInvites, `id = '${inviteId}'`)).toBe(1);
  });

  it("is replaced by another one for the same address, and ended by nothing else", async () => {
    const [anna, ben] = await people("anna", "ben");
    const [first, second] = [await invite(anna, await addressOf(ben)), await invite(anna, await addressOf(ben))];
    await invite(anna, "cleo@example.com");
    expect((await accept(ben, first.token)).body).toMatchObject(NOT_GOOD);
    expect((await accept(ben, second.token)).status).toBe(200);
  });
});

describe("accepting an invite", () => {
  it("makes the person with the address a member, who sees what the household shares", async () => {
    const [anna, ben] = await people("anna", "ben");
    const { householdId } = anna;
    const { body: task } = await life.call(Tasks.create, { as: anna, body: { title: "Mow", householdId } });
    // Addresses are compared without case.
    const { id, token } = await invite(anna, (await addressOf(ben)).toUpperCase());
    const accepted = await accept(ben, token);
    expect(accepted).toMatchObject({ status: 200, body: { id: householdId, name: "anna's home" } });
    expect(await membersOf(anna)).toEqual(["anna: admin", "ben: member"]);
    expect((await life.call(Tasks.get, { as: ben, params: { taskId: task.id } })).status).toBe(200);
    expect((await life.call(Invites.list, { as: anna, ...home(anna) })).body.data).toMatchObject([
      { id, acceptedAt: life.now().toISOString() },
    ]);

    const [joined] = life.events(HouseholdJoined).slice(-1);
    expect(joined).toMatchObject({ subject: ben.userId, data: { entityId: householdId, actorId: ben.userId } });
    for (const _ of ["once", "again"]) expect(await life.deliver(announceMember, [joined!])).toEqual([]);
    const told = await life.call(Notifications.list, { as: anna });
    expect(told.body.data).toMatchObject([
      { kind: "household_joined", title: "ben joined anna's home", sourceEventId: joined!.id },
    ]);
    expect((await life.call(Notifications.list, { as: ben })).body.data).toEqual([]);
  });

  it("gives a repetition the same answer, with an Idempotency-Key and without, and joins once", async () => {
    const [anna, ben] = await people("anna", "ben");
    const { token } = await invite(anna, await addressOf(ben));
    const key = { "idempotency-key": "join" };
    const answers = [await accept(ben, token, key), await accept(ben, token, key), await accept(ben, token)];
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual(Array(3).fill([200, anna.householdId]));
    expect(life.events(HouseholdJoined).filter(({ subject }) => subject === ben.userId)).toHaveLength(1);
  });

  it("joins once when it is requested many times at once", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    const { token } = await invite(anna, await addressOf(ben));
    const answers = await Promise.all([ben, ben, eve, ben, eve, ben].map((as) => accept(as, token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 200, 400, 200]);
    expect(await membersOf(anna)).toEqual(["anna: admin", "ben: member"]);
    expect(life.events(HouseholdJoined).filter(({ data }) => data.entityId === anna.householdId)).toHaveLength(1);
  });

  it("gives every invalid token the same answer, and changes nothing", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    const bens = await addressOf(ben);
    const used = await invite(anna, await addressOf(eve));
    await accept(eve, used.token);
    const revoked = await invite(anna, bens);
    const params = { householdId: anna.householdId, inviteId: revoked.id };
    expect((await life.call(Invites.revoke, { as: anna, params })).status).toBe(204);
    const expired = await invite(eve, bens, { days: 1 });
    const another = await invite(anna, "cleo@example.com");
    const before = life.now();
    life.setNow(new Date(before.getTime() + 86_400_001));
    const answers = [];
    for (const token of ["unknown", used.token, revoked.token, expired.token, another.token])
      answers.push(await accept(ben, token));
    life.setNow(before);
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect({ ...body, requestId: "", instance: "" }).toEqual({
        ...NOT_GOOD,
        code: "invalid_input",
        requestId: "",
        instance: "",
      });
    }
    expect(await membersOf(anna)).toEqual(["anna: admin", "eve: member"]);
    // Only its expiry was the reason.
    expect((await accept(ben, expired.token)).status).toBe(200);
  });

  it("is refused without a verified address", async () => {
    const [anna, ben] = await people("anna", "ben");
    const placeholder = `${ben.userId.replaceAll("-", "")}@no-email.invalid`;
    await life.database.query("update users set email = $1 where id = $2", [placeholder, ben.userId]);
    const { token } = await invite(anna, placeholder);
    expect((await accept(ben, token)).body).toMatchObject(NOT_GOOD);
  });

  it("does not bring back a person who has left or was removed", async () => {
    const [anna, ben] = await people("anna", "ben");
    const { token } = await invite(anna, await addressOf(ben));
    await accept(ben, token);
    // Another invite for a person who is a member already.
    const spare = await invite(anna, await addressOf(ben));
    expect((await accept(ben, spare.token)).status).toBe(200);
    const [, member] = (await life.call(Members.list, { as: anna, ...home(anna) })).body.data;
    const params = { householdId: anna.householdId, memberId: member.id };
    expect((await life.call(Members.remove, { as: anna, params })).status).toBe(204);
    for (const old of [token, spare.token]) expect((await accept(ben, old)).body).toMatchObject(NOT_GOOD);
    expect((await life.call(Households.get, { as: ben, ...home(anna) })).status).toBe(404);
    const anew = await invite(anna, await addressOf(ben));
    expect((await accept(ben, anew.token)).status).toBe(200);
  });
});

describe("erasing a person", () => {
  it("leaves neither their address nor their name in the invites of others", async () => {
    const [anna, ben] = await people("anna", "Benedikt");
    const bens = await addressOf(ben);
    const household = anna.householdId;
    await invite(anna, bens.toUpperCase());
    const { token } = await invite(anna, bens);
    await accept(ben, token);
    await life.deliver(announceMember, life.events(HouseholdJoined).slice(-1));
    const traces = async () => {
      const left = [
        await life.database.query("select * from household_invites where household_id = $1", [household]),
        await life.database.query("select previous from events where household_id = $1", [household]),
        await life.database.query("select * from notifications where user_id = $1", [anna.userId]),
      ];
      return left.map((rows) => /benedikt/i.test(JSON.stringify(rows)));
    };
    expect(await traces()).toEqual([true, true, true]);
    await life.database.query("select erase_person($1)", [ben.userId]);
    expect(await traces()).toEqual([false, false, false]);
  });
});

describe("revoking an invite", () => {
  it("emits an event, and is done once; a used one stays as a record of the membership", async () => {
    const [anna, ben] = await people("anna", "ben");
    const { id: inviteId } = await invite(anna, "cleo@example.com");
    const revoke = (id: string) =>
      life.call(Invites.revoke, { as: anna, params: { householdId: anna.householdId, inviteId: id } });
    expect((await revoke(inviteId)).status).toBe(204);
    expect(life.events(InviteEvents.deleted).at(-1)).toMatchObject({ data: { entityId: inviteId } });
    expect((await revoke(inviteId)).status).toBe(404);

    const used = await invite(anna, await addressOf(ben));
    await accept(ben, used.token);
    expect(await revoke(used.id)).toMatchObject({
      status: 403,
      body: { detail: "The invite was accepted; remove the member instead." },
    });
  });
});
