import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

const CSV = ["Wann,Wieviel,Wer", "03/04/2026,-1.50,<b>Shop</b>", "05/04/2026,-2.50,Bakery", "06/04/2026,nothing,Kiosk"];

describe("A bank's table", () => {
  browse(
    "that nobody can tell is read as its person says, run, and taken back",
    async ({ page, open, life, axe, settled }) => {
      const account = { name: "Everyday", type: "checking", currency: "EUR" } as const;
      const { id: accountId } = await unwrap(life.finance.accounts.create({ body: account }));
      const amounts = async () =>
        (await unwrap(life.finance.transactions.list())).data
          .map(({ date, amountCents }) => `${date} ${amountCents}`)
          .toSorted();
      await open(`ingest/imports?add=yes&kind=bank_csv`);
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("textbox", { name: /paste/ }).fill(CSV.join("\n"));
      await sheet.getByRole("combobox", { name: "Account" }).fill("Every");
      await page.getByRole("option", { name: "Everyday" }).click();
      await sheet.getByRole("button", { name: "Look through it" }).click();
      await page.getByText(/^What its columns are cannot be told/).waitFor();

      await page.getByRole("combobox", { name: "What “Wann” is" }).selectOption("Day");
      await page.getByRole("combobox", { name: "What “Wieviel” is" }).selectOption("Amount");
      await page.getByRole("combobox", { name: "What “Wer” is" }).selectOption("Shop or payee");
      await settled();
      expect(await axe()).toEqual([]);
      const again = page.getByRole("button", { name: "Look through it again" });
      await again.click();
      await page.getByText(/may mean two things/).waitFor();
      await page.getByRole("combobox", { name: "Order of days" }).selectOption("Day, month, year");
      await again.click();
      await page.getByText("looked through, some rows are wrong").waitFor();
      await page.getByRole("row", { name: /2026-04-03 -1\.50 <b>Shop<\/b>/ }).waitFor();
      await page.getByRole("row", { name: /“nothing” is no amount/ }).waitFor();
      await expect.poll(() => page.getByRole("combobox", { name: "Decimal sign" }).inputValue()).toBe("point");
      expect(await amounts()).toEqual([]);

      await page.getByRole("button", { name: "Import 2 rows" }).click();
      await page.getByRole("button", { name: "Undo the import" }).waitFor();
      await expect.poll(amounts).toEqual(["2026-04-03 -150", "2026-04-05 -250"]);

      const body = {
        kind: "bank_csv",
        text: CSV.slice(0, 2).join("\n"),
        options: { accountId },
        dryRun: true,
      } as const;
      const { id } = await unwrap(life.ingest.imports.create({ body }));
      await page.getByRole("button", { name: "Undo the import" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Undo the import" }).click();
      await expect.poll(amounts).toEqual([]);
      await open(`ingest/imports/${id}`);
      await page.getByText("It is read as the last file of this account was.").waitFor();
    },
  );

  browse(
    "in another order of days is looked through again on a phone, in German",
    async ({ page, open, life }) => {
      await life.identity.me.update({ body: { locale: "de-AT" } });
      const account = { name: "Giro", type: "checking", currency: "EUR" } as const;
      const { id: accountId } = await unwrap(life.finance.accounts.create({ body: account }));
      const text = "Buchungstag;Empfänger;Betrag\n13.02.2026;Bäcker;-1.234,50\n01.02.2026;Miete;-12,00";
      const body = { kind: "bank_csv", text, options: { accountId }, dryRun: true } as const;
      const { id } = await unwrap(life.ingest.imports.create({ body }));
      await open(`ingest/imports/${id}`);
      const amount = page.getByRole("combobox", { name: "Was „Betrag“ ist" });
      await expect.poll(() => amount.inputValue()).toBe("amount");
      await amount.selectOption("Was ausgegeben wurde");
      await page.getByRole("button", { name: "Noch einmal durchsehen" }).tap();
      await expect
        .poll(async () => (await unwrap(life.ingest.imports.get({ params: { path: { importId: id } } }))).options)
        .toEqual({
          accountId,
          columns: "date,payee,out",
        });
      await page.getByRole("row", { name: /2026-02-13/ }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    },
    { size: "phone" },
  );
});
