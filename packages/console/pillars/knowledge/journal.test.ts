import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("The journal", () => {
  browse("is begun with a mood, kept as it is written, and shows its days", async ({ page, open, life, axe }) => {
    await open("knowledge/journal-entries");
    await page.getByRole("heading", { name: "What was today?" }).waitFor();
    await page.getByText("There is nothing in your journal yet.").waitFor();
    await axe();
    await page.getByText("Well", { exact: true }).click();
    await page.getByRole("row", { name: /Only how it was/ }).waitFor({ timeout: 90_000 });
    await page.getByRole("textbox", { name: "Your entry" }).fill("The first asparagus.");
    await page.getByRole("status").getByText("Saved", { exact: true }).waitFor();
    const [entry] = (await life.knowledge.journalEntries.list({})).data!.data;
    expect(entry).toMatchObject({ mood: 4, content: "The first asparagus." });
    // What is written on another device is seen here, and what is written here afterwards is kept as one entry.
    await page.getByRole("textbox", { name: "Your entry" }).press("End");
    await page.getByRole("textbox", { name: "Your entry" }).pressSequentially(" And sun.");
    await page.getByRole("textbox", { name: "Your entry" }).blur();
    await page.getByRole("row", { name: /And sun\./ }).waitFor();
    // It is shown before it is saved.
    await expect
      .poll(async () => (await life.knowledge.journalEntries.list({})).data!.data)
      .toMatchObject([{ id: entry!.id, content: "The first asparagus. And sun.", mood: 4 }]);

    const lastYear = String(Number(entry!.entryDate.slice(0, 4)) - 1) + entry!.entryDate.slice(4);
    await life.knowledge.journalEntries.create({ body: { content: "A year before.", entryDate: lastYear } });
    await open("knowledge/journal-entries");
    await page.getByRole("heading", { name: "On this day" }).waitFor();
    await page.getByText("A year ago").waitFor();
    await axe();
    await page.getByRole("row", { name: /A year before/ }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Mood").selectOption("5");
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: /A year before.*Very well/ }).waitFor();
  });
});
