/** Measurements of the body: their units, their series and trend, and goals that are reached once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MeasurementGoalEvents, MeasurementGoalReached } from "#core/health/events";
import { reachGoals } from "#functions/health/consumers";
import * as Goals from "#functions/health/measurement-goals";
import { create, remove, series } from "#functions/health/measurements";
import { batch } from "#functions/health/metrics";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
  life.setNow("2026-03-29T12:00:00.000Z");
});
afterAll(() => life.close());

const weight = (date: string, value: number, unit = "kg") => ({ date, type: "weight", value, unit });
const march = (day: number) => `2026-03-${String(day).padStart(2, "0")}`;
const note = (as: Person, body: object) => life.call(create, { as, body });
const scale = (as: Person, samples: object[]) =>
  life.call(batch, { as, body: { samples: samples.map((one) => ({ metricType: "weight_kg", ...one })) } });
const seen = async (as: Person, query: object = {}) =>
  (await life.call(series, { as, query: { type: "weight", from: march(1), to: march(31), ...query } })).body;

describe("a measurement", () => {
  it.each([
    [{ type: "weight", unit: "pounds" }, "#/unit"],
    [{ type: "waist", unit: "kg" }, "#/unit"],
    [{ type: "body_fat_pct", unit: "kg" }, "#/unit"],
    [{ type: "body_fat_pct", unit: "%", value: 101 }, "#/value"],
  ])("of %o is refused", async (wrong, pointer) => {
    const anna = await life.user("anna");
    const { status, body } = await note(anna, { ...weight(march(1), 80), ...wrong });
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer });
  });

  it("comes in the unit of its type, as the mean of the day, and before what a scale says", async () => {
    const anna = await life.user("anna");
    for (const one of [weight(march(1), 176.37, "lb"), weight(march(2), 80), weight(march(2), 81)])
      await note(anna, one);
    await scale(anna, [
      { value: 99, measuredAt: "2026-03-02T07:00:00.000Z" },
      { value: 79, measuredAt: "2026-03-03T07:00:00.000Z" },
      { value: 80, measuredAt: "2026-03-03T08:00:00.000Z" },
    ]);
    const { points, unit, latest } = await seen(anna);
    expect(unit).toBe("kg");
    expect(points).toEqual([
      { date: march(1), value: expect.closeTo(80, 3), trend: expect.closeTo(80, 3), origin: "noted" },
      { date: march(2), value: 80.5, trend: expect.closeTo(80.05, 2), origin: "noted" },
      { date: march(3), value: 79.5, trend: expect.closeTo(79.995, 2), origin: "samples" },
    ]);
    expect(latest).toEqual({ date: march(3), value: 79.5, origin: "samples" });
    // The smoothed line is the same wherever the series begins.
    expect((await seen(anna, { from: march(3) })).points).toEqual([points[2]]);
  });

  it("of a kind of its own is told by its label, in its latest unit", async () => {
    const anna = await life.user("anna");
    const arm = { type: "custom", label: "Upper arm", date: march(1), value: 33, unit: "cm" };
    await note(anna, { ...arm, value: 13, unit: "in" });
    await note(anna, { ...arm, date: march(5) });
    await note(anna, { ...arm, date: march(6), label: "Neck", value: 38 });
    const { points, unit } = await seen(anna, { type: "custom", label: "Upper arm" });
    expect({ points, unit }).toEqual({
      unit: "cm",
      points: [{ date: march(5), value: 33, trend: 33, origin: "noted" }],
    });
    expect(await seen(anna, { type: "custom" })).toMatchObject({ points: [], unit: null, latest: null });
  });

  it("is not that of somebody else, nor that of a dependent, nor one that was deleted", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await note(ben, weight(march(1), 70));
    const [kim] = await life.database.query<{ id: string }>(
      "insert into dependents (user_id, name) values ($1, 'Kim') returning id",
      [anna.userId],
    );
    await note(anna, { ...weight(march(1), 30), dependentId: kim!.id });
    const { body } = await note(anna, weight(march(2), 60));
    await life.call(remove, { as: anna, params: { measurementId: body.id } });
    expect((await seen(anna)).points).toEqual([]);
    expect((await seen(anna, { dependentId: kim!.id })).points).toMatchObject([{ value: 30 }]);
  });

  it("has a range that is bounded and in order", async () => {
    const anna = await life.user("anna");
    const refused = (query: object) => life.call(series, { as: anna, query: { type: "weight", ...query } });
    expect((await refused({ from: march(2), to: march(1) })).body.errors).toMatchObject([{ parameter: "to" }]);
    expect((await refused({ from: "2000-01-01", to: march(1) })).body.errors).toMatchObject([{ parameter: "to" }]);
    expect((await refused({ from: "9999-12-31", to: "9999-12-31" })).status).toBe(200);
    expect((await refused({ from: "0001-01-01", to: "0001-01-02" })).status).toBe(200);
  });
});

describe("a goal", () => {
  const lose = { type: "weight", direction: "decrease", targetValue: 78, unit: "kg", startDate: march(1) };
  const reach = async (events = life.published) => {
    expect(await life.deliver(reachGoals, events)).toEqual([]);
  };
  const reachedBy = (person: Person) =>
    life.events(MeasurementGoalReached).filter((one) => one.subject === person.userId);
  const goalOf = async (as: Person) => (await life.call(Goals.list, { as })).body.data[0];

  it("has the share of the way that is gone, and is projected by the trend", async () => {
    const anna = await life.user("anna");
    for (let day = 1; day <= 29; day++) await note(anna, weight(march(day), 82 - 0.1 * day + (day % 2 ? 0.2 : -0.2)));
    await life.call(Goals.create, { as: anna, body: { ...lose, targetValue: 172, unit: "lb", byDate: "2026-05-31" } });
    const { trend, goals } = await seen(anna);
    expect(trend).toMatchObject({ state: "falling", days: 28, from: march(2), to: march(29), leftOut: 0 });
    expect(goals).toMatchObject([
      {
        targetValue: expect.closeTo(78.018, 3),
        startValue: expect.closeTo(82.1, 6),
        progress: expect.closeTo((82.1 - 79.3) / (82.1 - 78.018), 3),
        projection: { state: "on_course", date: "2026-04-10" },
      },
    ]);
    const [{ projection }] = goals;
    expect(projection.earliest < projection.date && projection.date < projection.latest).toBe(true);
  });

  it("says that nothing can be told of two values", async () => {
    const anna = await life.user("anna");
    await life.call(Goals.create, { as: anna, body: lose });
    await note(anna, weight(march(2), 82));
    await note(anna, weight(march(4), 81));
    expect(await seen(anna)).toMatchObject({
      trend: { state: "cannot_tell", reason: "too_few", perWeek: null },
      goals: [{ progress: 0.25, projection: { state: "cannot_tell", date: null, earliest: null, latest: null } }],
    });
  });

  it("is reached once, by the first value since its start", async () => {
    const anna = await life.user("anna");
    await note(anna, weight("2026-02-20", 77));
    await life.call(Goals.create, { as: anna, body: lose });
    await note(anna, weight(march(3), 78.1));
    await reach();
    expect(reachedBy(anna)).toEqual([]);
    await note(anna, weight(march(9), 77.5));
    await note(anna, weight(march(8), 171.5, "lb"));
    await reach();
    await reach();
    expect(reachedBy(anna)).toMatchObject([{ data: { payload: { type: "weight", reachedOn: march(8) } } }]);
    expect(await goalOf(anna)).toMatchObject({ reachedOn: march(8) });
    expect((await seen(anna)).goals).toMatchObject([{ progress: 1, projection: { state: "reached" } }]);
  });

  it("is reached by a scale, and one for more by more", async () => {
    const anna = await life.user("anna");
    await life.call(Goals.create, { as: anna, body: { ...lose, direction: "increase", targetValue: 60 } });
    await scale(anna, [{ value: 60, measuredAt: "2026-03-07T07:00:00.000Z" }]);
    await reach();
    expect(reachedBy(anna)).toHaveLength(1);
  });

  it("has yet to be reached when it says something else, and not when nothing changed", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(Goals.create, { as: anna, body: lose });
    await note(anna, weight(march(8), 77));
    await reach();
    const patch = (change: object) =>
      life.call(Goals.update, { as: anna, params: { measurementGoalId: body.id }, body: change });
    expect((await patch({ targetValue: 78, byDate: "2026-06-01" })).body.reachedOn).toBe(march(8));
    expect((await patch({ targetValue: 75 })).body.reachedOn).toBeNull();
    await note(anna, weight(march(9), 74.9));
    await reach();
    expect(reachedBy(anna).map((one) => one.data.payload.reachedOn)).toEqual([march(8), march(9)]);
  });

  it("begins today, in the person's zone, unless it says when", async () => {
    const anna = await life.user("anna", { timezone: "Pacific/Kiritimati" });
    const { startDate: _, ...unsaid } = lose;
    expect((await life.call(Goals.create, { as: anna, body: unsaid })).body).toMatchObject({
      startDate: march(30),
      reachedOn: null,
    });
    expect(life.events(MeasurementGoalEvents.created).at(-1)!.data.payload).toEqual({ type: "weight" });
  });

  it.each([
    [{ type: "custom" }, "#/label"],
    [{ label: "Neck" }, "#/label"],
    [{ unit: "cm" }, "#/unit"],
    [{ byDate: march(1) }, "#/byDate"],
  ])("with %o is refused", async (wrong, pointer) => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(Goals.create, { as: anna, body: { ...lose, ...wrong } });
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer });
  });
});
