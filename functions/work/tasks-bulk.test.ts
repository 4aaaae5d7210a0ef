import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SLICE } from "#core/work/tasks-bulk";
import { bulk, create, get, list } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const made = async (as: Person, body: object = {}) =>
  (await life.call(create, { as, body: { title: "x", ...body } })).body;
const call = (as: Person, query: Record<string, string>, body: object, key?: string) =>
  life.call(bulk, { as, query, body, headers: key ? { "idempotency-key": key } : {} });
const many = (as: Person, n: number) =>
  life.database.query(
    "insert into tasks (user_id, title, labels) select $1, 'many ' || n, '{many}' from generate_series(1, $2) n",
    [as.userId, n],
  );
const statusesOf = (as: Person) =>
  life.database.query<{ status: string; n: number }>(
    "select status, count(*)::int as n from tasks where user_id = $1 and deleted_at is null group by 1 order by 1",
    [as.userId],
  );

describe("one thing done to all that match", () => {
  it("is done a slice at a time, each once, with an event for every task", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    await many(anna, SLICE + 5);
    await many(eve, 2);
    await made(anna, { title: "another" });
    const counted = await call(anna, { labels: "many" }, { op: "complete", dryRun: true });
    expect(counted.body).toEqual({ matched: SLICE + 5, changed: 0, taskIds: [], next: null });

    const first = await call(anna, { labels: "many" }, { op: "complete" }, "slice-1");
    expect(first.body).toMatchObject({ matched: SLICE + 5, changed: SLICE });
    const again = await call(anna, { labels: "many" }, { op: "complete" }, "slice-1");
    expect(again.body).toMatchObject({ changed: SLICE, taskIds: first.body.taskIds, next: first.body.next });
    expect(again.headers["idempotent-replayed"]).toBe("true");
    const second = await call(anna, { labels: "many", after: first.body.next }, { op: "complete" }, "slice-2");
    expect(second.body).toMatchObject({ matched: 5, changed: 5, next: null });

    expect(await statusesOf(anna)).toEqual([
      { status: "completed", n: SLICE + 5 },
      { status: "pending", n: 1 },
    ]);
    expect(await statusesOf(eve)).toEqual([{ status: "pending", n: 2 }]);
    const told = life.published.filter(
      ({ type, subject }) => type === "work.task.completed" && subject === anna.userId,
    );
    expect(new Set(told.map(({ data }) => data.entityId)).size).toBe(SLICE + 5);
  });

  it("under a key with another filter is another request", async () => {
    const anna = await life.user("anna");
    await made(anna, { labels: ["a"] });
    await call(anna, { labels: "a" }, { op: "remove" }, "k");
    const other = await call(anna, { labels: "b" }, { op: "remove" }, "k");
    expect([other.status, other.body.code]).toEqual([409, "idempotency_key_reused"]);
  });

  it("leaves what waits for others, and what others have", async () => {
    const anna = await life.user("anna");
    const [waiting, first] = [await made(anna), await made(anna)];
    await life.database.query("insert into task_dependencies (task_id, blocked_by_task_id) values ($1, $2)", [
      waiting.id,
      first.id,
    ]);
    expect((await call(anna, {}, { op: "complete" })).body.taskIds).toEqual([first.id]);
    expect((await call(anna, {}, { op: "complete" })).body.taskIds).toEqual([waiting.id]);
    expect((await call(anna, {}, { op: "complete" })).body).toEqual({
      matched: 0,
      changed: 0,
      taskIds: [],
      next: null,
    });
  });

  it("sets what many can have in common, and removes so that it can be restored", async () => {
    const anna = await life.user("anna");
    const task = await made(anna, { dueAt: "2026-03-04T09:00:00Z" });
    const moved = await call(
      anna,
      { status: "pending" },
      { op: "update", task: { dueDate: "2026-03-09", priority: "high" } },
    );
    expect(moved.body.changed).toBe(1);
    const { body } = await life.call(get, { as: anna, params: { taskId: task.id } });
    expect(body).toMatchObject({ dueDate: "2026-03-09", dueAt: "2026-03-09T09:00:00.000Z", priority: "high" });
    await call(anna, {}, { op: "remove" });
    expect((await life.call(list, { as: anna })).body.data).toEqual([]);
  });

  it.each([
    [{}, { op: "explode" }, "#/op"],
    [{ colour: "red" }, { op: "remove" }, undefined],
    [{}, { op: "update", task: { title: "same" } }, "#/task/title"],
    [{}, { op: "update", task: { status: "completed" } }, "#/task/status"],
  ])("refuses %j %j", async (query, body, pointer) => {
    const refused = await call(await life.user("anna"), query as Record<string, string>, body);
    expect(refused.status).toBe(400);
    if (pointer) expect(refused.body.errors[0].pointer).toBe(pointer);
  });
});
