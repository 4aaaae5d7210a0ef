import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { speakAsService } from "#cloud/speak";
import { refreshSettings } from "#core/platform/system-settings";
import { clockOf, duesOf } from "#core/rhythm/clockwork.fixture";
import { RoutineDue } from "#core/rhythm/events";
import { routineRuns, routines } from "#core/rhythm/routines.sql";
import * as Tick from "#core/rhythm/tick";
import { tasks } from "#core/work/tasks.sql";
import { runRoutine } from "#functions/rhythm/consumers";
import { update } from "#functions/rhythm/routines";
import { tick } from "#functions/rhythm/schedules";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { someOf } from "#testing/sampled";

let life: Harness;
let anna: Person;

/** A routine as an earlier tick left it. */
async function given(row: Record<string, unknown> = {}): Promise<string> {
  const values: Record<string, unknown> = {
    user_id: anna.userId,
    name: "Home",
    cron_expression: "0 9 * * *",
    timezone: "UTC",
    activities: '[{"title":"Water the plants"}]',
    catch_up: "latest",
    next_run_at: "2026-03-02T09:00:00Z",
    ...row,
  };
  const keys = Object.keys(values);
  const [made] = await life.database.query<{ id: string }>(
    `insert into routines (${keys.join(", ")}) values (${keys.map((_, i) => `$${i + 1}`).join(", ")}) returning id`,
    Object.values(values),
  );
  return made!.id;
}
/** Due times in the order in which they were claimed. */
const dues = (routineId?: string) =>
  life
    .events(RoutineDue)
    .map((one) => one.data.payload as { routineId: string; scheduledFor: string })
    .filter((one) => routineId === undefined || one.routineId === routineId)
    .map((one) => one.scheduledFor);
const next = async (id: string) => {
  const [row] = await life.database.query<{ next: string | null; last: string | null }>(
    "select next_run_at as next, last_run_at as last from routines where id = $1",
    [id],
  );
  return [row!.next && isoInstant(row!.next), row!.last && isoInstant(row!.last)];
};

describe("a tick", () => {
  beforeAll(async () => {
    life = await harness(await testDb());
    // As text, so that a test can store an unknown zone; done here, because prepared statements keep their types.
    await life.database.query("alter table routines alter column timezone type text");
    // A tier whose routines may run every minute.
    anna = await life.user("anna", { tier: "enterprise" });
  });
  beforeEach(() => life.setNow("2026-03-02T09:00:20Z"));
  afterEach(async () => {
    life.published.length = 0;
    await life.database.query("delete from routines");
  });
  afterAll(() => life.close());

  it("claims what is due: advances its due time and emits an event, each in a story of its own", async () => {
    const [first, second] = [await given(), await given({ cron_expression: "*/30 * * * *" })];
    await scheduleHandler(tick)({});
    expect(await next(first)).toEqual(["2026-03-03T09:00:00.000Z", "2026-03-02T09:00:00.000Z"]);
    expect(await next(second)).toEqual(["2026-03-02T09:30:00.000Z", "2026-03-02T09:00:00.000Z"]);
    const events = life.events(RoutineDue);
    expect(events.map((one) => one.data.entityId).sort()).toEqual([first, second].sort());
    for (const event of events) {
      expect(event).toMatchObject({
        subject: anna.userId,
        data: { actorId: null, payload: { routineId: event.data.entityId, scheduledFor: "2026-03-02T09:00:00.000Z" } },
      });
    }
    expect(new Set(events.map((one) => one.correlationid)).size).toBe(2);
    const stored = await life.database.query("select event_id from outbox where event_id = any($1)", [
      events.map((one) => one.id),
    ]);
    expect(stored).toHaveLength(2);

    await scheduleHandler(tick)({});
    expect(life.events(RoutineDue)).toHaveLength(2);
  });

  it("ignores routines that are paused, deleted or not due yet", async () => {
    await given({ is_active: false });
    await given({ deleted_at: "2026-03-01T00:00:00Z" });
    await given({ next_run_at: "2026-03-02T09:01:00Z" });
    await given({ next_run_at: null });
    await scheduleHandler(tick)({});
    expect(dues()).toEqual([]);
  });

  describe("after a downtime of four days", () => {
    const down = { next_run_at: "2026-02-26T09:00:00Z" };
    beforeEach(() => life.setNow("2026-03-02T08:00:00Z"));

    it("skips missed due times", async () => {
      const id = await given({ ...down, catch_up: "skip" });
      await scheduleHandler(tick)({});
      expect(dues()).toEqual([]);
      expect(await next(id)).toEqual(["2026-03-02T09:00:00.000Z", null]);
    });

    it("runs the latest missed one", async () => {
      const id = await given({ ...down, catch_up: "latest" });
      await scheduleHandler(tick)({});
      expect(dues()).toEqual(["2026-03-01T09:00:00.000Z"]);
      expect(await next(id)).toEqual(["2026-03-02T09:00:00.000Z", "2026-03-01T09:00:00.000Z"]);
    });

    it("runs all missed ones in order", async () => {
      const id = await given({ ...down, catch_up: "all" });
      await scheduleHandler(tick)({});
      expect(dues()).toEqual(["02-26", "02-27", "02-28", "03-01"].map((day) => `2026-${day}T09:00:00.000Z`));
      expect(await next(id)).toEqual(["2026-03-02T09:00:00.000Z", "2026-03-01T09:00:00.000Z"]);
    });

    it("catches up on a hundred at a time, without delaying others", async () => {
      const id = await given({
        ...down,
        next_run_at: "2026-03-02T05:01:00Z",
        cron_expression: "* * * * *",
        catch_up: "all",
      });
      const other = await given({ next_run_at: "2026-03-02T08:00:00Z", cron_expression: "0 8 * * *" });
      await scheduleHandler(tick)({});
      expect(dues(id)).toHaveLength(100);
      // The other routine waits for at most one due time of this one.
      expect(life.events(RoutineDue).findIndex((one) => one.data.entityId === other)).toBeLessThan(2);
      await scheduleHandler(tick)({});
      expect(dues(id)).toHaveLength(180);
      expect(new Set(dues(id)).size).toBe(180);
      expect(await next(id)).toEqual(["2026-03-02T08:01:00.000Z", "2026-03-02T08:00:00.000Z"]);
    });
  });

  it("misses nothing for being some minutes late, whatever the routine's catchUp", async () => {
    life.setNow("2026-03-02T09:04:30Z");
    for (const catch_up of ["skip", "latest", "all"]) {
      const id = await given({ cron_expression: "* * * * *", next_run_at: "2026-03-02T09:00:00Z", catch_up });
      await scheduleHandler(tick)({});
      expect(dues(id)).toEqual([0, 1, 2, 3, 4].map((minute) => `2026-03-02T09:0${minute}:00.000Z`));
    }
  });

  it("claims in batches and ends after its time; the next one continues", async () => {
    for (let i = 0; i < 25; i++) await given();
    let reads = 0;
    const hurried: Ctx = {
      ...speakAsService("schedule").ctx,
      now: () => new Date(life.now().getTime() + 100 * reads++),
    };
    const first = await Tick.tick(hurried, { batchSize: 10, forMs: 400 });
    expect(first).toEqual({ due: 20, skipped: 0, unfinished: true });
    const second = await Tick.tick(speakAsService("schedule").ctx, { batchSize: 10 });
    expect(second).toEqual({ due: 5, skipped: 0, unfinished: false });
    expect(new Set(life.events(RoutineDue).map((one) => one.data.entityId)).size).toBe(25);
  });

  it("needs one flight when nothing is due and one more for each batch", async () => {
    await refreshSettings();
    const ticked = () => Tick.tick(speakAsService("schedule").ctx);
    let flights = 0;
    const { run } = life.transport;
    life.transport.run = (statements) => {
      flights++;
      return run(statements);
    };
    await ticked();
    expect(flights).toBe(1);
    for (let i = 0; i < 150; i++) await given();
    await ticked();
    expect(flights).toBe(4);
    life.transport.run = run;
    expect(life.events(RoutineDue)).toHaveLength(150);
  });

  it("takes out a routine whose rule or zone cannot be read any more, and continues with the others", async () => {
    // As a newer version of LifeOS, with more zones, would have left it.
    const broken = [await given({ timezone: "Europe/Atlantis" }), await given({ cron_expression: "0 9 * * XYZ" })];
    const sound = await given();
    await scheduleHandler(tick)({});
    expect(dues()).toEqual(["2026-03-02T09:00:00.000Z"]);
    expect((await next(sound))[0]).toBe("2026-03-03T09:00:00.000Z");
    for (const id of broken) {
      expect(await next(id)).toEqual([null, null]);
      expect(life.logs).toContainEqual(
        expect.objectContaining({
          level: "error",
          fields: expect.objectContaining({ routineId: id, userId: anna.userId }),
        }),
      );
    }
  });

  it("leaves a person's change that comes between reading and claiming", async () => {
    const id = await given();
    const { run } = life.transport;
    life.transport.run = async (statements) => {
      life.transport.run = run;
      const results = await run(statements);
      await life.call(update, { as: anna, params: { routineId: id }, body: { cronExpression: "0 10 * * *" } });
      return results;
    };
    await scheduleHandler(tick)({});
    expect(dues()).toEqual([]);
    expect(await next(id)).toEqual(["2026-03-02T10:00:00.000Z", null]);
  });

  it("and its consumer run a year, leap day and clock changes included, each due time once", async () => {
    const [from, until] = [Date.UTC(2027, 9, 1), Date.UTC(2028, 9, 1)];
    const expected = new Map<string, number[]>();
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"];
    for (const timezone of someOf("year", zones, 1)) {
      const clock = clockOf(timezone, from, until);
      for (const cron_expression of ["30 2 * * 7L", "0 17 LW * *", "0 9 29 2 *"]) {
        const due = duesOf(cron_expression, clock);
        const id = await given({
          timezone,
          cron_expression,
          next_run_at: new Date(due[0]!).toISOString(),
          catch_up: "all",
        });
        expected.set(id, due);
      }
    }
    const ticks = [...new Set([...expected.values()].flat())].sort((a, b) => a - b);
    for (const at of ticks) {
      life.setNow(new Date(at + 20_000));
      const before = life.published.length;
      await scheduleHandler(tick)({});
      expect(
        await life.deliver(
          runRoutine,
          life.published.slice(before).filter((one) => one.type === RoutineDue.type),
        ),
      ).toEqual([]);
    }
    for (const [id, due] of expected) {
      const runs = await life.database.query<{ at: string; tasks: number }>(
        "select scheduled_for as at, cardinality(task_ids) as tasks from routine_runs where routine_id = $1 order by scheduled_for",
        [id],
      );
      expect(runs.map(({ at }) => Date.parse(isoInstant(at)))).toEqual(due);
      expect(runs.every(({ tasks }) => tasks === 1)).toBe(true);
    }
    expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe([...expected.values()].flat().length);
    expect(await life.count(routineRuns, "status <> 'completed'")).toBe(0);
  });
});

describe("simultaneous ticks on PostgreSQL", () => {
  beforeAll(async () => {
    life = await harness(await serverDb());
    // A tier whose routines may run every minute.
    anna = await life.user("anna", { tier: "enterprise" });
    life.setNow("2026-03-02T09:00:20Z");
  });
  afterAll(() => life.close());

  it("claim every due time once between them", async () => {
    const everyMinute = 200;
    await life.database.query(
      `insert into routines (user_id, name, cron_expression, timezone, catch_up, next_run_at)
       select $1, 'r' || n, case when n <= $2 then '* * * * *' else '0 9 * * *' end, 'UTC', 'all', '2026-03-02T08:56:00Z'::timestamptz + case when n <= $2 then '0' else '4 minutes' end::interval
       from generate_series(1, 1500) n`,
      [anna.userId, everyMinute],
    );
    await Promise.all([
      scheduleHandler(tick)({}),
      scheduleHandler(tick)({}),
      scheduleHandler(tick)({}),
      scheduleHandler(tick)({}),
    ]);
    const claimed = life.events(RoutineDue).map((one) => `${one.data.entityId} ${one.data.payload.scheduledFor}`);
    expect(claimed).toHaveLength(1500 + everyMinute * 4);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(await life.count(routines, "next_run_at <= '2026-03-02T09:00:20Z'")).toBe(0);
    const [stored] = await life.database.query<{ n: number }>(
      "select count(distinct (entity_id, payload ->> 'scheduledFor'))::int as n from events where event_type = $1",
      [RoutineDue.type],
    );
    expect(stored!.n).toBe(claimed.length);
  });

  it("claim nothing partially when a crash interrupts them", async () => {
    const id = randomUUID();
    await life.database.query(
      `insert into routines (id, user_id, name, cron_expression, next_run_at) values ($1, $2, 'r', '0 9 * * *', '2026-03-02T09:00:00Z')`,
      [id, anna.userId],
    );
    const { run } = life.transport;
    // The connection breaks during the claim, before it commits.
    life.transport.run = (statements) =>
      statements.some(({ text }) => text.includes("update"))
        ? run([...statements, { text: "select pg_terminate_backend(pg_backend_pid())", params: [] }])
        : run(statements);
    await expect(scheduleHandler(tick)({})).rejects.toThrow();
    life.transport.run = run;
    expect(await next(id)).toEqual(["2026-03-02T09:00:00.000Z", null]);
    await scheduleHandler(tick)({});
    expect(dues(id)).toEqual(["2026-03-02T09:00:00.000Z"]);
  });
});
