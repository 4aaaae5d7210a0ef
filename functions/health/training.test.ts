import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create as complete } from "#functions/health/completed-workouts";
import { last, search } from "#functions/health/exercises";
import { get as muscleMap } from "#functions/health/muscle-map";
import {
  create as createExercise,
  remove as removeExercise,
  update as updateExercise,
} from "#functions/health/own-exercises";
import { today } from "#functions/health/training";
import { create as plan } from "#functions/health/training-plans";
import { create as createWorkout, remove as removeWorkout } from "#functions/health/workouts";
import { create as createDependent } from "#functions/identity/dependents";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  // A Wednesday, at noon.
  life = await harness(await testDb(), { now: new Date("2026-03-04T12:00:00.000Z") });
});
afterAll(() => life.close());

const train = (as: Person, completedAt: string, sets: object[], more: object = {}) =>
  life.call(complete, { as, body: { completedAt, sets, ...more } });

describe("exercises", () => {
  it("are found in the table and among one's own, and nobody else's", async () => {
    const anna = await life.user("anna");
    const own = await life.call(createExercise, {
      as: anna,
      body: { name: "Opas Drückübung", primaryMuscles: ["chest"], secondaryMuscles: ["triceps"] },
    });
    expect(own).toMatchObject({ status: 201, body: { exerciseId: "opas-druckubung" } });
    const found = async (as: Person, query: Record<string, string>) =>
      (await life.call(search, { as, query })).body.data.map(({ id }: { id: string }) => id);
    expect(await found(anna, { q: "druck brust", limit: "2" })).toEqual(["opas-druckubung", expect.any(String)]);
    expect(await found(await life.user("ben"), { q: "opas" })).toEqual([]);
    expect((await found(anna, { muscle: "neck", limit: "100" })).length).toBeGreaterThan(3);
    expect((await life.call(search, { as: anna, query: { muscle: "heart" } })).status).toBe(400);
  });

  it("of one's own have a name that nothing else has", async () => {
    const anna = await life.user("anna");
    const named = (name: string) => life.call(createExercise, { as: anna, body: { name } });
    expect((await named("bankdrücken")).body.errors).toMatchObject([
      { pointer: "#/name", coded: { code: "known_exercise" } },
    ]);
    const { body } = await named("Grandma's dip");
    expect(await named("GRANDMA’S DIP")).toMatchObject({ status: 409, body: { code: "already_exists" } });
    const renamed = await life.call(updateExercise, {
      as: anna,
      params: { ownExerciseId: body.id },
      body: { name: "Grandma's squat" },
    });
    expect(renamed.body.exerciseId).toBe("grandma-s-squat");
    expect((await named("Grandma's dip")).status).toBe(201);
  });

  it("say what was done of them last, by any of their names", async () => {
    const anna = await life.user("anna");
    await train(anna, "2026-03-01T10:00:00Z", [{ exercise: "Bench press", reps: 8, weightKg: 60 }]);
    const { body } = await train(anna, "2026-03-02T10:00:00Z", [
      { exercise: "Squat", reps: 5, weightKg: 100 },
      { exercise: "Bankdrücken", reps: 8, weightKg: 62.5 },
    ]);
    await train(anna, "2026-03-03T10:00:00Z", [{ exercise: "Squat", reps: 5, weightKg: 105 }]);
    const lastOf = async (exercise: string) => (await life.call(last, { as: anna, query: { exercise } })).body;
    expect(await lastOf("bench")).toEqual({
      exerciseId: "barbell-bench-press-medium-grip",
      completedWorkoutId: body.id,
      completedAt: "2026-03-02T10:00:00.000Z",
      sets: [{ exercise: "Bankdrücken", exerciseId: "barbell-bench-press-medium-grip", reps: 8, weightKg: 62.5 }],
    });
    expect(await lastOf("Nothing of the kind")).toEqual({
      exerciseId: "nothing-of-the-kind",
      completedWorkoutId: null,
      completedAt: null,
      sets: [],
    });
  });
});

describe("the muscle map", () => {
  const mapOf = async (as: Person, query: Record<string, string> = {}) => {
    const { body } = await life.call(muscleMap, { as, query });
    const worked = body.muscles.filter(({ sets }: { sets: number }) => sets > 0);
    return {
      ...body,
      worked: Object.fromEntries(
        worked.map(({ muscle, sets, volumeKg }: { muscle: string; sets: number; volumeKg: number }) => [
          muscle,
          [sets, volumeKg],
        ]),
      ),
    };
  };

  it("counts a set whole for primary muscles and half for secondary ones, and warm-ups not at all", async () => {
    const anna = await life.user("anna");
    await train(anna, "2026-03-03T10:00:00Z", [
      { exercise: "Bench press", sets: 3, reps: 10, weightKg: 60 },
      { exercise: "Bench press", sets: 2, reps: 10, weightKg: 30, kind: "warmup" },
      { exercise: "Triceps pushdown", reps: 10, weightKg: 20 },
      { exercise: "Unheard-of", sets: 4 },
      { exercise: "Dips", reps: 5, isBodyweight: true },
    ]);
    const map = await mapOf(anna);
    expect(map).toMatchObject({ days: 7, from: "2026-02-26", to: "2026-03-04", timezone: "UTC", unknownLoadSets: 1 });
    expect(map.muscles).toHaveLength(17);
    expect(map.worked).toEqual({
      chest: [3.5, 1800],
      shoulders: [2, 900],
      triceps: [1.5 + 1 + 1, 900 + 200],
    });
    expect(map.unknown).toEqual([{ exercise: "Unheard-of", sets: 4 }]);

    await life.call(createExercise, { as: anna, body: { name: "unheard of", primaryMuscles: ["neck"] } });
    const later = await mapOf(anna);
    expect(later.worked.neck).toEqual([4, 0]);
    expect(later.unknown).toEqual([]);
  });

  it("is of the last 7 or 28 days in the person's zone, and each dependent's own", async () => {
    const anna = await life.user("anna", { timezone: "Pacific/Auckland" });
    const kim = (await life.call(createDependent, { as: anna, body: { name: "Kim" } })).body.id;
    const squat = [{ exercise: "Squat", reps: 5, weightKg: 100 }];
    // In Auckland it is the 5th already, and seven days with it begin on 27 February at 11:00 of the day before in UTC.
    await train(anna, "2026-02-26T10:59:59Z", squat);
    await train(anna, "2026-02-26T11:00:00Z", squat);
    await train(anna, "2026-02-05T11:00:00Z", squat);
    await train(anna, "2026-02-05T10:59:59Z", squat);
    await train(anna, "2026-03-04T11:00:00Z", [{ exercise: "Crunch", reps: 20 }], { dependentId: kim });
    const setsOf = async (query: Record<string, string>) => (await mapOf(anna, query)).worked.quadriceps?.[0];
    expect(await setsOf({ days: "7" })).toBe(1);
    expect(await setsOf({ days: "28" })).toBe(3);
    expect((await mapOf(anna, { dependentId: kim })).worked).toEqual({ abdominals: [1, 0] });
    expect((await life.call(muscleMap, { as: anna, query: { days: "8" } })).status).toBe(400);
    expect((await mapOf(await life.user("ben"))).worked).toEqual({});
  });
});

describe("the training of a day", () => {
  it("is what the plans say, with what was done of it, and days of rest", async () => {
    const anna = await life.user("anna");
    const push = (await life.call(createWorkout, { as: anna, body: { name: "Push day" } })).body.id;
    const legs = (await life.call(createWorkout, { as: anna, body: { name: "Legs" } })).body.id;
    const planned = (body: object) => life.call(plan, { as: anna, body: { startsOn: "2026-03-03", ...body } });
    await planned({ workoutId: push, weekdays: ["monday", "wednesday"] });
    await planned({ workoutId: legs, weekdays: ["wednesday", "friday"], endsOn: "2026-03-05" });
    await planned({ weekdays: ["sunday", "wednesday"] });
    const { body: done } = await train(anna, "2026-03-04T10:00:00Z", [], { workoutId: push });
    await train(anna, "2026-03-05T10:00:00Z", []);

    const { body } = await life.call(today, { as: anna });
    expect(body).toMatchObject({ date: "2026-03-04", timezone: "UTC" });
    expect(body.today).toMatchObject({
      state: "planned",
      planned: [
        { name: "Push day", completedWorkoutId: done.id },
        { name: "Legs", completedWorkoutId: null },
      ],
      completed: 1,
    });
    const states = body.week.map((one: { date: string; state: string; completed: number }) => [
      one.date.slice(-2),
      one.state,
      one.completed,
    ]);
    expect(states).toEqual([
      ["02", "free", 0],
      ["03", "free", 0],
      ["04", "planned", 1],
      ["05", "free", 1],
      ["06", "free", 0],
      ["07", "free", 0],
      ["08", "rest", 0],
    ]);

    await life.call(removeWorkout, { as: anna, params: { workoutId: push } });
    await life.call(removeWorkout, { as: anna, params: { workoutId: legs } });
    expect((await life.call(today, { as: anna })).body.today).toMatchObject({ state: "rest", planned: [] });
  });

  it("begins its week where the settings say, and is of the day that is asked for", async () => {
    const anna = await life.user("anna");
    await life.database.query("update user_settings set week_start = 'sunday' where user_id = $1", [anna.userId]);
    const { body } = await life.call(today, { as: anna, query: { date: "2026-03-07" } });
    expect([body.week[0].date, body.week[6].date, body.today.date]).toEqual(["2026-03-01", "2026-03-07", "2026-03-07"]);
  });

  it("keeps plans of a dependent apart, and refuses days that are none", async () => {
    const anna = await life.user("anna");
    const kim = (await life.call(createDependent, { as: anna, body: { name: "Kim" } })).body.id;
    const body = { weekdays: ["wednesday"], startsOn: "2026-03-01", dependentId: kim };
    expect((await life.call(plan, { as: anna, body })).status).toBe(201);
    expect((await life.call(today, { as: anna })).body.today.state).toBe("free");
    expect((await life.call(today, { as: anna, query: { dependentId: kim } })).body.today.state).toBe("rest");
    for (const weekdays of [[], ["someday"]])
      expect((await life.call(plan, { as: anna, body: { ...body, weekdays } })).status).toBe(400);
    const ends = { ...body, endsOn: "2026-02-01" };
    expect((await life.call(plan, { as: anna, body: ends })).body.errors).toMatchObject([{ pointer: "#/endsOn" }]);
  });
});

describe("an exercise of one's own", () => {
  it("that is deleted counts for no muscle any more", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(createExercise, {
      as: anna,
      body: { name: "Log walk", primaryMuscles: ["traps"] },
    });
    await train(anna, "2026-03-03T10:00:00Z", [{ exercise: "log walk", sets: 2 }]);
    const of = async () => (await life.call(muscleMap, { as: anna })).body.unknown;
    expect(await of()).toEqual([]);
    await life.call(removeExercise, { as: anna, params: { ownExerciseId: body.id } });
    expect(await of()).toEqual([{ exercise: "log walk", sets: 2 }]);
  });
});
