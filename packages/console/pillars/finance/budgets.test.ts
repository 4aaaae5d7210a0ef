import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

const category = (life: Life, name: string) => unwrap(life.finance.budgetCategories.create({ body: { name } }));

const spent = (life: Life, budgetCategoryId: string, amountCents: number, date = "2026-03-02") =>
  unwrap(life.finance.transactions.create({ body: { date, amountCents, currency: "EUR", budgetCategoryId } }));

const budget = (life: Life, budgetCategoryId: string, amountCents: number, more: object = {}) =>
  unwrap(
    life.finance.budgets.create({
      body: { budgetCategoryId, amountCents, month: "2026-03-01", currency: "EUR", ...more },
    }),
  );

const budgetsOf = async (life: Life, month: string) => {
  const { data } = await unwrap(life.finance.budgets.list({ params: { query: { month } } }));
  return data.map(({ amountCents, rollover }) => [amountCents, rollover]);
};

describe("Budgets", () => {
  browse("show what is left and who is over, and are set where they stand", async ({ page, open, life, axe }) => {
    const [food, fun] = [await category(life, "Food"), await category(life, "Fun")];
    await category(life, "Travel");
    await budget(life, food.id, 20_000, { rollover: true, month: "2026-02-01" });
    await budget(life, food.id, 20_000);
    await budget(life, fun.id, 5_000);
    await spent(life, food.id, -15_000);
    await spent(life, fun.id, -6_200);
    // An account says which currency a first budget is in.
    await unwrap(life.finance.accounts.create({ body: { name: "Everyday", type: "checking", currency: "EUR" } }));
    await open("finance/budgets?month=2026-03");
    await page.getByRole("img", { name: "Food: €250.00 left" }).waitFor();
    await page.getByRole("img", { name: "Fun: €12.00 over" }).waitFor();
    await page.getByText("One envelope is overdrawn.").waitFor();
    await page.getByText("€150.00 of €200.00 spent · €200.00 came over").waitFor();
    expect(await axe()).toEqual([]);

    await page.getByRole("button", { name: "Change the budget for Fun" }).click();
    const field = page.getByRole("textbox", { name: "Budget for Fun, in EUR" });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type("100");
    await page.getByRole("checkbox", { name: "What is left goes on to the next month" }).check();
    expect(await axe()).toEqual([]);
    await field.press("Enter");
    await page.getByRole("img", { name: "Fun: €38.00 left" }).waitFor();
    await page.getByText("One envelope is overdrawn.").waitFor({ state: "detached" });
    await page.locator("button:focus", { hasText: "Change" }).waitFor();
    await eventually(async () => expect(await budgetsOf(life, "2026-03-01")).toContainEqual([10_000, true]));

    await page.getByRole("button", { name: "Set a budget for Travel" }).click();
    await page.getByRole("textbox", { name: "Budget for Travel, in EUR" }).fill("30");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("img", { name: "Travel: €30.00 left" }).waitFor();
    // It stands among the envelopes now, and the focus came along.
    await page.locator("button:focus[aria-label='Change the budget for Travel']").waitFor();
    await eventually(async () => expect(await budgetsOf(life, "2026-03-01")).toContainEqual([3_000, false]));
    await page.getByRole("button", { name: "Change the budget for Travel" }).click();
    await page.getByRole("button", { name: "Remove the budget" }).click();
    await page.getByRole("button", { name: "Set a budget for Travel" }).waitFor();
    await page.getByText("Deleted: Travel").waitFor();
    await page.keyboard.press("z");
    await page.getByRole("img", { name: "Travel: €30.00 left" }).waitFor();
  });

  browse(
    "of a month are copied into the next one, with a thumb",
    async ({ page, open, life, axe }) => {
      const name = '<img src=x onerror="document.title=1">';
      const food = await category(life, name);
      await budget(life, food.id, 20_000);
      await open("finance/budgets?month=2026-03");
      await page.getByRole("img", { name: `${name}: €200.00 left` }).waitFor();
      expect(await page.locator("main [onerror]").count()).toBe(0);
      await page.getByRole("button", { name: "The month after" }).tap();
      await page.getByText("April 2026").waitFor();
      await page.getByRole("button", { name: "Copy last month" }).tap();
      await page.getByText("One budget was copied.").waitFor();
      await page.getByRole("img", { name: `${name}: €200.00 left` }).waitFor();
      expect(new URL(page.url()).search).toBe("?month=2026-04");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axe()).toEqual([]);
      await expect.poll(() => budgetsOf(life, "2026-04-01")).toEqual([[20_000, false]]);
      await page.goBack();
      await page.getByText("March 2026").waitFor();
    },
    { size: "phone" },
  );

  browse("of a year stand month by month, each currency apart", async ({ page, open, life, axe }) => {
    const food = await category(life, "Food");
    await budget(life, food.id, 20_000);
    await spent(life, food.id, -15_000);
    await spent(life, food.id, -1_000, "2026-05-02");
    await open("finance/budgets?view=year&month=2026-03");
    await page.getByRole("img", { name: "€160.00 spent in 2026" }).waitFor();
    const table = page.getByRole("table", { name: "The months, in EUR" });
    await table.getByRole("row", { name: /March 2026.*€200\.00.*€150\.00.*€50\.00/ }).waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "The year before" }).click();
    await page.getByText("Nothing was planned, spent or received in 2025.").waitFor();
    await page.goBack();
    await table.getByRole("link", { name: "May 2026" }).click();
    await page.getByText("€10.00 spent").first().waitFor();
  });
});
