import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Notifications from "#core/platform/notifications";
import * as BrainLogs from "#functions/health/brain-logs";
import * as CompletedWorkouts from "#functions/health/completed-workouts";
import * as Meals from "#functions/health/meals";
import { create as createItem } from "#functions/household/pantry-items";
import { get } from "#functions/platform/dashboard";
import { answer, read } from "#functions/platform/notifications";
import { complete as completeTask, create as createTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { watched } from "#testing/watched";

let life: Harness;
let flights = 0;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open, { transport: watched(open, { before: () => flights++ }) });
});
beforeEach(() => life.setNow("2026-03-04T12:00:00.000Z")); // A Wednesday.
afterAll(() => life.close());

const dashboard = async (as: Person) => {
  const { status, body } = await life.call(get, { as });
  expect(status).toBe(200);
  return body;
};
const ask = (person: Person, title = "How do you feel?") =>
  Notifications.send(life.as(person), {
    kind: "fitness_check_in",
    title,
    action: { answer: { type: "scale", min: 1, max: 5 } },
    sourceEventId: randomUUID(),
  });

/** Emits events of the person, as a verb that changes rows would. */
const tell = (person: Person, type: string, times = 1) =>
  life.database.query(
    "insert into events (user_id, event_type, source, action) select $1, $2, 'lifeos/' || split_part($2, '.', 1), split_part($2, '.', 3) from generate_series(1, $3::int)",
    [person.userId, type, times],
  );

/** Inserts a row directly, as another pillar's verb would, with the event of that verb. */
async function put(person: Person, table: string, values: Record<string, unknown>): Promise<string> {
  const columns = { user_id: person.userId, ...values };
  const places = Object.keys(columns).map((_, i) => `$${i + 1}`);
  const [row] = await life.database.query<{ id: string }>(
    `insert into ${table} (${Object.keys(columns).join(", ")}) values (${places.join(", ")}) returning id`,
    Object.values(columns),
  );
  await tell(person, "work.task.completed");
  return row!.id;
}

describe("the dashboard's figures", () => {
  it("are empty for a new person", async () => {
    expect(await dashboard(await life.user("anna"))).toEqual({
      date: "2026-03-04",
      timezone: "UTC",
      weekStart: "2026-03-02",
      workouts: { today: 0, thisWeek: 0, recent: [] },
      meals: { today: 0, caloriesToday: 0, thisWeek: 0, caloriesThisWeek: 0, drafts: [] },
      spend: { today: [], thisWeek: [] },
      mood: { latest: null, average: null, entries: 0 },
      notifications: { unread: 0, question: null, questions: [] },
      tasks: { overdue: 0, today: 0, overdueTasks: [], todayTasks: [] },
      pantry: { expiring: [] },
      day: { morningIntention: null, timeBlocks: [] },
      habits: { active: 0, doneToday: 0, streaks: [] },
      focus: { current: null, completedToday: 0, secondsToday: 0, secondsThisWeek: 0 },
      insights: [],
      events: [],
      hidden: [],
      generatedAt: "2026-03-04T12:00:00.000Z",
      cached: false,
    });
  });

  it("add up workouts, meals, spending and mood of today and this week, and nobody else's", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    const workout = await put(anna, "workouts", { name: "Squats" });
    const sets = JSON.stringify([{ exercise: "Squat", sets: 5, reps: 10, weightKg: 100 }]);
    const done = { workout_id: workout, sets, duration_minutes: 45 };
    const latest = await put(anna, "completed_workouts", { ...done, completed_at: "2026-03-04T10:00:00Z" });
    await put(anna, "completed_workouts", { completed_at: "2026-03-02T10:00:00Z" });
    await put(anna, "completed_workouts", { completed_at: "2026-03-01T10:00:00Z" });
    await put(ben, "completed_workouts", { completed_at: "2026-03-04T10:00:00Z" });
    await put(anna, "meals", { name: "Porridge", calories: 400.5, eaten_at: "2026-03-04T07:00:00Z" });
    await put(anna, "meals", { name: "Soup", calories: 300, eaten_at: "2026-03-03T12:00:00Z" });
    const draft = await put(anna, "meals", { name: "Diner", source: "draft", eaten_at: "2026-03-04T11:00:00Z" });
    const spent = { merchant_name: "Diner", amount_cents: -2000 };
    await put(anna, "transactions", { ...spent, date: "2026-03-04" });
    await put(anna, "transactions", { ...spent, date: "2026-03-02", amount_cents: -550 });
    await put(anna, "transactions", { ...spent, date: "2026-03-02", currency: "EUR" });
    await put(anna, "transactions", { ...spent, date: "2026-03-01" });
    await put(anna, "transactions", { ...spent, date: "2026-03-04", amount_cents: 100_000 });
    await put(anna, "transactions", { ...spent, date: "2026-03-04", deleted_at: "2026-03-04T11:00:00Z" });
    await put(ben, "transactions", { ...spent, date: "2026-03-04" });
    const mood = { category: "learning", metric_name: "mood_score" };
    await put(anna, "brain_logs", { ...mood, value: 4, logged_at: "2026-03-04T09:00:00Z", note: "Good" });
    await put(anna, "brain_logs", { ...mood, value: 3, logged_at: "2026-02-27T09:00:00Z" });
    await put(anna, "brain_logs", { ...mood, value: 1, logged_at: "2026-02-25T09:00:00Z" });

    const body = await dashboard(anna);
    expect(body.workouts).toMatchObject({ today: 1, thisWeek: 2 });
    expect(body.workouts.recent).toHaveLength(3);
    expect(body.workouts.recent[0]).toEqual({
      id: latest,
      workoutId: workout,
      name: "Squats",
      completedAt: "2026-03-04T10:00:00.000Z",
      durationMinutes: 45,
      volumeLoad: 5000,
    });
    expect(body.meals).toEqual({
      today: 1,
      caloriesToday: 400.5,
      thisWeek: 2,
      caloriesThisWeek: 700.5,
      drafts: [{ id: draft, name: "Diner", eatenAt: "2026-03-04T11:00:00.000Z" }],
    });
    expect(body.spend).toEqual({
      today: [{ currency: "USD", amountCents: 2000, transactions: 1 }],
      thisWeek: [
        { currency: "EUR", amountCents: 2000, transactions: 1 },
        { currency: "USD", amountCents: 2550, transactions: 2 },
      ],
    });
    expect(body.mood).toMatchObject({ average: 3.5, entries: 2, latest: { value: 4, note: "Good" } });
  });

  it("leave out deleted rows, here and in the totals of the day, until they are restored", async () => {
    const as = await life.user("anna");
    const at = "2026-03-04T08:00:00.000Z";
    const rows = [
      { of: Meals, key: "mealId", body: { name: "Soup", eatenAt: at, calories: 300 } },
      { of: CompletedWorkouts, key: "completedWorkoutId", body: { completedAt: at } },
      {
        of: BrainLogs,
        key: "brainLogId",
        body: { category: "social", metricName: "mood_score", value: 4, loggedAt: at },
      },
    ];
    const made: { of: (typeof rows)[number]["of"]; params: Record<string, string> }[] = [];
    for (const { of, key, body } of rows)
      made.push({ of, params: { [key]: (await life.call(of.create, { as, body })).body.id } });
    const figures = async () => {
      const { meals, workouts, mood } = await dashboard(as);
      const totals = (await life.call(Meals.totals, { as })).body;
      return [meals.today, meals.caloriesToday, totals.meals, workouts.today, workouts.recent.length, mood.entries];
    };
    expect(await figures()).toEqual([1, 300, 1, 1, 1, 1]);
    for (const { of, params } of made) await life.call(of.remove, { as, params });
    expect(await figures()).toEqual([0, 0, 0, 0, 0, 0]);
    for (const { of, params } of made) await life.call(of.restore, { as, params });
    expect(await figures()).toEqual([1, 300, 1, 1, 1, 1]);
  });

  it("show open questions and new insights", async () => {
    const anna = await life.user("anna");
    await ask(anna, "An older question");
    const question = await ask(anna);
    const found = { body: "…", confidence: 0.8, generated_by: "rule", insight_type: "story" };
    await put(anna, "insights", { ...found, title: "Food after training", dedupe_key: "a" });
    await put(anna, "insights", { ...found, title: "Not wanted", dedupe_key: "b", feedback: "dismissed" });

    const body = await dashboard(anna);
    expect(body.notifications).toMatchObject({
      unread: 2,
      question: { id: question!.id, title: "How do you feel?", action: { answer: { type: "scale", min: 1, max: 5 } } },
    });
    expect(body.insights).toMatchObject([{ title: "Food after training", confidence: 0.8 }]);
    expect(body.events).toHaveLength(4);
    expect(body.events[3]).toMatchObject({ type: "platform.notification.sent", entityType: "notification" });
  });

  it("count days and weeks in the person's time zone", async () => {
    life.setNow("2026-03-02T02:00:00.000Z"); // Still Sunday evening in New York.
    const anna = await life.user("anna", { timezone: "America/New_York" });
    await put(anna, "completed_workouts", { completed_at: "2026-03-02T01:00:00Z" });
    await put(anna, "completed_workouts", { completed_at: "2026-03-01T04:59:00Z" });
    expect(await dashboard(anna)).toMatchObject({
      date: "2026-03-01",
      weekStart: "2026-02-23",
      timezone: "America/New_York",
      workouts: { today: 1, thisWeek: 2 },
    });
  });
});

describe("the day", () => {
  it("has what is due, what should have been done, and what others gave the person to do", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const task = async (as: Person, body: object) =>
      (await life.call(createTask, { as, body: { title: "x", ...body } })).body;
    const late = await task(anna, { dueDate: "2026-03-02" });
    const due = await task(anna, { dueAt: "2026-03-04T17:00:00Z", priority: "high" });
    const planned = await task(anna, { scheduledDate: "2026-03-04" });
    await task(anna, { dueDate: "2026-03-05" });
    expect((await dashboard(anna)).tasks).toMatchObject({ overdue: 1, today: 2 });
    // A member changes what concerns the person without being them.
    const given = await task(ben, { dueDate: "2026-03-04", householdId: anna.householdId, assigneeId: anna.userId });
    await life.call(completeTask, { as: anna, params: { taskId: planned.id }, body: {} });
    const { tasks } = await dashboard(anna);
    expect(tasks).toMatchObject({
      overdue: 1,
      today: 2,
      overdueTasks: [{ id: late.id, dueDate: "2026-03-02", version: 1 }],
    });
    expect(tasks.todayTasks).toEqual([
      expect.objectContaining({ id: due.id, priority: "high", dueAt: "2026-03-04T17:00:00.000Z" }),
      expect.objectContaining({ id: given.id, title: "x" }),
    ]);
    expect((await dashboard(await life.user("eve"))).tasks).toMatchObject({ overdue: 0, today: 0 });
  });

  it("has what expires in the households of the person, whoever changed it", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const item = (as: Person, body: object) =>
      life.call(createItem, { as, body: { qtyInStock: 1, householdId: anna.householdId, ...body } });
    await item(anna, { name: "Milk", expiryDate: "2026-03-06" });
    await item(anna, { name: "Flour", expiryDate: "2026-09-01" });
    expect((await dashboard(anna)).pantry.expiring).toMatchObject([
      { name: "Milk", expiryDate: "2026-03-06", qtyInStock: 1 },
    ]);
    await item(ben, { name: "Cream", expiryDate: "2026-03-03" });
    expect((await dashboard(anna)).pantry.expiring.map(({ name }: { name: string }) => name)).toEqual([
      "Cream",
      "Milk",
    ]);
  });

  it("has all questions that wait for an answer", async () => {
    const anna = await life.user("anna");
    await ask(anna, "First");
    await ask(anna, "Second");
    const { question, questions } = (await dashboard(anna)).notifications;
    expect(questions.map(({ title }: { title: string }) => title)).toEqual(["Second", "First"]);
    expect(question).toEqual(questions[0]);
  });
});

describe("the dashboard's snapshot", () => {
  it("takes two flights to make and one to read", async () => {
    const anna = await life.user("anna");
    await ask(anna);
    flights = 0;
    const made = await dashboard(anna);
    expect(flights).toBe(2);
    life.setNow("2026-03-04T13:00:00.000Z");
    const kept = await dashboard(anna);
    expect(flights).toBe(3);
    expect(kept).toEqual({ ...made, cached: true });
  });

  it("is invalidated by every change", async () => {
    const anna = await life.user("anna");
    const question = await ask(anna);
    await dashboard(anna);
    const params = { notificationId: question!.id };
    await life.call(read, { as: anna, params });
    expect(await dashboard(anna)).toMatchObject({
      cached: false,
      notifications: { unread: 0, question: { id: params.notificationId } },
    });
    await life.call(answer, { as: anna, params, body: { value: 5 } });
    expect(await dashboard(anna)).toMatchObject({ cached: false, notifications: { question: null } });
    expect(await dashboard(anna)).toMatchObject({ cached: true, notifications: { question: null } });
  });

  it("is invalidated by a change whose event becomes visible after a later one", async () => {
    const anna = await life.user("anna");
    const [earlier] = await life.database.query<{ id: string }>("select uuidv7('-1 second'::interval) as id");
    await ask(anna);
    await dashboard(anna);
    expect(await dashboard(anna)).toMatchObject({ cached: true });
    await life.database.query(
      "insert into events (id, user_id, event_type, source, action) values ($1, $2, 'health.mood.logged', 'lifeos/health', 'logged')",
      [earlier!.id, anna.userId],
    );
    expect(await dashboard(anna)).toMatchObject({ cached: false });
  });

  it("stays valid after events that change no figure, and shows them", async () => {
    const anna = await life.user("anna");
    await tell(anna, "work.task.completed");
    const made = await dashboard(anna);
    await tell(anna, "work.task.created");
    flights = 0;
    const kept = await dashboard(anna);
    expect(flights).toBe(1);
    expect(kept).toEqual({ ...made, cached: true, events: [kept.events[0], ...made.events] });
    expect(kept.events[0]).toMatchObject({ type: "work.task.created" });
  });

  it("is made again after so many of them that searching them would cost more", async () => {
    const anna = await life.user("anna");
    await tell(anna, "work.task.created");
    await dashboard(anna);
    await tell(anna, "work.task.created", 199);
    expect(await dashboard(anna)).toMatchObject({ cached: true });
    await tell(anna, "work.task.created");
    expect(await dashboard(anna)).toMatchObject({ cached: false });
  });

  it("ends with the day", async () => {
    const anna = await life.user("anna");
    await dashboard(anna);
    life.setNow("2026-03-04T23:59:59.999Z");
    expect(await dashboard(anna)).toMatchObject({ cached: true });
    life.setNow("2026-03-05T00:00:00.000Z");
    expect(await dashboard(anna)).toMatchObject({ cached: false, date: "2026-03-05" });
  });

  it("is not invalidated by another person's change", async () => {
    const anna = await life.user("anna");
    await dashboard(anna);
    await ask(await life.user("ben"));
    expect(await dashboard(anna)).toMatchObject({ cached: true });
  });

  it("is refused to anonymous callers", async () => {
    expect(await life.call(get)).toMatchObject({ status: 401 });
  });
});
