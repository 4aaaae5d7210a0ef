import { describe, expect } from "vitest";
import { browse, browseAlways } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("Operations", () => {
  browseAlways(
    "redrives the dead letters of one cause, says what came of it, and shows hostile text as text",
    async ({ page, open, life }) => {
      const letters = async (status: "open" | "redriven") =>
        (await life.admin.deadLetters.list({ params: { query: { status, source: "outbox" } } })).data!.data.length;
      await open("operations/dead-letters");
      const cause = page.getByRole("row", { name: /the bus did not take <img src=x onerror/ }).first();
      const before = await letters("open");
      await cause.getByRole("button", { name: /^Redrive/ }).click();
      await page.getByRole("region", { name: "Redriving dead letters" }).getByText("100%").waitFor();
      await eventually(async () => expect(await letters("open")).toBe(0));
      expect(await letters("redriven")).toBeGreaterThanOrEqual(before);
      await page.getByText("the bus did not take").first().waitFor({ state: "detached" });

      // Of a consumer that is gone, each says why it stays.
      await page.getByRole("button", { name: "Redrive all 9" }).click();
      await page.getByText("9 stay open").click();
      await page
        .getByText(/There is no consumer finance.budgetCheck any more/)
        .first()
        .waitFor();
    },
    { as: "administrator" },
  );

  browseAlways(
    "replays a run and lands on the new one",
    async ({ page, open }) => {
      // Other tests may have had many runs since, and some of theirs are still running.
      await open("operations/workflow-runs?workflow=cortex.postWorkoutCheckIn&show=completed");
      await page.getByRole("link", { name: "cortex.postWorkoutCheckIn" }).first().click();
      await page.getByRole("heading", { name: "cortex.postWorkoutCheckIn" }).waitFor();
      const before = page.url();
      await page.getByRole("button", { name: "Replay", exact: true }).click();
      await page.getByText("A new run has started. This is it.").waitFor();
      expect(page.url()).not.toBe(before);
      expect(page.url()).toContain("/operations/workflow-runs/");
      await page.getByText("Replay of").waitFor();
    },
    { as: "administrator" },
  );

  browse("is neither seen nor opened by those who do not administer", async ({ page, open }) => {
    await open("operations/users");
    await page.getByRole("heading", { name: "This page is for administrators." }).waitFor();
    await page.getByRole("link", { name: "Tasks" }).first().waitFor();
    expect(await page.getByRole("link", { name: "Operations" }).count()).toBe(0);
  });
});
