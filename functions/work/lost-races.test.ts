/** Tasks and sprints that two people change at the same moment. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as Sprints from "#functions/work/sprints";
import * as Tasks from "#functions/work/tasks";
import type { Endpoint } from "#kit/endpoint";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import {
  afterMissing,
  GONE,
  granted,
  idOfNew,
  type People,
  people,
  type Race,
  secondTo,
  testRaces,
} from "#testing/lost-races";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

/** A task of anna's that ben may change, because it is shared with their household. */
const task = (life: Harness, { anna }: People) =>
  idOfNew(life, anna, Tasks.create, { title: "Milk", householdId: anna.householdId });
const sprint = async (life: Harness, both: People) =>
  granted(
    life,
    both,
    "sprint",
    await idOfNew(life, both.anna, Sprints.create, { name: "Week", startDate: "2026-03-02", endDate: "2026-03-08" }),
  );

const COMPLETE = "update tasks set status = 'completed', completed_at = now(), completed_by = user_id where id = $1";
const DELETE = "update tasks set deleted_at = now() where id = $1";
const times = { scheduledStart: "2026-03-04T09:00:00Z", scheduledEnd: "2026-03-04T09:30:00Z" };

const taskRaces: Record<string, Omit<Race, "parameter">> = {
  "completes a task that is completed": {
    row: task,
    winner: COMPLETE,
    verb: Tasks.complete,
    body: {},
    said: [409, "The task is completed already."],
  },
  "completes a task that is deleted": { row: task, winner: DELETE, verb: Tasks.complete, body: {}, said: GONE },
  "reopens a task that is reopened": {
    row: async (life, both) => {
      const id = await task(life, both);
      await life.database.query(COMPLETE, [id]);
      return id;
    },
    winner: "update tasks set status = 'pending', completed_at = null, completed_by = null where id = $1",
    verb: Tasks.reopen,
    said: [409, "Only a completed task can be reopened."],
  },
  "schedules a task that is cancelled": {
    row: task,
    winner: "update tasks set status = 'cancelled' where id = $1",
    verb: Tasks.schedule,
    body: times,
    said: [409, "The task is completed or cancelled."],
  },
  "schedules a task that is deleted": { row: task, winner: DELETE, verb: Tasks.schedule, body: times, said: GONE },
  "answers a task that is answered": {
    row: async (life, both) => {
      const id = await task(life, both);
      await life.database.query("update tasks set status = 'needing_input' where id = $1", [id]);
      return id;
    },
    winner: "update tasks set status = 'pending' where id = $1",
    verb: Tasks.answer,
    body: { answer: "The blue one." },
    said: [409, "Only a task that needs input can be given an answer."],
  },
};

testRaces(() => life, {
  ...Object.fromEntries(Object.entries(taskRaces).map(([name, race]) => [name, { ...race, parameter: "taskId" }])),
  "starts a sprint that is started": {
    row: sprint,
    winner: "update sprints set status = 'active' where id = $1",
    verb: Sprints.start,
    parameter: "sprintId",
    said: [409, "Only a planned sprint can be started."],
  },
  "completes a sprint that is completed": {
    row: async (life, both) => {
      const id = await sprint(life, both);
      await life.database.query("update sprints set status = 'active' where id = $1", [id]);
      return id;
    },
    winner: "update sprints set status = 'completed' where id = $1",
    verb: Sprints.complete,
    parameter: "sprintId",
    body: {},
    said: [409, "Only an active sprint can be completed."],
  },
});

it.each([true, false])(
  "whoever completes in a batch what is completed at the same moment: atomic %s",
  async (atomic) => {
    const both = await people(life);
    const taskId = await task(life, both);
    const body = { atomic, operations: [{ op: "complete", taskId }] };
    const answer = await secondTo(life, COMPLETE, taskId, () => life.call(Tasks.batch, { as: both.ben, body }));
    expect(atomic ? answer.status : answer.body.results[0].status).toBe(409);
  },
);

const PATCH = { verb: Tasks.update, body: { title: "Oat milk" } };
it.each([
  ["changes a deleted row has it changed", "deleted_at = null", PATCH, 200],
  ["deletes one has it deleted", "deleted_at = null", { verb: Tasks.remove }, 204],
  ["changes it at a version that it has no more hears so", "deleted_at = null", { ...PATCH, ifMatch: '"1"' }, 412],
])("whoever %s, when it is restored at the same moment", async (_, restore, { verb, body, ifMatch }: Asked, said) => {
  const { anna } = await people(life);
  const id = await idOfNew(life, anna, Tasks.create, { title: "Milk" });
  await life.database.query(DELETE, [id]);
  const answer = await afterMissing(life, `update tasks set ${restore} where id = $1`, id, () =>
    life.call(verb, { as: anna, params: { taskId: id }, body, headers: ifMatch ? { "if-match": ifMatch } : {} }),
  );
  expect(answer.status).toBe(said);
});

interface Asked {
  verb: Endpoint;
  body?: object;
  ifMatch?: string;
}
