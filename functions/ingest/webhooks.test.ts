import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unreachable } from "#cloud/transport";
import { EmailReceived } from "#core/ingest/events";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { sign } from "#core/ingest/signature";
import { remove as removeAddress } from "#functions/ingest/addresses";
import { email } from "#functions/ingest/webhooks";
import { configure, runtime } from "#kit/runtime";
import { plainEmail, receiptEmail } from "#testing/mail";
import { type Post, post, SECRET } from "#testing/post";

let life: Post;
beforeAll(async () => {
  life = await post();
});
afterAll(() => life.close());

const date = new Date("2026-03-02T11:30:00Z");
const hello = (to: string, text = "Hello there") => plainEmail({ to, text, date });
const receivedBy = (userId: string) => life.events(EmailReceived).filter((event) => event.subject === userId);
const deliveries = (id: string) => life.rows(`select * from webhook_deliveries where delivery_id = $1`, [id]);

describe("a signed delivery", () => {
  it("becomes its owner's e-mail, with the raw message in the mail bucket", async () => {
    const anna = await life.resident("anna");
    const raw = receiptEmail({ to: anna.address, date, format: "pdf" });
    const { status, body } = await life.webhook(raw, { id: "msg_first" });
    expect({ status, body }).toEqual({ status: 202, body: { accepted: true } });

    const [row] = await life.rows(`select * from inbound_emails where user_id = $1`, [anna.userId]);
    expect(row).toMatchObject({
      sender: "Green Fork Kitchen <receipts@greenforkkitchen.com>",
      recipient: anna.address,
      subject: "Your receipt from Green Fork Kitchen",
      is_processed: false,
      error: null,
    });
    const sha256 = createHash("sha256").update(raw).digest("hex");
    expect(row!.raw_object_key).toBe(`raw/${anna.userId}/${sha256}.eml`);
    expect((await life.bucket.get(row!.raw_object_key as string)).bytes).toEqual(Buffer.from(raw));

    const [event, ...more] = receivedBy(anna.userId);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ data: { entityId: row!.id, actorId: anna.userId } });
    expect(event!.data.payload).toEqual({ rawObjectKey: row!.raw_object_key });
    expect(event!.causationid).toBeUndefined();

    const [delivery] = await deliveries("msg_first");
    expect(delivery).toMatchObject({ provider: "email", signature_ok: true, attempts: 1, error: null });
    expect(delivery!.payload).toMatchObject({ sizeBytes: raw.length, sha256, userIds: [anna.userId] });
    expect(JSON.stringify(delivery)).not.toContain("v1,");
  });

  it("has no effect when it is repeated, under its own id or another", async () => {
    const anna = await life.resident("anna");
    const raw = hello(anna.address);
    const answers = [
      await life.webhook(raw, { id: "msg_again" }),
      await life.webhook(raw, { id: "msg_again" }),
      await life.webhook(raw, { id: "msg_other" }),
    ];
    expect(answers.map((one) => one.body)).toEqual([{ accepted: true }, { accepted: true }, { accepted: true }]);
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(1);
    expect(receivedBy(anna.userId)).toHaveLength(1);
    expect(await deliveries("msg_again")).toMatchObject([{ attempts: 2 }]);
  });

  it("has one effect when it arrives several times at once", async () => {
    const anna = await life.resident("anna");
    const raw = hello(anna.address);
    await Promise.all([1, 2, 3].map(() => life.webhook(raw, { id: "msg_at_once" })));
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(1);
    expect(receivedBy(anna.userId)).toHaveLength(1);
  });

  it("completes what an earlier try left, when the store was down", async () => {
    const anna = await life.resident("anna");
    const raw = hello(anna.address);
    const before = runtime();
    configure({ ...before, config: { ...before.config, MAIL_BUCKET: "gone" } });
    const failed = await life.webhook(raw, { id: "msg_outage" });
    configure(before);
    expect(failed).toMatchObject({ status: 503, headers: { "retry-after": "5" }, body: { code: "unavailable" } });
    expect(await deliveries("msg_outage")).toMatchObject([{ processed_at: null, attempts: 1 }]);
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(0);

    expect((await life.webhook(raw, { id: "msg_outage" })).body).toEqual({ accepted: true });
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(1);
    expect((await deliveries("msg_outage"))[0]!.processed_at).not.toBeNull();
  });

  it("is requested again when the database is down, and refused when it is compressed", async () => {
    const anna = await life.resident("anna");
    const before = runtime();
    const away = { run: () => Promise.reject(unreachable(new Error("gone"))), close: async () => {} };
    configure({ ...before, transport: away });
    const failed = await life.webhook(hello(anna.address));
    configure(before);
    expect(failed).toMatchObject({ status: 503, headers: { "retry-after": "1" }, body: { code: "unavailable" } });
    const compressed = await life.webhook(hello(anna.address), { headers: { "content-encoding": "gzip" } });
    expect(compressed).toMatchObject({ status: 415, headers: { "accept-encoding": "identity" } });
  });

  it("for several people is an e-mail of each, with a story of their own", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    const raw = plainEmail({ to: `${anna.address}, Ben <${ben.address.toUpperCase()}>`, text: "Both", date });
    expect((await life.webhook(raw)).body).toEqual({ accepted: true });
    const [hers, his] = [receivedBy(anna.userId)[0]!, receivedBy(ben.userId)[0]!];
    expect(hers.correlationid).not.toBe(his.correlationid);
    const keys = [hers, his].map((event) => event.data.payload.rawObjectKey as string);
    expect(keys[0]).toContain(anna.userId);
    expect(keys[1]).toContain(ben.userId);
  });

  it("goes to the envelope's recipients and not to those in the message", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    const tagged = `someone@elsewhere.example, ${anna.address.replace("@", "+shop@")}`;
    expect((await life.webhook(hello(ben.address), { to: tagged })).body).toEqual({ accepted: true });
    expect(receivedBy(anna.userId)).toHaveLength(1);
    expect(receivedBy(ben.userId)).toHaveLength(0);
  });

  it("ignores recipients outside of the signed content", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    const headers = { "x-envelope-to": ben.address, "envelope-to": ben.address, "delivered-to": ben.address };
    expect((await life.webhook(hello(anna.address), { headers })).body).toEqual({ accepted: true });
    expect(receivedBy(anna.userId)).toHaveLength(1);
    expect(receivedBy(ben.userId)).toHaveLength(0);
  });

  it("without an envelope goes to the addressees that servers on the way added", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    const raw = Buffer.from(
      `Delivered-To: ${anna.address}\r\nTo: ${ben.address}\r\nFrom: a@shop.example\r\nSubject: Hi\r\n\r\nHi`,
    );
    await life.webhook(raw);
    expect([receivedBy(anna.userId).length, receivedBy(ben.userId).length]).toEqual([1, 0]);
    const received = `Received: from x by y for <${ben.address}>; Mon, 2 Mar 2026 11:30:00 +0000\r\nFrom: a@b.c\r\n\r\nHi`;
    await life.webhook(Buffer.from(received));
    expect(receivedBy(ben.userId)).toHaveLength(1);
  });

  it("with the Message-ID of a different message is not lost", async () => {
    const anna = await life.resident("anna");
    const raw = (text: string, minute: number) =>
      plainEmail({ to: anna.address, text, date: new Date(Date.UTC(2026, 2, 2, 11, minute)), messageId: "<pos@till>" });
    for (const [text, minute] of [
      ["one", 1],
      ["two", 2],
      ["one", 1],
      ["two", 2],
    ] as const)
      expect((await life.webhook(raw(text, minute))).body).toEqual({ accepted: true });
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(2);
    expect(receivedBy(anna.userId)).toHaveLength(2);
  });

  it("without a Message-ID is identified by its bytes", async () => {
    const anna = await life.resident("anna");
    const raw = (text: string) => Buffer.from(`From: a@b.c\r\nTo: ${anna.address}\r\n\r\n${text}`);
    for (const text of ["one", "two", "one"]) await life.webhook(raw(text));
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(2);
  });
});

describe("a delivery without a recipient", () => {
  const nobody = "bcdfghjkmnpqrstvwxz2@in.lifeos.localhost";

  it.each([
    ["an unknown address", hello(nobody), nobody, /^Nobody has the address/],
    ["another domain", hello("a@elsewhere.example"), "a@elsewhere.example", /^No recipient is an address of/],
    ["a domain that only ends like ours", hello("x"), "a@evil-in.lifeos.localhost.example", /^No recipient/],
    ["no recipient", hello("undisclosed"), undefined, /^No recipient/],
    ["no e-mail but JSON", Buffer.from('{"from":"a"}'), nobody, /header fields of an e-mail/],
    ["no e-mail but noise", Buffer.from([0, 255, 254, 1, 2, 3]), nobody, /header fields of an e-mail/],
    ["nothing", Buffer.alloc(0), undefined, /empty/],
  ])("for %s is kept with its reason", async (name, raw, to, reason) => {
    const id = `msg_${createHash("sha256").update(name).digest("hex")}`;
    const { status, body } = await life.webhook(raw, { id, to });
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
    expect(await deliveries(id)).toMatchObject([{ signature_ok: true, error: body.reason }]);
    expect((await life.webhook(raw, { id, to })).body).toEqual(body);
  });

  it("for a retired address is refused from then on", async () => {
    const anna = await life.resident("anna");
    expect((await life.webhook(hello(anna.address), { id: "msg_before" })).body.accepted).toBe(true);
    await life.call(removeAddress, { as: anna, params: { addressId: anna.addressId } });
    expect((await life.webhook(hello(anna.address, "Later"))).body.accepted).toBe(false);
    expect(receivedBy(anna.userId)).toHaveLength(1);
    // A repetition of an earlier delivery gets its earlier answer.
    expect((await life.webhook(hello(anna.address), { id: "msg_before" })).body).toEqual({ accepted: true });
  });
});

describe("an unsigned delivery", () => {
  it("is refused, recorded, and does not take the place of a genuine one", async () => {
    const anna = await life.resident("anna");
    const raw = hello(anna.address);
    const forged = await life.webhook(raw, { id: "msg_forged", headers: { "webhook-signature": "v1,AAAA" } });
    expect(forged).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(forged.headers["content-type"]).toBe("application/problem+json");
    expect(receivedBy(anna.userId)).toEqual([]);
    expect(await deliveries("msg_forged")).toEqual([]);
    const refused = await life.rows(
      `select * from webhook_deliveries where not signature_ok and headers ->> 'webhook-id' = 'msg_forged'`,
    );
    expect(refused).toMatchObject([
      {
        error: expect.stringMatching(/No signature/),
        error_coded: { code: "header_signature", params: { header: "webhook-signature" } },
      },
    ]);
    expect(JSON.stringify(refused[0]!.payload)).not.toContain("Hello");

    expect((await life.webhook(raw, { id: "msg_forged" })).body).toEqual({ accepted: true });
  });

  it("is refused without any header of the scheme, and when it is replayed later", async () => {
    const anna = await life.resident("anna");
    const raw = hello(anna.address);
    expect((await life.call(email, { body: Buffer.from(raw), headers: { "content-type": "text/plain" } })).status).toBe(
      401,
    );
    const message = { id: "msg_old", timestamp: String(life.now().getTime() / 1000 - 301), body: raw };
    const headers = { "webhook-timestamp": message.timestamp, "webhook-signature": sign(message, SECRET) };
    const old = await life.webhook(raw, { id: message.id, headers });
    expect(old).toMatchObject({ status: 401, body: { detail: expect.stringMatching(/five minutes/) } });
  });

  it("leaves at most fifty rows an hour, however many arrive", async () => {
    life.setNow("2026-03-02T15:00:00Z");
    for (let i = 0; i < 80; i++)
      await life.webhook(Buffer.from(`x${i}`), { id: `msg_flood_${i}`, headers: { "webhook-signature": "v1,no" } });
    const [{ n }] = (await life.rows(
      `select count(*)::int as n from webhook_deliveries where delivery_id like 'refused/2026-03-02T15/%'`,
    )) as [{ n: number }];
    expect(n).toBeGreaterThan(20);
    expect(n).toBeLessThanOrEqual(50);
    life.setNow("2026-03-02T12:00:00Z");
  });
});

describe("the request itself", () => {
  it("has at most 4 MiB", async () => {
    const anna = await life.resident("anna");
    const large = Buffer.alloc(4 * 1024 * 1024 + 1, "x");
    const { status, body } = await life.webhook(large, { to: anna.address });
    expect({ status, code: body.code }).toEqual({ status: 413, code: "too_large" });
    const fits = Buffer.concat([Buffer.from(`From: a@b.c\r\nTo: ${anna.address}\r\n\r\n`), large]).subarray(
      0,
      4 * 1024 * 1024,
    );
    expect((await life.webhook(fits)).status).toBe(202);
  });

  it("has a media type for raw mail", async () => {
    const anna = await life.resident("anna");
    const answer = await life.webhook(hello(anna.address), { headers: { "content-type": "application/json" } });
    expect(answer).toMatchObject({ status: 415, body: { code: "unsupported_media_type" } });
  });

  it("is answered with 503 without a configured secret", async () => {
    const anna = await life.resident("anna");
    const secret = life.config.EMAIL_WEBHOOK_SECRET;
    life.config.EMAIL_WEBHOOK_SECRET = undefined;
    const answer = await life.webhook(hello(anna.address));
    life.config.EMAIL_WEBHOOK_SECRET = secret;
    expect(answer).toMatchObject({ status: 503, body: { code: "not_configured" } });
  });
});
