import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TransactionEvents } from "#core/finance/events";
import { create as createAccount, remove as removeAccount } from "#functions/finance/accounts";
import { create, get, list, remove, update } from "#functions/finance/transactions";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function account(as: Person, body: object = {}) {
  const { body: made } = await life.call(createAccount, { as, body: { name: "Everyday", ...body } });
  return made as { id: string };
}

describe("POST /v1/finance/transactions", () => {
  it("stores spending and emits its data", async () => {
    const anna = await life.user("anna");
    const { id: accountId } = await account(anna);
    const { status, body, headers } = await life.call(create, {
      as: anna,
      body: { accountId, date: "2026-03-02", amountCents: -2047, merchantName: "Green Fork Kitchen" },
    });
    expect(status).toBe(201);
    expect(headers.location).toBe(`/v1/finance/transactions/${body.id}`);
    expect(body).toMatchObject({ accountId, amountCents: -2047, currency: "USD", status: "posted", version: 1 });
    const event = life.events(TransactionEvents.created).find((one) => one.data.entityId === body.id);
    expect(event).toMatchObject({ subject: anna.userId, type: "finance.transaction.created" });
    expect(event!.data.payload).toMatchObject({ accountId, date: "2026-03-02", amountCents: -2047, currency: "USD" });
  });

  it("uses the currency of the account by default", async () => {
    const anna = await life.user("anna");
    const { id: accountId } = await account(anna, { currency: "EUR" });
    const body = { accountId, date: "2026-03-02", amountCents: -100 };
    expect((await life.call(create, { as: anna, body })).body.currency).toBe("EUR");
    const other = await life.call(create, { as: anna, body: { ...body, currency: "CHF" } });
    expect(other).toMatchObject({ status: 409, body: { coded: { code: "other_currency_than_account" } } });
    const cash = { date: "2026-03-02", amountCents: -100 };
    expect((await life.call(create, { as: anna, body: cash })).body.currency).toBe("USD");
  });

  it("refuses a missing, a deleted and another person's account with the same answer", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const foreign = await account(ben);
    const deleted = await account(anna);
    await life.call(removeAccount, { as: anna, params: { accountId: deleted.id } });
    const answers = [];
    for (const accountId of [randomUUID(), foreign.id, deleted.id]) {
      const { status, body } = await life.call(create, {
        as: anna,
        body: { accountId, date: "2026-03-02", amountCents: -100 },
      });
      answers.push({ status, errors: body.errors });
    }
    const expected = {
      status: 400,
      errors: [{ pointer: "#/accountId", detail: "does not exist", coded: { code: "does_not_exist", params: {} } }],
    };
    expect(answers).toEqual([expected, expected, expected]);
  });

  it.each([
    [{ amountCents: -100 }, "#/date"],
    [{ date: "2026-02-30", amountCents: -100 }, "#/date"],
    [{ date: "2026-03-02", amountCents: 1.5 }, "#/amountCents"],
    [{ date: "2026-03-02", amountCents: -100, currency: "usd" }, "#/currency"],
    [{ date: "2026-03-02", amountCents: -100, status: "lost" }, "#/status"],
    [{ date: "2026-03-02", amountCents: -100, importHash: "x" }, "#/importHash"],
  ])("refuses %j", async (body, pointer) => {
    const answer = await life.call(create, { as: await life.user("anna"), body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });
});

describe("GET /v1/finance/transactions", () => {
  it("filters by account, status, date, vendor and category, newest first", async () => {
    const anna = await life.user("anna");
    const [one, two] = [await account(anna), await account(anna)];
    const add = async (body: object) =>
      (await life.call(create, { as: anna, body: { amountCents: -100, ...body } })).body.id as string;
    const a = await add({ accountId: one.id, date: "2026-03-01", status: "pending" });
    const b = await add({ accountId: one.id, date: "2026-03-02" });
    const c = await add({ accountId: two.id, date: "2026-03-03" });
    const ids = async (query: Record<string, string>) =>
      (await life.call(list, { as: anna, query })).body.data.map((row: { id: string }) => row.id);
    expect(await ids({})).toEqual([c, b, a]);
    expect(await ids({ accountId: one.id })).toEqual([b, a]);
    expect(await ids({ status: "pending" })).toEqual([a]);
    expect(await ids({ "date[gte]": "2026-03-02", "date[lt]": "2026-03-03" })).toEqual([b]);
    expect(await ids({ "budgetCategoryId[null]": "true", sort: "date", limit: "1" })).toEqual([a]);
    expect(await ids({ vendorId: randomUUID() })).toEqual([]);
  });
});

describe("one transaction", () => {
  it("comes with the items of its receipt", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, { as: anna, body: { date: "2026-03-02", amountCents: -545 } });
    await life.database.query(
      `insert into receipt_items (transaction_id, position, name, quantity, amount_cents) values ($1, 1, 'Tea', 1, 150), ($1, 0, 'Cake', 2, 395)`,
      [body.id],
    );
    const answer = await life.call(get, { as: anna, params: { transactionId: body.id } });
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body.receiptItems).toMatchObject([
      { position: 0, name: "Cake", quantity: 2, amountCents: 395 },
      { position: 1, name: "Tea", quantity: 1, amountCents: 150 },
    ]);
    const stranger = await life.call(get, { as: await life.user("ben"), params: { transactionId: body.id } });
    expect(stranger.status).toBe(404);
  });

  it("is changed under its version and soft-deleted", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, { as: anna, body: { date: "2026-03-02", amountCents: -545 } });
    const params = { transactionId: body.id };
    const changed = await life.call(update, {
      as: anna,
      params,
      body: { notes: "Lunch" },
      headers: { "If-Match": '"1"' },
    });
    expect(changed).toMatchObject({ status: 200, body: { notes: "Lunch", version: 2 } });
    const stale = await life.call(update, { as: anna, params, body: { notes: "" }, headers: { "If-Match": '"1"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: "stale_version" } });
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect((await life.call(get, { as: anna, params })).status).toBe(404);
    expect(life.events(TransactionEvents.deleted).at(-1)!.data.entityId).toBe(body.id);
  });
});
