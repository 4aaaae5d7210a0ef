import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unreachable } from "#cloud/transport";
import { EmailFailed, EmailReceived } from "#core/ingest/events";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { configure, runtime } from "#kit/runtime";
import { plainEmail, receiptEmail } from "#testing/mail";
import { type Post, post } from "#testing/post";

let life: Post;
beforeAll(async () => {
  life = await post({ MAX_MAIL_BYTES: "2000000" });
});
afterAll(() => life.close());

const date = new Date("2026-03-02T11:30:00Z");
const hello = (to: string, text = "Hello there") => plainEmail({ to, text, date });
const receivedBy = (userId: string) => life.events(EmailReceived).filter((event) => event.subject === userId);
const emailsOf = (userId: string) => life.rows(`select * from inbound_emails where user_id = $1`, [userId]);
const deliveryOf = async (key: string) =>
  (await life.rows(`select * from webhook_deliveries where provider = 's3' and payload ->> 'key' = $1`, [key]))[0];

describe("a message put into the bucket", () => {
  it("becomes an e-mail of the person in its metadata, with a copy of its own", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    const raw = receiptEmail({ to: ben.address, date, format: "html" });
    expect(await life.upload(raw, { key: "incoming/2026/one.eml", to: anna.address })).toEqual([]);
    const [row] = await emailsOf(anna.userId);
    expect(row).toMatchObject({ recipient: anna.address, error: null });
    expect(row!.raw_object_key).toMatch(new RegExp(`^raw/${anna.userId}/`));
    // Somebody who uploads another message under the same key must not change which mail is read.
    await life.bucket.put("incoming/2026/one.eml", Buffer.from("From: x@y.z\r\n\r\nsomething else"));
    expect((await life.bucket.get(row!.raw_object_key as string)).bytes).toEqual(Buffer.from(raw));
    expect(receivedBy(anna.userId)).toHaveLength(1);
    expect(await emailsOf(ben.userId)).toEqual([]);
    expect(await deliveryOf("incoming/2026/one.eml")).toMatchObject({ signature_ok: true, error: null });
  });

  it("goes to the recipients in its head without metadata", async () => {
    const anna = await life.resident("anna");
    await life.upload(hello(anna.address));
    expect(receivedBy(anna.userId)).toHaveLength(1);
  });

  it("has one effect, however often the bus reports it, and none after the webhook's", async () => {
    const anna = await life.resident("anna");
    const raw = hello(anna.address);
    await life.upload(raw, { key: "incoming/twice.eml" });
    expect(await life.tell("incoming/twice.eml")).toEqual([]);
    await life.webhook(raw);
    await life.upload(raw, { key: "incoming/again.eml" });
    expect(await life.count(inboundEmails, `user_id = '${anna.userId}'`)).toBe(1);
    expect(receivedBy(anna.userId)).toHaveLength(1);
  });

  it("is ignored when LifeOS stored it, or when it is outside of the folder", async () => {
    const anna = await life.resident("anna");
    await life.webhook(hello(anna.address));
    const [row] = await emailsOf(anna.userId);
    const before = await life.rows(`select id from webhook_deliveries`);
    await life.tell(row!.raw_object_key as string);
    await life.bucket.put("incoming/folder/", new Uint8Array(0));
    await life.tell("incoming/folder/");
    await life.tell("incoming/elsewhere.eml", { bucket: "files" });
    await life.tell("incoming/deleted-meanwhile.eml");
    expect(await life.rows(`select id from webhook_deliveries`)).toHaveLength(before.length);
    expect(receivedBy(anna.userId)).toHaveLength(1);
  });

  it.each([
    ["nobody's", () => hello("bcdfghjkmnpqrstvwxz2@in.lifeos.localhost"), /^Nobody has/],
    ["no e-mail", () => Buffer.from("%PDF-1.7 not a mail"), /header fields of an e-mail/],
    ["empty", () => Buffer.alloc(0), /empty/],
  ])("that is %s is kept with its reason", async (name, raw, reason) => {
    const key = `incoming/${name}`;
    expect(await life.upload(raw(), { key })).toEqual([]);
    expect(await deliveryOf(key)).toMatchObject({ error: expect.stringMatching(reason) });
    expect(await life.bucket.head(key)).toBeDefined();
  });
});

it.each(["nul \0.eml", "../raw/a.eml", "half \ud800.eml"])(
  "with a key that cannot be used is refused, once: %j",
  async (name) => {
    const key = `incoming/${name}`;
    const refused = () =>
      life.rows(
        `select error, payload ->> 'key' as key from webhook_deliveries where error like 'The key of the object%'`,
      );
    const before = (await refused()).length;
    for (let times = 0; times < 2; times++) expect(await life.tell(key)).toEqual([]);
    const [...rows] = await refused();
    expect(rows).toHaveLength(before + 1);
  },
);

describe("a message that is too large", () => {
  const large = (to: string) =>
    Buffer.concat([hello(to), Buffer.alloc(2_000_000, "All work and no play makes Jack a dull boy.\r\n")]);

  it("stays where it is, marked with its error, and only its head is read", async () => {
    const anna = await life.resident("anna");
    expect(await life.upload(large(anna.address), { key: "incoming/large.eml" })).toEqual([]);
    const [row, ...more] = await emailsOf(anna.userId);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      subject: "Hello",
      raw_object_key: "incoming/large.eml",
      body_text: null,
      is_processed: false,
      error: expect.stringMatching(/^The message has 2\d{6} bytes; at most 2000000 are read\.$/),
    });
    expect(receivedBy(anna.userId)).toEqual([]);
    const failed = life.events(EmailFailed).filter((event) => event.subject === anna.userId);
    expect(failed).toMatchObject([{ data: { entityId: row!.id, payload: { error: row!.error } } }]);

    await life.tell("incoming/large.eml");
    expect(await emailsOf(anna.userId)).toHaveLength(1);
  });

  it("is read when it has exactly the largest size", async () => {
    const anna = await life.resident("anna");
    await life.upload(large(anna.address).subarray(0, 2_000_000));
    expect(receivedBy(anna.userId)).toHaveLength(1);
  });
});

it("a message is received later while the store is down", async () => {
  const anna = await life.resident("anna");
  await life.bucket.put("incoming/outage.eml", hello(anna.address));
  const before = runtime();
  configure({ ...before, config: { ...before.config, S3_ENDPOINT: "http://127.0.0.1:1" } });
  expect(await life.tell("incoming/outage.eml")).toHaveLength(1);
  configure(before);
  expect(await life.tell("incoming/outage.eml")).toEqual([]);
  expect(receivedBy(anna.userId)).toHaveLength(1);
});

it("a message is delivered again by the queue while the database is down, and then received", async () => {
  const anna = await life.resident("anna");
  await life.bucket.put("incoming/away.eml", hello(anna.address));
  const before = runtime();
  const away = { run: () => Promise.reject(unreachable(new Error("gone"))), close: async () => {} };
  configure({ ...before, transport: away });
  expect(await life.tell("incoming/away.eml")).toHaveLength(1);
  configure(before);
  expect(await life.tell("incoming/away.eml")).toEqual([]);
  expect(receivedBy(anna.userId)).toHaveLength(1);
});
