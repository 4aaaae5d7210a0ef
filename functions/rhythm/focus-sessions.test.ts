import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BillableDrafted } from "#core/finance/events";
import { brainLogs } from "#core/health/brain-logs.sql";
import {
  AchievementEarned,
  DayEnded,
  FocusAbandoned,
  FocusCompleted,
  FocusRepeatedlyAbandoned,
  StreakExtended,
} from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { TaskCompleted } from "#core/work/events";
import { draftBillable } from "#functions/finance/consumers";
import { logFocus } from "#functions/health/consumers";
import * as Settings from "#functions/identity/settings";
import * as Achievements from "#functions/rhythm/achievements";
import {
  awardFocus,
  awardStreaks,
  countFocus,
  countTask,
  judgeStreaks,
  noteAbandoned,
} from "#functions/rhythm/consumers";
import * as Focus from "#functions/rhythm/focus-sessions";
import * as Streaks from "#functions/rhythm/streaks";
import * as LifeDomains from "#functions/work/life-domains";
import * as Tasks from "#functions/work/tasks";
import { emit } from "#kit/change";
import type { Endpoint } from "#kit/endpoint";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;

const at = (time: string, day = "2026-03-02") => life.setNow(`${day}T${time}:00Z`);
async function start(body: object = {}): Promise<string> {
  const { status, body: made } = await life.call(Focus.start, { as: anna, body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made.id;
}
const ask = (verb: Endpoint, focusSessionId: string, as = anna) => life.call(verb, { as, params: { focusSessionId } });
async function asked(verb: Endpoint, id: string) {
  const { status, body } = await ask(verb, id);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const eventOf = (type: string, id: string) =>
  life.published.filter((one) => one.type === type && one.data.entityId === id).at(-1)!;
async function completed(minutes: number, body: object = {}) {
  const id = await start({ plannedMinutes: 60, ...body });
  life.setNow(new Date(life.now().getTime() + minutes * 60_000));
  await asked(Focus.end, id);
  return eventOf(FocusCompleted.type, id);
}

/** Lets a day of hers end. */
async function dayEnded(day: string): Promise<void> {
  const ctx = life.as(anna);
  const payload = { day, timezone: "UTC" };
  await ctx.db.batch([emit(ctx, DayEnded, { entityId: anna.userId, owner: anna.userId, payload })]);
  expect(await life.deliver(judgeStreaks, [life.published.at(-1)!])).toEqual([]);
}

describe("focus", () => {
  beforeAll(async () => {
    life = await harness(await testDb());
  });
  afterAll(() => life.close());
  const person = async (timezone = "UTC") => {
    at("09:00");
    anna = await life.user("anna", { timezone });
  };

  it("lasts as long as the settings say, and one session runs at a time", async () => {
    await person();
    await life.call(Settings.update, { as: anna, body: { pomodoroMinutes: 40 } });
    const id = await start();
    expect((await asked(Focus.get, id)).plannedMinutes).toBe(40);
    const second = await life.call(Focus.start, { as: anna, body: {} });
    expect([second.status, second.body.detail]).toEqual([409, "A focus session is running already; end it first."]);
    await asked(Focus.pause, id);
    expect((await life.call(Focus.start, { as: anna, body: {} })).status).toBe(409);
    await asked(Focus.abandon, id);
    await start();
  });

  it("counts neither pauses nor what goes beyond the overtime", async () => {
    await person();
    const id = await start({ plannedMinutes: 25, overtimeMinutes: 5 });
    at("09:10");
    await asked(Focus.pause, id);
    at("09:40");
    await asked(Focus.resume, id);
    expect((await asked(Focus.interrupt, id)).interruptions).toBe(1);
    at("09:45");
    expect(await asked(Focus.end, id)).toMatchObject({
      status: "completed",
      durationSeconds: 15 * 60,
      endedAt: "2026-03-02T09:45:00.000Z",
    });
    const long = await start({ plannedMinutes: 25, overtimeMinutes: 5 });
    at("23:00");
    expect((await ask(Focus.pause, long)).body.detail).toBe("The focus session is over.");
    expect(await asked(Focus.end, long)).toMatchObject({
      durationSeconds: 30 * 60,
      endedAt: "2026-03-02T10:15:00.000Z",
    });
    for (const verb of [Focus.pause, Focus.resume, Focus.interrupt, Focus.end, Focus.abandon])
      expect((await ask(verb, long)).status, verb.route).toBe(409);
    const ben = await life.user("ben");
    expect((await ask(Focus.end, long, ben)).status).toBe(404);
  });

  it("is logged, once, and drafts a billable entry of a task that is billed", async () => {
    await person("America/New_York");
    const task = async (body: object) => (await life.call(Tasks.create, { as: anna, body })).body.id as string;
    const [billable, other] = [await task({ title: "Translate", billable: true }), await task({ title: "Tidy" })];
    at("04:30");
    for (const taskId of [billable, other, undefined]) {
      const event = await completed(50, { taskId });
      for (const consumer of [logFocus, draftBillable])
        expect(await life.deliver(consumer, [event, event])).toEqual([]);
    }
    expect(
      await life.count(brainLogs, `user_id = '${anna.userId}' and metric_name = 'pomodoro_minutes' and value = 50`),
    ).toBe(3);
    const entries = await life.database.query(
      "select task_id, date::text, hours::text, rate_cents::int, description, is_invoiced from billable_entries where user_id = $1",
      [anna.userId],
    );
    expect(entries).toEqual([
      {
        task_id: billable,
        date: "2026-03-01",
        hours: "0.83",
        rate_cents: 0,
        description: "Translate",
        is_invoiced: false,
      },
    ]);
    expect(life.events(BillableDrafted).filter(({ subject }) => subject === anna.userId)).toHaveLength(1);
  });

  it("drafts an entry without what was deleted before its event came", async () => {
    await person();
    const domain = await life.call(LifeDomains.create, {
      as: anna,
      body: { name: "Work", slug: "work", kind: "work" },
    });
    expect(domain.status, JSON.stringify(domain.body)).toBe(201);
    const body = { title: "Translate", billable: true, lifeDomainId: domain.body.id };
    const { body: task } = await life.call(Tasks.create, { as: anna, body });
    const event = await completed(50, { taskId: task.id });
    await life.database.query("update life_domains set deleted_at = now() where id = $1", [domain.body.id]);
    await life.database.query("update focus_sessions set deleted_at = now() where id = $1", [event.data.entityId]);
    expect(await life.deliver(draftBillable, [event])).toEqual([]);
    const drafted = "select task_id, life_domain_id, focus_session_id from billable_entries where user_id = $1";
    expect(await life.database.query(drafted, [anna.userId])).toEqual([
      { task_id: task.id, life_domain_id: null, focus_session_id: null },
    ]);
  });

  it("that is abandoned three times in a day is told of, once", async () => {
    await person();
    const abandoned = [];
    for (let n = 0; n < 4; n++) {
      const id = await start();
      await asked(Focus.abandon, id);
      abandoned.push(eventOf(FocusAbandoned.type, id));
      expect(await life.deliver(noteAbandoned, [abandoned[n]!])).toEqual([]);
      expect(life.events(FocusRepeatedlyAbandoned).filter(({ subject }) => subject === anna.userId)).toHaveLength(
        n < 2 ? 0 : 1,
      );
    }
    expect(life.events(FocusRepeatedlyAbandoned).at(-1)).toMatchObject({
      causationid: abandoned[2]!.id,
      data: { payload: { day: "2026-03-02", count: 3 } },
    });
  });

  it("is shown by day, task, domain and hour, split at local midnight", async () => {
    await person("Asia/Kathmandu");
    const { body: task } = await life.call(Tasks.create, { as: anna, body: { title: "Translate" } });
    // 23:45 there.
    at("18:00");
    const id = await start({ taskId: task.id, plannedMinutes: 60 });
    at("18:20");
    await asked(Focus.pause, id);
    at("18:30");
    await asked(Focus.resume, id);
    at("19:00");
    await asked(Focus.end, id);
    await asked(Focus.abandon, await start());
    const { status, body } = await life.call(Focus.stats, {
      as: anna,
      query: { from: "2026-03-02", to: "2026-03-03" },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      totalSeconds: 3_000,
      completed: 1,
      abandoned: 1,
      days: [
        { date: "2026-03-02", seconds: 900 },
        { date: "2026-03-03", seconds: 2_100 },
      ],
      tasks: [{ taskId: task.id, seconds: 3_000 }],
      domains: [{ lifeDomainId: null, seconds: 3_000 }],
      hours: [
        { hour: 0, seconds: 2_100 },
        { hour: 23, seconds: 900 },
      ],
    });
    const first = await life.call(Focus.stats, { as: anna, query: { from: "2026-03-02", to: "2026-03-02" } });
    expect(first.body.totalSeconds).toBe(900);
    const endless = await life.call(Focus.stats, { as: anna, query: { from: "0001-01-01", to: "9999-12-31" } });
    expect(endless.status).toBe(400);
    const never = await life.call(Focus.stats, { as: anna, query: { from: "9999-12-31", to: "9999-12-31" } });
    expect(never.status).toBe(400);
    // Where clocks are ahead, this day begins in the year before, and so would the six days before it.
    const earliest = await life.call(Focus.stats, { as: anna, query: { to: "0001-01-01" } });
    expect(earliest).toMatchObject({ status: 200, body: { from: "0001-01-01", to: "0001-01-01", days: [] } });
  });

  it("makes a streak of days, which ends with a day without any, and earns achievements once", async () => {
    await person();
    for (const day of ["02", "03", "04"]) {
      at("10:00", `2026-03-${day}`);
      const event = await completed(10);
      const before = life.published.length;
      expect(await life.deliver(countFocus, [event, event])).toEqual([]);
      expect(await life.deliver(awardFocus, [event])).toEqual([]);
      const extended = life.published.slice(before).filter(({ type }) => type === StreakExtended.type);
      expect(extended).toHaveLength(1);
      expect(await life.deliver(awardStreaks, [...extended, ...extended])).toEqual([]);
    }
    // A kind of streak for which there are no achievements earns none of another kind.
    const [last] = life.events(StreakExtended).filter(({ subject }) => subject === anna.userId);
    const other = {
      ...last!,
      id: crypto.randomUUID(),
      data: { ...last!.data, payload: { kind: "juggling", current: 400, best: 400 } },
    };
    expect(await life.deliver(awardStreaks, [other])).toEqual([]);
    const streak = async () => (await life.call(Streaks.list, { as: anna })).body.data;
    expect(await streak()).toMatchObject([{ kind: "focus", current: 3, best: 3, lastDate: "2026-03-04" }]);
    const { body } = await life.call(Achievements.list, { as: anna, query: { sort: "earnedAt" } });
    expect(body.data.map(({ kind, level }: { kind: string; level: number }) => [kind, level])).toEqual([
      ["focus_sessions", 1],
      ["focus_streak", 1],
    ]);
    const earned = life.events(AchievementEarned).filter(({ subject }) => subject === anna.userId);
    expect(earned.map(({ causationid }) => causationid)).toEqual(
      body.data.map(({ sourceEventId }: { sourceEventId: string }) => sourceEventId),
    );
    await dayEnded("2026-03-04");
    expect(await streak()).toMatchObject([{ current: 3 }]);
    await dayEnded("2026-03-05");
    expect(await streak()).toMatchObject([{ current: 0, best: 3 }]);
  });

  it("goes on although a day ends before what was done on it is counted", async () => {
    await person();
    for (const day of ["02", "03"]) {
      at("10:00", `2026-03-${day}`);
      const session = await completed(10);
      const { body: task } = await life.call(Tasks.create, { as: anna, body: { title: "Tidy" } });
      await life.call(Tasks.complete, { as: anna, params: { taskId: task.id }, body: {} });
      const done = { ...eventOf(TaskCompleted.type, task.id), time: life.now().toISOString() };
      await dayEnded(`2026-03-${day}`);
      expect(await life.deliver(countFocus, [session])).toEqual([]);
      expect(await life.deliver(countTask, [done])).toEqual([]);
    }
    const { body } = await life.call(Streaks.list, { as: anna, query: { sort: "kind" } });
    expect(body.data).toMatchObject([
      { kind: "focus", current: 2 },
      { kind: "productivity", current: 2 },
    ]);
  });

  it("and completed tasks are counted apart", async () => {
    await person();
    const { body } = await life.call(Tasks.create, { as: anna, body: { title: "Tidy" } });
    await life.call(Tasks.complete, { as: anna, params: { taskId: body.id }, body: {} });
    const event = { ...eventOf(TaskCompleted.type, body.id), time: "2026-03-02T09:00:00.000Z" };
    expect(await life.deliver(countTask, [event])).toEqual([]);
    expect((await life.call(Streaks.list, { as: anna })).body.data).toMatchObject([
      { kind: "productivity", current: 1, lastDate: "2026-03-02" },
    ]);
  });
});

describe("on PostgreSQL, at the same moment", () => {
  beforeAll(async () => {
    life = await harness(await serverDb());
  });
  afterAll(() => life.close());

  it("one of several starts begins a session, and one of end, pause and abandon has its way", async () => {
    anna = await life.user("anna");
    const starts = await Promise.all(Array.from({ length: 6 }, () => life.call(Focus.start, { as: anna, body: {} })));
    expect(starts.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const { id } = starts.find(({ status }) => status === 201)!.body;
    const ends = await Promise.all([Focus.end, Focus.abandon, Focus.end].map((verb) => ask(verb, id)));
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const other = await start();
    const [ended, paused] = await Promise.all([ask(Focus.end, other), ask(Focus.pause, other)]);
    expect(ended.status).toBe(200);
    expect([200, 409]).toContain(paused.status);
    expect(await life.count(focusSessions, `id = '${other}' and status = 'completed' and pauses = '[]'`)).toBe(1);
    const told = life.published.filter(({ data }) => data.entityId === other).map(({ type }) => type);
    expect(told.filter((type) => type === FocusCompleted.type)).toHaveLength(1);
  });
});
