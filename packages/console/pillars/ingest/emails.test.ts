import { describe, expect } from "vitest";
import { browse, browseAlways } from "#testing/browser";
import { sendMail } from "#testing/console-mail";
import { plainEmail } from "#testing/mail";

describe("Mail", () => {
  browseAlways(
    "shows what a hostile sender wrote as text, and frames the body without a request",
    async ({ page, context, open, life, url }) => {
      const subject = '<img src=x onerror="alert(1)"> \u202eright to left';
      const html = `<p style="color: rgb(1, 2, 3)">Dear you</p><script>parent.document.title = "owned"</script>
      <img src="${url}/pixel.png"><img src="x" onerror="fetch('${url}/pixel.png')"><form action="${url}/pixel.png"><button>Go</button></form>`;
      const { data: addresses } = await life.ingest.addresses.list();
      const [own] = addresses!.data;
      await sendMail(own!.address, plainEmail({ to: own!.address, subject, text: "Dear you", html, date: new Date() }));

      const asked: string[] = [];
      context.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await open("ingest/emails");
      await page
        .getByRole("row", { name: /<img src=x onerror/ })
        .getByRole("link")
        .click();
      await page.getByRole("heading", { name: /<img src=x onerror/ }).waitFor();
      const body = page.frameLocator("iframe.mail-frame");
      await body.getByText("Dear you").waitFor();
      await expect
        .poll(() => body.getByText("Dear you").evaluate((element) => getComputedStyle(element).color))
        .toBe("rgb(1, 2, 3)");
      expect(await body.locator("script, form, [onerror]").count()).toBe(0);
      expect(asked.filter((path) => /pixel|\/x$/.test(path))).toEqual([]);
      await page.getByText("One picture from elsewhere was not fetched").waitFor();
      await expect.poll(() => page.title()).toContain("<img src=x");
    },
  );

  browse("retires an address after asking", async ({ page, open, life }) => {
    const { data: made } = await life.ingest.addresses.create({ body: { label: "Receipts" } });
    await open("ingest/addresses");
    const row = page.getByRole("row", { name: new RegExp(made!.localPart) });
    await row.focus();
    await page.keyboard.press("Shift+Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Retire" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByText("Retired ones").click();
    await page
      .getByRole("grid", { name: "Retired ones" })
      .getByRole("row", { name: /Receipts/ })
      .waitFor();
    await expect
      .poll(async () => (await life.ingest.addresses.list({ params: { query: { isActive: false } } })).data!.data)
      .toHaveLength(1);
  });
});
