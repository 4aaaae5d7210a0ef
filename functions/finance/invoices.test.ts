import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { InvoiceOverdue, InvoicePaid, InvoiceSent, TransactionEvents } from "#core/finance/events";
import { DayEnded } from "#core/rhythm/events";
import { matchPayment, noteOverdue } from "#functions/finance/consumers";
import { create as createTransaction } from "#functions/finance/transactions";
import { create as createContact, remove as removeContact } from "#functions/people/contacts";
import { emit } from "#kit/change";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness } from "#testing/harness";
import * as Billables from "./billables.ts";
import { invoicing } from "./invoice.fixture.ts";
import * as Invoices from "./invoices.ts";

let life: Harness;
beforeAll(async () => {
  // Numbers are assigned under a lock, which only the server has to wait for.
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const { entry, draft, ask, sent } = invoicing(() => life);

it("makes a draft of entries, with tax, and takes each entry once", async () => {
  const anna = await life.user("anna");
  const ids = [await entry(anna), await entry(anna, { hours: 0.01, rateCents: 250, description: "A call" })];
  const { status, body } = await life.call(Invoices.create, { as: anna, body: { entryIds: ids, taxPercent: 19 } });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    status: "draft",
    number: null,
    currency: "EUR",
    netCents: 13_503,
    taxCents: 2_566,
    totalCents: 16_069,
    lines: [
      { entryId: ids[0], netCents: 13_500, taxCents: 2_565 },
      { entryId: ids[1], netCents: 3, taxCents: 1, description: "A call" },
    ],
  });
  const billed = await life.call(Billables.get, { as: anna, params: { billableId: ids[0]! } });
  expect(billed.body).toMatchObject({ isInvoiced: true, invoiceId: body.id });
  const again = await life.call(Invoices.create, { as: anna, body: { entryIds: ids.slice(0, 1) } });
  expect(again).toMatchObject({ status: 400, body: { errors: [{ coded: { code: "invoiced_already" } }] } });
});

it("makes a draft of an entry whose contact was deleted since, for nobody named", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace" } });
  const entryIds = [await entry(anna, { contactId: client.id })];
  await life.call(removeContact, { as: anna, params: { contactId: client.id } });
  const made = await life.call(Invoices.create, { as: anna, body: { entryIds } });
  expect(made).toMatchObject({ status: 201, body: { contactId: null, totalCents: 13_500 } });
});

it("refuses entries that do not belong together, are named twice, or are somebody else's", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace" } });
  const first = await entry(anna);
  const others = [
    [await entry(anna, { currency: "JPY" }), "other_currency"],
    [await entry(anna, { contactId: client.id }), "other_contact"],
    [first, "named_twice"],
    [await entry(ben), "does_not_exist"],
    [randomUUID(), "does_not_exist"],
  ] as const;
  for (const [other, code] of others) {
    const answer = await life.call(Invoices.create, { as: anna, body: { entryIds: [first, other] } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/entryIds/1", coded: { code } }] } });
  }
  const much = await entry(anna, { hours: 999, rateCents: 10_000_000_000_000 });
  const tooMuch = await life.call(Invoices.create, { as: anna, body: { entryIds: [much] } });
  expect(tooMuch.body.errors).toMatchObject([{ coded: { code: "invoice_too_large" } }]);
});

it("is listed without its lines, unless they are asked for", async () => {
  const anna = await life.user("anna");
  const id = await draft(anna, { description: "Layout" });
  const listed = async (query: Record<string, string>) =>
    (await life.call(Invoices.list, { as: anna, query })).body.data;
  expect((await listed({}))[0]).not.toHaveProperty("lines");
  expect((await listed({}))[0]).toMatchObject({ id, totalCents: 13_500 });
  expect(await listed({ include: "lines" })).toMatchObject([{ id, lines: [{ description: "Layout" }] }]);
  expect((await ask(Invoices.get, anna, id)).body.lines).toHaveLength(1);
});

it("says who it is from and for as they are called when it is made, or as it was told", async () => {
  const anna = await life.user("anna");
  await life.database.query("update users set locale = 'de-AT' where id = $1", [anna.userId]);
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace" } });
  const id = await draft(anna, { contactId: client.id });
  const { body: made } = await ask(Invoices.get, anna, id);
  expect(made).toMatchObject({ recipient: "Grace", locale: "de-AT", note: null });
  expect(made.sender).toMatch(/^anna\nanna-.*@example\.com$/);
  const paper = { sender: "Anna\nBerlin", recipient: null, note: "Thanks", locale: "en" };
  expect((await ask(Invoices.update, anna, id, { body: paper })).body).toMatchObject(paper);
  expect((await ask(Invoices.update, anna, id, { body: { locale: "nonsense-" } })).status).toBe(400);
  const told = await draft(anna, { contactId: client.id }, { recipient: "Grace Hopper Inc." });
  await ask(Invoices.send, anna, told);
  expect((await ask(Invoices.get, anna, told)).body).toMatchObject({ recipient: "Grace Hopper Inc.", status: "sent" });
  expect((await ask(Invoices.update, anna, told, { body: paper })).status).toBe(409);
});

it("gives racing invoices of the same entry one winner", async () => {
  const anna = await life.user("anna");
  const body = { entryIds: [await entry(anna)] };
  const answers = await Promise.all(Array.from({ length: 8 }, () => life.call(Invoices.create, { as: anna, body })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.every(({ status }) => [201, 400, 409].includes(status))).toBe(true);
  expect((await life.call(Invoices.list, { as: anna })).body.data).toHaveLength(1);
});

it("gives 20 racing senders 20 consecutive numbers, and a void invoice keeps its own", async () => {
  const anna = await life.user("anna");
  const ids: string[] = [];
  for (let i = 0; i < 20; i++) ids.push(await draft(anna));
  const answers = await Promise.all(ids.map((id) => ask(Invoices.send, anna, id)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  const numbers = answers.map(({ body }) => Number(body.number)).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  const last = answers.find(({ body }) => body.number === "20")!;
  expect(await ask(Invoices.makeVoid, anna, last.body.id)).toMatchObject({
    status: 200,
    body: { status: "void", number: "20" },
  });
  expect((await sent(anna)).number).toBe("21");
  expect((await sent(await life.user("ben"))).number).toBe("1");
});

it("gives one draft that is sent by many at once one number", async () => {
  const anna = await life.user("anna");
  const id = await draft(anna);
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(Invoices.send, anna, id)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await sent(anna)).number).toBe("2");
  expect(life.events(InvoiceSent).filter(({ data }) => data.entityId === id)).toHaveLength(1);
});

it("frees the entries of a void invoice, and leaves what is paid or void as it is", async () => {
  const anna = await life.user("anna");
  const { id } = await sent(anna);
  const { body: before } = await ask(Invoices.get, anna, id);
  const late = await ask(Invoices.update, anna, id, { body: { dueOn: "2026-04-01" } });
  expect(late).toMatchObject({ status: 409, body: { coded: { code: "invoice_not_draft" } } });
  expect((await ask(Invoices.makeVoid, anna, id)).status).toBe(200);
  const entryIds = [before.lines[0].entryId];
  const again = await life.call(Invoices.create, { as: anna, body: { entryIds } });
  expect(again.status).toBe(201);
  expect((await ask(Invoices.pay, anna, again.body.id)).status).toBe(409);
  for (const operation of [Invoices.pay, Invoices.send, Invoices.makeVoid])
    expect((await ask(operation, anna, id)).status).toBe(409);
  const stranger = await life.user("ben");
  for (const operation of [Invoices.get, Invoices.pay, Invoices.send, Invoices.makeVoid])
    expect((await ask(operation, stranger, id)).status).toBe(404);
});

it("is marked as paid by the payment that names it, and by no other", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper" } });
  const one = await sent(anna, { contactId: client.id });
  const two = await sent(anna, { contactId: client.id });
  const statuses = async () => [
    (await ask(Invoices.get, anna, one.id)).body.status,
    (await ask(Invoices.get, anna, two.id)).body.status,
  ];
  const payment = async (body: object) => {
    const given = { date: "2026-03-20", amountCents: 13_500, currency: "EUR", ...body };
    const { body: made } = await life.call(createTransaction, { as: anna, body: given });
    const event = life.events(TransactionEvents.created).find(({ data }) => data.entityId === made.id)!;
    for (let i = 0; i < 2; i++) await life.deliver(matchPayment, [event]);
  };
  for (const other of [
    { description: "Invoice 1", amountCents: 13_499 },
    { description: "Invoice 1", amountCents: -13_500 },
    { description: "Invoice 1", currency: "USD" },
    { description: "Invoice 1", status: "pending" },
    { description: "Invoice 12" },
    // Both invoices are of this contact and amount.
    { merchantName: "Grace Hopper" },
  ])
    await payment(other);
  expect(await statuses()).toEqual(["sent", "sent"]);
  await payment({ description: "RE 2, thanks" });
  expect(await statuses()).toEqual(["sent", "paid"]);
  await payment({ merchantName: "GRACE HOPPER INC" });
  expect(await statuses()).toEqual(["paid", "paid"]);
  expect(life.events(InvoicePaid).filter(({ subject }) => subject === anna.userId)).toHaveLength(2);
});

it("is not marked as paid by a payment of somebody whose name only has that of the contact in it", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Ann O." } });
  const { id } = await sent(anna, { contactId: client.id });
  for (const [merchantName, status] of [
    ["Joann O. Smith", "sent"],
    ["Payment by ANN O", "paid"],
  ] as const) {
    const paid = { date: "2026-03-20", amountCents: 13_500, currency: "EUR", merchantName };
    const { body: made } = await life.call(createTransaction, { as: anna, body: paid });
    const event = life.events(TransactionEvents.created).find(({ data }) => data.entityId === made.id)!;
    expect(await life.deliver(matchPayment, [event])).toEqual([]);
    expect((await ask(Invoices.get, anna, id)).body.status).toBe(status);
  }
});

it("is marked as paid although it is noted to be overdue at the same moment", async () => {
  const anna = await life.user("anna");
  const { id, number } = await sent(anna);
  const paid = { date: "2026-03-20", amountCents: 13_500, currency: "EUR", description: `Invoice ${number}` };
  const { body: made } = await life.call(createTransaction, { as: anna, body: paid });
  const event = life.events(TransactionEvents.created).find(({ data }) => data.entityId === made.id)!;
  await meanwhile("update invoices set overdue_since = '2026-03-05', version = version + 1 where id = $1", id, () =>
    life.deliver(matchPayment, [event]),
  );
  expect((await ask(Invoices.get, anna, id)).body).toMatchObject({ status: "paid", overdueSince: "2026-03-05" });
});

it("is not told to be overdue when it is paid at the same moment", async () => {
  const anna = await life.user("anna");
  const { id } = await sent(anna, {}, { dueOn: "2026-03-05" });
  const ctx = life.as(anna);
  const payload = { day: "2026-03-05", timezone: "UTC" };
  await ctx.db.batch([emit(ctx, DayEnded, { entityId: anna.userId, owner: anna.userId, payload })]);
  const event = life.events(DayEnded).at(-1)!;
  await meanwhile("update invoices set status = 'paid', version = version + 1 where id = $1", id, () =>
    life.deliver(noteOverdue, [event]),
  );
  expect((await ask(Invoices.get, anna, id)).body).toMatchObject({ status: "paid", overdueSince: null });
  expect(life.events(InvoiceOverdue).filter(({ data }) => data.entityId === id)).toEqual([]);
});

/** Lets a consumer wait for a row that it has read as it was before `change`, a statement with the row's id as its parameter. */
async function meanwhile(change: string, id: string, deliver: () => Promise<unknown>): Promise<void> {
  let delivered: Promise<unknown> | undefined;
  await life.database.transaction(async (tx) => {
    await tx.query(change, [id]);
    delivered = deliver();
    await eventually(async () => {
      const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      expect(await life.database.query(waiting)).toHaveLength(1);
    });
  });
  expect(await delivered).toEqual([]);
}

it("is told once to be overdue, when the day by which it was to be paid has ended", async () => {
  const anna = await life.user("anna");
  const late = await sent(anna, {}, { dueOn: "2026-03-05" });
  await sent(anna, {}, { dueOn: "2026-03-06" });
  await draft(anna, {}, { dueOn: "2026-03-01" });
  await sent(anna);
  const ended = async (day: string) => {
    const ctx = life.as(anna);
    const payload = { day, timezone: "UTC" };
    await ctx.db.batch([emit(ctx, DayEnded, { entityId: anna.userId, owner: anna.userId, payload })]);
    expect(await life.deliver(noteOverdue, [life.events(DayEnded).at(-1)!])).toEqual([]);
  };
  await ended("2026-03-04");
  expect(life.events(InvoiceOverdue).filter(({ subject }) => subject === anna.userId)).toEqual([]);
  await ended("2026-03-05");
  await ended("2026-03-05");
  const told = life.events(InvoiceOverdue).filter(({ subject }) => subject === anna.userId);
  expect(told.map(({ data }) => data.entityId)).toEqual([late.id]);
});
