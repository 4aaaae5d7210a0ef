import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { taskDependencies } from "#core/work/tasks.sql";
import { add } from "#functions/work/dependencies";
import { list as listDependents } from "#functions/work/dependents";
import { create, remove } from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// A server, because only there do two requests write at the same time.
let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb({ max: 4 }));
});
afterAll(() => life.close());

describe("dependencies that are added at the same time", () => {
  it("never close a cycle together", async () => {
    const anna = await life.user("anna");
    const task = async () => (await life.call(create, { as: anna, body: { title: "Milk" } })).body.id as string;
    for (let round = 0; round < 10; round++) {
      const [a, b, c] = [await task(), await task(), await task()];
      const wait = (taskId: string, blockedByTaskId: string) =>
        life.call(add, { as: anna, params: { taskId }, body: { blockedByTaskId } });
      const answers = await Promise.all([wait(a, b), wait(b, c), wait(c, a)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
      expect(await life.count(taskDependencies, `task_id in ('${a}', '${b}', '${c}')`)).toBe(2);
    }
  });
});

it("what waits for a task is listed page by page, of all that the caller may see, and not what is deleted", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const task = async (title: string, body = {}) =>
    (await life.call(create, { as: anna, body: { title, ...body } })).body.id as string;
  const paint = await task("Buy paint", { householdId: anna.householdId });
  const waiting = [
    await task("Paint the wall", { householdId: anna.householdId }),
    await task("Hang pictures"),
    await task("Move in", { dueDate: "2026-03-09" }),
  ];
  for (const taskId of waiting)
    await life.call(add, { as: anna, params: { taskId }, body: { blockedByTaskId: paint } });
  const dependents = async (as: Person, query: Record<string, string> = {}) =>
    (await life.call(listDependents, { as, params: { taskId: paint }, query })).body;
  const titles = ({ data }: { data: { title: string }[] }) => data.map(({ title }) => title);

  const first = await dependents(anna, { limit: "2" });
  expect(titles(first)).toEqual(["Paint the wall", "Hang pictures"]);
  const second = await dependents(anna, { limit: "2", cursor: first.nextCursor });
  expect(second).toEqual({
    data: [{ id: waiting[2], title: "Move in", status: "pending", dueDate: "2026-03-09" }],
    nextCursor: null,
  });
  await life.call(remove, { as: anna, params: { taskId: waiting[1]! } });
  expect(titles(await dependents(anna))).toEqual(["Paint the wall", "Move in"]);

  expect((await life.call(listDependents, { as: ben, params: { taskId: paint } })).status).toBe(404);
  await life.join(anna, ben);
  expect(titles(await dependents(ben))).toEqual(["Paint the wall"]);
  expect(titles(await dependents(ben, { scope: "mine" }))).toEqual([]);
});
