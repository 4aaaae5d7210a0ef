/** Who else reaches an invoice: members of a household, those to whom it was granted, and nobody once its person is erased. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import * as Grants from "#functions/identity/grants";
import { create as createContact, remove as removeContact } from "#functions/people/contacts";
import { prune } from "#functions/platform/schedules";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { schedulerEvent } from "#testing/lambda-events";
import * as Billables from "./billables.ts";
import { invoicing } from "./invoice.fixture.ts";
import * as Invoices from "./invoices.ts";
import * as Pdf from "./pdf.ts";
import * as Transactions from "./transactions.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const { entry, draft, ask, sent } = invoicing(() => life);
const pdf = (as: Person, invoiceId: string) => life.call(Pdf.get, { as, params: { invoiceId } });
const listed = async (as: Person, query: Record<string, string> = {}) =>
  (await life.call(Invoices.list, { as, query })).body.data.map(({ id }: { id: string }) => id);
const grant = (as: Person, entityId: string, to: Person, role: string) =>
  life.call(Grants.create, { as, body: { entityType: "invoice", entityId, granteeId: to.userId, role } });
const CHANGES = [
  [Invoices.update, { body: { note: "Mine" } }],
  [Invoices.send, {}],
  [Invoices.mail, { body: { address: "eve@example.com" } }],
  [Invoices.pay, {}],
  [Invoices.makeVoid, {}],
] as const;

it("is hidden from the members of a household, who share nothing by living together", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  for (const id of [await draft(anna), (await sent(anna)).id]) {
    for (const operation of [Invoices.get, ...CHANGES.map(([one]) => one)])
      expect((await ask(operation, ben, id, operation === Invoices.update ? { body: { note: "x" } } : {})).status).toBe(
        404,
      );
    expect((await pdf(ben, id)).status).toBe(404);
    const query = { scope: "household", householdId: anna.householdId };
    expect((await life.call(Invoices.list, { as: ben, query })).body.data ?? []).toEqual([]);
  }
  expect(await listed(ben)).toEqual([]);
  const entryIds = [await entry(anna)];
  expect((await life.call(Invoices.create, { as: ben, body: { entryIds } })).status).toBe(400);
});

it("is read by whom it was granted to, and never numbered, mailed or made void by them", async () => {
  const [anna, ben, cleo] = [await life.user("anna"), await life.user("ben"), await life.user("cleo")];
  const id = await draft(anna, {}, { recipient: "Grace" });
  for (const [who, role] of [
    [ben, "viewer"],
    [cleo, "collaborator"],
  ] as const) {
    expect((await grant(anna, id, who, role)).status).toBe(201);
    expect((await ask(Invoices.get, who, id)).body).toMatchObject({ id, recipient: "Grace" });
    expect((await pdf(who, id)).status).toBe(200);
    expect(await listed(who, { scope: "shared" })).toEqual([id]);
    for (const operation of [Invoices.send, Invoices.makeVoid])
      expect((await ask(operation, who, id)).status).toBe(403);
    expect((await ask(Invoices.mail, who, id, { body: { address: "eve@example.com" } })).status).toBe(403);
  }
  expect((await ask(Invoices.update, ben, id, { body: { note: "Mine" } })).status).toBe(403);
  expect((await ask(Invoices.update, cleo, id, { body: { note: "Ours" } })).status).toBe(200);
  expect((await ask(Invoices.pay, cleo, id)).status).toBe(409);
  expect((await ask(Invoices.get, anna, id)).body).toMatchObject({ status: "draft", number: null, note: "Ours" });
  // Numbers are those of its person: what they send themselves begins at one.
  expect((await sent(cleo)).number).toBe("1");
  expect((await ask(Invoices.send, anna, id)).body).toMatchObject({ number: "1" });
  // What is billed on it is not granted with it.
  const { body } = await ask(Invoices.get, anna, id);
  const params = { billableId: body.lines[0].entryId };
  expect((await life.call(Billables.get, { as: cleo, params })).status).toBe(404);
});

it("is not granted by anybody but its person, nor pays for what others have", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { id } = await sent(anna);
  expect((await grant(ben, id, ben, "owner")).status).toBe(400);
  expect((await ask(Invoices.get, ben, id)).status).toBe(404);
});

it("stays as it is when its contact and its payment are deleted, and purged", async () => {
  const anna = await life.user("anna");
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper" } });
  const { id } = await sent(anna, { contactId: client.id });
  const paid = { date: "2026-03-20", amountCents: 13_500, currency: "EUR" };
  const { body: payment } = await life.call(Transactions.create, { as: anna, body: paid });
  await life.database.query("update invoices set paid_by_transaction_id = $2, status = 'paid' where id = $1", [
    id,
    payment.id,
  ]);
  await life.call(removeContact, { as: anna, params: { contactId: client.id } });
  await life.call(Transactions.remove, { as: anna, params: { transactionId: payment.id } });
  for (const table of ["contacts", "transactions"])
    await life.database.query(`update ${table} set deleted_at = now() - interval '40 days' where user_id = $1`, [
      anna.userId,
    ]);
  await scheduleHandler(prune)(schedulerEvent(prune.id));
  expect((await ask(Invoices.get, anna, id)).body).toMatchObject({
    status: "paid",
    contactId: null,
    paidByTransactionId: null,
    recipient: "Grace Hopper",
    totalCents: 13_500,
  });
  expect((await pdf(anna, id)).status).toBe(200);
});

it("leaves no trace when its person is erased, and nothing of another's", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const one = await sent(anna, { description: "Secret work" }, { recipient: "Secret client", note: "Secret note" });
  await ask(Invoices.pay, anna, one.id);
  await draft(anna, { description: "Secret work" }, { recipient: "Secret client" });
  const his = await sent(ben);
  await grant(ben, his.id, anna, "viewer");
  await life.database.query("select erase_person($1)", [anna.userId]);
  for (const table of ["invoices", "billable_entries"]) {
    const left = await life.database.query(
      `select t::text as row from ${table} t where t::text like '%Secret%' or user_id = $1`,
      [anna.userId],
    );
    expect(left, table).toEqual([]);
  }
  const events = await life.database.query(
    "select from events where payload::text like '%Secret%' or previous::text like '%Secret%'",
  );
  expect(events).toEqual([]);
  expect((await ask(Invoices.get, ben, his.id)).body).toMatchObject({ number: "1" });
  expect((await sent(ben)).number).toBe("2");
});
