import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Notifications from "#core/platform/notifications";
import { list } from "#functions/admin/outbox";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  admin = await life.user("admin", { role: "admin" });
  anna = await life.user("anna");
  for (const title of ["first", "second", "third"])
    await Notifications.send(life.as(anna), { kind: "news", title, sourceEventId: randomUUID() });
});
afterAll(() => life.close());

describe("the outbox", () => {
  it("shows how many events wait, for how long, and which, the longest waiting first", async () => {
    const [oldest] = life.published;
    await life.database.query(
      "update outbox set created_at = now() - interval '10 minutes', swept_at = '2026-03-02T12:00:00Z' where event_id = $1",
      [oldest!.id],
    );
    const { body } = await life.call(list, { as: admin, query: { limit: "2" } });
    expect(body.count).toBe(3);
    expect(body.oldestAgeSeconds).toBeGreaterThanOrEqual(600);
    expect(body.data).toHaveLength(2);
    expect(body.data[0]).toMatchObject({
      eventId: oldest!.id,
      type: "platform.notification.sent",
      userId: anna.userId,
      sweptAt: "2026-03-02T12:00:00.000Z",
    });
    expect(body.data[1].sweptAt).toBeNull();
  });

  it("is empty when every event was delivered", async () => {
    await life.database.query("delete from outbox");
    const { body } = await life.call(list, { as: admin });
    expect(body).toEqual({ count: 0, oldestAgeSeconds: 0, data: [] });
  });

  it("is for administrators only", async () => {
    expect(await life.call(list)).toMatchObject({ status: 401 });
    expect(await life.call(list, { as: anna })).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it.each([
    ["limit", "0"],
    ["limit", "101"],
    ["colour", "red"],
  ])("refuses %s=%s", async (parameter, value) => {
    expect(await life.call(list, { as: admin, query: { [parameter]: value } })).toMatchObject({
      status: 400,
      body: { errors: [{ parameter }] },
    });
  });
});
