/** Calendars at an address, which are fetched again and again. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { personOf } from "#cloud/person";
import { speak, speakAsService } from "#cloud/speak";
import { CalendarSynced, SubscriptionDue, SubscriptionEvents, SubscriptionStopped } from "#core/calendar/events";
import * as Subscriptions from "#core/calendar/subscriptions";
import { get as getCalendar, remove as removeCalendar } from "#functions/calendar/calendars";
import { complete, get as getEvent } from "#functions/calendar/events";
import { create, fetch, get, list, remove, restore, update } from "#functions/calendar/subscriptions";
import { tellOfStopped } from "#functions/calendar/sync-consumers";
import { syncSubscription } from "#functions/calendar/workflows";
import { list as listNotifications } from "#functions/platform/notifications";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { startWorkflows } from "#testing/workflows";

const ADDRESS = "webcal://club.example/fixtures.ics";
let life: Harness;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
let answering: http.RequestListener;
let asked: http.IncomingMessage[] = [];
const site = http.createServer((request, response) => {
  asked.push(request);
  answering(request, response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const open = await testDb();
  life = await harness(open, {
    network: {
      resolve: async (host) => (host === "club.example" ? ["93.184.215.14"] : ["10.0.0.7"]),
      // The engine of the workflows is on this machine, too.
      reroute: (url) =>
        url.hostname === "club.example"
          ? new URL(url.pathname, `http://127.0.0.1:${(site.address() as AddressInfo).port}`)
          : url,
    },
  });
  workflows = await startWorkflows(open.database, [syncSubscription]);
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await workflows.engine.stop();
  await new Promise((resolve) => site.close(resolve));
  await life.close();
});

const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");
const game = (uid: string, day: string, ...more: string[]) =>
  event(`UID:${uid}`, `SUMMARY:Game ${uid}`, `DTSTART:202605${day}T100000Z`, `DTEND:202605${day}T120000Z`, ...more);
const calendar = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "X-WR-CALNAME:Fixtures", ...lines, "END:VCALENDAR", ""].join("\r\n");
const answer = (body: string, headers = {}) => {
  answering = (_, response) => response.writeHead(200, { "content-type": "text/calendar", ...headers }).end(body);
};

/** Does what the latest event of a subscription begins. */
async function sync(person: Person, id: string): Promise<void> {
  const due = life.published.findLast(({ type, data }) => type === SubscriptionDue.type && data.entityId === id);
  expect(await workflows.run(due!)).toEqual(["completed"]);
  expect(due!.subject).toBe(person.userId);
}

/** Asks for another fetch and does it. */
async function again(person: Person, id: string) {
  await life.database.query(
    "update calendar_subscriptions set last_fetched_at = last_fetched_at - interval '1 hour' where id = $1",
    [id],
  );
  expect((await life.call(fetch, { as: person, params: { subscriptionId: id } })).status).toBe(202);
  await sync(person, id);
  return (await life.call(get, { as: person, params: { subscriptionId: id } })).body;
}

/** Tells of what is due by the clock. */
async function tell(): Promise<void> {
  const session = speakAsService("schedule");
  await Subscriptions.tellDue(session.ctx);
  await session.published();
}

const makeDue = (id: string) =>
  life.database.query("update calendar_subscriptions set next_fetch_at = now() - interval '10 years' where id = $1", [
    id,
  ]);

const dueOf = (id: string) =>
  life.published.filter(({ type, data }) => type === SubscriptionDue.type && data.entityId === id).length;

async function subscribed(person: Person, url = ADDRESS) {
  const { status, body } = await life.call(create, { as: person, body: { url } });
  expect(status, JSON.stringify(body)).toBe(201);
  await sync(person, body.id);
  return body as { id: string; calendarId: string };
}

const titlesOf = async (calendarId: string) =>
  (
    (await life.database.query(
      "select title, location from calendar_events where calendar_id = $1 and deleted_at is null order by start_at, title",
      [calendarId],
    )) as { title: string; location: string | null }[]
  ).map(({ title, location }) => (location ? `${title} at ${location}` : title));

describe("a subscribed calendar", () => {
  it("has the events of its address, follows them, and is told of once for all of them", async () => {
    const anna = await life.user("anna");
    answer(
      calendar(
        game("1", "01"),
        game("2", "02", "RRULE:FREQ=WEEKLY;COUNT=3", "BEGIN:VALARM", "TRIGGER:-PT1H", "END:VALARM"),
        event("UID:2", "RECURRENCE-ID:20260509T100000Z", "SUMMARY:Moved", "DTSTART:20260510T100000Z"),
      ),
    );
    const { id, calendarId } = await subscribed(anna);
    expect(await titlesOf(calendarId)).toEqual(["Game 1", "Game 2", "Moved"]);
    const { body } = await life.call(getCalendar, { as: anna, params: { calendarId } });
    expect(body).toMatchObject({ name: "Fixtures", provider: "ics", isReadOnly: true, syncError: null });
    expect(
      await life.database.query(
        "select count(*)::int as n from calendar_events where calendar_id = $1 and next_reminder_at is not null",
        [calendarId],
      ),
    ).toEqual([{ n: 0 }]);
    answer(calendar(game("1", "01", "LOCATION:Hall"), game("3", "03")));
    await again(anna, id);
    expect(await titlesOf(calendarId)).toEqual(["Game 1 at Hall", "Game 3"]);
    const told = life.published.filter(
      ({ type, data }) => type === CalendarSynced.type && data.entityId === calendarId,
    );
    expect(told.map(({ data }) => data.payload)).toEqual([
      { provider: "ics", eventsAdded: 3, eventsUpdated: 0, eventsDeleted: 0 },
      { provider: "ics", eventsAdded: 1, eventsUpdated: 1, eventsDeleted: 2 },
    ]);
    await again(anna, id);
    expect(
      life.published.filter(({ type, data }) => type === CalendarSynced.type && data.entityId === calendarId),
    ).toHaveLength(2);
  });

  it("keeps what somebody has done with an instance, also when its address changes that one, for as long as the series", async () => {
    const anna = await life.user("anna");
    const weekly = game("2", "02", "RRULE:FREQ=WEEKLY;COUNT=3");
    answer(calendar(game("1", "01"), weekly));
    const { id, calendarId } = await subscribed(anna);
    const [series] = await life.database.query<{ id: string }>(
      "select id from calendar_events where calendar_id = $1 and recurrence_rule is not null",
      [calendarId],
    );
    const body = { occurrence: "2026-05-09T10:00:00.000Z" };
    const done = await life.call(complete, { as: anna, params: { eventId: series!.id }, body });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const now = () => life.call(getEvent, { as: anna, params: { eventId: done.body.id } });
    answer(calendar(game("1", "01", "LOCATION:Hall"), weekly));
    await again(anna, id);
    expect((await now()).body).toMatchObject({ status: "completed", title: "Game 2" });
    answer(
      calendar(weekly, event("UID:2", "RECURRENCE-ID:20260509T100000Z", "SUMMARY:Moved", "DTSTART:20260510T100000Z")),
    );
    await again(anna, id);
    expect((await now()).body).toMatchObject({ status: "completed", title: "Moved" });
    expect(await titlesOf(calendarId)).toEqual(["Game 2", "Moved"]);
    answer(calendar(game("1", "01")));
    await again(anna, id);
    expect((await now()).status).toBe(404);
  });

  it("loses what its address does not have any more although another event has a date that is none", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01"), game("2", "02")));
    const { id, calendarId } = await subscribed(anna);
    answer(calendar(event("UID:2", "SUMMARY:Game 2", "DTSTART:20260502T100000Z", "DTEND:20260231T120000Z")));
    await again(anna, id);
    expect(await titlesOf(calendarId)).toEqual(["Game 2"]);
  });

  it("is fetched only when it has changed", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01")), { etag: '"one"', "last-modified": "Fri, 01 May 2026 00:00:00 GMT" });
    const { id, calendarId } = await subscribed(anna);
    answering = (_, response) => response.writeHead(304).end();
    expect(await again(anna, id)).toMatchObject({ error: null, failures: 0 });
    expect(asked.at(-1)!.headers).toMatchObject({
      "if-none-match": '"one"',
      "if-modified-since": "Fri, 01 May 2026 00:00:00 GMT",
    });
    expect(await titlesOf(calendarId)).toEqual(["Game 1"]);
  });

  it("keeps what it has when the answer is empty, cut off, broken, or none, and says why", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01"), game("2", "02")));
    const { id, calendarId } = await subscribed(anna);
    const broken: [string, string][] = [
      [calendar(), "The calendar came without a single event, so what was here stays."],
      [calendar(game("1", "01")).slice(0, -20), "The calendar was cut off before its end."],
      ["<html>Sign in</html>", "There is no calendar in it: no line says BEGIN:VCALENDAR."],
      ["", "There is no calendar in it: no line says BEGIN:VCALENDAR."],
    ];
    for (const [body, error] of broken) {
      answer(body);
      expect((await again(anna, id)).error).toBe(error);
      expect(await titlesOf(calendarId)).toEqual(["Game 1", "Game 2"]);
    }
    answering = (_, response) => response.writeHead(503).end();
    const { error, errorCoded, failures, nextFetchAt, lastFetchedAt } = await again(anna, id);
    expect([error, failures]).toEqual(["The calendar was not fetched: its server answered 503.", 5]);
    expect(errorCoded).toEqual({ code: "subscription_status", params: { status: 503 } });
    expect(Date.parse(nextFetchAt) - Date.parse(lastFetchedAt)).toBe(24 * 3_600_000);
    // What lacks an END may be any of those that are missing.
    answer(calendar(game("1", "01", "LOCATION:Hall"), "BEGIN:VEVENT\r\nSUMMARY:No end"));
    expect((await again(anna, id)).error).toBeNull();
    expect(await titlesOf(calendarId)).toEqual(["Game 1 at Hall", "Game 2"]);
    answer(calendar(game("1", "01")));
    expect(await again(anna, id)).toMatchObject({ error: null, failures: 0 });
    expect(await titlesOf(calendarId)).toEqual(["Game 1"]);
  });

  it("loses what its address has no more, also beside an event of which something cannot be read", async () => {
    const anna = await life.user("anna");
    const broken = event("UID:9", "SUMMARY:Odd", "DTSTART:20260520T100000Z", "DTEND:tomorrow");
    answer(calendar(game("1", "01"), game("2", "02"), broken));
    const { id, calendarId } = await subscribed(anna);
    expect(await titlesOf(calendarId)).toEqual(["Game 1", "Game 2", "Odd"]);
    answer(calendar(game("1", "01"), broken));
    await again(anna, id);
    expect(await titlesOf(calendarId)).toEqual(["Game 1", "Odd"]);
    // It is there still, but cannot be kept as it is now.
    const full = Array.from({ length: 2_001 }, (_, n) => new Date(Date.UTC(2026, 4, n)).toISOString().slice(0, 10));
    const exdates = `EXDATE;VALUE=DATE:${full.join(",").replaceAll("-", "")}`;
    answer(
      calendar(
        event("UID:9", "SUMMARY:Odd", "DTSTART;VALUE=DATE:20260520", "RRULE:FREQ=DAILY", exdates),
        game("3", "03"),
      ),
    );
    await again(anna, id);
    expect(await titlesOf(calendarId)).toEqual(["Game 3", "Odd"]);
  });

  it("keeps what somebody has said of an instance, for as long as its series is there", async () => {
    const anna = await life.user("anna");
    const series = game("1", "01", "RRULE:FREQ=WEEKLY;COUNT=4");
    answer(calendar(series));
    const { id, calendarId } = await subscribed(anna);
    const [{ id: eventId }] = (await life.database.query("select id from calendar_events where calendar_id = $1", [
      calendarId,
    ])) as [{ id: string }];
    for (const occurrence of ["2026-05-01T10:00:00.000Z", "2026-05-08T10:00:00.000Z"])
      expect((await life.call(complete, { as: anna, params: { eventId }, body: { occurrence } })).status).toBe(200);
    const statuses = async () =>
      (
        (await life.database.query(
          `select title, status from calendar_events where calendar_id = $1 and deleted_at is null and recurrence_parent_id = $2
            order by recurrence_original_start`,
          [calendarId, eventId],
        )) as { title: string; status: string }[]
      ).map(({ title, status }) => `${title} ${status}`);
    const moved = event("UID:1", "RECURRENCE-ID:20260508T100000Z", "SUMMARY:Moved", "DTSTART:20260509T100000Z");
    answer(calendar(series, moved));
    await again(anna, id);
    expect(await statuses()).toEqual(["Game 1 completed", "Moved completed"]);
    answer(calendar(game("2", "02")));
    await again(anna, id);
    expect(await statuses()).toEqual([]);
  });

  it("takes what somebody has said of an instance for one event only, though another has moved onto its time", async () => {
    const anna = await life.user("anna");
    const series = game("1", "01", "RRULE:FREQ=WEEKLY;COUNT=4");
    answer(calendar(series));
    const { id, calendarId } = await subscribed(anna);
    const [{ id: eventId }] = (await life.database.query("select id from calendar_events where calendar_id = $1", [
      calendarId,
    ])) as [{ id: string }];
    const body = { occurrence: "2026-05-15T10:00:00.000Z" };
    expect((await life.call(complete, { as: anna, params: { eventId }, body })).status).toBe(200);
    const moved = (from: string, to: string) =>
      event(
        "UID:another",
        `RECURRENCE-ID:202605${from}T100000Z`,
        "SUMMARY:Game 1",
        `DTSTART:202605${to}T100000Z`,
        `DTEND:202605${to}T120000Z`,
      );
    // A feed whose UIDs are others at each fetch: the second takes the time of the third, which goes a day on.
    answer(calendar(series.replace("UID:1", "UID:another"), moved("08", "15"), moved("15", "16")));
    expect(await again(anna, id)).toMatchObject({ error: null });
    const instances = await life.database.query(
      `select to_char(recurrence_original_start, 'DD') as slot, to_char(start_at, 'DD') as day from calendar_events
        where recurrence_parent_id = $1 and deleted_at is null order by recurrence_original_start`,
      [eventId],
    );
    expect(instances).toEqual([
      { slot: "08", day: "15" },
      { slot: "15", day: "16" },
    ]);
  });

  it("notes of an answer nothing at another address that was given meanwhile", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01")));
    const { id } = await subscribed(anna, "https://club.example/old.ics");
    answering = async (_, response) => {
      const body = { url: "https://club.example/new.ics" };
      expect((await life.call(update, { as: anna, params: { subscriptionId: id }, body })).status).toBe(200);
      response.writeHead(200, { etag: '"old"' }).end(calendar(game("1", "01")));
    };
    await life.database.query("update calendar_subscriptions set last_fetched_at = null where id = $1", [id]);
    expect((await life.call(fetch, { as: anna, params: { subscriptionId: id } })).status).toBe(202);
    await sync(anna, id);
    answer(calendar(game("2", "02")));
    await sync(anna, id);
    expect(asked.at(-1)!.headers["if-none-match"]).toBeUndefined();
  });

  it("knows events whose UID is another at each fetch by their start and title", async () => {
    const anna = await life.user("anna");
    const feed = (run: number, place: string) =>
      calendar(
        ...["1", "1", "2"].map((n, at) =>
          game(n, "01").replace(`UID:${n}`, `UID:${run}-${at}`).replace("DTEND", `LOCATION:${place}\r\nDTEND`),
        ),
      );
    answer(feed(1, "A"));
    const { id, calendarId } = await subscribed(anna);
    const idsOf = () =>
      life.database.query("select id from calendar_events where calendar_id = $1 and deleted_at is null order by id", [
        calendarId,
      ]);
    const before = await idsOf();
    answer(feed(2, "B"));
    await again(anna, id);
    expect(await titlesOf(calendarId)).toEqual(["Game 1 at B", "Game 1 at B", "Game 2 at B"]);
    expect(await idsOf()).toEqual(before);
  });

  it("stops after so many failures, tells its person once, and goes on when they try again", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01")));
    const { id, calendarId } = await subscribed(anna);
    answering = (_, response) => response.writeHead(404).end();
    let row: { status: string; failures: number } | undefined;
    for (let n = 1; n < Subscriptions.MAX_FAILURES; n++) row = await again(anna, id);
    expect(row).toMatchObject({ status: "active", failures: Subscriptions.MAX_FAILURES - 1 });
    expect(await again(anna, id)).toMatchObject({
      status: "stopped",
      failures: Subscriptions.MAX_FAILURES,
      errorCoded: { code: "subscription_gone", params: { status: 404 } },
    });
    const stopped = life.published.filter(
      ({ type, data }) => type === SubscriptionStopped.type && data.entityId === id,
    );
    expect(stopped).toHaveLength(1);
    for (let n = 0; n < 2; n++) await life.deliver(tellOfStopped, stopped);
    const { body } = await life.call(listNotifications, { as: anna });
    expect(body.data.map(({ kind, title }: { kind: string; title: string }) => [kind, title])).toEqual([
      ["calendar_subscription_stopped", "“Fixtures” is not fetched any more"],
    ]);
    await makeDue(id);
    await tell();
    expect(dueOf(id)).toBe(Subscriptions.MAX_FAILURES + 1);
    expect(await titlesOf(calendarId)).toEqual(["Game 1"]);

    answer(calendar(game("1", "01"), game("2", "02")));
    const { body: tried } = await life.call(fetch, { as: anna, params: { subscriptionId: id } });
    expect(tried).toMatchObject({ status: "active", failures: 0 });
    await sync(anna, id);
    expect(await titlesOf(calendarId)).toEqual(["Game 1", "Game 2"]);
    await makeDue(id);
    await tell();
    expect(dueOf(id)).toBe(Subscriptions.MAX_FAILURES + 3);
  });

  it("is deleted and restored with its calendar and what was fetched", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01")));
    const { id, calendarId } = await subscribed(anna);
    const one = { as: anna, params: { subscriptionId: id } };
    expect((await life.call(remove, one)).status).toBe(204);
    expect((await life.call(getCalendar, { as: anna, params: { calendarId } })).status).toBe(404);
    expect(await titlesOf(calendarId)).toEqual([]);
    expect((await life.call(restore, one)).body).toMatchObject({ id, calendarId, host: "club.example" });
    expect((await life.call(getCalendar, { as: anna, params: { calendarId } })).status).toBe(200);
    expect(await titlesOf(calendarId)).toEqual(["Game 1"]);
    // So it is while time goes on in between: what is deleted together has one moment of that.
    const session = speak({ actor: await personOf(anna.userId), origin: "api", requestId: id, correlationId: id });
    let ticks = 0;
    const now = () => new Date(session.ctx.now().getTime() + ticks++);
    await Subscriptions.remove({ ...session.ctx, now }, id, undefined);
    expect((await life.call(restore, one)).body).toMatchObject({ id, calendarId });
    // A calendar that is deleted by itself takes its subscription along, which brings it back, too.
    expect((await life.call(removeCalendar, { as: anna, params: { calendarId } })).status).toBe(204);
    expect((await life.call(restore, one)).status).toBe(200);
    expect(await titlesOf(calendarId)).toEqual(["Game 1"]);
  });

  it("tells whoever waits for it, and otherwise of what changed alone", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01")));
    const { id } = await subscribed(anna);
    const told = () =>
      life.published.filter(({ type, data }) => type === SubscriptionEvents.updated.type && data.entityId === id)
        .length;
    const hourly = async () => {
      await makeDue(id);
      await tell();
      await sync(anna, id);
    };
    expect(told()).toBe(1);
    await hourly();
    expect(told()).toBe(1);
    answering = (_, response) => response.writeHead(503).end();
    await hourly();
    await hourly();
    expect(told()).toBe(2);
    answer(calendar(game("1", "01")));
    await hourly();
    expect(told()).toBe(3);
    await again(anna, id);
    expect(told()).toBe(4);
  });

  it("reaches nothing but the public internet", async () => {
    const anna = await life.user("anna");
    for (const url of ["ftp://club.example/", "file:///etc/passwd", "hello", "https://a:b@club.example/"]) {
      const { status, body } = await life.call(create, { as: anna, body: { url } });
      expect([url, status, body.errors?.[0]?.pointer]).toEqual([url, 400, "#/url"]);
    }
    const { id } = await subscribed(anna, "https://intern.example/a.ics");
    const { body } = await life.call(get, { as: anna, params: { subscriptionId: id } });
    expect(body.error).toBe("The calendar was not fetched: its host does not exist, or is not on the public internet.");
    expect(asked).toEqual([]);
  });

  it("is told to be due once an hour, and not any more once its calendar is deleted", async () => {
    const anna = await life.user("anna");
    answer(calendar(game("1", "01")));
    const { id, calendarId } = await subscribed(anna);
    await tell();
    expect(dueOf(id)).toBe(1);
    await makeDue(id);
    await tell();
    await tell();
    expect(dueOf(id)).toBe(2);
    expect((await life.call(removeCalendar, { as: anna, params: { calendarId } })).status).toBe(204);
    expect((await life.call(get, { as: anna, params: { subscriptionId: id } })).status).toBe(404);
    expect(await titlesOf(calendarId)).toEqual([]);
    await makeDue(id);
    await tell();
    expect(dueOf(id)).toBe(2);
  });

  it("shows its host alone, to its person alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    answer(calendar(game("1", "01")));
    const { id } = await subscribed(anna, "https://club.example/secret-4711.ics");
    const { body } = await life.call(list, { as: anna });
    expect(body.data[0]).toMatchObject({ host: "club.example" });
    expect(
      JSON.stringify(body) + JSON.stringify(await life.database.query("select * from calendar_subscriptions")),
    ).not.toContain("secret-4711");
    for (const operation of [get, fetch])
      expect((await life.call(operation, { as: ben, params: { subscriptionId: id } })).status).toBe(404);
    const body2 = { url: "https://club.example/other.ics" };
    expect((await life.call(update, { as: ben, params: { subscriptionId: id }, body: body2 })).status).toBe(404);
    expect((await life.call(update, { as: anna, params: { subscriptionId: id }, body: body2 })).status).toBe(200);
    await sync(anna, id);
    expect(asked.at(-1)!.url).toBe("/other.ics");
  });
});
