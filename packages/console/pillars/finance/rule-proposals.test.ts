import { expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

/** Gives so many payments to a merchant the same category by hand, which proposes a rule at the third. */
async function categorised(life: Life, merchantName: string, budgetCategoryId: string): Promise<void> {
  for (const date of ["2026-03-02", "2026-03-09", "2026-03-16"]) {
    const { id } = await unwrap(
      life.finance.transactions.create({ body: { date, merchantName, amountCents: -500, currency: "EUR" } }),
    );
    await unwrap(
      life.finance.transactions.update({ params: { path: { transactionId: id } }, body: { budgetCategoryId } }),
    );
  }
}
const proposed = (life: Life, count: number) =>
  eventually(async () => expect((await unwrap(life.finance.ruleProposals.list())).data).toHaveLength(count));

browse("A rule that is proposed is made and seen on what is there, or dismissed", async ({ page, open, life, axe }) => {
  const { id } = await unwrap(life.finance.budgetCategories.create({ body: { name: "Coffee" } }));
  await categorised(life, "<b>Bean</b> Bar", id);
  await categorised(life, "Corner Kiosk", id);
  await proposed(life, 2);
  await unwrap(
    life.finance.transactions.create({
      body: { date: "2026-03-20", merchantName: "<b>Bean</b> Bar", amountCents: -450, currency: "EUR" },
    }),
  );
  await open("finance/rules");
  const proposals = page.getByRole("grid", { name: "Proposed rules" }).getByRole("row");
  const bean = proposals.filter({ hasText: "<b>Bean</b> Bar" });
  await bean.getByText(/You did this by hand three times/).waitFor();
  expect(await axe()).toEqual([]);
  await bean.getByRole("button", { name: "Make it" }).click();
  const sheet = page.getByRole("dialog", { name: "See what it would change" });
  await sheet.getByText(/^One of \d+ transactions would change\.$/).waitFor();
  await sheet.getByRole("button", { name: "Change this one" }).click();
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("grid", { name: "Rules", exact: true }).getByRole("row").waitFor();
  const [rule] = (await unwrap(life.finance.rules.list())).data;
  expect(rule!.actions).toEqual([{ type: "set_category", budgetCategoryId: id }]);

  await proposals.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Dismiss" }).click();
  await proposals.waitFor({ state: "detached" });
  const statuses = async () => (await unwrap(life.finance.ruleProposals.list())).data.map(({ status }) => status);
  await expect.poll(async () => (await statuses()).toSorted()).toEqual(["accepted", "dismissed"]);
});
