/** Rows in a shared container: in lists, in `changes`, and in events. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Grants from "#functions/identity/grants";
import * as Events from "#functions/platform/events";
import * as Goals from "#functions/work/goals";
import * as Projects from "#functions/work/projects";
import * as Tasks from "#functions/work/tasks";
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

const make = async (as: Person, create: Endpoint, body: object) => {
  const answer = await life.call(create, { as, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string; userId: string };
};
const share = (as: Person, entityType: string, { id: entityId }: { id: string }, to: Person, role = "viewer") =>
  make(as, Grants.create, { entityType, entityId, granteeId: to.userId, role });
const ids = async (as: Person, list: Endpoint, scope: string) =>
  (await life.call(list, { as, query: { scope } })).body.data.map(({ id }: { id: string }) => id);
const pair = async () => [await life.user("anna"), await life.user("ben")] as const;

it("lists with scope=shared have the contents of a granted list, category, project, goal or task", async () => {
  const [anna, ben] = await pair();
  const category = await make(anna, Categories.create, { name: "c" });
  const list = await make(anna, Lists.create, { name: "l", categoryId: category.id });
  const item = await make(anna, Items.create, { name: "i", listId: list.id });
  const goal = await make(anna, Goals.create, { title: "g", level: "yearly" });
  const below = await make(anna, Goals.create, { title: "b", level: "monthly", parentId: goal.id });
  const project = await make(anna, Projects.create, { name: "p", goalId: below.id });
  const task = await make(anna, Tasks.create, { title: "t", projectId: project.id });
  const subtask = await make(anna, Tasks.create, { title: "s", parentTaskId: task.id });
  await make(anna, Tasks.create, { title: "other" });
  await make(ben, Tasks.create, { title: "his own" });
  await share(anna, "todo_category", category, ben);
  await share(anna, "goal", goal, ben);
  expect({
    lists: await ids(ben, Lists.list, "shared"),
    items: await ids(ben, Items.list, "shared"),
    goals: await ids(ben, Goals.list, "shared"),
    projects: await ids(ben, Projects.list, "shared"),
    tasks: (await ids(ben, Tasks.list, "shared")).sort(),
  }).toEqual({
    lists: [list.id],
    items: [item.id],
    goals: [below.id, goal.id],
    projects: [project.id],
    tasks: [task.id, subtask.id].sort(),
  });
  const tree = await life.call(Lists.tree, { as: ben, query: { scope: "shared" } });
  expect(tree.body.categories).toMatchObject([{ id: category.id, lists: [{ id: list.id, items: [{ id: item.id }] }] }]);
  const rename = await life.call(Tasks.update, { as: ben, params: { taskId: subtask.id }, body: { title: "x" } });
  const put = await life.call(Tasks.create, { as: ben, body: { title: "x", parentTaskId: task.id } });
  expect([rename.status, put.status]).toEqual([403, 403]);
});

it("a collaborator's task in a project belongs to the project's owner, and its events are visible to both", async () => {
  const [anna, ben] = await pair();
  const project = await make(anna, Projects.create, { name: "p" });
  await share(anna, "project", project, ben, "collaborator");
  const task = await make(ben, Tasks.create, { title: "t", projectId: project.id });
  expect(task.userId).toBe(anna.userId);
  const done = await life.call(Tasks.complete, { as: ben, params: { taskId: task.id }, body: {} });
  expect([done.status, done.body.completedBy]).toEqual([200, ben.userId]);
  const gone = await life.call(Tasks.update, { as: ben, params: { taskId: task.id }, body: { projectId: null } });
  expect(gone.status).toBe(403);
  for (const as of [anna, ben]) {
    const [event] = life.published.filter(({ data }) => data.entityId === task.id).slice(-1);
    const told = await life.call(Events.get, { as, params: { eventId: event!.id } });
    expect(told.body).toMatchObject({ userId: anna.userId, actorId: ben.userId, previous: { status: "pending" } });
  }
});

describe("offline clients", () => {
  const follow = async (as: Person, changes: Endpoint, scope: string, since?: string) => {
    const { status, body } = await life.call(changes, { as, query: { scope, ...(since && { since }) } });
    expect(status).toBe(200);
    return { ids: body.data.map(({ id }: { id: string }) => id), since: body.nextCursor, resync: body.resync };
  };

  it("get what comes into a granted list, and are told to start again when something has left it", async () => {
    const [anna, ben] = await pair();
    const list = await make(anna, Lists.create, { name: "l" });
    const item = await make(anna, Items.create, { name: "i", listId: list.id });
    const begun = await follow(ben, Items.changes, "shared");
    await share(anna, "todo_list", list, ben);
    const granted = await follow(ben, Items.changes, "shared", begun.since);
    const anew = await follow(ben, Items.changes, "shared");
    expect([begun.ids, granted.resync, anew.ids, anew.resync]).toEqual([[], true, [item.id], false]);
    const more = await make(anna, Items.create, { name: "j", listId: list.id });
    const then = await follow(ben, Items.changes, "shared", anew.since);
    expect([then.ids.includes(more.id), then.resync]).toEqual([true, false]);
    await life.call(Items.update, { as: anna, params: { todoItemId: item.id }, body: { listId: null } });
    expect(await follow(ben, Items.changes, "shared", then.since)).toMatchObject({ resync: true });
    expect((await follow(ben, Items.changes, "shared")).ids).toEqual([more.id]);
  });

  it("of a household get the items of a shared list, and are told to start again when it is no longer shared", async () => {
    const [anna, ben] = await pair();
    await life.join(anna, ben);
    const list = await make(anna, Lists.create, { name: "l" });
    const item = await make(anna, Items.create, { name: "i", listId: list.id });
    const begun = await follow(ben, Items.changes, "household");
    const shared = { householdId: anna.householdId, isShared: true };
    await life.call(Lists.update, { as: anna, params: { todoListId: list.id }, body: shared });
    const then = await follow(ben, Items.changes, "household", begun.since);
    expect([begun.ids, then.ids, then.resync]).toEqual([[], [item.id], false]);
    expect(await ids(ben, Items.list, "household")).toEqual([item.id]);
    await life.call(Lists.update, { as: anna, params: { todoListId: list.id }, body: { isShared: false } });
    expect(await follow(ben, Items.changes, "household", then.since)).toMatchObject({ resync: true });
    expect(await ids(ben, Items.list, "household")).toEqual([]);
  });
});

it("the event that shares a row has previous values for its owner alone, and members see events since then", async () => {
  const [anna, ben] = await pair();
  const carl = await life.user("carl");
  await life.join(anna, ben);
  const task = await make(anna, Tasks.create, { title: "a secret" });
  const params = { taskId: task.id };
  const body = { title: "Mow", householdId: anna.householdId };
  await life.call(Tasks.update, { as: anna, params, body });
  const [shared] = life.published.slice(-1);
  const asked = (as: Person) => life.call(Events.get, { as, params: { eventId: shared!.id } });
  expect((await asked(anna)).body.previous).toMatchObject({ title: "a secret" });
  expect((await asked(ben)).body).toMatchObject({ previous: null, payload: { status: "pending" } });
  const told = (as: Person) =>
    life.call(Events.list, { as, query: { scope: "household", include: "previous", entityId: task.id } });
  const { data } = (await told(ben)).body;
  expect(data).toMatchObject([{ id: shared!.id, previous: null }]);
  expect(JSON.stringify(data)).not.toContain("secret");

  await life.join(anna, carl);
  expect([(await asked(carl)).status, (await told(carl)).body.data]).toEqual([404, []]);
  await life.call(Tasks.update, { as: ben, params, body: { title: "Mow the lawn" } });
  expect((await told(carl)).body.data).toMatchObject([{ actorId: ben.userId, previous: null }]);
  expect((await told(ben)).body.data[0]).toMatchObject({ previous: { title: "Mow" } });
  const trace = await life.call(Events.trace, { as: carl, params: { eventId: shared!.id } });
  expect(trace.status).toBe(404);

  await life.call(Tasks.update, { as: anna, params, body: { householdId: null } });
  for (const as of [ben, carl])
    expect((await told(as)).body.data.map(({ actorId }: { actorId: string }) => actorId)).toEqual(
      as === ben ? [ben.userId] : [],
    );
});

it("events in a granted list, category, project, goal or task are on the timeline, since the grant", async () => {
  const [anna, ben] = await pair();
  const list = await make(anna, Lists.create, { name: "l" });
  const project = await make(anna, Projects.create, { name: "p" });
  const before = await make(anna, Items.create, { name: "before", listId: list.id });
  await share(anna, "todo_list", list, ben, "collaborator");
  await share(anna, "project", project, ben);
  const item = await make(anna, Items.create, { name: "since", listId: list.id });
  const bens = await make(ben, Items.create, { name: "Ben's", listId: list.id });
  const task = await make(anna, Tasks.create, { title: "t", projectId: project.id });
  await life.call(Tasks.update, { as: anna, params: { taskId: task.id }, body: { title: "u" } });
  await make(anna, Tasks.create, { title: "elsewhere" });
  const ask = async (as: Person, query: Record<string, string>) =>
    (await life.call(Events.list, { as, query: { include: "previous", ...query } })).body.data as {
      id: string;
      type: string;
      entityId: string;
      previous: object | null;
    }[];
  const told = await ask(ben, { scope: "shared" });
  expect(told.map(({ type, entityId }) => [type, entityId])).toEqual([
    ["work.task.updated", task.id],
    ["work.task.created", task.id],
    ["work.todo_item.created", bens.id],
    ["work.todo_item.created", item.id],
  ]);
  expect(told[0]!.previous).toBeNull();
  expect((await ask(ben, { scope: "shared", entityId: before.id })).length).toBe(0);
  expect(await ask(await life.user("eve"), { scope: "shared" })).toEqual([]);
  const params = { eventId: told[0]!.id };
  expect((await life.call(Events.get, { as: ben, params })).body).toMatchObject({ previous: null });
  expect((await life.call(Events.trace, { as: ben, params })).status).toBe(200);
});
