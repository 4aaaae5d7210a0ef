import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const DAY_MS = 86_400_000;

describe("Readings and nights", () => {
  browse(
    "of a phone and a watch show by day, closer by dragging, beside each other and in the order of their sources",
    async ({ page, open, life, axe, settled }) => {
      await open("health/series");
      await page.getByText("There are no readings of it in this time.").waitFor();
      await axe();

      const now = Date.parse((await life.health.weeklySummary.get({})).data!.from) + 12 * 3_600_000;
      const sample = (days: number, metricType: "steps" | "heart_rate", value: number, source: string) => ({
        metricType,
        value,
        source,
        measuredAt: new Date(now - days * DAY_MS).toISOString(),
      });
      const samples = Array.from({ length: 12 }, (_, at) => at + 1).flatMap((days) => [
        sample(days, "steps", 1_000 * days, "Robin's Phone"),
        sample(days, "steps", 1_100 * days, "Robin's Watch"),
        sample(days, "heart_rate", 60 + days, "Robin's Watch"),
      ]);
      await life.health.metrics.batch({ body: { samples } });

      await open("health/series");
      await page.getByRole("group", { name: /Steps: 7,150 in the mean of 12 values by day/ }).waitFor();
      await page.getByLabel("Compare with").selectOption("heart_rate");
      await page.getByRole("group", { name: /Heart rate: 66.5\/min in the mean of 12 values by day/ }).waitFor();
      await axe();

      const rows = page.getByRole("grid", { name: "Sources" }).getByRole("row");
      await expect
        .poll(() => rows.allInnerTexts())
        .toEqual([expect.stringContaining("Watch"), expect.stringContaining("Phone")]);
      await settled();
      await rows.first().press("Alt+ArrowDown");
      await page.getByText("The order of your sources is saved; the days are counted anew.").waitFor();
      await page.getByRole("group", { name: /Steps: 6,500 in the mean of 12 values/ }).waitFor();
      const { orders } = (await life.health.metricSources.list({})).data!;
      expect(orders).toMatchObject([{ metricType: "steps", sources: ["Robin's Phone", "Robin's Watch"] }]);

      // What is still to come would move the chart from below the mouse.
      await settled();
      const plot = (await page.locator(".series .u-over").first().boundingBox())!;
      await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 40);
      await page.mouse.down();
      await page.mouse.move(plot.x + plot.width * 0.6, plot.y + 40, { steps: 4 });
      await page.mouse.up();
      await page.getByText("by hour", { exact: true }).waitFor();
      // How often depends on how far the drag went, which on a busy machine is less than was asked.
      const byDay = page.getByText("by day", { exact: true });
      await expect
        .poll(async () => {
          await settled();
          if (await byDay.count()) return true;
          await page.getByRole("button", { name: "Zoom out" }).click();
          return false;
        })
        .toBe(true);
    },
  );

  browse("of sleep are bars by stage, with their local times and what is usual", async ({ page, open, life, axe }) => {
    await open("health/sleep");
    await page.getByText("No night of this time is known.").waitFor();
    const { from, timezone } = (await life.health.weeklySummary.get({})).data!;
    const at = (days: number, hour: number) =>
      new Date(Date.parse(from) - days * DAY_MS + hour * 3_600_000).toISOString();
    const stage = (days: number, name: "deep" | "light" | "awake", begin: number, end: number) => ({
      metricType: "sleep" as const,
      stage: name,
      source: "Robin's Watch",
      measuredAt: at(days, begin),
      endedAt: at(days, end),
    });
    const samples = [1, 2, 3].flatMap((days) => [
      stage(days, "light", -2, 1),
      stage(days, "awake", 1, 1.5),
      stage(days, "deep", 1.5, 5.5),
    ]);
    await life.health.metrics.batch({ body: { samples } });
    await open("health/sleep");
    await page.getByRole("group", { name: /7 hrs of sleep in the mean of 3 nights/ }).waitFor();
    const table = page.getByRole("table", { name: "Nights" });
    await expect.poll(() => table.getByRole("row").count()).toBe(4);
    expect(timezone).not.toBe("");
    await axe();
  });
});
