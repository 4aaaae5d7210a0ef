import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgTransport } from "#cloud/transport/pg";
import { GoalEvents, GoalReached } from "#core/work/events";
import { followGoal, followTask, tellReached } from "#functions/work/consumers";
import * as Goals from "#functions/work/goals";
import * as Tasks from "#functions/work/tasks";
import type { Consumer } from "#kit/consumer";
import type { CloudEvent, EventDeclaration } from "#kit/event";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

interface Node {
  id: string;
  title: string;
  children: Node[];
}

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb(), { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
});
afterAll(() => life.close());

async function goal(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(Goals.create, { as, body: { title: "g", level: "yearly", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made as { id: string; progressPct: number };
}
async function task(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(Tasks.create, { as, body: { title: "t", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made as { id: string };
}
const change = (as: Person, { id }: { id: string }, body: object) =>
  life.call(Goals.update, { as, params: { goalId: id }, body });
const complete = (as: Person, { id }: { id: string }) =>
  life.call(Tasks.complete, { as, params: { taskId: id }, body: {} });
const progress = async (as: Person, { id }: { id: string }) =>
  (await life.call(Goals.get, { as, params: { goalId: id } })).body.progressPct as number;

const takes = (consumer: Consumer, event: CloudEvent) =>
  (consumer.on as readonly EventDeclaration[]).some((one) => one.type === event.type);
const hand = async (event: CloudEvent) => {
  for (const consumer of [followTask, followGoal, tellReached])
    if (takes(consumer, event)) expect(await life.deliver(consumer, [event])).toEqual([]);
};
/** Delivers all events of a person's goals and tasks to their consumers, until no more follow. */
async function settle({ userId }: Person, from = 0) {
  for (let at = from; at < life.published.length; at++)
    if (life.published[at]!.subject === userId) await hand(life.published[at]!);
}
const reached = ({ id }: { id: string }) => life.events(GoalReached).filter((one) => one.data.entityId === id);

describe("goals", () => {
  it("are created and changed, with events", async () => {
    const anna = await life.user("anna");
    const parent = await goal(anna, { title: "Health" });
    const made = await goal(anna, { title: "Marathon", parentId: parent.id, level: "quarterly", progressPct: 10 });
    expect(made).toMatchObject({ status: "active", progressPct: 10, parentId: parent.id, version: 1 });
    expect(life.events(GoalEvents.created).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: made.id, payload: { status: "active", progressPct: 10, parentId: parent.id } },
    });
    const all = await life.call(Goals.list, { as: anna, query: { parentId: parent.id } });
    expect(all.body.data).toMatchObject([{ id: made.id }]);
    await life.call(Goals.remove, { as: anna, params: { goalId: made.id } });
    const { body } = await life.call(Goals.changes, { as: anna });
    expect(body.data).toMatchObject([
      { id: parent.id, deleted: false },
      { id: made.id, deleted: true, row: null },
    ]);
  });

  it.each([{ progressPct: 101 }, { progressPct: -1 }, { level: "daily" }, { parentId: randomUUID() }])(
    "cannot be %j",
    async (body) => {
      const as = await life.user("anna");
      const answer = await life.call(Goals.create, { as, body: { title: "g", level: "yearly", ...body } });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: `#/${Object.keys(body)[0]}` }] } });
    },
  );

  it("cannot belong to another person's, with the same refusal as for a missing one", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const theirs = await goal(anna);
    const [foreign, missing] = await Promise.all(
      [theirs.id, randomUUID()].map((parentId) =>
        life.call(Goals.create, { as: eve, body: { title: "g", level: "yearly", parentId } }),
      ),
    );
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/parentId" }] } });
    expect(foreign!.body.errors).toEqual(missing!.body.errors);
    expect((await change(eve, theirs, { title: "mine" })).status).toBe(404);
  });

  it("never form a cycle", async () => {
    const anna = await life.user("anna");
    const top = await goal(anna);
    const middle = await goal(anna, { parentId: top.id });
    const bottom = await goal(anna, { parentId: middle.id });
    for (const [one, under] of [
      [top, bottom],
      [top, middle],
      [top, top],
    ] as const) {
      expect(await change(anna, one, { parentId: under.id })).toMatchObject({
        status: 409,
        body: { code: "conflict", errors: [{ pointer: "#/parentId" }] },
      });
    }
    expect((await change(anna, bottom, { parentId: null })).status).toBe(200);
  });
});

describe("the tree", () => {
  const shape = (nodes: Node[]): unknown => nodes.map(({ title, children }) => [title, shape(children)]);

  it("has every goal below its parent, in the person's order, in one flight", async () => {
    const anna = await life.user("anna");
    const a = await goal(anna, { title: "a", sortOrder: 2 });
    const b = await goal(anna, { title: "b", sortOrder: 1 });
    const a1 = await goal(anna, { title: "a1", parentId: a.id });
    await goal(anna, { title: "a11", parentId: a1.id });
    await goal(anna, { title: "a2", parentId: a.id, sortOrder: -1 });
    await goal(await life.user("eve"), { title: "theirs" });
    const { run } = life.transport;
    let flights = 0;
    life.transport.run = (statements) => {
      flights++;
      return run(statements);
    };
    const { status, body } = await life.call(Goals.tree, { as: anna });
    life.transport.run = run;
    expect({ status, flights, truncated: body.truncated }).toEqual({ status: 200, flights: 1, truncated: false });
    expect(Goals.tree.spec.returns!.safeParse(body).success).toBe(true);
    expect(shape(body.data)).toEqual([
      ["b", []],
      [
        "a",
        [
          ["a2", []],
          ["a1", [["a11", []]]],
        ],
      ],
    ]);
    await life.call(Goals.remove, { as: anna, params: { goalId: a.id } });
    expect(shape((await life.call(Goals.tree, { as: anna })).body.data)).toEqual([
      ["a2", []],
      ["a1", [["a11", []]]],
      ["b", []],
    ]);
    expect(b.progressPct).toBe(0);
  });

  it("says when it is incomplete", async () => {
    const anna = await life.user("anna");
    await life.database.query(
      "insert into goals (user_id, title, level) select $1, 'g', 'weekly' from generate_series(1, 1001)",
      [anna.userId],
    );
    const { body } = await life.call(Goals.tree, { as: anna });
    expect([body.data.length, body.truncated]).toEqual([1_000, true]);
  });
});

describe("progress", () => {
  it("is the average of children and tasks, rounded down, at every level", async () => {
    const anna = await life.user("anna");
    const from = life.published.length;
    const year = await goal(anna);
    const quarter = await goal(anna, { parentId: year.id });
    const other = await goal(anna, { parentId: year.id, progressPct: 25 });
    const tasks = [];
    for (let i = 0; i < 3; i++) tasks.push(await task(anna, { goalId: quarter.id }));
    await settle(anna, from);
    expect([await progress(anna, quarter), await progress(anna, year)]).toEqual([0, 12]);
    await complete(anna, tasks[0]!);
    await complete(anna, tasks[1]!);
    await settle(anna, from);
    expect([await progress(anna, quarter), await progress(anna, year)]).toEqual([66, 45]);
    await life.call(Tasks.reopen, { as: anna, params: { taskId: tasks[1]!.id } });
    await settle(anna, from);
    expect([await progress(anna, quarter), await progress(anna, year)]).toEqual([33, 29]);
    await life.call(Tasks.update, { as: anna, params: { taskId: tasks[1]!.id }, body: { status: "cancelled" } });
    await life.call(Tasks.remove, { as: anna, params: { taskId: tasks[2]!.id } });
    await settle(anna, from);
    expect([await progress(anna, quarter), await progress(anna, year)]).toEqual([100, 62]);
    await change(anna, other, { status: "abandoned" });
    await settle(anna, from);
    expect(await progress(anna, year)).toBe(100);
  });

  it("follows what is moved, on both sides", async () => {
    const anna = await life.user("anna");
    const from = life.published.length;
    const [a, b] = [await goal(anna), await goal(anna)];
    const [done, open] = [await task(anna, { goalId: a.id }), await task(anna, { goalId: a.id })];
    await complete(anna, done);
    const child = await goal(anna, { parentId: b.id, progressPct: 40 });
    await settle(anna, from);
    expect([await progress(anna, a), await progress(anna, b)]).toEqual([50, 40]);
    await life.call(Tasks.update, { as: anna, params: { taskId: done.id }, body: { goalId: b.id } });
    await settle(anna, from);
    expect([await progress(anna, a), await progress(anna, b)]).toEqual([0, 70]);
    await change(anna, child, { parentId: a.id });
    await settle(anna, from);
    expect([await progress(anna, a), await progress(anna, b)]).toEqual([20, 100]);
    await life.call(Goals.remove, { as: anna, params: { goalId: child.id } });
    await life.call(Tasks.remove, { as: anna, params: { taskId: open.id } });
    await settle(anna, from);
    // Without children and tasks it keeps its value.
    expect([await progress(anna, a), await progress(anna, b)]).toEqual([20, 100]);
  });

  it("can be set by a client only while it is not calculated", async () => {
    const anna = await life.user("anna");
    const made = await goal(anna);
    expect(await change(anna, made, { progressPct: 30 })).toMatchObject({ status: 200, body: { progressPct: 30 } });
    const only = await task(anna, { goalId: made.id });
    expect(await change(anna, made, { progressPct: 99 })).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await change(anna, made, { title: "x" })).status).toBe(200);
    await life.call(Tasks.remove, { as: anna, params: { taskId: only.id } });
    expect((await change(anna, made, { progressPct: 99 })).body.progressPct).toBe(99);
  });

  it("counts what is below it, whoever put it there and whoever completes it", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const from = life.published.length;
    const made = await goal(anna);
    const ours = await task(anna, { goalId: made.id, householdId: anna.householdId });
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('goal', $1, $2, $3, 'collaborator')",
      [made.id, anna.userId, ben.userId],
    );
    const bens = await task(ben, { goalId: made.id });
    expect(bens).toMatchObject({ userId: anna.userId });
    await complete(ben, ours);
    await settle(anna, from);
    expect(await progress(anna, made)).toBe(50);
    await complete(ben, bens);
    await settle(anna, from);
    expect(await progress(anna, made)).toBe(100);
  });

  it("is calculated once: a repeated event changes and emits nothing", async () => {
    const anna = await life.user("anna");
    const from = life.published.length;
    const made = await goal(anna);
    await complete(anna, await task(anna, { goalId: made.id }));
    await settle(anna, from);
    const before = life.published.length;
    const version = (await life.call(Goals.get, { as: anna, params: { goalId: made.id } })).body.version;
    await settle(anna, from);
    expect(life.published.slice(before)).toEqual([]);
    expect((await life.call(Goals.get, { as: anna, params: { goalId: made.id } })).body.version).toBe(version);
  });

  it("is not affected by events that do not count", async () => {
    const anna = await life.user("anna");
    const made = await goal(anna);
    const one = await task(anna, { goalId: made.id });
    await life.call(Tasks.update, { as: anna, params: { taskId: one.id }, body: { title: "renamed" } });
    await task(anna);
    const [before] = await life.database.query<{ n: number }>("select count(*)::int as n from consumer_inbox");
    const renamed = life.published.findLast((event) => event.data.entityId === one.id)!;
    await life.deliver(followTask, [renamed, life.published.at(-1)!]);
    expect(await life.database.query("select count(*)::int as n from consumer_inbox")).toEqual([before]);
  });

  it("is the same for any order and number of deliveries", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ of: fc.nat(2), fate: fc.constantFrom("open", "complete", "cancel", "remove", "move") }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.infiniteStream(fc.nat(1_000)),
        async (plan, draws) => {
          const anna = await life.user("anna");
          const from = life.published.length;
          const top = await goal(anna);
          const middle = await goal(anna, { parentId: top.id });
          const nodes = [top, middle, await goal(anna, { parentId: middle.id })];
          const items: number[][] = [[], [], []];
          for (const { of, fate } of plan) {
            const made = await task(anna, { goalId: nodes[of]!.id });
            const params = { taskId: made.id };
            if (fate === "complete") await complete(anna, made);
            if (fate === "cancel") await life.call(Tasks.update, { as: anna, params, body: { status: "cancelled" } });
            if (fate === "remove") await life.call(Tasks.remove, { as: anna, params });
            if (fate === "move") {
              await life.call(Tasks.update, { as: anna, params, body: { goalId: nodes[(of + 1) % 3]!.id } });
              items[(of + 1) % 3]!.push(0);
            }
            if (fate === "open" || fate === "complete") items[of]!.push(fate === "open" ? 0 : 100);
          }
          // Everything in a random order, some of it twice; resulting events join the queue.
          const queue = life.published.slice(from);
          let seen = life.published.length;
          while (queue.length > 0) {
            const at = draws.next().value % queue.length;
            const event = queue[at]!;
            if (draws.next().value % 4 !== 0) queue.splice(at, 1);
            await hand(event);
            queue.push(...life.published.slice(seen));
            seen = life.published.length;
          }
          const mean = (values: number[]) =>
            values.length ? Math.floor(values.reduce((sum, one) => sum + one, 0) / values.length) : 0;
          const bottomPct = mean(items[2]!);
          const middlePct = mean([...items[1]!, bottomPct]);
          const expected = [mean([...items[0]!, middlePct]), middlePct, bottomPct];
          expect(await Promise.all(nodes.map((node) => progress(anna, node)))).toEqual(expected);
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe("reaching a goal", () => {
  it("is reported once for each time, caused by the change that reached it", async () => {
    const anna = await life.user("anna");
    const from = life.published.length;
    const top = await goal(anna);
    const made = await goal(anna, { parentId: top.id });
    const one = await task(anna, { goalId: made.id });
    await settle(anna, from);
    expect(reached(made)).toEqual([]);
    await complete(anna, one);
    await settle(anna, from);
    await settle(anna, from);
    expect([reached(made).length, reached(top).length]).toEqual([1, 1]);
    expect(reached(made)[0]).toMatchObject({ subject: anna.userId, data: { entityType: "goal" } });
    const update = life.published.find((event) => event.id === reached(made)[0]!.causationid)!;
    const completion = life.published.find((event) => event.id === update.causationid)!;
    expect([update.type, completion.type, completion.correlationid]).toEqual([
      "work.goal.updated",
      "work.task.completed",
      reached(made)[0]!.correlationid,
    ]);
    const params = { taskId: one.id };
    await life.call(Tasks.reopen, { as: anna, params });
    await settle(anna, from);
    await life.call(Tasks.complete, { as: anna, params, body: {} });
    await settle(anna, from);
    expect(reached(made)).toHaveLength(2);
  });

  it("is reported for a goal that somebody marks as completed", async () => {
    const anna = await life.user("anna");
    const from = life.published.length;
    const made = await goal(anna);
    await change(anna, made, { progressPct: 100 });
    await change(anna, made, { progressPct: 100, title: "again" });
    await settle(anna, from);
    expect(reached(made)).toHaveLength(1);
  });
});

describe("on PostgreSQL", () => {
  let server: Harness;
  beforeAll(async () => {
    const open = await serverDb({ max: 2 });
    server = await harness(open, { transport: pgTransport(open.url, { max: 8 }) });
  });
  afterAll(() => server.close());

  it("tasks that are completed at the same moment all count", async () => {
    const anna = await server.user("anna");
    const top = (await server.call(Goals.create, { as: anna, body: { title: "g", level: "yearly" } })).body;
    const under = { title: "g", level: "monthly", parentId: top.id };
    const leaves = [0, 1, 2].map(async () => (await server.call(Goals.create, { as: anna, body: under })).body);
    const ids: string[] = [];
    for (const { id: goalId } of await Promise.all(leaves))
      for (let i = 0; i < 4; i++)
        ids.push((await server.call(Tasks.create, { as: anna, body: { title: "t", goalId } })).body.id);
    await Promise.all(
      ids.map(async (taskId) => {
        await server.call(Tasks.complete, { as: anna, params: { taskId }, body: {} });
        const event = server.published.findLast((one) => one.data.entityId === taskId)!;
        expect(await server.deliver(followTask, [event])).toEqual([]);
      }),
    );
    const { body } = await server.call(Goals.get, { as: anna, params: { goalId: top.id } });
    expect(body.progressPct).toBe(100);
  });
});
