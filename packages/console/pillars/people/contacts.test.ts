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

describe("people", () => {
  browse(
    "who are neglected are there, and are in touch again with one press, which can be taken back",
    async ({ page, open, life, axe }) => {
      const made = await unwrap(
        life.people.contacts.create({
          body: {
            name: "Grace",
            keepInTouchDays: 1,
            phones: [{ value: "030 901820" }],
            emails: [{ value: "grace@example.com" }],
          },
        }),
      );
      const path = { contactId: made.id };
      await unwrap(
        life.people.interactions.create({
          params: { path },
          body: { channel: "call", occurredAt: "2020-01-02T10:00:00Z" },
        }),
      );
      await open("people/nudges");
      await page.getByRole("link", { name: "Grace", exact: true }).waitFor();
      expect(await page.getByRole("link", { name: "Call Grace" }).getAttribute("href")).toBe("tel:030901820");
      expect(await page.getByRole("link", { name: "Write to Grace" }).getAttribute("href")).toBe(
        "mailto:grace@example.com",
      );
      await axe();
      await page.getByRole("button", { name: "Log contact with Grace" }).click();
      await page.getByText("Nobody waits.").waitFor();
      const interactions = async () =>
        (await unwrap(life.people.interactions.list({ params: { path } }))).data.map(({ channel }) => channel);
      expect(await interactions()).toEqual(["call", "call"]);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("link", { name: "Grace", exact: true }).waitFor();
      expect(await interactions()).toEqual(["call"]);
    },
  );

  browse("are related, have dates and owe each other something", async ({ page, open, life, axe }) => {
    const [ada, byron] = await Promise.all(
      ["Ada", "Byron"].map((name) => unwrap(life.people.contacts.create({ body: { name } }))),
    );
    await open(`people/contacts/${ada!.id}`);
    await page.getByRole("combobox", { name: "What they are", exact: true }).selectOption("parent");
    await page.getByRole("combobox", { name: "Who", exact: true }).fill("Byr");
    await page.getByRole("option", { name: "Byron" }).click();
    await page.getByRole("link", { name: "Byron" }).waitFor();
    const relations = await unwrap(life.people.relations.list({ params: { path: { contactId: byron!.id } } }));
    expect(relations.data).toMatchObject([{ name: "Ada", kind: "child" }]);

    await page.getByRole("button", { name: "Add a date" }).click();
    await page.getByRole("textbox", { name: "What it is" }).fill("Wedding");
    await page.getByRole("textbox", { name: "Day", exact: true }).fill("--06-20");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("20 June · reminded on the day").or(page.getByText("June 20 · reminded on the day")).waitFor();

    await page.getByRole("button", { name: "Add one" }).click();
    await page.getByRole("combobox", { name: "What went across" }).selectOption("loan");
    await page.getByRole("combobox", { name: "Whose it was" }).selectOption("outbound");
    await page.getByRole("textbox", { name: "Amount" }).fill("20");
    await page.getByRole("textbox", { name: "Currency", exact: true }).fill("EUR");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText(/Ada owes you €20/).waitFor();
    await axe();
  });
});
