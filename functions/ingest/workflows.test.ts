import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BillDetected, TransactionImported } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { VendorEvents } from "#core/household/events";
import { EmailFailed, EmailProcessed, EmailReceived } from "#core/ingest/events";
import { get, list, reprocess } from "#functions/ingest/emails";
import { processEmail } from "#functions/ingest/workflows";
import type { CloudEvent } from "#kit/event";
import type { Engine } from "#local/engine/engine";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";
import { plainEmail, receiptEmail } from "#testing/mail";
import { type Post, post } from "#testing/post";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";

let life: Post;
let engine: Engine | undefined;
beforeAll(async () => {
  life = await post();
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(() => life.close());

const date = new Date("2026-03-02T11:30:00Z");

/** Starts an engine with the workflow; returns a function that hands it events and waits until their runs have ended. */
async function running(checkpointing = true) {
  const started = await startWorkflows(life.open.database, [processEmail], { checkpointing });
  engine = started.engine;
  return started.run;
}

async function received(by: Person & { address: string }, raw: Uint8Array): Promise<CloudEvent> {
  await life.webhook(raw, { to: by.address });
  return life
    .events(EmailReceived)
    .filter((event) => event.subject === by.userId)
    .at(-1)!;
}
const of = (person: Person, event: { type: string }) =>
  life.published.filter((one) => one.type === event.type && one.subject === person.userId);
const emailOf = async (event: CloudEvent) =>
  (await life.rows(`select * from inbound_emails where id = $1`, [event.data.entityId]))[0]!;

describe.each([true, false])("a receipt by mail (checkpointing %s)", (checkpointing) => {
  slow("becomes a transaction in the mail's story, once", async () => {
    const anna = await life.resident("anna");
    const format = checkpointing ? "pdf" : "text";
    const event = await received(anna, receiptEmail({ to: anna.address, date, format }));
    const send = await running(checkpointing);
    expect(await send(event)).toEqual(["completed"]);

    const [imported, ...more] = of(anna, TransactionImported);
    expect(more).toEqual([]);
    const story = { causationid: event.id, correlationid: event.correlationid };
    expect(imported).toMatchObject({
      ...story,
      data: { payload: { amountCents: -2047, currency: "USD", sellsFood: true, purchasedAt: date.toISOString() } },
    });
    expect(of(anna, VendorEvents.created)).toMatchObject([story]);
    expect(of(anna, EmailProcessed)).toMatchObject([{ ...story, data: { payload: { totalCents: 2047 } } }]);
    expect(await emailOf(event)).toMatchObject({ is_processed: true, classification: "receipt", error: null });

    await life.call(reprocess, { as: anna, params: { emailId: event.data.entityId! } });
    expect(await send(of(anna, EmailReceived).at(-1)!)).toEqual(["completed"]);
    expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
    expect(of(anna, TransactionImported)).toHaveLength(1);
    expect(await emailOf(event)).toMatchObject({ is_processed: true });
  });
});

describe("other mail", () => {
  it("is stored, classified and marked as processed", async () => {
    const anna = await life.resident("anna");
    const event = await received(anna, plainEmail({ to: anna.address, text: "See you at eight?", date }));
    expect(await (await running())(event)).toEqual(["completed"]);
    expect(await emailOf(event)).toMatchObject({ is_processed: true, classification: "other", error: null });
    expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(0);
  });

  it("stores its bookings in its row, for the person alone", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    const table = "Table for 2 on 4 March 2027 at 19:30\nBooking reference: QX12ZZ";
    const event = await received(
      anna,
      plainEmail({ to: anna.address, subject: "Booking confirmed", text: table, date }),
    );
    const send = await running();
    expect(await send(event)).toEqual(["completed"]);
    const emailId = event.data.entityId!;
    const booking = {
      ...{ kind: "restaurant", status: "confirmed", name: "Booking confirmed", reference: "QX12ZZ" },
      ...{ start: "2027-03-04T19:30", end: null, place: null, persons: [] },
    };
    const { body } = await life.call(get, { as: anna, params: { emailId } });
    expect(body).toMatchObject({ classification: "booking", bookings: [booking] });
    expect((await life.call(get, { as: ben, params: { emailId } })).status).toBe(404);
    const listed = await life.call(list, { as: anna, query: { include: "bookings" } });
    expect(listed.body).toMatchObject({ data: [{ bookings: [booking] }] });
    expect((await life.call(list, { as: anna })).body).not.toHaveProperty("data.0.bookings");

    await life.call(reprocess, { as: anna, params: { emailId } });
    expect(await send(of(anna, EmailReceived).at(-1)!)).toEqual(["completed"]);
    expect((await emailOf(event)).bookings).toMatchObject([booking]);
  });

  it("that cannot be read is marked with the reason, without a retry", async () => {
    const anna = await life.resident("anna");
    const event = await received(anna, plainEmail({ to: anna.address, text: "Hello", date }));
    await life.bucket.put(event.data.payload.rawObjectKey as string, Buffer.from("no mail at all"));
    const statuses = await (await running())(event);
    expect(statuses).toContain("failed");
    await eventually(async () => expect(of(anna, EmailFailed)).toHaveLength(1));
    const row = await emailOf(event);
    expect(row).toMatchObject({ is_processed: false, error: expect.stringMatching(/header fields of an e-mail/) });
  });
});

describe("a bill by mail", () => {
  it("is to be paid by its day, once, and is no transaction", async () => {
    const anna = await life.resident("anna");
    const text =
      "Invoice date: March 1, 2026\nElectricity for February\nTotal amount due: $82.14\nPayment is due by March 24, 2026";
    const from = '"City Power" <billing@citypower.example>';
    const event = await received(anna, plainEmail({ to: anna.address, from, subject: "Your invoice", text, date }));
    const send = await running();
    expect(await send(event)).toEqual(["completed"]);
    await life.call(reprocess, { as: anna, params: { emailId: event.data.entityId! } });
    expect(await send(of(anna, EmailReceived).at(-1)!)).toEqual(["completed"]);
    expect(await emailOf(event)).toMatchObject({ is_processed: true, classification: "bill" });
    expect(await life.rows("select * from bills where user_id = $1", [anna.userId])).toMatchObject([
      { merchant_name: "City Power", status: "open", source_email_id: event.data.entityId },
    ]);
    expect(of(anna, BillDetected)).toMatchObject([
      {
        correlationid: event.correlationid,
        data: { payload: { amountCents: 8_214, currency: "USD", dueOn: "2026-03-24" } },
      },
    ]);
    expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(0);
  });
});
