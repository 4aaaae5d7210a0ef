import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get as agenda } from "#functions/calendar/agenda";
import * as Settings from "#functions/identity/settings";
import * as Habits from "#functions/rhythm/habits";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** A new person on a Monday, at noon in UTC. */
async function person(settings: object = { dayStart: "00:00" }, timezone = "UTC") {
  life.setNow("2026-03-02T12:00:00Z");
  anna = await life.user("anna", { timezone });
  expect((await life.call(Settings.update, { as: anna, body: settings })).status).toBe(200);
}
async function habit(name: string, body: object = {}): Promise<string> {
  const made = await life.call(Habits.create, { as: anna, body: { name, ...body } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
}
async function checkIn(habitId: string, body: object = {}) {
  const { status } = await life.call(Habits.checkIn, { as: anna, params: { habitId }, body });
  expect(status).toBe(200);
}
async function habitsFrom(from: string, to: string, query: object = {}) {
  const { status, body } = await life.call(agenda, { as: anna, query: { from, to, ...query } });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const daysOf = (name: string, { habits }: { habits: { name: string; date: string }[] }) =>
  habits.filter((one) => one.name === name).map(({ date }) => date.slice(5));

describe("habits in the agenda", () => {
  it("are there on each day on which they are due, with what was said of it", async () => {
    await person();
    const read = await habit("Read", { targetPerDay: 20, unit: "pages", remindAt: "07:30" });
    await habit("Run", { frequencyConfig: { daysOfWeek: [2, 4] } });
    const clean = await habit("Clean", { frequencyConfig: { intervalDays: 3 } });
    const swim = await habit("Swim", { frequencyConfig: { timesPerWeek: 2 } });
    await habit("Paused");
    await life.call(Habits.pause, {
      as: anna,
      params: { habitId: (await habitsFrom("2026-03-02", "2026-03-03")).habits.at(-1).habitId },
    });
    await checkIn(read, { amount: 12 });
    await checkIn(clean);
    await checkIn(swim);
    const week = await habitsFrom("2026-03-02", "2026-03-09");
    expect(daysOf("Read", week)).toEqual(["03-02", "03-03", "03-04", "03-05", "03-06", "03-07", "03-08"]);
    expect(daysOf("Run", week)).toEqual(["03-03", "03-05"]);
    expect(daysOf("Clean", week)).toEqual(["03-02", "03-05", "03-08"]);
    expect(daysOf("Swim", week)).toHaveLength(7);
    expect(daysOf("Paused", week)).toEqual([]);
    expect(week.habits[0]).toEqual({
      habitId: read,
      name: "Read",
      color: null,
      timeOfDay: "anytime",
      remindAt: "07:30",
      estimatedMinutes: null,
      targetPerDay: 20,
      unit: "pages",
      date: "2026-03-02",
      until: "2026-03-02",
      needed: 1,
      done: 0,
      status: "partial",
      amount: 12,
    });
    const swims = week.habits.filter(({ habitId }: { habitId: string }) => habitId === swim);
    expect(swims[2]).toMatchObject({ date: "2026-03-04", until: "2026-03-08", needed: 2, done: 1, status: null });
    await checkIn(swim, { date: "2026-03-03" });
    expect(daysOf("Swim", await habitsFrom("2026-03-02", "2026-03-10"))).toEqual(["03-02", "03-03", "03-09"]);
  });

  it("are those that the list of each day has, a schedule that changed and what was done long ago included", async () => {
    await person({ weekStart: "sunday" });
    const ids = [
      await habit("Daily", { startsOn: "2025-06-01" }),
      await habit("Weekly", { startsOn: "2025-06-01", frequencyConfig: { timesPerWeek: 3 } }),
      await habit("Overdue", { startsOn: "2025-06-01", frequencyConfig: { intervalDays: 60 } }),
      await habit("Kept", { startsOn: "2025-06-01", frequencyConfig: { intervalDays: 200 } }),
      await habit("Skipped", { startsOn: "2025-06-01", frequencyConfig: { intervalDays: 100 } }),
    ];
    await checkIn(ids[1]!, { date: "2026-02-22" });
    await checkIn(ids[3]!, { date: "2025-09-01" });
    await checkIn(ids[4]!, { date: "2026-01-10", status: "skipped" });
    const changed = { frequency: "custom", frequencyConfig: { daysOfWeek: [1] } };
    await life.call(Habits.update, { as: anna, params: { habitId: ids[0]! }, body: changed });
    life.setNow("2026-03-12T12:00:00Z");
    const { habits } = await habitsFrom("2026-02-20", "2026-03-13");
    const dueOn = new Map<string, string[]>();
    for (let day = Date.UTC(2026, 1, 20); day <= Date.UTC(2026, 2, 12); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      const { body } = await life.call(Habits.day, { as: anna, query: { date } });
      const due = body.data.filter(({ isDue }: { isDue: boolean }) => isDue);
      dueOn.set(
        date,
        due.map(({ habit }: { habit: { name: string } }) => habit.name),
      );
    }
    for (const [date, names] of dueOn) {
      const shown = habits.filter((one: { date: string }) => one.date === date);
      expect(
        shown.map(({ name }: { name: string }) => name),
        date,
      ).toEqual(names);
    }
    expect(dueOn.get("2026-03-12")).toContain("Overdue");
  });

  it("are dated by their person's days, whatever zone is asked for, and are nobody else's", async () => {
    await person({ dayStart: "04:00" }, "Pacific/Auckland");
    await habit("Read");
    life.setNow("2026-03-03T13:30:00Z"); // 02:30 on the fourth, before the day begins.
    const { habits } = await habitsFrom("2026-03-03", "2026-03-04", { timezone: "America/New_York" });
    expect(habits.map(({ date }: { date: string }) => date)).toEqual(["2026-03-03"]);
    const ben = await life.user("ben");
    const { body } = await life.call(agenda, { as: ben, query: { from: "2026-03-03" } });
    expect(body.habits).toEqual([]);
  });

  it("end a year from today, and are cut where they are too many, which the answer says", async () => {
    await person();
    for (let n = 0; n < 21; n++) await habit(`Habit ${n}`);
    const long = await habitsFrom("2026-03-02", "2026-06-10");
    expect([long.habits.length, long.truncated]).toEqual([2_000, true]);
    const week = await habitsFrom("2026-03-02", "2026-03-09");
    expect([week.habits.length, week.truncated]).toEqual([147, false]);
    expect((await habitsFrom("9000-01-01", "9000-01-08")).habits).toEqual([]);
  });
});
