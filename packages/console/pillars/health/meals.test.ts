import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("Meals", () => {
  browse(
    "come from a sentence, are corrected before they are saved, and add up against the targets",
    async ({ page, open, life, axe }) => {
      await open("health/meals");
      await page.getByRole("button", { name: "Set a target" }).click();
      await page.getByLabel("What of").selectOption({ label: "Protein" });
      await page.getByLabel("At least").fill("90");
      await page.getByRole("dialog").getByRole("button", { name: "Set a target" }).click();
      await page.getByRole("row", { name: /Protein.*at least 90 g/ }).waitFor();
      expect(await axe()).toEqual([]);
      await page.getByRole("button", { name: "Add a meal" }).first().click();
      await page.getByLabel("What did you eat?").fill("2 eggs, 100 g bread and a Döner");
      await page.getByRole("button", { name: "Estimate" }).click();
      await page.getByText("Döner · Not counted").waitFor();
      await page.getByText("The table of foods has nothing of that name. What is it?").waitFor();
      await page.getByLabel("Grams of egg").fill("120");
      // Another food for one line; what was said of the others stays, and it is remembered.
      const bread = page.getByRole("group", { name: "Instead of 100 g bread" }).getByRole("button").first();
      const other = (await bread.textContent())!.replace("It is ", "");
      await bread.click();
      await page.getByText(`${other} is remembered for what you write next.`).waitFor();
      await page.getByLabel(`Grams of ${other}`, { exact: true }).waitFor();
      expect(await page.getByLabel("Grams of egg").inputValue()).toBe("120");
      await axe();
      await page.getByRole("button", { name: "Save the meal" }).click();
      await page.getByRole("row", { name: /2 eggs, 100 g bread and a Döner/ }).waitFor();
      await page.getByText("at least 90 g · too little").waitFor();
      await page.getByRole("button", { name: "Set a target" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });

      const { data } = (await life.health.meals.list({})).data!;
      expect(data).toMatchObject([
        {
          items: [{ name: "egg", grams: 120 }, { name: other, grams: 100 }, { grams: null }],
          estimate: { from: "text" },
        },
      ]);
    },
  );
});
