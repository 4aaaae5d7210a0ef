import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

describe("Routines", () => {
  browse("are made of a few words, run when asked, and come back when deleted", async ({ page, open, life }) => {
    await open("rhythm/routines?add=yes");
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Bins");
    await sheet.getByLabel("When, as crontab writes it").fill("0 19 * * 2");
    await sheet.getByLabel("Its tasks, one a line").fill("Take out the bins\nRinse the bins");
    await sheet.getByRole("button", { name: "Add a routine" }).click();
    const row = page.getByRole("row", { name: /Bins/ });
    await row.getByText("makes 2 tasks").waitFor();

    await row.getByRole("button", { name: "Actions for Bins" }).click();
    await page.getByRole("menuitem", { name: "Run now" }).click();
    await expect.poll(async () => (await unwrap(life.work.tasks.list())).data.length).toBe(2);
    await row.getByRole("link", { name: "Bins" }).click();
    await page.getByRole("link", { name: "Rinse the bins" }).waitFor();
    await page.getByText("ran", { exact: true }).waitFor();

    await page.goBack();
    await row.focus();
    await page.keyboard.press("Shift+Delete");
    await page.getByText("Deleted: Bins").waitFor();
    await page.keyboard.press("z");
    await row.waitFor();
    await expect.poll(async () => (await unwrap(life.rhythm.routines.list())).data).toHaveLength(1);
  });
});
