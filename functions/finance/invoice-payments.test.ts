/** Payments that come otherwise than as new transactions, or before the invoice. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { InvoicePaid, InvoiceReopened, InvoiceSent, TransactionEvents } from "#core/finance/events";
import * as Accounts from "#functions/finance/accounts";
import { findPayment, matchPayment, reopenInvoice } from "#functions/finance/consumers";
import * as Transactions from "#functions/finance/transactions";
import { create as createContact } from "#functions/people/contacts";
import type { EventDeclaration } from "#kit/event";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { invoicing } from "./invoice.fixture.ts";
import * as Invoices from "./invoices.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const { draft, ask, sent } = invoicing(() => life);
const shown = async (as: Person, id: string) => (await ask(Invoices.get, as, id)).body;
const told = (declaration: EventDeclaration, id: string) =>
  life.events(declaration).findLast(({ data }) => data.entityId === id)!;
async function paid(as: Person, body: object = {}): Promise<string> {
  const given = { date: "2026-03-20", amountCents: 13_500, currency: "EUR", ...body };
  const answer = await life.call(Transactions.create, { as, body: given });
  expect(answer.status).toBe(201);
  return answer.body.id;
}
const changed = (as: Person, transactionId: string, body: object) =>
  life.call(Transactions.update, { as, params: { transactionId }, body });
/** Delivers the last event of a kind about a transaction, twice. */
async function matched(declaration: EventDeclaration, id: string) {
  for (let i = 0; i < 2; i++) expect(await life.deliver(matchPayment, [told(declaration, id)])).toEqual([]);
}
async function lookedBack(id: string) {
  for (let i = 0; i < 2; i++) expect(await life.deliver(findPayment, [told(InvoiceSent, id)])).toEqual([]);
}

it("is paid by a transaction that is posted, or corrected, later", async () => {
  const anna = await life.user("anna");
  const one = await sent(anna);
  const pending = await paid(anna, { status: "pending", description: `Invoice ${one.number}` });
  await matched(TransactionEvents.created, pending);
  expect(await shown(anna, one.id)).toMatchObject({ status: "sent" });
  await changed(anna, pending, { status: "posted" });
  await matched(TransactionEvents.updated, pending);
  expect(await shown(anna, one.id)).toMatchObject({ status: "paid", paidByTransactionId: pending });

  const two = await sent(anna);
  const wrong = await paid(anna, { amountCents: 1_350, description: `Invoice ${two.number}` });
  await changed(anna, wrong, { amountCents: 13_500 });
  await matched(TransactionEvents.updated, wrong);
  expect(await shown(anna, two.id)).toMatchObject({ status: "paid", paidByTransactionId: wrong });
  expect(life.events(InvoicePaid).filter(({ subject }) => subject === anna.userId)).toHaveLength(2);
});

it("is paid by a transaction that is taken back out of what was deleted", async () => {
  const anna = await life.user("anna");
  const { id, number } = await sent(anna);
  const transactionId = await paid(anna, { description: `Invoice ${number}` });
  await life.call(Transactions.remove, { as: anna, params: { transactionId } });
  await matched(TransactionEvents.created, transactionId);
  expect(await shown(anna, id)).toMatchObject({ status: "sent" });
  await life.call(Transactions.restore, { as: anna, params: { transactionId } });
  await matched(TransactionEvents.restored, transactionId);
  expect(await shown(anna, id)).toMatchObject({ status: "paid" });
});

it("is paid by what came before it was sent", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper" } });
  const id = await draft(anna, { contactId: client.id, date: "2026-02-20" });
  const early = await paid(anna, { date: "2026-02-25", merchantName: "GRACE HOPPER" });
  await matched(TransactionEvents.created, early);
  await ask(Invoices.send, anna, id);
  await lookedBack(id);
  expect(await shown(anna, id)).toMatchObject({ status: "paid", paidByTransactionId: early });
  expect(life.events(InvoicePaid).filter(({ data }) => data.entityId === id)).toHaveLength(1);
});

it("is not paid by what came before the work, long before it was sent, for another one, or to somebody else", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper" } });
  const pay = (body: object, as = anna) => paid(as, { merchantName: "Grace Hopper", ...body });
  // Last month's, which paid last month's invoice by hand; and one that is older than anybody looks for.
  await pay({ date: "2026-02-27" });
  await pay({ date: "2026-03-01", status: "pending" });
  await pay({ date: "2026-03-01", amountCents: -13_500 });
  await pay({ date: "2026-03-01", currency: "USD" });
  await pay({ date: "2026-03-01", merchantName: "Somebody" });
  await pay({ date: "2026-03-01" }, ben);
  const { id } = await sent(anna, { contactId: client.id, date: "2026-02-28" });
  await lookedBack(id);
  expect(await shown(anna, id)).toMatchObject({ status: "sent", paidByTransactionId: null });

  await pay({ date: "2025-11-20", amountCents: 27_000 });
  const old = await sent(anna, { contactId: client.id, date: "2025-11-01", hours: 3 });
  await lookedBack(old.id);
  expect(await shown(anna, old.id)).toMatchObject({ status: "sent" });
});

it("is paid by each payment once, also where an old one is touched again", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper" } });
  const one = await sent(anna, { contactId: client.id, date: "2026-02-01" });
  const payment = await paid(anna, { date: "2026-03-01", merchantName: "Grace Hopper" });
  await matched(TransactionEvents.created, payment);
  expect(await shown(anna, one.id)).toMatchObject({ status: "paid" });
  const two = await sent(anna, { contactId: client.id, date: "2026-02-01" });
  await lookedBack(two.id);
  await changed(anna, payment, { notes: "March" });
  await matched(TransactionEvents.updated, payment);
  expect(await shown(anna, two.id)).toMatchObject({ status: "sent" });
});

it("is paid once, and by one of them, when the payment and the sending are looked at in the same moment", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper" } });
  const { id, number } = await sent(anna, { contactId: client.id });
  const payment = await paid(anna, { description: `Invoice ${number}` });
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      i % 2 === 0
        ? life.deliver(findPayment, [told(InvoiceSent, id)])
        : life.deliver(matchPayment, [told(TransactionEvents.created, payment)]),
    ),
  );
  expect(await shown(anna, id)).toMatchObject({ status: "paid", paidByTransactionId: payment });
  expect(life.events(InvoicePaid).filter(({ data }) => data.entityId === id)).toHaveLength(1);
});

/** Delivers the last event of a kind about a transaction to what makes an invoice unpaid again, twice, and what follows from that. */
async function reopened(declaration: EventDeclaration, transactionId: string, invoiceId: string) {
  for (let i = 0; i < 2; i++) expect(await life.deliver(reopenInvoice, [told(declaration, transactionId)])).toEqual([]);
  const event = told(InvoiceReopened, invoiceId);
  if (event) expect(await life.deliver(findPayment, [event, event])).toEqual([]);
}

it("is unpaid again when its payment is deleted, and paid when that is restored", async () => {
  const anna = await life.user("anna");
  const { id, number } = await sent(anna);
  const payment = await paid(anna, { description: `Invoice ${number}` });
  await matched(TransactionEvents.created, payment);
  expect(await shown(anna, id)).toMatchObject({ status: "paid", paidByTransactionId: payment });
  await life.call(Transactions.remove, { as: anna, params: { transactionId: payment } });
  await reopened(TransactionEvents.deleted, payment, id);
  expect(await shown(anna, id)).toMatchObject({ status: "sent", paidByTransactionId: null });
  const events = life.events(InvoiceReopened).filter(({ data }) => data.entityId === id);
  expect(events).toMatchObject([
    { subject: anna.userId, correlationid: told(TransactionEvents.deleted, payment).correlationid },
  ]);
  await life.call(Transactions.restore, { as: anna, params: { transactionId: payment } });
  await matched(TransactionEvents.restored, payment);
  expect(await shown(anna, id)).toMatchObject({ status: "paid", paidByTransactionId: payment });
});

it("is unpaid again when its payment is of another amount or day, not booked, or a transfer, and not for other changes", async () => {
  const anna = await life.user("anna");
  const { body: account } = await life.call(Accounts.create, { as: anna, body: { name: "Other", currency: "EUR" } });
  for (const [change, isPaid] of [
    [{ notes: "March" }, true],
    [{ accountId: account.id }, true],
    [{ merchantName: "Somebody" }, true],
    [{ amountCents: 13_499 }, false],
    [{ status: "pending" }, false],
    [{ date: "2026-03-01" }, false],
  ] as const) {
    const { id, number } = await sent(anna);
    const payment = await paid(anna, { description: `Invoice ${number}` });
    await matched(TransactionEvents.created, payment);
    await changed(anna, payment, change);
    await reopened(TransactionEvents.updated, payment, id);
    expect(await shown(anna, id), JSON.stringify(change)).toMatchObject({ status: isPaid ? "paid" : "sent" });
  }
});

it("stays paid when its person said so, and by the other one of two payments that told of it", async () => {
  const anna = await life.user("anna");
  const byHand = await sent(anna);
  await ask(Invoices.pay, anna, byHand.id);
  const stray = await paid(anna, { description: `Invoice ${byHand.number}` });
  await matched(TransactionEvents.created, stray);
  await life.call(Transactions.remove, { as: anna, params: { transactionId: stray } });
  await reopened(TransactionEvents.deleted, stray, byHand.id);
  expect(await shown(anna, byHand.id)).toMatchObject({ status: "paid", paidByTransactionId: null });

  const { id, number } = await sent(anna);
  const [entered, told] = [
    await paid(anna, { description: `Invoice ${number}` }),
    await paid(anna, { description: `INVOICE ${number} of the bank` }),
  ];
  for (const payment of [entered, told]) await matched(TransactionEvents.created, payment);
  expect(await shown(anna, id)).toMatchObject({ status: "paid", paidByTransactionId: entered });
  await life.call(Transactions.remove, { as: anna, params: { transactionId: entered } });
  await reopened(TransactionEvents.deleted, entered, id);
  expect(await shown(anna, id)).toMatchObject({ status: "paid", paidByTransactionId: told });
});

it("is never paid by a payment that is gone, whichever is seen first", async () => {
  const anna = await life.user("anna");
  const { id, number } = await sent(anna);
  const payment = await paid(anna, { description: `Invoice ${number}` });
  const arrival = told(TransactionEvents.created, payment);
  await Promise.all([
    ...Array.from({ length: 3 }, () => life.deliver(matchPayment, [arrival])),
    life.call(Transactions.remove, { as: anna, params: { transactionId: payment } }),
  ]);
  await reopened(TransactionEvents.deleted, payment, id);
  await matched(TransactionEvents.created, payment);
  expect(await shown(anna, id)).toMatchObject({ status: "sent", paidByTransactionId: null });
});
