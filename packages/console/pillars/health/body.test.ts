import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const DAY_MS = 86_400_000;

describe("The body", () => {
  browse(
    "is measured, goes somewhere, and has a goal that says when it is there",
    async ({ page, open, life, axe }) => {
      const now = await life.health.weeklySummary.get({});
      const today = Date.parse(now.data!.from) + now.data!.daysOver * DAY_MS;
      const back = (days: number) => new Date(today - days * DAY_MS).toISOString().slice(0, 10);

      await open("health/body");
      await page.getByText("Nothing says anything of: Weight.").waitFor();
      await axe();
      for (let days = 20; days > 0; days--)
        await life.health.measurements.create({
          body: {
            type: "weight",
            unit: "kg",
            date: back(days),
            value: 80 + days * 0.1 + (days % 2 ? 0.15 : -0.15),
          },
        });
      await page.getByRole("button", { name: "Add a measurement" }).first().click();
      const sheet = page.getByRole("dialog");
      await sheet.getByLabel("Value").fill("176");
      await sheet.getByLabel("Unit").selectOption("lb");
      await sheet.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByText("It goes down.").waitFor();
      await page.getByRole("group", { name: /Weight went from/ }).waitFor();

      await page.getByRole("button", { name: "Set a goal" }).click();
      await sheet.getByLabel("Goal").fill("78");
      await sheet.getByRole("button", { name: "Set a goal" }).click();
      await page.getByRole("row", { name: /Down to 78 kg/ }).waitFor();
      await page.getByText("On course").waitFor();
      await axe();

      const { data } = (await life.health.measurementGoals.list({})).data!;
      expect(data).toMatchObject([{ type: "weight", direction: "decrease", targetValue: 78, unit: "kg" }]);
      const noted = (await life.health.measurements.list({ params: { query: { sort: "-date", limit: 1 } } })).data!;
      expect(noted.data).toMatchObject([{ value: 176, unit: "lb", date: back(0) }]);
    },
  );
});
