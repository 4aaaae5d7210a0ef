import { afterAll, beforeAll, expect, it } from "vitest";
import { CalendarSyncRequested } from "#core/calendar/events";
import { OutlookStandIn } from "#core/calendar/sync/outlook.fixture";
import * as Sync from "#core/calendar/sync/sync";
import { type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { outlook as notified } from "#functions/calendar/notifications";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { watched } from "#testing/watched";

let life: Harness;
let outlook: OutlookStandIn;
let mine: Synced;
let flights = 0;
beforeAll(async () => {
  outlook = new OutlookStandIn();
  await outlook.listen();
  const open = await testDb();
  life = await harness(open, {
    transport: watched(open, { before: () => flights++ }),
    config: { PUBLIC_URL: "https://life.example" },
    network: { reroute: (url) => outlook.reroute(url), wait: async () => {} },
  });
  mine = await syncedPerson(life, "outlook_calendar");
});
afterAll(async () => {
  await outlook.close();
  await life.close();
});

const requested = () =>
  life.published.filter(({ type, subject }) => type === CalendarSyncRequested.type && subject === mine.person.userId)
    .length;
const moment = (dateTime: string) => ({ dateTime, timeZone: "UTC" });

it("brings events of Outlook with the zone that Windows names, and leaves out what a series leaves out", async () => {
  outlook.put({
    id: "choir",
    subject: "Choir",
    start: moment("2026-03-02T18:00:00.0000000"),
    end: moment("2026-03-02T20:00:00.0000000"),
    originalStartTimeZone: "W. Europe Standard Time",
    recurrence: {
      pattern: { type: "weekly", interval: 1, daysOfWeek: ["monday"], firstDayOfWeek: "monday" },
      range: { type: "noEnd", startDate: "2026-03-02", recurrenceTimeZone: "W. Europe Standard Time" },
    },
    cancelledOccurrences: ["OID.choir.2026-03-09"],
  });
  await mine.sync();
  expect(await mine.live()).toMatchObject([
    {
      title: "Choir",
      startAt: "2026-03-02T18:00:00.000Z",
      timezone: "Europe/Berlin",
      recurrenceRule: "FREQ=WEEKLY;BYDAY=MO",
      recurrenceExdates: ["2026-03-09T18:00:00.000Z"],
    },
  ]);
});

it("reads every calendar of an account, and leaves a calendar the zone that its person has given it", async () => {
  await life.database.query("update calendars set timezone = 'Europe/Lisbon' where id = $1", [mine.calendarId]);
  outlook.calendars.push(...Array.from({ length: 230 }, (_, n) => `calendar ${n}`));
  await Sync.readCalendars(mine.story(mine.connectionId));
  const rows = await life.database.query(
    "select timezone from calendars where connection_id = $1 and deleted_at is null order by id",
    [mine.connectionId],
  );
  expect([rows.length, rows[0]]).toEqual([231, { timezone: "Europe/Lisbon" }]);
});

it("says where an event cannot be written, and keeps it here", async () => {
  const row = await mine.add({
    title: "Odd",
    startAt: "2026-03-02T08:00:00.000Z",
    endAt: "2026-03-02T09:00:00.000Z",
    timezone: "UTC",
    recurrenceRule: "FREQ=YEARLY;BYYEARDAY=100",
  });
  await mine.sync();
  expect([...outlook.events.keys()]).toEqual(["choir"]);
  const told = life.published.findLast(({ type }) => type === "calendar.event.overruled")!;
  expect(told.data).toMatchObject({ entityId: row.id, payload: { provider: "outlook", fields: ["unwritable"] } });
  // An instance of it is only here as well, and waits for nothing.
  await mine.add({
    title: "Odd, later",
    startAt: "2027-04-10T10:00:00.000Z",
    endAt: "2027-04-10T11:00:00.000Z",
    timezone: "UTC",
    recurrenceParentId: row.id,
    recurrenceOriginalStart: "2027-04-10T08:00:00.000Z",
  });
  await mine.sync();
  const waiting = "select title from calendar_events where calendar_id = $1 and version > coalesce(synced_version, 0)";
  expect(await life.database.query(waiting, [mine.calendarId])).toEqual([]);
  expect([...outlook.events.keys()]).toEqual(["choir"]);
});

it("answers whether it is here, synchronises when Outlook tells of a change, and leaves out what is forged", async () => {
  expect(await Sync.watch(mine.story(mine.calendarId))).toBe(true);
  const [subscription] = outlook.subscriptions as { id: string; clientState: string; notificationUrl: string }[];
  expect(subscription!.notificationUrl).toBe("https://life.example/v1/calendar/outlook/notifications");
  const asked = await life.call(notified, { query: { validationToken: "<are you there?>" } });
  expect([asked.status, asked.body, asked.headers["content-type"]]).toEqual([200, "<are you there?>", "text/plain"]);
  const told = (clientState: string, subscriptionId = subscription!.id) =>
    life.call(notified, {
      body: JSON.stringify({ value: [{ subscriptionId, clientState, changeType: "updated" }] }),
    });
  const before = requested();
  expect((await told("forged")).status).toBe(200);
  expect((await told(subscription!.clientState, "another")).status).toBe(200);
  // Anybody may send a thousand at once: what is forged asks the database nothing.
  const [channelId] = subscription!.clientState.split(".");
  const forged = Array.from({ length: 1_000 }, (_, n) => ({
    subscriptionId: subscription!.id,
    clientState: n % 2 ? `${channelId}.${n}` : `${n}`,
  }));
  const before1000 = flights;
  expect((await life.call(notified, { body: JSON.stringify({ value: forged }) })).status).toBe(200);
  expect(flights - before1000).toBeLessThan(5);
  expect((await life.call(notified, { body: "no JSON" })).status).toBe(400);
  expect(requested()).toBe(before);
  expect((await told(subscription!.clientState)).status).toBe(200);
  expect(requested()).toBe(before + 1);
});
