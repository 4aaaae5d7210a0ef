import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { InsightFound } from "#core/cortex/events";
import { insights } from "#core/cortex/insights.sql";
import { MealDrafted, MealLogged } from "#core/health/events";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { NotificationSent } from "#core/platform/events";
import { notifications } from "#core/platform/notifications.sql";
import { postWorkoutCheckIn } from "#functions/cortex/workflows";
import { create as completeWorkout } from "#functions/health/completed-workouts";
import { log, create as logMeal } from "#functions/health/meals";
import { create as planWorkout } from "#functions/health/workouts";
import { insert } from "#kit/change";
import type { CloudEvent } from "#kit/event";
import type { Engine } from "#local/engine/engine";
import { type OpenDatabase, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { startWorkflows } from "#testing/workflows";

let open: OpenDatabase;
let life: Harness;
let engine: Engine | undefined;
beforeAll(async () => {
  open = await testDb();
  life = await harness(open);
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(() => life.close());

const eatenAt = "2026-03-02T12:30:00.000Z";
const mine = (person: Person) => `user_id = '${person.userId}'`;

/** Starts an engine with the workflow; returns a function that hands it events and waits until their runs have ended. */
async function running(checkpointing = true) {
  const started = await startWorkflows(open.database, [postWorkoutCheckIn], { checkpointing });
  engine = started.engine;
  return started.run;
}

async function trained(person: Person, completedAt: string) {
  const plan = await life.call(planWorkout, { as: person, body: { name: "Push day" } });
  const done = await life.call(completeWorkout, { as: person, body: { completedAt, workoutId: plan.body.id } });
  return done.body.id as string;
}

const loggedEvent = (mealId: string) =>
  life.events(MealLogged).find((one) => one.data.entityId === mealId) as CloudEvent;

async function ate(person: Person, at = eatenAt, more = {}) {
  const { body } = await life.call(logMeal, { as: person, body: { name: "Noodle Bar", eatenAt: at, ...more } });
  return loggedEvent(body.id);
}

describe.each([true, false])("a meal after a workout (checkpointing %s)", (checkpointing) => {
  it("finds one insight and asks one question, in one story", async () => {
    const anna = await life.user("anna");
    const workoutId = await trained(anna, "2026-03-02T11:20:00.000Z");
    const [transaction] = await life.database.query<{ id: string }>(
      "insert into transactions (user_id, date, amount_cents, currency) values ($1, '2026-03-02', -2035, 'USD') returning id",
      [anna.userId],
    );
    const story = life.as(anna, { correlationId: randomUUID() });
    const draft = { name: "Noodle Bar", eatenAt, transactionId: transaction!.id, source: DRAFT };
    const [meal] = await story.db.batch([insert(story, meals, draft, { emits: { event: MealDrafted } })]);
    await life.call(log, { as: anna, params: { mealId: meal.id } });
    const logged = loggedEvent(meal.id);

    const send = await running(checkpointing);
    expect(await send(logged)).toEqual(["completed"]);

    const [found] = life.events(InsightFound).filter((one) => one.subject === anna.userId);
    expect(found).toMatchObject({ causationid: logged.id, correlationid: story.correlationId });
    const [sent] = life.events(NotificationSent).filter((one) => one.subject === anna.userId);
    expect(sent).toMatchObject({
      causationid: found!.id,
      correlationid: story.correlationId,
      data: { payload: { kind: "fitness_check_in" } },
    });
    const [insight] = await life.database.query<Record<string, unknown>>(
      "select id, title_coded, body, body_coded, evidence, source_event_ids from insights where user_id = $1",
      [anna.userId],
    );
    expect(insight).toMatchObject({
      id: found!.data.entityId,
      body: "You finished Push day and had Noodle Bar 1 h 10 min later for USD 20.35.",
      title_coded: { code: "meal_after_training", params: { meal: "Noodle Bar", training: "Push day" } },
      body_coded: [
        {
          code: "paid_after_training",
          params: { training: "Push day", meal: "Noodle Bar", later: "1 h 10 min", amount: 2035, currency: "USD" },
        },
      ],
      evidence: { workoutId, mealId: meal.id, transactionId: transaction!.id, amountCents: -2035, currency: "USD" },
    });
    expect(insight!.source_event_ids).toHaveLength(2);
    const told = await life.database.query(
      "select title, title_coded, body, body_coded, action, source_event_id, status from notifications where user_id = $1",
      [anna.userId],
    );
    const question = "How do you feel about your fitness progress?";
    expect(told).toEqual([
      {
        title: question,
        title_coded: { code: "fitness_question", params: {} },
        body: insight!.body,
        body_coded: insight!.body_coded,
        action: { question, answer: { type: "scale", min: 1, max: 5 } },
        source_event_id: found!.id,
        status: "sent",
      },
    ]);
  });
});

describe("the check-in", () => {
  it("happens once for a repeated event and for a second meal after the same workout", async () => {
    const anna = await life.user("anna");
    await trained(anna, "2026-03-02T11:20:00.000Z");
    const send = await running();
    const lunch = await ate(anna);
    await send(lunch);
    await send(lunch, await ate(anna, "2026-03-02T13:00:00.000Z"));
    expect(await life.count(insights, mine(anna))).toBe(1);
    expect(await life.count(notifications, mine(anna))).toBe(1);
  });

  it("is about the last workout before the meal", async () => {
    const anna = await life.user("anna");
    const last = await trained(anna, "2026-03-02T12:00:00.000Z");
    await trained(anna, "2026-03-02T10:00:00.000Z");
    await trained(anna, "2026-03-02T12:31:00.000Z");
    await (await running())(await ate(anna));
    expect(await life.count(insights, `${mine(anna)} and evidence ->> 'workoutId' = '${last}'`)).toBe(1);
  });

  it.each([
    ["three hours before, to the millisecond", "2026-03-02T09:30:00.000Z", 1],
    ["longer ago", "2026-03-02T09:29:59.999Z", 0],
    ["at the same moment", eatenAt, 1],
    ["after the meal", "2026-03-02T12:30:00.001Z", 0],
  ])("follows a workout %s", async (_, completedAt, found) => {
    const anna = await life.user("anna");
    await trained(anna, completedAt);
    expect(await (await running())(await ate(anna))).toEqual(["completed"]);
    expect(await life.count(insights, mine(anna))).toBe(found);
    expect(await life.count(notifications, mine(anna))).toBe(found);
  });

  it("is about the user's own training and meals", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const [child] = await life.database.query<{ id: string }>(
      "insert into dependents (user_id, name) values ($1, 'Kim') returning id",
      [anna.userId],
    );
    const completedAt = "2026-03-02T12:00:00.000Z";
    await trained(ben, completedAt);
    await life.call(completeWorkout, { as: anna, body: { completedAt, dependentId: child!.id } });
    const send = await running();
    await send(await ate(anna));
    await trained(anna, completedAt);
    await send(await ate(anna, eatenAt, { dependentId: child!.id }));
    expect(await life.count(insights, mine(anna))).toBe(0);
  });

  it("is skipped when the meal was deleted meanwhile", async () => {
    const anna = await life.user("anna");
    await trained(anna, "2026-03-02T12:00:00.000Z");
    const event = await ate(anna);
    await life.database.query("delete from meals where id = $1", [event.data.entityId]);
    expect(await (await running())(event)).toEqual(["completed"]);
    expect(await life.count(insights, mine(anna))).toBe(0);
  });
});
