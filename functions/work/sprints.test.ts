import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgTransport } from "#cloud/transport/pg";
import { SprintCompleted, SprintEvents, SprintStarted, TaskEvents } from "#core/work/events";
import { sprints } from "#core/work/life-domains.sql";
import { start as startSprint } from "#core/work/sprints";
import * as LifeDomains from "#functions/work/life-domains";
import * as Sprints from "#functions/work/sprints";
import * as Tasks from "#functions/work/tasks";
import { update } from "#kit/change";
import { serverDb, testDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const WEEK = { name: "Week 10", startDate: "2026-03-02", endDate: "2026-03-05" };
async function sprint(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(Sprints.create, { as, body: { ...WEEK, ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made as { id: string; lifeDomainId: string | null };
}
const domain = async (as: Person, slug: string) =>
  (await life.call(LifeDomains.create, { as, body: { name: slug, slug, kind: slug } })).body.id as string;
const task = async (as: Person, body: object) =>
  (await life.call(Tasks.create, { as, body: { title: "t", ...body } })).body as { id: string };
const start = (as: Person, { id }: { id: string }, headers = {}) =>
  life.call(Sprints.start, { as, params: { sprintId: id }, headers });
const complete = (as: Person, { id }: { id: string }, body: object = {}, headers = {}) =>
  life.call(Sprints.complete, { as, params: { sprintId: id }, body, headers });
const sprintOf = async (as: Person, { id }: { id: string }) =>
  (await life.call(Tasks.get, { as, params: { taskId: id } })).body.sprintId;
const share = (entityType: string, id: string, from: Person, to: Person, role: string) =>
  life.database.query(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ($1, $2, $3, $4, $5)",
    [entityType, id, from.userId, to.userId, role],
  );
const grant = (row: { id: string }, from: Person, to: Person, role: string) => share("sprint", row.id, from, to, role);

describe("sprints", () => {
  it("are planned at first and require their dates in order", async () => {
    const anna = await life.user("anna");
    const made = await sprint(anna);
    expect(made).toMatchObject({ status: "planned", version: 1 });
    expect(life.events(SprintEvents.created).at(-1)).toMatchObject({
      data: { entityId: made.id, payload: { status: "planned", startDate: "2026-03-02", endDate: "2026-03-05" } },
    });
    const backwards = { ...WEEK, endDate: "2026-03-01" };
    const order = { status: 400, body: { errors: [{ pointer: "#/endDate", detail: "must not be before startDate" }] } };
    expect(await life.call(Sprints.create, { as: anna, body: backwards })).toMatchObject(order);
    const update = { as: anna, params: { sprintId: made.id }, body: { endDate: "2026-03-01" } };
    expect(await life.call(Sprints.update, update)).toMatchObject(order);
    expect((await life.call(Sprints.create, { as: anna, body: { ...WEEK, status: "active" } })).status).toBe(400);
  });

  it("can be cancelled, unless they are completed", async () => {
    const anna = await life.user("anna");
    const made = await sprint(anna);
    const update = (body: object) => life.call(Sprints.update, { as: anna, params: { sprintId: made.id }, body });
    expect((await update({ status: "active" })).status).toBe(400);
    await start(anna, made);
    await complete(anna, made);
    expect(await update({ status: "cancelled" })).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await update({ retrospective: "Fine" })).toMatchObject({ status: 200, body: { status: "completed" } });
    const other = await sprint(anna);
    const given = await life.call(Sprints.update, {
      as: anna,
      params: { sprintId: other.id },
      body: { status: "cancelled" },
    });
    expect(given.body.status).toBe("cancelled");
  });
});

describe("starting a sprint", () => {
  it("is possible for one in a life domain at a time", async () => {
    const anna = await life.user("anna");
    const [work, home] = [await domain(anna, "work"), await domain(anna, "home")];
    const [first, second] = [await sprint(anna, { lifeDomainId: work }), await sprint(anna, { lifeDomainId: work })];
    expect(await start(anna, first)).toMatchObject({ status: 200, body: { status: "active" } });
    expect(life.events(SprintStarted).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: first.id, payload: { lifeDomainId: work } },
    });
    expect(await start(anna, second)).toMatchObject({ status: 409, body: { code: "sprint_active" } });
    expect(await start(anna, first)).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await start(anna, await sprint(anna, { lifeDomainId: home }))).status).toBe(200);
    expect((await start(anna, await sprint(anna))).status).toBe(200);
    expect(await start(anna, await sprint(anna))).toMatchObject({ status: 409, body: { code: "sprint_active" } });
    await complete(anna, first);
    expect((await start(anna, second)).status).toBe(200);
  });

  it("cannot be circumvented by moving an active one", async () => {
    const anna = await life.user("anna");
    const [work, home] = [await domain(anna, "work"), await domain(anna, "home")];
    const [atWork, atHome, nowhere] = [
      await sprint(anna, { lifeDomainId: work }),
      await sprint(anna, { lifeDomainId: home }),
      await sprint(anna),
    ];
    for (const one of [atWork, atHome, nowhere]) expect((await start(anna, one)).status).toBe(200);
    const move = (one: { id: string }, body: object) =>
      life.call(Sprints.update, { as: anna, params: { sprintId: one.id }, body });
    const refused = { status: 409, body: { code: "sprint_active" } };
    expect(await move(atWork, { lifeDomainId: home })).toMatchObject(refused);
    expect(await move(atWork, { lifeDomainId: null })).toMatchObject(refused);
    expect(await move(atWork, { lifeDomainId: work, name: "same" })).toMatchObject({ status: 200 });
    expect((await move(nowhere, { lifeDomainId: home, status: "cancelled" })).status).toBe(200);
    expect(await move(atWork, { lifeDomainId: null })).toMatchObject({ status: 200, body: { lifeDomainId: null } });
    const planned = await sprint(anna);
    expect(await move(planned, { lifeDomainId: home })).toMatchObject({ status: 200, body: { lifeDomainId: home } });
  });

  it("is limited for each person in a shared life domain, and not for collaborators", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const work = await domain(anna, "work");
    const [hers, next] = [await sprint(anna, { lifeDomainId: work }), await sprint(anna, { lifeDomainId: work })];
    await share("life_domain", work, anna, ben, "viewer");
    const his = await sprint(ben, { lifeDomainId: work });
    for (const [who, one] of [
      [anna, hers],
      [ben, his],
    ] as const)
      expect((await start(who, one)).status).toBe(200);
    // He sees one of her sprints and not the other, which is active.
    await grant(next, anna, ben, "collaborator");
    expect(await start(ben, next)).toMatchObject({ status: 409, body: { code: "sprint_active" } });
  });

  it("stays limited when a life domain, or its person, is deleted for good", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const made = async (who: Person, lifeDomainId?: string) => {
      const one = await sprint(who, { lifeDomainId });
      expect((await start(who, one)).status).toBe(200);
      return one;
    };
    const drop = async (id: string) => {
      expect((await life.call(LifeDomains.remove, { as: anna, params: { lifeDomainId: id } })).status).toBe(204);
      await life.database.query("delete from life_domains where id = $1", [id]);
    };
    const seen = async (who: Person, { id }: { id: string }) =>
      (await life.call(Sprints.get, { as: who, params: { sprintId: id } })).body;
    const [work, home, shared] = [await domain(anna, "work"), await domain(anna, "home"), await domain(anna, "s")];
    await share("life_domain", shared, anna, ben, "viewer");
    const [atWork, atHome] = [await made(anna, work), await made(anna, home)];
    await drop(work);
    expect(await seen(anna, atWork)).toMatchObject({ status: "active", lifeDomainId: null });
    await drop(home);
    expect(await seen(anna, atHome)).toMatchObject({ status: "planned", lifeDomainId: null, version: 3 });
    const [his, ours] = [await made(ben), await made(ben, shared)];
    await made(anna, shared);
    await life.database.query("select erase_person($1)", [anna.userId]);
    expect(await seen(ben, his)).toMatchObject({ status: "active" });
    expect(await seen(ben, ours)).toMatchObject({ status: "planned", lifeDomainId: null });
  });

  it("gives a repeated request the same answer, and a refused one a new try", async () => {
    const anna = await life.user("anna");
    const [first, second] = [await sprint(anna), await sprint(anna)];
    const key = { "Idempotency-Key": "s1" };
    const started = await start(anna, first, key);
    const again = await start(anna, first, key);
    expect(again).toMatchObject({ status: 200, body: started.body, headers: { "idempotent-replayed": "true" } });
    const refused = { "Idempotency-Key": "s2" };
    expect((await start(anna, second, refused)).status).toBe(409);
    await complete(anna, first);
    expect((await start(anna, second, refused)).status).toBe(200);
  });

  it("is for its owner and collaborators", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    const made = await sprint(anna);
    expect((await start(eve, made)).status).toBe(404);
    expect((await complete(eve, made)).status).toBe(404);
    await grant(made, anna, eve, "viewer");
    expect((await start(eve, made)).status).toBe(403);
    await grant(made, anna, ben, "collaborator");
    expect((await start(ben, made)).status).toBe(200);
    expect((await complete(eve, made)).status).toBe(403);
  });
});

describe("completing a sprint", () => {
  it("leaves open tasks, removes them, or moves them, with an event for each", async () => {
    const anna = await life.user("anna");
    const next = await sprint(anna, { name: "next" });
    for (const moveOpenTasksTo of [undefined, null, next.id]) {
      const made = await sprint(anna);
      await start(anna, made);
      const [open, done, cancelled] = [
        await task(anna, { sprintId: made.id }),
        await task(anna, { sprintId: made.id }),
        await task(anna, { sprintId: made.id, status: "cancelled" }),
      ];
      await life.call(Tasks.complete, { as: anna, params: { taskId: done.id }, body: {} });
      const from = life.published.length;
      const answer = await complete(anna, made, moveOpenTasksTo === undefined ? {} : { moveOpenTasksTo });
      expect(answer).toMatchObject({ status: 200, body: { id: made.id, status: "completed" } });
      expect(life.events(SprintCompleted).at(-1)!.data).toMatchObject({
        entityId: made.id,
        payload: { tasksCompleted: 1, tasksOpen: 1 },
      });
      expect(await sprintOf(anna, open)).toBe(moveOpenTasksTo === undefined ? made.id : moveOpenTasksTo);
      expect([await sprintOf(anna, done), await sprintOf(anna, cancelled)]).toEqual([made.id, made.id]);
      const moved = life.published.slice(from).filter((event) => event.type === TaskEvents.updated.type);
      expect(moved.map((event) => event.data.entityId)).toEqual(moveOpenTasksTo === undefined ? [] : [open.id]);
    }
  });

  it("is refused with an invalid target for its tasks, and then changes nothing", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const made = await sprint(anna);
    const over = await sprint(anna);
    await life.call(Sprints.update, { as: anna, params: { sprintId: over.id }, body: { status: "cancelled" } });
    expect(await complete(anna, made)).toMatchObject({ status: 409, body: { code: "conflict" } });
    await start(anna, made);
    const open = await task(anna, { sprintId: made.id });
    const pointer = { errors: [{ pointer: "#/moveOpenTasksTo" }] };
    for (const [moveOpenTasksTo, status] of [
      [randomUUID(), 400],
      [(await sprint(eve)).id, 400],
      [made.id, 400],
      [over.id, 409],
    ] as const)
      expect(await complete(anna, made, { moveOpenTasksTo })).toMatchObject({ status, body: pointer });
    await life.database.query(
      "insert into tasks (user_id, sprint_id, title) select $1, $2, 't' from generate_series(1, 500)",
      [anna.userId, made.id],
    );
    expect(await complete(anna, made, { moveOpenTasksTo: null })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("501") },
    });
    expect(await sprintOf(anna, open)).toBe(made.id);
    expect((await complete(anna, made)).status).toBe(200);
  });
});

describe("the burndown", () => {
  const burndown = (as: Person, { id }: { id: string }) =>
    life.call(Sprints.burndown, { as, params: { sprintId: id } });

  it("counts what was completed on each day in the person's zone", async () => {
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const made = await sprint(anna);
    const done = async (at: string) => {
      const one = await task(anna, { sprintId: made.id });
      life.setNow(at);
      await life.call(Tasks.complete, { as: anna, params: { taskId: one.id }, body: {} });
    };
    await done("2026-02-20T12:00:00Z");
    // Still the second of March in New York.
    await done("2026-03-03T04:30:00Z");
    await done("2026-03-03T05:30:00Z");
    await task(anna, { sprintId: made.id });
    await task(anna, { sprintId: made.id, status: "cancelled" });
    life.setNow("2026-03-04T12:00:00Z");
    const { status, body } = await burndown(anna, made);
    life.setNow("2026-03-02T12:00:00Z");
    expect(status).toBe(200);
    expect(body).toEqual({
      sprintId: made.id,
      timezone: "America/New_York",
      totalTasks: 4,
      completedTasks: 3,
      days: [
        { date: "2026-03-02", completed: 2, remaining: 2, ideal: 3 },
        { date: "2026-03-03", completed: 1, remaining: 1, ideal: 2 },
        { date: "2026-03-04", completed: 0, remaining: 1, ideal: 1 },
        { date: "2026-03-05", completed: 0, remaining: null, ideal: 0 },
      ],
      truncated: false,
    });
    expect((await burndown(await life.user("eve"), made)).status).toBe(404);
  });

  it("includes tasks that were moved when the sprint was completed", async () => {
    const anna = await life.user("anna");
    const made = await sprint(anna);
    await start(anna, made);
    const [done] = [await task(anna, { sprintId: made.id }), await task(anna, { sprintId: made.id })];
    await life.call(Tasks.complete, { as: anna, params: { taskId: done.id }, body: {} });
    const before = (await burndown(anna, made)).body;
    expect(before).toMatchObject({ totalTasks: 2, completedTasks: 1 });
    expect((await complete(anna, made, { moveOpenTasksTo: null })).status).toBe(200);
    expect((await burndown(anna, made)).body).toEqual(before);
  });

  it("of a sprint of a thousand years has the days of its first one", async () => {
    const anna = await life.user("anna");
    const { body } = await burndown(anna, await sprint(anna, { endDate: "9999-12-31" }));
    expect([body.days.length, body.truncated, body.days[0].date]).toEqual([366, true, "2026-03-02"]);
    expect((await burndown(anna, await sprint(anna, { startDate: "9999-12-31", endDate: "9999-12-31" }))).status).toBe(
      200,
    );
  });
});

describe("on PostgreSQL", () => {
  let server: Harness;
  let url: string;
  beforeAll(async () => {
    const open = await serverDb({ max: 2 });
    url = open.ownerUrl;
    server = await harness(open, { transport: pgTransport(open.url, { max: 8 }) });
  });
  afterAll(() => server.close());

  const made = async (as: Person, lifeDomainId: string | null) =>
    (await server.call(Sprints.create, { as, body: { ...WEEK, lifeDomainId } })).body.id as string;
  const active = async ({ userId }: Person) =>
    (
      await server.database.query<{ at: string | null }>(
        "select life_domain_id as at from sprints where user_id = $1 and status = 'active'",
        [userId],
      )
    ).map(({ at }) => at);
  const kinds = (settled: PromiseSettledResult<unknown>[]) =>
    settled.map((one) => (one.status === "fulfilled" ? "done" : one.reason.constraint)).sort();
  // The verbs are called directly: requests of one person are serialized by their rate limit, those of two are not.
  const begin = (as: Person, id: string) => startSprint(server.as(as), id);
  const move = (as: Person, id: string, lifeDomainId: string | null) => {
    const ctx = server.as(as);
    return ctx.db.batch([update(ctx, sprints, eq(sprints.id, id), { lifeDomainId })]);
  };

  describe.each([true, false])("in a life domain: %s", (inDomain) => {
    const room = async (as: Person) => {
      const body = { name: "w", slug: "w", kind: "w" };
      return inDomain ? ((await server.call(LifeDomains.create, { as, body })).body.id as string) : null;
    };

    it("of sprints that are started at the same moment one is active", async () => {
      const as = await server.user("anna");
      const at = await room(as);
      const all = await Promise.all(Array.from({ length: 6 }, () => made(as, at)));
      const started = await Promise.allSettled(all.map((id) => begin(as, id)));
      expect(kinds(started)).toEqual(["done", ...Array(5).fill("sprints_one_active")]);
      expect(await active(as)).toEqual([at]);
    });

    it("a sprint that is started and one that is moved there at the same moment do not both become active", async () => {
      const as = await server.user("anna");
      const at = await room(as);
      const other = (await server.call(LifeDomains.create, { as, body: { name: "o", slug: "o", kind: "o" } })).body
        .id as string;
      for (let turn = 0; turn < 20; turn++) {
        const [moved, started] = [await made(as, other), await made(as, at)];
        await begin(as, moved);
        const both = turn % 2 ? [begin(as, started), move(as, moved, at)] : [move(as, moved, at), begin(as, started)];
        expect(kinds(await Promise.allSettled(both))).toEqual(["done", "sprints_one_active"]);
        expect((await active(as)).filter((one) => one === at)).toEqual([at]);
        await server.database.query("update sprints set status = 'completed' where user_id = $1", [as.userId]);
      }
    });
  });

  it("a life domain can be deleted for good in the moment in which a sprint without one is started", async () => {
    const as = await server.user("anna");
    const body = { name: "w", slug: "w", kind: "w" };
    const work = (await server.call(LifeDomains.create, { as, body })).body.id as string;
    const [inside, outside] = [await made(as, work), await made(as, null)];
    await begin(as, inside);
    const gate = new pg.Client(url);
    await gate.connect();
    await gate.query("begin");
    await gate.query("update sprints set status = 'active' where id = $1", [outside]);
    const dropping = server.database.query("delete from life_domains where id = $1 returning id", [work]);
    await eventually(async () => {
      const { rows } = await gate.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(rows.length).toBe(1);
    });
    await gate.query("commit");
    await gate.end();
    expect(await dropping).toHaveLength(1);
    const params = { sprintId: inside };
    expect((await server.call(Sprints.get, { as, params })).body).toMatchObject({ status: "planned" });
    expect(await active(as)).toEqual([null]);
  });
});
