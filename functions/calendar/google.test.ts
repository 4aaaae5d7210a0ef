import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { CalendarSyncRequested, EventEvents } from "#core/calendar/events";
import { GoogleStandIn } from "#core/calendar/sync/google.fixture";
import { requestDue } from "#core/calendar/sync/requests";
import { type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { google as notified } from "#functions/calendar/notifications";
import { syncChangedEvent, tellOfOverruled } from "#functions/calendar/sync-consumers";
import { readCalendars, syncCalendar } from "#functions/calendar/workflows";
import type { CloudEvent } from "#kit/event";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness } from "#testing/harness";
import { startWorkflows } from "#testing/workflows";
import { syncDuration } from "../../stacks/logged-metrics.ts";

let open: OpenServerDatabase;
let life: Harness;
let google: GoogleStandIn;
let mine: Synced;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
const CALENDAR = "ada@example.com";
beforeAll(async () => {
  google = new GoogleStandIn(CALENDAR);
  await google.listen();
  open = await serverDb();
  life = await harness(open, {
    config: { PUBLIC_URL: "https://life.example" },
    network: { reroute: (url) => google.reroute(url), wait: async () => {} },
  });
  mine = await syncedPerson(life, "google_calendar");
  const now = () => new Date(life.now().getTime() + waited);
  workflows = await startWorkflows(open.database, [readCalendars, syncCalendar], { now });
});
afterAll(async () => {
  await workflows.engine.stop();
  await google.close();
  await life.close();
});

/** How long the engine has waited for others who ask for the same: it does not take real time. */
let waited = 0;
/** Sends an event, and waits for the run that it starts. */
async function run(event: CloudEvent): Promise<void> {
  const before = (await workflows.engine.runs.list()).items.length;
  await workflows.send([event]);
  await eventually(async () => {
    const { items } = await workflows.engine.runs.list();
    // Only until the run begins: the time that a step may take goes by the same clock.
    if (items.length <= before) waited += 5_000;
    expect(items.length).toBeGreaterThan(before);
    for (const { endedAt } of items) expect(endedAt).not.toBeNull();
  });
}

const requested = () =>
  life.published.filter(({ type, subject }) => type === CalendarSyncRequested.type && subject === mine.person.userId);
const berlin = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });

describe("a calendar of Google's", () => {
  it("is synchronised by its workflow, which opens a channel and says what came", async () => {
    google.put(CALENDAR, {
      id: "lunch",
      summary: "Lunch",
      start: berlin("2026-03-02T12:00:00+01:00"),
      end: berlin("2026-03-02T13:00:00+01:00"),
    });
    await run(requested().at(-1) as CloudEvent);
    const synced = life.published.findLast(({ type }) => type === "calendar.calendar.synced")!;
    expect(synced.data.payload).toMatchObject({
      provider: "google",
      eventsAdded: 1,
      eventsUpdated: 0,
      eventsDeleted: 0,
    });
    // The metric of its duration is read from this line.
    const line = life.logs.findLast(({ message }) => message === syncDuration.message)!;
    expect(line.fields![syncDuration.field]).toBeGreaterThanOrEqual(0);
    expect(await mine.calendar()).toMatchObject({ sync_error: null, watch_resource_id: `r-${CALENDAR}` });
    expect(google.channels).toMatchObject([
      { type: "web_hook", address: "https://life.example/v1/calendar/google/notifications" },
    ]);
  });

  it("is synchronised when Google tells of a change, and by nobody who only says so", async () => {
    const [channel] = google.channels as { id: string; token: string }[];
    const told = (headers: Record<string, string>) =>
      life.call(notified, {
        headers: {
          "x-goog-channel-id": channel!.id,
          "x-goog-channel-token": channel!.token,
          "x-goog-resource-id": `r-${CALENDAR}`,
          "x-goog-resource-state": "exists",
          ...headers,
        },
      });
    const before = requested().length;
    expect((await told({ "x-goog-channel-token": "forged" })).status).toBe(401);
    expect((await told({ "x-goog-channel-id": "another" })).status).toBe(401);
    expect((await told({ "x-goog-resource-id": "another" })).status).toBe(404);
    expect((await told({ "x-goog-resource-state": "sync" })).status).toBe(204);
    expect(requested()).toHaveLength(before);
    expect((await told({})).status).toBe(204);
    expect(requested()).toHaveLength(before + 1);
  });

  it("gets another channel before its own ends, and closes the old one after that", async () => {
    life.setNow("2026-03-04T12:00:00Z");
    await run(requested().at(-1) as CloudEvent);
    expect(google.channels).toHaveLength(1);
    await life.database.query("update calendars set watch_expires_at = $2 where id = $1", [
      mine.calendarId,
      "2026-03-05T00:00:00Z",
    ]);
    await run({ ...requested().at(-1)!, id: crypto.randomUUID() } as CloudEvent);
    expect(google.channels).toHaveLength(2);
    expect(google.stopped).toEqual([]);
    await life.database.query("update calendars set watch_expires_at = $2 where id = $1", [
      mine.calendarId,
      "2026-03-05T00:00:00Z",
    ]);
    await run({ ...requested().at(-1)!, id: crypto.randomUUID() } as CloudEvent);
    expect(google.stopped).toEqual([(google.channels[0] as { id: string }).id]);
  });

  it("says why it could not be synchronised, and does not try again when the account has to be connected again", async () => {
    await life.database.query("update connections set status = 'needs_reauth' where id = $1", [mine.connectionId]);
    await run({ ...requested().at(-1)!, id: crypto.randomUUID() } as CloudEvent);
    // What follows a failed run is a run of its own.
    await eventually(async () =>
      expect((await mine.calendar()).sync_error).toBe("The account has to be connected again."),
    );
    await life.database.query("update connections set status = 'active' where id = $1", [mine.connectionId]);
  });

  it("is synchronised after a change here, once for each, and not for what came from there", async () => {
    const [event] = await mine.live();
    // Only its kind and what it is about matter.
    const changed = () => ({
      ...requested()[0]!,
      id: crypto.randomUUID(),
      type: EventEvents.updated.type,
      data: { ...requested()[0]!.data, entityId: event!.id },
    });
    const before = requested().length;
    await life.deliver(syncChangedEvent, [changed()]);
    expect(requested()).toHaveLength(before);
    await mine.change(event!.id, { title: "Late lunch" });
    const cause = changed();
    await life.deliver(syncChangedEvent, [cause]);
    expect(requested()).toHaveLength(before + 1);
    expect(requested().at(-1)).toMatchObject({ causationid: cause.id, correlationid: cause.correlationid });
  });

  it("is synchronised by the clock when nobody has told of it for long", async () => {
    const before = requested().length;
    await requestDue(speakAsService("schedule").ctx);
    const soon = requested().length;
    life.setNow("2026-03-09T12:00:00Z");
    await requestDue(speakAsService("schedule").ctx);
    expect([soon - before, requested().length - soon]).toEqual([0, 1]);
  });

  it("tells of a change that gave way, once", async () => {
    const [event] = await mine.live();
    await mine.change(event!.id, { location: "Park" });
    google.put(CALENDAR, { id: "lunch", location: "Café" });
    const cause = { ...requested().at(-1)!, id: crypto.randomUUID() } as CloudEvent;
    await run(cause);
    const overruled = life.published.findLast(({ type }) => type === "calendar.event.overruled") as CloudEvent;
    expect(overruled).toMatchObject({ causationid: cause.id, correlationid: cause.correlationid });
    for (let n = 0; n < 2; n++) await life.deliver(tellOfOverruled, [overruled]);
    const told = await life.database.query<{ title: string; body: string }>(
      "select title, body, jsonb_path_query_array(body_coded, '$[*].code') as said from notifications where user_id = $1",
      [mine.person.userId],
    );
    expect(told).toEqual([
      {
        title: "Google Calendar had another version of “Late lunch”",
        body: "You changed it here while it was changed there. What was changed there stands. The place is the one from there.",
        said: ["event_changed_twice", "place_as_there"],
      },
    ]);
  });
});
