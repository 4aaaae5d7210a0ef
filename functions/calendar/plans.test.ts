import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlanAccepted, PlanProposed } from "#core/calendar/events";
import { TaskScheduled } from "#core/work/events";
import * as DailyPlans from "#functions/calendar/daily-plans";
import * as Events from "#functions/calendar/events";
import * as TimeBlocks from "#functions/calendar/time-blocks";
import * as WeekPlans from "#functions/calendar/week-plans";
import * as Settings from "#functions/identity/settings";
import * as Habits from "#functions/rhythm/habits";
import * as Dependencies from "#functions/work/dependencies";
import * as Tasks from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const DAY = "2026-03-04";
/** Somebody new, early on the day, who works from eight to six in UTC. */
async function person(timezone = "UTC", settings: object = {}): Promise<void> {
  life.setNow(`${DAY}T05:00:00Z`);
  anna = await life.user("anna", { timezone });
  if (Object.keys(settings).length > 0)
    expect((await life.call(Settings.update, { as: anna, body: settings })).status).toBe(200);
}
async function made(verb: Parameters<Harness["call"]>[0], body: object): Promise<{ id: string; version: number }> {
  const answer = await life.call(verb, { as: anna, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const task = (title: string, body: object = {}) => made(Tasks.create, { title, estimatedMinutes: 60, ...body });
const event = (from: string, to: string, body: object = {}) =>
  made(Events.create, { title: "Meeting", startAt: `${DAY}T${from}:00Z`, endAt: `${DAY}T${to}:00Z`, ...body });
const plan = (body: object = {}, date = DAY) => life.call(DailyPlans.plan, { as: anna, params: { date }, body });
const accept = (date = DAY, query = {}) => life.call(DailyPlans.accept, { as: anna, params: { date }, query });
async function planned(body: object = {}, date = DAY) {
  const answer = await plan(body, date);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}
interface Piece {
  title: string;
  startAt: string;
  endAt: string;
}
/** Titles with their times of day in UTC. */
const times = ({ scheduledTasks }: { scheduledTasks: Piece[] }) =>
  scheduledTasks.map(({ title, startAt, endAt }) => `${title} ${startAt.slice(11, 16)}–${endAt.slice(11, 16)}`);
const reasons = ({ unscheduledTasks }: { unscheduledTasks: { title: string; reasonCoded: { code: string } }[] }) =>
  Object.fromEntries(
    unscheduledTasks.map(({ title, reasonCoded }) => [title, reasonCoded.code.replace("unplanned_", "")]),
  );
const codes = (all: { coded: { code: string } }[]) => all.map(({ coded }) => coded.code);
const blocks = async () => (await life.call(TimeBlocks.list, { as: anna, query: { sort: "startAt" } })).body.data;

describe("a plan of a day", () => {
  it("goes around events with their buffers, in working hours, and says why each piece is where it is", async () => {
    await person();
    await event("09:00", "11:00");
    await task("Report", { priority: "high", dueDate: DAY });
    await task("Read", { energyLevel: "low" });
    const proposal = await planned();
    expect(times(proposal)).toEqual(["Report 11:15–12:15", "Read 12:30–13:30"]);
    expect(proposal.scheduledTasks[0]).toMatchObject({
      rationale: "It is due on this day.",
      rationaleCoded: { code: "planned_due", params: {} },
      isPinned: false,
      note: null,
    });
    expect(proposal).toMatchObject({ unscheduledTasks: [], madeBy: "rules", why: "not_configured" });
    expect(codes(proposal.insights)).toEqual(["plan_planned", "plan_room_left", "plan_peak_used"]);
    expect(await blocks()).toEqual([]);
    expect(life.events(PlanProposed).at(-1)?.data.payload).toEqual({
      date: DAY,
      tasksScheduled: 2,
      tasksUnscheduled: 0,
      tokensUsed: 0,
      latencyMs: 0,
    });
  });

  it("leaves transparent, declined and cancelled events free, and knows instances of series", async () => {
    await person();
    await event("08:00", "18:00", { transparency: "transparent" });
    await event("08:00", "17:00", {
      recurrenceRule: "FREQ=DAILY",
      startAt: "2026-03-01T08:00:00Z",
      endAt: "2026-03-01T16:45:00Z",
      timezone: "UTC",
    });
    await task("Report");
    expect(times(await planned())).toEqual(["Report 17:00–18:00"]);
  });

  it("says why what is left was left", async () => {
    await person("UTC", { maxFocusHours: 3 });
    const first = await task("First", { estimatedMinutes: 120, priority: "critical" });
    const second = await task("Second", { estimatedMinutes: 60, priority: "critical" });
    await task("Third");
    await task("Blocked", { status: "blocked" });
    const elsewhere = await task("Elsewhere", { status: "backlog" });
    const waits = await task("Waits");
    for (const [one, other] of [
      [second, first],
      [waits, elsewhere],
    ] as const)
      await life.call(Dependencies.add, { as: anna, params: { taskId: one.id }, body: { blockedByTaskId: other.id } });
    const out = await task("Out");
    const proposal = await planned({ leaveOut: [out.id] });
    expect(reasons(proposal)).toEqual({
      Third: "focus_limit",
      Blocked: "marked_blocked",
      Waits: "waits_for",
      Out: "left_out",
    });
    const ends = proposal.scheduledTasks.filter((one: Piece) => one.title === "First").map((one: Piece) => one.endAt);
    const [begins] = proposal.scheduledTasks.filter((one: Piece) => one.title === "Second");
    expect(begins.startAt >= ends.at(-1)).toBe(true);
    // What was left out stays so, until it is said otherwise.
    expect(reasons(await planned())).toMatchObject({ Out: "left_out" });
    expect(reasons(await planned({ leaveOut: [] }))).toMatchObject({ Out: "focus_limit" });
  });

  it("knows nothing of a task of somebody else, whatever is asked of it", async () => {
    await person();
    const theirs = await life.call(Tasks.create, {
      as: await life.user("bob", { timezone: "UTC" }),
      body: { title: "Theirs" },
    });
    const { id } = theirs.body;
    await planned({ leaveOut: [id] });
    const rows = await life.database.query(
      "select plan::text from daily_plans where plan::text like '%' || $1 || '%'",
      [id],
    );
    expect(rows).toEqual([]);
    const pin = { startAt: `${DAY}T10:00:00Z`, endAt: `${DAY}T10:30:00Z` };
    for (const of of [{ taskId: id }, { habitId: id }]) {
      const answer = await life.call(DailyPlans.plan, {
        as: anna,
        params: { date: DAY },
        body: { pinned: [{ ...of, ...pin }] },
      });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/pinned/0" }] } });
    }
  });

  it("knows a day without room, and one of an event that lasts all day", async () => {
    await person();
    await task("Report", { estimatedMinutes: 90 });
    await event("08:00", "17:00");
    expect(reasons(await planned({ minPieceMinutes: 60, maxPieceMinutes: 120 }))).toEqual({
      Report: "no_gap_long_enough",
    });
    await made(Events.create, { title: "Fair", startDate: DAY, endDate: "2026-03-05" });
    expect(reasons(await planned())).toEqual({ Report: "no_free_time" });
  });

  it("has little that is demanding on a day of low energy and after a short night", async () => {
    await person();
    for (const title of ["One", "Two", "Three"]) await task(title, { energyLevel: "high" });
    expect(Object.keys(reasons(await planned()))).toEqual([]);
    await life.call(DailyPlans.put, { as: anna, params: { date: DAY }, body: { energyLevel: "low" } });
    const low = await planned();
    expect(new Set(Object.values(reasons(low)))).toEqual(new Set(["too_demanding"]));
    expect(low.warnings).toContainEqual({
      text: "Your energy is low, so that at most 90 minutes of demanding work are planned.",
      coded: { code: "plan_low_energy", params: { minutes: 90 } },
    });
    await life.database.query(
      "insert into health_metric_days (user_id, metric_type, date, sum, min, max, avg, count) values ($1, 'sleep', $2, 300, 300, 300, 300, 1)",
      [anna.userId, DAY],
    );
    const minutes = (of: { scheduledTasks: Piece[] }) =>
      of.scheduledTasks.reduce(
        (sum, { startAt, endAt }) => sum + (Date.parse(endAt) - Date.parse(startAt)) / 60_000,
        0,
      );
    expect([minutes(low), minutes(await planned())]).toEqual([90, 30]);
    // A key that may not read health does not learn of it.
    const key = { ...anna, scopes: ["calendar:write"] };
    const answer = await life.call(DailyPlans.plan, { as: key, params: { date: DAY }, body: {} });
    expect([answer.status, minutes(answer.body)]).toEqual([200, 90]);
  });

  it("corrects estimates by what at least five similar tasks have taken", async () => {
    await person();
    const { id: projectId } = await life.database
      .query<{ id: string }>("insert into projects (user_id, name) values ($1, 'House') returning id", [anna.userId])
      .then(([row]) => row!);
    const done = () =>
      life.database.query(
        "insert into tasks (user_id, title, status, completed_at, project_id, estimated_minutes, actual_minutes) values ($1, 'Done', 'completed', now(), $2, 30, 60)",
        [anna.userId, projectId],
      );
    await task("Paint", { projectId });
    for (let n = 0; n < 4; n++) await done();
    expect(times(await planned())).toEqual(["Paint 08:00–09:00"]);
    for (let n = 0; n < 1; n++) await done();
    // Twice as long five times, and five times as estimated: half as long again.
    const longer = await planned();
    expect(times(longer)).toEqual(["Paint 08:00–09:30"]);
    expect(codes(longer.insights)).toContain("plan_takes_longer");
  });

  it("places habits near their time, and none that is done", async () => {
    await person();
    await made(Habits.create, { name: "Run", timeOfDay: "morning", remindAt: "07:00", estimatedMinutes: 30 });
    const walk = await made(Habits.create, {
      name: "Walk",
      timeOfDay: "evening",
      remindAt: "19:00",
      estimatedMinutes: 30,
    });
    await event("18:30", "19:30");
    expect(times(await planned())).toEqual(["Run 07:00–07:30", "Walk 19:45–20:15"]);
    await life.call(Habits.checkIn, { as: anna, params: { habitId: walk.id }, body: { date: DAY } });
    expect(times(await planned())).toEqual(["Run 07:00–07:30"]);
  });

  it("keeps what is pinned, and refuses a pin where something is", async () => {
    await person();
    await event("10:00", "11:00");
    const report = await task("Report");
    await task("Read");
    const pin = (from: string, to: string) => ({
      pinned: [{ taskId: report.id, startAt: `${DAY}T${from}:00Z`, endAt: `${DAY}T${to}:00Z` }],
    });
    expect(times(await planned(pin("14:00", "15:00")))).toEqual(["Read 08:00–09:00", "Report 14:00–15:00"]);
    await task("Later", { priority: "critical" });
    const again = await planned();
    expect(times(again)).toContain("Report 14:00–15:00");
    expect(again.scheduledTasks.find((one: Piece) => one.title === "Report")).toMatchObject({
      isPinned: true,
      rationaleCoded: { code: "planned_pinned" },
    });
    const refusal = async (body: object) => (await plan(body)).body.errors;
    expect(await refusal(pin("10:30", "11:30"))).toMatchObject([
      { pointer: "#/pinned/0", coded: { code: "plan_pin_taken" } },
    ]);
    expect(await refusal(pin("04:00", "04:30"))).toMatchObject([{ coded: { code: "plan_pin_apart" } }]);
    expect(await refusal({ pinned: [{ ...pin("15:00", "16:00").pinned[0], taskId: anna.userId }] })).toMatchObject([
      { coded: { code: "plan_pin_unknown" } },
    ]);
    expect(await refusal({ minPieceMinutes: 60, maxPieceMinutes: 90 })).toMatchObject([
      { pointer: "#/maxPieceMinutes" },
    ]);
    // An event has come to where something was pinned: it goes elsewhere, and that is said.
    await event("14:30", "15:30");
    const moved = await planned();
    expect(codes(moved.warnings)).toContain("plan_pins_gone");
    expect(times(moved)).not.toContain("Report 14:00–15:00");
  });

  it("is of a day that is not over, and of the clocks of its person", async () => {
    await person("America/New_York");
    await task("Report");
    expect((await plan({}, "2026-03-02")).body.errors).toMatchObject([{ coded: { code: "plan_passed" } }]);
    expect(times(await planned())).toEqual(["Report 13:00–14:00"]);
    // The clocks go forward on the eighth of March.
    expect(times(await planned({}, "2026-03-08"))).toEqual(["Report 12:00–13:00"]);
  });
});

describe("accepting a plan", () => {
  it("makes time blocks and schedules tasks, once", async () => {
    await person();
    const report = await task("Report", { priority: "high" });
    await planned();
    const accepted = await accept();
    expect(accepted).toMatchObject({
      status: 200,
      body: { date: DAY, plannedBy: "solver", plan: { acceptedAt: `${DAY}T05:00:00.000Z` } },
    });
    expect(await blocks()).toMatchObject([
      { title: "Report", taskId: report.id, source: "plan", date: DAY, startAt: `${DAY}T09:00:00.000Z` },
    ]);
    expect((await life.call(Tasks.get, { as: anna, params: { taskId: report.id } })).body).toMatchObject({
      status: "scheduled",
      scheduledDate: DAY,
      scheduledStart: `${DAY}T09:00:00.000Z`,
      scheduledEnd: `${DAY}T10:00:00.000Z`,
    });
    expect(life.events(TaskScheduled).at(-1)?.data).toMatchObject({
      entityId: report.id,
      payload: { scheduledBy: "ai", rationale: "It is important or demanding, and these are your best hours." },
    });
    expect(life.events(PlanAccepted).at(-1)?.data.payload).toEqual({ date: DAY, tasksScheduled: 1 });
    expect((await accept()).status).toBe(200);
    expect(await blocks()).toHaveLength(1);
    // Planned anew, what was accepted stands, and only what came since is proposed.
    await task("Read");
    expect(times(await planned())).toEqual(["Read 10:15–11:15"]);
    expect((await accept()).status).toBe(200);
    expect(await blocks()).toHaveLength(2);
  });

  it("is refused as stale when anything that it was made of has changed", async () => {
    await person();
    const report = await task("Report");
    const habit = await made(Habits.create, { name: "Walk", estimatedMinutes: 15 });
    const changes: [string, () => Promise<unknown>][] = [
      ["an event", () => event("09:00", "10:00")],
      [
        "a task",
        () => life.call(Tasks.update, { as: anna, params: { taskId: report.id }, body: { estimatedMinutes: 90 } }),
      ],
      ["a new task", () => task("Another")],
      [
        "a time block",
        () => made(TimeBlocks.create, { title: "Mine", startAt: `${DAY}T12:00:00Z`, endAt: `${DAY}T13:00:00Z` }),
      ],
      ["a habit", () => life.call(Habits.checkIn, { as: anna, params: { habitId: habit.id }, body: { date: DAY } })],
      ["a setting", () => life.call(Settings.update, { as: anna, body: { meetingBufferMinutes: 30 } })],
      [
        "the energy",
        () => life.call(DailyPlans.put, { as: anna, params: { date: DAY }, body: { energyLevel: "low" } }),
      ],
    ];
    for (const [what, change] of changes) {
      await planned();
      await change();
      const before = await blocks();
      expect(await accept(), what).toMatchObject({
        status: 412,
        body: { code: "stale_version", coded: { code: "plan_stale" } },
      });
      expect(await blocks(), what).toEqual(before);
    }
    await planned();
    // Somebody else's changes, and an event of another day, are none of its business.
    await event("09:00", "10:00", { startAt: "2026-03-09T09:00:00Z", endAt: "2026-03-09T10:00:00Z" });
    life.setNow(`${DAY}T12:00:00Z`);
    expect(await accept()).toMatchObject({ status: 412, body: { coded: { code: "plan_late" } } });
    life.setNow(`${DAY}T05:00:00Z`);
    expect((await accept(DAY, { version: "1" })).status).toBe(412);
    expect((await accept()).status).toBe(200);
  });

  it("needs a proposal", async () => {
    await person();
    expect((await accept()).status).toBe(404);
    await life.call(DailyPlans.put, { as: anna, params: { date: DAY }, body: {} });
    expect(await accept()).toMatchObject({ status: 409, body: { coded: { code: "plan_missing" } } });
  });

  it("never books twice: of two that accept at once the time is taken once", async () => {
    await person();
    for (const title of ["One", "Two", "Three"]) await task(title);
    await planned();
    const answers = await Promise.all([accept(), accept(), accept()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([200]));
    expect(answers.every(({ status }) => [200, 409, 412].includes(status))).toBe(true);
    expect(await blocks()).toHaveLength(3);
    const query = life.database.query(
      "insert into time_blocks (user_id, title, date, start_at, end_at) select user_id, 'Twice', date, start_at, end_at from time_blocks where user_id = $1",
      [anna.userId],
    );
    await expect(query).rejects.toMatchObject({ code: "23P01" });
  });
});

describe("a plan of a week", () => {
  const planWeek = (date = DAY) => life.call(WeekPlans.plan, { as: anna, params: { date }, body: {} });

  it("carries over what finds no place, and keeps the order of what waits", async () => {
    await person("UTC", { maxFocusHours: 2 });
    const long = await task("Long", { estimatedMinutes: 300, priority: "high" });
    const after = await task("After", { estimatedMinutes: 30 });
    await life.call(Dependencies.add, { as: anna, params: { taskId: after.id }, body: { blockedByTaskId: long.id } });
    const { body, status } = await planWeek();
    expect(status, JSON.stringify(body)).toBe(200);
    const minutes = (of: Piece[], title: string) =>
      of
        .filter((one) => one.title === title)
        .reduce((sum, one) => sum + (Date.parse(one.endAt) - Date.parse(one.startAt)) / 60_000, 0);
    expect(body.data.map((day: { scheduledTasks: Piece[] }) => minutes(day.scheduledTasks, "Long"))).toEqual([
      120, 120, 60, 0, 0, 0, 0,
    ]);
    expect(body.data.map((day: { scheduledTasks: Piece[] }) => minutes(day.scheduledTasks, "After"))).toEqual([
      0, 0, 30, 0, 0, 0, 0,
    ]);
    expect(reasons(body.data[0])).toEqual({ Long: "focus_limit", After: "waits_for" });
    const accepted = await life.call(WeekPlans.accept, { as: anna, params: { date: DAY } });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
    expect(accepted.body.data).toHaveLength(7);
    expect((await blocks()).length).toBeGreaterThanOrEqual(6);
    // What is accepted has its time, and is not planned again.
    expect((await planWeek()).body.data.flatMap(times)).toEqual([]);
  });

  it("is accepted as a whole or not at all", async () => {
    await person();
    await task("Report");
    expect((await life.call(WeekPlans.accept, { as: anna, params: { date: DAY } })).status).toBe(409);
    await planWeek();
    await made(Events.create, { title: "New", startAt: "2026-03-09T09:00:00Z", endAt: "2026-03-09T10:00:00Z" });
    expect((await life.call(WeekPlans.accept, { as: anna, params: { date: DAY } })).status).toBe(412);
    expect(await blocks()).toEqual([]);
  });
});
