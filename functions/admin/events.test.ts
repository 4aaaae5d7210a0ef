import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Notifications from "#core/platform/notifications";
import { list } from "#functions/admin/events";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  admin = await life.user("admin", { role: "admin" });
  anna = await life.user("anna");
  ben = await life.user("ben");
  for (const person of [anna, ben, anna])
    await Notifications.send(life.as(person), { kind: "news", title: "News", sourceEventId: randomUUID() });
});
afterAll(() => life.close());

describe("everybody's events", () => {
  const idsOf = async (query: Record<string, string>) =>
    (await life.call(list, { as: admin, query })).body.data.map(({ id }: { id: string }) => id);

  it("are listed newest first, page by page", async () => {
    const ids = life.published.map(({ id }) => id).reverse();
    expect(await idsOf({})).toEqual(ids);
    const first = await life.call(list, { as: admin, query: { limit: "2" } });
    const second = await life.call(list, { as: admin, query: { limit: "2", cursor: first.body.nextCursor } });
    expect([...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
    expect(JSON.stringify(first.body)).not.toMatch(/"(previous|ip|requestId)"/);
  });

  it("can be filtered by person, type, entity, story and time", async () => {
    const [first, bens] = life.published as [CloudEvent, CloudEvent];
    expect(await idsOf({ userId: ben.userId })).toEqual([bens.id]);
    expect(await idsOf({ actorId: ben.userId, type: bens.type })).toEqual([bens.id]);
    expect(await idsOf({ type: "work.task.created" })).toEqual([]);
    expect(await idsOf({ entityType: "notification", entityId: first.data.entityId! })).toEqual([first.id]);
    expect(await idsOf({ correlationId: first.correlationid })).toEqual([first.id]);
    expect(await idsOf({ "createdAt[lt]": "2001-01-01T00:00:00Z" })).toEqual([]);
    expect(await idsOf({ "createdAt[gte]": "2001-01-01T00:00:00Z" })).toHaveLength(3);
  });

  it("are looked at on the record, which the answer says", async () => {
    const { body } = await life.call(list, { as: admin, query: { userId: ben.userId, limit: "1" } });
    expect(body.audited).toBe(true);
    const [entry] = await life.database.query("select * from audit_logs order by id desc limit 1");
    expect(entry).toMatchObject({
      ...{ action: "admin.events.listed", user_id: admin.userId, actor_id: admin.userId },
      details: { userId: ben.userId, limit: 1 },
    });
  });

  it("are for administrators only", async () => {
    expect(await life.call(list)).toMatchObject({ status: 401 });
    expect(await life.call(list, { as: anna })).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it.each([
    ["limit", "101"],
    ["cursor", "AAAA"],
    ["userId", "x"],
    ["createdAt[lt]", "soon"],
    ["colour", "red"],
  ])("refuse %s=%s", async (parameter, value) => {
    const { status, body } = await life.call(list, { as: admin, query: { [parameter]: value } });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ parameter });
  });
});
