import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { batch, complete, create, get, list } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function task(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(create, { as, body: { title: "Milk", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const send = (as: Person, operations: object[], body: object = {}, headers: Record<string, string> = {}) =>
  life.call(batch, { as, body: { operations, ...body }, headers });
const count = async (as: Person) => (await life.call(list, { as, query: { limit: "100" } })).body.data.length;
const about = (row: { id: string }) => life.published.filter((one) => one.data.entityId === row.id);
const NOWHERE = "0198f000-0000-7000-8000-000000000001";

describe("a batch", () => {
  it("makes tasks that stand in lists in the order of its operations", async () => {
    const anna = await life.user("anna");
    const titles = Array.from({ length: 30 }, (_, at) => `step ${at}`);
    await send(
      anna,
      titles.map((title) => ({ op: "create", task: { title } })),
    );
    const { body } = await life.call(list, { as: anna, query: { sort: "createdAt", limit: "100" } });
    expect(body.data.map(({ title }: { title: string }) => title)).toEqual(titles);
  });

  it("executes all kinds of operations in order, with tasks that it creates itself", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const [a, b, c] = [await task(anna), await task(anna), await task(anna)];
    await life.call(complete, { as: anna, params: { taskId: c.id }, body: {} });
    const { status, body } = await send(anna, [
      { op: "create", key: "trip", task: { title: "Trip", dueAt: "2026-03-05T02:00:00Z", priority: "high" } },
      { op: "create", task: { title: "Train", parentTaskId: "$trip" } },
      { op: "update", taskId: a.id, ifVersion: 1, task: { title: "Oat milk", parentTaskId: "$trip" } },
      { op: "schedule", taskId: a.id, scheduledStart: "2026-03-04T15:00:00Z", scheduledEnd: "2026-03-04T16:00:00Z" },
      { op: "complete", taskId: a.id, actualMinutes: 5 },
      { op: "reopen", taskId: c.id },
      { op: "remove", taskId: b.id },
      { op: "complete", taskId: "$trip" },
    ]);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.results.map((one: { status: number }) => one.status)).toEqual([201, 201, 200, 200, 200, 200, 204, 200]);
    const [trip, train, , , done, reopened, removed, tripDone] = body.results.map((one: { task: object }) => one.task);
    expect(trip).toMatchObject({ title: "Trip", dueDate: "2026-03-04", priority: "high", status: "pending" });
    expect(train).toMatchObject({ parentTaskId: trip.id });
    expect(done).toMatchObject({ title: "Oat milk", parentTaskId: trip.id, status: "completed", actualMinutes: 5 });
    expect(reopened).toMatchObject({ id: c.id, status: "pending" });
    expect(removed).toBeUndefined();
    expect(tripDone).toMatchObject({ id: trip.id, status: "completed" });
    expect(about(a).map(({ type }) => type.split(".")[2])).toEqual(["created", "updated", "scheduled", "completed"]);
    expect(about(a).at(-1)!.causationid).toBe(about(a)[0]!.id);
    expect((await life.call(get, { as: anna, params: { taskId: b.id } })).status).toBe(404);
  });

  it("takes two flights, and one when it only creates tasks", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    let flights = 0;
    const { run } = life.transport;
    life.transport.run = (statements) => {
      flights++;
      return run(statements);
    };
    try {
      await send(
        anna,
        Array.from({ length: 100 }, (_, i) => ({ op: "create", task: { title: `${i}` } })),
      );
      expect(flights).toBe(1);
      flights = 0;
      await send(
        anna,
        [
          { op: "create", task: { title: "a" } },
          { op: "complete", taskId: made.id },
        ],
        { atomic: true },
      );
      expect(flights).toBe(2);
    } finally {
      life.transport.run = run;
    }
  });

  it("has from one to a hundred operations", async () => {
    const anna = await life.user("anna");
    expect((await send(anna, [])).status).toBe(400);
    const many = Array.from({ length: 101 }, () => ({ op: "create", task: { title: "a" } }));
    expect(await send(anna, many)).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/operations" }] } });
    expect((await life.call(batch, { as: anna, body: { operations: ["x"] } })).status).toBe(400);
    expect(await count(anna)).toBe(0);
  });
});

/** Operations that fail, each with the answer that it would get alone. */
async function refusals(anna: Person, eve: Person) {
  const [done, open, theirs, seen, waits] = [
    await task(anna),
    await task(anna),
    await task(eve),
    await task(eve),
    await task(anna),
  ];
  const sub = await task(anna, { parentTaskId: open.id });
  await life.call(complete, { as: anna, params: { taskId: done.id }, body: {} });
  await life.database.query(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('task', $1, $2, $3, 'viewer')",
    [seen.id, eve.userId, anna.userId],
  );
  await life.database.query("insert into task_dependencies (task_id, blocked_by_task_id) values ($1, $2)", [
    waits.id,
    open.id,
  ]);
  return [
    [{ op: "create", task: { title: "" } }, 400, "/task/title"],
    [{ op: "create", task: { title: "x", recurrenceRule: "FREQ=HOURLY" } }, 400, "/task/recurrenceRule"],
    [{ op: "create", task: { title: "x", projectId: NOWHERE } }, 400, "/task/projectId"],
    [{ op: "create", task: { title: "x", estimatedMinutes: -1 } }, 400, "/task/estimatedMinutes"],
    [
      {
        op: "update",
        taskId: open.id,
        task: { scheduledStart: "2026-03-04T15:00:00Z", scheduledEnd: "2026-03-03T15:00:00Z" },
      },
      400,
      "/task/scheduledEnd",
    ],
    [{ op: "update", taskId: open.id, task: { parentTaskId: open.id } }, 409, ""],
    [{ op: "create", task: { title: "x", parentTaskId: "$later" } }, 400, "/task/parentTaskId"],
    [{ op: "fly", taskId: open.id }, 400, "/op"],
    [{ op: "update", taskId: open.id, task: { title: "y" }, unknown: 1 }, 400, "/unknown"],
    [{ op: "update", taskId: open.id, ifVersion: 7, task: { title: "y" } }, 412, ""],
    [{ op: "update", taskId: done.id, task: { status: "pending" } }, 409, ""],
    [{ op: "update", taskId: open.id, task: { parentTaskId: sub.id } }, 409, ""],
    [{ op: "update", taskId: theirs.id, task: { title: "y" } }, 404, ""],
    [{ op: "update", taskId: seen.id, task: { title: "y" } }, 403, ""],
    [{ op: "complete", taskId: done.id }, 409, ""],
    [{ op: "complete", taskId: waits.id }, 409, ""],
    [{ op: "complete", taskId: NOWHERE }, 404, ""],
    [{ op: "reopen", taskId: open.id }, 409, ""],
    [
      { op: "schedule", taskId: open.id, scheduledStart: "2026-03-04T15:00:00Z", scheduledEnd: "2026-03-04T14:00:00Z" },
      400,
      "/scheduledEnd",
    ],
    [{ op: "remove", taskId: seen.id }, 403, ""],
  ] as const;
}

describe("operations that fail", () => {
  it("have their own results, and the others are executed", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const wrong = await refusals(anna, eve);
    const right = { op: "create", task: { title: "right" } };
    const operations = wrong.flatMap(([operation]) => [operation, right]);
    const before = await count(anna);
    const { status, body } = await send(anna, operations);
    expect(status, JSON.stringify(body)).toBe(200);
    const results = body.results as { status: number; problem?: { status: number; errors?: { pointer: string }[] } }[];
    expect(results.map((one) => one.status)).toEqual(wrong.flatMap(([, expected]) => [expected, 201]));
    for (const [i, [, expected, pointer]] of wrong.entries()) {
      const { problem } = results[i * 2]!;
      expect(problem).toMatchObject({ status: expected, title: expect.any(String), detail: expect.any(String) });
      if (pointer) expect(problem!.errors).toMatchObject([{ pointer: `#${pointer}` }]);
    }
    expect(await count(anna)).toBe(before + wrong.length);
  });

  it("revert all of an atomic batch, whose problem points to them", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const before = await refusals(anna, eve);
    const stored = await count(anna);
    const told = life.published.length;
    for (const [operation, expected, pointer] of before) {
      const right = { op: "create", task: { title: "right" } };
      const { status, body } = await send(anna, [right, right, operation, right], { atomic: true });
      expect([operation, status]).toEqual([operation, expected]);
      expect(body.errors[0].pointer).toBe(`#/operations/2${pointer}`);
    }
    expect(await count(anna)).toBe(stored);
    expect(life.published.length).toBe(told);
  });

  it("are refused as a whole when only the database finds out and there are many", async () => {
    const anna = await life.user("anna");
    const wrong = { op: "create", task: { title: "x", projectId: NOWHERE } };
    const { status, body } = await send(
      anna,
      Array.from({ length: 12 }, () => wrong),
    );
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      {
        pointer: "#/operations/10/task/projectId",
        detail: "does not exist",
        coded: { code: "does_not_exist", params: {} },
      },
    ]);
    expect(await count(anna)).toBe(0);
  });

  it("also fail those that refer to what they would have created", async () => {
    const anna = await life.user("anna");
    const { body } = await send(anna, [
      { op: "create", key: "a", task: { title: "a", projectId: NOWHERE } },
      { op: "create", task: { title: "b", parentTaskId: "$a" } },
      { op: "complete", taskId: "$a" },
      { op: "create", key: "c", task: { title: "c" } },
      { op: "create", key: "c", task: { title: "c again" } },
    ]);
    expect(body.results.map((one: { status: number }) => one.status)).toEqual([400, 400, 409, 201, 400]);
  });
});

describe("a batch that is repeated under its key", () => {
  it("gets the first answer, including refusals, and changes nothing", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const wrong = await refusals(anna, eve);
    const made = await task(anna);
    const operations = [
      { op: "create", task: { title: "one" } },
      ...wrong.map(([operation]) => operation),
      { op: "complete", taskId: made.id },
      { op: "create", task: { title: "two" } },
    ];
    const first = await send(anna, operations, {}, { "Idempotency-Key": "b1" });
    const told = life.published.length;
    const again = await send(anna, operations, {}, { "Idempotency-Key": "b1" });
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
    expect(life.published.length).toBe(told);
    expect(about(made).filter(({ type }) => type === TaskCompleted.type)).toHaveLength(1);
    expect((await send(anna, operations.slice(1), {}, { "Idempotency-Key": "b1" })).status).toBe(409);
  });

  it("is executed when it was refused the first time", async () => {
    const anna = await life.user("anna");
    const made = await task(anna);
    const operations = [
      { op: "create", task: { title: "one" } },
      { op: "reopen", taskId: made.id },
    ];
    const body = { atomic: true };
    expect((await send(anna, operations, body, { "Idempotency-Key": "b2" })).status).toBe(409);
    await life.call(complete, { as: anna, params: { taskId: made.id }, body: {} });
    expect((await send(anna, operations, body, { "Idempotency-Key": "b2" })).status).toBe(200);
  });
});

describe("any batch", () => {
  it("leaves what existed before, or the result of its operations one after the other", async () => {
    const anna = await life.user("anna");
    const operation = fc.oneof(
      { weight: 5, arbitrary: fc.constant({ op: "create", task: { title: "right" } }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { op: "create", task: { title: "x", estimatedMinutes: -1 } },
          { op: "create", task: { title: "x", goalId: NOWHERE } },
          { op: "complete", taskId: NOWHERE },
          { op: "create", task: {} },
        ),
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (operations, atomic) => {
          const before = await life.count(tasks, `user_id = '${anna.userId}'`);
          const right = operations.filter((one) => JSON.stringify(one).includes("right")).length;
          const events = life.events(TaskEvents.created).length;
          const { status } = await send(anna, operations, { atomic });
          const made = atomic && right < operations.length ? 0 : right;
          expect(status).toBe(atomic && right < operations.length ? (status === 404 ? 404 : 400) : 200);
          const after = await life.count(tasks, `user_id = '${anna.userId}'`);
          expect([after - before, life.events(TaskEvents.created).length - events]).toEqual([made, made]);
        },
      ),
      { numRuns: 10, verbose: true },
    );
  });
});
