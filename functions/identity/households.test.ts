import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pantryItems } from "#core/household/pantry.sql";
import { HouseholdEvents } from "#core/identity/events";
import * as Households from "#functions/identity/households";
import * as Tasks from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const add = (householdId: string, person: Person, role = "member") =>
  life.database.query("insert into household_members (household_id, user_id, role) values ($1, $2, $3)", [
    householdId,
    person.userId,
    role,
  ]);
const made = async (as: Person, name = "Holiday house") =>
  (await life.call(Households.create, { as, body: { name } })).body;

describe("a household", () => {
  it("is created with its creator as the admin, listed and renamed, with events", async () => {
    const anna = await life.user("anna");
    const created = await life.call(Households.create, { as: anna, body: { name: "Holiday house" } });
    expect(created).toMatchObject({ status: 201, body: { name: "Holiday house", createdBy: anna.userId, version: 1 } });
    const params = { householdId: created.body.id };
    const listed = await life.call(Households.list, { as: anna, query: { sort: "name" } });
    expect(listed.body.data.map(({ name }: { name: string }) => name)).toEqual(["anna's home", "Holiday house"].sort());
    const renamed = await life.call(Households.update, { as: anna, params, body: { name: "Beach house" } });
    expect(renamed).toMatchObject({ status: 200, body: { name: "Beach house", version: 2 } });
    expect((await life.call(Households.get, { as: anna, params })).body).toEqual(renamed.body);
    expect(life.events(HouseholdEvents.created).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: created.body.id, actorId: anna.userId },
    });
    expect(life.events(HouseholdEvents.updated).at(-1)!.data.changed).toEqual(["name"]);
  });

  it.each([{ name: "" }, { name: "x".repeat(201) }, {}, { name: "Mine", createdBy: "me" }])(
    "cannot be made of %j",
    async (body) => {
      const as = await life.user("anna");
      expect(await life.call(Households.create, { as, body })).toMatchObject({ status: 400 });
    },
  );

  it("is not visible to others, and cannot be renamed or deleted by a member", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    const { id } = await made(anna);
    await add(id, ben);
    const params = { householdId: id };
    const body = { name: "Ours" };
    expect((await life.call(Households.get, { as: eve, params })).status).toBe(404);
    expect((await life.call(Households.update, { as: eve, params, body })).status).toBe(404);
    expect((await life.call(Households.remove, { as: eve, params })).status).toBe(404);
    expect((await life.call(Households.get, { as: ben, params })).status).toBe(200);
    expect((await life.call(Households.update, { as: ben, params, body })).status).toBe(403);
    expect(await life.call(Households.remove, { as: ben, params })).toMatchObject({
      status: 403,
      body: { detail: "Only an admin of the household may do this." },
    });
  });

  it("can be deleted only without other members, and shared rows stay with their owners", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { id } = await made(anna);
    const params = { householdId: id };
    const task = (await life.call(Tasks.create, { as: anna, body: { title: "Mow", householdId: id } })).body;
    await life.database.query("insert into pantry_items (household_id, name, unit) values ($1, 'Salt', 'g')", [id]);
    await add(id, ben);
    const not = { status: 409, body: { code: "not_alone", detail: "Remove the other members first, or leave." } };
    expect(await life.call(Households.remove, { as: anna, params })).toMatchObject(not);

    await life.database.query("delete from household_members where user_id = $1 and household_id = $2", [
      ben.userId,
      id,
    ]);
    const stale = await life.call(Households.remove, { as: anna, params, headers: { "if-match": '"7"' } });
    expect(stale).toMatchObject({ status: 412, body: { detail: "The row is at version 1." } });
    expect((await life.call(Households.remove, { as: anna, params, headers: { "if-match": '"1"' } })).status).toBe(204);
    expect((await life.call(Households.get, { as: anna, params })).status).toBe(404);
    expect((await life.call(Households.remove, { as: anna, params })).status).toBe(404);
    const left = await life.call(Tasks.get, { as: anna, params: { taskId: task.id } });
    expect(left.body).toMatchObject({ title: "Mow", householdId: null, scope: "personal" });
    expect(await life.count(pantryItems, `household_id = '${id}'`)).toBe(0);
    expect(life.events(HouseholdEvents.deleted).at(-1)).toMatchObject({ data: { entityId: id } });
  });
});
