import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";

describe("Habits", () => {
  browse("are begun, checked off, said in part of another day, and deleted, and each comes back", async (browsing) => {
    const { page, open, life, axe } = browsing;
    await open("rhythm/habits?add=yes");
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Read");
    await sheet.getByLabel("How often").selectOption({ label: "So many times a week" });
    await sheet.getByLabel("Times a week").fill("5");
    await sheet.getByLabel("How much a day").fill("20");
    await sheet.getByLabel("Counted in").fill("pages");
    await sheet.getByRole("button", { name: "Add a habit" }).click();
    const row = page.getByRole("row", { name: /Read/ });
    await row.getByText("5 times a week · 20 pages").waitFor();
    const habit = async () => (await unwrap(life.rhythm.habits.list())).data[0]!;
    expect(await habit()).toMatchObject({ frequencyConfig: { timesPerWeek: 5 }, targetPerDay: 20 });

    const { id } = await habit();
    const said = async () =>
      (await unwrap(life.rhythm.habits.checkIns({ params: { path: { habitId: id } } }))).data.map(
        ({ status, amount }) => [status, amount],
      );
    await row.focus();
    await page.keyboard.press("Space");
    // A week that has begun already asks for a part of them.
    await row.getByText(/· 1 of [1-5] this week/).waitFor();
    await expect.poll(said).toEqual([["done", null]]);
    await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
    await row.focus();
    await page.keyboard.press("z");
    await row.getByText(/· 0 of [1-5] this week/).waitFor();
    await expect.poll(said).toEqual([]);

    await page.getByRole("button", { name: "The day before" }).click();
    await row.getByRole("button", { name: "Actions for Read" }).click();
    await page.getByRole("menuitem", { name: "How much, a note …" }).click();
    await sheet.getByText("In part").click();
    await sheet.getByLabel("How much").fill("8");
    await sheet.getByRole("button", { name: "Save" }).click();
    await row.getByText("8 of 20 pages").waitFor();
    await expect.poll(said).toEqual([["partial", 8]]);
    await row.getByRole("button", { name: "Actions for Read" }).click();
    await page.getByRole("menuitem", { name: "Skip" }).click();
    await row.getByText("skipped").waitFor();
    expect(await axe()).toEqual([]);

    await row.focus();
    await page.keyboard.press("Shift+Delete");
    await page.getByText("Deleted: Read").waitFor();
    await row.waitFor({ state: "detached" });
    await page.keyboard.press("z");
    await row.waitFor();
  });

  browse("say what became of a year, and are asked for otherwise from today on", async ({ page, open, life, axe }) => {
    const { id } = await habitOf(life, { name: "Run", startsOn: daysAgo(9) });
    for (const ago of [1, 2, 4]) await checkIn(life, id, { date: daysAgo(ago), status: "done" });
    await open(`rhythm/habits/${id}`);
    await page.getByText(/^Best day: /).waitFor();
    const table = page.getByRole("region", { name: "The year" });
    await table.getByText("Show the values as a table").click();
    await table.getByRole("cell", { name: "done", exact: true }).first().waitFor();
    await page.getByLabel("How often").selectOption({ label: "Every so many days" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("every 2 days").first().waitFor();
    const asked = page.getByRole("region", { name: "What it asked for" });
    await asked.getByText("daily").waitFor();
    await asked.getByText("every 2 days").waitFor();

    const days = page.getByRole("region", { name: "What was said" });
    await days.getByRole("button", { name: "Say something of a day" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Day", { exact: true }).fill(daysAgo(6));
    await sheet.getByLabel("Note").fill("<b>in the rain</b>");
    await sheet.getByRole("button", { name: "Save" }).click();
    await days.getByText("<b>in the rain</b>").waitFor();
    expect(await axe()).toEqual([]);

    await page.getByRole("button", { name: "Actions for Run" }).click();
    await page.getByRole("menuitem", { name: "Pause" }).click();
    await expect
      .poll(async () => (await unwrap(life.rhythm.habits.get({ params: { path: { habitId: id } } }))).isActive)
      .toBe(false);
    await page.getByRole("button", { name: "Actions for Run" }).click();
    await page.getByRole("menuitem", { name: /^Delete/ }).click();
    await page.getByText("Nothing is to be kept up yet.").waitFor();
    await page.getByText("Deleted: Run").waitFor();
    await page.keyboard.press("z");
    await page.getByRole("row", { name: /Run/ }).waitFor();
  });
});

describe("Focus", () => {
  browse(
    "runs one timer of a task, which pauses, counts interruptions and ends, here and on Today",
    async (browsing) => {
      const { page, open, life, axe } = browsing;
      const task = await unwrap(life.work.tasks.create({ body: { title: "Translate the letter" } }));
      await open(`rhythm/focus?task=${task.id}`);
      await page.getByRole("link", { name: "Translate the letter" }).waitFor();
      await page.getByRole("button", { name: "Start 25 minutes" }).click();
      await page
        .getByRole("timer")
        .getByText(/^2[45]:\d\d$/)
        .waitFor();
      await page.getByRole("button", { name: "I was interrupted" }).click();
      await page.getByText("interrupted once").first().waitFor();
      await page.getByRole("button", { name: "Pause", exact: true }).click();
      await page.getByRole("button", { name: "Go on" }).waitFor();
      expect(await axe()).toEqual([]);

      await open("today");
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
      await page.getByRole("button", { name: "Done", exact: true }).click();
      await page.getByRole("timer").waitFor({ state: "detached" });
      const sessions = async () => (await unwrap(life.rhythm.focusSessions.list())).data;
      await expect.poll(async () => (await sessions())[0]?.status).toBe("completed");
      expect((await sessions())[0]).toMatchObject({ taskId: task.id, interruptions: 1 });
    },
  );

  browse("earns what the page of streaks tells, with the event that earned it", async ({ page, open, life }) => {
    const { id } = await unwrap(life.rhythm.focusSessions.start({ body: { plannedMinutes: 5 } }));
    await unwrap(life.rhythm.focusSessions.end({ params: { path: { focusSessionId: id } } }));
    await expect.poll(async () => (await unwrap(life.rhythm.achievements.list())).data.length).toBe(1);
    await open("rhythm/streaks");
    await page
      .getByRole("row", { name: /Days with a focus session/ })
      .getByText("one day")
      .waitFor();
    await page.getByText("the first session").waitFor();
    await page.getByRole("link", { name: "How it was earned" }).click();
    await page.getByText("A focus session was completed").first().waitFor();
  });
});

describe("A habit that was changed elsewhere, too", () => {
  browse("is asked about in words, and how often it is due is one question", async ({ page, open, life, settled }) => {
    const { id: habitId } = await habitOf(life, { name: "Walk" });
    const params = { path: { habitId } };
    await open(`rhythm/habits/${habitId}`);
    await settled();
    await page.getByLabel("How often").selectOption({ label: "Every so many days" });
    const frequencyConfig = { daysOfWeek: [1, 4] };
    await unwrap(life.rhythm.habits.update({ params, body: { frequency: "weekly", frequencyConfig } }));
    await page.getByRole("button", { name: "Save" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("every 2 days").waitFor();
    await expect.poll(() => sheet.getByRole("group").count()).toBe(1);
    await sheet.getByRole("radio", { name: /on Monday and Thursday/ }).check();
    await sheet.getByRole("button", { name: "Save what I chose" }).click();
    await sheet.waitFor({ state: "detached" });
    await expect
      .poll(() => unwrap(life.rhythm.habits.get({ params })))
      .toMatchObject({ frequency: "weekly", frequencyConfig });
  });
});

const habitOf = (life: Life, body: { name: string; startsOn?: string }) => unwrap(life.rhythm.habits.create({ body }));

const checkIn = (life: Life, habitId: string, body: { date: string; status: "done" }) =>
  unwrap(life.rhythm.habits.checkIn({ params: { path: { habitId } }, body }));

/** In UTC, which is the zone of a new person. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
