import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

const worked = (life: Life, description: string, hours: number) =>
  unwrap(
    life.finance.billables.create({
      body: { date: "2026-03-02", hours, rateCents: 8000, currency: "EUR", description },
    }),
  );

describe("Billable time", () => {
  browse("is entered, changed, and becomes an invoice of what is selected", async ({ page, open, life, axe }) => {
    await worked(life, "<img src=x onerror=alert(1)>", 1);
    await worked(life, "Pictures", 2);
    await open("finance/billables?add=yes");
    await page.getByRole("textbox", { name: "What was done" }).fill("Layout");
    await page.getByRole("textbox", { name: "Hours" }).fill("1.5");
    await page.getByRole("textbox", { name: "Price of an hour" }).fill("80");
    await page.getByRole("combobox", { name: "Currency" }).selectOption("EUR");
    expect(await axe()).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("row", { name: /Layout.*€120\.00/ }).waitFor();
    await page.getByRole("row", { name: /<img src=x/ }).waitFor();

    for (const name of ["Layout", "Pictures"]) {
      await page.getByRole("row", { name }).focus();
      await page.keyboard.press("x");
    }
    await page.getByRole("button", { name: "Make an invoice" }).click();
    const sheet = page.getByRole("dialog", { name: "An invoice of 2 entries" });
    await sheet.getByRole("textbox", { name: "Tax" }).fill("19");
    await sheet.getByRole("textbox", { name: "To be paid by" }).fill("2020-01-31");
    await sheet.getByRole("button", { name: "Make an invoice" }).click();
    await page.getByRole("heading", { name: "Draft", level: 1 }).waitFor();
    const [invoice] = (await unwrap(life.finance.invoices.list())).data;
    expect([invoice!.netCents, invoice!.taxCents, invoice!.totalCents, invoice!.dueOn]).toEqual([
      28_000,
      5_320,
      33_320,
      "2020-01-31",
    ]);
    await page.getByText("€333.20").waitFor();
    expect(await axe()).toEqual([]);

    await open("finance/billables");
    await page.getByRole("row", { name: /<img src=x/ }).waitFor();
    await expect.poll(() => page.getByRole("row").count()).toBe(1);
  });

  browse("costs what its project says where nothing else is said", async ({ page, open, life, axe }) => {
    const project = await unwrap(life.work.projects.create({ body: { name: "Website" } }));
    const body = { hourlyRateCents: 12_000, rateCurrency: "USD" };
    await unwrap(life.work.projects.setRate({ params: { path: { projectId: project.id } }, body }));
    const task = await unwrap(life.work.tasks.create({ body: { title: "Translate", projectId: project.id } }));
    await unwrap(life.finance.accounts.create({ body: { name: "Everyday", type: "checking", currency: "EUR" } }));
    await open("finance/billables?add=yes");
    await page.getByRole("combobox", { name: "The task it was for" }).fill("Trans");
    await page.getByRole("option", { name: "Translate" }).click();
    await page.getByText("$120.00 an hour").waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("textbox", { name: "Hours" }).fill("1.5");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("row", { name: /Work.*\$180\.00/ }).waitFor();
    const [entry] = (await unwrap(life.finance.billables.list())).data;
    expect(entry).toMatchObject({ taskId: task.id, rateCents: 12_000, currency: "USD" });
  });
});

describe("An invoice", () => {
  browse("is sent, is overdue, and is paid, each after a question", async ({ page, open, life }) => {
    const { id: entry } = await worked(life, "Layout", 1.5);
    const { id } = await unwrap(life.finance.invoices.create({ body: { entryIds: [entry], dueOn: "2020-01-31" } }));
    const status = async () =>
      (await unwrap(life.finance.invoices.get({ params: { path: { invoiceId: id } } }))).status;
    await open(`finance/invoices/${id}`);
    await page.getByRole("button", { name: "Mark as sent" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    expect(await status()).toBe("draft");
    await page.getByRole("button", { name: "Mark as sent" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Mark as sent" }).click();
    await page.getByText(/^Overdue since/).waitFor();
    const { number } = await unwrap(life.finance.invoices.get({ params: { path: { invoiceId: id } } }));
    await page.getByRole("heading", { name: number!, level: 1 }).waitFor();

    await open("finance/invoices?show=sent");
    await page
      .getByRole("row", { name: new RegExp(`${number}.*Overdue since.*€120\\.00`) })
      .getByRole("link")
      .click();
    await page.getByRole("button", { name: "Mark as paid" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Mark as paid" }).click();
    await page.getByText("Paid", { exact: true }).waitFor();
    await expect.poll(status).toBe("paid");
  });

  browse(
    "is made void on a phone, and its work is open again",
    async ({ page, open, life, axe }) => {
      const { id: entry } = await worked(life, "Layout", 1.5);
      const { id } = await unwrap(life.finance.invoices.create({ body: { entryIds: [entry] } }));
      await open(`finance/invoices/${id}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.getByRole("button", { name: "Make void" }).tap();
      await page.getByRole("alertdialog").getByRole("button", { name: "Make void" }).tap();
      await page.getByText("Void", { exact: true }).waitFor();
      expect(await axe()).toEqual([]);
      await eventually(async () =>
        expect((await unwrap(life.finance.billables.get({ params: { path: { billableId: entry } } }))).isInvoiced).toBe(
          false,
        ),
      );
    },
    { size: "phone" },
  );
});

describe("Income", () => {
  browse("is added, summed by month in each currency, and brought back", async ({ page, open, life, axe }) => {
    await open("finance/income?add=yes");
    await page.getByRole("textbox", { name: "What it was for" }).fill("A workshop");
    await page.getByRole("textbox", { name: "Amount" }).fill("1,250.50");
    await page.getByRole("combobox", { name: "Currency" }).selectOption("EUR");
    await page.getByRole("combobox", { name: "Kind" }).selectOption("Session");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    const row = page.getByRole("row", { name: /A workshop.*Session.*€1,250\.50/ });
    await row.waitFor();
    await page.getByRole("img", { name: "€1,250.50 in 12 months" }).waitFor();
    expect(await axe()).toEqual([]);
    const [entry] = (await unwrap(life.finance.income.list({ params: { query: { include: ["amount"] } } }))).data;
    expect([entry!.amount, entry!.currency, entry!.sourceType]).toEqual(["125050", "EUR", "session"]);

    await row.getByRole("button", { name: "A workshop", exact: true }).click();
    await page.getByRole("textbox", { name: "Amount" }).fill("1000");
    await page.getByRole("button", { name: "Save" }).click();
    const changed = page.getByRole("row", { name: /A workshop.*€1,000\.00/ });
    await page.getByRole("img", { name: "€1,000.00 in 12 months" }).waitFor();
    await changed.press("Shift+Delete");
    await changed.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await changed.waitFor();
  });
});
