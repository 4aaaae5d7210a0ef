/**
 * Every event's cause, through every pillar: each operation is asked once, what it tells goes to every consumer until nothing
 * more happens, the schedules run in the nights after, and the workflows on what they wait for. Then the stored events are asked
 * what each of them followed from.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import type { Consumer } from "#kit/consumer";
import type { EventDeclaration } from "#kit/event";
import { ANSWER, BEGINNINGS, causeless, type StoredEvent, storedEvents } from "#testing/causes";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { declaredEvents } from "#testing/declared-events";
import { type Harness, harness, type Person } from "#testing/harness";
import { type Walk, walk } from "#testing/walk";
import { startWorkflows } from "#testing/workflows";
import { discover } from "./discover.ts";

const { endpoints, consumers, schedules, workflows } = await discover();

/** Events that take more than requests and the clock, and where their causes are looked at. */
const ELSEWHERE: Record<string, string> = {
  "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
  "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  "health.meal.drafted": "the story of packages/local",
  "identity.user.provisioned": "the authorizer, before there is any other event of a person",
  "ingest.email.processed": "the story of packages/local",
  "ingest.email.failed": "a mail that cannot be read, in functions/ingest/workflows.test.ts",
  "work.task.input_needed": "an agent asks",
};
/** Whoever shows rows reads these; an operation that changed nothing told of nothing. */
const isPlain = (type: string) => /\.(created|updated|deleted|restored)$/.test(type);

let open: OpenDatabase;
let life: Harness;
let sweep: Walk;
beforeAll(async () => {
  open = await pgliteDb();
  life = await harness(open, { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  sweep = await walk(life);
});
afterAll(() => life.close());

const request = async (name: string, as: Person, body?: object, params?: Record<string, string>) => {
  const answer = await life.call(endpoints.find((one) => one.name === name)!.value, { as, body, params });
  expect(answer.status, `${name} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
};

let heard = 0;
/** Hands what was told since to every consumer that waits for it, until nothing more is told. */
async function listen() {
  for (; heard < life.published.length; heard++) {
    const event = life.published[heard]!;
    for (const { value } of consumers)
      if (takes(value, event.type)) expect(await life.deliver(value, [event]), `${value.id} ${event.type}`).toEqual([]);
  }
}
const takes = ({ on }: Consumer, type: string) =>
  Array.isArray(on) && (on as EventDeclaration[]).some((one) => one.type === type);

/** What needs more than one request to happen. */
async function stories(anna: Person) {
  const call = async (...asked: Parameters<typeof request>) => {
    const answer = await request(...asked);
    await listen();
    return answer;
  };
  const goal = await call("work.goals.create", anna, { title: "Tidy", level: "weekly" });
  const weekly = { dueDate: "2026-03-01", recurrenceRule: "FREQ=WEEKLY", goalId: goal.id };
  const task = await call("work.tasks.create", anna, { title: "Water the plants", ...weekly });
  const below = await call("work.tasks.create", anna, { title: "Ferns", parentTaskId: task.id });
  await call("work.tasks.create", anna, { title: "Moss", parentTaskId: below.id });
  await call("work.tasks.complete", anna, { withSubtasks: true }, { taskId: task.id });
  await call("work.tasks.remove", anna, undefined, { taskId: task.id });
  await call("work.tasks.restore", anna, undefined, { taskId: task.id });

  const [first, second] = [
    await call("work.sprints.create", anna, { name: "One", startDate: "2026-03-02", endDate: "2026-03-08" }),
    await call("work.sprints.create", anna, { name: "Two", startDate: "2026-03-09", endDate: "2026-03-15" }),
  ];
  await call("work.tasks.create", anna, { title: "Left over", sprintId: first.id });
  await call("work.sprints.start", anna, {}, { sprintId: first.id });
  await call("work.sprints.complete", anna, { moveOpenTasksTo: second.id }, { sprintId: first.id });
  await call("work.tasks.create", anna, { title: "Forgotten", dueDate: "2026-03-02" });

  const stock = { name: "Milk", unit: "ml", qtyInStock: 600, qtyMin: 500, expiryDate: "2026-03-04" };
  const milk = await call("household.pantry-items.create", anna, stock);
  const used = await call("household.pantry-items.consume", anna, { quantity: 200 }, { pantryItemId: milk.id });
  const undone = { pantryItemId: milk.id, movementId: used.movements[0].id };
  await call("household.movements.undo", anna, undefined, undone);
  const cake = { name: "Cake", ingredients: [{ item: "Milk", qty: 300, unit: "ml" }] };
  const recipe = await call("household.recipes.create", anna, cake);
  await call("household.recipes.cook", anna, {}, { recipeId: recipe.id });

  const every = { name: "Morning", cronExpression: "0 9 * * *", activities: [{ title: "Stretch" }] };
  await call("rhythm.routines.create", anna, every);
  await call("health.completed-workouts.create", anna, { completedAt: "2026-03-02T11:30:00Z", durationMinutes: 40 });
  const lunch = { name: "Lunch", eatenAt: "2026-03-02T12:00:00Z", calories: 700 };
  await call("health.meals.create", anna, lunch);
}

describe("every event", () => {
  let events: StoredEvent[];
  beforeAll(async () => {
    for (const found of endpoints.filter(({ value }) => value.method !== "GET" && value.access === "user")) {
      await life.call(found.value, await sweep.request(found, await life.user("anna")));
      await listen();
    }
    const bea = await life.user("bea");
    await stories(bea);

    const { engine, run } = await startWorkflows(
      open.database,
      workflows.map(({ value }) => value).filter(({ on }) => on.type !== "household.pantry_item.expiring"),
    );
    for (const { value } of workflows) {
      const waited = life.published.filter(({ type, subject }) => type === value.on.type && subject === bea.userId);
      if (waited.length > 0 && value.on.type !== "household.pantry_item.expiring") await run(...waited);
    }
    await engine.stop();
    await listen();
    const [question] = (await request("platform.notifications.list", bea)).data;
    await request("platform.notifications.answer", bea, { value: 4 }, { notificationId: question.id });
    await listen();
    // The nights after: what is due, overdue and about to expire.
    for (const now of ["2026-03-03T00:10:00.000Z", "2026-03-03T03:10:00.000Z", "2026-03-03T09:00:20.000Z"]) {
      life.setNow(now);
      for (const { value } of schedules) if (value.id !== "platform.sweep") await scheduleHandler(value)({});
      await listen();
    }
    events = await storedEvents(open.database);
  }, 120_000);

  it("that follows from another names it, in the same story", () => {
    expect(causeless(events)).toEqual([]);
  });

  it("happened, or needs more than this", async () => {
    const told = new Set(events.map(({ type }) => type));
    const missing = (await declaredEvents()).map(({ type }) => type as string).filter((type) => !told.has(type));
    expect(missing.filter((type) => !isPlain(type) && !(type in ELSEWHERE))).toEqual([]);
    expect(Object.keys(ELSEWHERE).filter((type) => told.has(type))).toEqual([]);
  });

  it("that may begin a story did so here, if it happened and does not answer another", () => {
    const told = new Set(events.map(({ type }) => type));
    const began = new Set(events.filter(({ cause }) => cause === null).map(({ type }) => type));
    expect(
      Object.keys(BEGINNINGS).filter((type) => BEGINNINGS[type] !== ANSWER && told.has(type) && !began.has(type)),
    ).toEqual([]);
  });

  it("leads back to the one that its story began with", () => {
    const byId = new Map(events.map((one) => [one.id, one]));
    for (const event of events) {
      let [at, steps] = [event, 0];
      while (at.cause !== null && steps++ < 50) at = byId.get(at.cause)!;
      expect(at.cause, event.type).toBeNull();
    }
  });

  it.each([
    ["work.task.created", "work.task.completed"],
    ["work.task.deleted", "work.task.deleted"],
    ["work.task.updated", "work.sprint.completed"],
    ["work.task.completed", "work.task.completed"],
    ["work.goal.updated", "work.task.completed"],
    ["work.task.created", "rhythm.routine.due"],
    ["rhythm.routine.ran", "rhythm.routine.due"],
    ["household.pantry_item.ran_low", "household.pantry_item.consumed"],
    ["household.shopping_item.created", "household.pantry_item.ran_low"],
    ["household.pantry_item.consumed", "household.recipe.cooked"],
    ["cortex.insight.found", "health.meal.logged"],
    ["platform.notification.sent", "cortex.insight.found"],
    ["platform.notification.answered", "platform.notification.sent"],
    ["health.mood.logged", "platform.notification.answered"],
  ])("%s follows %s", (effect, cause) => {
    const types = new Map(events.map(({ id, type }) => [id, type]));
    const causes = events.filter(({ type }) => type === effect).map((one) => types.get(one.cause ?? ""));
    expect(causes, JSON.stringify(causes)).toContain(cause);
  });
});
