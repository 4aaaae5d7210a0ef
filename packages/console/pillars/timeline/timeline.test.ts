import { describe, expect } from "vitest";
import { browse, browseAlways } from "#testing/browser";

describe("The timeline", () => {
  browseAlways(
    "tells of an area, goes back to a day, shows what happens meanwhile, and tells hostile text as text",
    async ({ page, open, life }) => {
      const hostile = '<img src=x onerror="alert(1)"> \u202eright to left';
      await life.work.tasks.create({ body: { title: hostile } });
      await open("timeline");
      const rows = page.getByRole("grid", { name: "What happened" }).getByRole("row");
      await rows.filter({ hasText: "You noted" }).filter({ hasText: "<img src=x onerror" }).waitFor();
      await rows.filter({ hasText: "Your life here began" }).waitFor();

      await page.getByRole("button", { name: "Work", exact: true }).click();
      await expect.poll(() => rows.count()).toBe(1);
      await life.work.tasks.create({ body: { title: "Water the plants" } });
      await page.getByRole("button", { name: "1 new" }).click();
      await rows.filter({ hasText: "Water the plants" }).waitFor();

      await page.getByLabel("Back to a day").fill("1 Jan 2020");
      await page.getByText("Nothing of this happened.").waitFor();
      await page.getByRole("button", { name: "Show everything" }).click();
      await rows.filter({ hasText: "Your life here began" }).waitFor();
    },
  );

  browse("says what a change changed, and who made it", async ({ page, open, life }) => {
    const { data: task } = await life.work.tasks.create({ body: { title: "Call Ada" } });
    await life.work.tasks.update({ params: { path: { taskId: task!.id } }, body: { title: "Call Ada Lovelace" } });
    await open("timeline");
    const row = page.getByRole("row", { name: /changed/ });
    await row.focus();
    await page.keyboard.press("Enter");
    const facts = page.locator(".story-facts");
    await facts.getByText("title, was: Call Ada").waitFor();
    await facts.getByText("by you").waitFor();
    await facts.getByRole("link", { name: "Call Ada Lovelace" }).waitFor();
  });
});
