/** Two people with offline clients: each client is told when to drop its copy, and only then. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as Accounts from "#functions/finance/accounts";
import * as PantryItems from "#functions/household/pantry-items";
import * as Grants from "#functions/identity/grants";
import * as Invites from "#functions/identity/invites";
import * as Members from "#functions/identity/members";
import * as Tasks from "#functions/work/tasks";
import * as TodoLists from "#functions/work/todo-lists";
import type { Endpoint } from "#kit/endpoint";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** An offline client that follows some `changes`: it continues from its cursor, and starts again when told to. */
function client(as: Person, changes: Endpoint, query: Record<string, string> = {}) {
  let cursor: string | undefined;
  let kept = new Map<string, unknown>();
  const ask = async () => {
    const { status, body } = await life.call(changes, { as, query: { ...query, ...(cursor && { since: cursor }) } });
    expect(status, JSON.stringify(body)).toBe(200);
    return body as { data: { id: string; deleted: boolean; row: unknown }[]; nextCursor: string; resync: boolean };
  };
  return async () => {
    let answer = await ask();
    const { resync } = answer;
    if (resync) {
      [cursor, kept] = [undefined, new Map()];
      answer = await ask();
      expect(answer.resync).toBe(false);
    }
    cursor = answer.nextCursor;
    for (const { id, deleted, row } of answer.data) deleted ? kept.delete(id) : kept.set(id, row);
    return { resync, ids: [...kept.keys()] };
  };
}

const made = async (as: Person, create: Endpoint, body: object) =>
  (await life.call(create, { as, body })).body.id as string;
const addressOf = async ({ userId }: Person) =>
  (await life.database.query<{ email: string }>("select email from users where id = $1", [userId]))[0]!.email;
async function join(anna: Person, ben: Person) {
  const params = { householdId: anna.householdId };
  const invited = await life.call(Invites.create, { as: anna, params, body: { email: await addressOf(ben) } });
  expect((await life.call(Invites.accept, { as: ben, body: { token: invited.body.token } })).status).toBe(200);
}

it("a household is joined, loses rows, and is left", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { householdId } = anna;
  const task = await made(anna, Tasks.create, { title: "Mow", householdId });
  const list = await made(anna, TodoLists.create, { name: "Trip", householdId, isShared: true });
  const milk = await made(anna, PantryItems.create, { name: "Milk", unit: "l", householdId });
  const own = await made(ben, Tasks.create, { title: "Read" });

  const sync = {
    tasks: client(ben, Tasks.changes, { scope: "household" }),
    lists: client(ben, TodoLists.changes, { scope: "household" }),
    pantry: client(ben, PantryItems.changes),
    own: client(ben, Tasks.changes),
    annas: client(anna, Tasks.changes, { scope: "household" }),
  };
  const state = async () => ({
    tasks: await sync.tasks(),
    lists: await sync.lists(),
    pantry: await sync.pantry(),
    own: await sync.own(),
    annas: await sync.annas(),
  });
  const quiet = (...ids: string[]) => ({ resync: false, ids });
  const anew = (...ids: string[]) => ({ resync: true, ids });
  const apart = { tasks: quiet(), lists: quiet(), pantry: quiet(), own: quiet(own), annas: quiet(task) };
  expect(await state()).toEqual(apart);
  expect(await state()).toEqual(apart);

  await join(anna, ben);
  expect(await state()).toEqual({ ...apart, tasks: anew(task), lists: anew(list), pantry: anew(milk) });
  const together = { ...apart, tasks: quiet(task), lists: quiet(list), pantry: quiet(milk) };
  expect(await state()).toEqual(together);

  // Changes of rows that stay visible are ordinary changes.
  const params = { taskId: task };
  await life.call(Tasks.update, { as: ben, params, body: { title: "Mow the lawn" } });
  const more = await made(anna, Tasks.create, { title: "Rake", householdId });
  expect(await state()).toEqual({ ...together, tasks: quiet(task, more), annas: quiet(task, more) });
  await life.call(Tasks.remove, { as: anna, params: { taskId: more } });
  expect(await state()).toEqual(together);

  // A row that its owner removes from the household, or stops sharing.
  expect((await life.call(Tasks.update, { as: anna, params, body: { householdId: null } })).status).toBe(200);
  const without = { ...together, tasks: quiet(), annas: quiet() };
  expect(await state()).toEqual({ ...without, tasks: anew(), lists: anew(list), pantry: anew(milk), annas: anew() });
  expect(await state()).toEqual(without);
  const unshared = await life.call(TodoLists.update, {
    as: anna,
    params: { todoListId: list },
    body: { isShared: false },
  });
  expect(unshared.status).toBe(200);
  expect(await state()).toEqual({ ...without, tasks: anew(), lists: anew(), pantry: anew(milk), annas: anew() });

  expect((await life.call(Members.leave, { as: ben, params: { householdId } })).status).toBe(204);
  const left = await state();
  expect(left).toMatchObject({ tasks: anew(), lists: anew(), pantry: anew(), own: quiet(own) });
  expect(await state()).toEqual({ ...apart, annas: quiet() });
});

it("a row is shared by a grant, which is withdrawn", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const task = await made(anna, Tasks.create, { title: "Mow" });
  const shared = client(ben, Tasks.changes, { scope: "shared" });
  const hers = client(anna, Tasks.changes, { scope: "shared" });
  expect([await shared(), await hers()]).toEqual(Array(2).fill({ resync: false, ids: [] }));
  for (const to of [{ granteeId: ben.userId }, { email: await addressOf(ben) }]) {
    const grant = await made(anna, Grants.create, { entityType: "task", entityId: task, role: "viewer", ...to });
    expect(await shared()).toEqual({ resync: true, ids: [task] });
    expect(await shared()).toEqual({ resync: false, ids: [task] });
    expect((await life.call(Grants.remove, { as: anna, params: { grantId: grant } })).status).toBe(204);
    expect(await shared()).toEqual({ resync: true, ids: [] });
  }
  expect([await shared(), await hers()]).toEqual(Array(2).fill({ resync: false, ids: [] }));
});

it("a row waits for an address that a person gets", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const task = await made(anna, Tasks.create, { title: "Mow" });
  const email = `new-${ben.userId}@example.com`;
  await made(anna, Grants.create, { entityType: "task", entityId: task, role: "viewer", email });
  const shared = client(ben, Tasks.changes, { scope: "shared" });
  expect(await shared()).toEqual({ resync: false, ids: [] });
  await life.database.query("update users set email = $1 where id = $2", [email, ben.userId]);
  expect(await shared()).toEqual({ resync: true, ids: [task] });
});

// Erasing an account deletes some of its rows before it has left its households, and others after that.
it.each([
  ["an account of a household", Accounts, { name: "Savings", type: "savings" }, "household"],
  ["a task of a household", Tasks, { title: "Mow" }, "household"],
  ["a task by a grant", Tasks, { title: "Mow" }, "shared"],
] as const)("%s is erased with its owner", async (_, { create, changes }, body, scope) => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  if (scope === "household") await life.join(anna, ben);
  const id = await made(ben, create, { ...body, ...(scope === "household" && { householdId: anna.householdId }) });
  if (scope === "shared")
    await made(ben, Grants.create, { entityType: "task", entityId: id, role: "viewer", granteeId: anna.userId });
  const sync = client(anna, changes, { scope });
  expect(await sync()).toEqual({ resync: false, ids: [id] });
  await life.database.query("select erase_person($1)", [ben.userId]);
  expect(await sync()).toEqual({ resync: true, ids: [] });
});
