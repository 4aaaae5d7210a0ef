import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkoutEvents } from "#core/health/events";
import { create, list, remove, update } from "#functions/health/workouts";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

describe("planning workouts", () => {
  it("creates, finds by type and tag, changes and deletes", async () => {
    const anna = await life.user("anna");
    const body = { name: "Push day", smartTags: ["gym"], muscleSplit: { chest: 0.6, triceps: 0.4 } };
    const created = await life.call(create, { as: anna, body });
    expect(created).toMatchObject({ status: 201, body: { ...body, type: "strength", exercises: [] } });
    await life.call(create, { as: anna, body: { name: "Run", type: "cardio" } });

    const names = async (query: Record<string, string>) =>
      (await life.call(list, { as: anna, query })).body.data.map((row: { name: string }) => row.name);
    expect(await names({ type: "cardio" })).toEqual(["Run"]);
    expect(await names({ smartTags: "gym" })).toEqual(["Push day"]);

    const params = { workoutId: created.body.id };
    expect((await life.call(update, { as: anna, params, body: { type: "mobility" } })).body.type).toBe("mobility");
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect(await names({})).toEqual(["Run"]);
    const about = life.published.filter((one) => one.data.entityId === created.body.id).map((one) => one.type);
    expect(about).toEqual([WorkoutEvents.created.type, WorkoutEvents.updated.type, WorkoutEvents.deleted.type]);
  });

  it("refuses shares of muscles that do not add up and exercises without a name", async () => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, {
      as: anna,
      body: { name: "Odd", muscleSplit: { chest: 0.9, back: 0.9 }, exercises: [{ name: "", sets: 3 }] },
    });
    expect(status).toBe(400);
    expect(body.errors.map((one: { pointer: string }) => one.pointer)).toEqual(["#/muscleSplit", "#/exercises/0/name"]);
  });
});
