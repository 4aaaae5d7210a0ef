import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotificationAnswered, NotificationSent } from "#core/platform/events";
import * as Notifications from "#core/platform/notifications";
import { get, list, trace } from "#functions/platform/events";
import { answer } from "#functions/platform/notifications";
import { create as createTask, remove as removeTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { watched } from "#testing/watched";

let life: Harness;
let flights = 0;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open, { transport: watched(open, { before: () => flights++ }) });
});
afterAll(() => life.close());

interface Stored {
  id: string;
  userId: string | null;
  type: string;
  causationId: string | null;
  correlationId: string;
  createdAt: string;
  householdId: string;
  entityId: string;
}

/** An event at a chosen time, which only the database's owner can insert. */
async function stored(person: Person | null, event: Partial<Stored> = {}): Promise<Stored> {
  const row: Stored = {
    id: uuidAt(event.createdAt ?? "2026-03-02T10:00:00.000Z"),
    userId: person?.userId ?? null,
    type: "work.task.completed",
    causationId: null,
    correlationId: randomUUID(),
    createdAt: "2026-03-02T10:00:00.000Z",
    householdId: randomUUID(),
    entityId: randomUUID(),
    ...event,
  };
  await life.database.query(
    `insert into events (id, user_id, actor_id, event_type, source, entity_type, entity_id, action, changed, payload, previous,
       origin, correlation_id, causation_id, household_id, created_at, ip, request_id)
     values ($1, $2, $2, $3, 'lifeos/work', 'task', $4, 'completed', '{status}', '{"actualMinutes": 5}', '{"status": "open"}',
       'api', $5, $6, $7, $8, '192.0.2.1', 'request')`,
    [row.id, row.userId, row.type, row.entityId, row.correlationId, row.causationId, row.householdId, row.createdAt],
  );
  return row;
}

let drawn = 0;
/** A UUID of version 7 with this time; later ones of the same time are greater. */
function uuidAt(at: string): string {
  const ms = Date.parse(at).toString(16).padStart(12, "0");
  const n = (drawn++).toString(16).padStart(3, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${n}-8000-${randomUUID().slice(24)}`;
}

const typesOf = async (as: Person, query: Record<string, string>) =>
  (await life.call(list, { as, query })).body.data.map((event: { type: string }) => event.type);

describe("listing events", () => {
  it("returns one's own, newest first, by type, pillar, entity, story and time", async () => {
    const anna = await life.user("anna");
    await stored(await life.user("ben"), { type: "work.task.deleted" });
    const first = await stored(anna, { type: "work.task.created", createdAt: "2026-03-01T10:00:00.000Z" });
    const second = await stored(anna, { createdAt: "2026-03-02T10:00:00.000Z" });

    expect(await typesOf(anna, {})).toEqual(["work.task.completed", "work.task.created"]);
    expect(await typesOf(anna, { type: "work.task.created" })).toEqual(["work.task.created"]);
    expect(await typesOf(anna, { pillar: "work" })).toEqual(["work.task.completed", "work.task.created"]);
    expect(await typesOf(anna, { pillar: "health" })).toEqual([]);
    expect(await typesOf(anna, { entityType: "goal" })).toEqual([]);
    expect(await typesOf(anna, { entityType: "task", entityId: second.entityId })).toEqual(["work.task.completed"]);
    expect(await typesOf(anna, { correlationId: first.correlationId })).toEqual(["work.task.created"]);
    expect(
      await typesOf(anna, { "createdAt[gte]": "2026-03-01T00:00:00Z", "createdAt[lt]": "2026-03-02T00:00:00Z" }),
    ).toEqual(["work.task.created"]);
    expect(await typesOf(anna, { sort: "createdAt" })).toEqual(["work.task.created", "work.task.completed"]);
  });

  it("continues where a page ended and has previous values only on request", async () => {
    const anna = await life.user("anna");
    for (const type of ["work.task.a", "work.task.b", "work.task.c"]) await stored(anna, { type });
    const first = await life.call(list, { as: anna, query: { limit: "2" } });
    const second = await life.call(list, {
      as: anna,
      query: { limit: "2", include: "previous", cursor: first.body.nextCursor },
    });
    expect(first.body.data).toHaveLength(2);
    expect(first.body.data[0]).not.toHaveProperty("previous");
    expect(second.body).toMatchObject({
      data: [{ type: "work.task.a", previous: { status: "open" } }],
      nextCursor: null,
    });
  });

  it("names events by their ids, of all that the caller may see", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    await life.join(anna, ben);
    const own = await stored(ben, { type: "work.task.own" });
    const shared = await stored(anna, {
      type: "work.task.shared",
      householdId: anna.householdId,
      createdAt: "2199-01-01T00:00:00.000Z",
    });
    const hidden = await stored(anna, { type: "work.task.hidden" });
    const id = [own, shared, hidden].map((one) => one.id).join();
    expect(await typesOf(ben, { id })).toEqual(["work.task.shared", "work.task.own"]);
    expect(await typesOf(ben, { id, scope: "mine" })).toEqual(["work.task.own"]);
  });

  it("shows events of shared rows with scope=household, to members only", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    await stored(anna, { type: "work.task.shared", householdId: anna.householdId });
    expect(await typesOf(ben, { scope: "household" })).toEqual([]);
    await life.join(anna, ben);
    // Events from before he joined are not visible to him.
    expect(await typesOf(ben, { scope: "household" })).toEqual([]);
    await stored(anna, {
      type: "work.task.renamed",
      householdId: anna.householdId,
      createdAt: "2199-01-01T00:00:00.000Z",
    });
    expect(await typesOf(ben, { scope: "household" })).toEqual(["work.task.renamed"]);
    expect(await typesOf(ben, {})).toEqual([]);
  });

  it.each([
    [{ entityId: "x" }, "entityId"],
    [{ "createdAt[lt]": "yesterday" }, "createdAt[lt]"],
    [{ cursor: "AAAA" }, "cursor"],
    [{ type: "" }, "type"],
    [{ colour: "red" }, "colour"],
  ])("refuses %j", async (query, parameter) => {
    const refused = await life.call(list, { as: await life.user("anna"), query: query as Record<string, string> });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter }] } });
  });
});

describe("getting an event", () => {
  it("returns it with its changes, without the request that made it", async () => {
    const anna = await life.user("anna");
    const { id, entityId, correlationId } = await stored(anna);
    const { status, body } = await life.call(get, { as: anna, params: { eventId: id } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      type: "work.task.completed",
      entityId,
      correlationId,
      changed: ["status"],
      payload: { actualMinutes: 5 },
      previous: { status: "open" },
      createdAt: "2026-03-02T10:00:00.000Z",
    });
    expect(JSON.stringify(body)).not.toMatch(/192\.0\.2\.1|requestId|eventType/);
  });

  it("does not find another person's", async () => {
    const { id } = await stored(await life.user("anna"));
    const answered = await life.call(get, { as: await life.user("ben"), params: { eventId: id } });
    expect(answered).toMatchObject({ status: 404, body: { code: "not_found" } });
  });
});

describe("tracing an event", () => {
  it("returns the whole story from any of its events", async () => {
    const anna = await life.user("anna");
    const question = await Notifications.send(life.as(anna), {
      kind: "fitness_check_in",
      title: "How do you feel?",
      action: { answer: { type: "scale", min: 1, max: 5 } },
      sourceEventId: randomUUID(),
    });
    const params = { notificationId: question!.id };
    expect((await life.call(answer, { as: anna, params, body: { value: 5 } })).status).toBe(200);

    const [answered] = life.published.filter(
      (one) => one.type === NotificationAnswered.type && one.data.entityId === question!.id,
    );
    flights = 0;
    const { status, body } = await life.call(trace, { as: anna, params: { eventId: answered!.id } });
    // The events, and what their rows are called.
    expect(flights).toBe(2);
    expect(status).toBe(200);
    expect(body).toMatchObject({ events: 2, truncated: false });
    expect(body.root).toMatchObject({
      type: NotificationSent.type,
      entityType: "notification",
      entityId: question!.id,
      title: "How do you feel?",
      actorId: anna.userId,
      origin: "api",
      runId: null,
      msSinceCause: null,
      msSinceRoot: 0,
      note: null,
      effects: [{ id: answered!.id, type: NotificationAnswered.type, note: null, effects: [] }],
    });
    expect(body.root.effects[0].msSinceCause).toBeGreaterThanOrEqual(0);
    const fromTheTop = await life.call(trace, { as: anna, params: { eventId: body.root.id } });
    expect(fromTheTop.body).toEqual(body);
  });

  it("names the rows that the caller sees, and the workflow run that did something", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { body: task } = await life.call(createTask, { as: anna, body: { title: "Bread" } });
    const { body: page } = await life.call(list, { as: anna, query: { titles: "true" } });
    expect(page.data).toMatchObject([{ entityId: task.id, title: "Bread" }]);
    const { body: plain } = await life.call(list, { as: anna });
    expect(plain.data[0]).not.toHaveProperty("title");
    await life.call(removeTask, { as: anna, params: { taskId: task.id } });

    const { body: hidden } = await life.call(createTask, { as: ben, body: { title: "Secret" } });
    const [made] = page.data;
    await life.database.query(
      `insert into events (user_id, actor_id, event_type, source, entity_type, entity_id, action, origin, correlation_id, causation_id, request_id)
       values ($1, $1, 'work.task.updated', 'lifeos/work', 'task', $2, 'updated', 'workflow', $3, $4, 'run-1')`,
      [anna.userId, hidden.id, made.correlationId, made.id],
    );
    const { body } = await life.call(trace, { as: anna, params: { eventId: made.id } });
    expect(body.root).toMatchObject({ title: "Bread", runId: null, effects: [{ title: null, runId: "run-1" }] });
  });

  it("puts an event whose cause is not visible below the root", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    const correlationId = randomUUID();
    const root = await stored(anna, { correlationId });
    const hidden = await stored(ben, { correlationId, causationId: root.id, createdAt: "2026-03-02T10:00:01.000Z" });
    const seen = await stored(anna, { correlationId, causationId: hidden.id, createdAt: "2026-03-02T10:00:02.000Z" });

    const { body } = await life.call(trace, { as: anna, params: { eventId: seen.id } });
    expect(body).toMatchObject({
      events: 2,
      root: { id: root.id, effects: [{ id: seen.id, msSinceCause: null, msSinceRoot: 2_000 }] },
    });
    expect(body.root.effects[0].note).toMatch(/not among the events that you may see/);
    expect(JSON.stringify(body)).not.toContain(hidden.id);
  });

  it("includes a cause that belongs to another story", async () => {
    const anna = await life.user("anna");
    const earlier = await stored(anna, { createdAt: "2026-03-01T10:00:00.000Z" });
    const later = await stored(anna, { causationId: earlier.id });
    const { body } = await life.call(trace, { as: anna, params: { eventId: later.id } });
    expect(body.root).toMatchObject({ id: earlier.id, effects: [{ id: later.id, msSinceCause: 86_400_000 }] });
  });

  it("cuts a long story at its end but keeps the requested event and its causes", async () => {
    const anna = await life.user("anna");
    const correlationId = randomUUID();
    const root = await stored(anna, { correlationId, createdAt: "2026-03-02T09:00:00.000Z" });
    await life.database.query(
      `insert into events (user_id, actor_id, event_type, source, action, correlation_id, causation_id)
       select $1, $1, 'work.task.created', 'lifeos/work', 'created', $2, $3 from generate_series(1, 1100)`,
      [anna.userId, correlationId, root.id],
    );
    const [last] = await life.database.query<{ id: string }>(
      "select id from events where correlation_id = $1 order by id desc limit 1",
      [correlationId],
    );
    const { body } = await life.call(trace, { as: anna, params: { eventId: last!.id } });
    expect(body).toMatchObject({ events: 1_000, truncated: true });
    expect(body.root.effects).toHaveLength(999);
    expect(body.root.effects.at(-1).id).toBe(last!.id);
  });

  it("returns a single event that belongs to no story, and finds nothing of another person's", async () => {
    const anna = await life.user("anna");
    const [lone] = await life.database.query<{ id: string }>(
      `insert into events (user_id, event_type, source, action) values ($1, 'work.task.created', 'lifeos/work', 'created')
       returning id`,
      [anna.userId],
    );
    const params = { eventId: lone!.id };
    expect((await life.call(trace, { as: anna, params })).body).toMatchObject({ events: 1, root: { id: lone!.id } });
    expect(await life.call(trace, { as: await life.user("ben"), params })).toMatchObject({ status: 404 });
  });
});
