import { describe, expect, it } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { heldIn } from "./exported.ts";

const ID = "0198f000-0000-7000-8000-00000000000";

it("counts what a file has, whatever its texts say", () => {
  const table = `LifeOS id,Date,Notes\r\n${ID}1,2026-03-01,"a ""b"",\r\n${ID}9,2026"\r\n${ID}2,2026-03-02,\r\n`;
  expect(heldIn("csv", table)).toEqual({ count: 2, lastId: `${ID}2` });
  expect(heldIn("csv", "LifeOS id,Date\r\n")).toEqual({ count: 0, lastId: undefined });
  const statement = `<STMTTRN><FITID>${ID}1</FITID><MEMO>&lt;FITID&gt;${ID}9&lt;/FITID&gt;</MEMO></STMTTRN><STMTTRN><FITID>${ID}2</FITID></STMTTRN>`;
  expect(heldIn("ofx", statement)).toEqual({ count: 2, lastId: `${ID}2` });
});

const BANK = {
  id: `${ID}3`,
  userId: `${ID}4`,
  provider: "plaid",
  externalAccountId: "item",
  accountName: "<i>First</i> Bank",
  tokenExpiresAt: null,
  scopes: [],
  status: "active",
  reauthDueAt: "2026-03-09T12:00:00.000Z",
  lastSyncedAt: "2026-03-01T12:00:00.000Z",
  version: 1,
  createdAt: "2026-03-01T12:00:00.000Z",
  updatedAt: "2026-03-01T12:00:00.000Z",
};

describe("A bank", () => {
  browse(
    "cannot be connected where that is not set up, which is said with what to do instead",
    async ({ page, open, axe, settled }) => {
      await open("finance/accounts");
      // The button says it, too, to who cannot see.
      const why = page.getByText(/^Banks cannot be connected here/).filter({ visible: true });
      await why.waitFor();
      await settled();
      expect(await axe()).toEqual([]);
      await expect
        .poll(() => page.getByRole("button", { name: "Connect a bank" }).getAttribute("aria-disabled"))
        .toBe("true");
      await page.getByRole("link", { name: "Import a statement instead" }).click();
      await expect
        .poll(() => page.getByRole("dialog").getByRole("combobox", { name: "What it is" }).inputValue())
        .toBe("bank_csv");
    },
  );

  browse("is connected on a page of Plaid's, and again where it wants that", async ({ page, open, axe, settled }) => {
    let status = "active";
    await page.route("**/v1/identity/connections/providers", async (route) => {
      const answer = await (await route.fetch()).json();
      const data = answer.data.map((one: { provider: string }) =>
        one.provider === "plaid" ? { ...one, isConfigured: true } : one,
      );
      await route.fulfill({ json: { ...answer, data } });
    });
    await page.route("**/v1/identity/connections?*provider=plaid*", (route) =>
      route.fulfill({ json: { data: [{ ...BANK, status }], nextCursor: null } }),
    );
    const asked: unknown[] = [];
    await page.route("**/v1/identity/connections/authorize", (route) => {
      asked.push(route.request().postDataJSON());
      const url = "https://secure.plaid.example/hl/1";
      return route.fulfill({ json: { provider: "plaid", by: "link", url, state: "s", expiresAt: BANK.createdAt } });
    });
    await page.route("https://secure.plaid.example/**", (route) =>
      route.fulfill({ body: "Choose your bank", contentType: "text/plain" }),
    );
    const completed: unknown[] = [];
    await page.route("**/v1/identity/connections/complete", (route) => {
      completed.push(route.request().postDataJSON());
      return route.fulfill({ json: BANK });
    });
    await open("finance/accounts");
    const row = page
      .getByRole("grid", { name: "Connected banks" })
      .getByRole("row", { name: /<i>First<\/i> Bank.*connected/ });
    await row.getByText(/^wants you to agree again by /).waitFor();
    await settled();
    expect(await axe()).toEqual([]);
    const here = new URL(page.url()).origin;
    await page.getByRole("button", { name: "Connect a bank" }).click();
    await page.getByText("Choose your bank").waitFor();
    expect(asked).toEqual([{ provider: "plaid", returnTo: `${here}/console/finance/accounts` }]);

    status = "needs_reauth";
    await open("finance/accounts");
    const again = page.getByRole("row", { name: /The bank wants you to agree again/ });
    await again.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Connect again" }).click();
    await page.getByText("Choose your bank").waitFor();
    expect(asked.slice(1)).toEqual([
      { provider: "plaid", connectionId: BANK.id, returnTo: `${here}/console/finance/accounts` },
    ]);

    status = "active";
    await open("finance/accounts#state=s&code=linked");
    await page.getByText("The bank is connected; what is on it comes now").waitFor();
    expect(completed).toEqual([{ state: "s", code: "linked" }]);
    expect(new URL(page.url()).hash).toBe("");

    await open("finance/accounts?again=yes#error=access_denied&state=s");
    await page.getByText("You did not agree, so no bank was connected.").waitFor();
  });
});

describe("Transactions", () => {
  browse("are saved as a table and as a statement", async ({ page, open, life, axe, settled }) => {
    const account = { name: "Everyday", type: "checking", currency: "EUR" } as const;
    const { id: accountId } = await unwrap(life.finance.accounts.create({ body: account }));
    for (const date of ["2026-03-01", "2026-03-09"])
      await unwrap(
        life.finance.transactions.create({
          body: { date, merchantName: `Shop ${date}`, amountCents: -150, accountId },
        }),
      );
    await open("finance/transactions?export=yes");
    const sheet = page.getByRole("dialog", { name: "Save transactions as a file" });
    await settled();
    expect(await axe()).toEqual([]);
    await sheet.getByRole("textbox", { name: "From" }).fill("2026-03-05");
    const saved = page.waitForEvent("download");
    await sheet.getByRole("button", { name: "Save the file" }).click();
    const table = await saved;
    expect(table.suggestedFilename()).toBe("Transactions.csv");
    const text = await textOf(table);
    expect(text).toContain("Shop 2026-03-09");
    expect(text).not.toContain("Shop 2026-03-01");
    await page.getByText("One transaction was saved.").waitFor();

    await open(`finance/accounts/${accountId}`);
    await page.getByRole("button", { name: "Export" }).click();
    await sheet.getByText("A statement (OFX)").click();
    const [statement] = await Promise.all([
      page.waitForEvent("download"),
      sheet.getByRole("button", { name: "Save the file" }).click(),
    ]);
    expect(statement.suggestedFilename()).toBe("Everyday.ofx");
    expect((await textOf(statement)).match(/<STMTTRN>/g)).toHaveLength(2);
  });
});

async function textOf(download: { createReadStream: () => Promise<AsyncIterable<Buffer>> }): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return Buffer.concat(parts).toString();
}
