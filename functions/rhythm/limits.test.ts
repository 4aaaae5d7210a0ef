/** Limits of what routines do without further requests. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { RoutineDue } from "#core/rhythm/events";
import { routineRuns, routines } from "#core/rhythm/routines.sql";
import { tick } from "#core/rhythm/tick";
import { tasks } from "#core/work/tasks.sql";
import { list as notifications } from "#functions/platform/notifications";
import { runRoutine } from "#functions/rhythm/consumers";
import { create, pause, resume, run, runs, update } from "#functions/rhythm/routines";
import { emit } from "#kit/change";
import { forEachDatabase, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
const DAILY = { name: "Bins", cronExpression: "0 9 * * *", timezone: "UTC" };
const LIMITS = { free: { active: 3, tasksPerDay: 10 }, pro: { active: 4 } };
const of = (row: { id: string }) => ({ routineId: row.id });
const make = (as: Person, body: object = {}) => life.call(create, { as, body: { ...DAILY, ...body } });
const config = { ROUTINE_LIMITS: JSON.stringify(LIMITS) };

describe("what the tiers allow", () => {
  beforeAll(async () => {
    life = await harness(await testDb());
  });
  afterAll(() => life.close());

  describe("a rule that comes too often", () => {
    it.each([
      ["free", "* * * * *", "a minute"],
      ["free", "*/14 * * * *", "4 minutes"],
      ["free", "0,1 9 * * *", "a minute"],
      ["free", "55,0 0,23 * * *", "5 minutes"],
      ["pro", "*/4 * * * *", "4 minutes"],
    ] as const)("is refused in words on the tier %s: %s", async (tier, cronExpression, found) => {
      const anna = await life.user("anna", { tier });
      const { status, body } = await make(anna, { cronExpression });
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ pointer: "#/cronExpression", detail: expect.stringContaining(found) }]);
      expect(body.errors[0].detail).toContain(tier);
      const { body: made } = await make(anna);
      const changed = await life.call(update, { as: anna, params: of(made), body: { cronExpression } });
      expect(changed).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/cronExpression" }] } });
    });

    it("is one for another tier", async () => {
      for (const [tier, cronExpression] of [
        ["free", "*/15 * * * *"],
        ["pro", "*/5 * * * *"],
        ["enterprise", "* * * * *"],
      ] as const)
        expect((await make(await life.user("anna", { tier }), { cronExpression })).status).toBe(201);
    });

    it("that somebody has had before is changed in all but its rule, and does not go on once it was paused", async () => {
      const anna = await life.user("anna");
      const { body: made } = await make(anna);
      await life.database.query("update routines set cron_expression = '* * * * *' where id = $1", [made.id]);
      const body = { name: "New", cronExpression: "* * * * *" };
      expect((await life.call(update, { as: anna, params: of(made), body })).status).toBe(200);
      await life.call(pause, { as: anna, params: of(made) });
      const resumed = await life.call(resume, { as: anna, params: of(made) });
      expect(resumed).toMatchObject({ status: 409, body: { detail: expect.stringContaining("15 minutes") } });
    });
  });

  describe("a rule from before it came too often", () => {
    it.each([
      ["free", "* * * * *", 3],
      ["free", "0,1,14,15,16 * * * *", 2],
      ["pro", "* * * * *", 7],
      ["enterprise", "* * * * *", 31],
    ] as const)("runs as seldom as its tier %s allows: %s", async (tier, cron, expected) => {
      const anna = await life.user("anna", { tier });
      const { body: made } = await make(anna);
      await life.database.query(
        "update routines set cron_expression = $2, next_run_at = '2026-03-02T12:00:00Z' where id = $1",
        [made.id, cron],
      );
      for (let minute = 0; minute <= 30; minute++) {
        life.setNow(new Date(Date.UTC(2026, 2, 2, 12, minute, 1)));
        await tick(speakAsService("schedule").ctx);
      }
      const dues = life.events(RoutineDue).filter((one) => one.data.entityId === made.id);
      expect(dues).toHaveLength(expected);
      for (const due of dues) expect(await life.deliver(runRoutine, [due])).toEqual([]);
      const told = (await life.call(notifications, { as: anna })).body.data.map(({ kind }: { kind: string }) => kind);
      expect(told).toEqual(tier === "enterprise" ? [] : ["routine_slowed"]);
      life.setNow("2026-03-02T12:00:00Z");
    });

    it("makes up for what was missed no more often either", async () => {
      const anna = await life.user("anna");
      const { body: made } = await make(anna, { catchUp: "all" });
      await life.database.query(
        "update routines set cron_expression = '* * * * *', next_run_at = '2026-03-02T10:00:00Z' where id = $1",
        [made.id],
      );
      await tick(speakAsService("schedule").ctx);
      const dues = life.events(RoutineDue).filter((one) => one.data.entityId === made.id);
      expect(dues.map((one) => (one.data.payload.scheduledFor as string).slice(11, 16))).toEqual([
        "10:00",
        "10:15",
        "10:30",
        "10:45",
        "11:00",
        "11:15",
        "11:30",
        "11:45",
        "12:00",
      ]);
    });
  });
});

forEachDatabase("what is counted", (open) => {
  beforeAll(async () => {
    life = await harness(await open(), { config });
  });
  afterAll(() => life.close());

  describe("routines that run", () => {
    it("are so many at most, of those that are not paused, however many are made at once", async () => {
      const anna = await life.user("anna");
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => make(anna)));
      expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
      expect(outcomes.find(({ status }) => status === 409)!.body.detail).toContain("3 routines");
      const [made] = outcomes.filter(({ status }) => status === 201);
      const paused = await make(anna, { isActive: false });
      expect(paused.status).toBe(201);
      const start = () => life.call(resume, { as: anna, params: of(paused.body) });
      expect((await start()).status).toBe(409);
      // One that runs runs on.
      expect((await life.call(resume, { as: anna, params: of(made!.body) })).status).toBe(200);
      await life.call(pause, { as: anna, params: of(made!.body) });
      expect((await start()).status).toBe(200);
      expect(await life.count(routines, `user_id = '${anna.userId}' and is_active`)).toBe(3);
      // Others have their own.
      expect((await make(await life.user("ben"))).status).toBe(201);
    });

    it("answer the request that made the last of them again", async () => {
      const anna = await life.user("anna");
      for (let i = 0; i < 2; i++) await make(anna);
      const given = { as: anna, body: DAILY, headers: { "Idempotency-Key": "third" } };
      const first = await life.call(create, given);
      expect(first.status).toBe(201);
      expect(await life.call(create, given)).toMatchObject({ status: 201, body: first.body });
    });
  });

  describe("the tasks that routines make in a day", () => {
    const activities = (count: number) => Array.from({ length: count }, (_, i) => ({ title: `Task ${i}` }));
    async function due(as: Person, routineId: string, scheduledFor: string) {
      const payload = { routineId, scheduledFor };
      await life.as(as).db.batch([emit(life.as(as), RoutineDue, { entityId: routineId, owner: as.userId, payload })]);
      return life.published.findLast((one) => one.data.entityId === routineId && one.type === RoutineDue.type)!;
    }
    const told = async (as: Person) =>
      (await life.call(notifications, { as })).body.data.filter(
        (one: { kind: string }) => one.kind === "routines_skipped",
      );

    it("are so many at most: what is past them is kept as skipped, with why, and told once a day", async () => {
      const anna = await life.user("anna");
      const { body: made } = await make(anna, { activities: activities(4) });
      const events = [];
      for (let hour = 10; hour < 16; hour++) events.push(await due(anna, made.id, `2026-03-02T${hour}:00:00.000Z`));
      await Promise.all(events.map(async (event) => expect(await life.deliver(runRoutine, [event])).toEqual([])));

      expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(8);
      expect(await life.count(routineRuns, `routine_id = '${made.id}' and status = 'completed'`)).toBe(2);
      const page = await life.call(runs, { as: anna, params: of(made), query: { status: "skipped" } });
      expect(page.body.data).toHaveLength(4);
      expect(page.body.data[0]).toMatchObject({
        taskIds: [],
        error: expect.stringContaining("10 a day"),
        errorCoded: { code: "run_too_many", params: { most: 10 } },
      });
      expect(await told(anna)).toHaveLength(1);
      // Said again, nothing more is done.
      expect(await life.deliver(runRoutine, events)).toEqual([]);
      expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(8);

      // A smaller one has room still, and so has everything on the next day.
      const { body: small } = await make(anna, { activities: activities(2) });
      await life.deliver(runRoutine, [await due(anna, small.id, "2026-03-02T18:00:00.000Z")]);
      expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(10);
      life.setNow("2026-03-03T00:00:01Z");
      await life.deliver(runRoutine, [await due(anna, made.id, "2026-03-03T00:00:00.000Z")]);
      expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(14);
      for (let hour = 1; hour < 4; hour++)
        await life.deliver(runRoutine, [await due(anna, made.id, `2026-03-03T0${hour}:00:00.000Z`)]);
      expect(await told(anna)).toHaveLength(2);
      life.setNow("2026-03-02T12:00:00Z");
    });

    it("count those that were deleted and those of runs that were asked for, and nothing that a person made", async () => {
      const anna = await life.user("anna");
      const { body: made } = await make(anna, { activities: activities(5), isActive: false });
      await life.database.query("insert into tasks (user_id, title) select $1, 'Own' from generate_series(1, 20)", [
        anna.userId,
      ]);
      for (let second = 0; second < 4; second++) {
        life.setNow(`2026-03-02T12:00:0${second}Z`);
        await life.call(run, { as: anna, params: of(made) });
        const event = life.published.findLast((one) => one.type === RoutineDue.type && one.data.entityId === made.id)!;
        expect(await life.deliver(runRoutine, [event])).toEqual([]);
        await life.database.query("update tasks set deleted_at = now() where user_id = $1 and title <> 'Own'", [
          anna.userId,
        ]);
      }
      expect(await life.count(tasks, `user_id = '${anna.userId}' and title <> 'Own'`)).toBe(10);
      life.setNow("2026-03-02T12:00:00Z");
    });

    it("are made up for a month at most, however long nothing ran", async () => {
      const anna = await life.user("anna");
      const { body: made } = await make(anna, { catchUp: "all" });
      await life.database.query("update routines set next_run_at = '2020-01-01T09:00:00Z' where id = $1", [made.id]);
      await tick(speakAsService("schedule").ctx);
      const dues = life.events(RoutineDue).filter((one) => one.data.entityId === made.id);
      expect(dues).toHaveLength(31);
      expect(dues[0]!.data.payload.scheduledFor).toBe("2026-01-31T09:00:00.000Z");
    });
  });
});

it("are those of the tier that everybody has at least", async () => {
  const limits = { free: { tasksPerDay: 1 }, enterprise: { tasksPerDay: 100 } };
  life = await harness(await testDb(), {
    config: { DEFAULT_TIER: "enterprise", ROUTINE_LIMITS: JSON.stringify(limits) },
  });
  const anna = await life.user("anna");
  const { body: made } = await make(anna);
  await life.database.query(
    "update routines set cron_expression = '* * * * *', next_run_at = '2026-03-02T12:01:00Z' where id = $1",
    [made.id],
  );
  for (let minute = 1; minute <= 3; minute++) {
    life.setNow(new Date(Date.UTC(2026, 2, 2, 12, minute, 1)));
    await tick(speakAsService("schedule").ctx);
  }
  const dues = life.events(RoutineDue).filter((one) => one.data.entityId === made.id);
  for (const due of dues) await life.deliver(runRoutine, [due]);
  const { body } = await life.call(runs, { as: anna, params: of(made) });
  expect(body.data.map(({ status }: { status: string }) => status)).toEqual(["completed", "completed", "completed"]);
  await life.close();
});
