import { describe, expect, it } from "vitest";
import { providers } from "#core/identity/providers";
import { browse } from "#testing/browser";
import en from "./words.en.ts";

describe("Connections", () => {
  it("say of every provider what it is for", () => {
    expect(Object.keys(en.connections.providers).toSorted()).toEqual(Object.keys(providers).toSorted());
  });

  browse("are seen with what they are for, and ended after asking", async ({ page, open, life, axe, settled }) => {
    await life.identity.connections.putMatrix({
      body: {
        homeserverUrl: "https://matrix.example.org",
        userId: "@<b>ada</b>:example.org",
        deviceId: "DEVICE",
        accessToken: "token",
      },
    });
    await open("identity/connections");
    const row = page.getByRole("grid", { name: "Connected" }).getByRole("row", { name: /Matrix/ });
    await row.getByText("@<b>ada</b>:example.org").waitFor();
    await settled();
    expect(await axe()).toEqual([]);
    await row.focus();
    await page.keyboard.press("Shift+Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
    await page.getByText("LifeOS has forgotten the access").waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).last().click();
    await page.getByText("No account is connected.").waitFor();
    await expect.poll(async () => (await life.identity.connections.list()).data!.data).toEqual([]);
  });

  browse("say why nothing came of one, and keep no code in the address", async ({ page, open }) => {
    await open("identity/connections#state=not-mine&code=a-code");
    await page.getByText("Begin again", { exact: false }).first().waitFor();
    expect(new URL(page.url()).hash).toBe("");
    await open("identity/connections?again=yes#error=access_denied&state=x");
    await page.getByText("You did not agree, so nothing was connected.").waitFor();
  });
});
