import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmailReceived } from "#core/ingest/events";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { get, list, replay } from "#functions/admin/webhook-deliveries";
import type { Person } from "#testing/harness";
import { plainEmail } from "#testing/mail";
import { type Post, post } from "#testing/post";

let life: Post;
let admin: Person;
beforeAll(async () => {
  life = await post();
  admin = await life.user("admin", { role: "admin" });
});
afterAll(() => life.close());

const date = new Date("2026-03-02T11:30:00Z");
const on = (endpoint: typeof get | typeof replay, deliveryId: string, more: object = {}) =>
  life.call(endpoint, { as: admin, params: { deliveryId }, ...more });
const listed = async (query: Record<string, string>) => (await life.call(list, { as: admin, query })).body.data;
const mailsOf = (person: Person) => life.count(inboundEmails, `user_id = '${person.userId}'`);

describe("deliveries", () => {
  it("are listed with what became of them, and shown with what came on the record", async () => {
    const anna = await life.resident("anna");
    await life.webhook(plainEmail({ to: anna.address, text: "Hi", date }), { id: "d-1" });
    await life.webhook(plainEmail({ to: "nobody@in.lifeos.localhost", text: "Hi", date }), { id: "d-2" });
    const [mine] = await listed({ deliveryId: "d-1" });
    expect(mine).toMatchObject({ provider: "email", signatureOk: true, error: null, processedAt: expect.any(String) });
    expect(mine).not.toHaveProperty("payload");
    expect((await listed({ "error[null]": "false" })).map((one: { deliveryId: string }) => one.deliveryId)).toEqual([
      "d-2",
    ]);
    const { body } = await on(get, mine.id);
    expect(body).toMatchObject({ audited: true, payload: { userIds: [anna.userId] } });
    const [entry] = await life.rows("select action, entity_id from audit_logs order by id desc limit 1");
    expect(entry).toEqual({ action: "admin.webhook_delivery.read", entity_id: mine.id });
  });

  it("by webhook are taken again from what a person keeps of them, and change nothing twice", async () => {
    const anna = await life.resident("anna");
    await life.webhook(plainEmail({ to: anna.address, text: "Once", date }), { id: "d-again" });
    const [{ id }] = await listed({ deliveryId: "d-again" });
    expect(await on(replay, id)).toMatchObject({ status: 200, body: { processedAt: expect.any(String), error: null } });
    expect(await mailsOf(anna)).toBe(1);
    // The row is lost, and the message is not.
    await life.rows("delete from inbound_emails where user_id = $1", [anna.userId]);
    const headers = { "Idempotency-Key": randomUUID() };
    expect(await on(replay, id, { headers })).toMatchObject({ status: 200, body: { error: null } });
    expect(await mailsOf(anna)).toBe(1);
    await life.rows("delete from inbound_emails where user_id = $1", [anna.userId]);
    expect(await on(replay, id, { headers })).toMatchObject({ status: 200 });
    expect(await mailsOf(anna)).toBe(0);
  });

  it("from the mail bucket are taken again, and reach who has the address by now", async () => {
    const key = `incoming/${randomUUID()}`;
    await life.upload(plainEmail({ to: "later@in.lifeos.localhost", text: "Hello", date }), { key });
    const [before] = await listed({ provider: "s3" });
    expect(before.error).toContain("Nobody");
    expect(before.errorCoded).toEqual({ code: "address_of_nobody", params: {} });
    const ben = await life.resident("ben");
    await life.rows("update email_addresses set local_part = 'later' where user_id = $1", [ben.userId]);
    expect(await on(replay, before.id)).toMatchObject({
      status: 200,
      body: { id: before.id, error: null, errorCoded: null },
    });
    expect(await mailsOf(ben)).toBe(1);
    expect(life.events(EmailReceived).filter(({ subject }) => subject === ben.userId)).toHaveLength(1);
  });

  it("of which nothing is kept stay as they were, and those that nobody vouches for are not taken", async () => {
    const raw = plainEmail({ to: "nobody-either@in.lifeos.localhost", text: "Hi", date });
    await life.webhook(raw, { id: "d-gone" });
    const [before] = await listed({ deliveryId: "d-gone" });
    expect(await on(replay, before.id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("kept") },
    });
    expect(await listed({ deliveryId: "d-gone" })).toEqual([before]);
    await life.webhook(raw, { headers: { "webhook-signature": "v1,AAAA" } });
    const [forged] = await listed({ signatureOk: "false" });
    expect(await on(replay, forged.id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("signature") },
    });
    expect(await on(replay, randomUUID())).toMatchObject({ status: 404 });
  });
});
