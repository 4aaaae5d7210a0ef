import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import { completedWorkouts } from "#core/health/workouts.sql";
import { create, get, list, update } from "#functions/health/completed-workouts";
import { create as createMeasurement } from "#functions/health/measurements";
import { batch as logMetrics } from "#functions/health/metrics";
import { create as createWorkout } from "#functions/health/workouts";
import { create as createDependent } from "#functions/identity/dependents";
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

describe("the volume load", () => {
  const loadOf = async (sets: object[], more: object = {}) => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, { as: anna, body: { completedAt, sets, ...more } });
    expect(status).toBe(201);
    return [body.volumeLoad, body.unknownLoadSets, body.bodyWeightKg];
  };

  it("is Σ sets × repetitions × weight without warm-ups, and of drop sets and failures as of any", async () => {
    const set = { exercise: "Squat", reps: 5, weightKg: 102.5 };
    expect(await loadOf([{ ...set, sets: 5 }])).toEqual([2563, 0, null]);
    expect(await loadOf([{ ...set, kind: "warmup" }, set, { ...set, kind: "drop", rpe: 9.5 }])).toEqual([
      1025,
      0,
      null,
    ]);
    expect(
      await loadOf([
        { exercise: "Run", distanceM: 5000 },
        { exercise: "Pull-up", sets: 3, reps: 8 },
      ]),
    ).toEqual([0, 0, null]);
  });

  it("has the weight of the body with what is added or taken off, and counts sets whose weight nobody knows", async () => {
    const pulls = [
      { exercise: "Pull-up", reps: 8, isBodyweight: true },
      { exercise: "Pull-up", reps: 5, isBodyweight: true, weightKg: 10 },
      { exercise: "Pull-up", reps: 10, isBodyweight: true, assistedKg: 30 },
    ];
    expect(await loadOf(pulls)).toEqual([0, 3, null]);
    expect(await loadOf(pulls, { bodyWeightKg: 80 })).toEqual([8 * 80 + 5 * 90 + 10 * 50, 0, 80]);
    expect(await loadOf([{ ...pulls[2], assistedKg: 100 }], { bodyWeightKg: 80 })).toEqual([0, 0, 80]);
  });

  it("takes the last weight that was measured until then, from samples and from measurements, each person's own", async () => {
    const anna = await life.user("anna");
    const kim = (await life.call(createDependent, { as: anna, body: { name: "Kim" } })).body.id;
    const samples = [
      { metricType: "weight_kg", value: 81, measuredAt: "2026-02-20T07:00:00Z" },
      { metricType: "weight_kg", value: 70, measuredAt: "2026-04-20T07:00:00Z" },
      { metricType: "weight_kg", value: 35, measuredAt: "2026-02-20T07:00:00Z", dependentId: kim },
    ];
    expect((await life.call(logMetrics, { as: anna, body: { samples } })).status).toBe(200);
    const body = { completedAt, sets: [{ exercise: "Dip", reps: 10, isBodyweight: true }] };
    const loadsOf = async (more: object) => (await life.call(create, { as: anna, body: { ...body, ...more } })).body;
    expect(await loadsOf({})).toMatchObject({ bodyWeightKg: 81, volumeLoad: 810 });
    expect(await loadsOf({ dependentId: kim })).toMatchObject({ bodyWeightKg: 35, volumeLoad: 350 });
    expect(await loadsOf({ completedAt: "2026-02-01T07:00:00Z" })).toMatchObject({
      bodyWeightKg: null,
      volumeLoad: 0,
      unknownLoadSets: 1,
    });

    const weighed = { date: "2026-03-01", type: "weight", value: 176.37, unit: "lb" };
    expect((await life.call(createMeasurement, { as: anna, body: weighed })).status).toBe(201);
    const latest = await loadsOf({});
    expect(latest).toMatchObject({ bodyWeightKg: 80, volumeLoad: 800 });

    const params = { completedWorkoutId: latest.id };
    const said = await life.call(update, { as: anna, params, body: { bodyWeightKg: 90 } });
    expect(said.body).toMatchObject({ bodyWeightKg: 90, volumeLoad: 900 });
    const event = life.events(CompletedWorkoutEvents.updated).find((one) => one.data.entityId === latest.id);
    expect(event!.data.changed.toSorted()).toEqual(["bodyWeightKg", "volumeLoad"]);
    expect((await life.call(update, { as: anna, params, body: { bodyWeightKg: null } })).body.volumeLoad).toBe(800);
  });

  it("does not depend on how equal sets are grouped", async () => {
    const anna = await life.user("anna");
    const set = fc.record({
      exercise: fc.constant("Squat"),
      sets: fc.integer({ min: 1, max: 8 }),
      reps: fc.integer({ min: 0, max: 30 }),
      weightKg: fc.integer({ min: 0, max: 300 }),
      isBodyweight: fc.boolean(),
    });
    const of = async (given: object[]) =>
      (await life.call(create, { as: anna, body: { completedAt, sets: given, bodyWeightKg: 75 } })).body.volumeLoad;
    await fc.assert(
      fc.asyncProperty(fc.array(set, { maxLength: 12 }), async (given) => {
        const oneByOne = given.flatMap((one) => Array.from({ length: one.sets }, () => ({ ...one, sets: 1 })));
        expect(await of(given)).toBe(await of(oneByOne));
      }),
      { numRuns: 12 },
    );
  });
});

describe("sets", () => {
  it("are of the exercise that their name means, in either language, and of one of their own otherwise", async () => {
    const anna = await life.user("anna");
    const named = async (given: object[]) =>
      (await life.call(create, { as: anna, body: { completedAt, sets: given } })).body.sets.map(
        ({ exerciseId }: { exerciseId: string }) => exerciseId,
      );
    const names = [
      "bench press",
      "BANKDRÜCKEN",
      "Bankdrucken",
      "Barbell Bench Press - Medium Grip",
      "Opas Ständer-Dip",
    ];
    const bench = "barbell-bench-press-medium-grip";
    expect(await named([...names, bench].map((exercise) => ({ exercise })))).toEqual([
      ...Array(4).fill(bench),
      "opas-stander-dip",
      bench,
    ]);
    expect(await named([{ exercise: "Paused bench", exerciseId: bench }])).toEqual([bench]);
    expect(await named([{ exercise: "Squat", exerciseId: "bench-press-of-mars" }])).toEqual(["barbell-squat"]);
  });

  it.each([
    ["a negative weight", { weightKg: -5 }, "#/sets/0/weightKg"],
    ["negative assistance", { isBodyweight: true, assistedKg: -5 }, "#/sets/0/assistedKg"],
    ["assistance without a body", { assistedKg: 5 }, "#/sets/0"],
    ["an exertion of eleven", { rpe: 11 }, "#/sets/0/rpe"],
    ["an exertion between the halves", { rpe: 7.3 }, "#/sets/0/rpe"],
    ["a kind that is none", { kind: "giant" }, "#/sets/0/kind"],
    ["a fraction of a repetition", { reps: 1.5 }, "#/sets/0/reps"],
    ["more weight than there is", { reps: 100_000, sets: 100_000, isBodyweight: true }, "#/sets"],
  ])("are refused with %s", async (_, wrong, pointer) => {
    const anna = await life.user("anna");
    const body = { completedAt, sets: [{ exercise: "Dip", ...wrong }] };
    const refused = await life.call(create, { as: anna, body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([pointer]);
  });

  it.each([0, 0.5, 1001])("are refused with a body of %d kg", async (bodyWeightKg) => {
    const anna = await life.user("anna");
    expect((await life.call(create, { as: anna, body: { completedAt, bodyWeightKg } })).status).toBe(400);
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
