import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("double contacts", () => {
  browse("are merged side by side, and parted again", async ({ page, open, life, axe }) => {
    const made = (body: object) => unwrap(life.people.contacts.create({ body: { name: "Grace Hopper", ...body } }));
    const stays = await made({ birthday: "--12-09", emails: [{ value: "grace@example.com", label: "home" }] });
    const goes = await made({
      ...{
        name: "Hopper Grace",
        birthday: "1906-12-09",
        emails: [{ value: "grace@example.com" }, { value: "g@navy.example" }],
      },
    });
    const read = async (contactId: string) =>
      (await life.people.contacts.get({ params: { path: { contactId } } })).data;
    await open("people/duplicates");
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("Your contacts are compared").waitFor();
    await eventually(async () =>
      expect((await unwrap(life.people.duplicates.list({ params: { query: {} } }))).data).toHaveLength(1),
    );
    await open("people/duplicates");
    await page.getByText("same name in another order").waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("link", { name: "Grace Hopper and Hopper Grace" }).click();
    await page.getByText("Stays: Grace Hopper").first().waitFor();
    const field = (name: string) => page.getByRole("group", { name, exact: true });
    // A birthday with its year is chosen unless said.
    expect(
      await field("Birthday")
        .getByRole("radio", { name: /Goes into it/ })
        .isChecked(),
    ).toBe(true);
    await field("Name")
      .getByRole("radio", { name: /Goes into it/ })
      .check();
    await field("Mail addresses").getByText("g@navy.example").last().waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("Hopper Grace was merged into Grace Hopper").waitFor();
    expect(await read(stays.id)).toMatchObject({ name: "Hopper Grace", birthday: "1906-12-09" });
    await open(`people/contacts/${goes.id}`);
    await page.waitForURL(new RegExp(`people/contacts/${stays.id}$`));

    await open("people/contact-merges");
    await page.getByText("Hopper Grace was merged").first().waitFor();
    expect(await axe()).toEqual([]);
    await page
      .getByRole("button", { name: /More|Actions|Menu/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Undo" }).click();
    await page.getByText("Hopper Grace is a contact of its own again").waitFor();
    expect(await read(goes.id)).toMatchObject({ name: "Hopper Grace", birthday: "1906-12-09" });
    expect(await read(stays.id)).toMatchObject({ name: "Grace Hopper", birthday: "--12-09" });
  });

  browse(
    "are said to be two, with a thumb, and that is taken back",
    async ({ page, open, life, axe }) => {
      for (const name of ['<img src=x onerror="document.title=1">', '<img src=x onerror="document.title=1">'])
        await unwrap(life.people.contacts.create({ body: { name, phones: [{ value: "030 901820" }] } }));
      const status = async () => (await unwrap(life.people.duplicates.list({ params: { query: {} } }))).data[0]?.status;
      await unwrap(life.people.duplicates.search({}));
      await eventually(async () => expect(await status()).toBe("open"));
      await open("people/duplicates");
      await page.getByRole("link", { name: /^<img/ }).tap();
      await page.getByRole("button", { name: "They are two" }).waitFor();
      expect(await page.locator("main [onerror]").count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axe()).toEqual([]);
      await page.getByRole("button", { name: "They are two" }).tap();
      await eventually(async () => expect(await status()).toBe("dismissed"));
      await page.getByText("No two of your contacts seem to be one.").waitFor();
      await page.getByRole("button", { name: "Undo" }).tap();
      await eventually(async () => expect(await status()).toBe("open"));
    },
    { size: "phone" },
  );
});
