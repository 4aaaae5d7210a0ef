import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moneyOf } from "#functions/finance/money.fixture";
import { month as monthReport, year as yearReport } from "#functions/finance/reports";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let money: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  life = await harness(await testDb());
  money = moneyOf(life);
});
afterAll(() => life.close());

const ofYear = async (as: Person, year: string) => (await life.call(yearReport, { as, query: { year } })).body;

describe("a report", () => {
  it("takes what is left to the next month as the budget says, whether more or less than nothing", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    const budget = (month: string, cents: number, rollover: boolean) =>
      money.budget(anna, food, cents, { month, rollover });
    const spent = (date: string, cents: number) => money.spent(anna, cents, { date, budgetCategoryId: food });
    await spent("2025-10-31", -9_999);
    await budget("2025-11-01", 100, true);
    await spent("2025-11-30", -30);
    await budget("2025-12-01", 100, true);
    await spent("2025-12-01", -250);
    await spent("2025-12-02", 20);
    await budget("2026-02-01", 100, false);
    await budget("2026-04-01", 50, true);
    expect(await money.envelopes(anna, "2025-11-01")).toEqual([[food, "EUR", 0, 100, 30, 70]]);
    expect(await money.envelopes(anna, "2025-12-01")).toEqual([[food, "EUR", 70, 100, 230, -60]]);
    expect(await money.envelopes(anna, "2026-01-01")).toEqual([[food, "EUR", -60, null, 0, -60]]);
    expect(await money.envelopes(anna, "2026-02-01")).toEqual([[food, "EUR", -60, 100, 0, 40]]);
    expect(await money.envelopes(anna, "2026-03-01")).toEqual([]);
    expect(await money.envelopes(anna, "2026-04-01")).toEqual([[food, "EUR", 0, 50, 0, 50]]);
    expect(await money.envelopes(anna, "2026-05-01")).toEqual([[food, "EUR", 50, null, 0, 50]]);
    const { year, months } = await ofYear(anna, "2026");
    expect([year, months.length]).toEqual([2026, 12]);
    for (const report of months)
      expect((await life.call(monthReport, { as: anna, query: { month: report.month } })).body).toEqual(report);
  });

  it("counts splits by their parts, and neither transfers nor what is deleted", async () => {
    const anna = await life.user("anna");
    const [food, home, moved, pay] = [
      await money.category(anna, "Food"),
      await money.category(anna, "Home"),
      await money.category(anna, "Moved", { kind: "transfer" }),
      await money.category(anna, "Pay", { kind: "income" }),
    ];
    const split = await money.spent(anna, -1000, { budgetCategoryId: moved });
    await money.split(anna, split, [
      { budgetCategoryId: food, amountCents: -700 },
      { budgetCategoryId: home, amountCents: 100 },
      { budgetCategoryId: moved, amountCents: -300 },
      { amountCents: -100 },
    ]);
    await money.spent(anna, -50, { budgetCategoryId: food, status: "pending" });
    await money.spent(anna, -9, { budgetCategoryId: moved });
    await money.spent(anna, 5000, { budgetCategoryId: pay });
    await money.spent(anna, -200, { budgetCategoryId: pay });
    await money.spent(anna, 300);
    const [out, back] = [
      await money.spent(anna, -800, { budgetCategoryId: food }),
      await money.spent(anna, 800, { budgetCategoryId: food }),
    ];
    await life.database.query("update transactions set transfer_pair_id = $2 where id = $1", [out, back]);
    await life.database.query("update transactions set transfer_pair_id = $2 where id = $1", [back, out]);
    const gone = await money.spent(anna, -7, { budgetCategoryId: food });
    await life.database.query("update transactions set deleted_at = now() where id = $1", [gone]);
    const { body } = await life.call(monthReport, { as: anna, query: { month: "2026-03-01" } });
    expect(body.envelopes).toMatchObject([
      { budgetCategoryId: food, name: "Food", budgetCents: null, spentCents: 750, availableCents: -750 },
      { budgetCategoryId: home, name: "Home", spentCents: -100, availableCents: 100 },
      { budgetCategoryId: null, name: null, spentCents: 100 },
    ]);
    expect(body.totals).toEqual([
      { currency: "EUR", incomeCents: 5100, budgetCents: 0, carryCents: 0, spentCents: 750, availableCents: -750 },
    ]);
  });

  it("adds no currencies, and keeps the units of each", async () => {
    const anna = await life.user("anna");
    const trip = await money.category(anna, "Trip");
    for (const [currency, cents] of [
      ["BHD", 12_345],
      ["JPY", 980],
      ["EUR", 2050],
    ] as const) {
      await money.budget(anna, trip, cents, { currency });
      await money.spent(anna, -1, { currency, budgetCategoryId: trip });
    }
    expect(await money.envelopes(anna, "2026-03-01")).toEqual([
      [trip, "BHD", 0, 12_345, 1, 12_344],
      [trip, "EUR", 0, 2050, 1, 2049],
      [trip, "JPY", 0, 980, 1, 979],
    ]);
  });

  it("of a household is of what it has together, and only for its members", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const { householdId } = anna;
    const food = await money.category(anna, "Food", { householdId });
    await money.budget(anna, food, 1000);
    await money.spent(anna, -100, { budgetCategoryId: food, householdId });
    await money.spent(ben, -200, { budgetCategoryId: food, householdId });
    await money.spent(ben, -400, { budgetCategoryId: food });
    await money.spent(eve, -800, {});
    for (const as of [anna, ben])
      expect(await money.envelopes(as, "2026-03-01", { householdId })).toEqual([[food, "EUR", 0, 1000, 300, 700]]);
    expect(await money.envelopes(ben, "2026-03-01")).toEqual([[food, "EUR", 0, null, 600, -600]]);
    expect(await money.envelopes(anna, "2026-03-01")).toEqual([[food, "EUR", 0, null, 100, -100]]);
    const refused = await life.call(monthReport, { as: eve, query: { month: "2026-03-01", householdId } });
    expect([refused.status, refused.body.errors[0].parameter]).toEqual([400, "householdId"]);
  });

  it("is of the month and the year of today where nothing else is said", async () => {
    const anna = await life.user("anna");
    // The harness has its own clock.
    const today = life.now().toISOString();
    expect((await life.call(monthReport, { as: anna })).body.month).toBe(`${today.slice(0, 7)}-01`);
    expect((await life.call(yearReport, { as: anna })).body.year).toBe(Number(today.slice(0, 4)));
  });

  it("is there for the first and the last year, and for sums that no number holds", async () => {
    const anna = await life.user("anna");
    const food = await money.category(anna, "Food");
    for (const date of ["0001-01-01", "9999-12-31"]) await money.spent(anna, -5, { date, budgetCategoryId: food });
    expect((await ofYear(anna, "1")).months[0].envelopes).toMatchObject([{ spentCents: 5 }]);
    expect((await ofYear(anna, "9999")).months[11].envelopes).toMatchObject([{ spentCents: 5 }]);
    await life.database.query(
      "insert into transactions (user_id, date, amount_cents, currency, budget_category_id) select $1, '2026-03-01', -9223372036854775807, 'EUR', $2 from generate_series(1, 3)",
      [anna.userId, food],
    );
    const [row] = await money.envelopes(anna, "2026-03-01");
    expect(row).toEqual([food, "EUR", 0, null, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]);
    for (const query of [{ year: "0" }, { year: "10000" }, { year: "x" }])
      expect((await life.call(yearReport, { as: anna, query })).status).toBe(400);
  });
});
