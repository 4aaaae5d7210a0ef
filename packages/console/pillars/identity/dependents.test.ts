import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

describe("Dependents", () => {
  browse("are added, changed, deleted and brought back", async ({ page, open, life, axe, settled }) => {
    const all = async () =>
      (await unwrap(life.identity.dependents.list())).data.map(({ name, birthDate }) => ({ name, birthDate }));
    await open("identity/dependents");
    await page.getByText("You look after nobody here.").waitFor();
    await page.getByRole("button", { name: "Add somebody" }).first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: "Name" }).fill("<b>Byron</b>");
    await sheet.getByRole("textbox", { name: "Born", exact: true }).fill("12 May 2019");
    await sheet.getByRole("button", { name: "Add" }).click();
    await page.getByRole("row", { name: /Byron/ }).waitFor();
    await expect.poll(all).toEqual([{ name: "<b>Byron</b>", birthDate: "2019-05-12" }]);
    await settled();
    expect(await axe()).toEqual([]);

    await page.getByRole("button", { name: "<b>Byron</b>", exact: true }).click();
    await sheet.getByRole("textbox", { name: "Name" }).fill("Byron");
    await sheet.getByRole("button", { name: "Save" }).click();
    await sheet.waitFor({ state: "detached" });
    await expect.poll(all).toEqual([{ name: "Byron", birthDate: "2019-05-12" }]);

    await page.getByRole("row", { name: /Byron/ }).focus();
    await page.keyboard.press("Shift+Delete");
    await page.getByText("You look after nobody here.").waitFor();
    await expect.poll(all).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("row", { name: /Byron/ }).waitFor();
    await expect.poll(all).toHaveLength(1);
  });
});
