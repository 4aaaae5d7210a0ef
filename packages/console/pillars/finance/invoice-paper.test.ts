import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

async function drafted(life: Life): Promise<string> {
  const body = { date: "2026-03-02", hours: 1.5, rateCents: 8000, currency: "EUR", description: "Layout" };
  const { id } = await unwrap(life.finance.billables.create({ body }));
  return (await unwrap(life.finance.invoices.create({ body: { entryIds: [id], recipient: "Robin" } }))).id;
}

describe("The paper of an invoice", () => {
  browse("says what its person writes, and is saved as a PDF", async ({ page, open, life, axe, settled }) => {
    const invoiceId = await drafted(life);
    await open(`finance/invoices/${invoiceId}`);
    await page.getByRole("textbox", { name: "To", exact: true }).fill("Robin <b>Ltd</b>\nMain Street 1");
    await page.getByRole("textbox", { name: "Below the sum" }).fill("Thank you");
    await page.getByRole("combobox", { name: "Language" }).selectOption("Austrian German");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await eventually(async () =>
      expect(await unwrap(life.finance.invoices.get({ params: { path: { invoiceId } } }))).toMatchObject({
        recipient: "Robin <b>Ltd</b>\nMain Street 1",
        note: "Thank you",
        locale: "de-AT",
      }),
    );
    await settled();
    expect(await axe()).toEqual([]);
    const [pdf] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the PDF" }).click(),
    ]);
    expect(pdf.suggestedFilename()).toBe("Invoice Draft.pdf");
    const [begin] = await firstOf(await pdf.createReadStream());
    expect(begin).toBe("%PDF-");
  });

  browse("is mailed to an address, and says so where no mail goes out", async ({ page, open, life, axe }) => {
    const invoiceId = await drafted(life);
    await open(`finance/invoices/${invoiceId}`);
    await page.getByRole("button", { name: "Send by mail" }).click();
    const sheet = page.getByRole("dialog", { name: "Send by mail: Draft" });
    const send = sheet.getByRole("button", { name: "Send by mail" });
    await expect.poll(() => send.getAttribute("aria-disabled")).toBe("true");
    await sheet.getByRole("textbox", { name: "E-mail address" }).fill("robin@example.com");
    expect(await axe()).toEqual([]);
    await send.click();
    await sheet.getByText(/^Whoever runs this installation has not set up mail/).waitFor();
    const draft = await unwrap(life.finance.invoices.get({ params: { path: { invoiceId } } }));
    expect(draft.status).toBe("draft");

    let asked: unknown;
    const mailed = { ...draft, status: "sent", number: "7", version: 9, mailTo: "robin@example.com", mailAttempt: 1 };
    await page.route("**/v1/finance/invoices/*/send", (route) => {
      asked = route.request().postDataJSON();
      return route.fulfill({ json: { ...mailed, mailStatus: "failed", mailProblem: "refused" } });
    });
    await send.click();
    await sheet.waitFor({ state: "detached" });
    expect(asked).toEqual({ email: true, address: "robin@example.com" });
    await page.getByText("The address was refused").waitFor();
    await page.getByRole("button", { name: "Mail it again" }).waitFor();
  });
});

async function firstOf(stream: AsyncIterable<Buffer>): Promise<string[]> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return [Buffer.concat(parts).subarray(0, 5).toString("latin1")];
}
