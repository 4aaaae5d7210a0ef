import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskCompleted, TaskEvents, TaskInputGiven, TaskInputNeeded, TaskScheduled } from "#core/work/events";
import * as Tasks from "#core/work/tasks";
import { removeSubtasks, restoreSubtasks } from "#functions/work/consumers";
import { add, list as listDependencies, remove as removeDependency } from "#functions/work/dependencies";
import { answer, complete, create, get, remove, restore, schedule, update } from "#functions/work/tasks";
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
const of = (row: { id: string }) => ({ taskId: row.id });
const read = async (as: Person, row: { id: string }) => (await life.call(get, { as, params: of(row) })).body;
const about = (row: { id: string }) => life.published.filter((one) => one.data.entityId === row.id);
const grant = (row: { id: string }, anna: Person, eve: Person, role: string) =>
  life.database.query(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('task', $1, $2, $3, $4)",
    [row.id, anna.userId, eve.userId, role],
  );

describe("a recurrence rule", () => {
  it("is stored in its canonical form, with the zone of the profile by default", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const made = await task(anna, { recurrenceRule: "rrule:byday=mo;freq=weekly;interval=1", dueDate: "2026-03-02" });
    expect(made).toMatchObject({ recurrenceRule: "FREQ=WEEKLY;BYDAY=MO", recurrenceTimezone: "Europe/Berlin" });
    const fromElsewhere = await task(anna, { recurrenceRule: "FREQ=DAILY;BYHOUR=9;COUNT=2;", dueDate: "2026-03-02" });
    expect(fromElsewhere).toMatchObject({ recurrenceRule: "FREQ=DAILY;COUNT=2" });
    const abroad = { recurrenceRule: "FREQ=DAILY", recurrenceTimezone: "Asia/Tokyo" };
    expect(await task(anna, abroad)).toMatchObject(abroad);
    const params = of(made);
    const changed = await life.call(update, { as: anna, params, body: { recurrenceRule: "FREQ=DAILY;COUNT=3" } });
    expect(changed.body).toMatchObject({ recurrenceRule: "FREQ=DAILY;COUNT=3", recurrenceTimezone: "Europe/Berlin" });
    const cleared = await life.call(update, { as: anna, params, body: { recurrenceRule: null } });
    expect(cleared.body.recurrenceRule).toBeNull();
  });

  it.each([
    ["FREQ=HOURLY", "once a day"],
    ["FREQ=DAILY;BYHOUR=25", "BYHOUR from 0 to 23, and not “25”"],
    ["every monday", "“every monday” is no part"],
    ["FREQ=DAILY;COUNT=2;UNTIL=20260401", "not both"],
    ["daily", "RFC 5545"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes"],
  ])("%s is refused, and told why", async (recurrenceRule, detail) => {
    const anna = await life.user("anna");
    const body = { title: "Milk", recurrenceRule };
    const error = { pointer: "#/recurrenceRule", detail: expect.stringContaining(detail) };
    expect(await life.call(create, { as: anna, body })).toMatchObject({ status: 400, body: { errors: [error] } });
    const params = of(await task(anna));
    const changed = await life.call(update, { as: anna, params, body: { recurrenceRule } });
    expect(changed).toMatchObject({ status: 400, body: { errors: [error] } });
  });
});

describe("subtasks", () => {
  it("cannot be above themselves", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    const c = await task(anna, { parentTaskId: b.id });
    const under = (row: { id: string }, parentTaskId: string) =>
      life.call(update, { as: anna, params: of(row), body: { parentTaskId } });
    for (const one of [a, c])
      expect(await under(a, one.id)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining("subtask of itself") },
      });
    expect((await under(c, a.id)).status).toBe(200);
  });

  it("are completed with their parent only on request", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    const c = await task(anna, { parentTaskId: b.id });
    const gone = await task(anna, { parentTaskId: a.id, status: "cancelled" });
    await life.call(complete, { as: anna, params: of(a), body: {} });
    expect((await read(anna, b)).status).toBe("pending");
    const done = await life.call(complete, { as: anna, params: of(b), body: { withSubtasks: true, actualMinutes: 3 } });
    expect(done.body).toMatchObject({ id: b.id, status: "completed", actualMinutes: 3 });
    expect(await read(anna, c)).toMatchObject({ status: "completed", completedBy: anna.userId, actualMinutes: null });
    expect((await read(anna, gone)).status).toBe("cancelled");
    expect(about(c).at(-1)).toMatchObject({ type: TaskCompleted.type });
  });

  it("are deleted with their parent, at any depth, once", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    const c = await task(anna, { parentTaskId: b.id });
    const beside = await task(anna);
    await life.call(remove, { as: anna, params: of(a) });
    const deleted = (row: { id: string }) => about(row).filter((one) => one.type === TaskEvents.deleted.type);
    for (const row of [a, b, c]) {
      expect(deleted(row)).toHaveLength(1);
      expect(await life.deliver(removeSubtasks, [...deleted(row), ...deleted(row)])).toEqual([]);
    }
    expect(deleted(c)[0]).toMatchObject({
      causationid: deleted(b)[0]!.id,
      correlationid: deleted(a)[0]!.correlationid,
    });
    expect((await life.call(get, { as: anna, params: of(c) })).status).toBe(404);
    expect((await read(anna, beside)).status).toBe("pending");
  });

  it("are restored with their parent, except those that were deleted before", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    const c = await task(anna, { parentTaskId: b.id });
    const before = await task(anna, { parentTaskId: a.id });
    const told = (type: string, row: { id: string }) => about(row).filter((one) => one.type === type);
    await life.call(remove, { as: anna, params: of(before) });
    await life.call(remove, { as: anna, params: of(a) });
    for (const row of [a, b]) await life.deliver(removeSubtasks, told(TaskEvents.deleted.type, row));
    expect((await life.call(restore, { as: anna, params: of(a) })).status).toBe(200);
    for (const row of [a, b]) {
      const restored = told(TaskEvents.restored.type, row);
      expect(restored).toHaveLength(1);
      expect(await life.deliver(restoreSubtasks, [...restored, ...restored])).toEqual([]);
    }
    for (const row of [a, b, c]) expect(await read(anna, row)).toMatchObject({ id: row.id });
    expect((await life.call(get, { as: anna, params: of(before) })).status).toBe(404);
  });

  it("are restored only once their parent exists, and a person who tries earlier is told so", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    await life.call(remove, { as: anna, params: of(b) });
    await life.call(remove, { as: anna, params: of(a) });
    const refused = await life.call(restore, { as: anna, params: of(b) });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "conflict", detail: "What this is a part of is deleted; restore that first." },
    });
    for (const row of [a, b]) expect((await life.call(restore, { as: anna, params: of(row) })).status).toBe(200);
    expect(await read(anna, b)).toMatchObject({ parentTaskId: a.id });
  });

  it("stay deleted when their parent was deleted again before they were restored", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    const told = (type: string) => about(a).filter((one) => one.type === type);
    await life.call(remove, { as: anna, params: of(a) });
    await life.deliver(removeSubtasks, told(TaskEvents.deleted.type));
    await life.call(restore, { as: anna, params: of(a) });
    await life.call(remove, { as: anna, params: of(a) });
    expect(await life.deliver(restoreSubtasks, told(TaskEvents.restored.type))).toEqual([]);
    expect((await life.call(get, { as: anna, params: of(b) })).status).toBe(404);
  });

  it("stay when their parent was restored before they were deleted", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    await life.call(remove, { as: anna, params: of(a) });
    await life.call(restore, { as: anna, params: of(a) });
    await life.deliver(
      removeSubtasks,
      about(a).filter((one) => one.type === TaskEvents.deleted.type),
    );
    expect(await read(anna, b)).toMatchObject({ id: b.id });
  });

  it("stay deleted when their parent was deleted again before they were restored", async () => {
    const anna = await life.user("anna");
    const a = await task(anna);
    const b = await task(anna, { parentTaskId: a.id });
    const told = (type: string) => about(a).filter((one) => one.type === type);
    await life.call(remove, { as: anna, params: of(a) });
    await life.deliver(removeSubtasks, told(TaskEvents.deleted.type));
    await life.call(restore, { as: anna, params: of(a) });
    await life.call(remove, { as: anna, params: of(a) });
    // Events arrive in any order.
    await life.deliver(removeSubtasks, told(TaskEvents.deleted.type));
    await life.deliver(restoreSubtasks, told(TaskEvents.restored.type));
    expect((await life.call(get, { as: anna, params: of(b) })).status).toBe(404);
    await life.call(restore, { as: anna, params: of(a) });
    await life.deliver(restoreSubtasks, told(TaskEvents.restored.type));
    expect(await read(anna, b)).toMatchObject({ id: b.id });
  });
});

describe("scheduling a task", () => {
  const times = { scheduledStart: "2026-03-04T02:00:00.000Z", scheduledEnd: "2026-03-04T02:30:00.000Z" };

  it("sets a time and a day, and emits an event", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const made = await task(anna, { status: "backlog" });
    const body = { ...times, rationale: "You are awake then." };
    const { status, body: row } = await life.call(schedule, { as: anna, params: of(made), body });
    expect(status).toBe(200);
    expect(row).toMatchObject({ ...times, scheduledDate: "2026-03-03", status: "scheduled" });
    expect(about(made).at(-1)).toMatchObject({
      type: TaskScheduled.type,
      causationid: about(made)[0]!.id,
      data: { payload: { ...times, scheduledBy: "user", rationale: "You are awake then." } },
    });
    const ctx = { ...life.as(anna), origin: "agent" as const };
    await Tasks.schedule(ctx, made.id, { ...times, scheduledEnd: "2026-03-04T03:00:00Z" });
    expect(about(made).at(-1)!.data.payload).toMatchObject({ scheduledBy: "ai" });
  });

  it("keeps a more advanced state, and the day follows a PATCH", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const made = await task(anna, { status: "in_progress" });
    expect((await life.call(schedule, { as: anna, params: of(made), body: times })).body.status).toBe("in_progress");
    const body = { scheduledStart: "2026-03-09T03:00:00Z", scheduledEnd: null };
    expect((await life.call(update, { as: anna, params: of(made), body })).body.scheduledDate).toBe("2026-03-08");
  });

  it("refuses an end before the start, a finished task, and callers without the right", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const made = await task(anna);
    const ask = (as: Person, body: object = times) => life.call(schedule, { as, params: of(made), body });
    expect(await ask(anna, { ...times, scheduledEnd: times.scheduledStart })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/scheduledEnd" }] },
    });
    expect((await ask(eve)).status).toBe(404);
    await grant(made, anna, eve, "viewer");
    expect((await ask(eve)).status).toBe(403);
    await life.call(complete, { as: anna, params: of(made), body: {} });
    expect((await ask(anna)).status).toBe(409);
  });
});

describe("answering a task", () => {
  it("stores question and answer with the task and lets it go on, in one story", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    await Tasks.needInput({ ...life.as(anna), origin: "agent" }, made.id, "Which one?");
    expect(await read(anna, made)).toMatchObject({ status: "needing_input", aiContext: "Question: Which one?" });
    const { status, body } = await life.call(answer, { as: anna, params: of(made), body: { answer: "The blue one" } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "pending", aiContext: "Question: Which one?\n\nAnswer: The blue one" });
    const [, asked, given] = about(made);
    expect(asked!.type).toBe(TaskInputNeeded.type);
    expect(given).toMatchObject({
      type: TaskInputGiven.type,
      causationid: asked!.id,
      correlationid: asked!.correlationid,
    });
    expect(JSON.stringify(given)).not.toContain("blue");
  });

  it("lets the run of an agent continue", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    await life.database.query(
      "with run as (insert into agent_runs (user_id, agent, goal) values ($1, 'a', 'g') returning id) update tasks set status = 'needing_input', agent_run_id = (select id from run) where id = $2",
      [anna.userId, made.id],
    );
    const { body } = await life.call(answer, { as: anna, params: of(made), body: { answer: "Yes" } });
    expect(body.status).toBe("running");
    expect(about(made).at(-1)!.data.payload).toEqual({ agentRunId: body.agentRunId });
  });

  it("refuses a task without a question, an empty answer, and callers without the right", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const made = await task(anna);
    const ask = (as: Person, text = "Yes") => life.call(answer, { as, params: of(made), body: { answer: text } });
    expect((await ask(anna)).status).toBe(409);
    expect((await ask(anna, " ")).status).toBe(400);
    expect((await ask(eve)).status).toBe(404);
    await life.database.query("update tasks set status = 'needing_input' where id = $1", [made.id]);
    await grant(made, anna, eve, "viewer");
    expect((await ask(eve)).status).toBe(403);
  });
});

describe("dependencies", () => {
  const wait = (as: Person, row: { id: string }, on: { id: string }) =>
    life.call(add, { as, params: of(row), body: { blockedByTaskId: on.id } });

  it("are listed with their tasks, added and removed, with events", async () => {
    const anna = await life.user("anna");
    const [a, b] = [
      await task(anna, { title: "Paint" }),
      await task(anna, { title: "Buy paint", dueDate: "2026-03-04" }),
    ];
    const { status, body } = await wait(anna, a, b);
    expect(status).toBe(201);
    expect(body).toMatchObject({ taskId: a.id, blockedByTaskId: b.id });
    const blockedBy = { id: b.id, title: "Buy paint", status: "pending", dueDate: "2026-03-04" };
    const listed = await life.call(listDependencies, { as: anna, params: of(a) });
    expect(listed).toMatchObject({ status: 200, body: { data: [{ ...body, blockedBy }], nextCursor: null } });
    expect(about(body)).toMatchObject([
      {
        type: "work.task_dependency.created",
        subject: anna.userId,
        data: { payload: { taskId: a.id, blockedByTaskId: b.id } },
      },
    ]);
    const params = { taskId: a.id, dependencyId: body.id };
    expect((await life.call(removeDependency, { as: anna, params: { ...params, taskId: b.id } })).status).toBe(404);
    expect((await life.call(removeDependency, { as: anna, params })).status).toBe(204);
    expect((await life.call(removeDependency, { as: anna, params })).status).toBe(404);
    expect(about(body).map(({ type }) => type)).toEqual([
      "work.task_dependency.created",
      "work.task_dependency.deleted",
    ]);
  });

  it("are refused in a cycle, twice, on the task itself, and on missing or others' tasks", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const [a, b, c] = [await task(anna), await task(anna), await task(anna)];
    await wait(anna, a, b);
    await wait(anna, b, c);
    expect(await wait(anna, c, a)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("each other") },
    });
    expect((await wait(anna, a, a)).status).toBe(409);
    expect(await wait(anna, a, b)).toMatchObject({ status: 409, body: { code: "already_exists" } });
    const theirs = await task(eve);
    const notTheirs = await wait(anna, a, theirs);
    const notThere = await wait(anna, a, { id: "0198f000-0000-7000-8000-000000000001" });
    expect(notTheirs).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/blockedByTaskId" }] } });
    expect({ ...notTheirs.body, requestId: "", instance: "" }).toEqual({
      ...notThere.body,
      requestId: "",
      instance: "",
    });
    expect((await wait(eve, a, theirs)).status).toBe(404);
    await grant(a, anna, eve, "viewer");
    expect((await wait(eve, a, theirs)).status).toBe(403);
    const [dependency] = (await life.call(listDependencies, { as: eve, params: of(a) })).body.data;
    expect(dependency).toMatchObject({ blockedByTaskId: b.id, blockedBy: null });
    const params = { taskId: a.id, dependencyId: dependency.id };
    expect((await life.call(removeDependency, { as: eve, params })).status).toBe(403);
  });

  it("prevent a task from being completed before those it depends on, unless that is requested explicitly", async () => {
    const anna = await life.user("anna");
    const [a, b, c, d] = [await task(anna), await task(anna), await task(anna), await task(anna)];
    for (const on of [b, c, d]) await wait(anna, a, on);
    const finish = (row: { id: string }, body: object = {}) => life.call(complete, { as: anna, params: of(row), body });
    expect(await finish(a)).toMatchObject({ status: 409, body: { detail: Tasks.BLOCKED.text } });
    await finish(b);
    await life.call(update, { as: anna, params: of(c), body: { status: "cancelled" } });
    expect((await finish(a)).status).toBe(409);
    expect(about(a).some(({ type }) => type === TaskCompleted.type)).toBe(false);
    await life.call(remove, { as: anna, params: of(d) });
    expect((await finish(a)).status).toBe(200);
    expect(await finish(a)).toMatchObject({ status: 409, body: { detail: Tasks.COMPLETED.text } });

    const [e, f] = [await task(anna), await task(anna)];
    await wait(anna, e, f);
    expect((await finish(e, { evenIfBlocked: true })).status).toBe(200);
  });
});
