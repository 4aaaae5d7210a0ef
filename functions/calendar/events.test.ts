import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventEvents } from "#core/calendar/events";
import { get as agenda } from "#functions/calendar/agenda";
import {
  list as calendars,
  create as makeCalendar,
  makeDefault,
  remove as removeCalendar,
  restore as restoreCalendar,
} from "#functions/calendar/calendars";
import { complete, create, get, list, remove, respond, restore, skip, update } from "#functions/calendar/events";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// Monday, 2 March 2026, noon in UTC.
let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const BERLIN = { timezone: "Europe/Berlin" };
const CHOIR = {
  title: "Choir",
  startAt: "2026-03-04T18:30:00.000Z",
  endAt: "2026-03-04T20:00:00.000Z",
  timezone: "Europe/Berlin",
};
const weekly = { ...CHOIR, recurrenceRule: "FREQ=WEEKLY;BYDAY=WE" };

async function event(as: Person, body: object = CHOIR) {
  const { status, body: made } = await life.call(create, { as, body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const of = (row: { id: string }) => ({ eventId: row.id });
const patch = (as: Person, row: { id: string }, body: object, query: Record<string, string> = {}, headers = {}) =>
  life.call(update, { as, params: of(row), body, query, headers });

interface Shown {
  startAt: string;
  title: string;
  originalStart: string | null;
  status: string;
  response: string | null;
}
/** The starts of what the agenda of March and the days after shows. */
async function shown(as: Person, range = { from: "2026-03-01", to: "2026-04-10" }) {
  const { status, body } = await life.call(agenda, { as, query: range });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.events as Shown[];
}
const starts = (events: Shown[]) => events.map(({ startAt }) => startAt.slice(5, 16));
const NTH = [
  "2026-03-04T18:30:00.000Z",
  "2026-03-11T18:30:00.000Z",
  "2026-03-18T18:30:00.000Z",
  "2026-03-25T18:30:00.000Z",
];

describe("an event", () => {
  it("goes into the default calendar, which is made when it is first needed, once", async () => {
    const anna = await life.user("anna", BERLIN);
    const { timezone: _, ...plain } = CHOIR;
    const [one, other] = await Promise.all([event(anna, plain), event(anna, plain)]);
    expect(one).toMatchObject({ timezone: "Europe/Berlin", isAllDay: false, startDate: null, status: "scheduled" });
    const { body } = await life.call(calendars, { as: anna });
    expect(body.data).toMatchObject([{ name: "Calendar", isDefault: true }]);
    expect([one.calendarId, other.calendarId]).toEqual([body.data[0].id, body.data[0].id]);
    expect((await life.call(get, { as: anna, params: of(one) })).body).toEqual(one);
  });

  it("lasts all day when it is given days, of which the last is exclusive", async () => {
    const anna = await life.user("anna", BERLIN);
    const fair = await event(anna, { title: "Fair", startDate: "2026-03-10", endDate: "2026-03-12" });
    expect(fair).toMatchObject({ isAllDay: true, startDate: "2026-03-10", endDate: "2026-03-12", timezone: null });
    expect(await event(anna, { title: "Fair", startDate: "2026-03-10" })).toMatchObject({ endDate: "2026-03-11" });
    const moved = await patch(anna, fair, { startDate: "2026-03-20" });
    expect(moved.body).toMatchObject({ startDate: "2026-03-20", endDate: "2026-03-22" });
    const timed = await patch(anna, fair, { startAt: "2026-03-10T08:00:00Z", endAt: "2026-03-10T09:00:00Z" });
    expect(timed.body).toMatchObject({ isAllDay: false, startDate: null, timezone: "Europe/Berlin" });
  });

  it("is at the same time on all clocks when its zone is null, and keeps that time when it gets a zone", async () => {
    const anna = await life.user("anna", BERLIN);
    const tea = await event(anna, { ...CHOIR, timezone: null });
    const inTokyo = await life.call(agenda, {
      as: anna,
      query: { from: "2026-03-04", to: "2026-03-05", timezone: "Asia/Tokyo" },
    });
    expect(inTokyo.body.events).toMatchObject([{ startAt: "2026-03-04T09:30:00.000Z", timezone: null }]);
    const { body } = await patch(anna, tea, { timezone: "Europe/Berlin" });
    expect(body).toMatchObject({ startAt: "2026-03-04T17:30:00.000Z", endAt: "2026-03-04T19:00:00.000Z" });
  });

  it("is within the years 1 to 9999, as is the agenda", async () => {
    const anna = await life.user("anna", BERLIN);
    const last = await patch(anna, await event(anna), { startDate: "9999-12-31" });
    expect([last.status, last.body.errors]).toMatchObject([400, [{ pointer: "#/startDate" }]]);
    const left = await event(anna, { ...weekly, recurrenceExdates: ["0001-01-01T18:30:00Z", NTH[1]] });
    const earlier = await patch(anna, left, { startAt: "2024-02-28T18:30:00Z", endAt: "2024-02-28T20:00:00Z" });
    expect(earlier.body.recurrenceExdates).toEqual(["2024-03-06T18:30:00.000Z"]);
    const beyond = await life.call(agenda, { as: anna, query: { from: "9999-12-31" } });
    expect([beyond.status, beyond.body.errors]).toMatchObject([400, [{ parameter: "from" }]]);
  });

  it.each([
    ["an end before its start", { endAt: "2026-03-04T18:00:00Z" }, "#/endAt"],
    ["days and times", { startDate: "2026-03-04" }, "#/startAt"],
    ["a length of centuries", { endAt: "9999-03-04T18:00:00Z" }, "#/endAt"],
    [
      "the last day there is, which has none after it",
      { startAt: undefined, endAt: undefined, timezone: undefined, startDate: "9999-12-31" },
      "#/startDate",
    ],
    ["more than one instance a day", { recurrenceRule: "FREQ=SECONDLY" }, "#/recurrenceRule"],
    ["several times of day", { recurrenceRule: "FREQ=DAILY;BYHOUR=9,17" }, "#/recurrenceRule"],
    ["a rule that ends before it", { recurrenceRule: "FREQ=DAILY;UNTIL=20260101" }, "#/recurrenceRule"],
    ["a zone that does not exist", { timezone: "Europe/Atlantis" }, "#/timezone"],
    ["too many exceptions", { recurrenceExdates: Array(2_001).fill("2026-03-04T18:30:00Z") }, "#/recurrenceExdates"],
    ["two of oneself", { attendees: [{ isSelf: true }, { isSelf: true }] }, "#/attendees"],
    ["a link to nothing", { linkedResourceType: "recipe" }, "#/linkedResourceId"],
    ["a link without a kind", { linkedResourceId: "01890000-0000-7000-8000-000000000000" }, "#/linkedResourceType"],
    [
      "a link to what is not there",
      { linkedResourceType: "chore", linkedResourceId: "01890000-0000-7000-8000-000000000000" },
      "#/linkedResourceId",
    ],
  ])("is refused with %s", async (_, wrong, pointer) => {
    const { status, body } = await life.call(create, { as: await life.user("anna"), body: { ...CHOIR, ...wrong } });
    expect([status, body.errors?.map((one: { pointer: string }) => one.pointer)]).toEqual([
      400,
      expect.arrayContaining([pointer]),
    ]);
  });

  it("is changed to a link only with its kind", async () => {
    const anna = await life.user("anna", BERLIN);
    const { status, body } = await patch(anna, await event(anna), { linkedResourceId: anna.userId });
    expect([status, body.errors]).toMatchObject([400, [{ pointer: "#/linkedResourceType" }]]);
  });

  it("is found by its text and by a range of time", async () => {
    const anna = await life.user("anna", BERLIN);
    await event(anna, { ...CHOIR, location: "Parish hall 100%" });
    await event(anna, { ...CHOIR, title: "Dentist", startAt: "2026-05-04T08:00:00Z", endAt: "2026-05-04T09:00:00Z" });
    await event(anna, { ...CHOIR, title: "Market", recurrenceRdates: ["2026-05-20T18:30:00Z"] });
    const found = async (query: Record<string, string>) =>
      (await life.call(list, { as: anna, query })).body.data.map(({ title }: Shown) => title);
    expect(await found({ q: "HALL 100%" })).toEqual(["Choir"]);
    expect(await found({ q: "%" })).toEqual(["Choir"]);
    const may = await found({ endsAfter: "2026-05-01T00:00:00Z", startsBefore: "2026-06-01T00:00:00Z" });
    expect(may.sort()).toEqual(["Dentist", "Market"]);
  });
});

describe("one instance of a series", () => {
  it("is changed by itself, and is shown at its own time only", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    const query = { scope: "this", occurrence: NTH[1]! };
    const { status, body } = await patch(anna, series, { startAt: "2026-03-12T18:30:00Z", title: "Concert" }, query);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      recurrenceParentId: series.id,
      recurrenceOriginalStart: NTH[1],
      recurrenceRule: null,
      endAt: "2026-03-12T20:00:00.000Z",
    });
    expect(starts(await shown(anna))).toEqual([
      "03-04T18:30",
      "03-12T18:30",
      "03-18T18:30",
      "03-25T18:30",
      "04-01T17:30",
      "04-08T17:30",
    ]);
    // Also where only its own time is in the window, or only the one that the series gives it.
    expect(starts(await shown(anna, { from: "2026-03-12", to: "2026-03-13" }))).toEqual(["03-12T18:30"]);
    expect(await shown(anna, { from: "2026-03-11", to: "2026-03-12" })).toEqual([]);
    // A second change is one of the same row.
    const again = await patch(anna, series, { title: "Great concert" }, query);
    expect(again.body).toMatchObject({ id: body.id, title: "Great concert", startAt: "2026-03-12T18:30:00.000Z" });
  });

  it("is left out when it is deleted, also when it was changed before, and restored as it was", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    const gone = await life.call(remove, { as: anna, params: of(series), query: { occurrence: NTH[0]! } });
    expect(gone.status).toBe(204);
    const changed = (await patch(anna, series, { title: "Concert" }, { occurrence: NTH[1]! })).body;
    await life.call(remove, { as: anna, params: of(changed) });
    expect(starts(await shown(anna)).slice(0, 2)).toEqual(["03-18T18:30", "03-25T18:30"]);
    const changes = () =>
      life.published.filter(({ type, data }) => type === EventEvents.updated.type && data.entityId === series.id)
        .length;
    const before = changes();
    const back = await life.call(restore, { as: anna, params: of(changed) });
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect((await shown(anna)).slice(0, 2)).toMatchObject([
      { title: "Concert", originalStart: NTH[1] },
      { title: "Choir" },
    ]);
    // The series has changed, too, which its provider has to learn.
    expect(changes()).toBe(before + 1);
  });

  it("is completed or skipped once, and the others stay to come", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    const settle = (verb: typeof complete | typeof skip, occurrence?: string) =>
      life.call(verb, { as: anna, params: of(series), body: { occurrence } });
    expect((await settle(complete, NTH[0])).body).toMatchObject({
      status: "completed",
      recurrenceOriginalStart: NTH[0],
    });
    expect((await settle(complete, NTH[0])).status).toBe(409);
    expect((await settle(skip, NTH[1])).body).toMatchObject({ status: "skipped" });
    expect((await settle(complete)).body.errors).toMatchObject([{ pointer: "#/occurrence" }]);
    expect((await settle(complete, "2026-03-05T00:00:00Z")).status).toBe(400);
    const states = (await shown(anna)).map(({ status }) => status);
    expect(states).toEqual(["completed", "skipped", "scheduled", "scheduled", "scheduled", "scheduled"]);
    const plain = await event(anna);
    expect((await life.call(complete, { as: anna, params: of(plain), body: {} })).body.status).toBe("completed");
  });

  it("answers an invitation for itself or for all", async () => {
    const anna = await life.user("anna", BERLIN);
    const attendees = [
      { email: "boss@example.com", isOrganizer: true },
      { email: "anna@example.com", isSelf: true },
    ];
    const series = await event(anna, { ...weekly, attendees });
    const say = (body: object, row = series) => life.call(respond, { as: anna, params: of(row), body });
    await say({ response: "accepted" });
    await say({ response: "declined", occurrence: NTH[1] });
    const answers = (await shown(anna)).map(({ response }) => response);
    expect(answers.slice(0, 3)).toEqual(["accepted", "declined", "accepted"]);
    expect((await say({ response: "accepted" }, await event(anna))).status).toBe(409);
  });
});

describe("an instance and all that follow", () => {
  it("become a series of their own, with what was changed and left out of it", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, { ...weekly, recurrenceRule: "FREQ=WEEKLY;BYDAY=WE;COUNT=5" });
    await life.call(remove, { as: anna, params: of(series), query: { occurrence: NTH[3]! } });
    await patch(anna, series, { title: "Concert" }, { occurrence: NTH[2]! });
    const later = { startAt: "2026-03-12T19:30:00Z", endAt: "2026-03-12T21:00:00Z" };
    const { status, body } = await patch(anna, series, later, { scope: "following", occurrence: NTH[1]! });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ recurrenceRule: "FREQ=WEEKLY;BYDAY=TH;COUNT=4", startAt: "2026-03-12T19:30:00.000Z" });
    expect((await life.call(get, { as: anna, params: of(series) })).body.recurrenceRule).toBe(
      "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260311T182959Z",
    );
    // What was changed stays at its own time, and what was left out is left out.
    expect((await shown(anna)).map(({ startAt, title }) => `${startAt.slice(5, 16)} ${title}`)).toEqual([
      "03-04T18:30 Choir",
      "03-12T19:30 Choir",
      "03-18T18:30 Concert",
      "04-02T18:30 Choir",
    ]);
  });

  it("end with the series when they are deleted, and are all of it from the first on", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    await life.call(remove, { as: anna, params: of(series), query: { scope: "following", occurrence: NTH[2]! } });
    expect(starts(await shown(anna))).toEqual(["03-04T18:30", "03-11T18:30"]);
    await life.call(remove, { as: anna, params: of(series), query: { scope: "following", occurrence: NTH[0]! } });
    expect((await life.call(get, { as: anna, params: of(series) })).status).toBe(404);
  });
});

describe("all of a series", () => {
  it("moves as far as the named instance does, with the names of its exceptions", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    await life.call(remove, { as: anna, params: of(series), query: { occurrence: NTH[0]! } });
    await patch(anna, series, { title: "Concert" }, { occurrence: NTH[1]! });
    const { status, body } = await patch(
      anna,
      series,
      { startAt: "2026-03-19T17:00:00Z" },
      { scope: "all", occurrence: NTH[2]! },
    );
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      startAt: "2026-03-05T17:00:00.000Z",
      endAt: "2026-03-05T18:30:00.000Z",
      recurrenceRule: "FREQ=WEEKLY;BYDAY=TH",
    });
    expect((await shown(anna)).map(({ startAt, title }) => `${startAt.slice(5, 16)} ${title}`).slice(0, 3)).toEqual([
      "03-11T18:30 Concert",
      "03-19T17:00 Choir",
      "03-26T17:00 Choir",
    ]);
  });

  it("is deleted and restored with its changed instances", async () => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    await patch(anna, series, { title: "Concert" }, { occurrence: NTH[1]! });
    await life.call(remove, { as: anna, params: of(series) });
    expect(await shown(anna)).toEqual([]);
    await life.call(restore, { as: anna, params: of(series) });
    expect((await shown(anna)).slice(0, 2)).toMatchObject([{ title: "Choir" }, { title: "Concert" }]);
  });

  it.each([
    ["a scope without an instance", { scope: "this" }, 400],
    ["an instance that is none", { occurrence: "2026-03-05T18:30:00Z" }, 400],
    ["a scope that is none", { scope: "some" }, 400],
  ])("is refused with %s", async (_, query, status) => {
    const anna = await life.user("anna", BERLIN);
    const series = await event(anna, weekly);
    expect((await patch(anna, series, { title: "No" }, query as Record<string, string>)).status).toBe(status);
    expect(
      (await life.call(remove, { as: anna, params: of(series), query: query as Record<string, string> })).status,
    ).toBe(status);
  });
});

describe("a calendar", () => {
  it("takes its events along when it is deleted, and brings them back", async () => {
    const anna = await life.user("anna", BERLIN);
    const { body: work } = await life.call(makeCalendar, { as: anna, body: { name: "Work" } });
    const meeting = await event(anna, { ...weekly, calendarId: work.id });
    await patch(anna, meeting, { title: "Retreat" }, { occurrence: NTH[1]! });
    await event(anna, { ...CHOIR, title: "Elsewhere" });
    const params = { calendarId: work.id };
    expect((await life.call(removeCalendar, { as: anna, params })).status).toBe(204);
    expect((await shown(anna)).map(({ title }) => title)).toEqual(["Elsewhere"]);
    expect((await life.call(restoreCalendar, { as: anna, params })).status).toBe(200);
    expect((await shown(anna)).length).toBe(7);
  });

  it("becomes the default one instead of another", async () => {
    const anna = await life.user("anna", BERLIN);
    await event(anna);
    const { body: work } = await life.call(makeCalendar, { as: anna, body: { name: "Work" } });
    const { status, body } = await life.call(makeDefault, { as: anna, params: { calendarId: work.id } });
    expect([status, body.isDefault]).toEqual([200, true]);
    expect((await event(anna)).calendarId).toBe(work.id);
  });

  it("that is read-only takes nothing in and gives nothing away", async () => {
    const anna = await life.user("anna", BERLIN);
    const { body: holidays } = await life.call(makeCalendar, { as: anna, body: { name: "Holidays" } });
    const day = await event(anna, { title: "Easter", startDate: "2026-04-05", calendarId: holidays.id });
    await life.database.query("update calendars set is_read_only = true where id = $1", [holidays.id]);
    expect((await life.call(create, { as: anna, body: { ...CHOIR, calendarId: holidays.id } })).status).toBe(409);
    expect((await patch(anna, day, { title: "No" })).status).toBe(409);
    expect((await life.call(remove, { as: anna, params: of(day) })).status).toBe(409);
  });
});
