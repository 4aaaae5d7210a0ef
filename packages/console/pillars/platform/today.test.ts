import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse, browseAlways } from "#testing/browser";
import { haveLunch } from "#testing/lunch";

describe("Today", () => {
  browseAlways(
    "asks what the story of a lunch leads to, takes the answer, and draws every event that led to it",
    async ({ page, open, life }) => {
      const { eventId } = await haveLunch(life);
      await open("today");
      await page.getByText("One question waits for you").waitFor();
      await page.getByRole("link", { name: "Why am I asked?" }).waitFor();
      await page.getByRole("button", { name: "4 good" }).click();
      await page.getByText("Answered: 4").waitFor();
      const moods = { params: { query: { metricName: "mood_score" as const } } };
      await expect.poll(async () => (await unwrap(life.health.brainLogs.list(moods))).data[0]?.value).toBe(4);

      const told = await typesOf(life, eventId);
      expect(told).toEqual(expect.arrayContaining(CHAIN));
      await open(`timeline?event=${eventId}`);
      await page.getByText("List", { exact: true }).click();
      const bookkeeping = page.getByRole("button", { name: /bookkeeping/ });
      const steps = page.getByRole("list", { name: /in the end/ }).getByRole("button");
      await steps.first().waitFor();
      if (await bookkeeping.isVisible()) await bookkeeping.click();
      await expect.poll(() => steps.count()).toBe(told.length);
      const drawn: string[] = [];
      for (const step of await steps.all()) {
        await step.click();
        await step.and(page.locator("[aria-pressed=true]")).waitFor();
        drawn.push((await page.locator(".story-facts code").textContent())!);
      }
      expect(drawn.sort()).toEqual(told.sort());
    },
  );

  browseAlways("is where somebody arrives who signs in by one click", async ({ page, context }) => {
    await context.clearCookies();
    await page.goto("/console/");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "The demo person" }).click();
    await page.getByRole("heading", { name: "The day" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/console/today");
  });

  browse("has the day in one stream, says until when one is free, and checks a habit off in it", async (browsing) => {
    const { page, open, life, axe, context } = browsing;
    // By the real clock, which the page, the cloud and the database share: where the person is, it is between eight and nine.
    const { zone, at } = whereItIsEight(new Date());
    await life.identity.me.update({ body: { timezone: zone } });
    await unwrap(
      life.calendar.events.create({
        body: { title: "Dentist", startAt: at("11:00"), endAt: at("12:00"), timezone: zone },
      }),
    );
    await unwrap(
      life.calendar.timeBlocks.create({ body: { title: "Write", startAt: at("13:00"), endAt: at("14:00") } }),
    );
    const { id } = await unwrap(life.rhythm.habits.create({ body: { name: "Stretch", remindAt: "09:45" } }));
    await open("today");
    await page.getByText("Free until 11:00.").waitFor();
    const titles = page.getByRole("listitem").filter({ hasText: /Stretch|Dentist|Free|Write/ });
    await expect
      .poll(async () => (await titles.allTextContents()).map((text) => /Stretch|Dentist|Free|Write/.exec(text)?.[0]))
      .toEqual(["Stretch", "Dentist", "Free", "Write"]);
    expect(await axe()).toEqual([]);

    await page.getByRole("checkbox", { name: "Done: Stretch" }).check();
    const path = { habitId: id };
    const said = async () => (await unwrap(life.rhythm.habits.checkIns({ params: { path } }))).data;
    await expect.poll(async () => (await said()).map(({ status }) => status)).toEqual(["done"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(said).toEqual([]);
    await expect.poll(() => page.getByRole("checkbox", { name: "Done: Stretch" }).isChecked()).toBe(false);
    await page.getByRole("button", { name: "Actions for Stretch" }).click();
    await page.getByRole("menuitem", { name: "Skip" }).click();
    await page.getByText("skipped", { exact: true }).waitFor();

    await context.setOffline(true);
    await page.getByRole("checkbox", { name: "Done: Stretch" }).check();
    await page.getByText("No connection. Your change waits").waitFor();
    await expect.poll(() => page.getByRole("checkbox", { name: "Done: Stretch" }).isChecked()).toBe(true);
    await context.setOffline(false);
    await expect.poll(async () => (await said()).map(({ status }) => status)).toEqual(["done"]);
  });

  browse("asks for nothing twice in another zone, and again what happened while it was opened", async (browsing) => {
    const { page, open, life } = browsing;
    // The browser is in Berlin. In this zone it is the same day.
    const hour = new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" }).slice(0, 2);
    await life.identity.me.update({ body: { timezone: Number(hour) < 12 ? "Asia/Dubai" : "Atlantic/Azores" } });
    await unwrap(life.health.meals.create({ body: { name: "Soup", eatenAt: new Date().toISOString() } }));
    let happened = new Date(Date.now() - 30_000);
    await page.route("**/v1/platform/events?*", async (route) => {
      const response = await route.fetch();
      const { data, ...rest } = (await response.json()) as { data: object[] };
      await route.fulfill({
        response,
        json: { ...rest, data: data.map((event) => ({ ...event, createdAt: happened.toISOString() })) },
      });
    });
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/v1/")) asked.push(pathname.slice("/v1/".length));
    });
    const times = (path: string) => asked.filter((one) => one === path).length;
    // What comes by the stream is shown after what happened before.
    const seeing = async (title: string, shown: string) => {
      asked.length = 0;
      const caughtUp = page.waitForResponse(/\/events\?/);
      await open("today");
      await page.getByText("Soup").waitFor();
      await caughtUp;
      await unwrap(life.work.tasks.create({ body: { title, dueDate: dayOf(new Date()) } }));
      await page.getByText(shown).first().waitFor();
    };
    await seeing("Sweep", "Sweep");
    expect(["identity/me", "identity/settings", "health/meals", "platform/notifications"].map(times)).toEqual([
      1, 1, 1, 1,
    ]);

    happened = new Date(Date.now() + 60_000);
    await seeing("Dust", "1 new");
    await expect.poll(() => asked.filter((one) => one.startsWith("health/meals/")).length).toBe(1);
  });

  browse("says what is due, and checks it off", async ({ page, open, life }) => {
    await page.clock.setFixedTime(new Date());
    const day = new Date().toLocaleDateString("en-CA", { timeZone: "UTC" });
    await life.identity.me.update({ body: { timezone: "UTC" } });
    const { data: task } = await life.work.tasks.create({ body: { title: "Pay the rent", dueDate: day } });
    await open("today");
    await page.getByText("One thing is due.").waitFor();
    await page.getByRole("checkbox", { name: "Done: Pay the rent" }).check();
    await page.getByText("Nothing asks, and nothing is due.").waitFor();
    const read = () => life.work.tasks.get({ params: { path: { taskId: task!.id } } });
    await expect.poll(async () => (await read()).data!.status).toBe("completed");
    await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
    await page.getByRole("row", { name: /Pay the rent/ }).focus();
    await page.keyboard.press("z");
    await expect.poll(async () => (await read()).data!.status).not.toBe("completed");
  });
});

/** As the clocks of the browser have it. */
const dayOf = (at: Date) => at.toLocaleDateString("en-CA", { timeZone: "Europe/Berlin" });

/** A zone whose clocks show eight and some minutes now, and its instants of that day. */
function whereItIsEight(now: Date): { zone: string; at: (time: string) => string } {
  // From -12 to 11 hours; the names of these zones say how far UTC is ahead of them.
  const ahead = ((8 - now.getUTCHours() + 36) % 24) - 12;
  const day = new Date(now.getTime() + ahead * 3_600_000).toISOString().slice(0, 10);
  return {
    zone: ahead === 0 ? "UTC" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`,
    at: (time) => new Date(Date.parse(`${day}T${time}:00Z`) - ahead * 3_600_000).toISOString(),
  };
}

/** What `npm run demo` tells of. */
const CHAIN = [
  "ingest.email.received",
  "finance.transaction.imported",
  "health.meal.drafted",
  "health.meal.logged",
  "cortex.insight.found",
  "platform.notification.sent",
  "platform.notification.answered",
  "health.mood.logged",
];

async function typesOf(life: Life, eventId: string): Promise<string[]> {
  const { root } = await unwrap(life.platform.events.trace({ params: { path: { eventId } } }));
  const types: string[] = [];
  const walk = (node: typeof root) => {
    types.push(node.type);
    node.effects.forEach(walk);
  };
  walk(root);
  return types;
}
