import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as BrainLogs from "#functions/health/brain-logs";
import * as Workouts from "#functions/health/completed-workouts";
import * as Meals from "#functions/health/meals";
import * as Measurements from "#functions/health/measurements";
import * as Metrics from "#functions/health/metrics";
import * as Targets from "#functions/health/nutrient-targets";
import { get } from "#functions/health/weekly-summary";
import * as Settings from "#functions/identity/settings";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const weekOf = async (as: Person, week?: string) => (await life.call(get, { as, query: week ? { week } : {} })).body;
const figure = (summary: { figures: { name: string }[] }, name: string) =>
  summary.figures.find((one) => one.name === name) as Record<string, unknown> | undefined;
const steps = (as: Person, byDay: Record<string, number>) =>
  life.call(Metrics.batch, {
    as,
    body: {
      samples: Object.entries(byDay).map(([day, value]) => ({
        metricType: "steps",
        value,
        measuredAt: `${day}T10:00:00.000Z`,
      })),
    },
  });

describe("the weekly summary", () => {
  it("compares means of days that have a value, and says how many these are", async () => {
    life.setNow("2026-03-20T12:00:00.000Z");
    const anna = await life.user("anna");
    await steps(anna, {
      "2026-02-09": 1_000,
      "2026-02-12": 2_000,
      "2026-03-02": 4_000,
      "2026-03-03": 6_000,
      "2026-03-09": 8_000,
      "2026-03-15": 9_000,
      "2026-03-16": 99_999,
    });
    const summary = await weekOf(anna, "2026-W11");
    expect(summary).toMatchObject({
      week: "2026-W11",
      from: "2026-03-09",
      to: "2026-03-15",
      weekStart: "monday",
      daysOver: 7,
      isOver: true,
      targets: [],
      weightTrend: { state: "cannot_tell", reason: "too_few" },
    });
    expect(summary.figures).toEqual([
      {
        name: "steps",
        unit: "{steps}",
        comparing: "mean",
        values: [8_000, null, null, null, null, null, 9_000],
        week: { days: 2, mean: 8_500, total: 17_000 },
        before: { days: 2, mean: 5_000, total: 10_000 },
        fourWeeks: { days: 4, weeks: 2, mean: 3_250, total: 6_500 },
        changeToBefore: 3_500,
        changeToFourWeeks: 5_250,
      },
    ]);
  });

  it("does not count today where its value still grows, and compares no totals of a week that goes on", async () => {
    life.setNow("2026-03-11T12:00:00.000Z");
    const anna = await life.user("anna");
    await steps(anna, { "2026-03-03": 4_000, "2026-03-10": 6_000, "2026-03-11": 10 });
    for (const completedAt of ["2026-03-03T18:00:00.000Z", "2026-03-09T18:00:00.000Z", "2026-03-11T09:00:00.000Z"])
      await life.call(Workouts.create, { as: anna, body: { completedAt, durationMinutes: 40 } });
    const summary = await weekOf(anna);
    expect(summary).toMatchObject({ week: "2026-W11", daysOver: 2, isOver: false });
    expect(figure(summary, "steps")).toMatchObject({
      values: [null, 6_000, 10, null, null, null, null],
      week: { days: 1, mean: 6_000 },
      changeToBefore: 2_000,
    });
    expect(figure(summary, "workouts")).toMatchObject({
      values: [1, null, 1, null, null, null, null],
      week: { total: 2 },
      before: { total: 1 },
      changeToBefore: null,
      changeToFourWeeks: null,
    });
    life.setNow("2026-03-16T12:00:00.000Z");
    expect(figure(await weekOf(anna, "2026-W11"), "workouts")).toMatchObject({
      changeToBefore: 1,
      changeToFourWeeks: 1,
    });
  });

  it("has a change of nothing where there is nothing to compare with", async () => {
    life.setNow("2026-03-20T12:00:00.000Z");
    const anna = await life.user("anna");
    await steps(anna, { "2026-03-10": 6_000 });
    expect(figure(await weekOf(anna, "2026-W11"), "steps")).toMatchObject({
      before: { days: 0, mean: null, total: null },
      fourWeeks: { days: 0, weeks: 0, mean: null, total: null },
      changeToBefore: null,
      changeToFourWeeks: null,
    });
    expect(figure(await weekOf(anna, "2026-W12"), "steps")).toMatchObject({
      week: { days: 0, mean: null, total: null },
      changeToBefore: null,
    });
    expect((await weekOf(anna, "2026-W18")).figures).toEqual([]);
  });

  it("brings together sleep, food, targets, weight and moods, by the days of the person's zone", async () => {
    life.setNow("2026-03-20T12:00:00.000Z");
    const anna = await life.user("anna", { timezone: "Asia/Tokyo" });
    await life.call(Targets.create, { as: anna, body: { nutrient: "proteinG", least: 50 } });
    await life.call(Targets.create, { as: anna, body: { nutrient: "calories", most: 2_000 } });
    const meal = (eatenAt: string, calories: number, proteinG: number) =>
      life.call(Meals.create, { as: anna, body: { name: "Meal", eatenAt, calories, macros: { proteinG } } });
    // Sunday 23:30 in Tokyo is of the week before, Monday 00:30 of this one.
    await meal("2026-03-08T14:30:00.000Z", 900, 60);
    await meal("2026-03-08T15:30:00.000Z", 1_500, 30);
    await meal("2026-03-09T03:00:00.000Z", 700, 10);
    await meal("2026-03-10T03:00:00.000Z", 800, 55);
    const mood = { category: "social", metricName: "mood_score" };
    for (const [value, loggedAt] of [
      [2, "2026-03-09T01:00:00.000Z"],
      [4, "2026-03-09T02:00:00.000Z"],
    ])
      await life.call(BrainLogs.create, { as: anna, body: { ...mood, value, loggedAt } });
    for (let day = 1; day <= 15; day++)
      await life.call(Measurements.create, {
        as: anna,
        body: { type: "weight", unit: "kg", value: 80 - day * 0.1, date: `2026-03-${String(day).padStart(2, "0")}` },
      });
    const slept = { metricType: "sleep", stage: "asleep", source: "Watch" };
    await life.call(Metrics.batch, {
      as: anna,
      body: {
        samples: [
          { ...slept, measuredAt: "2026-03-09T14:00:00.000Z", endedAt: "2026-03-09T21:30:00.000Z" },
          { metricType: "sleep_hours", value: 9, measuredAt: "2026-03-09T21:30:00.000Z" },
          { metricType: "sleep_hours", value: 6, measuredAt: "2026-03-11T21:30:00.000Z" },
        ],
      },
    });
    const summary = await weekOf(anna, "2026-W11");
    expect(figure(summary, "sleep")).toMatchObject({ values: [null, 450, null, 360, null, null, null] });
    expect(figure(summary, "energy_eaten")).toMatchObject({
      values: [2_200, 800, null, null, null, null, null],
      before: { days: 1, mean: 900 },
    });
    expect(figure(summary, "protein_eaten")).toMatchObject({ week: { days: 2, total: 95 } });
    expect(figure(summary, "mood")).toMatchObject({ week: { days: 1, mean: 3 } });
    expect(figure(summary, "weight")).toMatchObject({ week: { days: 7 }, changeToBefore: expect.closeTo(-0.7, 6) });
    expect(summary.weightTrend).toMatchObject({ state: "falling", days: 15, perWeek: expect.closeTo(-0.7, 6) });
    expect(summary.targets).toEqual([
      expect.objectContaining({
        nutrient: "calories",
        week: { days: 2, below: 0, within: 1, above: 1 },
        before: { days: 1, below: 0, within: 1, above: 0 },
      }),
      expect.objectContaining({
        nutrient: "proteinG",
        week: { days: 2, below: 1, within: 1, above: 0 },
        fourWeeks: { days: 1, below: 0, within: 1, above: 0 },
      }),
    ]);
  });

  it.each([
    ["sunday", "2026-03-08", "2026-03-14"],
    ["saturday", "2026-03-07", "2026-03-13"],
  ])("begins on a %s by the person's settings", async (weekStart, from, to) => {
    const anna = await life.user("anna");
    await life.call(Settings.update, { as: anna, body: { weekStart } });
    expect(await weekOf(anna, "2026-W11")).toMatchObject({ week: "2026-W11", from, to, weekStart });
    for (const day of [from, to]) {
      life.setNow(`${day}T12:00:00.000Z`);
      expect(await weekOf(anna)).toMatchObject({ week: "2026-W11", from, to });
    }
  });

  it.each([
    ["2026-W53", "2026-12-28"],
    ["2027-W01", "2027-01-04"],
    ["1970-W01", "1969-12-29"],
  ])("knows the week %s of ISO 8601", async (week, from) => {
    expect(await weekOf(await life.user("anna"), week)).toMatchObject({ week, from });
  });

  it.each(["2025-W53", "2026-W54", "2026-W00", "2026-10", "0001-W01"])("refuses %s", async (week) => {
    expect(await life.call(get, { as: await life.user("anna"), query: { week } })).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: "week" }] },
    });
  });
});
