import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { PersonalRecordSet, PersonalRecordWithdrawn, WorkoutCompleted } from "#core/health/events";
import { meals } from "#core/health/meals.sql";
import { personalRecords } from "#core/health/training.sql";
import { completedWorkouts } from "#core/health/workouts.sql";
import { create, remove, restore, update } from "#functions/health/completed-workouts";
import { tellRecords } from "#functions/health/consumers";
import { create as createMeal } from "#functions/health/meals";
import { list } from "#functions/health/personal-records";
import { recordWorkouts } from "#functions/health/schedules";
import {
  create as createDependent,
  remove as removeDependent,
  restore as restoreDependent,
} from "#functions/identity/dependents";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { secondTo } from "#testing/lost-races";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

interface Set {
  exercise: string;
  reps?: number;
  weightKg?: number;
  kind?: string;
  durationSeconds?: number;
}
const on = (day: number) => `2026-03-${String(day).padStart(2, "0")}T11:30:00.000Z`;
const squat = (reps: number, weightKg: number): Set => ({ exercise: "Squat", reps, weightKg });

async function train(as: Person, day: number, sets: object[], more: object = {}): Promise<string> {
  const { status, body } = await life.call(create, { as, body: { completedAt: on(day), sets, ...more } });
  expect(status).toBe(201);
  return body.id;
}

/** What still stands, as `kind at weight: value`. */
async function standing(as: Person, query: Record<string, string> = {}): Promise<string[]> {
  const { body } = await life.call(list, { as, query: { isCurrent: "true", limit: "100", ...query } });
  return body.data
    .map(
      (one: { kind: string; comparedAtKg: number; value: number }) => `${one.kind} ${one.comparedAtKg}: ${one.value}`,
    )
    .toSorted();
}

/** Delivers what the person's last change has told to the consumer, and yields what that told of records. */
async function told(as: Person): Promise<string[]> {
  const events = life.published.filter((one) => one.subject === as.userId);
  const before = events.length;
  const last = events.findLast((one) => /^health\.(workout|completed_workout)\./.test(one.type))!;
  await life.deliver(tellRecords, [last]);
  await life.deliver(tellRecords, [last]);
  return life.published
    .filter((one) => one.subject === as.userId)
    .slice(before)
    .map(({ type, data, causationid }) => {
      expect(causationid).toBe(last.id);
      const { kind, value } = data.payload as { kind: string; value: number };
      return `${type.split(".").at(-1)} ${kind} ${value}`;
    })
    .toSorted();
}

describe("personal records", () => {
  it("are the heaviest, the best estimate, the most repetitions at a weight, the longest and the farthest", async () => {
    const anna = await life.user("anna");
    await train(anna, 1, [squat(5, 100), squat(8, 80), squat(15, 60), { ...squat(1, 150), kind: "warmup" }]);
    await train(anna, 2, [
      { exercise: "Plank", durationSeconds: 90 },
      { exercise: "Run", durationSeconds: 1_500, distanceM: 5_000 },
    ]);
    expect(await standing(anna, { exerciseId: "barbell-squat" })).toEqual([
      // Epley: 100 × (1 + 5 / 30). Fifteen repetitions are too many to estimate by.
      "one_rep_max 0: 116.67",
      "reps 100: 5",
      "reps 60: 15",
      "reps 80: 8",
      "weight 0: 100",
    ]);
    expect(await standing(anna, { exerciseId: "plank" })).toEqual(["duration 0: 90"]);
    expect(await standing(anna, { exerciseId: "running-treadmill" })).toEqual(["distance 0: 5000", "duration 0: 1500"]);
    expect(await standing(await life.user("ben"))).toEqual([]);
  });

  it("of the weight of the body are of all that was lifted, and its repetitions of what was added or taken off", async () => {
    const anna = await life.user("anna");
    const pull = { exercise: "Pull-up", isBodyweight: true };
    await train(
      anna,
      1,
      [
        { ...pull, reps: 8 },
        { ...pull, reps: 1, weightKg: 20 },
        { ...pull, reps: 12, assistedKg: 30 },
      ],
      { bodyWeightKg: 80 },
    );
    await train(anna, 2, [{ ...pull, reps: 9 }], { bodyWeightKg: null });
    expect(await standing(anna)).toEqual([
      "one_rep_max 0: 101.33",
      "reps -30: 12",
      "reps 0: 9",
      "reps 20: 1",
      "weight 0: 100",
    ]);
  });

  it("are told once, when they beat one", async () => {
    const anna = await life.user("anna");
    await train(anna, 1, [squat(5, 100)]);
    expect(await told(anna)).toEqual([]);
    await train(anna, 2, [squat(5, 110)]);
    expect(await told(anna)).toEqual(["set one_rep_max 128.33", "set weight 110"]);
    await train(anna, 3, [squat(5, 110), squat(4, 100)]);
    expect(await told(anna)).toEqual([]);
    expect(life.events(PersonalRecordSet).find((one) => one.subject === anna.userId)!.data.payload).toMatchObject({
      previousValue: expect.any(Number),
      completedWorkoutId: expect.any(String),
    });
  });

  it("leave no ghost when a workout is changed, deleted, restored or noted late", async () => {
    const anna = await life.user("anna");
    await train(anna, 1, [squat(5, 100)]);
    const best = await train(anna, 5, [squat(5, 120)]);
    await train(anna, 8, [squat(5, 110)]);
    await told(anna);
    const params = { completedWorkoutId: best };

    await life.call(remove, { as: anna, params });
    expect(await standing(anna)).toEqual(["one_rep_max 0: 128.33", "reps 100: 5", "reps 110: 5", "weight 0: 110"]);
    expect(await told(anna)).toEqual([
      "set one_rep_max 128.33",
      "set weight 110",
      "withdrawn one_rep_max 140",
      "withdrawn weight 120",
    ]);
    await life.call(restore, { as: anna, params });
    expect(await standing(anna)).toContain("weight 0: 120");
    expect(await told(anna)).toEqual([
      "set one_rep_max 140",
      "set weight 120",
      "withdrawn one_rep_max 128.33",
      "withdrawn weight 110",
    ]);

    await life.call(update, { as: anna, params, body: { sets: [{ exercise: "Deadlift", reps: 5, weightKg: 120 }] } });
    expect(await standing(anna, { exerciseId: "barbell-squat" })).toContain("weight 0: 110");
    expect(await standing(anna, { exerciseId: "barbell-deadlift" })).toContain("weight 0: 120");
    await told(anna);
    // One that was heavier before them all: nothing after it was a record.
    await train(anna, 1, [squat(5, 200)], { completedAt: "2026-02-01T10:00:00Z" });
    expect(await told(anna)).toEqual(["withdrawn one_rep_max 128.33", "withdrawn weight 110"]);
    expect(await life.count(personalRecords, `user_id = '${anna.userId}' and not is_live and not is_told`)).toBe(2);
  });

  it("are each person's own, and each dependent's", async () => {
    const anna = await life.user("anna");
    const kim = (await life.call(createDependent, { as: anna, body: { name: "Kim" } })).body.id;
    const moved = await train(anna, 1, [squat(5, 100)]);
    await train(anna, 2, [squat(5, 30)], { dependentId: kim });
    expect(await standing(anna, { dependentId: kim })).toContain("weight 0: 30");
    await life.call(update, { as: anna, params: { completedWorkoutId: moved }, body: { dependentId: kim } });
    expect(await standing(anna, { dependentId: kim })).toContain("weight 0: 100");
    expect(await standing(anna, { "dependentId[null]": "true" })).toEqual([]);
  });

  it("of a dependent go and come back with them and their workouts, and are gone with them and their meals for good", async () => {
    const anna = await life.user("anna");
    const kim = (await life.call(createDependent, { as: anna, body: { name: "Kim" } })).body.id;
    const params = { completedWorkoutId: await train(anna, 1, [squat(5, 30)], { dependentId: kim }) };
    expect((await life.call(removeDependent, { as: anna, params: { dependentId: kim } })).status).toBe(204);
    const changing = () => life.call(update, { as: anna, params, body: { sets: [squat(5, 30), squat(2, 40)] } });
    expect((await changing()).status).toBe(404);
    await life.call(restoreDependent, { as: anna, params: { dependentId: kim } });
    expect(await standing(anna, { dependentId: kim })).toContain("weight 0: 30");
    expect((await changing()).status).toBe(200);
    expect(await standing(anna, { dependentId: kim })).toContain("weight 0: 40");
    const meal = { name: "Porridge", eatenAt: "2026-03-02T07:00:00Z", dependentId: kim };
    expect((await life.call(createMeal, { as: anna, body: meal })).status).toBe(201);
    await life.database.query("delete from dependents where id = $1", [kim]);
    for (const table of [personalRecords, completedWorkouts, meals])
      expect(await life.count(table, `user_id = '${anna.userId}'`)).toBe(0);
  });

  it("continue the story of the workout", async () => {
    const anna = await life.user("anna");
    await train(anna, 1, [squat(5, 100)]);
    await train(anna, 2, [squat(5, 101)]);
    await told(anna);
    const done = life.events(WorkoutCompleted).findLast((one) => one.subject === anna.userId)!;
    const record = life.events(PersonalRecordSet).findLast((one) => one.subject === anna.userId)!;
    expect(record.correlationid).toBe(done.correlationid);
    expect(life.events(PersonalRecordWithdrawn).filter((one) => one.subject === anna.userId)).toEqual([]);
  });
});

/** What the records have to be, by the plain reading: of the workouts in their order, what is better than all before. */
function bruteForce(workouts: { day: number; sets: Set[] }[]): string[] {
  const best = new Map<string, number>();
  for (const { sets } of workouts)
    for (const { reps = 0, weightKg = 0, kind } of sets) {
      if (kind === "warmup" || reps === 0) continue;
      const offer = (key: string, value: number) => value > (best.get(key) ?? 0) && best.set(key, value);
      offer("weight 0", weightKg);
      if (reps <= 12)
        offer("one_rep_max 0", reps === 1 ? weightKg : Math.round(weightKg * (1 + reps / 30) * 100) / 100);
      offer(`reps ${weightKg}`, reps);
    }
  return [...best].map(([key, value]) => `${key}: ${value}`).toSorted();
}

describe("whatever is done to workouts, and in whatever order", () => {
  const sets = fc.array(
    fc.record({
      exercise: fc.constant("Squat"),
      // Multiples of 30 kilograms keep the estimates whole, so that rounding cannot differ.
      reps: fc.integer({ min: 0, max: 14 }),
      weightKg: fc.integer({ min: 1, max: 4 }).map((n) => n * 30),
      kind: fc.constantFrom("normal", "warmup", "drop"),
    }),
    { maxLength: 3 },
  );
  const history = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      sets,
      changed: fc.option(sets),
      isDeleted: fc.boolean(),
      isRestored: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it("the records are those of what is left, also when all of it happens at once", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (all) => {
        const anna = await life.user("anna");
        const ids = await Promise.all(all.map(({ day, sets }) => train(anna, day, sets)));
        await Promise.all(
          all.map(async ({ changed, isDeleted, isRestored }, i) => {
            const call = { as: anna, params: { completedWorkoutId: ids[i]! } };
            if (changed) await life.call(update, { ...call, body: { sets: changed } });
            if (isDeleted) await life.call(remove, call);
            if (isDeleted && isRestored) await life.call(restore, call);
          }),
        );
        const left = all
          .filter(({ isDeleted, isRestored }) => !isDeleted || isRestored)
          .map(({ day, sets, changed }) => ({ day, sets: changed ?? sets }));
        expect(await standing(anna)).toEqual(bruteForce(left));
        const flags = await life.count(
          personalRecords,
          `user_id = '${anna.userId}' and (is_current and not is_record or is_record and not is_live or previous_value >= value)`,
        );
        expect(flags).toBe(0);
      }),
      { numRuns: 12 },
    );
  });

  it("a workout waits for one that is being noted, and is no record beside it", async () => {
    const anna = await life.user("anna");
    const heavier = JSON.stringify([{ ...squat(5, 200), exerciseId: "barbell-squat" }]);
    const { status } = await secondTo(
      life,
      `insert into completed_workouts (user_id, completed_at, sets) values ($1, '${on(1)}', '${heavier}')`,
      anna.userId,
      () => life.call(create, { as: anna, body: { completedAt: on(2), sets: [squat(5, 100)] } }),
    );
    expect(status).toBe(201);
    const where = `user_id = '${anna.userId}' and kind = 'weight'`;
    expect(await life.count(personalRecords, where)).toBe(2);
    expect(await life.count(personalRecords, `${where} and is_record and is_current and value = 200`)).toBe(1);
    expect(await life.count(personalRecords, `${where} and is_record`)).toBe(1);
  });
});

describe("the records of workouts from before there were any", () => {
  it("are kept by the schedule once, in whatever order, and told with the next workout", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const old = [await train(anna, 1, [squat(5, 100)]), await train(anna, 2, [squat(5, 110)])];
    const deleted = await train(ben, 1, [squat(5, 90)]);
    const those = `{${[...old, deleted].join(",")}}`;
    await life.database.query("delete from personal_records where completed_workout_id = any($1)", [those]);
    await life.database.query("insert into unrecorded_workouts (id) select unnest($1::uuid[])", [those]);
    await life.call(remove, { as: ben, params: { completedWorkoutId: deleted } });
    // What came meanwhile is a record as long as nobody knows of the old ones.
    const third = await train(anna, 3, [squat(5, 105)]);
    expect(await standing(anna, { kind: "weight" })).toEqual(["weight 0: 105"]);
    const versions = () =>
      life.database.query("select version from completed_workouts where user_id = $1 order by id", [anna.userId]);
    const before = await versions();
    for (let i = 0; i < 2; i++) await scheduleHandler(recordWorkouts)({});
    expect(await standing(anna, { kind: "weight" })).toEqual(["weight 0: 110"]);
    expect(await standing(ben)).toEqual([]);
    expect(await life.database.query("select 1 from unrecorded_workouts")).toEqual([]);
    // The workouts are what they were.
    expect(await versions()).toEqual(before);
    expect(await told(anna)).toEqual(["set one_rep_max 128.33", "set weight 110"]);
    await life.call(remove, { as: anna, params: { completedWorkoutId: old[1]! } });
    expect(await standing(anna, { kind: "weight" })).toEqual(["weight 0: 105"]);
    expect(await told(anna)).toEqual([
      "set one_rep_max 122.5",
      "set weight 105",
      "withdrawn one_rep_max 128.33",
      "withdrawn weight 110",
    ]);
    expect(third).toBeDefined();
  });
});
