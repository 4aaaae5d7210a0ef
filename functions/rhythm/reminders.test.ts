import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { SettingsUpdated, UserUpdated } from "#core/identity/events";
import { HabitDue } from "#core/rhythm/events";
import * as Me from "#functions/identity/me";
import * as Settings from "#functions/identity/settings";
import { followPerson, remindOfHabit } from "#functions/rhythm/consumers";
import * as Habits from "#functions/rhythm/habits";
import { remind } from "#functions/rhythm/schedules";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

async function habit(as: Person, body: object = {}): Promise<string> {
  const made = await life.call(Habits.create, { as, body: { name: "Read", isReminded: true, ...body } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
}
/** Runs the schedule three times at once, and delivers what it emits. */
async function minute(at: string): Promise<void> {
  life.setNow(at);
  const before = life.published.length;
  await Promise.all([1, 2, 3].map(() => scheduleHandler(remind)({})));
  const due = life.published.slice(before).filter(({ type }) => type === HabitDue.type);
  expect(await life.deliver(remindOfHabit, [...due, ...due])).toEqual([]);
}
const told = ({ userId }: Person) =>
  life.database.query("select title, action from notifications where user_id = $1 and kind = 'habit_due' order by id", [
    userId,
  ]);

it("a person is reminded once, at the habit's time of day where they are, of what is due and not yet done", async () => {
  life.setNow("2026-03-02T05:00:00Z");
  const anna = await life.user("anna", { timezone: "Asia/Kolkata" });
  const evening = await habit(anna, { name: "Read", timeOfDay: "evening" });
  const done = await habit(anna, { name: "Run", remindAt: "19:00" });
  await habit(anna, { name: "Rest", remindAt: "19:00", frequencyConfig: { daysOfWeek: [7] } });
  const paused = await habit(anna, { name: "Sing", remindAt: "19:00" });
  await life.call(Habits.pause, { as: anna, params: { habitId: paused } });
  await life.call(Habits.checkIn, { as: anna, params: { habitId: done }, body: {} });
  await minute("2026-03-02T13:29:00Z");
  expect(await told(anna)).toEqual([]);
  await minute("2026-03-02T13:30:00Z");
  await minute("2026-03-02T13:31:00Z");
  expect(await told(anna)).toEqual([{ title: "Read", action: { habitId: evening, date: "2026-03-02" } }]);
  await minute("2026-03-03T13:30:00Z");
  expect(await told(anna)).toHaveLength(3);
});

it("a reminder that is delivered after midnight is about the day that it was due on, and the habit is as it was read", async () => {
  life.setNow("2026-03-02T05:00:00Z");
  const anna = await life.user("anna");
  const [open, done] = [await habit(anna, { remindAt: "23:55" }), await habit(anna, { remindAt: "23:55" })];
  const read = async () => (await life.call(Habits.get, { as: anna, params: { habitId: open } })).body;
  const before = await read();
  life.setNow("2026-03-02T23:56:00Z");
  await scheduleHandler(remind)({});
  expect(await read()).toEqual(before);
  const due = life.events(HabitDue).filter(({ subject }) => subject === anna.userId);
  expect(due.map(({ data }) => data.payload)).toEqual([1, 2].map(() => ({ dueAt: "2026-03-02T23:55:00.000Z" })));
  life.setNow("2026-03-03T00:10:00Z");
  await life.call(Habits.checkIn, { as: anna, params: { habitId: done }, body: { date: "2026-03-02" } });
  expect(await life.deliver(remindOfHabit, due)).toEqual([]);
  expect(await told(anna)).toEqual([{ title: "Read", action: { habitId: open, date: "2026-03-02" } }]);
});

it("nobody is reminded hours late", async () => {
  life.setNow("2026-03-02T05:00:00Z");
  const anna = await life.user("anna");
  await habit(anna, { remindAt: "08:00" });
  await minute("2026-03-02T12:00:00Z");
  expect(await told(anna)).toEqual([]);
  await minute("2026-03-03T08:00:00Z");
  expect(await told(anna)).toHaveLength(1);
});

it("a person who moves is reminded by the clocks of where they are, and weeks are counted as they say", async () => {
  life.setNow("2026-03-02T05:00:00Z");
  const anna = await life.user("anna");
  const id = await habit(anna, { remindAt: "08:00", frequencyConfig: { timesPerWeek: 2 }, startsOn: "2026-02-23" });
  for (const date of ["2026-03-01", "2026-03-02"])
    await life.call(Habits.checkIn, { as: anna, params: { habitId: id }, body: { date } });
  const state = async () => (await life.call(Habits.get, { as: anna, params: { habitId: id } })).body;
  expect(await state()).toMatchObject({ streakCurrent: 0 });
  await life.call(Me.update, { as: anna, body: { timezone: "America/New_York" } });
  await life.call(Settings.update, { as: anna, body: { weekStart: "sunday" } });
  const changes = [...life.events(UserUpdated), ...life.events(SettingsUpdated)].filter(
    ({ subject }) => subject === anna.userId,
  );
  expect(await life.deliver(followPerson, changes)).toEqual([]);
  expect(await state()).toMatchObject({ streakCurrent: 1 });
  // In the next week, after the clocks there have changed.
  await minute("2026-03-09T08:00:00Z");
  expect(await told(anna)).toEqual([]);
  await minute("2026-03-09T12:00:00Z");
  expect(await told(anna)).toHaveLength(1);
});

it("all check-ins of the same moment are counted", async () => {
  life.setNow("2026-03-12T12:00:00Z");
  const anna = await life.user("anna");
  const id = await habit(anna);
  const days = Array.from({ length: 12 }, (_, n) => `2026-03-${String(n + 1).padStart(2, "0")}`);
  const said = await Promise.all(
    days.map((date) => life.call(Habits.checkIn, { as: anna, params: { habitId: id }, body: { date } })),
  );
  expect(said.map(({ status }) => status)).toEqual(days.map(() => 200));
  expect((await life.call(Habits.get, { as: anna, params: { habitId: id } })).body).toMatchObject({
    streakCurrent: 12,
    streakBest: 12,
  });
});
