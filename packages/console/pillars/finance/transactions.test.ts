import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse, browseAlways } from "#testing/browser";
import { sendMail } from "#testing/console-mail";
import { eventually } from "#testing/eventually";
import { receiptEmail } from "#testing/mail";

const transaction = (life: Life, merchantName: string, more: object = {}) =>
  unwrap(
    life.finance.transactions.create({
      body: { date: "2026-03-02", merchantName, amountCents: -1250, currency: "EUR", ...more },
    }),
  );

const category = (life: Life, name: string) =>
  unwrap(life.finance.budgetCategories.create({ body: { name, groupName: "Food" } }));

const categoriesOf = async (life: Life) => {
  const { data } = await unwrap(life.finance.transactions.list({ params: { query: { sort: "-date" } } }));
  return Object.fromEntries(data.map(({ merchantName, budgetCategoryId }) => [merchantName, budgetCategoryId]));
};

describe("Transactions", () => {
  browseAlways(
    "get their categories by keys alone, one after the other, and the last one is taken back by z",
    async ({ page, open, life, axe }) => {
      const [food, coffee] = [await category(life, "Groceries"), await category(life, "Coffee")];
      for (const [at, name] of ["Bakery", "Kiosk", "Market"].entries())
        await transaction(life, name, { date: `2026-03-0${3 - at}` });
      await open("finance/transactions");

      await page.getByRole("row", { name: /Bakery/ }).focus();
      await page.keyboard.press("c");
      const dialog = page.getByRole("dialog");
      const field = dialog.getByRole("combobox", { name: "What was it for?" });
      for (const [merchant, typed, name] of [
        ["Bakery", "groc", "Groceries"],
        ["Kiosk", "coff", "Coffee"],
      ]) {
        await dialog.getByRole("heading", { name: merchant }).waitFor();
        await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
        await page.keyboard.type(typed!);
        await dialog.getByRole("option", { name }).waitFor();
        await page.keyboard.press("Enter");
      }
      await dialog.getByRole("heading", { name: "Market" }).waitFor();
      expect(await axe()).toEqual([]);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await page.locator("[role=row]:focus", { hasText: "Market" }).waitFor();
      await eventually(async () =>
        expect(await categoriesOf(life)).toEqual({ Bakery: food.id, Kiosk: coffee.id, Market: null }),
      );

      // Those of both changes are offered; the last one is taken back.
      await page.locator(".notice", { hasText: "Kiosk" }).getByRole("button", { name: "Undo" }).waitFor();
      await page.keyboard.press("z");
      await eventually(async () =>
        expect(await categoriesOf(life)).toEqual({ Bakery: food.id, Kiosk: null, Market: null }),
      );
    },
  );

  browse("show what a hostile shop is called as text", async ({ page, open, life }) => {
    const name = '<img src=x onerror="document.title=1">';
    const { id } = await transaction(life, name, { description: "<script>alert(1)</script>" });
    await open("finance/transactions");
    await page.getByRole("link", { name }).waitFor();
    await open(`finance/transactions/${id}`);
    await page.getByRole("heading", { name }).waitFor();
    expect(await page.locator("main [onerror], main script").count()).toBe(0);
    await expect.poll(() => page.title()).toContain("<img");
  });

  browse("are chosen by the address, of one account or without a category", async ({ page, open, life }) => {
    const food = await category(life, "Groceries");
    const card = await unwrap(
      life.finance.accounts.create({ body: { name: "Card", type: "credit", currency: "EUR" } }),
    );
    await transaction(life, "Sorted", { budgetCategoryId: food.id, accountId: card.id });
    await transaction(life, "Waiting", { status: "pending" });
    await open("finance/transactions?category=none");
    const waiting = page.getByRole("row", { name: /Waiting/ });
    await waiting.getByText("Pending").waitFor();
    await expect.poll(() => page.getByRole("row").count()).toBe(1);
    await page.getByRole("combobox", { name: "Category" }).selectOption("All categories");
    await page.getByRole("combobox", { name: "Account" }).selectOption("Card");
    await page.getByRole("row", { name: /Sorted.*Groceries.*Card.*12\.50/ }).waitFor();
    expect(new URL(page.url()).search).toBe(`?account=${card.id}`);
    await waiting.waitFor({ state: "detached" });
  });

  browse(
    "are added with a thumb, each in the currency of its account, deleted and brought back",
    async ({ page, open, life, axe }) => {
      await unwrap(life.finance.accounts.create({ body: { name: "Tokyo", type: "cash", currency: "JPY" } }));
      await open("finance/transactions?add=yes");
      await page.getByRole("textbox", { name: "Shop or payee" }).fill("Ramen");
      const account = page.getByRole("dialog").getByRole("combobox", { name: "Account" });
      await account.fill("tok");
      await page.getByRole("dialog").getByRole("option", { name: /Tokyo/ }).tap();
      await page.getByRole("textbox", { name: "Amount" }).fill("980");
      expect(await axe()).toEqual([]);
      await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).tap();
      const row = page.getByRole("row", { name: /Ramen/ });
      await row.getByText("-JP¥980").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const amounts = async () =>
        (await unwrap(life.finance.transactions.list())).data.map(({ amountCents, currency }) => [
          amountCents,
          currency,
        ]);
      await expect.poll(amounts).toEqual([[-980, "JPY"]]);

      await row.getByRole("button", { name: "Actions for Ramen" }).tap();
      await page.getByRole("menuitem", { name: "Delete" }).tap();
      await row.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Undo" }).tap();
      await row.waitFor();
      await expect.poll(amounts).toEqual([[-980, "JPY"]]);
    },
    { size: "phone" },
  );

  browse("are changed on a page of their own", async ({ page, open, life }) => {
    const { id } = await transaction(life, "Bakery");
    await open(`finance/transactions/${id}`);
    await page.getByText("Entered by hand").waitFor();
    await page.getByText("Received", { exact: true }).click();
    await page.getByRole("textbox", { name: "Amount" }).fill("3.40");
    await page.getByRole("textbox", { name: "Notes" }).fill("They took it back.");
    await page.getByRole("button", { name: "Save" }).click();
    // The button can be pressed no more as soon as it was.
    await expect
      .poll(() => unwrap(life.finance.transactions.get({ params: { path: { transactionId: id } } })))
      .toMatchObject({ amountCents: 340, notes: "They took it back.", currency: "EUR" });
  });

  browse("show what their receipt says, its file, and the mail that they came from", async ({ page, open, life }) => {
    const [address] = (await unwrap(life.ingest.addresses.list())).data;
    const to = address!.address;
    const mail = receiptEmail({ to, date: new Date("2026-03-02T12:00:00Z"), format: "html", totalCents: 2047 });
    await sendMail(to, mail);
    const { id } = await eventually(async () => {
      const [booked] = (await unwrap(life.finance.transactions.list())).data;
      expect(booked).toBeDefined();
      return booked!;
    });
    await open("knowledge/files");
    const file = { name: "receipt.txt", mimeType: "text/plain", buffer: Buffer.from("Two coffees") };
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.getByText("Uploads: 1 of 1 finished").waitFor();
    const files = (await unwrap(life.knowledge.files.list())).data;
    const receiptFileId = files.find(({ fileName }) => fileName === "receipt.txt")!.id;
    await unwrap(
      life.finance.transactions.update({ params: { path: { transactionId: id } }, body: { receiptFileId } }),
    );

    await open(`finance/transactions/${id}`);
    await page.getByRole("grid", { name: "On the receipt" }).getByRole("row").first().waitFor();
    await page.getByText("Two coffees").waitFor();
    await page.getByRole("link", { name: "receipt.txt" }).waitFor();
    await page.getByRole("link", { name: /^Your receipt from/ }).click();
    await page.getByRole("heading", { name: /^Your receipt from/, level: 1 }).waitFor();
  });

  browse(
    "are split into parts that have to add up, and made one again",
    async ({ page, open, life, axe }) => {
      const [food, gift] = [await category(life, "Groceries"), await category(life, "Gifts")];
      const { id } = await transaction(life, "Market", { budgetCategoryId: food.id });
      await open(`finance/transactions/${id}`);
      const parts = page.getByRole("region", { name: "Parts" });
      await parts.getByRole("button", { name: "Split it" }).tap();
      await parts.getByText("The parts add up to the transaction.").waitFor();
      await parts.getByRole("textbox", { name: "Amount of part 1" }).fill("10");
      await parts.getByText("€2.50 is left to be given to a part.").waitFor();
      await parts.getByRole("button", { name: "Save the parts", disabled: true }).waitFor();
      await parts.getByRole("combobox", { name: "Category of part 2" }).fill("gift");
      await page.getByRole("option", { name: "Gifts" }).tap();
      await parts.getByRole("textbox", { name: "Note on part 2" }).fill("<i>Flowers</i>");
      expect(await axe()).toEqual([]);
      await parts.getByRole("button", { name: "Give the rest to part 2" }).tap();
      await parts.getByRole("button", { name: "Save the parts" }).tap();
      await parts.getByRole("button", { name: "Make it one again" }).waitFor();
      const splits = async () => {
        const whole = await unwrap(life.finance.transactions.get({ params: { path: { transactionId: id } } }));
        return whole.splits.map(({ budgetCategoryId, amountCents, note }) => [budgetCategoryId, amountCents, note]);
      };
      const saved = [
        [food.id, -1000, null],
        [gift.id, -250, "<i>Flowers</i>"],
      ];
      await expect.poll(splits).toEqual(saved);
      await page.getByText("Its parts say what it is for.").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

      await parts.getByRole("button", { name: "Make it one again" }).tap();
      await parts.getByRole("button", { name: "Split it" }).waitFor();
      await expect.poll(splits).toEqual([]);
      await page.getByRole("button", { name: "Undo" }).tap();
      await parts.getByRole("textbox", { name: "Amount of part 2" }).waitFor();
      await expect.poll(splits).toEqual(saved);
    },
    { size: "phone" },
  );

  browse("are linked with the other half of a transfer, and let go again", async ({ page, open, life, axe }) => {
    const account = (name: string) =>
      unwrap(life.finance.accounts.create({ body: { name, type: "checking", currency: "EUR" } }));
    const [one, two] = [await account("Everyday"), await account("Savings")];
    // Ten days are too many to be found by itself.
    const { id } = await transaction(life, "To savings", { accountId: one.id, amountCents: -5_000 });
    const other = await transaction(life, "From everyday", {
      accountId: two.id,
      amountCents: 5_000,
      date: "2026-03-12",
    });
    await open(`finance/transactions/${id}`);
    const transfer = page.getByRole("region", { name: "Transfer" });
    await transfer.getByRole("button", { name: "It is a transfer" }).click();
    await page
      .getByRole("dialog")
      .getByRole("row", { name: /From everyday.*Savings/ })
      .waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "This one: From everyday" }).click();
    await transfer.getByRole("link", { name: "From everyday" }).waitFor();
    const pairOf = async (transactionId: string) =>
      (await unwrap(life.finance.transactions.get({ params: { path: { transactionId } } }))).transferPairId;
    await eventually(async () => expect([await pairOf(id), await pairOf(other.id)]).toEqual([other.id, id]));
    await transfer.getByRole("button", { name: "It is no transfer" }).click();
    await transfer.getByRole("button", { name: "It is a transfer" }).waitFor();
    await eventually(async () => expect([await pairOf(id), await pairOf(other.id)]).toEqual([null, null]));
    await page.getByRole("button", { name: "Undo" }).click();
    await transfer.getByRole("link", { name: "From everyday" }).waitFor();
  });

  browse("are found by words, and many of them get a category and notes at once", async ({ page, open, life, axe }) => {
    const food = await category(life, "Groceries");
    for (const name of ["Bakery north", "Bakery south", "Kiosk"]) await transaction(life, name);
    const { id, version } = await transaction(life, "Bakery split");
    await unwrap(
      life.finance.transactions.putSplits({
        params: { path: { transactionId: id }, header: { "If-Match": `"${version}"` } },
        body: { splits: [{ amountCents: -1250 }] },
      }),
    );
    await open("finance/transactions");
    const search = page.getByRole("searchbox", { name: "Find by words" });
    await search.fill("bakery");
    await search.press("Enter");
    await page.waitForURL("**/finance/transactions?q=bakery");
    await page.getByRole("row", { name: /Kiosk/ }).waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Bakery split.*Split/ }).waitFor();
    await page.getByRole("row", { name: /Bakery north/ }).focus();
    await page.keyboard.press("x");
    for (const name of ["Bakery south", "Bakery split"])
      await page.getByRole("checkbox", { name: `Select ${name}` }).check();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: "Change what is selected" });
    await sheet.getByRole("checkbox", { name: "Set the category" }).check();
    await sheet.getByRole("combobox", { name: "Category" }).fill("groc");
    await sheet.getByRole("option", { name: "Groceries" }).click();
    await sheet.getByRole("checkbox", { name: "Set the notes" }).check();
    await sheet.getByRole("textbox", { name: "Notes" }).fill("Sundays");
    expect(await axe()).toEqual([]);
    await sheet.getByRole("button", { name: "Change" }).click();
    await page.getByText(/^2 transactions were changed\. One stayed as it is/).waitFor();
    await page.getByRole("row", { name: /Bakery north.*Groceries/ }).waitFor();
    await expect
      .poll(() => categoriesOf(life))
      .toEqual({
        "Bakery north": food.id,
        "Bakery south": food.id,
        "Bakery split": null,
        Kiosk: null,
      });

    await search.fill("");
    await page.getByRole("row", { name: /Kiosk/ }).waitFor();
    await page.getByRole("row", { name: /Kiosk/ }).focus();
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Select all that match" }).click();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await sheet.getByRole("checkbox", { name: "Set the notes" }).check();
    await sheet.getByRole("button", { name: "Change" }).click();
    await page.getByText("4 transactions were changed.").waitFor();
    const { data } = await unwrap(life.finance.transactions.list());
    expect(data.map(({ notes }) => notes)).toEqual([null, null, null, null]);
  });

  browse(
    "lead from one half of a transfer to the other",
    async ({ page, open, life }) => {
      const { data } = await unwrap(life.finance.transactions.list({ params: { query: { sort: "-date" } } }));
      const half = data.find(({ transferPairId }) => transferPairId !== null)!;
      await open(`finance/transactions/${half.id}`);
      const told = page.getByRole("region", { name: "Transfer" });
      await told.getByRole("link", { name: "Own account" }).click();
      await page.waitForURL(`**/finance/transactions/${half.transferPairId}`);
    },
    { as: "demo" },
  );
});
