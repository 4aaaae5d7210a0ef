import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MealDrafted, MealEvents, MealLogged } from "#core/health/events";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { create, log, remove, totals, update } from "#functions/health/meals";
import * as Targets from "#functions/health/nutrient-targets";
import { insert } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const eatenAt = "2026-03-02T12:30:00.000Z";
const about = (id: string) => life.published.filter((one) => one.data.entityId === id);

async function drafted(person: Person, correlationId: string = randomUUID()) {
  const [row] = await life
    .as(person, { correlationId })
    .db.batch([
      insert(
        life.as(person, { correlationId }),
        meals,
        { name: "Noodle Bar", eatenAt, source: DRAFT },
        { emits: { event: MealDrafted } },
      ),
    ]);
  return row;
}

describe("a meal", () => {
  it("is logged when it is posted", async () => {
    const anna = await life.user("anna");
    const meal = { name: "Burrito", eatenAt, calories: 780, macros: { proteinG: 42, fatG: 27 } };
    const { status, body, headers } = await life.call(create, { as: anna, body: meal });
    expect(status).toBe(201);
    expect(headers.location).toBe(`/v1/health/meals/${body.id}`);
    expect(body).toMatchObject({ ...meal, source: "manual", version: 1 });
    expect(about(body.id)).toMatchObject([
      { type: MealLogged.type, data: { payload: { eatenAt, calories: 780, source: "manual" } } },
    ]);
  });

  it("cannot be posted as a draft", async () => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, { as: anna, body: { name: "Soup", eatenAt, source: "draft" } });
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe("#/source");
  });

  it("can be changed and removed", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, { as: anna, body: { name: "Soup", eatenAt } });
    const params = { mealId: body.id };
    expect((await life.call(update, { as: anna, params, body: { calories: 300 } })).body).toMatchObject({
      calories: 300,
    });
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect(about(body.id).map((one) => one.type)).toEqual([
      MealLogged.type,
      MealEvents.updated.type,
      MealEvents.deleted.type,
    ]);
  });
});

describe("logging a draft", () => {
  it("confirms it with its corrections, in the story that drafted it", async () => {
    const anna = await life.user("anna");
    const correlationId = randomUUID();
    const draft = await drafted(anna, correlationId);
    const later = "2026-03-02T12:45:00.000Z";

    const { status, body } = await life.call(log, {
      as: anna,
      params: { mealId: draft.id },
      body: { calories: 640, eatenAt: later, macros: { proteinG: 30 } },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "Noodle Bar", calories: 640, eatenAt: later, source: "purchase", version: 2 });
    const [cause, event] = about(draft.id);
    expect(cause!.type).toBe(MealDrafted.type);
    expect(event).toMatchObject({
      type: MealLogged.type,
      correlationid: correlationId,
      causationid: cause!.id,
      data: { payload: { eatenAt: later, calories: 640, source: "purchase" } },
    });
  });

  it("stays in that story when the draft was changed before", async () => {
    const anna = await life.user("anna");
    const correlationId = randomUUID();
    const draft = await drafted(anna, correlationId);
    await life.call(update, { as: anna, params: { mealId: draft.id }, body: { name: "Ramen" } });
    await life.call(log, { as: anna, params: { mealId: draft.id } });
    expect(about(draft.id).at(-1)).toMatchObject({ type: MealLogged.type, correlationid: correlationId });
  });

  it("works only once", async () => {
    const anna = await life.user("anna");
    const draft = await drafted(anna);
    const given = { as: anna, params: { mealId: draft.id }, body: { name: "Ramen" } };
    expect((await life.call(log, given)).status).toBe(200);
    const again = await life.call(log, { ...given, body: { name: "Pho" } });
    expect(again).toMatchObject({ status: 409, body: { code: "conflict", detail: expect.stringContaining("draft") } });
    expect(await life.count(meals, `id = '${draft.id}' and name = 'Ramen'`)).toBe(1);
    expect(about(draft.id).map((one) => one.type)).toEqual([MealDrafted.type, MealLogged.type]);
  });

  it("refuses a meal that was never a draft", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, { as: anna, body: { name: "Soup", eatenAt } });
    expect((await life.call(log, { as: anna, params: { mealId: body.id } })).status).toBe(409);
  });

  it("gives a repeated request the first answer", async () => {
    const anna = await life.user("anna");
    const draft = await drafted(anna);
    const given = { as: anna, params: { mealId: draft.id }, body: {}, headers: { "Idempotency-Key": "log-1" } };
    const first = await life.call(log, given);
    const second = await life.call(log, given);
    expect(second).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" } });
    expect(second.body).toEqual(first.body);
  });

  it("is for people who may change the meal", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    const draft = await drafted(anna);
    const params = { mealId: draft.id };
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('meal', $1, $2, $3, 'viewer')",
      [draft.id, anna.userId, ben.userId],
    );
    expect((await life.call(log, { as: eve, params })).status).toBe(404);
    expect((await life.call(log, { as: ben, params })).status).toBe(403);
    expect(await life.count(meals, `id = '${draft.id}' and source = 'draft'`)).toBe(1);
  });

  it("points to the wrong part of a correction", async () => {
    const anna = await life.user("anna");
    const draft = await drafted(anna);
    const { status, body } = await life.call(log, {
      as: anna,
      params: { mealId: draft.id },
      body: { name: " ", calories: -5, eatenAt: "noon", macros: { proteinG: -1 } },
    });
    expect(status).toBe(400);
    expect([...new Set(body.errors.map((one: { pointer: string }) => one.pointer))].toSorted()).toEqual([
      "#/calories",
      "#/eatenAt",
      "#/macros/proteinG",
      "#/name",
    ]);
  });
});

describe("the totals of a day", () => {
  const zero = { proteinG: 0, carbsG: 0, fatG: 0, fiberG: 0 };

  it("add up logged meals in the user's zone, without drafts", async () => {
    const anna = await life.user("anna", { timezone: "America/Los_Angeles" });
    const eaten: [string, number, object | undefined][] = [
      ["2026-03-02T07:59:59.999Z", 100, undefined], // 23:59 of the day before
      ["2026-03-02T08:00:00.000Z", 250.5, { proteinG: 10.5, carbsG: 20 }],
      ["2026-03-03T07:59:59.999Z", 500, { proteinG: 30, fatG: 12 }],
      ["2026-03-03T08:00:00.000Z", 900, undefined], // midnight of the day after
    ];
    for (const [at, calories, macros] of eaten)
      await life.call(create, { as: anna, body: { name: "Meal", eatenAt: at, calories, macros } });
    await life.call(create, { as: anna, body: { name: "Water", eatenAt: "2026-03-02T20:00:00.000Z" } });
    await drafted(anna);
    await life.call(create, { as: await life.user("ben"), body: { name: "Ben's", eatenAt, calories: 9000 } });

    const { status, body } = await life.call(totals, { as: anna, query: { date: "2026-03-02" } });

    expect(status).toBe(200);
    expect(body).toEqual({
      date: "2026-03-02",
      timezone: "America/Los_Angeles",
      meals: 3,
      drafts: 1,
      calories: 750.5,
      macros: { proteinG: 40.5, carbsG: 20, fatG: 12, fiberG: 0 },
      micronutrients: {},
      targets: [],
    });
  });

  it("cover 23 hours on the day clocks go forward", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    for (const at of ["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"])
      await life.call(create, { as: anna, body: { name: "Snack", eatenAt: at, calories: 1 } });
    expect((await life.call(totals, { as: anna, query: { date: "2026-03-29" } })).body.meals).toBe(2);
  });

  it("are today's by default, and zero for an empty day", async () => {
    const anna = await life.user("anna", { timezone: "Pacific/Auckland" });
    life.setNow("2026-03-02T12:00:00.000Z");
    const { body } = await life.call(totals, { as: anna });
    expect(body).toEqual({
      date: "2026-03-03",
      timezone: "Pacific/Auckland",
      meals: 0,
      drafts: 0,
      calories: 0,
      macros: zero,
      micronutrients: {},
      targets: [],
    });
  });

  it("keep a child's meals separate", async () => {
    const anna = await life.user("anna");
    const [child] = await life.database.query<{ id: string }>(
      "insert into dependents (user_id, name) values ($1, 'Kim') returning id",
      [anna.userId],
    );
    await life.call(create, { as: anna, body: { name: "Mine", eatenAt, calories: 700 } });
    await life.call(create, { as: anna, body: { name: "Kim's", eatenAt, calories: 300, dependentId: child!.id } });
    const date = "2026-03-02";
    expect((await life.call(totals, { as: anna, query: { date } })).body.calories).toBe(700);
    expect((await life.call(totals, { as: anna, query: { date, dependentId: child!.id } })).body.calories).toBe(300);
  });

  it("add up what else was in the meals, and are held against the targets", async () => {
    const anna = await life.user("anna");
    const day = { as: anna, query: { date: "2026-03-02" } };
    const breakfast = { name: "Breakfast", eatenAt, calories: 400, macros: { proteinG: 30 } };
    await life.call(create, { as: anna, body: { ...breakfast, micronutrients: { ironMg: 2.5, vitaminCMg: 60 } } });
    await life.call(create, { as: anna, body: { ...breakfast, micronutrients: { ironMg: 4 } } });
    await life.call(Targets.create, { as: anna, body: { nutrient: "calories", most: 700 } });
    await life.call(Targets.create, { as: anna, body: { nutrient: "proteinG", least: 50, most: 90 } });
    await life.call(Targets.create, { as: anna, body: { nutrient: "ironMg", least: 10 } });
    await life.call(Targets.create, { as: await life.user("ben"), body: { nutrient: "fatG", most: 1 } });
    const { body } = await life.call(totals, day);
    expect(body).toMatchObject({ calories: 800, micronutrients: { ironMg: 6.5, vitaminCMg: 60 } });
    expect(body.targets).toEqual([
      { nutrient: "calories", least: null, most: 700, amount: 800, state: "above" },
      { nutrient: "ironMg", least: 10, most: null, amount: 6.5, state: "below" },
      { nutrient: "proteinG", least: 50, most: 90, amount: 60, state: "within" },
    ]);
    const again = await life.call(Targets.create, { as: anna, body: { nutrient: "ironMg", least: 5 } });
    expect(again.status).toBe(409);
    const none = await life.call(Targets.create, { as: anna, body: { nutrient: "fatG" } });
    expect(none).toMatchObject({ status: 400, body: { detail: "A target needs a least or a most." } });
  });

  it("refuse a day that does not exist", async () => {
    const { status, body } = await life.call(totals, { as: await life.user("anna"), query: { date: "2026-02-30" } });
    expect(status).toBe(400);
    expect(body.errors[0].parameter).toBe("date");
  });
});
