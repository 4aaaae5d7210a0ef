import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("Feeds and accounts", () => {
  browse(
    "subscribe to an address, say why nothing came of it, and end it with a way back",
    async ({ page, open, life, axe, settled }) => {
      const hosts = async () => (await life.calendar.subscriptions.list()).data!.data.map(({ host }) => host);
      await open("calendar/sources");
      await page.getByText("You have subscribed to no calendar.").waitFor();
      await page.getByRole("button", { name: "Subscribe" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("textbox", { name: "Address" }).fill("not an address");
      await sheet.getByRole("textbox", { name: "What you call it" }).fill("<i>Club</i>");
      await sheet.getByRole("button", { name: "Subscribe" }).click();
      await sheet.getByText("must be the address of a calendar", { exact: false }).waitFor();
      await sheet.getByRole("textbox", { name: "Address" }).fill("webcal://club.invalid/fixtures.ics");
      await sheet.getByRole("button", { name: "Subscribe" }).click();

      const row = page.getByRole("grid", { name: "Subscribed calendars" }).getByRole("row", { name: /<i>Club<\/i>/ });
      await row.getByText("its host does not exist, or is not on the public internet", { exact: false }).waitFor();
      await row.getByText("not fetched", { exact: true }).waitFor();
      await settled();
      expect(await axe()).toEqual([]);
      await row.getByRole("button", { name: /Club/ }).click();
      await page.getByRole("menuitem", { name: "Another address" }).click();
      await sheet.getByRole("textbox", { name: "Address" }).fill("https://other.invalid/fixtures.ics");
      await sheet.getByRole("button", { name: "Save" }).click();
      await row.getByText("other.invalid").waitFor();

      await row.focus();
      await page.keyboard.press("Shift+Delete");
      await row.waitFor({ state: "detached" });
      await expect.poll(() => hosts()).toEqual([]);
      await page.getByText(/^Deleted: /).waitFor();
      await page.keyboard.press("z");
      await row.waitFor();
      await expect.poll(() => hosts()).toEqual(["other.invalid"]);
    },
  );

  browse("make a feed, show its address once, and revoke it", async ({ page, open, life, axe, settled }) => {
    await life.calendar.calendars.create({ body: { name: "Work" } });
    await life.calendar.calendars.create({ body: { name: "Family" } });
    await open("calendar/sources");
    await page.getByRole("button", { name: "Make a feed" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: "What it is for" }).fill("Grandparents");
    await sheet.getByRole("radio", { name: "Only when you are busy" }).check();
    await sheet.getByRole("checkbox", { name: "Family" }).check();
    await settled();
    expect(await axe()).toEqual([]);
    await sheet.getByRole("button", { name: "Make a feed" }).click();
    const shown = page.getByRole("alertdialog");
    const address = await shown.getByText(/\/v1\/calendar\/feeds\/.*token=/).textContent();
    expect((await fetch(address!)).status).toBe(200);
    await shown.getByRole("button", { name: "I have kept it" }).click();
    const row = page.getByRole("grid", { name: "Read elsewhere" }).getByRole("row", { name: /Grandparents/ });
    await row.getByText("Shows only when you are busy: one calendar", { exact: false }).waitFor();
    await row.focus();
    await page.keyboard.press("Shift+Delete");
    await shown.getByRole("button", { name: "Revoke" }).click();
    await row.getByText("revoked").waitFor();
    await expect.poll(async () => (await fetch(address!)).status).toBe(404);

    await page.getByRole("link", { name: "Import a file" }).click();
    await sheet.getByRole("combobox", { name: "Calendar" }).fill("fam");
    await page.getByRole("option", { name: "Family" }).click();
    await sheet
      .getByRole("textbox", { name: /text/ })
      .fill("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501T100000Z\nSUMMARY:Talk\nEND:VEVENT\nEND:VCALENDAR\n");
    await sheet.getByRole("button", { name: "Look through it" }).click();
    await page.getByRole("row", { name: /Talk/ }).waitFor();
    const [job] = (await life.ingest.imports.list()).data!.data;
    const { data: calendars } = await life.calendar.calendars.list();
    expect(job!.options).toEqual({ calendarId: calendars!.data.find(({ name }) => name === "Family")!.id });
  });
});
