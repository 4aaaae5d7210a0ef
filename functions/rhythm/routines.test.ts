import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RoutineDue, RoutineEvents, RoutinePaused, RoutineResumed } from "#core/rhythm/events";
import { runRoutine } from "#functions/rhythm/consumers";
import { create, get, list, pause, preview, remove, resume, run, runs, update } from "#functions/rhythm/routines";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// Monday, 2 March 2026, noon in UTC.
let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const DAILY = { name: "Bins", cronExpression: "0 9 * * *", timezone: "Europe/Berlin" };
async function routine(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(create, { as, body: { ...DAILY, ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const of = (row: { id: string }) => ({ routineId: row.id });
const grant = (row: { id: string }, anna: Person, eve: Person, role: string) =>
  life.database.query(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('routine', $1, $2, $3, $4)",
    [row.id, anna.userId, eve.userId, role],
  );
const about = (row: { id: string }) => life.published.filter((one) => one.data.entityId === row.id);

describe("making a routine", () => {
  it("calculates its first due time", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, { activities: [{ title: "Put the bins out" }] });
    expect(made).toMatchObject({
      cronExpression: "0 9 * * *",
      catchUp: "latest",
      isActive: true,
      nextRunAt: "2026-03-03T08:00:00.000Z",
      lastRunAt: null,
      activities: [{ title: "Put the bins out" }],
    });
    expect(about(made)).toMatchObject([{ type: RoutineEvents.created.type, data: { payload: { isActive: true } } }]);
    expect((await life.call(get, { as: anna, params: of(made) })).body).toEqual(made);
    expect((await life.call(list, { as: anna, query: { isActive: "true" } })).body.data).toEqual([made]);
  });

  it("uses the zone of the person's profile by default", async () => {
    const anna = await life.user("anna", { timezone: "Asia/Kolkata" });
    const { body } = await life.call(create, { as: anna, body: { name: "Tea", cronExpression: "0 9 * * *" } });
    expect(body).toMatchObject({ timezone: "Asia/Kolkata", nextRunAt: "2026-03-03T03:30:00.000Z" });
  });

  it("stores its rule as five fields, however it was written", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, { cronExpression: " 0\t9  * * MON " });
    expect(made).toMatchObject({ cronExpression: "0 9 * * MON", nextRunAt: "2026-03-09T08:00:00.000Z" });
    const changed = await life.call(update, { as: anna, params: of(made), body: { cronExpression: "@Daily" } });
    expect(changed.body).toMatchObject({ cronExpression: "0 0 * * *", nextRunAt: "2026-03-02T23:00:00.000Z" });
  });

  it("may begin paused", async () => {
    expect(await routine(await life.user("anna"), { isActive: false })).toMatchObject({ nextRunAt: null });
  });

  it.each([
    ["a rule that never fires", { cronExpression: "0 0 30 2 *" }, "#/cronExpression", "never fires"],
    ["more than one run a minute", { cronExpression: "*/10 * * * * *" }, "#/cronExpression", "five fields"],
    ["a rule of spaces", { cronExpression: "  " }, "#/cronExpression", "must not be empty"],
    ["a nickname without a time", { cronExpression: "@reboot" }, "#/cronExpression", "not “@reboot”"],
    ["a day that no month has", { cronExpression: "* * 0 * *" }, "#/cronExpression", "not “0”"],
    ["a minute that does not exist", { cronExpression: "61 * * * *" }, "#/cronExpression", "minute"],
    ["a rule that depends on when it is read", { cronExpression: "? 9 * * *" }, "#/cronExpression", "cannot read"],
    ["a zone that does not exist", { timezone: "Europe/Atlantis" }, "#/timezone", "time zone"],
    ["a way to catch up that is none", { catchUp: "some" }, "#/catchUp", ""],
    ["a due time of the caller's own", { nextRunAt: "2026-03-03T08:00:00Z" }, "#/nextRunAt", "not a field"],
    ["a task without a title", { activities: [{ title: "" }] }, "#/activities/0/title", ""],
  ])("refuses %s", async (_, wrong, pointer, detail) => {
    const { status, body } = await life.call(create, { as: await life.user("anna"), body: { ...DAILY, ...wrong } });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer, detail: expect.stringContaining(detail) }]);
  });

  it("accepts only members of the household in a rotation", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const activities = [{ title: "Bins", assigneeRotation: [anna.userId, eve.userId] }];
    const error = { pointer: "#/activities/0/assigneeRotation/1", detail: "is no member of the household" };
    for (const householdId of [anna.householdId, null]) {
      const { status, body } = await life.call(create, { as: anna, body: { ...DAILY, householdId, activities } });
      expect([status, body.errors]).toMatchObject([400, [error]]);
    }
    const made = await routine(anna, { householdId: anna.householdId });
    const changed = await life.call(update, { as: anna, params: of(made), body: { activities } });
    expect([changed.status, changed.body.errors]).toMatchObject([400, [error]]);
    await life.join(anna, eve);
    expect((await life.call(update, { as: anna, params: of(made), body: { activities } })).status).toBe(200);
  });
});

describe("changing a routine", () => {
  it("counts from now when its rule or zone changes, and only then", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna);
    const change = async (body: object) => (await life.call(update, { as: anna, params: of(made), body })).body;
    await life.database.query("update routines set next_run_at = '2026-03-01T08:00:00Z' where id = $1", [made.id]);
    expect(await change({ name: "Recycling", catchUp: "all" })).toMatchObject({
      nextRunAt: "2026-03-01T08:00:00.000Z",
    });
    expect(await change({ timezone: "Asia/Kolkata" })).toMatchObject({ nextRunAt: "2026-03-03T03:30:00.000Z" });
    expect(await change({ cronExpression: "30 18 * * *" })).toMatchObject({ nextRunAt: "2026-03-02T13:00:00.000Z" });
  });

  it("keeps its due time when it is saved without a change", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const made = await routine(anna, { activities: [{ title: "Bins", assigneeRotation: [] }] });
    const due = "2026-03-01T08:00:00.000Z";
    await life.database.query("update routines set next_run_at = $2 where id = $1", [made.id, due]);
    const change = async (body: object) => (await life.call(update, { as: anna, params: of(made), body })).body;
    const { name, cronExpression, timezone, activities, catchUp, householdId } = made;
    const whole = { name, cronExpression, timezone, activities, catchUp, householdId };
    for (const same of [whole, { cronExpression }, { timezone }, { timezone: "europe/berlin" }, { activities }])
      expect(await change(same)).toMatchObject({ ...whole, nextRunAt: due });
    expect(await change({ ...whole, name: "Renamed" })).toMatchObject({ name: "Renamed", nextRunAt: due });
    expect(await change({ cronExpression: "0 10 * * *" })).toMatchObject({ nextRunAt: "2026-03-03T09:00:00.000Z" });
  });

  it("leaves a paused one without a due time", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, { isActive: false });
    const body = { cronExpression: "30 18 * * *" };
    expect((await life.call(update, { as: anna, params: of(made), body })).body).toMatchObject({ nextRunAt: null });
  });

  it("refuses invalid values, and refuses viewers and strangers", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const made = await routine(anna);
    const attempt = (as: Person, body: object) => life.call(update, { as, params: of(made), body });
    expect((await attempt(anna, { cronExpression: "0 0 30 2 *" })).body.errors[0].pointer).toBe("#/cronExpression");
    expect((await attempt(anna, { isActive: false })).status).toBe(400);
    expect((await attempt(eve, { cronExpression: "0 8 * * *" })).status).toBe(404);
    await grant(made, anna, eve, "viewer");
    expect((await attempt(eve, { cronExpression: "0 8 * * *" })).status).toBe(403);
    await grant(made, anna, await life.user("ben"), "collaborator");
    expect((await attempt(anna, { timezone: "Asia/Tokyo" })).status).toBe(200);
  });

  it.each([
    [{ cronExpression: "0 7 * * *" }, { timezone: "Asia/Tokyo" }, "2026-03-03T06:00:00.000Z"],
    [{ timezone: "Asia/Tokyo" }, { cronExpression: "0 7 * * *" }, "2026-03-03T00:00:00.000Z"],
  ])("says so when two change the rule at once, one %j and one %j", async (first, second, nextRunAt) => {
    const anna = await life.user("anna");
    const made = await routine(anna);
    const change = (body: object) => life.call(update, { as: anna, params: of(made), body });
    const { run: go } = life.transport;
    // Another request is faster, between reading and writing.
    life.transport.run = async (statements) => {
      life.transport.run = go;
      const results = await go(statements);
      expect((await change(first)).status).toBe(200);
      return results;
    };
    expect(await change(second)).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await life.call(get, { as: anna, params: of(made) })).body).toMatchObject({ ...first, nextRunAt });
  });
});

describe("pausing and resuming", () => {
  it("removes the due time and sets it again from then on", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna);
    const paused = await life.call(pause, { as: anna, params: of(made) });
    expect(paused).toMatchObject({ status: 200, body: { isActive: false, nextRunAt: null } });
    await life.call(pause, { as: anna, params: of(made) });

    life.setNow("2026-03-10T07:00:00Z");
    const resumed = await life.call(resume, { as: anna, params: of(made) });
    expect(resumed).toMatchObject({ status: 200, body: { isActive: true, nextRunAt: "2026-03-10T08:00:00.000Z" } });
    await life.database.query("update routines set next_run_at = '2026-03-09T08:00:00Z' where id = $1", [made.id]);
    // An active one keeps the due times that it has to catch up on.
    const again = await life.call(resume, { as: anna, params: of(made) });
    expect(again).toMatchObject({ status: 200, body: { nextRunAt: "2026-03-09T08:00:00.000Z" } });
    life.setNow("2026-03-02T12:00:00Z");

    expect(about(made).map((one) => one.type)).toEqual([
      RoutineEvents.created.type,
      RoutinePaused.type,
      RoutineResumed.type,
    ]);
  });

  it("is refused to viewers and strangers", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const made = await routine(anna);
    for (const verb of [pause, resume, run])
      expect((await life.call(verb, { as: eve, params: of(made) })).status).toBe(404);
    await grant(made, anna, eve, "viewer");
    for (const verb of [pause, resume, run])
      expect((await life.call(verb, { as: eve, params: of(made) })).status).toBe(403);
    expect((await life.call(preview, { as: eve, params: of(made) })).status).toBe(200);
  });
});

describe("previewing", () => {
  it("shows the next due times, in any zone", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, { cronExpression: "30 2 28,29 3 *", isActive: false });
    const { status, body } = await life.call(preview, { as: anna, params: of(made), query: { count: "3" } });
    expect(status).toBe(200);
    expect(body).toEqual({
      timezone: "Europe/Berlin",
      data: [
        { scheduledFor: "2026-03-28T01:30:00.000Z", localTime: "2026-03-28T02:30" },
        // The clocks go from 2:00 to 3:00.
        { scheduledFor: "2026-03-29T01:00:00.000Z", localTime: "2026-03-29T03:00" },
        { scheduledFor: "2027-03-28T01:00:00.000Z", localTime: "2027-03-28T03:00" },
      ],
    });
    const count = async (query: Record<string, string>) =>
      (await life.call(preview, { as: anna, params: of(made), query })).body.data.length;
    expect(await count({})).toBe(10);
    expect(await count({ count: "100" })).toBe(100);
    for (const wrong of ["0", "101", "-1", "x"]) {
      const refused = await life.call(preview, { as: anna, params: of(made), query: { count: wrong } });
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter: "count" }] } });
    }
  });
});

describe("running now", () => {
  it("makes the routine due, even if paused, and lists its run", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, { isActive: false, activities: [{ title: "Bins" }] });
    const { status, body } = await life.call(run, { as: anna, params: of(made) });
    expect([status, body]).toEqual([202, { routineId: made.id, scheduledFor: life.now().toISOString() }]);
    const [due] = about(made).filter((one) => one.type === RoutineDue.type);
    expect(due).toMatchObject({ subject: anna.userId, data: { payload: body } });

    expect(await life.deliver(runRoutine, [due!])).toEqual([]);
    const page = await life.call(runs, { as: anna, params: of(made) });
    expect(page.body.data).toMatchObject([{ scheduledFor: body.scheduledFor, status: "completed", error: null }]);
    const after = await life.call(get, { as: anna, params: of(made) });
    expect(after.body).toMatchObject({ isActive: false, nextRunAt: null, lastRunAt: body.scheduledFor });
  });

  it("gives a repeated request the same due time", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna);
    const given = { as: anna, params: of(made), headers: { "Idempotency-Key": "r1" } };
    const first = await life.call(run, given);
    life.setNow("2026-03-02T12:00:05Z");
    const second = await life.call(run, given);
    life.setNow("2026-03-02T12:00:00Z");
    expect(second).toMatchObject({ status: 202, body: first.body, headers: { "idempotent-replayed": "true" } });
    expect(about(made).filter((one) => one.type === RoutineDue.type)).toHaveLength(1);
  });
});

describe("listing runs", () => {
  it("shows those of one routine, newest first, to everybody who may see it", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const [made, other] = [await routine(anna), await routine(anna)];
    await life.database.query(
      `insert into routine_runs (routine_id, scheduled_for, status)
       values ($1, '2026-03-01T08:00:00Z', 'completed'), ($1, '2026-03-02T08:00:00Z', 'failed'), ($2, '2026-03-01T08:00:00Z', 'completed')`,
      [made.id, other.id],
    );
    const times = async (query: Record<string, string>) =>
      (await life.call(runs, { as: anna, params: of(made), query })).body.data.map((one: { scheduledFor: string }) =>
        one.scheduledFor.slice(0, 10),
      );
    expect(await times({ sort: "-scheduledFor" })).toEqual(["2026-03-02", "2026-03-01"]);
    expect(await times({ status: "failed" })).toEqual(["2026-03-02"]);
    expect(await times({ "scheduledFor[lt]": "2026-03-02T00:00:00Z" })).toEqual(["2026-03-01"]);
    expect((await life.call(runs, { as: eve, params: of(made) })).status).toBe(404);
    await life.call(remove, { as: anna, params: of(made) });
    for (const endpoint of [runs, preview])
      expect((await life.call(endpoint, { as: anna, params: of(made) })).status).toBe(404);
  });
});
