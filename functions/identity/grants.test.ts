import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { GrantGiven, GrantWithdrawn, UserProvisioned } from "#core/identity/events";
import { provision } from "#core/identity/provision";
import { notifications } from "#core/platform/notifications.sql";
import * as Accounts from "#functions/finance/accounts";
import { announceGrant } from "#functions/identity/consumers";
import * as Grants from "#functions/identity/grants";
import * as Events from "#functions/platform/events";
import * as Notifications from "#functions/platform/notifications";
import * as Goals from "#functions/work/goals";
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

const people = <N extends string[]>(...names: N) =>
  Promise.all(names.map((name) => life.user(name))) as Promise<{ [K in keyof N]: Person }>;
const addressOf = async ({ userId }: Person) =>
  (await life.database.query<{ email: string }>("select email from users where id = $1", [userId]))[0]!.email;
const taskOf = async (as: Person, title = "Mow") =>
  (await life.call(Tasks.create, { as, body: { title } })).body.id as string;
const give = (as: Person, entityId: string, to: object, more: object = {}) =>
  life.call(Grants.create, { as, body: { entityType: "task", entityId, role: "viewer", ...to, ...more } });
const withdraw = (as: Person, grantId: string) => life.call(Grants.remove, { as, params: { grantId } });
const listed = async (as: Person, direction: string, query: Record<string, string> = {}) =>
  (await life.call(Grants.list, { as, query: { direction, ...query } })).body.data;

interface Resource {
  entityType: string;
  endpoints: Record<"create" | "get" | "update" | "remove" | "list", Endpoint>;
  parameter: string;
  body: Record<string, string>;
  patch: Record<string, string>;
}
const RESOURCES: Resource[] = [
  { entityType: "task", endpoints: Tasks, parameter: "taskId", body: { title: "Mow" }, patch: { title: "Rake" } },
  {
    entityType: "goal",
    endpoints: Goals,
    parameter: "goalId",
    body: { title: "Run", level: "yearly" },
    patch: { title: "Walk" },
  },
  {
    entityType: "todo_list",
    endpoints: TodoLists,
    parameter: "todoListId",
    body: { name: "Packing" },
    patch: { name: "Unpacking" },
  },
  {
    entityType: "account",
    endpoints: Accounts,
    parameter: "accountId",
    body: { name: "Savings", type: "savings" },
    patch: { name: "Spendings" },
  },
];

describe.each(RESOURCES)("a grant on a $entityType", ({ entityType, endpoints, parameter, body, patch }) => {
  it.each([
    ["viewer", 200, 403, 403],
    ["collaborator", 200, 200, 403],
    ["owner", 200, 200, 403],
  ] as const)("to a %s is honoured by whoever reads and writes it", async (role, get, update, remove) => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    const { id } = (await life.call(endpoints.create, { as: anna, body })).body;
    const params = { [parameter]: id };
    expect((await life.call(endpoints.get, { as: ben, params })).status).toBe(404);
    const given = await give(anna, id, { granteeId: ben.userId }, { entityType, role });
    expect(given).toMatchObject({ status: 201, body: { entityType, entityId: id, role, granteeId: ben.userId } });

    expect((await life.call(endpoints.get, { as: ben, params })).status).toBe(get);
    expect((await life.call(endpoints.update, { as: ben, params, body: patch })).status).toBe(update);
    expect((await life.call(endpoints.remove, { as: ben, params })).status).toBe(remove);
    const now = (await life.call(endpoints.get, { as: anna, params })).body;
    expect(now).toMatchObject(update === 200 ? patch : body);
    expect((await life.call(endpoints.get, { as: eve, params })).status).toBe(404);

    const ids = async (as: Person, scope?: string) =>
      (await life.call(endpoints.list, { as, query: scope ? { scope } : {} })).body.data.map(
        (row: { id: string }) => row.id,
      );
    expect([await ids(ben), await ids(ben, "mine"), await ids(ben, "shared")]).toEqual([[], [], [id]]);
    expect([await ids(anna), await ids(anna, "shared"), await ids(eve, "shared")]).toEqual([[id], [], []]);

    expect((await withdraw(anna, given.body.id)).status).toBe(204);
    for (const [endpoint, more] of [
      [endpoints.get, {}],
      [endpoints.update, { body: patch }],
      [endpoints.remove, {}],
    ] as const)
      expect((await life.call(endpoint, { as: ben, params, ...more })).status).toBe(404);
    expect(await ids(ben, "shared")).toEqual([]);
  });
});

describe("giving a grant", () => {
  it("is for rows of one's own, with the same refusal for others' rows and missing ones", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    const mine = await taskOf(anna);
    await give(anna, mine, { granteeId: ben.userId }, { role: "owner" });
    const nowhere = { status: 400, body: { errors: [{ pointer: "#/entityId", detail: "does not exist" }] } };
    for (const as of [eve, ben]) expect(await give(as, mine, { email: "x@example.com" })).toMatchObject(nowhere);
    expect(await give(anna, eve.userId, { email: "x@example.com" })).toMatchObject(nowhere);
    // The type has to be that of the row, and one that can be shared.
    for (const entityType of ["goal", "tasks", "api_key", "user", "event", "notification", "pg_class", "'; --"])
      expect(await give(anna, mine, { email: "x@example.com" }, { entityType })).toMatchObject(nowhere);
    const deleted = await taskOf(anna);
    await life.call(Tasks.remove, { as: anna, params: { taskId: deleted } });
    expect(await give(anna, deleted, { email: "x@example.com" })).toMatchObject(nowhere);
    // A household's row belongs to all its members, unless it is one's own.
    const { householdId } = anna;
    await life.join(anna, eve);
    const ours = (await life.call(Tasks.create, { as: anna, body: { title: "Ours", householdId } })).body.id;
    expect(await give(eve, ours, { email: "x@example.com" })).toMatchObject(nowhere);
    expect((await give(anna, ours, { email: "x@example.com" })).status).toBe(201);
  });

  it("names one other person", async () => {
    const [anna, ben] = await people("anna", "ben");
    const task = await taskOf(anna);
    for (const to of [{}, { granteeId: ben.userId, email: "x@example.com" }])
      expect((await give(anna, task, to)).body.errors).toMatchObject([
        { pointer: "#", detail: "must have either granteeId or email" },
      ]);
    const own = (pointer: string) => ({
      status: 400,
      body: { detail: "The row is yours already.", errors: [{ pointer, detail: "is your own" }] },
    });
    expect(await give(anna, task, { granteeId: anna.userId })).toMatchObject(own("#/granteeId"));
    expect(await give(anna, task, { email: await addressOf(anna) })).toMatchObject(own("#/email"));
    const nobody = await give(anna, task, { granteeId: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37" });
    expect(nobody).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/granteeId" }] } });
    const forged = await give(anna, task, { granteeId: ben.userId }, { grantorId: ben.userId });
    expect(forged).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/grantorId" }] } });
    expect((await give(anna, task, { email: "x@example.com" }, { role: "admin" })).status).toBe(400);
  });

  it("is done once for each person or address", async () => {
    const [anna, ben] = await people("anna", "ben");
    const task = await taskOf(anna);
    const again = {
      status: 409,
      body: {
        code: "already_exists",
        detail: "It is shared with them already; withdraw that grant to give another role.",
      },
    };
    expect((await give(anna, task, { granteeId: ben.userId })).status).toBe(201);
    expect(await give(anna, task, { granteeId: ben.userId }, { role: "owner" })).toMatchObject(again);
    // A grant to an address is separate, so that the answer does not reveal whose it is.
    expect((await give(anna, task, { email: await addressOf(ben) })).status).toBe(201);
    expect(await give(anna, task, { email: (await addressOf(ben)).toUpperCase() })).toMatchObject(again);
  });

  it("emits the row and the role, and notifies the person once", async () => {
    const [anna, ben] = await people("anna", "ben");
    const task = await taskOf(anna);
    const { body: grant } = await give(anna, task, { email: await addressOf(ben) }, { role: "collaborator" });
    const event = life.events(GrantGiven).at(-1)!;
    expect(event).toMatchObject({
      subject: anna.userId,
      data: { entityId: grant.id, payload: { entityType: "task", entityId: task, role: "collaborator" } },
    });
    for (const _ of ["once", "again"]) expect(await life.deliver(announceGrant, [event])).toEqual([]);
    const told = (await life.call(Notifications.list, { as: ben })).body.data;
    expect(told).toMatchObject([
      {
        kind: "grant_given",
        title: "anna shared a task with you",
        titleCoded: { code: "shared", params: { who: "anna", thing: "task" } },
        body: "You may change it.",
        bodyCoded: [{ code: "you_may_change", params: {} }],
        action: { entityType: "task", entityId: task, userId: anna.userId },
        sourceEventId: event.id,
      },
    ]);
    // No notification of a grant that has ended or is waiting.
    await withdraw(anna, grant.id);
    await give(anna, task, { email: "nobody-yet@example.com" });
    expect(await life.deliver(announceGrant, life.events(GrantGiven).slice(-2))).toEqual([]);
    expect((await life.call(Notifications.list, { as: ben })).body.data).toHaveLength(1);
  });
});

describe("a grant to an address", () => {
  it("looks the same to its giver whether or not anybody has the address", async () => {
    const [anna, ben] = await people("anna", "ben");
    const bens = await addressOf(ben);
    const task = await taskOf(anna);
    const grants = [await give(anna, task, { email: bens }), await give(anna, task, { email: "nobody@example.com" })];
    const shape = (answer: { status: number; body: Record<string, unknown> }) => ({
      status: answer.status,
      ...answer.body,
      id: "",
      email: "",
      createdAt: "",
      updatedAt: answer.body.updatedAt === answer.body.createdAt,
    });
    expect(shape(grants[0]!)).toEqual(shape(grants[1]!));
    expect((await life.call(Tasks.get, { as: ben, params: { taskId: task } })).status).toBe(200);
    await life.deliver(announceGrant, life.events(GrantGiven).slice(-2));

    for (const { body } of grants) expect((await withdraw(anna, body.id)).status).toBe(204);
    const seen = await life.call(Events.list, { as: anna, query: { include: "previous", limit: "100" } });
    expect(seen.body.data.map(({ type }: { type: string }) => type)).toContain(GrantWithdrawn.type);
    const stories = await Promise.all(
      seen.body.data.map(({ id }: { id: string }) => life.call(Events.trace, { as: anna, params: { eventId: id } })),
    );
    expect(JSON.stringify([grants, seen.body, stories, life.events(GrantWithdrawn)])).not.toContain(ben.userId);
  });

  it("waits for a person who signs in with it, without telling its giver", async () => {
    const [anna] = await people("anna");
    const task = await taskOf(anna);
    const { body: grant } = await give(anna, task, { email: "Dora@Example.com" });
    await provision(speakAsService("webhook").ctx, { subject: "test|dora", email: "dora@example.com", name: "Dora" });
    const [row] = await life.database.query<{ id: string }>("select id from users where email = 'dora@example.com'");
    const dora: Person = { ...anna, userId: row!.id, name: "Dora" };
    expect((await life.call(Tasks.get, { as: dora, params: { taskId: task } })).body.title).toBe("Mow");
    expect(await listed(dora, "received")).toMatchObject([
      { id: grant.id, grantorName: "anna", granteeId: dora.userId },
    ]);
    expect(await listed(anna, "given")).toEqual([grant]);
  });

  it("is announced at the first sign-in, once, in any order of deliveries", async () => {
    const [anna, ben] = await people("anna", "ben");
    const [mow, rake, gone, back] = [await taskOf(anna), await taskOf(ben), await taskOf(anna), await taskOf(anna)];
    const email = "finn@example.com";
    const from = life.events(GrantGiven).length;
    await give(anna, mow, { email });
    await give(ben, rake, { email }, { role: "collaborator" });
    await give(anna, gone, { email });
    const { body: withdrawn } = await give(anna, back, { email });
    const given = life.events(GrantGiven).slice(from);
    expect(await life.deliver(announceGrant, given.slice(0, 1))).toEqual([]);
    await withdraw(anna, withdrawn.id);
    await life.call(Tasks.remove, { as: anna, params: { taskId: gone } });

    const service = speakAsService("webhook");
    const { id } = await provision(service.ctx, { subject: "test|finn", email, name: "Finn" });
    await service.published();
    const finn: Person = { ...anna, userId: id, name: "Finn" };
    const signedIn = life.events(UserProvisioned).at(-1)!;
    expect(signedIn.subject).toBe(id);
    // The bus guarantees no order: the event of the grant is delivered after the sign-in, before it, and again.
    for (const events of [given.slice(1, 2), [signedIn], given.slice(1), [signedIn]])
      expect(await life.deliver(announceGrant, events)).toEqual([]);
    const told = (await life.call(Notifications.list, { as: finn, query: { sort: "createdAt" } })).body.data;
    expect(told).toHaveLength(2);
    expect(told).toMatchObject([
      { title: "ben shared a task with you", body: "You may change it.", sourceEventId: given[1]!.id },
      {
        kind: "grant_given",
        title: "anna shared a task with you",
        body: "You may look at it.",
        action: { entityType: "task", entityId: mow, userId: anna.userId },
        sourceEventId: given[0]!.id,
      },
    ]);
    const { body } = await life.call(Events.list, { as: anna, query: { include: "previous", limit: "100" } });
    expect(JSON.stringify(body)).not.toContain(id);
  });

  it("is announced at the first sign-in up to a limit", async () => {
    const anna = await life.user("anna");
    const email = "gina@example.com";
    const service = speakAsService("webhook");
    await life.database.query(
      `with given as (insert into access_grants (entity_type, entity_id, grantor_id, email) select 'task', uuidv7(), $1, $2 from generate_series(1, 60) returning id)
       insert into events (user_id, event_type, source, entity_type, entity_id, action, correlation_id, origin)
       select $1, $3, 'lifeos/identity', 'grant', id, 'given', uuidv7(), 'api' from given`,
      [anna.userId, email, GrantGiven.type],
    );
    const { id } = await provision(service.ctx, { subject: "test|gina", email });
    await service.published();
    expect(await life.deliver(announceGrant, life.events(UserProvisioned).slice(-1))).toEqual([]);
    expect(await life.count(notifications, `user_id = '${id}'`)).toBe(50);
  });

  it("is listed with what its row is called, for both sides", async () => {
    const [anna, ben] = await people("anna", "ben");
    await give(anna, await taskOf(anna, "Mow the lawn"), { granteeId: ben.userId });
    expect(await listed(anna, "given", { titles: "true" })).toMatchObject([{ title: "Mow the lawn" }]);
    expect(await listed(ben, "received", { titles: "true" })).toMatchObject([{ title: "Mow the lawn" }]);
    expect((await listed(anna, "given"))[0]).not.toHaveProperty("title");
  });

  it("is found by the giver's own filters, but not by the grantee", async () => {
    const [anna, ben] = await people("anna", "ben");
    const task = await taskOf(anna);
    const { body: grant } = await give(anna, task, { email: await addressOf(ben) });
    expect(await listed(anna, "given", { email: await addressOf(ben), entityId: task })).toEqual([grant]);
    expect(await listed(anna, "given", { role: "owner" })).toEqual([]);
    const by = await life.call(Grants.list, { as: anna, query: { granteeId: ben.userId } });
    expect(by).toMatchObject({ status: 400, body: { errors: [{ parameter: "granteeId" }] } });
  });
});

describe("withdrawing a grant", () => {
  it("is possible for both sides, and nobody else", async () => {
    const [anna, ben, eve] = await people("anna", "ben", "eve");
    const task = await taskOf(anna);
    const { body: first } = await give(anna, task, { granteeId: ben.userId });
    expect(await listed(anna, "given")).toEqual([first]);
    expect(await listed(ben, "received")).toMatchObject([{ id: first.id, grantorName: "anna" }]);
    expect([await listed(ben, "given"), await listed(eve, "received")]).toEqual([[], []]);
    expect((await withdraw(eve, first.id)).status).toBe(404);
    expect((await withdraw(ben, first.id)).status).toBe(204);
    expect(life.events(GrantWithdrawn).at(-1)).toMatchObject({
      data: {
        actorId: ben.userId,
        entityId: first.id,
        payload: { entityType: "task", entityId: task, role: "viewer" },
      },
    });
    for (const as of [anna, ben]) expect((await withdraw(as, first.id)).status).toBe(404);

    const { body: second } = await give(anna, task, { granteeId: ben.userId });
    const told = life.events(GrantWithdrawn).length;
    const both = await Promise.all([withdraw(anna, second.id), withdraw(ben, second.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(life.events(GrantWithdrawn)).toHaveLength(told + 1);
  });
});

it("giving and withdrawing are recorded in the audit log of the person who did it", async () => {
  const [anna, ben] = await people("anna", "ben");
  const task = await taskOf(anna);
  const given = {
    as: anna,
    body: { entityType: "task", entityId: task, role: "viewer", granteeId: ben.userId },
    headers: { "idempotency-key": "share" },
  };
  const { body: grant } = await life.call(Grants.create, given);
  expect(await life.call(Grants.create, given)).toMatchObject({ status: 201, body: grant });
  await withdraw(ben, grant.id);
  const logged = await life.database.query(
    "select user_id, actor_id, action, details from audit_logs where entity_type = 'task' and entity_id = $1 order by id",
    [task],
  );
  const entry = ({ userId }: Person, action: string) => ({
    user_id: userId,
    actor_id: userId,
    action,
    details: { role: "viewer" },
  });
  expect(logged).toEqual([entry(anna, "grant.given"), entry(ben, "grant.withdrawn")]);
});

describe("following changes", () => {
  const follow = async (as: Person, scope: string, since?: string) =>
    (await life.call(Tasks.changes, { as, query: { scope, ...(since && { since }) } })).body;
  const titles = ({ data }: { data: { row: { title: string } | null }[] }) => data.map(({ row }) => row?.title);

  it("has only visible rows: a row that is no longer shared is not sent again, and is not reported as deleted", async () => {
    const [anna, ben] = await people("anna", "ben");
    const task = await taskOf(anna);
    const { body: grant } = await give(anna, task, { granteeId: ben.userId });
    const first = await follow(ben, "shared");
    expect(titles(first)).toEqual(["Mow"]);
    await life.call(Tasks.update, { as: anna, params: { taskId: task }, body: { title: "Rake" } });
    expect(titles(await follow(ben, "shared", first.nextCursor))).toEqual(["Rake"]);
    await withdraw(anna, grant.id);
    expect((await follow(ben, "shared", first.nextCursor)).data).toEqual([]);
    expect((await follow(ben, "mine", first.nextCursor)).data).toEqual([]);
  });

  it("reports the deletion of the row to a grantee", async () => {
    const [anna, ben] = await people("anna", "ben");
    const task = await taskOf(anna);
    await give(anna, task, { granteeId: ben.userId });
    await life.call(Tasks.remove, { as: anna, params: { taskId: task } });
    expect((await follow(ben, "shared")).data).toEqual([{ id: task, deleted: true, row: null }]);
  });

  it("of a household ends with the membership", async () => {
    const [anna, ben] = await people("anna", "ben");
    const { householdId } = anna;
    await life.join(anna, ben);
    await life.call(Tasks.create, { as: anna, body: { title: "Ours", householdId } });
    expect(titles(await follow(ben, "household"))).toEqual(["Ours"]);
    await life.leave(anna, ben);
    expect((await follow(ben, "household")).data).toEqual([]);
  });
});
