import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

const spent = (life: Life, merchantName: string, amountCents = -500) =>
  unwrap(
    life.finance.transactions.create({ body: { date: "2026-03-02", merchantName, amountCents, currency: "EUR" } }),
  );

const rule = (life: Life, value: string, budgetCategoryId: string, priority: number) =>
  unwrap(
    life.finance.rules.create({
      body: {
        priority,
        conditions: { match: "all", conditions: [{ field: "merchantName", operator: "contains", value }] },
        actions: [{ type: "set_category", budgetCategoryId }],
      },
    }),
  );

describe("Rules", () => {
  browse(
    "are put together in a form, seen on what is there, applied, and undone",
    async ({ page, open, life, axe, settled }) => {
      const food = await unwrap(life.finance.budgetCategories.create({ body: { name: "Groceries" } }));
      const market = await spent(life, "Green Market");
      await spent(life, "Cinema");
      await open("finance/rules?add=yes");
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("button", { name: "Add", exact: true, disabled: true }).waitFor();
      await sheet.getByRole("textbox", { name: "Value of condition 1" }).fill("market");
      await sheet.getByRole("button", { name: "Add a condition" }).click();
      await sheet.getByRole("combobox", { name: "Condition 2", exact: true }).selectOption("Amount");
      await sheet.getByRole("combobox", { name: "How condition 2 compares" }).selectOption("is between");
      await sheet.getByRole("textbox", { name: "Value of condition 2" }).fill("-10");
      await sheet.getByRole("textbox", { name: "Up to, of condition 2" }).fill("-1");
      await sheet.getByRole("combobox", { name: "Value of action 1" }).fill("groc");
      await page.getByRole("option", { name: "Groceries" }).click();
      expect(await axe()).toEqual([]);
      await sheet.getByRole("button", { name: "Add", exact: true }).click();
      await sheet.waitFor({ state: "detached" });
      const [made] = (await unwrap(life.finance.rules.list())).data;
      expect(made!.conditions).toEqual({
        match: "all",
        conditions: [
          { field: "merchantName", operator: "contains", value: "market" },
          { field: "amountCents", operator: "between", values: [-1000, -100] },
        ],
      });
      expect(made!.actions).toEqual([{ type: "set_category", budgetCategoryId: food.id }]);

      const categoryOf = async () =>
        (await unwrap(life.finance.transactions.get({ params: { path: { transactionId: market.id } } })))
          .budgetCategoryId;
      const row = page.getByRole("row", { name: /Shop or payee contains “market”.*Category: Groceries/ });
      await row.getByRole("button", { name: /^Actions for/ }).click();
      await page.getByRole("menuitem", { name: "See what it would change" }).click();
      await sheet.getByText("One of 2 transactions would change.").waitFor();
      await sheet.getByText("No category → Groceries").waitFor();
      expect(await categoryOf()).toBeNull();
      await settled();
      expect(await axe()).toEqual([]);
      await sheet.getByRole("button", { name: "Change this one" }).click();
      await sheet.waitFor({ state: "detached" });
      await expect.poll(categoryOf).toBe(food.id);

      const done = page.getByRole("grid", { name: "What rules have changed" }).getByRole("row");
      await done.getByText("1 of 2 changed").waitFor();
      await done.getByRole("button", { name: /^Actions for/ }).click();
      await page.getByRole("menuitem", { name: "Undo what it changed" }).click();
      await done.getByText("Undone").waitFor();
      await expect.poll(categoryOf).toBeNull();
    },
  );

  browse("stand in their order, which is changed by keys, and can rest", async ({ page, open, life }) => {
    const { id } = await unwrap(life.finance.budgetCategories.create({ body: { name: "Food" } }));
    const first = await rule(life, "<b>first</b>", id, 1);
    const second = await rule(life, "second", id, 2);
    await open("finance/rules");
    const grid = page.getByRole("grid", { name: "Rules" });
    await grid.getByRole("row", { name: /<b>first<\/b>/ }).waitFor();
    await grid.getByRole("row", { name: /second/ }).focus();
    await page.keyboard.press("Alt+ArrowUp");
    const order = async () =>
      (await unwrap(life.finance.rules.list({ params: { query: { sort: "priority" } } }))).data.map((one) => one.id);
    await eventually(async () => expect(await order()).toEqual([second.id, first.id]));

    const row = grid.getByRole("row").first();
    await row.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Turn off" }).click();
    await row.getByText("Off", { exact: true }).waitFor();
    await eventually(async () =>
      expect((await unwrap(life.finance.rules.get({ params: { path: { ruleId: second.id } } }))).isActive).toBe(false),
    );
  });
});
