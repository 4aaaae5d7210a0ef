import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("Possible transfers", () => {
  browse(
    "are said to be one or none, with a thumb",
    async ({ page, open, life, axe }) => {
      const name = '<img src=x onerror="document.title=1">';
      const booked = async (account: string, amountCents: number, merchantName: string) => {
        const body = { name: account, type: "checking", currency: "EUR" } as const;
        const { id: accountId } = await unwrap(life.finance.accounts.create({ body }));
        return unwrap(
          life.finance.transactions.create({
            body: { date: "2026-03-02", accountId, amountCents, currency: "EUR", merchantName },
          }),
        );
      };
      // What left can have come to either of them.
      const [one, two] = [await booked("Savings", 5_000, name), await booked("Cash", 5_000, "Counter")];
      await booked("Everyday", -5_000, "To myself");
      const proposed = async () =>
        (await unwrap(life.finance.transferProposals.list({ params: { query: { status: "proposed" } } }))).data;
      await eventually(async () => expect(await proposed()).toHaveLength(2));

      await open("finance/transactions");
      await page.getByRole("link", { name: "Possible transfers" }).tap();
      await page.getByRole("heading", { name: "€50.00 moved?" }).first().waitFor();
      await page.getByRole("link", { name }).waitFor();
      expect(await page.locator("main [onerror]").count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axe()).toEqual([]);

      const of = (counterpart: string) => page.getByRole("group", { name: `To myself, ${counterpart}` });
      await of("Counter").getByRole("button", { name: "No transfer" }).tap();
      await page.getByRole("link", { name: "Counter" }).waitFor({ state: "detached" });
      await of(name).getByRole("button", { name: "A transfer" }).tap();
      await page.getByText("Nothing is to be decided.").waitFor();
      const pairOf = async (transactionId: string) =>
        (await unwrap(life.finance.transactions.get({ params: { path: { transactionId } } }))).transferPairId;
      await eventually(async () =>
        expect([(await pairOf(one.id)) !== null, await pairOf(two.id)]).toEqual([true, null]),
      );
    },
    { size: "phone" },
  );
});
