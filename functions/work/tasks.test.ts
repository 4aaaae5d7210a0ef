import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskCompleted, TaskEvents, TaskReopened } from "#core/work/events";
import { complete, create, get, list, remove, reopen, update } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function task(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(create, { as, body: { title: "Milk", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
/** Grants Ben a role on one row of Anna's. */
const grant = (row: { id: string }, anna: Person, ben: Person, role: string) =>
  life.database.query(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('task', $1, $2, $3, $4)",
    [row.id, anna.userId, ben.userId, role],
  );
const about = (row: { id: string }) => life.published.filter((one) => one.data.entityId === row.id);

describe("the first page of my tasks", () => {
  const hint = async (as: Person, query: Record<string, string> = {}) =>
    (await life.call(list, { as, query })).body.householdHasMore;

  it("says whether the household has further tasks, which it leaves out", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    await task(anna, { householdId: anna.householdId, labels: ["mine"] });
    expect(await hint(anna)).toBe(false);
    expect(await hint(ben)).toBe(true);
    expect(await hint(ben, { status: "completed" })).toBe(false);
    await task(ben, { householdId: anna.householdId });
    expect(await hint(anna, { status: "pending" })).toBe(true);
  });

  it("says nothing of them when the household was requested, or in later pages", async () => {
    const anna = await life.user("anna");
    await task(anna);
    await task(anna);
    expect(await hint(anna, { scope: "household" })).toBeUndefined();
    const { body } = await life.call(list, { as: anna, query: { limit: "1" } });
    expect(await hint(anna, { limit: "1", cursor: body.nextCursor })).toBeUndefined();
  });
});

describe("making a task", () => {
  it("stores it and emits what it belongs to", async () => {
    const anna = await life.user("anna");
    const made = await task(anna, { priority: "high", dueDate: "2026-03-04", labels: ["home"] });
    expect(made).toMatchObject({ status: "pending", priority: "high", scope: "personal", dueAt: null, version: 1 });
    expect(about(made)).toMatchObject([
      {
        type: TaskEvents.created.type,
        subject: anna.userId,
        data: { payload: { status: "pending", dueDate: "2026-03-04" } },
      },
    ]);
    expect((await life.call(get, { as: anna, params: { taskId: made.id } })).body).toEqual(made);
  });

  it("puts it on the day of its time, in the person's time zone", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const made = await task(anna, { dueAt: "2026-03-05T02:00:00.000Z", dueDate: "2026-01-01" });
    expect(made).toMatchObject({ dueAt: "2026-03-05T02:00:00.000Z", dueDate: "2026-03-04" });
  });

  it("keeps it within the calendar, on whichever side of its limits the person lives", async () => {
    const east = await life.user("east", { timezone: "Pacific/Kiritimati" });
    const west = await life.user("west", { timezone: "America/Los_Angeles" });
    expect(await task(east, { dueAt: "9999-12-31T23:59:59.999Z" })).toMatchObject({ dueDate: "9999-12-31" });
    expect(await task(west, { dueAt: "0001-01-01T00:00:00Z" })).toMatchObject({ dueDate: "0001-01-01" });
  });

  it("shares it with the given household", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const made = await task(anna, { householdId: anna.householdId, assigneeId: ben.userId });
    expect(made.scope).toBe("household");
    const ours = await life.call(list, { as: ben, query: { scope: "household", assigneeId: ben.userId } });
    expect(ours.body.data.map((one: { id: string }) => one.id)).toEqual([made.id]);
  });

  it.each([
    ["status", "completed"],
    ["status", "running"],
    ["completedAt", "2026-03-01T00:00:00Z"],
    ["aiContext", "do as I say"],
    ["estimatedMinutes", -1],
    ["title", " "],
  ])("refuses %s %j", async (field, value) => {
    const body = { title: "Milk", [field]: value };
    const { status, body: problem } = await life.call(create, { as: await life.user("anna"), body });
    expect(status).toBe(400);
    expect(problem.errors).toMatchObject([{ pointer: `#/${field}` }]);
  });

  it("refuses a time that ends before it begins", async () => {
    const as = await life.user("anna");
    const times = { scheduledStart: "2026-03-04T10:00:00Z", scheduledEnd: "2026-03-04T09:00:00Z" };
    const refused = { status: 400, body: { errors: [{ pointer: "#/scheduledEnd" }] } };
    expect(await life.call(create, { as, body: { title: "Milk", ...times } })).toMatchObject(refused);
    const made = await task(as);
    expect(await life.call(update, { as, params: { taskId: made.id }, body: times })).toMatchObject(refused);
  });

  it("refuses an assignee outside of the person's household", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const { status, body } = await life.call(create, { as: anna, body: { title: "Milk", assigneeId: eve.userId } });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { pointer: "#/assigneeId", detail: "does not exist", coded: { code: "does_not_exist", params: {} } },
    ]);
  });
});

describe("listing tasks", () => {
  it("filters and sorts as a task list needs it", async () => {
    const anna = await life.user("anna");
    const a = await task(anna, { title: "a", priority: "low", dueDate: "2026-03-03", scheduledDate: "2026-03-02" });
    const b = await task(anna, { title: "b", priority: "critical", dueAt: "2026-03-04T09:00:00Z", status: "blocked" });
    const c = await task(anna, { title: "c", priority: "high" });
    const names = async (query: Record<string, string>) => {
      const { status, body } = await life.call(list, { as: anna, query });
      expect(status, JSON.stringify(body)).toBe(200);
      return body.data.map((one: { title: string }) => one.title).join("");
    };
    expect(await names({})).toBe("cba");
    expect(await names({ status: "pending,blocked", sort: "-priority" })).toBe("bca");
    expect(await names({ priority: "high,critical", sort: "title" })).toBe("bc");
    expect(await names({ "dueDate[gte]": "2026-03-03", "dueDate[lt]": "2026-03-04" })).toBe("a");
    expect(await names({ "dueAt[lte]": "2026-03-04T09:00:00Z" })).toBe("b");
    expect(await names({ scheduledDate: "2026-03-02" })).toBe("a");
    expect(await names({ sort: "dueDate" })).toBe("abc");
    expect(await names({ "dueDate[null]": "true" })).toBe("c");
    const first = await life.call(list, { as: anna, query: { sort: "-priority", limit: "1" } });
    const second = await life.call(list, {
      as: anna,
      query: { sort: "-priority", limit: "2", cursor: first.body.nextCursor },
    });
    expect([...first.body.data, ...second.body.data].map((one: { id: string }) => one.id)).toEqual([b.id, c.id, a.id]);
  });
});

describe("changing a task", () => {
  it("keeps its time of day when it moves to another day, across a change of the clocks", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const made = await task(anna, { dueAt: "2026-03-28T08:00:00Z" });
    const params = { taskId: made.id };
    const moved = await life.call(update, { as: anna, params, body: { dueDate: "2026-03-30" } });
    expect(moved.body).toMatchObject({ dueDate: "2026-03-30", dueAt: "2026-03-30T07:00:00.000Z" });
    const cleared = await life.call(update, { as: anna, params, body: { dueDate: null } });
    expect(cleared.body).toMatchObject({ dueDate: null, dueAt: null });
  });

  it("moves it into a household and out again", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    const scope = async (householdId: string | null) =>
      (await life.call(update, { as: anna, params: { taskId: made.id }, body: { householdId } })).body.scope;
    expect(await scope(anna.householdId)).toBe("household");
    expect(await scope(null)).toBe("personal");
  });

  it("sets another state, unless it is completed", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    const params = { taskId: made.id };
    const blocked = await life.call(update, { as: anna, params, body: { status: "blocked" } });
    expect(blocked).toMatchObject({ status: 200, body: { status: "blocked" } });
    await life.call(complete, { as: anna, params, body: {} });
    const pending = await life.call(update, { as: anna, params, body: { status: "pending" } });
    expect(pending).toMatchObject({
      status: 409,
      body: { code: "conflict", detail: expect.stringContaining("reopen") },
    });
    expect((await life.call(update, { as: anna, params, body: { title: "Oat milk" } })).status).toBe(200);
    expect((await life.call(update, { as: anna, params, body: {} })).status).toBe(400);
  });

  it("respects the version that it was read with", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    const given = { as: anna, params: { taskId: made.id }, headers: { "If-Match": '"1"' } };
    expect((await life.call(update, { ...given, body: { title: "Oat milk" } })).status).toBe(200);
    expect((await life.call(update, { ...given, body: { title: "Soy milk" } })).status).toBe(412);
  });
});

describe("completing a task", () => {
  it("stores when, by whom and how long it took, in the story in which it was created", async () => {
    const anna = await life.user("anna");
    const made = await task(anna, { estimatedMinutes: 5 });
    const [creation] = about(made);
    const { status, body } = await life.call(complete, {
      as: anna,
      params: { taskId: made.id },
      body: { actualMinutes: 20 },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "completed",
      completedAt: life.now().toISOString(),
      completedBy: anna.userId,
      actualMinutes: 20,
      version: 2,
    });
    expect(about(made).at(-1)).toMatchObject({
      type: TaskCompleted.type,
      correlationid: creation!.correlationid,
      causationid: creation!.id,
      data: { payload: { actualMinutes: 20, completedViaAi: false } },
    });
  });

  it("happens once: a second time is a conflict, and a repeated request gets its first answer", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    const given = { as: anna, params: { taskId: made.id }, body: {} };
    const first = await life.call(complete, { ...given, headers: { "Idempotency-Key": "c1" } });
    const again = await life.call(complete, { ...given, headers: { "Idempotency-Key": "c1" } });
    expect(again).toMatchObject({ status: 200, body: first.body, headers: { "idempotent-replayed": "true" } });
    expect(await life.call(complete, given)).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(about(made).filter((one) => one.type === TaskCompleted.type)).toHaveLength(1);
  });

  it("is for members of the household and collaborators, not for viewers and strangers", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const ours = await task(anna, { householdId: anna.householdId });
    const done = await life.call(complete, { as: ben, params: { taskId: ours.id }, body: {} });
    expect(done).toMatchObject({ status: 200, body: { completedBy: ben.userId, userId: anna.userId } });
    expect(about(ours).at(-1)).toMatchObject({ subject: anna.userId, data: { actorId: ben.userId } });

    const mine = await task(anna);
    const params = { taskId: mine.id };
    expect((await life.call(complete, { as: eve, params, body: {} })).status).toBe(404);
    await grant(mine, anna, eve, "viewer");
    expect((await life.call(complete, { as: eve, params, body: {} })).status).toBe(403);
    await life.call(complete, { as: anna, params, body: {} });
    expect((await life.call(complete, { as: eve, params, body: {} })).status).toBe(409);
    expect((await life.call(reopen, { as: eve, params })).status).toBe(403);
  });

  it("is refused for a deleted task, and for negative minutes", async () => {
    const anna = await life.user("anna");
    const params = { taskId: (await task(anna)).id };
    const negative = await life.call(complete, { as: anna, params, body: { actualMinutes: -1 } });
    expect(negative).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/actualMinutes" }] } });
    await life.call(remove, { as: anna, params });
    expect((await life.call(complete, { as: anna, params, body: {} })).status).toBe(404);
    expect((await life.call(reopen, { as: anna, params })).status).toBe(404);
  });
});

describe("reopening a task", () => {
  it("reverts the completion and keeps the minutes", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    const params = { taskId: made.id };
    expect(await life.call(reopen, { as: anna, params })).toMatchObject({ status: 409, body: { code: "conflict" } });
    await life.call(complete, { as: anna, params, body: { actualMinutes: 7 } });
    const { status, body } = await life.call(reopen, { as: anna, params });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "pending", completedAt: null, completedBy: null, actualMinutes: 7 });
    const [completed, reopened] = about(made).slice(-2);
    expect(reopened).toMatchObject({ type: TaskReopened.type, causationid: completed!.id });
    expect((await life.call(complete, { as: anna, params, body: {} })).status).toBe(200);
  });
});

describe("the number of flights", () => {
  it("is one for a change and two for a verb", async () => {
    const anna = await life.user("anna");
    let flights = 0;
    const { run } = life.transport;
    life.transport.run = (statements) => {
      flights++;
      return run(statements);
    };
    const cost = async (work: () => Promise<unknown>) => {
      flights = 0;
      await work();
      return flights;
    };
    const made = await task(anna, { dueAt: "2026-03-05T02:00:00.000Z" });
    const given = { as: anna, params: { taskId: made.id } };
    expect(await cost(() => task(anna, { dueAt: "2026-03-05T02:00:00.000Z" }))).toBe(1);
    expect(await cost(() => life.call(update, { ...given, body: { status: "blocked", dueDate: "2026-03-07" } }))).toBe(
      1,
    );
    expect(await cost(() => life.call(complete, { ...given, body: {} }))).toBe(2);
    expect(await cost(() => life.call(reopen, given))).toBe(2);
    life.transport.run = run;
  });
});

it("a task is refused with only one of two coordinates", async () => {
  const half = await life.call(create, { as: await life.user("anna"), body: { title: "x", latitude: 1 } });
  expect(half.body.errors).toMatchObject([{ pointer: "#/latitude" }, { pointer: "#/longitude" }]);
});
