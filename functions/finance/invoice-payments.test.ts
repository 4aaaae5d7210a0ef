/** Payments that come otherwise than as new transactions, or before the invoice. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { InvoicePaid, InvoiceSent, TransactionEvents } from "#core/finance/events";
import { findPayment, matchPayment } from "#functions/finance/consumers";
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
