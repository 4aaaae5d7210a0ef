import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse, browseAlways } from "#testing/browser";

describe("Settings", () => {
  browse("look as chosen at once, here and on the next device", async ({ page, open, life }) => {
    await open("identity/settings");
    await page.locator("main").getByText("Dark", { exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    const lookedFor = page.getByRole("group", { name: "Look for what goes together" });
    for (const pillar of ["Health", "Money"]) {
      const isLookedAt = lookedFor.getByRole("switch", { name: pillar });
      await isLookedAt.click();
      await expect.poll(() => isLookedAt.isChecked()).toBe(true);
    }
    await expect
      .poll(() => unwrap(life.identity.settings.get()))
      .toMatchObject({ theme: "dark", correlationPillars: ["health", "finance"] });
  });

  browse("say what a model may read, of nothing unless it is chosen", async ({ page, open, life }) => {
    await open("identity/settings");
    expect(await page.getByRole("group", { name: "A model may read" }).count()).toBe(0);
    const turnedOn = async (name: string) => {
      const choice = page.getByRole("switch", { name, exact: true }).first();
      await choice.click();
      await expect.poll(() => choice.isChecked()).toBe(true);
    };
    await turnedOn("Models may be used for you");
    for (const name of ["Work", "Mail and captures", "Also what is stored encrypted"]) await turnedOn(name);
    await expect
      .poll(() => unwrap(life.identity.settings.get()))
      .toMatchObject({ aiFeaturesEnabled: true, aiPillars: ["work", "ingest"], aiSealed: true });
  });

  browseAlways(
    "keep what was typed while the API is down, and save it when it is back",
    async ({ page, open, life }) => {
      await open("identity/settings");
      await page.getByLabel("Name", { exact: true }).fill("Robin");
      const form = page.locator("form").filter({ has: page.getByLabel("Name", { exact: true }) });
      await page.route("**/v1/identity/me", (route) =>
        route.request().method() === "PATCH" ? route.abort("connectionrefused") : route.continue(),
      );
      await form.getByRole("button", { name: "Save" }).click();
      await form.getByRole("alert").waitFor();
      expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Robin");
      await page.unroute("**/v1/identity/me");
      await form.getByRole("button", { name: "Save" }).click();
      await expect.poll(async () => (await unwrap(life.identity.me.get())).name).toBe("Robin");
    },
  );
});

describe("API keys", () => {
  browse("are shown once, and end when they are revoked", async ({ page, open, life, url }) => {
    await open("identity/api-keys");
    await page.getByRole("button", { name: "Make a key" }).first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("What it is for").fill("Shortcut");
    await sheet.getByLabel("work:read").check();
    await sheet.getByRole("button", { name: "Make a key" }).click();
    const secret = await page.locator(".secret").textContent();
    await page.getByRole("button", { name: "I have kept it" }).click();
    const statusOf = async (path: string) => {
      const { status } = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${secret}` } });
      return status;
    };
    expect(await statusOf("/v1/work/tasks")).toBe(200);
    expect(await page.content()).not.toContain(secret);

    const row = page.getByRole("row", { name: /Shortcut/ });
    await row.getByRole("button", { name: "Actions for Shortcut" }).click();
    await page.getByRole("menuitem", { name: "Revoke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await row.getByText("revoked").waitFor();
    await expect.poll(async () => (await unwrap(life.identity.apiKeys.list())).data[0]!.revokedAt).not.toBeNull();
  });
});

describe("A household", () => {
  browse("invites somebody with a token that is shown once", async ({ page, open, life }) => {
    await open("identity/households");
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("E-mail address").fill("mara@example.com");
    await sheet.getByRole("button", { name: "Invite" }).click();
    await sheet.locator(".secret").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: /mara@example.com/ }).waitFor();
    const [household] = (await unwrap(life.identity.households.list())).data;
    const path = { householdId: household!.id };
    await expect
      .poll(async () => (await unwrap(life.identity.invites.list({ params: { path } }))).data)
      .toHaveLength(1);
  });
});
