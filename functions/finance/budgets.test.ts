import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BudgetEvents, BudgetExceeded, TransactionDivided, TransactionEvents } from "#core/finance/events";
import { create as createAccount } from "#functions/finance/accounts";
import { remove as removeCategory, update as updateCategory } from "#functions/finance/budget-categories";
import { copy, create, get, list, remove, update } from "#functions/finance/budgets";
import { noteExceeded } from "#functions/finance/consumers";
import { moneyOf } from "#functions/finance/money.fixture";
import { remove as removeTransaction, update as updateTransaction } from "#functions/finance/transactions";
import type { EventDeclaration } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { as as speakingSql } from "#testing/people";

let life: Harness;
let money: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  life = await harness(await testDb());
  money = moneyOf(life);
});
afterAll(() => life.close());

const change = (as: Person, budgetId: string, body: object) => life.call(update, { as, params: { budgetId }, body });

describe("budgets", () => {
  it("are one for each category, month and currency", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    const made = await money.budget(anna, food, 40_000, { rollover: true });
    expect(made).toMatchObject({ userId: anna.userId, householdId: null, exceededAt: null, rollover: true });
    const body = { budgetCategoryId: food, month: "2026-03-01", currency: "EUR", amountCents: 1 };
    expect((await life.call(create, { as: anna, body })).body.code).toBe("already_exists");
    await money.budget(anna, food, 100, { currency: "BHD" });
    await money.budget(anna, food, 100, { month: "2026-04-01" });
    expect((await change(anna, made.id, { amountCents: -500 })).body).toMatchObject({ amountCents: -500, version: 2 });
    expect((await change(anna, made.id, { month: "2026-05-01" })).status).toBe(400);
    expect((await life.call(remove, { as: anna, params: { budgetId: made.id } })).status).toBe(204);
    await money.budget(anna, food, 40_000);
    expect(life.events(BudgetEvents.created).find(({ data }) => data.entityId === made.id)!.data.payload).toEqual({
      budgetCategoryId: food,
      month: "2026-03-01",
      amountCents: 40_000,
      currency: "EUR",
    });
  });

  it("are in the currency of the account that the person would pay with", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    const currency = async (month: string) =>
      (await money.budget(anna, food, 1, { month, currency: undefined })).currency;
    expect(await currency("2026-01-01")).toBe("USD");
    const account = (name: string, type: string, currency: string, more: object = {}) =>
      life.call(createAccount, { as: anna, body: { name, type, currency, ...more } });
    await account("Depot", "investment", "CHF");
    expect(await currency("2026-02-01")).toBe("USD");
    await account("Everyday", "checking", "JPY");
    await account("Old card", "credit", "GBP", { isClosed: true });
    expect(await currency("2026-03-01")).toBe("JPY");
    await account("Card", "credit", "EUR");
    expect(await currency("2026-04-01")).toBe("EUR");
  });

  it.each([
    [{ month: "2026-03-02" }, "#/month"],
    [{ month: "2026-02-30" }, "#/month"],
    [{ month: "0000-01-01" }, "#/month"],
    [{ amountCents: 2 ** 53 }, "#/amountCents"],
    [{ amountCents: 1e13 + 1 }, "#/amountCents"],
    [{ currency: "euro" }, "#/currency"],
    [{ budgetCategoryId: randomUUID() }, "#/budgetCategoryId"],
    [{ exceededAt: null }, "#/exceededAt"],
  ])("refuse %j", async (wrong, pointer) => {
    const anna = await life.user("anna");
    const body = {
      budgetCategoryId: await money.category(anna, "Food"),
      month: "2026-03-01",
      amountCents: 1,
      ...wrong,
    };
    const answer = await life.call(create, { as: anna, body });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it("are for categories of expenses, of which one that becomes another keeps them uncounted", async () => {
    const anna = await life.user("anna");
    for (const kind of ["income", "transfer"]) {
      const budgetCategoryId = await money.category(anna, kind, { kind });
      const body = { budgetCategoryId, month: "2026-03-01", amountCents: 1 };
      const { status, body: problem } = await life.call(create, { as: anna, body });
      expect([status, problem.errors[0].coded.code]).toEqual([400, "no_expense"]);
    }
    const food = await money.category(anna, "Food");
    await money.budget(anna, food, 100);
    await money.spent(anna, -60, { budgetCategoryId: food });
    expect(await money.envelopes(anna, "2026-03-01")).toEqual([[food, "EUR", 0, 100, 60, 40]]);
    await life.call(updateCategory, { as: anna, params: { budgetCategoryId: food }, body: { kind: "transfer" } });
    expect(await money.envelopes(anna, "2026-03-01")).toEqual([]);
  });

  it("of a household's category are the household's, and go where it goes", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const food = await money.category(anna, "Food", { householdId: anna.householdId });
    const own = await money.category(anna, "Own");
    const made = await money.budget(ben, food, 100);
    expect(made).toMatchObject({ userId: anna.userId, householdId: anna.householdId });
    expect((await change(anna, made.id, { amountCents: 200 })).status).toBe(200);
    expect((await change(ben, made.id, { amountCents: 300 })).status).toBe(200);
    expect((await change(eve, made.id, { amountCents: 300 })).status).toBe(404);
    for (const [as, budgetCategoryId] of [
      [ben, own],
      [eve, food],
    ] as const) {
      const body = { budgetCategoryId, month: "2026-03-01", amountCents: 1 };
      expect((await life.call(create, { as, body })).status).toBe(400);
    }
    expect((await life.call(list, { as: ben, query: { scope: "household" } })).body.data).toHaveLength(1);
    // Not by SQL either does a budget become somebody else's.
    const copyOf =
      "select $1::uuid, null, budget_category_id, '2027-01-01'::date, 1 from budgets where id = $2 returning user_id, household_id";
    const [forged] = await speakingSql(life.database, ben.userId).query(
      `insert into budgets (user_id, household_id, budget_category_id, month, amount_cents) ${copyOf}`,
      [eve.userId, made.id],
    );
    expect(forged).toEqual({ user_id: anna.userId, household_id: anna.householdId });
    const params = { budgetCategoryId: food };
    await life.call(updateCategory, { as: anna, params, body: { householdId: null } });
    expect((await life.call(get, { as: ben, params: { budgetId: made.id } })).status).toBe(404);
    expect((await life.call(get, { as: anna, params: { budgetId: made.id } })).body.householdId).toBeNull();
  });
});

describe("POST /v1/finance/budgets/copy", () => {
  const copied = async (as: Person, body: object) => {
    const answer = await life.call(copy, { as, body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.copied as number;
  };

  it("copies the month before, without what is there, as often as one likes", async () => {
    const anna = await life.user("anna");
    const [food, home, gone] = [
      await money.category(anna, "Food"),
      await money.category(anna, "Home"),
      await money.category(anna, "Gone"),
    ];
    const last = { month: "2025-12-01" };
    await money.budget(anna, food, 100, { ...last, rollover: true });
    await money.budget(anna, food, 7, { ...last, currency: "JPY" });
    await money.budget(anna, home, 200, last);
    await money.budget(anna, gone, 300, last);
    await life.call(removeCategory, { as: anna, params: { budgetCategoryId: gone } });
    await money.budget(anna, home, 999, { month: "2026-01-01" });
    const kept = await life.call(copy, {
      as: anna,
      body: { month: "2026-01-01" },
      headers: { "idempotency-key": "c" },
    });
    expect(kept.body).toEqual({ copied: 2 });
    expect(await copied(anna, { month: "2026-01-01" })).toBe(0);
    const again = await life.call(copy, {
      as: anna,
      body: { month: "2026-01-01" },
      headers: { "idempotency-key": "c" },
    });
    expect(again.body).toEqual({ copied: 2 });
    const rows = (await life.call(list, { as: anna, query: { month: "2026-01-01" } })).body.data;
    expect(
      rows.map((row: Record<string, unknown>) => [row.budgetCategoryId, row.currency, row.amountCents, row.rollover]),
    ).toEqual(
      expect.arrayContaining([
        [food, "EUR", 100, true],
        [food, "JPY", 7, false],
        [home, "EUR", 999, false],
      ]),
    );
    expect(rows).toHaveLength(3);
    const told = life
      .events(BudgetEvents.created)
      .filter(({ data }) => rows.some(({ id }: { id: string }) => id === data.entityId));
    expect(told).toHaveLength(3);
  });

  it("copies each once when it is asked for several times at the same moment", async () => {
    const anna = await life.user("anna");
    for (let i = 0; i < 5; i++)
      await money.budget(anna, await money.category(anna, `Of many ${i}`), 100 + i, { month: "2026-05-01" });
    const answers = await Promise.all(Array.from({ length: 6 }, () => copied(anna, { month: "2026-06-01" })));
    expect(answers.reduce((sum, one) => sum + one, 0)).toBe(5);
    const rows = (await life.call(list, { as: anna, query: { month: "2026-06-01" } })).body.data;
    expect(rows).toHaveLength(5);
    const told = life
      .events(BudgetEvents.created)
      .filter(({ data }) => rows.some(({ id }: { id: string }) => id === data.entityId));
    expect(told).toHaveLength(5);
  });

  it("writes nothing before it knows whose the household is", async () => {
    const eve = await life.user("eve");
    const { run } = life.transport;
    const asked: string[] = [];
    life.transport.run = (statements) => {
      asked.push(...statements.map(({ text }) => text));
      return run(statements);
    };
    await life.call(copy, { as: eve, body: { month: "2026-06-01", householdId: randomUUID() } });
    life.transport.run = run;
    const [looking, writing] = [/my_households\(\)/, /insert into "?budgets/].map((one) =>
      asked.findIndex((text) => one.test(text)),
    );
    expect(looking).toBeGreaterThan(-1);
    expect(looking!).toBeLessThan(writing!);
  });

  it("copies those of a household for its members alone", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const { householdId } = anna;
    const food = await money.category(anna, "Food", { householdId });
    await money.budget(anna, food, 100);
    await money.budget(anna, await money.category(anna, "Own"), 100);
    expect(await copied(ben, { month: "2026-04-01" })).toBe(0);
    const refused = await life.call(copy, { as: eve, body: { month: "2026-04-01", householdId } });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, "#/householdId"]);
    expect(await copied(ben, { month: "2026-04-01", householdId })).toBe(1);
    const rows = (await life.call(list, { as: anna, query: { month: "2026-04-01" } })).body.data;
    expect(rows).toMatchObject([{ budgetCategoryId: food, userId: anna.userId, householdId }]);
    expect(await copied(anna, { month: "2026-04-01" })).toBe(1);
  });
});

describe("a budget that is exceeded", () => {
  /** Delivers the last event of a transaction, and then counts how often a budget has told that it is exceeded. */
  async function told(id: string, event: EventDeclaration, budgetId: string) {
    const last = life.events(event).findLast(({ data }) => data.entityId === id);
    expect(await life.deliver(noteExceeded, [last!])).toEqual([]);
    return life.events(BudgetExceeded).filter(({ data }) => data.entityId === budgetId).length;
  }
  const { created, updated, deleted, restored: _ } = TransactionEvents;
  const patch = (as: Person, transactionId: string, body: object) =>
    life.call(updateTransaction, { as, params: { transactionId }, body });

  it("tells once, whatever becomes of it", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    const { id } = await money.budget(anna, food, 1000);
    const spent = (cents: number, more: object = {}) => money.spent(anna, cents, { budgetCategoryId: food, ...more });
    const first = await spent(-1000);
    expect(await told(first, created, id)).toBe(0);
    expect(await told(await spent(-1, { currency: "JPY" }), created, id)).toBe(0);
    expect(await told(await spent(-1, { date: "2026-02-28" }), created, id)).toBe(0);
    expect(await told(await spent(-1, { date: "2026-04-01" }), created, id)).toBe(0);
    const second = await spent(-1, { status: "pending" });
    expect(await told(second, created, id)).toBe(1);
    expect(await told(second, created, id)).toBe(1);
    const event = life.events(BudgetExceeded).find(({ data }) => data.entityId === id);
    expect(event).toMatchObject({
      subject: anna.userId,
      data: { payload: { budgetCategoryId: food, month: "2026-03-01", amountCents: 1000, currency: "EUR" } },
    });
    expect((await life.call(get, { as: anna, params: { budgetId: id } })).body.exceededAt).toEqual(expect.any(String));

    // It falls below, rises again, is raised, falls short of that, is deleted and made anew.
    const params = { transactionId: second };
    await life.call(removeTransaction, { as: anna, params });
    expect(await told(second, deleted, id)).toBe(1);
    expect(await told(await spent(-500), created, id)).toBe(1);
    await change(anna, id, { amountCents: 5000 });
    expect(await told(await spent(-9000), created, id)).toBe(1);
    await life.call(remove, { as: anna, params: { budgetId: id } });
    const anew = await money.budget(anna, food, 1);
    expect(await told(await spent(-9000), created, anew.id)).toBe(0);
  });

  it("was moved money to, or lost what had come back", async () => {
    const anna = await life.user("anna");
    const [food, home] = [await money.category(anna, "Food"), await money.category(anna, "Home")];
    const { id } = await money.budget(anna, food, 100);
    const moved = await money.spent(anna, -101, { budgetCategoryId: home });
    expect(await told(moved, created, id)).toBe(0);
    await patch(anna, moved, { notes: "no money" });
    await patch(anna, moved, { budgetCategoryId: food });
    const refund = await money.spent(anna, 50, { budgetCategoryId: food });
    expect(await told(refund, created, id)).toBe(0);
    await patch(anna, refund, { budgetCategoryId: home });
    expect(await told(refund, updated, id)).toBe(1);
  });

  it("is one of a later month, which gets what is missing, or one of a split", async () => {
    const anna = await life.user("anna");
    const [food, home] = [await money.category(anna, "Food"), await money.category(anna, "Home")];
    await money.budget(anna, food, 100, { month: "2026-01-01", rollover: true });
    const april = await money.budget(anna, food, 100, { month: "2026-04-01" });
    expect(
      await told(await money.spent(anna, -200, { date: "2026-02-10", budgetCategoryId: food }), created, april.id),
    ).toBe(0);
    const late = await money.spent(anna, -1, { date: "2026-03-10", budgetCategoryId: food });
    expect(await told(late, created, april.id)).toBe(1);

    const budget = await money.budget(anna, home, 100);
    const split = await money.spent(anna, -500);
    await money.split(anna, split, [{ budgetCategoryId: home, amountCents: -100 }, { amountCents: -400 }]);
    expect(await told(split, TransactionDivided, budget.id)).toBe(0);
    await money.split(anna, split, [{ budgetCategoryId: home, amountCents: -101 }, { amountCents: -399 }]);
    expect(await told(split, TransactionDivided, budget.id)).toBe(1);
  });

  it("counts what its household has together, and nobody else's", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const { householdId } = anna;
    const food = await money.category(anna, "Food", { householdId });
    const own = await money.category(anna, "Own");
    const { id } = await money.budget(anna, food, 100);
    const alone = await money.budget(anna, own, 100);
    expect(await told(await money.spent(ben, -500, { budgetCategoryId: food }), created, id)).toBe(0);
    expect(await told(await money.spent(ben, -50, { budgetCategoryId: food, householdId }), created, id)).toBe(0);
    // Somebody to whom the category was granted spends their own money under it.
    await life.database.query(
      "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'budget_category', $3, 'collaborator')",
      [anna.userId, eve.userId, own],
    );
    expect(await told(await money.spent(eve, -500, { budgetCategoryId: own }), created, alone.id)).toBe(0);
    expect(await told(await money.spent(anna, -51, { budgetCategoryId: food, householdId }), created, id)).toBe(1);
    expect(life.events(BudgetExceeded).find(({ data }) => data.entityId === id)!.subject).toBe(anna.userId);
  });
});
