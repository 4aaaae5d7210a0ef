import { describe, expect, it } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";
import { monthlyOf } from "./monthly.ts";

it("adds up what is spent in a month, each currency apart, and nothing that comes in", () => {
  const of = (cadence: "weekly" | "monthly" | "yearly", expectedAmountCents: number, currency = "EUR") => ({
    cadence,
    expectedAmountCents,
    currency,
  });
  const all = [of("weekly", -300), of("monthly", -1_000), of("yearly", -1_200, "USD"), of("monthly", 250_000)];
  expect([...monthlyOf(all)]).toEqual([
    ["EUR", 2_300],
    ["USD", 100],
  ]);
});

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Weekly payments, the last of them today; they are found to recur after they were entered. */
async function weekly(life: Life, merchantName: string, amounts: readonly number[]): Promise<string> {
  for (const [at, amountCents] of amounts.entries())
    await unwrap(
      life.finance.transactions.create({
        body: { date: dayBefore(7 * (amounts.length - 1 - at)), merchantName, amountCents, currency: "EUR" },
      }),
    );
  return eventually(async () => {
    const { data } = await unwrap(life.finance.recurring.list());
    const found = data.find((one) => one.merchantName === merchantName && one.lastDate === dayBefore(0));
    expect(found).toBeDefined();
    return found!.id;
  });
}

describe("Recurring payments", () => {
  browse("are found, say what has changed, are dismissed and brought back", async ({ page, open, life, axe }) => {
    const name = "<b>Music</b>";
    const recurringId = await weekly(life, name, [-999, -999, -999, -999, -1_299]);
    await open("finance/recurring");
    const row = page.getByRole("row", { name: /<b>Music<\/b>.*Every week.*€9\.99 → €12\.99/ });
    await row.waitFor();
    await page.getByText(/^About €56\.\d\d go out in a month\.$/).waitFor();
    expect(await axe()).toEqual([]);

    await row.getByRole("button", { name, exact: true }).click();
    const sheet = page.getByRole("dialog", { name });
    await sheet.getByText(/^€9\.99 → €12\.99 since/).waitFor();
    await sheet.getByRole("link", { name }).waitFor();
    expect(await axe()).toEqual([]);
    const isBill = async () => (await unwrap(life.finance.recurring.get({ params: { path: { recurringId } } }))).isBill;
    await sheet.getByText("Not said").waitFor();
    await sheet.getByRole("button", { name: "It is a bill that I pay by hand" }).click();
    await sheet.getByText("Each of its days has a bill and a task before it.").waitFor();
    await eventually(async () => expect(await isBill()).toBe(true));
    await sheet.getByRole("button", { name: "It is charged by itself" }).click();
    await sheet.getByText("It makes no bills.").waitFor();
    await eventually(async () => expect(await isBill()).toBe(false));
    await sheet.getByRole("button", { name: "It does not recur" }).click();
    await sheet.getByRole("button", { name: "Bring it back" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Nothing recurs yet.").waitFor();
    const dismissedAt = async () =>
      (await unwrap(life.finance.recurring.get({ params: { path: { recurringId } } }))).dismissedAt;
    await expect.poll(dismissedAt).not.toBeNull();

    await page.getByRole("tab", { name: "Not recurring" }).click();
    const dismissed = page.getByRole("row", { name: /<b>Music<\/b>/ });
    await dismissed.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Bring it back" }).click();
    await page.getByText("You have dismissed nothing.").waitFor();
    await expect.poll(dismissedAt).toBeNull();
  });

  browse(
    "that are dismissed on a phone are back by undoing it",
    async ({ page, open, life }) => {
      await weekly(life, "Choir", [-500, -500, -500]);
      await open("finance/recurring");
      const row = page.getByRole("row", { name: /Choir/ });
      await row.waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await row.getByRole("button", { name: /^Actions for/ }).tap();
      await page.getByRole("menuitem", { name: "It does not recur" }).tap();
      await row.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Undo" }).tap();
      await row.waitFor();
    },
    { size: "phone" },
  );
});
