import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { sendMail } from "#testing/console-mail";
import { eventually } from "#testing/eventually";
import { plainEmail } from "#testing/mail";

const at = (days: number) => new Date(Date.now() + days * 86_400_000);
const dayAt = (days: number) => at(days).toISOString().slice(0, 10);

/** A mail that asks to be paid, sent some days before it is due. */
async function billed(life: Life, from: string, amount: string, dueInDays: number): Promise<string> {
  const { data: addresses } = await unwrap(life.ingest.addresses.list());
  const to = addresses[0]!.address;
  const text = `Invoice\nDue date: ${dayAt(dueInDays)}\nAmount due: ${amount}`;
  const date = at(Math.min(dueInDays, 0) - 10);
  await sendMail(to, plainEmail({ from, to, subject: "Your invoice", text, date }));
  return eventually(async () => {
    const { data } = await unwrap(life.finance.bills.list());
    const found = data.find(({ dueOn }) => dueOn === dayAt(dueInDays));
    expect(found).toBeDefined();
    return found!.id;
  });
}

describe("Bills", () => {
  browse(
    "stand by their day, with their mail and task, and are paid after a question",
    async ({ page, open, life, axe }) => {
      const late = await billed(life, '"City <i>Power</i>" <billing@power.example>', "€82.14", -5);
      await billed(life, '"Water Works" <billing@water.example>', "€40.00", 20);
      await open("finance/bills");
      const rows = page.getByRole("grid", { name: "To pay" }).getByRole("row");
      await rows
        .first()
        .getByText(/^Overdue since/)
        .waitFor();
      await expect.poll(() => rows.count()).toBe(2);
      await page.getByText("€122.14 in all.").waitFor();
      expect(await axe()).toEqual([]);

      const { merchantName } = await unwrap(life.finance.bills.get({ params: { path: { billId: late } } }));
      await eventually(async () =>
        expect((await unwrap(life.finance.bills.get({ params: { path: { billId: late } } }))).taskId).not.toBeNull(),
      );
      await rows.first().getByRole("button", { name: merchantName, exact: true }).click();
      const sheet = page.getByRole("dialog", { name: merchantName });
      await sheet.getByRole("link", { name: "Your invoice" }).waitFor();
      await sheet.getByRole("link", { name: `Pay ${merchantName}` }).waitFor();
      expect(await axe()).toEqual([]);
      await sheet.getByRole("button", { name: "Mark as paid" }).click();
      const question = page.getByRole("alertdialog");
      await question.getByText(`Was ${merchantName} paid?`).waitFor();
      await question.getByRole("button", { name: "Mark as paid" }).click();
      await sheet.getByText("You said so; no payment of it was seen here.").waitFor();
      await page.keyboard.press("Escape");
      await eventually(async () => expect(await rows.count()).toBe(1));
      await eventually(async () =>
        expect(
          (await unwrap(life.work.tasks.list())).data.find(({ title }) => title === `Pay ${merchantName}`)?.status,
        ).toBe("completed"),
      );
    },
  );

  browse(
    "are paid from their menu on a phone",
    async ({ page, open, life }) => {
      const billId = await billed(life, '"Water Works" <billing@water.example>', "€40.00", 20);
      await open("finance/bills");
      const row = page.getByRole("row", { name: /Water Works.*by mail/ });
      await row.waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await row.getByRole("button", { name: /^Actions for/ }).tap();
      await page.getByRole("menuitem", { name: "Mark as paid" }).tap();
      await page.getByRole("alertdialog").getByRole("button", { name: "Mark as paid" }).tap();
      await page.getByText("Nothing is to be paid.").waitFor();
      await expect
        .poll(async () => (await unwrap(life.finance.bills.get({ params: { path: { billId } } }))).status)
        .toBe("paid");
      await page.getByRole("tab", { name: "Paid" }).tap();
      await row.getByRole("button", { name: /^Actions for/ }).tap();
      await page.getByRole("menuitem", { name: "It is not paid yet" }).tap();
      await page.getByText("Nothing was paid yet.").waitFor();
      expect((await unwrap(life.finance.bills.get({ params: { path: { billId } } }))).status).toBe("open");
    },
    { size: "phone" },
  );
});
