import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("contacts", () => {
  browse("are found by a whole address, and changed", async ({ page, open, life, axe }) => {
    const grace = await unwrap(
      life.people.contacts.create({
        body: {
          name: "Grace",
          emails: [{ value: "grace@example.com", label: "home" }],
          details: { nickname: "Amazing" },
        },
      }),
    );
    await unwrap(life.people.contacts.create({ body: { name: "Alan" } }));
    await open("people/contacts");
    await page.getByRole("link", { name: "Alan" }).waitFor();
    await page.getByRole("searchbox", { name: /whole mail address/ }).fill("GRACE@example.com");
    await page.getByRole("link", { name: "Alan" }).waitFor({ state: "detached" });
    await axe();
    await page.getByRole("link", { name: "Grace" }).click();
    await page.getByText("Amazing").waitFor();
    await page.getByRole("button", { name: "Add a number" }).click();
    await page.getByRole("textbox", { name: "Number 1", exact: true }).fill("030 901820");
    await page.getByRole("textbox", { name: "Label of Number 1" }).fill("mobile");
    await page.getByText("What an hour costs").click();
    await page.getByRole("textbox", { name: "Price of an hour" }).fill("80");
    await axe();
    await page.getByRole("button", { name: "Save" }).click();
    // The button can be pressed no more as soon as it was.
    await eventually(async () => {
      const { phones, hourlyRateCents } = await unwrap(
        life.people.contacts.get({ params: { path: { contactId: grace.id } } }),
      );
      expect(phones).toEqual([{ value: "030 901820", label: "mobile" }]);
      expect(hourlyRateCents).toBe(8_000);
    });
  });
});
