import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import { completedWorkouts } from "#core/health/workouts.sql";
import { create, get, list, update } from "#functions/health/completed-workouts";
import { create as createWorkout } from "#functions/health/workouts";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const sets = [
  { exercise: "Bench press", sets: 3, reps: 8, weightKg: 60 },
  { exercise: "Plank", durationSeconds: 90 },
];
const completedAt = "2026-03-02T11:30:00.000Z";

describe("logging a completed workout", () => {
  it("stores it with its volume load and emits that it was completed", async () => {
    const anna = await life.user("anna");
    const plan = await life.call(createWorkout, { as: anna, body: { name: "Push day" } });
    expect(plan.status).toBe(201);

    const { status, body } = await life.call(create, {
      as: anna,
      body: { completedAt, sets, workoutId: plan.body.id, durationMinutes: 55 },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({ volumeLoad: 1440, workoutId: plan.body.id, source: "manual", version: 1 });
    const about = life.published.filter((one) => one.data.entityId === body.id);
    expect(about.map((one) => one.type)).toEqual([WorkoutCompleted.type]);
    expect(about[0]!.data.payload).toEqual({ completedAt, durationMinutes: 55, volumeLoad: 1440 });
    expect((await life.call(get, { as: anna, params: { completedWorkoutId: body.id } })).body).toEqual(body);
  });

  it("refuses a volume load in the request", async () => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, { as: anna, body: { completedAt, volumeLoad: 1 } });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      {
        pointer: "#/volumeLoad",
        detail: "is not a field of this operation",
        coded: { code: "unknown_field", params: {} },
      },
    ]);
  });

  it("refuses more weight than the column can hold", async () => {
    const anna = await life.user("anna");
    const heavy = [{ exercise: "Earth", sets: 100_000, reps: 100_000, weightKg: 1_000_000 }];
    expect((await life.call(create, { as: anna, body: { completedAt, sets: heavy } })).status).toBe(400);
    expect(await life.count(completedWorkouts, `user_id = '${anna.userId}'`)).toBe(0);
  });

  it("stores an imported workout once", async () => {
    const anna = await life.user("anna");
    const body = { completedAt, source: "strava", externalId: "17" };
    expect((await life.call(create, { as: anna, body })).status).toBe(201);
    const again = await life.call(create, { as: anna, body });
    expect(again).toMatchObject({ status: 409, body: { code: "already_exists" } });
    expect((await life.call(create, { as: await life.user("ben"), body })).status).toBe(201);
  });

  it("gives a repeated request the first answer", async () => {
    const anna = await life.user("anna");
    const given = { as: anna, body: { completedAt, sets }, headers: { "Idempotency-Key": "w1" } };
    const first = await life.call(create, given);
    const second = await life.call(create, given);
    expect(second.headers["idempotent-replayed"]).toBe("true");
    expect(second.body).toEqual(first.body);
    expect(await life.count(completedWorkouts, `user_id = '${anna.userId}'`)).toBe(1);
  });
});

describe("changing a completed workout", () => {
  it("updates the volume load with the sets", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, { as: anna, body: { completedAt, sets } });
    const params = { completedWorkoutId: body.id };

    const lighter = [{ exercise: "Bench press", sets: 3, reps: 8, weightKg: 50 }];
    const changed = await life.call(update, { as: anna, params, body: { sets: lighter } });
    expect(changed).toMatchObject({ status: 200, body: { volumeLoad: 1200, version: 2 } });
    const event = life.events(CompletedWorkoutEvents.updated).find((one) => one.data.entityId === body.id);
    expect(event!.data.changed.toSorted()).toEqual(["sets", "volumeLoad"]);

    const tired = await life.call(update, {
      as: anna,
      params,
      body: { calories: 320 },
      headers: { "If-Match": '"2"' },
    });
    expect(tired).toMatchObject({ status: 200, body: { volumeLoad: 1200, calories: 320 } });
    const stale = await life.call(update, { as: anna, params, body: { calories: 1 }, headers: { "If-Match": '"2"' } });
    expect(stale.status).toBe(412);
  });

  it("is for the owner alone", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, { as: anna, body: { completedAt, sets } });
    const foreign = await life.call(update, {
      as: await life.user("ben"),
      params: { completedWorkoutId: body.id },
      body: { sets: [] },
    });
    expect(foreign.status).toBe(404);
    expect(await life.count(completedWorkouts, `id = '${body.id}' and volume_load = 1440`)).toBe(1);
  });
});

describe("listing completed workouts", () => {
  it("filters by the time of completion", async () => {
    const anna = await life.user("anna");
    for (const at of ["2026-02-01T10:00:00.000Z", "2026-03-01T10:00:00.000Z"])
      await life.call(create, { as: anna, body: { completedAt: at } });
    const { body } = await life.call(list, { as: anna, query: { "completedAt[gte]": "2026-02-15T00:00:00Z" } });
    expect(body.data.map((row: { completedAt: string }) => row.completedAt)).toEqual(["2026-03-01T10:00:00.000Z"]);
  });
});
