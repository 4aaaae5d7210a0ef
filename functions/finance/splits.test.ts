import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TransactionDivided, TransactionEvents } from "#core/finance/events";
import { bookReceipt } from "#core/finance/receipts";
import { receiptRows } from "#core/finance/receipts.fixture";
import { sortIn } from "#functions/finance/consumers";
import { moneyOf, type Part } from "#functions/finance/money.fixture";
import { apply, create as createRule, preview } from "#functions/finance/rules";
import { bulk, get, list, putSplits, remove, restore, update } from "#functions/finance/transactions";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let money: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  life = await harness(await testDb());
  money = moneyOf(life);
});
afterAll(() => life.close());

const read = async (as: Person, transactionId: string) =>
  (await life.call(get, { as, params: { transactionId } })).body;
const shape = (splits: Part[]) => splits.map(({ budgetCategoryId, amountCents }) => [budgetCategoryId, amountCents]);

describe("PUT /v1/finance/transactions/{transactionId}/splits", () => {
  it("replaces all splits, in their order, and removes them again", async () => {
    const anna = await life.user("anna");
    const [food, home] = [await money.category(anna, "Food"), await money.category(anna, "Home")];
    const id = await money.spent(anna, -1000);
    const first = await money.split(anna, id, [
      { budgetCategoryId: food, amountCents: -700, note: "Bread" },
      { budgetCategoryId: home, amountCents: -300 },
    ]);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(first.body).toMatchObject({ id, isSplit: true, version: 2, splits: [{ note: "Bread", position: 0 }, {}] });
    expect(await read(anna, id)).toMatchObject({ isSplit: true, splits: first.body.splits });

    const second = [
      { budgetCategoryId: null, amountCents: 200 },
      { budgetCategoryId: home, amountCents: -1300 },
      { budgetCategoryId: home, amountCents: 100 },
    ];
    expect((await money.split(anna, id, second)).body).toMatchObject({ version: 3 });
    expect(shape((await read(anna, id)).splits)).toEqual(shape(second));
    expect((await money.split(anna, id, [])).body).toMatchObject({ isSplit: false, splits: [], version: 4 });
    expect((await money.split(anna, id, [])).body).toMatchObject({ isSplit: false, splits: [], version: 4 });
    const told = life.events(TransactionDivided).filter(({ data }) => data.entityId === id);
    expect(told.map(({ data }) => data.payload)).toMatchObject([{ parts: 2 }, { parts: 3 }, { parts: 0 }]);
    expect(told.every(({ subject }) => subject === anna.userId)).toBe(true);
  });

  it("refuses what does not add up, and amounts that no sum holds", async () => {
    const anna = await life.user("anna");
    const id = await money.spent(anna, -1000);
    const refused = async (splits: unknown[]) => {
      const { status, body } = await life.call(putSplits, {
        as: anna,
        params: { transactionId: id },
        body: { splits },
      });
      expect(status).toBe(400);
      return body.errors[0];
    };
    expect(await refused([{ amountCents: -999 }])).toMatchObject({
      pointer: "#/splits",
      coded: { code: "must_add_up", params: { sum: -999, amount: -1000 } },
    });
    for (const amountCents of [2 ** 53, -(2 ** 53) - 2, 1e300, 10_000_000_000_001, 0.5, "-1000", null])
      expect((await refused([{ amountCents }])).pointer).toBe("#/splits/0/amountCents");
    const most = { amountCents: 10_000_000_000_000 };
    expect(await refused(Array.from({ length: 100 }, () => most))).toMatchObject({
      coded: { params: { sum: 1_000_000_000_000_000 } },
    });
    expect((await refused(Array.from({ length: 101 }, () => most))).pointer).toBe("#/splits");
    expect(await read(anna, id)).toMatchObject({ isSplit: false, splits: [], version: 1 });
  });

  it("refuses a version that is not the last, strangers, and categories of others", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const id = await money.spent(anna, -1000, { householdId: anna.householdId });
    const all = (budgetCategoryId: string | null) => [{ budgetCategoryId, amountCents: -1000 }];
    expect((await money.split(ben, id, all(null))).status).toBe(404);
    expect((await money.split(anna, randomUUID(), all(null))).status).toBe(404);
    for (const category of [await money.category(ben, "Ben's"), randomUUID()]) {
      const answer = await money.split(anna, id, all(category));
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, "#/budgetCategoryId"]);
    }
    expect((await money.split(anna, id, all(null), { "if-match": '"7"' })).status).toBe(412);
    await life.join(anna, ben);
    expect((await money.split(ben, id, all(null), { "if-match": '"1"' })).status).toBe(200);
    expect(life.events(TransactionDivided).findLast(({ data }) => data.entityId === id)).toMatchObject({
      subject: anna.userId,
      data: { actorId: ben.userId },
    });
    await life.leave(anna, ben);
    expect((await money.split(ben, id, [])).status).toBe(404);

    for (const role of ["viewer", "collaborator"]) {
      const carl = await life.user("carl");
      await life.database.query(
        "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'transaction', $3, $4)",
        [anna.userId, carl.userId, id, role],
      );
      expect((await life.call(get, { as: carl, params: { transactionId: id } })).body.splits).toHaveLength(1);
      expect((await money.split(carl, id, all(null))).status).toBe(role === "viewer" ? 403 : 200);
    }
  });
});

describe("a split transaction", () => {
  it("keeps its amount, whoever writes", async () => {
    const anna = await life.user("anna");
    const id = await money.spent(anna, -1000);
    await money.split(anna, id, [{ amountCents: -400 }, { amountCents: -600 }]);
    const change = (body: object) => life.call(update, { as: anna, params: { transactionId: id }, body });
    const refused = await change({ amountCents: -900 });
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict", coded: { code: "split_amount" } } });
    expect(await change({ amountCents: -1000, notes: "same" })).toMatchObject({ status: 200 });
    const wrong = [
      "update transactions set amount_cents = -900 where id = $1",
      "update transactions set is_split = false where id = $1",
      "delete from transaction_splits where transaction_id = $1 and position = 0",
      "update transaction_splits set amount_cents = -1 where transaction_id = $1 and position = 0",
      "insert into transaction_splits (transaction_id, position, amount_cents) values ($1, 9, -1)",
      "delete from transaction_splits where transaction_id = $1",
      "insert into transactions (user_id, date, amount_cents, is_split) select user_id, date, -5, true from transactions where id = $1",
      "insert into transaction_splits (transaction_id, position, amount_cents) values ($1, 9, 9223372036854775807), ($1, 10, 9223372036854775807)",
    ];
    for (const statement of wrong)
      await expect(life.database.query(statement, [id]), statement).rejects.toMatchObject({ code: "LF005" });
    expect((await read(anna, id)).splits).toHaveLength(2);
  });

  it("comes back with its splits, and takes them along when it is removed for good", async () => {
    const anna = await life.user("anna");
    const id = await money.spent(anna, -1000);
    await money.split(anna, id, [{ amountCents: -400 }, { amountCents: -600 }]);
    const params = { transactionId: id };
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect((await life.call(restore, { as: anna, params })).status).toBe(200);
    expect((await read(anna, id)).splits).toHaveLength(2);
    await life.database.query("delete from transactions where id = $1", [id]);
    expect(await life.database.query("select from transaction_splits where transaction_id = $1", [id])).toHaveLength(0);
  });

  it("gets no category from rules, from its vendor or from a bulk edit", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    const body = {
      conditions: { match: "all", conditions: [{ field: "amountCents", operator: "is", value: -1000 }] },
      actions: [
        { type: "set_category", budgetCategoryId: food },
        { type: "add_note", note: "by rule" },
      ],
    };
    const { id: ruleId } = (await life.call(createRule, { as: anna, body })).body;
    const id = await money.spent(anna, -1000);
    await money.split(anna, id, [{ amountCents: -1000 }]);
    const [change] = (await life.call(preview, { as: anna, params: { ruleId } })).body.changes;
    expect(change).toMatchObject({ transactionId: id, after: { notes: "by rule" } });
    const event = life.events(TransactionEvents.created).find(({ data }) => data.entityId === id);
    expect(await life.deliver(sortIn, [event!])).toEqual([]);
    await life.call(apply, { as: anna, params: { ruleId }, body: {} });
    const set = (transaction: object) =>
      life.call(bulk, { as: anna, query: { id }, body: { op: "update", transaction } });
    expect((await set({ budgetCategoryId: food })).body).toMatchObject({ matched: 0, changed: 0 });
    expect((await set({ notes: "by hand" })).body).toMatchObject({ changed: 1 });
    expect(await read(anna, id)).toMatchObject({ budgetCategoryId: null, notes: "by hand" });
    // Whole again, it is like any other.
    await money.split(anna, id, []);
    expect((await set({ budgetCategoryId: food })).body).toMatchObject({ changed: 1, transactionIds: [id] });
  });

  it("gets the tip that a receipt adds as a part of its own", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    const { addAccount, addPending, mailOf } = receiptRows(() => life);
    const id = await addPending(anna, await addAccount(anna, "credit"), { amount: -1800 });
    await money.split(anna, id, [
      { budgetCategoryId: food, amountCents: -1500 },
      { amountCents: -300, note: "Wine" },
    ]);
    const mail = await mailOf(anna);
    expect(await bookReceipt(life.as(anna), mail)).toMatchObject({ transactionId: id, outcome: "completed" });
    const { splits, amountCents } = await read(anna, id);
    expect(amountCents).toBe(-2047);
    expect(shape(splits)).toEqual([
      [food, -1500],
      [null, -300],
      [null, -247],
    ]);
  });

  it("is found by what its parts are for", async () => {
    const anna = await life.user("anna");
    const [food, home] = [await money.category(anna, "Food"), await money.category(anna, "Home")];
    const whole = await money.spent(anna, -100, { budgetCategoryId: food });
    const none = await money.spent(anna, -200);
    const split = await money.spent(anna, -300, { budgetCategoryId: food });
    await money.split(anna, split, [{ budgetCategoryId: home, amountCents: -100 }, { amountCents: -200 }]);
    const found = async (query: Record<string, string>) =>
      (await life.call(list, { as: anna, query })).body.data.map(({ id }: { id: string }) => id);
    expect(await found({ countsFor: food })).toEqual([whole]);
    expect(await found({ countsFor: home })).toEqual([split]);
    expect(await found({ countsFor: "none" })).toEqual([split, none]);
    expect(await found({ countsFor: "none", isSplit: "false" })).toEqual([none]);
    expect((await life.call(list, { as: anna, query: { countsFor: "some" } })).status).toBe(400);
  });
});
