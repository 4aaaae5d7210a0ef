import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { taskDependencies } from "#core/work/tasks.sql";
import { add } from "#functions/work/dependencies";
import { create } from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

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
