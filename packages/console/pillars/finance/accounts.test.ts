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
    await expect.poll(() => totals.locator("dt").allInnerTexts()).toEqual(["In all, in EUR", "In all, in JPY"]);
    await expect.poll(() => totals.locator("dd").allInnerTexts()).toEqual(["€1,000.50", "JP¥5,000"]);
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
    await page.getByRole("textbox", { name: "Balance at the beginning" }).fill("12.30");
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

describe("An account", () => {
  browse("says what a stated balance would add, adds it, and takes it back", async ({ page, open, life, axe }) => {
    const { id } = await unwrap(
      life.finance.accounts.create({
        body: { name: "<b>Safe</b>", type: "cash", currency: "EUR", openingBalanceCents: 10_000 },
      }),
    );
    await unwrap(
      life.finance.transactions.create({
        body: { date: "2026-03-02", merchantName: "Bakery", amountCents: -1_250, accountId: id },
      }),
    );
    await open(`finance/accounts/${id}?step=month`);
    await page.getByRole("img", { name: /^€87\.50/ }).waitFor();
    await page.getByRole("button", { name: "Reconcile" }).click();
    const sheet = page.getByRole("dialog", { name: "Reconcile <b>Safe</b>" });
    await sheet.getByRole("textbox", { name: "At the end of" }).fill("5 March 2026");
    await sheet.getByRole("textbox", { name: "Balance" }).fill("87.50");
    await sheet.getByText("It adds up. Nothing is missing.").first().waitFor();
    await sheet.getByRole("textbox", { name: "Balance" }).fill("80");
    await sheet.getByText("That is €7.50 less than the transactions add up to.").waitFor();
    expect(await axe()).toEqual([]);
    await sheet.getByRole("button", { name: "Take away €7.50" }).click();
    await sheet.waitFor({ state: "detached" });
    const adjustment = page.getByRole("row", { name: /Adjustment to the stated balance.*-€7\.50/ });
    await adjustment.waitFor();
    await page.locator(".lead", { hasText: "€80.00" }).waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await adjustment.waitFor({ state: "detached" });
    await page.locator(".lead", { hasText: "€87.50" }).waitFor();
  });
});

describe("Net worth", () => {
  browse(
    "is what one has and owes over time, each currency apart",
    async ({ page, open, life, axe }) => {
      await open("finance/net-worth");
      await page.getByText("No account is here yet.").waitFor();
      const added = (name: string, currency: string, openingBalanceCents: number) =>
        unwrap(life.finance.accounts.create({ body: { name, type: "other", currency, openingBalanceCents } }));
      const { id: accountId } = await added("Everyday", "EUR", 100_050);
      await added("Card", "EUR", -150_000);
      await added("Tokyo", "JPY", 5_000);
      // What was paid in long ago is a day of which something is known.
      const body = { date: "2026-03-02", merchantName: "Salary", amountCents: 20_000, currency: "EUR", accountId };
      await unwrap(life.finance.transactions.create({ body }));
      await open("finance/net-worth?step=day");
      const euros = page.getByRole("region", { name: "In EUR" });
      await euros.getByRole("img").waitFor();
      await expect.poll(() => euros.locator("dd").allInnerTexts()).toEqual(["-€299.50", "€1,200.50", "-€1,500.00"]);
      const yen = page.getByRole("region", { name: "In JPY" });
      await yen.getByText("JP¥5,000").first().waitFor();
      await yen.getByText("There is a line as soon as two days are known.").waitFor();
      await page.getByText("5 years").tap();
      await page.waitForURL("**/finance/net-worth?step=month");
      await euros.getByRole("img").waitFor();
      await euros.getByText("Show the values as a table").tap();
      await euros.getByRole("cell", { name: "-€1,500.00" }).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axe()).toEqual([]);
    },
    { size: "phone" },
  );
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
