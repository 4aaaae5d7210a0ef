import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import {
  DayEnded,
  HabitCheckedIn,
  HabitCheckInUndone,
  HabitFrozen,
  HabitStreakBroken,
  HabitStreakExtended,
} from "#core/rhythm/events";
import { habitCheckIns, habitSchedules } from "#core/rhythm/habits.sql";
import * as Me from "#functions/identity/me";
import * as Settings from "#functions/identity/settings";
import { judgeHabits } from "#functions/rhythm/consumers";
import * as Habits from "#functions/rhythm/habits";
import { endDays } from "#functions/rhythm/schedules";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** A new person on a Monday, at noon in UTC. */
async function person(timezone = "UTC", settings: object = {}): Promise<Person> {
  life.setNow("2026-03-02T12:00:00Z");
  anna = await life.user("anna", { timezone });
  if (Object.keys(settings).length > 0)
    expect((await life.call(Settings.update, { as: anna, body: settings })).status).toBe(200);
  return anna;
}

async function habit(body: object = {}): Promise<string> {
  const made = await life.call(Habits.create, { as: anna, body: { name: "Read", ...body } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
}

const ask = (verb: Parameters<Harness["call"]>[0], habitId: string, body?: object, as = anna) =>
  life.call(verb, { as, params: { habitId }, body });

async function checkIn(habitId: string, body: object = {}) {
  const answer = await ask(Habits.checkIn, habitId, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}
const state = async (habitId: string) => {
  const { body } = await ask(Habits.get, habitId);
  return [body.streakCurrent, body.streakBest, body.freezesLeft];
};

/** Lets the days end until an instant. */
async function until(instant: string): Promise<void> {
  for (let at = life.now().getTime(); at <= Date.parse(instant); at += 3 * 3_600_000) {
    life.setNow(new Date(at));
    const before = life.published.length;
    await scheduleHandler(endDays)({});
    const ended = life.published
      .slice(before)
      .filter(({ type, subject }) => type === DayEnded.type && subject === anna.userId);
    expect(await life.deliver(judgeHabits, ended)).toEqual([]);
  }
  life.setNow(instant);
}
const march = (day: number) => `2026-03-${String(day).padStart(2, "0")}`;
const noon = (day: number) => `${march(day)}T12:00:00Z`;
const eventsOf = (type: string, habitId: string) =>
  life.published.filter((one) => one.type === type && one.data.entityId === habitId);

describe("a check-in", () => {
  it("is done, done in part or skipped, of today unless a date is given, and replaces what was said before", async () => {
    await person();
    const id = await habit({ targetPerDay: 20, unit: "pages" });
    expect((await checkIn(id, { amount: 12 })).checkIn).toMatchObject({
      status: "partial",
      amount: 12,
      date: march(2),
    });
    expect((await checkIn(id, { amount: 20, notes: "All" })).checkIn).toMatchObject({
      status: "done",
      amount: 20,
      notes: "All",
      completedAt: "2026-03-02T12:00:00.000Z",
    });
    expect((await checkIn(id, { status: "skipped", amount: 3 })).checkIn).toMatchObject({
      status: "skipped",
      amount: null,
    });
    expect((await checkIn(id, { status: "done", amount: 5, date: march(1) })).checkIn).toMatchObject({
      status: "done",
      date: march(1),
      completedAt: null,
    });
    const { body } = await life.call(Habits.checkIns, { as: anna, params: { habitId: id }, query: { sort: "date" } });
    expect(body.data.map((one: { status: string }) => one.status)).toEqual(["done", "skipped"]);
    expect(eventsOf(HabitCheckedIn.type, id).map((one) => one.data.payload)).toMatchObject([
      { date: march(2), status: "partial" },
      { date: march(2), status: "done" },
      { date: march(2), status: "skipped" },
      { date: march(1), status: "done" },
    ]);
    expect(eventsOf(HabitStreakExtended.type, id).map((one) => one.data.payload)).toEqual([
      { streakCurrent: 1, streakBest: 1 },
      { streakCurrent: 1, streakBest: 1 },
    ]);
  });

  it("says nothing new when it is said again", async () => {
    await person();
    const id = await habit();
    const first = await checkIn(id);
    expect((await checkIn(id)).checkIn).toEqual(first.checkIn);
    expect(eventsOf(HabitCheckedIn.type, id)).toHaveLength(1);
  });

  it.each([
    ["the far future", { date: "9999-12-31" }, "#/date", "is in the future"],
    ["the day after tomorrow", { date: march(4) }, "#/date", "is in the future"],
    ["more than ten years ago", { date: "2015-01-01" }, "#/date", "is more than ten years ago"],
    ["a part without an amount", { status: "partial" }, "#/amount", "says how much of it was done"],
  ])("of %s is refused", async (_, body, pointer, detail) => {
    await person();
    const answer = await ask(Habits.checkIn, await habit(), body);
    expect([answer.status, answer.body.errors]).toEqual([400, [{ pointer, detail }]]);
  });

  it("belongs to the day that has not ended for its person", async () => {
    await person("Europe/Berlin", { dayStart: "03:00" });
    const id = await habit();
    life.setNow("2026-03-03T01:30:00Z");
    expect((await checkIn(id)).checkIn.date).toBe(march(2));
    life.setNow("2026-03-03T02:00:00Z");
    expect((await checkIn(id)).checkIn.date).toBe(march(3));
  });

  it("is of somebody who keeps the habit", async () => {
    await person();
    const id = await habit();
    const ben = await life.user("ben");
    expect((await ask(Habits.checkIn, id, {}, ben)).status).toBe(404);
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('habit', $1, $2, $3, 'collaborator')",
      [id, anna.userId, ben.userId],
    );
    for (const [verb, body] of [
      [Habits.checkIn, {}],
      [Habits.undo, {}],
      [Habits.pause, undefined],
      [Habits.resume, undefined],
      [Habits.stats, undefined],
      [Habits.heatmap, undefined],
      [Habits.update, { targetPerDay: 3 }],
    ] as const)
      expect((await ask(verb, id, body, ben)).status, verb.route).toBe(403);
    expect((await ask(Habits.update, id, { name: "Read more" }, ben)).body.name).toBe("Read more");
    expect(await life.count(habitCheckIns, `habit_id = '${id}'`)).toBe(0);
  });
});

describe("a streak", () => {
  it("grows by what is done, and ends once a day was missed, after that day", async () => {
    await person();
    const id = await habit();
    await checkIn(id);
    await until(noon(3));
    expect(await state(id)).toEqual([1, 1, 0]);
    await checkIn(id);
    expect(await state(id)).toEqual([2, 2, 0]);
    await until(`${march(4)}T23:00:00Z`);
    expect(await state(id)).toEqual([2, 2, 0]);
    await until(noon(5));
    expect(await state(id)).toEqual([0, 2, 0]);
    const broken = eventsOf(HabitStreakBroken.type, id);
    expect(broken.map((one) => one.data.payload)).toEqual([
      { streakCurrent: 0, streakBest: 2, was: 2, judgedThrough: march(4) },
    ]);
    const night = life.events(DayEnded).find((one) => one.subject === anna.userId && one.data.payload.day === march(4));
    expect(broken[0]!.causationid).toBe(night!.id);
  });

  it("is not touched by a skip, which neither begins it nor is a part of it", async () => {
    await person();
    const id = await habit();
    await checkIn(id, { status: "skipped" });
    await until(noon(3));
    expect(await state(id)).toEqual([0, 0, 0]);
    await checkIn(id);
    for (const day of [4, 5, 6]) {
      await until(noon(day));
      await checkIn(id, day === 5 ? { amount: 0.5 } : { status: "skipped" });
    }
    await until(noon(7));
    expect(await state(id)).toEqual([1, 1, 0]);
    await checkIn(id);
    expect(await state(id)).toEqual([2, 2, 0]);
  });

  it("is counted anew when a day is said, changed or taken back later, in any order", async () => {
    await person();
    const id = await habit();
    await until(noon(9));
    for (const day of [6, 8, 3, 9, 4]) await checkIn(id, { date: march(day) });
    expect(await state(id)).toEqual([2, 2, 0]);
    await checkIn(id, { date: march(5) });
    await checkIn(id, { date: march(7) });
    expect(await state(id)).toEqual([7, 7, 0]);
    const undone = await ask(Habits.undo, id, { date: march(8) });
    expect([undone.body.streakCurrent, undone.body.streakBest]).toEqual([1, 5]);
    await checkIn(id, { date: march(4), status: "skipped" });
    expect(await state(id)).toEqual([1, 4, 0]);
    expect(eventsOf(HabitCheckInUndone.type, id).map((one) => one.data.payload)).toEqual([{ date: march(8) }]);
    const again = await ask(Habits.undo, id, { date: march(8) });
    expect([again.status, again.body.detail]).toEqual([409, "Nothing was said of this day."]);
  });

  it("is judged once a day, whatever zone its person moves to", async () => {
    await person("Pacific/Kiritimati");
    const id = await habit();
    await checkIn(id);
    expect((await ask(Habits.get, id)).body.startsOn).toBe(march(3));
    // There the third has ended, and in Honolulu it has hardly begun.
    await until("2026-03-03T10:30:00Z");
    await life.call(Me.update, { as: anna, body: { timezone: "Pacific/Honolulu" } });
    await until("2026-03-04T09:30:00Z");
    expect(await state(id)).toEqual([1, 1, 0]);
    await checkIn(id, { date: march(4) });
    await until("2026-03-05T11:00:00Z");
    expect(await state(id)).toEqual([2, 2, 0]);
    await until("2026-03-06T11:00:00Z");
    expect(await state(id)).toEqual([0, 2, 0]);
    expect(eventsOf(HabitStreakBroken.type, id)).toHaveLength(1);
  });

  it("does not miss a day that a country leaves out", async () => {
    life.setNow("2011-12-28T20:00:00Z");
    anna = await life.user("anna", { timezone: "Pacific/Apia" });
    const id = await habit();
    await checkIn(id);
    await until("2011-12-29T20:00:00Z");
    await checkIn(id);
    await until("2011-12-30T20:00:00Z");
    expect((await checkIn(id)).checkIn.date).toBe("2011-12-31");
    expect(await state(id)).toEqual([3, 3, 0]);
    await until("2011-12-31T12:00:00Z");
    expect(await state(id)).toEqual([3, 3, 0]);
  });
});

describe("a freeze", () => {
  it("is spent on a missed day, adds nothing, and comes back when the day was done after all", async () => {
    await person();
    const id = await habit({ freezesLeft: 2 });
    await checkIn(id);
    await until(noon(4));
    expect(await state(id)).toEqual([1, 1, 1]);
    expect(eventsOf(HabitFrozen.type, id).map((one) => one.data.payload)).toEqual([
      { streakCurrent: 1, freezesLeft: 1, judgedThrough: march(3) },
    ]);
    await checkIn(id);
    expect(await state(id)).toEqual([2, 2, 1]);
    await checkIn(id, { date: march(3) });
    expect(await state(id)).toEqual([3, 3, 2]);
  });

  it("is not spent without a streak", async () => {
    await person();
    const id = await habit({ freezesLeft: 2 });
    await until(noon(5));
    expect(await state(id)).toEqual([0, 0, 2]);
  });

  it("is not spent on a gap that is longer than those left", async () => {
    await person();
    const id = await habit({ freezesLeft: 2 });
    await checkIn(id);
    await until(noon(5));
    expect(await state(id)).toEqual([1, 1, 0]);
    await until(noon(6));
    expect(await state(id)).toEqual([0, 1, 2]);
    expect(await life.count(habitCheckIns, `habit_id = '${id}' and status = 'frozen' and deleted_at is null`)).toBe(0);
  });

  it("comes to the same when several days are judged at once", async () => {
    await person();
    const [two, three] = [await habit({ freezesLeft: 2 }), await habit({ freezesLeft: 3 })];
    for (const id of [two, three]) await checkIn(id);
    life.setNow(noon(6));
    await until(`${march(6)}T12:30:00Z`);
    expect([await state(two), await state(three)]).toEqual([
      [0, 1, 2],
      [1, 1, 0],
    ]);
  });

  it("comes back when the streak that it kept is taken back", async () => {
    await person();
    const id = await habit({ freezesLeft: 1 });
    await checkIn(id);
    await until(noon(4));
    expect(await state(id)).toEqual([1, 1, 0]);
    await ask(Habits.undo, id, { date: march(2) });
    expect(await state(id)).toEqual([0, 0, 1]);
  });

  it("is spent on a missed week, and comes back when the week was done after all", async () => {
    await person();
    const id = await habit({ frequencyConfig: { timesPerWeek: 2 }, freezesLeft: 1 });
    for (const day of [2, 3]) await checkIn(id, { date: march(day) });
    await until(noon(8));
    await checkIn(id, { date: march(8), status: "done" });
    await until(noon(16));
    expect(await state(id)).toEqual([1, 1, 0]);
    await checkIn(id, { date: march(15) });
    expect(await state(id)).toEqual([1, 1, 0]);
    await checkIn(id, { date: march(14) });
    expect(await state(id)).toEqual([2, 2, 1]);
  });
});

describe("how often", () => {
  it("on days of the week: other days break nothing and add nothing", async () => {
    await person();
    const id = await habit({ frequency: "weekly", frequencyConfig: { daysOfWeek: [3, 1, 1] } });
    const same = await ask(Habits.update, id, { frequencyConfig: { daysOfWeek: [3, 1, 1] } });
    expect(same.body.frequencyConfig).toEqual({ daysOfWeek: [1, 3] });
    expect((await ask(Habits.get, id)).body.frequencyConfig).toEqual({ daysOfWeek: [1, 3] });
    await checkIn(id);
    await until(noon(4));
    await checkIn(id, { date: march(3) });
    await checkIn(id);
    expect(await state(id)).toEqual([2, 2, 0]);
    await until(noon(9));
    expect(await state(id)).toEqual([2, 2, 0]);
    await until(noon(10));
    expect(await state(id)).toEqual([0, 2, 0]);
  });

  it("every three days: counted from the last day that was done, early or late", async () => {
    await person();
    const id = await habit({ frequencyConfig: { intervalDays: 3 } });
    await checkIn(id);
    await until(noon(4));
    await checkIn(id);
    await until(noon(7));
    expect(await state(id)).toEqual([2, 2, 0]);
    const due = async () => {
      const { body } = await life.call(Habits.day, { as: anna });
      return body.data[0].isDue;
    };
    expect(await due()).toBe(true);
    await until(noon(8));
    expect(await state(id)).toEqual([0, 2, 0]);
    expect(await due()).toBe(true);
    await checkIn(id);
    for (const [day, isDue] of [
      [9, false],
      [10, false],
      [11, true],
    ] as const) {
      await until(noon(day));
      expect(await due()).toBe(isDue);
    }
  });

  it("times a week: weeks begin as the settings say, and a running one breaks nothing", async () => {
    await person("UTC", { weekStart: "sunday" });
    const id = await habit({ frequency: "weekly", frequencyConfig: { timesPerWeek: 3 } });
    for (const day of [2, 4, 7]) await checkIn(id, { date: march(2) && march(day > 3 ? 2 : day) });
    await until(noon(7));
    for (const day of [4, 7]) await checkIn(id, { date: march(day) });
    expect(await state(id)).toEqual([1, 1, 0]);
    await until(noon(14));
    expect(await state(id)).toEqual([1, 1, 0]);
    for (const day of [12, 13, 14]) await checkIn(id, { date: march(day) });
    expect(await state(id)).toEqual([2, 2, 0]);
    await until(noon(22));
    expect(await state(id)).toEqual([0, 2, 0]);
    // Later weeks do not heal a broken one.
    for (const day of [20, 21]) await checkIn(id, { date: march(day) });
    expect(await state(id)).toEqual([0, 2, 0]);
  });

  it("changes from today on, and never what was asked for before", async () => {
    await person();
    const id = await habit({ frequency: "weekly", frequencyConfig: { daysOfWeek: [1] } });
    await checkIn(id);
    await until(noon(9));
    await checkIn(id);
    const changed = await ask(Habits.update, id, { frequency: "daily", frequencyConfig: {} });
    expect(changed.body).toMatchObject({ frequency: "daily", streakCurrent: 2 });
    await until(noon(10));
    await checkIn(id);
    expect(await state(id)).toEqual([3, 3, 0]);
    expect(
      await life.database.query(
        "select effective_from::text, frequency from habit_schedules where habit_id = $1 order by 1",
        [id],
      ),
    ).toEqual([
      { effective_from: march(2), frequency: "weekly" },
      { effective_from: march(10), frequency: "daily" },
    ]);
    await ask(Habits.update, id, { frequencyConfig: {}, name: "Read daily" });
    expect(await life.count(habitSchedules, `habit_id = '${id}'`)).toBe(2);
  });

  it.each([
    [{ frequency: "custom" }, "must say how often"],
    [{ frequency: "daily", frequencyConfig: { intervalDays: 2 } }, "has nothing to say of a daily habit"],
    [{ frequency: "weekly", frequencyConfig: { intervalDays: 2 } }, "must name days of the week"],
  ])("%j is refused", async (body, detail) => {
    await person();
    const answer = await life.call(Habits.create, { as: anna, body: { name: "Read", ...body } });
    expect([answer.status, answer.body.errors[0].detail]).toEqual([400, expect.stringContaining(detail)]);
    const changed = await ask(Habits.update, await habit({ frequencyConfig: { daysOfWeek: [1] } }), body);
    expect(changed.status).toBe(400);
  });
});

it("a paused habit is not due and its streak waits", async () => {
  await person();
  const id = await habit();
  await checkIn(id);
  expect((await ask(Habits.pause, id)).body).toMatchObject({ isActive: false, streakCurrent: 1 });
  expect((await ask(Habits.pause, id)).status).toBe(200);
  await until(noon(6));
  expect((await life.call(Habits.day, { as: anna })).body.data).toEqual([]);
  expect((await ask(Habits.resume, id)).body).toMatchObject({ isActive: true, streakCurrent: 1 });
  await checkIn(id);
  await until(noon(7));
  expect(await state(id)).toEqual([2, 2, 0]);
  await until(noon(8));
  expect(await state(id)).toEqual([0, 2, 0]);
});

it("statistics, and a year of days", async () => {
  await person();
  const id = await habit({ targetPerDay: 10 });
  for (const [day, body] of [
    [2, { status: "done", amount: 10 }],
    [3, { status: "done", amount: 12 }],
    [4, { amount: 5 }],
    [6, { status: "done" }],
    [9, { status: "done" }],
  ] as const) {
    await until(noon(day));
    await checkIn(id, body);
  }
  const { status, body } = await ask(Habits.stats, id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    streakCurrent: 1,
    streakBest: 2,
    daysDone: 4,
    amount: 27,
    due: 7,
    done: 4,
    skipped: 1,
    missed: 3,
    rate: 0.5714,
    bestWeekday: 1,
    weeks: [
      { from: march(2), due: 6, done: 3, rate: 0.5 },
      { from: march(9), due: 1, done: 1, rate: 1 },
    ],
    months: [{ from: march(1), due: 7, done: 4, rate: 0.5714 }],
  });
  const kept = 0.5 ** (1 / 13);
  const score = [1, 1, 0, 1, 0, 0, 1].reduce((before, share) => before * kept + share * (1 - kept), 0);
  expect(body.score).toBeCloseTo(score, 4);
  const year = await life.call(Habits.heatmap, { as: anna, params: { habitId: id }, query: { year: "2026" } });
  expect(year.body.days).toHaveLength(365);
  expect(year.body.days.slice(60, 68).map((one: { status: string }) => one.status)).toEqual([
    "done",
    "done",
    "partial",
    "missed",
    "done",
    "missed",
    "missed",
    "done",
  ]);
  const day = await life.call(Habits.day, { as: anna, query: { date: march(9) } });
  expect(day.body.data[0].recent).toEqual(year.body.days.slice(61, 68).map(dayAndStatus));
});

const dayAndStatus = ({ date, status }: { date: string; status: string }) => ({ date, status });

it("says what a habit asked for, and since when", async () => {
  await person();
  const id = await habit();
  await until(noon(4));
  await ask(Habits.update, id, { frequencyConfig: { timesPerWeek: 3 }, frequency: "weekly" });
  await until(noon(6));
  await ask(Habits.pause, id);
  const { body } = await life.call(Habits.schedules, {
    as: anna,
    params: { habitId: id },
    query: { sort: "effectiveFrom" },
  });
  expect(body.data).toMatchObject([
    { effectiveFrom: march(2), frequency: "daily", frequencyConfig: {}, isPaused: false },
    { effectiveFrom: march(4), frequency: "weekly", frequencyConfig: { timesPerWeek: 3 }, isPaused: false },
    { effectiveFrom: march(6), frequency: "weekly", frequencyConfig: { timesPerWeek: 3 }, isPaused: true },
  ]);
  const ben = await life.user("ben");
  const others = await life.call(Habits.schedules, { as: ben, params: { habitId: id } });
  expect(others.status).toBe(404);
});
