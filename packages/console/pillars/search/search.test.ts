import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("The search over everything", () => {
  browse(
    "shows what says what is typed, of all areas or one, with its words marked, and opens it",
    async ({ page, open, life, axe }) => {
      const { data: task } = await life.work.tasks.create({
        body: { title: "Call the plumber", description: "He wants the receipts of the <b>boiler</b>." },
      });
      await life.work.todoLists.create({ body: { name: "Receipts to scan" } });
      await life.calendar.events.create({
        body: {
          title: "Tax",
          description: "Bring receipts",
          startAt: "2026-05-01T10:00:00Z",
          endAt: "2026-05-01T11:00:00Z",
        },
      });
      // What has just been written is read in a moment later.
      const ofApi = async () =>
        (await life.knowledge.search.find({ params: { query: { q: "receit" } } })).data?.data.length;
      await expect.poll(ofApi).toBe(3);
      await open("search");
      const field = page.getByRole("searchbox", { name: "Search everything" });
      const hits = page.getByRole("list", { name: "What was found" }).getByRole("listitem");
      await field.fill("receit");
      await expect.poll(() => hits.count()).toBe(3);
      await hits.filter({ hasText: "plumber" }).locator("mark", { hasText: "receipts" }).waitFor();
      await hits.filter({ hasText: "<b>boiler</b>" }).waitFor();
      await axe();

      await page.getByRole("button", { name: "Calendar 1" }).click();
      await expect.poll(() => hits.count()).toBe(1);
      await page.getByRole("button", { name: "All", exact: true }).click();
      await expect.poll(() => hits.count()).toBe(3);

      await field.fill("plumber");
      await expect.poll(() => hits.count()).toBe(1);
      await field.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/work/tasks/${task!.id}`);

      await page.keyboard.press("/");
      await page.getByRole("group", { name: "Searched before" }).getByRole("option", { name: "plumber" }).waitFor();
      await page.getByRole("dialog").getByRole("combobox").fill("boiler");
      const said = page.getByRole("group", { name: "In what they say" }).getByRole("option");
      await said.filter({ hasText: "Call the plumber" }).waitFor();
      await page.getByRole("option", { name: "Search everything for “boiler”" }).click();
      await page.waitForURL("**/search?q=boiler");
      await expect.poll(() => hits.count()).toBe(1);
      await field.fill("zeppelin");
      await page.getByText("Nothing says “zeppelin”.").waitFor();
    },
  );
});
