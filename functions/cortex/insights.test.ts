import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InsightFound, InsightRated } from "#core/cortex/events";
import * as Insights from "#core/cortex/insights";
import { insights } from "#core/cortex/insights.sql";
import type { MealAfterWorkout } from "#core/health/meals";
import { feedback, get, list } from "#functions/cortex/insights";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const workoutAt = "2026-03-02T11:20:00.000Z";
const pair = (more: { meal?: object; workout?: object } = {}): MealAfterWorkout => ({
  meal: {
    id: randomUUID(),
    name: "Noodle Bar",
    eatenAt: "2026-03-02T12:30:00.000Z",
    transactionId: null,
    ...more.meal,
  },
  workout: { id: randomUUID(), name: "Push day", completedAt: workoutAt, ...more.workout },
});

async function bought(by: Person, amountCents: number, currency: string) {
  const [row] = await life.database.query<{ id: string }>(
    "insert into transactions (user_id, date, amount_cents, currency) values ($1, '2026-03-02', $2, $3) returning id",
    [by.userId, amountCents, currency],
  );
  return row!.id;
}

async function found(person: Person, what = pair()) {
  const insight = await Insights.postWorkoutMeal(life.as(person), what, randomUUID());
  return insight!;
}

const shown = async (person: Person, insightId: string) =>
  (await life.call(get, { as: person, params: { insightId } })).body;

describe("the insight of a meal after a workout", () => {
  it("connects workout, meal and cost", async () => {
    const anna = await life.user("anna");
    const transactionId = await bought(anna, -2035, "USD");
    const what = pair({ meal: { transactionId } });
    const cause = { causationId: randomUUID(), correlationId: randomUUID() };

    const insight = await Insights.postWorkoutMeal(life.as(anna, cause), what, cause.causationId);

    expect(await shown(anna, insight!.id)).toMatchObject({
      insightType: "post_workout_meal",
      title: "Noodle Bar after Push day",
      body: "You finished Push day and had Noodle Bar 1 h 10 min later for USD 20.35.",
      confidence: 0.88,
      dedupeKey: `post-workout-meal:${what.workout.id}`,
      evidence: {
        workoutId: what.workout.id,
        mealId: what.meal.id,
        transactionId,
        amountCents: -2035,
        currency: "USD",
      },
      sourceEventIds: [cause.causationId],
      generatedBy: "rule",
      feedback: null,
    });
    const events = life.events(InsightFound).filter((one) => one.data.entityId === insight!.id);
    expect(events).toMatchObject([
      {
        causationid: cause.causationId,
        correlationid: cause.correlationId,
        data: { payload: { insightType: "post_workout_meal", confidence: 0.88 } },
      },
    ]);
    expect(insight!.event).toEqual({ id: events[0]!.id, correlationId: cause.correlationId });
  });

  it("never ends with half a character where a name is cut", async () => {
    const anna = await life.user("anna");
    const name = `${"a".repeat(98)}😀 and more`;
    const insight = await Insights.postWorkoutMeal(
      life.as(anna),
      pair({ meal: { name }, workout: { name } }),
      randomUUID(),
    );
    const { title } = await shown(anna, insight!.id);
    expect(title).toBe(`${"a".repeat(98)}… after ${"a".repeat(98)}…`);
  });

  it("is found once for a workout, whichever meal comes next", async () => {
    const anna = await life.user("anna");
    const first = pair();
    expect(await Insights.postWorkoutMeal(life.as(anna), first, randomUUID())).toBeDefined();
    const second = { ...pair(), workout: first.workout };
    expect(await Insights.postWorkoutMeal(life.as(anna), second, randomUUID())).toBeUndefined();
    expect(await life.count(insights, `user_id = '${anna.userId}'`)).toBe(1);
    expect(life.events(InsightFound).filter((one) => one.subject === anna.userId)).toHaveLength(1);
  });

  it.each([
    ["JPY", -2035, " for JPY 2,035."],
    ["KWD", -2035, " for KWD 2.035."],
    ["EUR", -100_050, " for EUR 1,000.50."],
    ["USD", 2035, " later."],
  ])("says what %s %d means in words", async (currency, amountCents, ending) => {
    const anna = await life.user("anna");
    const insight = await found(anna, pair({ meal: { transactionId: await bought(anna, amountCents, currency) } }));
    expect(insight.body.endsWith(ending)).toBe(true);
  });

  it("works without a purchase and without a plan's name", async () => {
    const anna = await life.user("anna");
    const insight = await found(anna, pair({ workout: { name: null }, meal: { eatenAt: workoutAt } }));
    const row = await shown(anna, insight.id);
    expect(row.body).toBe("You finished your workout and had Noodle Bar 0 min later.");
    expect(row).toMatchObject({ confidence: 1, evidence: { transactionId: null, amountCents: null, currency: null } });
  });

  it("keeps titles with long names within their limit", async () => {
    const anna = await life.user("anna");
    const long = "x".repeat(200);
    const insight = await found(anna, pair({ meal: { name: long }, workout: { name: long } }));
    expect((await shown(anna, insight.id)).title.length).toBeLessThanOrEqual(300);
  });
});

describe("feedback on an insight", () => {
  it("is stored and emitted in the insight's story", async () => {
    const anna = await life.user("anna");
    const insight = await found(anna);
    const params = { insightId: insight.id };
    const rated = await life.call(feedback, { as: anna, params, body: { feedback: "helpful" } });
    expect(rated).toMatchObject({ status: 200, body: { id: insight.id, feedback: "helpful", version: 2 } });
    const event = life.events(InsightRated).find((one) => one.data.entityId === insight.id);
    expect(event).toMatchObject({
      causationid: insight.event.id,
      correlationid: insight.event.correlationId,
      data: { payload: { feedback: "helpful" } },
    });
    const changed = await life.call(feedback, { as: anna, params, body: { feedback: "dismissed" } });
    expect(changed.body.feedback).toBe("dismissed");
    const { data } = (await life.call(list, { as: anna, query: { feedback: "dismissed" } })).body;
    expect(data).toHaveLength(1);
  });

  it("is one of three values", async () => {
    const anna = await life.user("anna");
    const { id } = await found(anna);
    const answer = await life.call(feedback, { as: anna, params: { insightId: id }, body: { feedback: "great" } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/feedback" }] } });
  });

  it("is for people who may change the insight", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    const { id } = await found(anna);
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('insight', $1, $2, $3, 'viewer')",
      [id, anna.userId, ben.userId],
    );
    const given = { params: { insightId: id }, body: { feedback: "helpful" } };
    expect((await life.call(feedback, { as: eve, ...given })).status).toBe(404);
    expect((await life.call(feedback, { as: ben, ...given })).status).toBe(403);
    expect(await life.count(insights, `id = '${id}' and feedback is null`)).toBe(1);
  });
});
