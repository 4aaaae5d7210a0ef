import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HouseholdLeft, MemberUpdated } from "#core/identity/events";
import * as PantryItems from "#functions/household/pantry-items";
import { announceMember } from "#functions/identity/consumers";
import * as Households from "#functions/identity/households";
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

type Role = "admin" | "member";

/** Makes the others members of the first one's household; returns the ids of their memberships. */
async function home(admin: Person, ...others: [Person, Role][]): Promise<string[]> {
  for (const [{ userId }, role] of others)
    await life.database.query("insert into household_members (household_id, user_id, role) values ($1, $2, $3)", [
      admin.householdId,
      userId,
      role,
    ]);
  const listed = await life.call(Members.list, { as: admin, params: { householdId: admin.householdId } });
  return listed.body.data.map(({ id }: { id: string }) => id);
}
const people = <N extends string[]>(...names: N) =>
  Promise.all(names.map((name) => life.user(name))) as Promise<{ [K in keyof N]: Person }>;
const of = ({ householdId }: Person, memberId?: string) => ({
  params: { householdId, ...(memberId && { memberId }) } as Record<string, string>,
});
const told = async (as: Person) =>
  (await life.call(Notifications.list, { as })).body.data.map(({ title }: { title: string }) => title);
const LAST_ADMIN = {
  status: 409,
  body: {
    code: "last_admin",
    title: "A household needs an admin",
    detail: "Make somebody else an admin first, or delete the household if nobody else is in it.",
  },
};

describe("the members of a household", () => {
  it("see each other's names, and nobody else sees them", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    await home(anna, [ben, "member"]);
    const { body } = await life.call(Members.list, { as: ben, ...of(anna) });
    expect(body.data).toMatchObject([
      { userId: anna.userId, name: "anna", role: "admin", householdId: anna.householdId },
      { userId: ben.userId, name: "ben", role: "member" },
    ]);
    expect(JSON.stringify(body)).not.toContain("@");
    const admins = await life.call(Members.list, { as: ben, ...of(anna), query: { role: "admin" } });
    expect(admins.body.data).toHaveLength(1);
    const first = await life.call(Members.list, { as: ben, ...of(anna), query: { limit: "1" } });
    const next = await life.call(Members.list, {
      as: ben,
      ...of(anna),
      query: { limit: "1", cursor: first.body.nextCursor },
    });
    expect([...first.body.data, ...next.body.data]).toEqual(body.data);
    expect((await life.call(Members.list, { as: eve, ...of(anna) })).status).toBe(404);
  });

  it("get roles only from an admin, with an event", async () => {
    const [anna, ben, cleo, eve] = await people("anna", "ben", "cleo", "eve");
    const [, bens, cleos] = await home(anna, [ben, "member"], [cleo, "member"]);
    const body = { role: "admin" };
    expect(await life.call(Members.update, { as: ben, ...of(anna, bens), body })).toMatchObject({
      status: 403,
      body: { detail: "Only an admin of the household may do this." },
    });
    expect((await life.call(Members.update, { as: eve, ...of(anna, bens), body })).status).toBe(404);
    // The id of a member of another household does not exist in this one.
    expect((await life.call(Members.update, { as: anna, ...of(eve, bens), body })).status).toBe(404);
    expect((await life.call(Members.update, { as: eve, ...of(eve, bens), body })).status).toBe(404);
    const wrong = await life.call(Members.update, { as: anna, ...of(anna, bens), body: { role: "king" } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/role" }] } });

    const changed = await life.call(Members.update, { as: anna, ...of(anna, bens), body });
    expect(changed).toMatchObject({ status: 200, body: { id: bens, name: "ben", role: "admin" } });
    expect(life.events(MemberUpdated).at(-1)).toMatchObject({
      subject: ben.userId,
      data: { actorId: anna.userId, changed: ["role"], payload: { role: "admin" } },
    });
    // Ben is an admin by now.
    expect((await life.call(Members.update, { as: ben, ...of(anna, cleos), body })).status).toBe(200);
  });

  it("never lose their last admin by a change of role", async () => {
    const [anna, ben] = await people("anna", "ben");
    const [annas, bens] = await home(anna, [ben, "member"]);
    const demote = (as: Person, id?: string) =>
      life.call(Members.update, { as, ...of(anna, id), body: { role: "member" } });
    expect(await demote(anna, annas)).toMatchObject(LAST_ADMIN);
    await life.call(Members.update, { as: anna, ...of(anna, bens), body: { role: "admin" } });
    expect((await demote(anna, annas)).status).toBe(200);
    expect(await demote(ben, bens)).toMatchObject(LAST_ADMIN);
  });
});

describe("leaving", () => {
  it("is possible for everybody but the last admin, takes along one's own shared rows, and ends access to the rest", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    await home(anna, [ben, "member"]);
    const { householdId } = anna;
    const task = async (as: Person, title: string) =>
      (await life.call(Tasks.create, { as, body: { title, householdId } })).body.id as string;
    const [annas, bens] = [await task(anna, "Anna's"), await task(ben, "Ben's")];
    const salt = await life.call(PantryItems.create, { as: ben, body: { name: "Salt", unit: "g", householdId } });
    const get = async (as: Person, taskId: string) => (await life.call(Tasks.get, { as, params: { taskId } })).status;
    expect(await get(ben, annas)).toBe(200);
    expect(await get(anna, bens)).toBe(200);

    expect((await life.call(Members.leave, { as: eve, ...of(anna) })).status).toBe(404);
    expect(await life.call(Members.leave, { as: anna, ...of(anna) })).toMatchObject(LAST_ADMIN);
    const left = await life.call(Members.leave, { as: ben, ...of(anna) });
    expect(left.status).toBe(204);
    expect(life.events(HouseholdLeft).at(-1)).toMatchObject({
      subject: ben.userId,
      data: { entityId: householdId, actorId: ben.userId, payload: { userId: ben.userId } },
    });

    expect(await get(ben, annas)).toBe(404);
    expect(await get(anna, bens)).toBe(404);
    expect((await life.call(Tasks.get, { as: ben, params: { taskId: bens } })).body).toMatchObject({
      householdId: null,
      scope: "personal",
    });
    // Rows of the household itself stay with it.
    const item = { params: { pantryItemId: salt.body.id } };
    expect((await life.call(PantryItems.get, { as: anna, ...item })).status).toBe(200);
    expect((await life.call(PantryItems.get, { as: ben, ...item })).status).toBe(404);
    expect((await life.call(Households.get, { as: ben, ...of(anna) })).status).toBe(404);
    expect((await life.call(Members.list, { as: ben, ...of(anna) })).status).toBe(404);
    const ours = await life.call(Tasks.list, { as: ben, query: { scope: "household" } });
    expect(ours.body.data).toEqual([]);
    expect((await life.call(Members.leave, { as: ben, ...of(anna) })).status).toBe(404);
  });

  it("leaves an admin when two of them leave at the same time", async () => {
    const [anna, ben, cleo] = await people("anna", "ben", "cleo");
    await home(anna, [ben, "admin"], [cleo, "member"]);
    const answers = await Promise.all([anna, ben].map((as) => life.call(Members.leave, { as, ...of(anna) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const admins = await life.database.query(
      "select 1 from household_members where household_id = $1 and role = 'admin'",
      [anna.householdId],
    );
    expect(admins).toHaveLength(1);
  });

  it("notifies the admins, once", async () => {
    const [anna, ben, cleo] = await people("anna", "ben", "cleo");
    await home(anna, [ben, "member"], [cleo, "member"]);
    await life.call(Members.leave, { as: ben, ...of(anna) });
    const event = life.events(HouseholdLeft).at(-1)!;
    expect(await life.deliver(announceMember, [event])).toEqual([]);
    expect(await life.deliver(announceMember, [event])).toEqual([]);
    expect(await told(anna)).toEqual(["ben left anna's home"]);
    expect([await told(ben), await told(cleo)]).toEqual([[], []]);
    const [sent] = life.published.filter(({ type, causationid }) => type.endsWith("sent") && causationid === event.id);
    expect(sent).toMatchObject({ subject: anna.userId, correlationid: event.correlationid, data: { actorId: null } });
  });
});

describe("removing a member", () => {
  it("is for admins, and gives the member's rows back to them", async () => {
    const [anna, ben, cleo, eve] = await people("anna", "ben", "cleo", "eve");
    const [annas, bens, cleos] = await home(anna, [ben, "member"], [cleo, "member"]);
    const { householdId } = anna;
    const { body: task } = await life.call(Tasks.create, { as: ben, body: { title: "Ben's", householdId } });
    const remove = (as: Person, id?: string) => life.call(Members.remove, { as, ...of(anna, id) });
    expect((await remove(eve, bens)).status).toBe(404);
    expect((await remove(ben, cleos)).status).toBe(403);
    expect(await remove(anna, annas)).toMatchObject(LAST_ADMIN);

    expect((await remove(anna, bens)).status).toBe(204);
    expect(life.events(HouseholdLeft).at(-1)).toMatchObject({
      subject: ben.userId,
      data: { entityId: householdId, actorId: anna.userId },
    });
    const params = { taskId: task.id };
    expect((await life.call(Tasks.get, { as: ben, params })).body).toMatchObject({ title: "Ben's", householdId: null });
    expect((await life.call(Tasks.get, { as: anna, params })).status).toBe(404);
    expect((await remove(anna, bens)).status).toBe(404);
    // Everybody may remove themselves.
    expect((await remove(cleo, cleos)).status).toBe(204);
  });

  it("leaves nobody assigned to a task that they cannot see", async () => {
    const [anna, ben] = await people("anna", "ben");
    const [, bens] = await home(anna, [ben, "member"]);
    const { householdId } = anna;
    const task = async (as: Person, assignee: Person) => {
      const body = { title: "Mow", householdId, assigneeId: assignee.userId };
      return (await life.call(Tasks.create, { as, body })).body.id as string;
    };
    const ids = [await task(anna, ben), await task(ben, anna), await task(anna, anna), await task(ben, ben)];
    await life.call(Members.remove, { as: anna, ...of(anna, bens) });
    const rows = await life.database.query<{ id: string; assignee_id: string | null }>(
      "select id, assignee_id from tasks where id = any($1)",
      [ids],
    );
    expect(ids.map((id) => rows.find((row) => row.id === id)!.assignee_id)).toEqual([
      null,
      null,
      anna.userId,
      ben.userId,
    ]);
  });

  it("notifies the removed person, and nobody else", async () => {
    const [anna, ben] = await people("anna", "ben");
    const [, bens] = await home(anna, [ben, "member"]);
    await life.call(Members.remove, { as: anna, ...of(anna, bens) });
    await life.deliver(announceMember, [life.events(HouseholdLeft).at(-1)!]);
    expect(await told(ben)).toEqual(["You are no longer a member of anna's home"]);
    expect(await told(anna)).toEqual([]);
  });
});
