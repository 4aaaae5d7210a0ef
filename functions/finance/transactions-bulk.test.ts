import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TransactionEvents } from "#core/finance/events";
import { SLICE } from "#core/finance/transactions-bulk";
import { moneyOf } from "#functions/finance/money.fixture";
import { bulk, get, list } from "#functions/finance/transactions";
import { create as createVendor } from "#functions/household/vendors";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let money: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  life = await harness(await testDb());
  money = moneyOf(life);
});
afterAll(() => life.close());

const call = (as: Person, query: Record<string, string>, transaction: object, more: object = {}, key?: string) =>
  life.call(bulk, {
    as,
    query,
    body: { op: "update", transaction, ...more },
    headers: key ? { "idempotency-key": key } : {},
  });
const found = async (as: Person, query: Record<string, string>): Promise<string[]> => {
  const { status, body } = await life.call(list, { as, query });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data.map(({ id }: { id: string }) => id);
};

describe("POST /v1/finance/transactions/bulk", () => {
  it("changes a slice at a time, each once, with an event for every transaction", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    for (const as of [anna, eve])
      await life.database.query(
        "insert into transactions (user_id, date, amount_cents, merchant_name) select $1, '2026-03-01', -n, 'Kiosk' from generate_series(1, $2) n",
        [as.userId, SLICE + 5],
      );
    await money.spent(anna, -1, { merchantName: "Bakery" });
    const food = await money.category(anna, "Food");
    const query = { q: "kiosk" };
    expect((await call(anna, query, { notes: "x" }, { dryRun: true })).body).toEqual({
      matched: SLICE + 5,
      changed: 0,
      transactionIds: [],
      next: null,
    });
    const first = await call(anna, query, { budgetCategoryId: food }, {}, "slice-1");
    expect(first.body).toMatchObject({ matched: SLICE + 5, changed: SLICE, next: expect.any(String) });
    const again = await call(anna, query, { budgetCategoryId: food }, {}, "slice-1");
    expect(again.body).toMatchObject({ transactionIds: first.body.transactionIds, next: first.body.next });
    const second = await call(anna, { ...query, after: first.body.next }, { budgetCategoryId: food }, {}, "slice-2");
    expect(second.body).toMatchObject({ matched: 5, changed: 5, next: null });
    expect(await life.database.query("select from transactions where budget_category_id = $1", [food])).toHaveLength(
      SLICE + 5,
    );
    const told = life.events(TransactionEvents.updated).filter(({ subject }) => subject === anna.userId);
    expect(new Set(told.map(({ data }) => data.entityId)).size).toBe(SLICE + 5);
  });

  it("takes ids, and what one may change of a household", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const { householdId } = anna;
    const [own, shared, theirs] = [
      await money.spent(anna, -1),
      await money.spent(anna, -2, { householdId }),
      await money.spent(ben, -3, { householdId }),
    ];
    const vendor = await life.call(createVendor, { as: anna, body: { name: "Kiosk" } });
    const id = [own, shared, theirs].join();
    expect((await call(anna, { id }, { vendorId: vendor.body.id, notes: "all" })).body.changed).toBe(2);
    expect((await call(ben, { id, scope: "household" }, { notes: "ben" })).body.transactionIds).toEqual(
      [shared, theirs].sort(),
    );
    expect((await call(eve, { id }, { notes: "eve" })).body).toMatchObject({ matched: 0, changed: 0 });
    expect((await call(eve, { id, scope: "household" }, { notes: "eve" })).body.changed).toBe(0);
    const { body } = await life.call(get, { as: anna, params: { transactionId: own } });
    expect(body).toMatchObject({ vendorId: vendor.body.id, notes: "all" });
    const foreign = await money.category(ben, "Ben's");
    expect((await call(anna, { id }, { budgetCategoryId: foreign })).status).toBe(400);
  });

  it.each([
    [{}, { op: "explode", transaction: { notes: "x" } }],
    [{}, { op: "update", transaction: {} }],
    [{}, { op: "update", transaction: { amountCents: 1 } }],
    [{ colour: "red" }, { op: "update", transaction: { notes: "x" } }],
    [{ id: "x" }, { op: "update", transaction: { notes: "x" } }],
  ])("refuses %j %j", async (query, body) => {
    const answer = await life.call(bulk, { as: await life.user("anna"), query: query as Record<string, string>, body });
    expect(answer.status).toBe(400);
  });
});

describe("GET /v1/finance/transactions with q", () => {
  it("finds beginnings of words in merchant, description and notes, with or without accents", async () => {
    const anna = await life.user("anna");
    const cafe = await money.spent(anna, -350, { merchantName: "Café Zürich", date: "2026-03-01" });
    const tea = await money.spent(anna, -1050, { description: "Gift for Joann: O'Hara tea", date: "2026-03-02" });
    const rent = await money.spent(anna, -90_000, { notes: "Zuricher Straße 5, 3. OG", date: "2026-03-03" });
    expect(await found(anna, { q: "zurich" })).toEqual([rent, cafe]);
    expect(await found(anna, { q: "ZÜR caf" })).toEqual([cafe]);
    expect(await found(anna, { q: "strasse" })).toEqual([rent]);
    expect(await found(anna, { q: "o'hara" })).toEqual([tea]);
    expect(await found(anna, { q: "hann" })).toEqual([]);
    expect(await found(anna, { q: "zurich", "amountCents[lt]": "-1000" })).toEqual([rent]);
    expect(await found(anna, { q: "zurich", "date[lte]": "2026-03-02", sort: "date" })).toEqual([cafe]);
    for (const q of ["%", "' & !", "\\", ":*", "()", "<->", "🎉"]) expect(await found(anna, { q })).toEqual([]);
    const pages = await life.call(list, { as: anna, query: { q: "zurich", limit: "1" } });
    expect(await found(anna, { q: "zurich", limit: "1", cursor: pages.body.nextCursor })).toEqual([cafe]);
  });

  it("finds of others what they share, and nothing else", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    await money.spent(anna, -1, { merchantName: "Kiosk" });
    const shared = await money.spent(anna, -2, { merchantName: "Kiosk", householdId: anna.householdId });
    const granted = await money.spent(anna, -3, { merchantName: "Kiosk" });
    await life.database.query(
      "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'transaction', $3, 'viewer')",
      [anna.userId, ben.userId, granted],
    );
    expect(await found(ben, { q: "kiosk" })).toEqual([]);
    expect(await found(ben, { q: "kiosk", scope: "household" })).toEqual([shared]);
    expect(await found(ben, { q: "kiosk", scope: "shared" })).toEqual([granted]);
  });
});
