import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TodoItemEvents } from "#core/work/events";
import * as Categories from "#functions/work/todo-categories";
import * as Items from "#functions/work/todo-items";
import * as Lists from "#functions/work/todo-lists";
import type { Endpoint } from "#kit/endpoint";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

interface Made {
  id: string;
}
const make = async (create: Endpoint, as: Person, body: object) => {
  const { status, body: made } = await life.call(create, { as, body: { name: "x", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
};
const change = (as: Person, { id }: Made, body: object, headers = {}) =>
  life.call(Items.update, { as, params: { todoItemId: id }, body, headers });
const seen = async (as: Person, { id }: Made) =>
  (await life.call(Items.get, { as, params: { todoItemId: id } })).status === 200;
async function home() {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  return { anna, ben, shared: { householdId: anna.householdId, isShared: true } };
}

describe("items", () => {
  it("record when they were started and completed, and by whom", async () => {
    const { anna, ben, shared } = await home();
    const item = await make(Items.create, anna, shared);
    expect(item).toMatchObject({ status: "not_started", startedAt: null, completedAt: null, createdBy: anna.userId });
    const at = (minute: number) => `2026-03-02T12:0${minute}:00.000Z`;
    const step = async (minute: number, status: string, as = anna) => {
      life.setNow(at(minute));
      return (await change(as, item, { status })).body;
    };
    expect(await step(1, "started")).toMatchObject({ startedAt: at(1), completedAt: null });
    expect(await step(2, "in_progress")).toMatchObject({ startedAt: at(1) });
    const done = { startedAt: at(1), completedAt: at(3), completedBy: ben.userId };
    expect(await step(3, "completed", ben)).toMatchObject(done);
    expect(await step(4, "completed")).toMatchObject(done);
    expect(await step(5, "started")).toMatchObject({ startedAt: at(1), completedAt: null, completedBy: null });
    expect(await step(6, "not_started")).toMatchObject({ startedAt: null });
    expect(await step(7, "completed")).toMatchObject({
      startedAt: at(7),
      completedAt: at(7),
      completedBy: anna.userId,
    });
    const born = await make(Items.create, anna, { status: "completed" });
    expect(born).toMatchObject({ startedAt: at(7), completedAt: at(7), completedBy: anna.userId });
    life.setNow(at(0));
    expect(life.events(TodoItemEvents.updated).findLast((one) => one.data.entityId === item.id)).toMatchObject({
      subject: anna.userId,
      data: { payload: { status: "completed" } },
    });
    const refused = await change(anna, item, { name: "x", completedAt: at(0) });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/completedAt" }] } });
  });

  it("respect the version that they were read with", async () => {
    const anna = await life.user("anna");
    const item = await make(Items.create, anna, {});
    const stale = { "If-Match": '"1"' };
    expect((await change(anna, item, { status: "started" }, stale)).status).toBe(200);
    expect((await change(anna, item, { status: "completed" }, stale)).status).toBe(412);
  });

  it("are visible to the household only when they are marked as shared", async () => {
    const { anna, ben, shared } = await home();
    const both = await make(Items.create, anna, shared);
    const unmarked = await make(Items.create, anna, { householdId: anna.householdId });
    const homeless = await make(Items.create, anna, { isShared: true });
    expect([await seen(ben, both), await seen(ben, unmarked), await seen(ben, homeless)]).toEqual([true, false, false]);
    const ours = await life.call(Items.list, { as: ben, query: { scope: "household" } });
    expect(ours.body.data.map((one: Made) => one.id)).toEqual([both.id]);
    expect((await change(ben, both, { name: "Oat milk" })).status).toBe(200);
    expect((await change(ben, unmarked, { name: "mine" })).status).toBe(404);
    // Only its owner decides with whom it is shared.
    expect((await change(ben, both, { householdId: null })).status).toBe(403);
    expect((await change(anna, both, { isShared: false })).status).toBe(200);
    expect(await seen(ben, both)).toBe(false);
  });

  it("are shared like their list, and belong to its owner", async () => {
    const { anna, ben, shared } = await home();
    const list = await make(Lists.create, anna, shared);
    const hers = await make(Items.create, ben, { listId: list.id });
    expect(hers).toMatchObject({ userId: anna.userId, createdBy: ben.userId, ...shared });
    expect(await seen(anna, hers)).toBe(true);
    // An item that is to be private is refused, instead of being shown.
    const secret = await life.call(Items.create, { as: ben, body: { name: "x", listId: list.id, isShared: false } });
    const hidden = await life.call(Items.update, {
      as: anna,
      params: { todoItemId: hers.id },
      body: { isShared: false },
    });
    expect([secret.status, hidden.status]).toEqual([409, 409]);
    const own = await make(Lists.create, anna, {});
    expect(await make(Items.create, anna, { listId: own.id })).toMatchObject({ householdId: null, isShared: false });
    // A collaborator need not be in the household, which sees what they put there.
    const eve = await life.user("eve");
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('todo_list', $1, $2, $3, 'collaborator')",
      [list.id, anna.userId, eve.userId],
    );
    expect(await make(Items.create, eve, { listId: list.id })).toMatchObject({ userId: anna.userId, ...shared });
    const foreign = await life.call(Items.create, { as: eve, body: { name: "x", listId: own.id } });
    const missing = await life.call(Items.create, { as: eve, body: { name: "x", listId: randomUUID() } });
    expect([foreign.status, foreign.body.errors]).toEqual([400, missing.body.errors]);
  });

  it("are synchronized to offline clients", async () => {
    const anna = await life.user("anna");
    const [kept, gone] = [await make(Items.create, anna, {}), await make(Items.create, anna, {})];
    await life.call(Items.remove, { as: anna, params: { todoItemId: gone.id } });
    const { body } = await life.call(Items.changes, { as: anna });
    expect(body.data).toMatchObject([
      { id: kept.id, deleted: false },
      { id: gone.id, deleted: true },
    ]);
  });
});

describe("the tree", () => {
  type Shape = { name: string; lists?: Shape[]; items?: Shape[] };
  const names = (nodes: Shape[] = []): unknown =>
    nodes.map(({ name, lists, items }) => (lists || items ? [name, names(lists ?? items)] : name));
  const tree = async (as: Person, query: Record<string, string> = {}) => {
    const { status, body } = await life.call(Lists.tree, { as, query });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(Lists.tree.spec.returns!.safeParse(body).error?.issues ?? []).toEqual([]);
    return { categories: names(body.categories), lists: names(body.lists), items: names(body.items) };
  };

  it("has categories, lists and items in one flight, and those without a parent beside them", async () => {
    const anna = await life.user("anna");
    const travel = await make(Categories.create, anna, { name: "Travel" });
    const packing = await make(Lists.create, anna, { name: "Packing", categoryId: travel.id });
    await make(Items.create, anna, { name: "Socks", listId: packing.id, sortOrder: 2, description: "x" });
    await make(Items.create, anna, { name: "Passport", listId: packing.id, sortOrder: 1 });
    await make(Lists.create, anna, { name: "Loose" });
    await make(Items.create, anna, { name: "Alone" });
    const deleted = await make(Lists.create, anna, { name: "Deleted" });
    await make(Items.create, anna, { name: "Orphan", listId: deleted.id });
    await life.call(Lists.remove, { as: anna, params: { todoListId: deleted.id } });
    const { run } = life.transport;
    let flights = 0;
    life.transport.run = (statements) => {
      flights++;
      return run(statements);
    };
    const found = await tree(anna);
    life.transport.run = run;
    expect(flights).toBe(1);
    expect(found).toEqual({
      categories: [["Travel", [["Packing", ["Passport", "Socks"]]]]],
      lists: [["Loose", []]],
      items: ["Alone", "Orphan"],
    });
    expect(await tree(await life.user("eve"))).toEqual({ categories: [], lists: [], items: [] });
  });

  it("shows a household what is shared with it, and an owner what others put on their lists", async () => {
    const { anna, ben, shared } = await home();
    const category = await make(Categories.create, anna, { name: "Home", ...shared });
    const list = await make(Lists.create, anna, { name: "Shopping", categoryId: category.id, ...shared });
    const secret = await make(Lists.create, anna, { name: "Presents", categoryId: category.id });
    await make(Items.create, anna, { name: "For Ben", listId: secret.id });
    await make(Items.create, anna, { name: "Milk", listId: list.id });
    await make(Items.create, ben, { name: "Beer", listId: list.id });
    const shown = ["Home", [["Shopping", ["Milk", "Beer"]]]];
    expect(await tree(anna)).toMatchObject({
      categories: [["Home", [["Presents", ["For Ben"]], shown[1]![0]]]],
    });
    expect(await tree(ben, { scope: "household" })).toEqual({
      categories: [["Home", [["Shopping", ["Milk", "Beer"]]]]],
      lists: [],
      items: [],
    });
    expect(await tree(ben)).toEqual({ categories: [], lists: [], items: [] });
    expect((await life.call(Lists.tree, { as: anna, query: { scope: "everything" } })).status).toBe(400);
  });

  it("is limited, and says so", async () => {
    const anna = await life.user("anna");
    await life.database.query("insert into todo_items (user_id, name) select $1, 'x' from generate_series(1, 2001)", [
      anna.userId,
    ]);
    const { body } = await life.call(Lists.tree, { as: anna });
    expect([body.items.length, body.truncated]).toEqual([2_000, true]);
  });
});
