import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { EventCompleted, EventDue } from "#core/calendar/events";
import { remindersOf } from "#core/calendar/reminders";
import {
  completeChore,
  completeWorkout,
  cookRecipe,
  postTransaction,
  sendReminder,
} from "#functions/calendar/consumers";
import { complete, create, get, update } from "#functions/calendar/events";
import { remind } from "#functions/calendar/schedules";
import { get as getTransaction, create as makeTransaction } from "#functions/finance/transactions";
import { list as completedWorkouts } from "#functions/health/completed-workouts";
import { create as makeWorkout } from "#functions/health/workouts";
import { list as cookings } from "#functions/household/cookings";
import { create as makeRecipe } from "#functions/household/recipes";
import { create as share } from "#functions/identity/grants";
import { list as notifications } from "#functions/platform/notifications";
import { get as getTask, create as makeTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// Monday, 2 March 2026, noon in UTC.
let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const of = (row: { id: string }) => ({ eventId: row.id });
async function event(as: Person, body: object) {
  const { status, body: made } = await life.call(create, {
    as,
    body: { title: "Choir", timezone: "Europe/Berlin", ...body },
  });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const told = (row: { id: string }) =>
  life.published.filter(({ type, data }) => type === EventDue.type && data.entityId === row.id);
const at = async (instant: string) => {
  life.setNow(new Date(instant));
  await scheduleHandler(remind)({});
};

describe("a reminder", () => {
  it("leaves the version of its event as it is, for whoever changes the event meanwhile", async () => {
    life.setNow(new Date("2026-03-02T12:00:00Z"));
    const anna = await life.user("anna");
    const times = { startAt: "2026-03-02T18:00:00Z", endAt: "2026-03-02T19:00:00Z" };
    const made = await event(anna, { ...times, reminders: [{ minutesBefore: 10 }] });
    await at("2026-03-02T17:50:00Z");
    await at("2026-03-02T17:50:30Z");
    expect(told(made)).toHaveLength(1);
    const read = await life.call(get, { as: anna, params: of(made) });
    expect(read.body).toEqual(made);
    const headers = { "if-match": `"${made.version}"` };
    const changed = await life.call(update, { as: anna, params: of(made), headers, body: { title: "Rehearsal" } });
    expect(changed.body, JSON.stringify(changed.body)).toMatchObject({ title: "Rehearsal", version: made.version + 1 });
  });

  it("comes once at its time, also of each instance of a series and not of one that was moved", async () => {
    life.setNow(new Date("2026-03-02T12:00:00Z"));
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const daily = { recurrenceRule: "FREQ=DAILY", startAt: "2026-03-02T18:00:00Z", endAt: "2026-03-02T19:00:00Z" };
    const made = await event(anna, { ...daily, reminders: [{ minutesBefore: 10 }] });
    await at("2026-03-02T17:49:00Z");
    expect(told(made)).toEqual([]);
    await at("2026-03-02T17:50:00Z");
    await at("2026-03-02T17:51:00Z");
    const payloads = () => told(made).map(({ data }) => data.payload);
    expect(payloads()).toEqual([{ occursAt: "2026-03-02T18:00:00.000Z", minutesBefore: 10 }]);
    const query = { occurrence: "2026-03-03T18:00:00.000Z" };
    const moved = await life.call(update, {
      as: anna,
      params: of(made),
      query,
      body: { startAt: "2026-03-03T20:00:00Z" },
    });
    await at("2026-03-03T17:55:00Z");
    expect(payloads()).toHaveLength(1);
    await at("2026-03-03T19:50:00Z");
    expect(told(moved.body).map(({ data }) => data.payload)).toEqual([
      { occursAt: "2026-03-03T20:00:00.000Z", minutesBefore: 10 },
    ]);
    await at("2026-03-04T17:50:00Z");
    expect(payloads()).toHaveLength(2);
    // What was missed while nobody looked, and is over, is not told of.
    await at("2026-03-06T12:00:00Z");
    expect(payloads()).toHaveLength(2);

    await life.deliver(sendReminder, told(made));
    await life.deliver(sendReminder, told(made));
    const { body } = await life.call(notifications, { as: anna });
    expect(body.data).toMatchObject([
      { kind: "event_reminder", title: "Choir" },
      { kind: "event_reminder", title: "Choir" },
    ]);
  });

  it("of a series is found beyond any number of instances that were replaced", () => {
    const first = Date.parse("2026-03-02T18:00:00.000Z");
    const nth = (n: number) => new Date(first + n * 86_400_000).toISOString();
    const REPLACED = 1_500;
    const series = {
      ...{ status: "scheduled", zone: "UTC", timezone: "UTC", isAllDay: false, lasts: "until_end" as const },
      ...{ startAt: nth(0), endAt: nth(0), recurrenceRule: "FREQ=DAILY", recurrenceExdates: [], recurrenceRdates: [] },
      reminders: [{ minutesBefore: 10 }],
      replaced: Array.from({ length: REPLACED }, (_, n) => nth(n)),
    };
    let at = first;
    for (let looks = 0; looks < 10; looks++) {
      const { last, next } = remindersOf(series, at, at);
      if (last) break;
      at = next!;
    }
    expect(new Date(at).toISOString()).toBe(nth(REPLACED).replace("T18:00", "T17:50"));
  });

  it("of an event that lasts all day is by the clocks of its person", async () => {
    life.setNow(new Date("2026-03-02T12:00:00Z"));
    const anna = await life.user("anna", { timezone: "Asia/Tokyo" });
    const made = await event(anna, {
      timezone: undefined,
      startDate: "2026-03-05",
      reminders: [{ minutesBefore: 60 }],
    });
    await at("2026-03-04T13:59:00Z");
    expect(told(made)).toEqual([]);
    await at("2026-03-04T14:00:00Z");
    expect(told(made)).toHaveLength(1);
  });
});

describe("a completed event", () => {
  const times = { startAt: "2026-03-02T18:00:00Z", endAt: "2026-03-02T19:00:00Z" };
  async function completed(as: Person, linkedResourceType: string, linkedResourceId: string) {
    const made = await event(as, { ...times, linkedResourceType, linkedResourceId });
    expect((await life.call(complete, { as, params: of(made), body: {} })).status).toBe(200);
    const done = life.published.findLast(
      ({ type, data }) => type === EventCompleted.type && data.entityId === made.id,
    )!;
    for (const consumer of [cookRecipe, completeWorkout, completeChore, postTransaction])
      for (let time = 0; time < 2; time++) await life.deliver(consumer, [done]);
    return made;
  }

  it("does what it is about, once", async () => {
    life.setNow(new Date("2026-03-02T12:00:00Z"));
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const recipe = await life.call(makeRecipe, { as: anna, body: { name: "Soup" } });
    const dinner = await completed(anna, "recipe", recipe.body.id);
    expect((await life.call(cookings, { as: anna })).body.data).toMatchObject([
      { recipeId: recipe.body.id, calendarEventId: dinner.id },
    ]);

    const workout = await life.call(makeWorkout, { as: anna, body: { name: "Run" } });
    await completed(anna, "workout", workout.body.id);
    expect((await life.call(completedWorkouts, { as: anna })).body.data).toMatchObject([
      { workoutId: workout.body.id, durationMinutes: 60 },
    ]);

    const task = await life.call(makeTask, { as: anna, body: { title: "Bins" } });
    await completed(anna, "chore", task.body.id);
    expect((await life.call(getTask, { as: anna, params: { taskId: task.body.id } })).body.status).toBe("completed");

    const bill = await life.call(makeTransaction, {
      as: anna,
      body: { date: "2026-03-02", amountCents: -500, status: "pending" },
    });
    await completed(anna, "transaction", bill.body.id);
    expect((await life.call(getTransaction, { as: anna, params: { transactionId: bill.body.id } })).body.status).toBe(
      "posted",
    );
  });

  it("is about what its owner says, and not about what others say who may change it", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const { body: task } = await life.call(makeTask, { as: anna, body: { title: "Bins" } });
    const { body: other } = await life.call(makeTask, { as: anna, body: { title: "Taxes" } });
    const made = await event(anna, {
      ...times,
      householdId: anna.householdId,
      linkedResourceType: "chore",
      linkedResourceId: task.id,
    });
    const change = (body: object) => life.call(update, { as: ben, params: of(made), body });
    const grant = { entityType: "task", entityId: other.id, role: "viewer", granteeId: ben.userId };
    expect((await life.call(share, { as: anna, body: grant })).status).toBe(201);
    expect((await change({ linkedResourceId: other.id })).status).toBe(403);
    expect((await change({ linkedResourceType: "none" })).status).toBe(403);
    expect((await change({ title: "Bins and more", linkedResourceType: "chore" })).status).toBe(200);
  });
});
