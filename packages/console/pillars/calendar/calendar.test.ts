import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

/** A week far from any change of clocks; times below are those of Berlin, an hour ahead. */
const WEEK = "calendar/events?view=week&day=2026-03-04";
const HOUR_PX = 48;

const inBerlin = (life: Life) => unwrap(life.identity.me.update({ body: { timezone: "Europe/Berlin" } }));

const addChoir = async (life: Life) => {
  await inBerlin(life);
  return unwrap(
    life.calendar.events.create({
      body: {
        title: "Choir",
        startAt: "2026-02-25T10:00:00Z",
        endAt: "2026-02-25T11:00:00Z",
        timezone: "Europe/Berlin",
        recurrenceRule: "FREQ=WEEKLY",
      },
    }),
  );
};

/** When each instance of these weeks begins. */
async function startsIn(life: Life, from = "2026-02-23", to = "2026-03-16"): Promise<string[]> {
  const agenda = await unwrap(life.calendar.agenda.get({ params: { query: { from, to } } }));
  return agenda.events.map(({ startAt }) => startAt.slice(5, 16));
}

async function drag(page: Page, name: RegExp, by: { x: number; y: number }) {
  const box = (await page.getByRole("button", { name }).boundingBox())!;
  const [x, y] = [box.x + 20, box.y + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2, { steps: 3 });
  await page.mouse.move(x + by.x, y + by.y, { steps: 3 });
  await page.mouse.up();
}

describe("The calendar", () => {
  browse("makes an event where one clicks, and takes it back", async ({ page, open, life, axe, settled }) => {
    await inBerlin(life);
    await open(WEEK);
    await settled();
    const wednesday = page.getByRole("region", { name: "Wednesday 4 March" });
    await wednesday.click({ position: { x: 30, y: 10 * HOUR_PX + 5 } });
    await page.getByRole("textbox", { name: "Title" }).fill("Dentist");
    await page.getByRole("combobox", { name: "Repeats" }).selectOption("every week");
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "Enter it" }).click();
    await wednesday.getByRole("button", { name: /Dentist 10:00 – 11:00/ }).waitFor();
    expect(await axe()).toEqual([]);
    await expect.poll(() => startsIn(life)).toEqual(["03-04T09:00", "03-11T09:00"]);
    await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
    await page.keyboard.press("z");
    await page.getByRole("button", { name: /Dentist/ }).waitFor({ state: "detached" });
    await expect.poll(() => startsIn(life)).toEqual([]);
  });

  browse(
    "deletes and moves one of a series and all after it, and takes both back",
    async ({ page, open, life, settled }) => {
      await addChoir(life);
      await open(WEEK);
      await settled();
      await page.getByRole("button", { name: /Choir 11:00/ }).focus();
      await page.keyboard.press("Shift+Delete");
      await page.getByRole("dialog").getByRole("button", { name: "This one and all after it" }).click();
      await page.getByText("Deleted: Choir").waitFor();
      await expect.poll(() => startsIn(life)).toEqual(["02-25T10:00"]);
      await page.keyboard.press("z");
      await page.getByRole("button", { name: /Choir 11:00/ }).waitFor();
      await expect.poll(() => startsIn(life)).toEqual(["02-25T10:00", "03-04T10:00", "03-11T10:00"]);
      await drag(page, /Choir 11:00/, { x: 0, y: 1.5 * HOUR_PX });
      await page.getByRole("dialog").getByRole("button", { name: "This one and all after it" }).click();
      await page.getByRole("button", { name: /Choir 12:30 – 13:30/ }).waitFor();
      await eventually(async () => expect(await startsIn(life)).toEqual(["02-25T10:00", "03-04T11:30", "03-11T11:30"]));
      await page.getByText("Moved: Choir").waitFor();
      await page.keyboard.press("z");
      await page.getByRole("button", { name: /Choir 11:00/ }).waitFor();
      await eventually(async () => expect(await startsIn(life)).toEqual(["02-25T10:00", "03-04T10:00", "03-11T10:00"]));
      const { data: series } = await unwrap(life.calendar.events.list({}));
      expect(series.map(({ title }) => title)).toEqual(["Choir"]);
    },
  );

  browse("moves and stretches by keys, and keeps the focus", async ({ page, open, life, settled }) => {
    await inBerlin(life);
    const event = await unwrap(
      life.calendar.events.create({
        body: { title: "Lunch", startAt: "2026-03-04T11:00:00Z", endAt: "2026-03-04T12:00:00Z" },
      }),
    );
    await open(WEEK);
    await settled();
    const lunch = page.getByRole("button", { name: /Lunch/ });
    await lunch.focus();
    await page.keyboard.down("Alt");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.up("Alt");
    const times = async () => {
      const { startAt, endAt } = await unwrap(life.calendar.events.get({ params: { path: { eventId: event.id } } }));
      return [startAt.slice(5, 16), endAt.slice(5, 16)];
    };
    await eventually(async () => expect(await times()).toEqual(["03-05T11:15", "03-05T12:15"]));
    await settled();
    await page.keyboard.press("Alt+Shift+ArrowUp");
    await eventually(async () => expect(await times()).toEqual(["03-05T11:15", "03-05T12:00"]));
    await expect.poll(() => lunch.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  browse(
    "moves and stretches what a finger rests on, and lets others scroll",
    async ({ page, context, open, life, settled }) => {
      await inBerlin(life);
      const event = await unwrap(
        life.calendar.events.create({
          body: { title: "Lunch", startAt: "2026-03-04T11:00:00Z", endAt: "2026-03-04T12:00:00Z" },
        }),
      );
      await open(WEEK);
      await settled();
      const lunch = page.getByRole("button", { name: /Lunch/ });
      await lunch.scrollIntoViewIfNeeded();
      const times = async () => {
        const { startAt, endAt } = await unwrap(life.calendar.events.get({ params: { path: { eventId: event.id } } }));
        return [startAt.slice(11, 16), endAt.slice(11, 16)];
      };
      const client = await context.newCDPSession(page);
      const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
        client.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
      const finger = async (from: { x: number; y: number }, by: number, isHeld: boolean) => {
        await touch("touchStart", from);
        if (isHeld) await page.locator(".cal-entry.is-held").waitFor();
        for (let step = 1; step <= 8; step++) await touch("touchMove", { x: from.x, y: from.y + (by * step) / 8 });
        await touch("touchEnd");
      };
      const middle = async () => {
        const { x, y, width, height } = (await lunch.boundingBox())!;
        return { x: x + width / 2, y: y + height / 2, end: y + height - 4 };
      };
      const { x, y } = await middle();
      await finger({ x, y }, HOUR_PX, true);
      await eventually(async () => expect(await times()).toEqual(["12:00", "13:00"]));
      await settled();
      const { end } = await middle();
      await finger({ x, y: end }, HOUR_PX / 2, true);
      await eventually(async () => expect(await times()).toEqual(["12:00", "13:30"]));
      await settled();
      // One that goes on at once scrolls the day.
      const before = (await lunch.boundingBox())!.y;
      const again = await middle();
      await finger({ x: again.x, y: again.y }, -2 * HOUR_PX, false);
      await eventually(async () => expect((await lunch.boundingBox())!.y).toBeLessThan(before - HOUR_PX));
      expect(await times()).toEqual(["12:00", "13:30"]);
      expect(await page.getByRole("dialog").count()).toBe(0);
    },
    { size: "phone" },
  );

  browse("shows a new event that waits for a connection, until it is entered or refused", async (browsing) => {
    const { page, context, open, life, axe, settled, expectComplaint } = browsing;
    await inBerlin(life);
    await open(WEEK);
    await settled();
    const wednesday = page.getByRole("region", { name: "Wednesday 4 March" });
    const enter = async (title: string, hour: number) => {
      await wednesday.click({ position: { x: 30, y: hour * HOUR_PX + 5 } });
      await page.getByRole("textbox", { name: "Title" }).fill(title);
      await page.getByRole("button", { name: "Enter it" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    };
    const known = wednesday.getByRole("button", { name: /Dentist 10:00 – 11:00(?!.*waits)/ });
    await wednesday.click({ position: { x: 30, y: 10 * HOUR_PX + 5 } });
    await page.getByRole("textbox", { name: "Title" }).fill("Dentist");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Enter it" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await wednesday.getByRole("button", { name: /Dentist 10:00 – 11:00.*, waits for a connection/ }).click();
    await page.getByText("It is entered once there is a connection").waitFor();
    expect(await startsIn(life)).toEqual([]);
    expect(await axe()).toEqual([]);
    await context.setOffline(false);
    await expect.poll(() => startsIn(life)).toEqual(["03-04T09:00"]);
    await known.waitFor();
    await wednesday.getByRole("button", { name: /waits for a connection/ }).waitFor({ state: "detached" });

    // What is refused is drawn no more, and why is told.
    await context.setOffline(true);
    await enter("Surgery", 14);
    await wednesday.getByRole("button", { name: /Surgery.*waits for a connection/ }).waitFor();
    const refusal = {
      type: "about:blank",
      title: "Refused",
      status: 409,
      code: "conflict",
      detail: "Not on Wednesdays.",
    };
    await page.route("**/v1/calendar/events", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify(refusal) })
        : route.continue(),
    );
    expectComplaint(/409/);
    await context.setOffline(false);
    await page.getByText("Not on Wednesdays.").first().waitFor();
    await wednesday.getByRole("button", { name: /Surgery/ }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("dialog").getByText("Not on Wednesdays.").waitFor();
    await page.getByRole("button", { name: "Put away" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await startsIn(life)).toEqual(["03-04T09:00"]);
  });

  browse("shows a month, hides a calendar and opens a day", async ({ page, open, life, axe, settled }) => {
    await inBerlin(life);
    const calendar = await unwrap(life.calendar.calendars.create({ body: { name: "Work", color: "#3366CC" } }));
    await unwrap(life.calendar.calendars.create({ body: { name: "Home", color: "#FFEE00" } }));
    for (const title of ["One", "Two", "Three", "Four", "Five", "Six"])
      await unwrap(
        life.calendar.events.create({
          body: { title, calendarId: calendar.id, startAt: "2026-03-04T09:00:00Z", endAt: "2026-03-04T10:00:00Z" },
        }),
      );
    await open("calendar/events?view=month&day=2026-03-04");
    await settled();
    await page.getByRole("button", { name: "+2" }).waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("checkbox", { name: "Work" }).click();
    await page.getByRole("button", { name: /One/ }).waitFor({ state: "detached" });
    await page.getByRole("checkbox", { name: "Work" }).click();
    await page.getByRole("button", { name: "+2" }).click();
    await page.getByRole("row", { name: /Six/ }).waitFor();
    expect(await axe()).toEqual([]);
  });

  browse("shows habits, and takes a check-in and its undoing", async ({ page, open, life, axe, settled }) => {
    await inBerlin(life);
    await unwrap(life.rhythm.habits.create({ body: { name: "Sketch" } }));
    await unwrap(
      life.rhythm.habits.create({
        body: { name: "Stretch", isReminded: true, remindAt: "18:30", estimatedMinutes: 20 },
      }),
    );
    await open("calendar/events?view=week");
    await settled();
    // Habits without a time are one line of a day, however many they are.
    expect(await page.getByRole("link", { name: /Sketch/ }).count()).toBe(0);
    const folded = page.getByRole("button", { name: /^\+one habit/ }).first();
    await folded.waitFor();
    await page
      .getByRole("link", { name: /Stretch.*18:30.*Habit/ })
      .first()
      .waitFor();
    expect(await axe()).toEqual([]);
    await folded.click();
    await page
      .getByRole("row", { name: /Sketch/ })
      .first()
      .waitFor();
    await open("calendar/events?view=month");
    await settled();
    await page
      .getByRole("link", { name: /Stretch/ })
      .first()
      .waitFor();
    expect(await page.getByRole("link", { name: /Sketch/ }).count()).toBe(0);
    await open("calendar/events?view=list");
    await settled();
    const read = page.getByRole("row", { name: /Sketch/ }).first();
    const menu = read.getByRole("button", { name: /Sketch/ });
    await menu.click();
    await page.getByRole("menuitem", { name: "Done" }).click();
    await read.getByText("Done").waitFor();
    await settled();
    expect(await axe()).toEqual([]);
    await menu.click();
    await page.getByRole("menuitem", { name: "Take back what was said" }).click();
    await read.getByText("Done").waitFor({ state: "hidden" });
    // Nothing can be said yet of a day to come.
    const rows = page.getByRole("row", { name: /Sketch/ });
    expect(await rows.nth(1).getByRole("button").count()).toBe(0);
  });

  browse("keeps what was typed for one time out of what begins at another", async ({ page, open, life, settled }) => {
    await inBerlin(life);
    await open(`${WEEK}&add=yes`);
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: "Title" }).fill("Dentist");
    await sheet.getByRole("textbox", { name: "Until" }).fill("4.3.2026 09:30");
    await open("calendar/events?view=week&day=2026-03-06&add=yes");
    await settled();
    expect(await sheet.getByRole("textbox", { name: "Title" }).inputValue()).toBe("");
    await expect.poll(() => sheet.getByRole("textbox", { name: "Until" }).inputValue()).toBe("Fri 6 Mar, 10:00");
    await open(`${WEEK}&add=yes`);
    await settled();
    await expect.poll(() => sheet.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Dentist");
    await expect.poll(() => sheet.getByRole("textbox", { name: "Until" }).inputValue()).toBe("Wed 4 Mar, 09:30");
  });

  browse("says when the members of a household are busy", async ({ page, open, life, axe, settled }) => {
    await inBerlin(life);
    await unwrap(life.identity.households.create({ body: { name: "Oak Street" } }));
    await unwrap(
      life.calendar.events.create({
        body: { title: "Secret", startAt: "2026-03-04T09:00:00Z", endAt: "2026-03-04T10:30:00Z" },
      }),
    );
    await open("calendar/free-busy?day=2026-03-04");
    await settled();
    await page.getByRole("cell", { name: "busy 10:00 – 11:30" }).waitFor();
    expect(await page.getByText("Secret").count()).toBe(0);
    expect(await axe()).toEqual([]);
  });

  browse(
    "is a list on a phone, where one of a series is deleted and comes back",
    async ({ page, open, life, axe, settled }) => {
      await addChoir(life);
      await open("calendar/events?day=2026-03-04");
      await settled();
      expect(await axe()).toEqual([]);
      await page.getByRole("button", { name: "Choir", exact: true }).first().click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.getByRole("button", { name: "Only this one" }).click();
      await eventually(async () => expect(await startsIn(life)).toEqual(["02-25T10:00", "03-11T10:00"]));
      await page.getByRole("button", { name: "Undo" }).click();
      await eventually(async () => expect(await startsIn(life)).toHaveLength(3));
    },
    { size: "phone" },
  );

  browse("answers an invitation, and changes what it says", async ({ page, open, life, settled }) => {
    await inBerlin(life);
    const { id } = await unwrap(
      life.calendar.events.create({
        body: {
          title: "Review",
          startAt: "2026-03-04T09:00:00Z",
          endAt: "2026-03-04T10:00:00Z",
          attendees: [
            { name: "Grace", isOrganizer: true },
            { email: "me@example.com", isSelf: true, response: "needs_action" },
          ],
        },
      }),
    );
    await open(`calendar/events/${id}`);
    await page.getByText("Perhaps", { exact: true }).click();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Place" }).fill("Room 3");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await settled();
    await expect
      .poll(() => unwrap(life.calendar.events.get({ params: { path: { eventId: id } } })))
      .toMatchObject({ location: "Room 3", attendees: [{}, { response: "tentative" }] });
  });
});
