import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RoutineDue, RoutineRan } from "#core/rhythm/events";
import { routineRuns, routines } from "#core/rhythm/routines.sql";
import type { Activity } from "#core/rhythm/runs";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { runRoutine } from "#functions/rhythm/consumers";
import { create } from "#functions/rhythm/routines";
import { list } from "#functions/work/tasks";
import { emit } from "#kit/change";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function routine(as: Person, activities: Activity[], body: object = {}) {
  const { status, body: made } = await life.call(create, {
    as,
    body: { name: "Home", cronExpression: "0 9 * * *", timezone: "Europe/Berlin", activities, ...body },
  });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}

/** The event of a routine that was due at `scheduledFor`. */
async function due(owner: Person, routineId: string, scheduledFor: string): Promise<CloudEvent> {
  await life.as(owner).db.batch([
    emit(life.as(owner), RoutineDue, {
      entityId: routineId,
      owner: owner.userId,
      payload: { routineId, scheduledFor },
    }),
  ]);
  return life.published.at(-1)!;
}

async function tasksOf(as: Person, query: Record<string, string> = {}) {
  const { body } = await life.call(list, { as, query: { sort: "sortOrder", ...query } });
  return body.data;
}

describe("running a routine", () => {
  it("creates the tasks of its template, due in its own time zone", async () => {
    const anna = await life.user("anna", { timezone: "Asia/Tokyo" });
    const made = await routine(anna, [
      { title: "Water the plants" },
      {
        title: "Put the bins out",
        offsetMinutes: 2 * 1440 + 570,
        category: "chore",
        priority: "high",
        estimatedMinutes: 10,
        labels: ["home", "outside"],
      },
      { title: "Buy food", offsetMinutes: -60 },
    ]);
    // Saturday; the clocks go forward in the night to Sunday.
    expect(await life.deliver(runRoutine, [await due(anna, made.id, "2026-03-28T08:00:00.000Z")])).toEqual([]);

    const [run] = await life.database.query<{ id: string; task_ids: string[] }>(
      "select * from routine_runs where routine_id = $1",
      [made.id],
    );
    expect(run).toMatchObject({ status: "completed", error: null });
    const done = await tasksOf(anna, { routineRunId: run!.id });
    expect(done.map((one: { id: string }) => one.id)).toEqual(run!.task_ids);
    const personal = { scope: "personal", householdId: null, assigneeId: null, userId: anna.userId, status: "pending" };
    expect(done).toMatchObject([
      {
        title: "Water the plants",
        dueAt: "2026-03-28T08:00:00.000Z",
        dueDate: "2026-03-28",
        priority: "medium",
        ...personal,
      },
      {
        title: "Put the bins out",
        // Two days later at nine by local time, and nine and a half hours after that.
        dueAt: "2026-03-30T16:30:00.000Z",
        dueDate: "2026-03-30",
        category: "chore",
        priority: "high",
        estimatedMinutes: 10,
        labels: ["home", "outside"],
        ...personal,
      },
      { title: "Buy food", dueAt: "2026-03-28T07:00:00.000Z", dueDate: "2026-03-28", ...personal },
    ]);
  });

  it("happens once for a due time, however many events report it", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, [{ title: "Water the plants" }]);
    const event = await due(anna, made.id, "2026-03-03T08:00:00.000Z");
    const other = await due(anna, made.id, "2026-03-03T08:00:00.000Z");
    const before = life.published.length;
    expect(await life.deliver(runRoutine, [event])).toEqual([]);
    expect(await life.deliver(runRoutine, [event, other])).toEqual([]);
    expect(await life.deliver(runRoutine, [other])).toEqual([]);
    expect(await life.count(routineRuns, `routine_id = '${made.id}'`)).toBe(1);
    expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(1);
    expect(life.published.slice(before).map((one) => one.type)).toEqual([RoutineRan.type, TaskEvents.created.type]);
    // A repetition is no failure.
    expect(life.logs.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("emits that it ran, caused by the due event", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, [{ title: "a" }, { title: "b" }]);
    const scheduledFor = "2026-03-03T08:00:00.000Z";
    const event = await due(anna, made.id, scheduledFor);
    await life.deliver(runRoutine, [event]);
    const effects = life.published.filter((one) => one.causationid === event.id);
    expect(effects.map((one) => one.type)).toEqual([RoutineRan.type, TaskEvents.created.type, TaskEvents.created.type]);
    expect(new Set(effects.map((one) => one.correlationid))).toEqual(new Set([event.correlationid]));
    expect(effects[0]).toMatchObject({
      subject: anna.userId,
      data: { entityId: made.id, payload: { routineId: made.id, scheduledFor, status: "completed", taskCount: 2 } },
    });
    expect(effects[1]!.data.payload.routineRunId).toBe(effects[0]!.data.payload.runId);
  });

  it("does nothing for a deleted routine", async () => {
    const anna = await life.user("anna");
    const event = await due(anna, randomUUID(), "2026-03-03T08:00:00.000Z");
    expect(await life.deliver(runRoutine, [event])).toEqual([]);
    expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(0);
  });
});

describe("taking turns", () => {
  /** Anna's household with Ben and Cleo, and a daily routine of it. */
  async function household(rotation: (people: Person[]) => Person[]) {
    const people = [await life.user("anna"), await life.user("ben"), await life.user("cleo")];
    const [anna, ben, cleo] = people as [Person, Person, Person];
    await life.join(anna, ben);
    await life.join(anna, cleo);
    const assigneeRotation = rotation(people).map(({ userId }) => userId);
    const made = await routine(anna, [{ title: "Cook", assigneeRotation }], { householdId: anna.householdId });
    // Turns are counted from the first due time after the routine was created.
    await life.database.query("update routines set created_at = '2026-03-02T12:00:00Z' where id = $1", [made.id]);
    const names = new Map(people.map(({ userId, name }) => [userId, name]));
    const days = (from: number, until: number) =>
      Promise.all(
        Array.from({ length: until - from }, (_, i) =>
          due(anna, made.id, `2026-03-${String(from + i).padStart(2, "0")}T08:00:00.000Z`),
        ),
      );
    const turns = async () =>
      (await tasksOf(anna, { scope: "household", sort: "dueAt" })).map((one: { assigneeId: string | null }) =>
        one.assigneeId ? names.get(one.assigneeId) : null,
      );
    return { anna, ben, cleo, made, days, turns };
  }

  it("goes round, in whatever order the runs are made", async () => {
    const { days, turns } = await household(([anna, ben, cleo]) => [cleo!, anna!, ben!]);
    const week = await days(3, 10);
    expect(
      await life.deliver(
        runRoutine,
        [4, 0, 6, 2, 5, 1, 3].map((i) => week[i]!),
      ),
    ).toEqual([]);
    expect(await turns()).toEqual(["cleo", "anna", "ben", "cleo", "anna", "ben", "cleo"]);
  });

  it("includes everybody when the rotation is empty, and assigns nobody without one", async () => {
    const { days, turns } = await household(() => []);
    await life.deliver(runRoutine, await days(3, 7));
    expect(await turns()).toEqual(["anna", "ben", "cleo", "anna"]);
    const dora = await life.user("dora");
    const made = await routine(dora, [{ title: "Cook" }, { title: "Eat", assigneeRotation: [] }]);
    await life.deliver(runRoutine, [await due(dora, made.id, "2026-03-03T08:00:00.000Z")]);
    expect(await tasksOf(dora)).toMatchObject([{ assigneeId: null }, { assigneeId: dora.userId }]);
  });

  it("continues among the members who stay", async () => {
    const { anna, ben, days, turns } = await household((people) => people);
    await life.deliver(runRoutine, await days(3, 6));
    await life.leave(anna, ben);
    expect(await life.deliver(runRoutine, await days(6, 10))).toEqual([]);
    // The former member's task is unassigned now.
    expect(await turns()).toEqual(["anna", null, "cleo", "cleo", "anna", "cleo", "anna"]);
  });

  it("is retried when a member leaves at that moment", async () => {
    const { anna, ben, days, turns } = await household((people) => people);
    const [, second] = await days(3, 5);
    const { run } = life.transport;
    life.transport.run = async (statements) => {
      const results = await run(statements);
      // The read of the routine's owner comes first.
      if (statements.some(({ text }) => text.includes("my_tier"))) return results;
      life.transport.run = run;
      await life.leave(anna, ben);
      return results;
    };
    expect(await life.deliver(runRoutine, [second!])).toEqual([second!.id]);
    expect(await turns()).toEqual([]);
    expect(await life.deliver(runRoutine, [second!])).toEqual([]);
    expect(await turns()).toEqual(["cleo"]);
  });

  it("shares the tasks with the household", async () => {
    const { ben, anna, days } = await household((people) => people);
    await life.deliver(runRoutine, await days(3, 4));
    expect(await tasksOf(ben, { scope: "household" })).toMatchObject([
      { title: "Cook", scope: "household", householdId: anna.householdId, userId: anna.userId },
    ]);
  });
});

describe("a run that cannot succeed", () => {
  it("is stored as failed, without tasks, and not retried", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, [{ title: "a" }, { title: "b" }]);
    await life.database.query(
      `update routines set activities = '[{"title":"a"},{"title":"b","category":"magic"}]' where id = $1`,
      [made.id],
    );
    const event = await due(anna, made.id, "2026-03-03T08:00:00.000Z");
    expect(await life.deliver(runRoutine, [event])).toEqual([]);
    expect(await life.deliver(runRoutine, [event])).toEqual([]);
    const runs = await life.database.query("select * from routine_runs where routine_id = $1", [made.id]);
    expect(runs).toMatchObject([{ status: "failed", task_ids: [], error: "The values do not go together." }]);
    expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(0);
    const ran = life.published.filter((one) => one.causationid === event.id);
    expect(ran).toMatchObject([{ type: RoutineRan.type, data: { payload: { status: "failed", taskCount: 0 } } }]);
  });

  it("is delivered again when only the database failed, and leaves nothing behind until then", async () => {
    const anna = await life.user("anna");
    const made = await routine(anna, [{ title: "a" }]);
    const event = await due(anna, made.id, "2026-03-03T08:00:00.000Z");
    const { run } = life.transport;
    life.transport.run = async (statements) => {
      if (statements.some(({ text }) => text.includes("insert into")))
        throw Object.assign(new Error("gone"), { code: "57P01" });
      return run(statements);
    };
    expect(await life.deliver(runRoutine, [event])).toEqual([event.id]);
    life.transport.run = run;
    expect(await life.count(routineRuns, `routine_id = '${made.id}'`)).toBe(0);
    expect(await life.deliver(runRoutine, [event])).toEqual([]);
    expect(await life.count(tasks, `user_id = '${anna.userId}'`)).toBe(1);
    expect(await life.count(routines, `id = '${made.id}' and is_active`)).toBe(1);
  });
});
