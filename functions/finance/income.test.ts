import { afterAll, beforeAll, expect, it } from "vitest";
import { create as createContact } from "#functions/people/contacts";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import * as Billables from "./billables.ts";
import * as Income from "./income.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("adds up income by month, source, domain and contact, in each currency apart", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { body: client } = await life.call(createContact, { as: anna, body: { name: "Grace" } });
  const add = async (body: object, as = anna) =>
    expect((await life.call(Income.create, { as, body: { currency: "EUR", ...body } })).status).toBe(201);
  await add({ date: "2026-01-31", amount: "999999999999", sourceType: "session", durationMinutes: 90 });
  await add({ date: "2026-01-01", amount: "1", sourceType: "tip", contactId: client.id });
  await add({ date: "2026-02-01", amount: "-500", sourceType: "session" });
  await add({ date: "2026-02-01", amount: "700", sourceType: "session", currency: "JPY" });
  await add({ date: "2026-02-01", amount: "12345" }, ben);

  const by = async (query: Record<string, string>) => {
    const { body } = await life.call(Income.summary, { as: anna, query });
    return body.groups.map((group: Record<string, unknown>) => [group.key, group.currency, group.amountCents]);
  };
  expect(await by({})).toEqual([
    ["2026-01", "EUR", 1_000_000_000_000],
    ["2026-02", "EUR", -500],
    ["2026-02", "JPY", 700],
  ]);
  expect(await by({ by: "source", from: "2026-01-01", to: "2026-01-31" })).toEqual([
    ["session", "EUR", 999_999_999_999],
    ["tip", "EUR", 1],
  ]);
  expect(await by({ by: "contact", to: "2026-01-31" })).toEqual([
    [client.id, "EUR", 1],
    [null, "EUR", 999_999_999_999],
  ]);
  expect(await by({ by: "domain", from: "2026-02-01" })).toEqual([
    [null, "EUR", -500],
    [null, "JPY", 700],
  ]);
});

it("says how many amounts cannot be opened, and adds up the others", async () => {
  const anna = await life.user("anna");
  const add = (amount: string) => life.call(Income.create, { as: anna, body: { date: "2026-03-02", amount } });
  const { body: first } = await add("100");
  await add("250");
  await life.database.query("update income_entries set amount = '\\x00' where id = $1", [first.id]);
  const { body } = await life.call(Income.summary, { as: anna });
  expect(body).toMatchObject({ groups: [{ amountCents: 250, entries: 1 }], unreadable: 1 });
});

it("stores amounts that the database cannot read, and lists them when asked", async () => {
  const anna = await life.user("anna");
  const { body } = await life.call(Income.create, { as: anna, body: { date: "2026-03-02", amount: "4242" } });
  expect(body.amount).toBe("4242");
  const [stored] = await life.database.query<{ text: string }>(
    "select encode(amount, 'escape') as text from income_entries where id = $1",
    [body.id],
  );
  expect(stored!.text).not.toContain("4242");
  const page = await life.call(Income.list, { as: anna, query: { include: "amount" } });
  expect(page.body.data).toMatchObject([{ id: body.id, amount: "4242" }]);
  expect((await life.call(Income.list, { as: anna })).body.data[0].amount).toBeUndefined();
});

it.each(["", "1.5", "1e3", "-0", "007", "1000000000000", "NaN"])("refuses %j as an amount", async (amount) => {
  const answer = await life.call(Income.create, {
    as: await life.user("anna"),
    body: { date: "2026-03-02", amount },
  });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/amount" }] } });
});

it("keeps billable work by hand", async () => {
  const anna = await life.user("anna");
  const body = { date: "2026-03-02", hours: 1.25, rateCents: 9_000, currency: "EUR" };
  const made = await life.call(Billables.create, { as: anna, body });
  expect(made).toMatchObject({ status: 201, body: { ...body, isInvoiced: false, invoiceId: null } });
  for (const wrong of [
    { hours: -1 },
    { hours: 1000 },
    { rateCents: -1 },
    { isInvoiced: true },
    { rateCents: 2 ** 53 },
  ]) {
    const refused = await life.call(Billables.create, { as: anna, body: { ...body, ...wrong } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].pointer).toBe(`#/${Object.keys(wrong)[0]}`);
  }
});

it("takes a length of time that one can have worked, and no other", async () => {
  const anna = await life.user("anna");
  const body = { date: "2026-03-02", amount: "100" };
  for (const durationMinutes of [-1, 1_000_001, 2_147_483_647, 1.5])
    expect((await life.call(Income.create, { as: anna, body: { ...body, durationMinutes } })).status).toBe(400);
  for (const durationMinutes of [0, 1_000_000])
    expect((await life.call(Income.create, { as: anna, body: { ...body, durationMinutes } })).status).toBe(201);
});
