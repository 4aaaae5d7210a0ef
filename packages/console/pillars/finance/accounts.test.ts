import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("Accounts", () => {
  browse("stand by kind, and are added up in each currency apart", async ({ page, open, life, axe }) => {
    for (const [name, type, currency, balanceCents] of [
      ["Everyday", "checking", "EUR", 120_050],
      ["Card", "credit", "EUR", -20_000],
      ["Tokyo", "cash", "JPY", 5_000],
    ] as const)
      await unwrap(life.finance.accounts.create({ body: { name, type, currency, balanceCents } }));
    await open("finance/accounts");
    await page.getByRole("grid", { name: "Credit cards" }).getByRole("row", { name: /Card/ }).waitFor();
    const totals = page.locator("dl");
    expect(await totals.locator("dt").allInnerTexts()).toEqual(["In all, in EUR", "In all, in JPY"]);
    expect(await totals.locator("dd").allInnerTexts()).toEqual(["€1,000.50", "JP¥5,000"]);
    expect(await axe()).toEqual([]);

    const card = page.getByRole("row", { name: /Card/ });
    await card.getByRole("button", { name: "Actions for Card" }).click();
    await page.getByRole("menuitem", { name: "Close the account" }).click();
    await page.getByRole("grid", { name: "Closed" }).getByRole("row", { name: /Card/ }).waitFor();
    await eventually(async () => expect(await totals.locator("dd").first().innerText()).toBe("€1,200.50"));
  });

  browse("are added and changed, and show what moved on them", async ({ page, open, life }) => {
    await open("finance/accounts");
    await page.getByRole("button", { name: "Add an account" }).first().click();
    await page.getByRole("textbox", { name: "Name" }).fill("Savings");
    await page.getByRole("combobox", { name: "Kind" }).selectOption("Savings account");
    await page.getByRole("combobox", { name: "Currency" }).selectOption("EUR");
    await page.getByRole("textbox", { name: "Balance" }).fill("12.30");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page
      .getByRole("row", { name: /Savings/ })
      .getByRole("link")
      .click();
    await page.getByText("Nothing has moved on this account.").waitFor();
    const [account] = (await unwrap(life.finance.accounts.list())).data;
    expect([account!.type, account!.currency, account!.balanceCents]).toEqual(["savings", "EUR", 1230]);

    await unwrap(
      life.finance.transactions.create({
        body: { date: "2026-03-02", merchantName: "Interest", amountCents: 12, accountId: account!.id },
      }),
    );
    await open(`finance/accounts/${account!.id}`);
    await page.getByRole("row", { name: /Interest/ }).waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Rainy days");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Rainy days", level: 1 }).waitFor();
  });
});

describe("Categories", () => {
  browse("are added to a group, ordered, renamed and brought back", async ({ page, open, life, axe }) => {
    for (const [sortOrder, name] of ["Rent", "Power"].entries())
      await unwrap(life.finance.budgetCategories.create({ body: { name, groupName: "Fixed", sortOrder } }));
    await open("finance/categories");
    await page.getByRole("button", { name: "Add a category" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Water");
    await page.getByRole("combobox", { name: "Group" }).fill("Fixed");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    const grid = page.getByRole("grid", { name: "Fixed" });
    const water = grid.getByRole("row", { name: /Water/ });
    await water.focus();
    expect(await axe()).toEqual([]);
    await page.keyboard.press("Alt+ArrowUp");
    const order = async () => {
      const { data } = await unwrap(life.finance.budgetCategories.list({ params: { query: { sort: "sortOrder" } } }));
      return data.map(({ name }) => name);
    };
    await eventually(async () => expect(await order()).toEqual(["Rent", "Water", "Power"]));

    await page.keyboard.press("Shift+Delete");
    await water.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await water.waitFor();
    await water.getByRole("button", { name: "Actions for Water" }).click();
    await page.getByRole("menuitem", { name: "Change" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Water and heat");
    await page.getByRole("button", { name: "Save" }).click();
    await grid.getByRole("row", { name: /Water and heat/ }).waitFor();
  });
});
