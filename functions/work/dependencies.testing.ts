import { anotherTask } from "#functions/work/tasks.testing";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  deletedForGood: "a task is made to wait again as quickly",
  // A dependency needs another task.
  row: async (life, person, { taskId }) =>
    made(life, "insert into task_dependencies (task_id, blocked_by_task_id) values ($1, $2) returning id", [
      taskId,
      await anotherTask(life, person),
    ]),
  operations: {
    list: { unpaged: { has: ["nextCursor"], why: "a task waits for at most a hundred" } },
    add: { body: async (life, person) => ({ blockedByTaskId: await anotherTask(life, person) }) },
  },
});
