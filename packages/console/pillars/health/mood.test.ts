import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("Moods and the week", () => {
  browse(
    "are noted with one press, and show in the week beside what else is known",
    async ({ page, open, life, axe }) => {
      await open("health/week");
      await page.getByText("Nothing is known of this week, nor of the four before.").waitFor();
      await axe();

      await open("health/mood");
      await page.getByText("Nothing is noted in this time.").waitFor();
      await page.getByText("Well", { exact: true }).click();
      await page.getByRole("textbox", { name: "Note" }).fill("Slept in");
      await page.getByRole("button", { name: "Note it" }).click();
      await page.getByRole("row", { name: /Well/ }).waitFor();
      await page.getByRole("group", { name: /Mood: 4 of 5 in the mean, 1 entry/ }).waitFor();
      await axe();

      await page.getByLabel("What to show").selectOption("reaction_time_ms");
      await page.getByRole("button", { name: "Add a result" }).click();
      await page.getByRole("dialog").getByLabel("Result").fill("231");
      await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("row", { name: /231 ms/ }).waitFor();

      await open("health/week");
      await page.getByRole("table", { name: "Figures of the week" }).getByText("Mood").waitFor();
      await page.getByRole("group", { name: /Mood: 4, from 1 day/ }).waitFor();
      await axe();
      await page.getByRole("button", { name: "The week before" }).click();
      await page.getByText("The whole week.").waitFor();

      const { data } = (await life.health.brainLogs.list({})).data!;
      expect(data).toMatchObject([{ value: 231 }, { value: 4, note: "Slept in" }]);
    },
  );
});
