import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { googleCalendars } from "#core/calendar/sync/google";
import { GoogleStandIn } from "#core/calendar/sync/google.fixture";
import * as Sync from "#core/calendar/sync/sync";
import { comparable, here, type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
let google: GoogleStandIn;
let mine: Synced;
beforeAll(async () => {
  life = await harness(await testDb(), {
    network: { reroute: (url) => google.reroute(url), wait: async () => {} },
  });
});
beforeEach(async () => {
  google = new GoogleStandIn("ada@example.com", "reading-club");
  await google.listen();
  mine = await syncedPerson(life, "google_calendar");
  return () => google.close();
});
afterAll(() => life.close());

const CALENDAR = "ada@example.com";
const berlin = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });
const lunch = {
  summary: "Lunch",
  start: berlin("2026-03-02T12:00:00+01:00"),
  end: berlin("2026-03-02T13:00:00+01:00"),
};
const weekly = {
  summary: "Choir",
  start: berlin("2026-03-02T19:00:00+01:00"),
  end: berlin("2026-03-02T21:00:00+01:00"),
  recurrence: ["RRULE:FREQ=WEEKLY;BYDAY=MO", "EXDATE;TZID=Europe/Berlin:20260309T190000"],
};

/** What Google has, as it would be here. */
async function there() {
  const service = googleCalendars(mine.ctx(), mine.connectionId, "Europe/Berlin");
  const events = google.live(CALENDAR);
  const read = await Promise.all(events.map(({ id }) => service.get(CALENDAR, id)));
  return comparable(read.flatMap((one) => (one?.fields ? [{ externalId: one.externalId, fields: one.fields }] : [])));
}

async function expectEqual() {
  expect(here(await mine.live())).toEqual(await there());
}

describe("the calendars of a Google account", () => {
  it("are read with their colours and rights, and the person's own first one is synchronised", async () => {
    const rows = await life.database.query(
      "select external_id, name, color, timezone, is_selected, is_read_only from calendars where connection_id = $1 order by id",
      [mine.connectionId],
    );
    expect(rows).toEqual([
      {
        external_id: CALENDAR,
        name: CALENDAR,
        color: "#9fe1e7",
        timezone: "Europe/Berlin",
        is_selected: true,
        is_read_only: false,
      },
      {
        external_id: "reading-club",
        name: "reading-club",
        color: "#9fe1e7",
        timezone: "Europe/Berlin",
        is_selected: false,
        is_read_only: true,
      },
    ]);
  });
});

describe("what comes from Google", () => {
  it("is brought page by page, once, and then only what has changed", async () => {
    google.pageSize = () => 2;
    for (let n = 0; n < 5; n++) google.put(CALENDAR, { ...lunch, id: `lunch${n}`, summary: `Lunch ${n}` });
    expect(await mine.sync()).toEqual({ added: 5, updated: 0, deleted: 0 });
    expect(await mine.sync()).toEqual({ added: 0, updated: 0, deleted: 0 });
    google.put(CALENDAR, { id: "lunch3", summary: "Late lunch" });
    google.cancel(CALENDAR, "lunch4");
    expect(await mine.sync()).toEqual({ added: 0, updated: 1, deleted: 1 });
    await expectEqual();
    expect((await mine.live()).map(({ title }) => title)).toContain("Late lunch");
  });

  it("is counted once, also by a step whose answer was lost and that is done again", async () => {
    google.pageSize = () => 2;
    for (let n = 0; n < 5; n++) google.put(CALENDAR, { ...lunch, id: `lunch${n}`, summary: `Lunch ${n}` });
    google.put(CALENDAR, { ...weekly, id: "choir" });
    const finished = async () => {
      await mine.sync();
      return Sync.finish(mine.story(mine.calendarId), life.now().toISOString());
    };
    // Nobody takes the answers of these steps, one of which was done at the same time by another run.
    await Sync.pull(mine.story(mine.calendarId));
    await Promise.all([1, 2].map(() => Sync.pull(mine.story(mine.calendarId))));
    expect(await finished()).toEqual({ added: 6, updated: 0, deleted: 0 });
    expect(await finished()).toEqual({ added: 0, updated: 0, deleted: 0 });
    google.put(CALENDAR, { id: "lunch1", summary: "Late lunch" });
    google.cancel(CALENDAR, "lunch2");
    await Sync.pull(mine.story(mine.calendarId));
    expect(await finished()).toEqual({ added: 0, updated: 1, deleted: 1 });
    google.cancel(CALENDAR, "lunch3");
    google.endTokens();
    expect(await finished()).toEqual({ added: 0, updated: 0, deleted: 1 });
    expect(await finished()).toEqual({ added: 0, updated: 0, deleted: 0 });
  });

  it("keeps series, days left out, and instances that were moved or cancelled, in whatever order they come", async () => {
    google.put(CALENDAR, { ...weekly, id: "choir" });
    google.put(CALENDAR, {
      id: "choir_20260316T180000Z",
      recurringEventId: "choir",
      originalStartTime: berlin("2026-03-16T19:00:00+01:00"),
      summary: "Choir, in church",
      start: berlin("2026-03-17T19:00:00+01:00"),
      end: berlin("2026-03-17T21:00:00+01:00"),
    });
    google.put(CALENDAR, {
      id: "choir_20260323T180000Z",
      recurringEventId: "choir",
      originalStartTime: berlin("2026-03-23T19:00:00+01:00"),
      status: "cancelled",
    });
    google.put(CALENDAR, { id: "choir", description: "Bring water" });
    google.pageSize = () => 1;
    await mine.sync();
    const rows = await mine.live();
    const series = rows.find(({ recurrenceRule }) => recurrenceRule !== null)!;
    expect(series).toMatchObject({
      title: "Choir",
      timezone: "Europe/Berlin",
      recurrenceRule: "FREQ=WEEKLY;BYDAY=MO",
      recurrenceExdates: ["2026-03-09T18:00:00.000Z"],
    });
    const instances = rows.filter(({ recurrenceParentId }) => recurrenceParentId === series.id);
    expect(
      instances.map(({ title, status, recurrenceOriginalStart }) => ({ title, status, recurrenceOriginalStart })),
    ).toEqual([
      { title: "", status: "cancelled", recurrenceOriginalStart: "2026-03-23T18:00:00.000Z" },
      { title: "Choir, in church", status: "scheduled", recurrenceOriginalStart: "2026-03-16T18:00:00.000Z" },
    ]);
  });

  it("is listed anew when Google no longer knows the token, and what is gone meanwhile goes here", async () => {
    google.put(CALENDAR, { ...lunch, id: "stays" });
    google.put(CALENDAR, { ...lunch, id: "goes" });
    await mine.sync();
    google.cancel(CALENDAR, "goes");
    google.put(CALENDAR, { ...lunch, id: "new" });
    google.endTokens();
    expect(await mine.sync()).toMatchObject({ added: 1, deleted: 1 });
    await expectEqual();
    const [left] = await life.database.query<{ n: number }>(
      "select count(*)::int as n from calendar_events where calendar_id = $1 and deleted_at is not null",
      [mine.calendarId],
    );
    expect(left!.n).toBe(1);
  });
});

describe("what is done here", () => {
  it("is created, moved and removed there, and does not come back as news", async () => {
    const row = await mine.add({
      title: "Dentist",
      startAt: "2026-03-04T08:00:00.000Z",
      endAt: "2026-03-04T09:00:00.000Z",
      timezone: "Europe/Berlin",
    });
    await mine.sync();
    expect(google.live(CALENDAR)).toMatchObject([{ summary: "Dentist", start: { timeZone: "Europe/Berlin" } }]);
    const { length } = google.requests;
    expect(await mine.sync()).toEqual({ added: 0, updated: 0, deleted: 0 });
    expect(google.requests.slice(length)).toHaveLength(1);
    await mine.change(row.id, { startAt: "2026-03-04T10:00:00.000Z", endAt: "2026-03-04T11:00:00.000Z" });
    await mine.sync();
    await expectEqual();
    await mine.remove(row.id);
    await mine.sync();
    expect(google.live(CALENDAR)).toEqual([]);
    expect(await mine.sync()).toEqual({ added: 0, updated: 0, deleted: 0 });
  });

  it("makes one event there although the answer to the first try was lost", async () => {
    await mine.add({
      title: "Once",
      startAt: "2026-03-04T08:00:00.000Z",
      endAt: "2026-03-04T09:00:00.000Z",
      timezone: "UTC",
    });
    await mine.sync();
    const faults = ["after", undefined] as const;
    let n = 0;
    google.fault = () => faults[n++];
    await mine.add({
      title: "Twice?",
      startAt: "2026-03-05T08:00:00.000Z",
      endAt: "2026-03-05T09:00:00.000Z",
      timezone: "UTC",
    });
    await mine.sync(3);
    expect(google.live(CALENDAR)).toHaveLength(2);
    await expectEqual();
  });

  it("changes an instance of a series there, and leaves the others", async () => {
    google.put(CALENDAR, { ...weekly, id: "choir" });
    await mine.sync();
    const [series] = await mine.live();
    await mine.add({
      title: "Choir, outside",
      startAt: "2026-03-16T16:00:00.000Z",
      endAt: "2026-03-16T18:00:00.000Z",
      timezone: "Europe/Berlin",
      recurrenceParentId: series!.id,
      recurrenceOriginalStart: "2026-03-16T18:00:00.000Z",
    });
    await mine.sync();
    await mine.sync();
    expect(google.live(CALENDAR)).toMatchObject([
      { id: "choir", summary: "Choir" },
      { id: "choir_20260316T180000Z", recurringEventId: "choir", summary: "Choir, outside" },
    ]);
    await expectEqual();
  });

  it("writes an instance that stayed here alone once its series is there again", async () => {
    google.put(CALENDAR, { ...weekly, id: "choir" });
    await mine.sync();
    const [series] = await mine.live();
    await mine.add({
      title: "Choir, outside",
      startAt: "2026-03-16T16:00:00.000Z",
      endAt: "2026-03-16T18:00:00.000Z",
      timezone: "Europe/Berlin",
      recurrenceParentId: series!.id,
      recurrenceOriginalStart: "2026-03-16T18:00:00.000Z",
    });
    // Its series is removed at the same moment, so that it is not removed along.
    await mine.remove(series!.id);
    await mine.sync();
    expect(google.live(CALENDAR)).toEqual([]);
    await mine.restore(series!.id);
    await mine.sync();
    await mine.sync();
    expect(google.live(CALENDAR)).toMatchObject([{ summary: "Choir" }, { summary: "Choir, outside" }]);
    await expectEqual();
  });
});

describe("an instance of a series of days", () => {
  it("that gets a time here is changed there", async () => {
    google.put(CALENDAR, {
      id: "cleaning",
      summary: "Cleaning",
      start: { date: "2026-03-02" },
      end: { date: "2026-03-03" },
      recurrence: ["RRULE:FREQ=WEEKLY"],
    });
    await mine.sync();
    const [series] = await mine.live();
    await mine.add({
      title: "Cleaning",
      startAt: "2026-03-09T08:00:00.000Z",
      endAt: "2026-03-09T09:00:00.000Z",
      timezone: "Europe/Berlin",
      recurrenceParentId: series!.id,
      recurrenceOriginalStart: "2026-03-09T00:00:00.000Z",
    });
    await mine.sync();
    expect(google.live(CALENDAR)).toMatchObject([
      { id: "cleaning" },
      { id: "cleaning_20260309", start: { dateTime: "2026-03-09T08:00:00.000Z" } },
    ]);
    await expectEqual();
  });
});

describe("what is changed on both sides", () => {
  it("is joined: each change stands, and where both changed the same, Google's does and the person is told once", async () => {
    google.put(CALENDAR, { ...lunch, id: "lunch", location: "Canteen" });
    await mine.sync();
    const [row] = await mine.live();
    await mine.change(row!.id, { title: "Lunch with Grace", location: "Park" });
    google.put(CALENDAR, { id: "lunch", location: "Café", description: "Bring the book" });
    await mine.sync();
    expect(await mine.live()).toMatchObject([
      { title: "Lunch with Grace", location: "Café", description: "Bring the book" },
    ]);
    await expectEqual();
    const told = life.published.filter(
      ({ type, subject }) => type === "calendar.event.overruled" && subject === mine.person.userId,
    );
    expect(told.map(({ data }) => data.payload)).toEqual([{ provider: "google", fields: ["location"] }]);
  });

  it("is joined as well when the change there comes in the middle of ours", async () => {
    google.put(CALENDAR, { ...lunch, id: "lunch" });
    await mine.sync();
    const [row] = await mine.live();
    await mine.change(row!.id, { title: "Lunch with Grace" });
    google.meanwhile = () => google.put(CALENDAR, { id: "lunch", location: "Café" });
    await mine.sync();
    await mine.sync();
    expect(await mine.live()).toMatchObject([{ title: "Lunch with Grace", location: "Café" }]);
    await expectEqual();
  });

  it.each([{ summary: "Choir, in church" }, { status: "cancelled" }])(
    "goes by Google when both change the same instance for the first time: %o",
    async (change) => {
      google.put(CALENDAR, { ...weekly, id: "choir" });
      await mine.sync();
      const [series] = await mine.live();
      await mine.add({
        title: "Choir, outside",
        startAt: "2026-03-16T16:00:00.000Z",
        endAt: "2026-03-16T18:00:00.000Z",
        timezone: "Europe/Berlin",
        recurrenceParentId: series!.id,
        recurrenceOriginalStart: "2026-03-16T18:00:00.000Z",
      });
      google.put(CALENDAR, {
        id: "choir_20260316T180000Z",
        recurringEventId: "choir",
        originalStartTime: berlin("2026-03-16T19:00:00+01:00"),
        start: berlin("2026-03-17T19:00:00+01:00"),
        end: berlin("2026-03-17T21:00:00+01:00"),
        ...change,
      });
      await mine.sync();
      await mine.sync();
      await expectEqual();
      const titles = change.status ? ["Choir"] : ["Choir", "Choir, in church"];
      expect((await mine.live()).filter(({ status }) => status !== "cancelled").map(({ title }) => title)).toEqual(
        titles,
      );
    },
  );

  it("goes by the side that still works on it when the other one has removed it here, and is gone when it was removed there", async () => {
    google.put(CALENDAR, { ...lunch, id: "kept" });
    google.put(CALENDAR, { ...lunch, id: "gone" });
    await mine.sync();
    const rows = await mine.live();
    const of = (id: string) => rows.find(({ externalId }) => externalId === id)!.id;
    await mine.remove(of("kept"));
    google.put(CALENDAR, { id: "kept", location: "Café" });
    await mine.change(of("gone"), { title: "Still there?" });
    google.cancel(CALENDAR, "gone");
    await mine.sync();
    await mine.sync();
    expect((await mine.live()).map(({ externalId }) => externalId)).toEqual(["kept"]);
    await expectEqual();
  });
});
