import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";

const DAY = "2031-03-04";
const PAGE = `calendar/daily-plans?day=${DAY}`;

async function aDay(life: Life): Promise<void> {
  await unwrap(life.identity.me.update({ body: { timezone: "UTC" } }));
  await unwrap(
    life.calendar.events.create({
      body: { title: "Choir", startAt: `${DAY}T09:00:00Z`, endAt: `${DAY}T10:00:00Z`, timezone: "UTC" },
    }),
  );
  await unwrap(
    life.work.tasks.create({ body: { title: "Report", estimatedMinutes: 60, dueDate: DAY, priority: "high" } }),
  );
  await unwrap(life.work.tasks.create({ body: { title: "Cupboard", estimatedMinutes: 60, status: "blocked" } }));
}
const blocksOf = async (life: Life) =>
  (await unwrap(life.calendar.timeBlocks.list({ params: { query: { date: DAY } } }))).data.map(
    ({ title, startAt }) => `${title} ${startAt.slice(11, 16)}`,
  );

describe("Plan my day", () => {
  browse("proposes a day, moves a piece by keys, and accepts it", async ({ page, open, life, axe, settled }) => {
    await aDay(life);
    await open(PAGE);
    await page.getByRole("button", { name: "Plan it" }).click();
    const day = page.getByRole("region", { name: /4 March/ });
    const report = day.getByRole("button", { name: /Report/ });
    await report.waitFor();
    await page.getByText("It is due on this day.").waitFor();
    await page.getByText("You marked it as blocked.").waitFor();
    await settled();
    expect(await axe()).toEqual([]);
    expect(await blocksOf(life)).toEqual([]);

    await report.focus();
    await page.keyboard.down("Alt");
    for (let n = 0; n < 4; n++) await page.keyboard.press("ArrowDown");
    await page.keyboard.up("Alt");
    await page.getByText("You put it here.").waitFor();
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("button", { name: "Accept" }).waitFor({ state: "detached" });
    const [block] = await blocksOf(life);
    expect(block).toMatch(/^Report 1\d:15$/);
  });

  browse(
    "says that a plan is stale and plans again, leaves something out, and shows seven days, on a phone",
    async ({ page, open, life, axe, settled }) => {
      await aDay(life);
      await open(PAGE);
      await page.getByRole("button", { name: "Plan it" }).click();
      await page.getByRole("button", { name: "Accept" }).waitFor();
      await unwrap(life.work.tasks.create({ body: { title: "Letter", estimatedMinutes: 30 } }));
      await page.getByRole("button", { name: "Accept" }).click();
      const alert = page.getByRole("alert").filter({ hasText: "have changed since this plan was made" });
      await alert.waitFor();
      await alert.getByRole("button", { name: "Plan again" }).click();
      await page.getByRole("button", { name: "Leave out Letter" }).click();
      await page.getByText("You left it out of this plan.").waitFor();
      await settled();
      expect(await axe()).toEqual([]);
      await page.getByRole("tab", { name: "Seven days" }).click();
      await page.getByRole("button", { name: /Plan (it|again)/ }).click();
      await page.getByRole("button", { name: "Accept" }).click();
      await page.getByRole("button", { name: "Accept" }).waitFor({ state: "detached" });
      expect((await blocksOf(life)).length).toBeGreaterThan(0);
    },
    { size: "phone" },
  );
});
