/** Two people change a row at the same moment: the second one is told the present state, and not that the row is not theirs. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as Insights from "#functions/cortex/insights";
import * as Meals from "#functions/health/meals";
import * as ShoppingItems from "#functions/household/shopping-items";
import * as Members from "#functions/identity/members";
import * as Sprints from "#functions/work/sprints";
import * as Tasks from "#functions/work/tasks";
import type { Endpoint } from "#kit/endpoint";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

/** The answer to ben, whose request read the row before `winner` changed it. */
async function secondTo(winner: string, id: string, ask: () => Promise<Answer>): Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  await life.database.transaction(async (tx) => {
    await tx.query(winner, [id]);
    asked = ask();
    await eventually(someoneWaits);
  });
  return asked!;
}

interface People {
  anna: Person;
  ben: Person;
}
/** Two members of one household. */
async function people(): Promise<People> {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  return { anna, ben };
}
const make = async (as: Person, create: Endpoint, body: object): Promise<string> =>
  (await life.call(create, { as, body })).body.id;
const store = async (statement: string, ...values: unknown[]): Promise<string> =>
  (await life.database.query<{ id: string }>(`${statement} returning id`, values))[0]!.id;
const change = (statement: string, ...values: unknown[]) => life.database.query(statement, values);

/** A row of anna's that ben may change, by the household or by a grant. */
const task = ({ anna }: People) => make(anna, Tasks.create, { title: "Milk", householdId: anna.householdId });
async function granted({ anna, ben }: People, entityType: string, id: string) {
  await change(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ($1, $2, $3, $4, 'collaborator')",
    ...[entityType, id, anna.userId, ben.userId],
  );
  return id;
}
const sprint = async (both: People) =>
  granted(
    both,
    "sprint",
    await make(both.anna, Sprints.create, { name: "Week", startDate: "2026-03-02", endDate: "2026-03-08" }),
  );

interface Race {
  row: (both: People) => Promise<string>;
  winner: string;
  verb: Endpoint;
  parameter: string;
  body?: object;
  said: [status: number, detail: string];
}
const COMPLETE = "update tasks set status = 'completed', completed_at = now(), completed_by = user_id where id = $1";
const DELETE = "update tasks set deleted_at = now() where id = $1";
const times = { scheduledStart: "2026-03-04T09:00:00Z", scheduledEnd: "2026-03-04T09:30:00Z" };
const GONE: Race["said"] = [404, "There is no such thing"];

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
    row: async (both) => {
      const id = await task(both);
      await change(COMPLETE, id);
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
    row: async (both) => {
      const id = await task(both);
      await change("update tasks set status = 'needing_input' where id = $1", id);
      return id;
    },
    winner: "update tasks set status = 'pending' where id = $1",
    verb: Tasks.answer,
    body: { answer: "The blue one." },
    said: [409, "Only a task that needs input can be given an answer."],
  },
};

const races: Record<string, Race> = {
  ...Object.fromEntries(Object.entries(taskRaces).map(([name, race]) => [name, { ...race, parameter: "taskId" }])),
  "starts a sprint that is started": {
    row: sprint,
    winner: "update sprints set status = 'active' where id = $1",
    verb: Sprints.start,
    parameter: "sprintId",
    said: [409, "Only a planned sprint can be started."],
  },
  "completes a sprint that is completed": {
    row: async (both) => {
      const id = await sprint(both);
      await change("update sprints set status = 'active' where id = $1", id);
      return id;
    },
    winner: "update sprints set status = 'completed' where id = $1",
    verb: Sprints.complete,
    parameter: "sprintId",
    body: {},
    said: [409, "Only an active sprint can be completed."],
  },
  "logs a draft that is logged": {
    row: async (both) =>
      granted(
        both,
        "meal",
        await store(
          "insert into meals (user_id, name, eaten_at, source) values ($1, 'Lunch', now(), 'draft')",
          both.anna.userId,
        ),
      ),
    winner: "update meals set source = 'purchase' where id = $1",
    verb: Meals.log,
    parameter: "mealId",
    body: {},
    said: [409, "Only a draft can be logged, and this meal is none."],
  },
  "rates an insight that is gone": {
    row: async (both) =>
      granted(
        both,
        "insight",
        await store(
          "insert into insights (user_id, insight_type, title, body, confidence, generated_by, dedupe_key) values ($1, 'x', 'x', 'x', 1, 'rule', $2)",
          ...[both.anna.userId, randomUUID()],
        ),
      ),
    winner: "delete from insights where id = $1",
    verb: Insights.feedback,
    parameter: "insightId",
    body: { feedback: "helpful" },
    said: GONE,
  },
  "buys what is bought": {
    row: ({ anna }) => make(anna, ShoppingItems.create, { name: "Milk", householdId: anna.householdId }),
    winner: "update shopping_items set is_purchased = true, purchased_at = now() where id = $1",
    verb: ShoppingItems.purchase,
    parameter: "shoppingItemId",
    body: {},
    said: [409, "This was bought already."],
  },
  "buys what is deleted": {
    row: ({ anna }) => make(anna, ShoppingItems.create, { name: "Milk", householdId: anna.householdId }),
    winner: "update shopping_items set deleted_at = now() where id = $1",
    verb: ShoppingItems.purchase,
    parameter: "shoppingItemId",
    body: {},
    said: GONE,
  },
};

it.each(Object.entries(races))(
  "whoever %s at the same moment",
  async (_, { row, winner, verb, parameter, body, said }) => {
    const both = await people();
    const id = await row(both);
    const { status, body: answer } = await secondTo(winner, id, () =>
      life.call(verb, { as: both.ben, params: { [parameter]: id }, body }),
    );
    expect([status, answer.detail]).toEqual(said);
  },
);

it.each([true, false])(
  "whoever completes in a batch what is completed at the same moment: atomic %s",
  async (atomic) => {
    const both = await people();
    const taskId = await task(both);
    const body = { atomic, operations: [{ op: "complete", taskId }] };
    const answer = await secondTo(COMPLETE, taskId, () => life.call(Tasks.batch, { as: both.ben, body }));
    expect(atomic ? answer.status : answer.body.results[0].status).toBe(409);
  },
);

it("removing a member who is removed at the same moment", async () => {
  const { anna, ben } = await people();
  const other = await life.user("other");
  await life.join(anna, other);
  await change("update household_members set role = 'admin' where household_id = $1", anna.householdId);
  const [{ id }] = (await life.database.query<{ id: string }>(
    "select id from household_members where household_id = $1 and user_id = $2",
    [anna.householdId, other.userId],
  )) as [{ id: string }];
  const params = { householdId: anna.householdId, memberId: id };
  const answer = await secondTo("delete from household_members where id = $1", id, () =>
    life.call(Members.remove, { as: ben, params }),
  );
  expect([answer.status, answer.body.detail]).toEqual(GONE);
});

const PATCH = { verb: Tasks.update, body: { title: "Oat milk" } };
it.each([
  ["changes a deleted row has it changed", "deleted_at = null", PATCH, 200],
  ["deletes one has it deleted", "deleted_at = null", { verb: Tasks.remove }, 204],
  ["changes it at a version that it has no more hears so", "deleted_at = null", { ...PATCH, ifMatch: '"1"' }, 412],
])("whoever %s, when it is restored at the same moment", async (_, restore, { verb, body, ifMatch }: Asked, said) => {
  const { anna } = await people();
  const id = await make(anna, Tasks.create, { title: "Milk" });
  await change(DELETE, id);
  const answer = await afterMissing(`update tasks set ${restore} where id = $1`, id, () =>
    life.call(verb, { as: anna, params: { taskId: id }, body, headers: ifMatch ? { "if-match": ifMatch } : {} }),
  );
  expect(answer.status).toBe(said);
});

interface Asked {
  verb: Endpoint;
  body?: object;
  ifMatch?: string;
}

/** The answer to a request whose change finds the row as it was before `winner`, and which then finds out why nothing was changed. */
async function afterMissing(winner: string, id: string, ask: () => Promise<Answer>): Promise<Answer> {
  const { run } = life.transport;
  let hasFailed = false;
  const changed = Promise.withResolvers<void>();
  life.transport.run = async (statements) => {
    const at = statements.findIndex(({ text }) => text.startsWith("with changed as (update")) + 1;
    if (at === 0) return run(statements);
    life.transport.run = run;
    const waiting = { text: "select pg_advisory_xact_lock(14)", params: [] };
    try {
      return (await run([...statements.slice(0, at), waiting, ...statements.slice(at)])).toSpliced(at, 1);
    } catch (error) {
      hasFailed = true;
      await changed.promise;
      throw error;
    }
  };
  let asked: Promise<Answer> | undefined;
  try {
    await life.database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock(14)");
      asked = ask();
      await eventually(() => (hasFailed ? undefined : someoneWaits()));
      await change(winner, id);
    });
    changed.resolve();
    return await asked!;
  } finally {
    life.transport.run = run;
  }
}

async function someoneWaits(): Promise<void> {
  const waiting = await life.database.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  expect(waiting).toHaveLength(1);
}
