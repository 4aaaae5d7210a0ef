import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotificationAnswered, NotificationRead, NotificationSent } from "#core/platform/events";
import * as Notifications from "#core/platform/notifications";
import { notifications } from "#core/platform/notifications.sql";
import { answer, list, read, readAll } from "#functions/platform/notifications";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const scale = { answer: { type: "scale" as const, min: 1, max: 5 } };

async function told(person: Person, message: Partial<Notifications.Message> = {}): Promise<string> {
  const ctx = life.as(person, { correlationId: randomUUID() });
  const sent = await Notifications.send(ctx, { kind: "news", title: "News", sourceEventId: randomUUID(), ...message });
  return sent!.id;
}

const eventsAbout = (id: string) => life.published.filter((one) => one.data.entityId === id);
const listed = async (as: Person, query: Record<string, string>) =>
  (await life.call(list, { as, query })).body.data.map((row: { title: string }) => row.title);

describe("listing notifications", () => {
  it("returns one's own, newest first, by kind, by time and unread only", async () => {
    const anna = await life.user("anna");
    await told(await life.user("ben"), { title: "Ben's" });
    await told(anna, { title: "first" });
    const second = await told(anna, { title: "second", kind: "question", action: scale });
    await told(anna, { title: "third" });
    await life.call(read, { as: anna, params: { notificationId: second } });

    expect(await listed(anna, {})).toEqual(["third", "second", "first"]);
    expect(await listed(anna, { "readAt[null]": "true" })).toEqual(["third", "first"]);
    expect(await listed(anna, { "readAt[null]": "false" })).toEqual(["second"]);
    expect(await listed(anna, { kind: "question" })).toEqual(["second"]);
    await life.call(answer, { as: anna, params: { notificationId: second }, body: { value: 3 } });
    expect(await listed(anna, { "answeredAt[null]": "true" })).toEqual(["third", "first"]);
    expect(await listed(anna, { "answeredAt[null]": "false" })).toEqual(["second"]);
    expect(await listed(anna, { "createdAt[lt]": "2001-01-01T00:00:00Z" })).toEqual([]);
    const { body } = await life.call(list, { as: anna, query: { kind: "question" } });
    expect(body.data[0]).toMatchObject({
      id: second,
      action: scale,
      status: "sent",
      channel: "in_app",
      answer: { value: 3 },
    });
  });

  it("continues where a page ended", async () => {
    const anna = await life.user("anna");
    for (const title of ["a", "b", "c"]) await told(anna, { title });
    const first = await life.call(list, { as: anna, query: { limit: "2" } });
    expect(first.body.nextCursor).not.toBeNull();
    const second = await life.call(list, { as: anna, query: { limit: "2", cursor: first.body.nextCursor } });
    expect(second.body).toMatchObject({ data: [{ title: "a" }], nextCursor: null });
  });
});

describe("reading a notification", () => {
  it("marks it once and stays in its story", async () => {
    const anna = await life.user("anna");
    const id = await told(anna);
    life.setNow("2026-03-02T12:00:00.000Z");
    const first = await life.call(read, { as: anna, params: { notificationId: id } });
    life.setNow("2026-03-02T13:00:00.000Z");
    const second = await life.call(read, { as: anna, params: { notificationId: id } });

    expect(first).toMatchObject({ status: 200, body: { id, readAt: "2026-03-02T12:00:00.000Z" } });
    expect(second).toMatchObject({ status: 200, body: { id, readAt: "2026-03-02T12:00:00.000Z" } });
    const [sent, ...after] = eventsAbout(id);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({
      type: NotificationRead.type,
      causationid: sent!.id,
      correlationid: sent!.correlationid,
    });
  });

  it("does not find another person's", async () => {
    const id = await told(await life.user("anna"));
    const answered = await life.call(read, { as: await life.user("ben"), params: { notificationId: id } });
    expect(answered).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await life.count(notifications, `id = '${id}' and read_at is not null`)).toBe(0);
  });
});

describe("reading all", () => {
  it("marks one's own, with an event for each, and no others", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    const ids = [await told(anna), await told(anna), await told(anna)];
    const other = await told(ben);
    await life.call(read, { as: anna, params: { notificationId: ids[0]! } });

    expect(await life.call(readAll, { as: anna })).toMatchObject({ status: 200, body: { unread: 0 } });
    expect(await listed(anna, { "readAt[null]": "true" })).toEqual([]);
    expect(ids.map((id) => eventsAbout(id).filter((one) => one.type === NotificationRead.type).length)).toEqual([
      1, 1, 1,
    ]);
    expect(await life.count(notifications, `id = '${other}' and read_at is null`)).toBe(1);
  });
});

describe("answering a question", () => {
  it("stores the answer, marks it as read, and stays in the story that asked", async () => {
    const anna = await life.user("anna");
    const id = await told(anna, { kind: "fitness_check_in", action: scale });
    await life.call(readAll, { as: anna });
    const { status, body } = await life.call(answer, {
      as: anna,
      params: { notificationId: id },
      body: { value: 4, note: "Stronger" },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ answer: { value: 4, note: "Stronger" }, answeredAt: life.now().toISOString() });
    expect(body.readAt).not.toBeNull();
    const sent = eventsAbout(id).find((one) => one.type === NotificationSent.type);
    const [answered] = eventsAbout(id).filter((one) => one.type === NotificationAnswered.type);
    expect(answered).toMatchObject({
      causationid: sent!.id,
      correlationid: sent!.correlationid,
      subject: anna.userId,
      data: { payload: { kind: "fitness_check_in" } },
    });
    expect(JSON.stringify(answered)).not.toContain("Stronger");
  });

  it.each([
    [scale, { value: 0 }],
    [scale, { value: 6 }],
    [scale, { value: 2.5 }],
    [scale, { value: "4" }],
    [{ answer: { type: "choice" as const, choices: ["yes", "no"] } }, { value: "maybe" }],
    [{ answer: { type: "choice" as const, choices: ["yes", "no"] } }, { value: 1 }],
  ])("refuses what the question %j does not allow: %j", async (action, body) => {
    const anna = await life.user("anna");
    const id = await told(anna, { action });
    const refused = await life.call(answer, { as: anna, params: { notificationId: id }, body });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/value" }] } });
    expect(await life.count(notifications, `id = '${id}' and answer is not null`)).toBe(0);
  });

  it("accepts one of the choices", async () => {
    const anna = await life.user("anna");
    const id = await told(anna, { action: { answer: { type: "choice", choices: ["yes", "no"] } } });
    const { body } = await life.call(answer, { as: anna, params: { notificationId: id }, body: { value: "no" } });
    expect(body.answer).toEqual({ value: "no" });
  });

  it("answers once; a repetition under one Idempotency-Key gets the same answer", async () => {
    const anna = await life.user("anna");
    const id = await told(anna, { action: scale });
    const request = {
      as: anna,
      params: { notificationId: id },
      body: { value: 3 },
      headers: { "Idempotency-Key": "answer-1" },
    };
    const first = await life.call(answer, request);
    const again = await life.call(answer, request);
    const other = await life.call(answer, { as: anna, params: { notificationId: id }, body: { value: 5 } });

    expect(first.status).toBe(200);
    expect(again).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" }, body: first.body });
    expect(other).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(other.body.detail).toMatch(/answered already/);
    expect(eventsAbout(id).filter((one) => one.type === NotificationAnswered.type)).toHaveLength(1);
  });

  it("requires of an API key the scope to write what the answer is written into", async () => {
    const anna = await life.user("anna");
    const params = { notificationId: await told(anna, { kind: "fitness_check_in", action: scale }) };
    const holding = (...scopes: string[]): Person => ({ ...anna, scopes, apiKeyId: anna.userId });
    const body = { value: 3 };
    for (const scopes of [["platform:write"], ["platform:write", "cortex:read", "health:read"]])
      expect(await life.call(answer, { as: holding(...scopes), params, body })).toMatchObject({
        status: 403,
        body: { code: "missing_scope", detail: "The scope health:write is needed." },
      });
    const as = holding("platform:write", "health:write");
    expect(await life.call(answer, { as, params, body })).toMatchObject({ status: 200 });
  });

  it("is refused without a question, and for another person's", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    const plain = await told(anna);
    const question = await told(anna, { action: scale });
    const body = { value: 3 };
    expect(await life.call(answer, { as: anna, params: { notificationId: plain }, body })).toMatchObject({
      status: 409,
      body: { detail: "This notification asks nothing." },
    });
    expect(await life.call(answer, { as: ben, params: { notificationId: question }, body })).toMatchObject({
      status: 404,
    });
    expect(await life.call(answer, { params: { notificationId: question }, body })).toMatchObject({ status: 401 });
  });
});

describe("a notification of a pillar", () => {
  it("is shown, counted, marked and answered only for callers who may read that pillar", async () => {
    const anna = await life.user("anna");
    const ids: Record<string, string> = {};
    for (const pillar of ["finance", "work", "none"]) {
      const [event] = await life.database.query<{ id: string }>(
        "insert into events (user_id, event_type, source, action) values ($1, $2, $3, 'created') returning id",
        [anna.userId, `${pillar}.thing.created`, `lifeos/${pillar}`],
      );
      const [row] = await life.database.query<{ id: string }>(
        "insert into notifications (user_id, kind, title, source_event_id) values ($1, $2, 'x', $3) returning id",
        [anna.userId, pillar, pillar === "none" ? null : event!.id],
      );
      ids[pillar] = row!.id;
    }
    const key = (...scopes: string[]): Person => ({ ...anna, scopes, apiKeyId: anna.userId });
    const kinds = async (as: Person) =>
      (await life.call(list, { as })).body.data.map(({ kind }: { kind: string }) => kind).toSorted();
    // A notification without an event belongs to the platform itself.
    expect(await kinds(anna)).toEqual(["finance", "none", "work"]);
    expect(await kinds(key("platform:read"))).toEqual(["none"]);
    expect(await kinds(key("platform:read", "work:read"))).toEqual(["none", "work"]);
    expect(await kinds(key("platform:read", "finance:read"))).toEqual(["finance", "none"]);
    expect(await kinds(key("*"))).toHaveLength(3);
    const params = { notificationId: ids.finance! };
    const few = key("platform:read", "platform:write", "work:read");
    expect((await life.call(read, { as: few, params })).status).toBe(404);
    expect((await life.call(answer, { as: few, params, body: { value: 1 } })).status).toBe(404);
    expect((await life.call(readAll, { as: few })).body).toEqual({ unread: 0 });
    const unread = await life.database.query<{ kind: string }>(
      "select kind from notifications where user_id = $1 and read_at is null",
      [anna.userId],
    );
    expect(unread).toEqual([{ kind: "finance" }]);
  });
});
