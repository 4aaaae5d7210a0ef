import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { idOfNext } from "#core/work/tasks-recurring";
import { create as createEvent } from "#functions/calendar/events";
import { recurTask } from "#functions/work/consumers";
import { list as occurrences } from "#functions/work/occurrences";
import { complete, create, get, list, remove, reopen, update } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// Monday, 2 March 2026, noon in UTC.
let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function task(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(create, { as, body: { title: "Water the plants", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const of = (row: { id: string }) => ({ taskId: row.id });
const completions = (row: { id: string }) =>
  life.published.filter((one) => one.data.entityId === row.id && one.type === TaskCompleted.type);
const next = async (as: Person, row: { id: string }) => {
  const { status, body } = await life.call(get, { as, params: { taskId: idOfNext(row.id) } });
  return status === 200 ? body : undefined;
};
/** Completes a task and delivers the event to the consumer, twice. */
async function finish(as: Person, row: { id: string }, body: object = {}) {
  expect((await life.call(complete, { as, params: of(row), body })).status).toBe(200);
  const event = completions(row).at(-1)!;
  expect(await life.deliver(recurTask, [event, event])).toEqual([]);
  return event;
}

describe("completing a recurring task", () => {
  it("creates the next, with what stays the same and nothing of what happened", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const same = {
      description: "All of them",
      priority: "high",
      category: "chore",
      labels: ["home", "green"],
      estimatedMinutes: 15,
      energyLevel: "low",
      isQuickWin: true,
      locationName: "Balcony",
      householdId: anna.householdId,
      assigneeId: anna.userId,
      recurrenceRule: "FREQ=WEEKLY;BYDAY=MO",
    };
    const made = await task(anna, { ...same, dueAt: "2026-03-23T08:00:00Z", scheduledDate: "2026-03-22" });
    const event = await finish(anna, made, { actualMinutes: 20 });
    expect(await next(anna, made)).toMatchObject({
      ...same,
      title: "Water the plants",
      scope: "household",
      status: "pending",
      // Nine o'clock in Berlin, after the clocks have gone forward.
      dueAt: "2026-03-30T07:00:00.000Z",
      dueDate: "2026-03-30",
      recurrenceTimezone: "Europe/Berlin",
      recurrenceParentId: made.id,
      scheduledDate: null,
      actualMinutes: null,
      completedAt: null,
    });
    const made2 = life.published.filter((one) => one.data.entityId === idOfNext(made.id));
    expect(made2).toMatchObject([
      {
        type: TaskEvents.created.type,
        causationid: event.id,
        correlationid: event.correlationid,
        subject: anna.userId,
      },
    ]);
  });

  it("creates no other when it is reopened and completed again, nor when it was deleted or reopened meanwhile", async () => {
    const anna = await life.user("anna");
    const made = await task(anna, { dueDate: "2026-03-02", recurrenceRule: "FREQ=DAILY" });
    await finish(anna, made);
    await life.call(reopen, { as: anna, params: of(made) });
    await finish(anna, made);
    expect((await life.call(list, { as: anna })).body.data).toHaveLength(2);

    const other = await task(anna, { dueDate: "2026-03-02", recurrenceRule: "FREQ=DAILY" });
    await life.call(complete, { as: anna, params: of(other), body: {} });
    await life.call(reopen, { as: anna, params: of(other) });
    await life.deliver(recurTask, completions(other));
    expect(await next(anna, other)).toBeUndefined();
    await life.call(complete, { as: anna, params: of(other), body: {} });
    await life.call(remove, { as: anna, params: of(other) });
    await life.deliver(recurTask, completions(other).slice(-1));
    expect(await next(anna, other)).toBeUndefined();
  });

  it("continues from the due date or from completion, as the task says", async () => {
    const anna = await life.user("anna", { timezone: "Asia/Tokyo" });
    const rule = { recurrenceRule: "FREQ=DAILY;INTERVAL=3" };
    const late = await task(anna, { ...rule, dueDate: "2026-02-20" });
    await finish(anna, late);
    expect((await next(anna, late)).dueDate).toBe("2026-03-04");
    const caughtUp = await task(anna, { ...rule, dueDate: "2026-02-20" });
    await finish(anna, caughtUp, { catchUp: true });
    expect((await next(anna, caughtUp)).dueDate).toBe("2026-02-23");
    const free = await task(anna, { ...rule, dueDate: "2026-02-20", recurrenceBasis: "completion" });
    await finish(anna, free);
    expect((await next(anna, free)).dueDate).toBe("2026-03-05");
    const never = await task(anna, rule);
    await finish(anna, never);
    expect((await next(anna, never)).dueDate).toBe("2026-03-05");
  });

  it("ends with its COUNT, its UNTIL and its rule", async () => {
    const anna = await life.user("anna");
    let one = await task(anna, { dueDate: "2026-03-02", recurrenceRule: "FREQ=WEEKLY;COUNT=3" });
    const first = one;
    const days = [one.dueDate];
    for (;;) {
      await finish(anna, one);
      const after = await next(anna, one);
      if (!after) break;
      days.push(after.dueDate);
      one = after;
    }
    expect(days).toEqual(["2026-03-02", "2026-03-09", "2026-03-16"]);
    const series = await life.call(list, { as: anna, query: { recurrenceParentId: first.id } });
    expect(series.body.data).toHaveLength(2);

    const until = await task(anna, { dueDate: "2026-03-02", recurrenceRule: "FREQ=DAILY;UNTIL=20260302" });
    await finish(anna, until);
    expect(await next(anna, until)).toBeUndefined();
    const stopped = await task(anna, { dueDate: "2026-03-02", recurrenceRule: "FREQ=DAILY" });
    await life.call(update, { as: anna, params: of(stopped), body: { recurrenceRule: null } });
    await finish(anna, stopped);
    expect(await next(anna, stopped)).toBeUndefined();
  });

  it("creates the next for the owner, whichever member completed it", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const shared = { householdId: anna.householdId, assigneeId: ben.userId, recurrenceRule: "FREQ=DAILY" };
    const made = await task(anna, { ...shared, dueDate: "2026-03-02" });
    await finish(ben, made);
    expect(await next(anna, made)).toMatchObject({
      userId: anna.userId,
      assigneeId: ben.userId,
      dueDate: "2026-03-03",
    });

    const second = await task(anna, { ...shared, dueDate: "2026-03-02" });
    await life.call(complete, { as: anna, params: of(second), body: {} });
    await life.database.query("delete from household_members where user_id = $1 and household_id = $2", [
      ben.userId,
      anna.householdId,
    ]);
    await life.deliver(recurTask, completions(second));
    expect(await next(anna, second)).toMatchObject({ assigneeId: null, dueDate: "2026-03-03" });
  });

  it("leaves out what was deleted: a project, the parent, the first of the series", async () => {
    const anna = await life.user("anna");
    const [project] = await life.database.query<{ id: string }>(
      "insert into projects (user_id, name) values ($1, 'Garden') returning id",
      [anna.userId],
    );
    const [sprint] = await life.database.query<{ id: string }>(
      "insert into sprints (user_id, name, start_date, end_date, status) values ($1, 'S', '2026-02-01', '2026-02-14', 'completed') returning id",
      [anna.userId],
    );
    const parent = await task(anna);
    const rule = { dueDate: "2026-03-02", recurrenceRule: "FREQ=DAILY" };
    const made = await task(anna, { ...rule, projectId: project!.id, sprintId: sprint!.id, parentTaskId: parent.id });
    await finish(anna, made);
    const second = await next(anna, made);
    expect(second).toMatchObject({ projectId: project!.id, parentTaskId: parent.id, sprintId: null });
    await life.database.query("update projects set deleted_at = now() where id = $1", [project!.id]);
    await life.call(remove, { as: anna, params: of(parent) });
    await life.call(remove, { as: anna, params: of(made) });
    await finish(anna, second);
    expect(await next(anna, second)).toMatchObject({
      projectId: null,
      parentTaskId: null,
      recurrenceParentId: second.id,
    });
  });

  it("copies everything below it, at every depth, except what was cancelled or has a series of its own", async () => {
    const anna = await life.user("anna");
    const made = await task(anna, { dueDate: "2026-02-02", recurrenceRule: "FREQ=WEEKLY" });
    const under = (parent: { id: string }, title: string, body: object = {}) =>
      task(anna, { parentTaskId: parent.id, title, ...body });
    const room = await under(made, "Kitchen", { dueDate: "2026-02-01" });
    const shelf = await under(room, "Shelf");
    await under(shelf, "Jars", { dueDate: "2026-02-03" });
    await under(shelf, "Left out", { status: "cancelled" });
    const own = await under(room, "Own series", { recurrenceRule: "FREQ=DAILY" });
    await under(own, "Of the series");
    await under(made, "Hall", { sortOrder: -1 });
    await finish(anna, made, { withSubtasks: true });

    // The next Monday is a week from today; it was four weeks late.
    expect(await next(anna, made)).toMatchObject({ dueDate: "2026-03-09" });
    const below = async (id: string): Promise<object> => {
      const { body } = await life.call(list, { as: anna, query: { parentTaskId: id, sort: "sortOrder" } });
      const named = body.data.map(
        async (one: { id: string; title: string; dueDate: string | null; status: string }) => [
          `${one.title} ${one.dueDate ?? ""} ${one.status}`,
          await below(one.id),
        ],
      );
      return Object.fromEntries(await Promise.all(named));
    };
    expect(await below(idOfNext(made.id))).toEqual({
      "Hall  pending": {},
      "Kitchen 2026-03-08 pending": { "Shelf  pending": { "Jars 2026-03-10 pending": {} } },
    });
  });

  it("keeps its time of day, and the first of two equal local times when the clocks go back", async () => {
    const anna = await life.user("anna", { timezone: "UTC" });
    const berlin = { recurrenceTimezone: "Europe/Berlin" };
    // Half past two in Berlin, a day before the clocks go back at three.
    const daily = { ...berlin, dueAt: "2026-10-24T00:30:00Z", recurrenceRule: "FREQ=DAILY" };
    const made = await task(anna, daily);
    await task(anna, { parentTaskId: made.id, title: "Below", dueAt: "2026-10-24T00:15:00Z" });
    life.setNow("2026-10-24T12:00:00Z");
    await finish(anna, made);
    life.setNow("2026-03-02T12:00:00Z");
    expect(await next(anna, made)).toMatchObject({ dueAt: "2026-10-25T00:30:00.000Z" });
    const below = await life.call(list, { as: anna, query: { parentTaskId: idOfNext(made.id) } });
    expect(below.body.data).toMatchObject([{ dueAt: "2026-10-25T00:15:00.000Z", dueDate: "2026-10-25" }]);
  });

  it("copies its checklist, open and at the same distance", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const made = await task(anna, { dueDate: "2026-03-25", recurrenceRule: "FREQ=WEEKLY" });
    const below = (body: object) => task(anna, { parentTaskId: made.id, ...body });
    const ferns = await below({ title: "Ferns", dueAt: "2026-03-24T08:00:00Z", labels: ["green"] });
    await below({ title: "Own series", recurrenceRule: "FREQ=DAILY" });
    await below({ title: "Not any more", status: "cancelled" });
    await life.call(complete, { as: anna, params: of(ferns), body: {} });
    await finish(anna, made);
    const again = (await life.call(list, { as: anna, query: { parentTaskId: idOfNext(made.id) } })).body.data;
    expect(again).toMatchObject([
      {
        title: "Ferns",
        status: "pending",
        dueAt: "2026-03-31T07:00:00.000Z",
        dueDate: "2026-03-31",
        labels: ["green"],
      },
    ]);
  });
});

describe("moving an instance to another day", () => {
  const move = async (as: Person, row: { id: string }, body: object) => {
    const { status, body: moved } = await life.call(update, { as, params: of(row), body });
    expect(status, JSON.stringify(moved)).toBe(200);
    return moved;
  };

  it("keeps the time of day in the zone of the series, wherever its person is", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    // Nine in New York; the clocks there go forward three weeks before those of Berlin.
    const made = await task(anna, {
      dueAt: "2026-03-06T14:00:00Z",
      recurrenceRule: "FREQ=WEEKLY",
      recurrenceTimezone: "America/New_York",
    });
    expect(await move(anna, made, { dueDate: "2026-03-10" })).toMatchObject({
      dueDate: "2026-03-10",
      dueAt: "2026-03-10T13:00:00.000Z",
    });
    // A task without a series uses the zone of its person.
    const once = await task(anna, { dueAt: "2026-03-27T14:00:00Z" });
    expect(await move(anna, once, { dueDate: "2026-03-30" })).toMatchObject({ dueAt: "2026-03-30T13:00:00.000Z" });
    // An evening in New York is the night after in Berlin, which is the day that Anna sees and names.
    const late = await task(anna, {
      dueAt: "2026-01-06T01:00:00Z",
      recurrenceRule: "FREQ=WEEKLY",
      recurrenceTimezone: "America/New_York",
    });
    expect(late.dueDate).toBe("2026-01-06");
    expect(await move(anna, late, { dueDate: "2026-01-08" })).toMatchObject({
      dueDate: "2026-01-08",
      dueAt: "2026-01-08T01:00:00.000Z",
    });
  });

  it("takes the first of two equal local times, and keeps the second where it was given", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const made = await task(anna, { dueAt: "2026-10-20T00:30:00Z" });
    expect(await move(anna, made, { dueDate: "2026-10-25" })).toMatchObject({ dueAt: "2026-10-25T00:30:00.000Z" });
    const second = await task(anna, { dueAt: "2026-10-25T01:30:00Z" });
    expect(await move(anna, second, { dueDate: "2026-10-25", title: "Same" })).toMatchObject({
      dueAt: "2026-10-25T01:30:00.000Z",
    });
  });

  it("leaves a task without a time without one", async () => {
    const anna = await life.user("anna");
    const made = await task(anna, { dueDate: "2026-03-04" });
    for (const dueDate of ["2026-12-05", "9999-12-31", "0001-01-01", "2026-12-05"])
      expect(await move(anna, made, { dueDate })).toMatchObject({ dueDate, dueAt: null });
    const never = await task(anna);
    expect(await move(anna, never, { dueDate: "2026-12-05" })).toMatchObject({ dueDate: "2026-12-05", dueAt: null });
  });

  it("also moves the scheduled time, and removes it with the day", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const times = { scheduledStart: "2026-03-27T08:00:00Z", scheduledEnd: "2026-03-27T09:30:00Z" };
    const made = await task(anna, times);
    expect(await move(anna, made, { scheduledDate: "2026-03-30" })).toMatchObject({
      scheduledDate: "2026-03-30",
      scheduledStart: "2026-03-30T07:00:00.000Z",
      scheduledEnd: "2026-03-30T08:30:00.000Z",
    });
    expect(await move(anna, made, { scheduledDate: null })).toMatchObject({
      scheduledDate: null,
      scheduledStart: null,
      scheduledEnd: null,
    });
    expect(await move(anna, made, { scheduledDate: "2026-04-01" })).toMatchObject({
      scheduledDate: "2026-04-01",
      scheduledStart: null,
      scheduledEnd: null,
    });
    await move(anna, made, times);
    expect(await move(anna, made, { scheduledStart: null })).toMatchObject({
      scheduledDate: "2026-03-27",
      scheduledStart: null,
      scheduledEnd: null,
    });
  });

  it("uses the person's zone for a series without one", async () => {
    const anna = await life.user("anna", { timezone: "Asia/Tokyo" });
    const made = await task(anna, { recurrenceRule: "FREQ=DAILY", recurrenceTimezone: "europe/berlin" });
    expect(made.recurrenceTimezone).toBe("Europe/Berlin");
    expect(await move(anna, made, { recurrenceTimezone: null })).toMatchObject({ recurrenceTimezone: "Asia/Tokyo" });
    const once = await task(anna, { recurrenceTimezone: "Asia/Calcutta" });
    expect(once.recurrenceTimezone).toBe("Asia/Kolkata");
    expect(await move(anna, once, { recurrenceTimezone: null })).toMatchObject({ recurrenceTimezone: null });
  });
});

describe("a preview of a series", () => {
  it("shows the following due dates", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const made = await task(anna, { dueAt: "2026-03-28T01:30:00Z", recurrenceRule: "FREQ=DAILY;COUNT=4" });
    const ask = (query: Record<string, string> = {}, as = anna) =>
      life.call(occurrences, { as, params: of(made), query });
    expect((await ask()).body).toEqual({
      timezone: "Europe/Berlin",
      data: [
        // Half past two does not exist on the 29th, when the clocks show half past three instead.
        { dueDate: "2026-03-29", dueAt: "2026-03-29T01:30:00.000Z" },
        { dueDate: "2026-03-30", dueAt: "2026-03-30T00:30:00.000Z" },
        { dueDate: "2026-03-31", dueAt: "2026-03-31T00:30:00.000Z" },
      ],
    });
    expect((await ask({ count: "1" })).body.data).toHaveLength(1);
    for (const count of ["0", "101", "x", "-1"]) expect((await ask({ count })).status).toBe(400);
    expect((await ask({}, await life.user("eve"))).status).toBe(404);
    const once = await life.call(occurrences, { as: anna, params: of(await task(anna)) });
    expect(once.body).toEqual({ timezone: null, data: [] });
  });
});

describe("a rule that is none", () => {
  it.each([
    ["hello", "rule_form", { said: "hello" }],
    ["FREQ=DAILY;INTERVAL=0", "rule_value", { said: "INTERVAL=0" }],
    ["FREQ=HOURLY", "rule_frequency", { said: "HOURLY" }],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rule_never", {}],
  ])("%s is refused by the code of its fault, for tasks and for events", async (recurrenceRule, code, params) => {
    const anna = await life.user("anna");
    const asked = { title: "Water the plants", recurrenceRule };
    const answers = [
      await life.call(create, { as: anna, body: { ...asked, dueDate: "2026-03-02" } }),
      await life.call(createEvent, { as: anna, body: { ...asked, startDate: "2026-03-02" } }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      const [wrong] = body.errors.filter(({ pointer }: { pointer: string }) => pointer === "#/recurrenceRule");
      expect(wrong.coded).toEqual({ code, params });
    }
  });
});
