import { describe, expect, it } from "vitest";
import { type EventSeries, occurrenceAt, occurrences, occurrencesFrom, visitFrom } from "#core/calendar/expansion";

const once: EventSeries = {
  startAt: "2026-03-28T08:00:00.000Z",
  endAt: "2026-03-28T09:00:00.000Z",
  timezone: "Europe/Berlin",
  isAllDay: false,
  lasts: "until_end",
  recurrenceRule: null,
  recurrenceExdates: [],
  recurrenceRdates: [],
};
const daily = { ...once, recurrenceRule: "FREQ=DAILY" };
const ALWAYS = { from: "2020-01-01T00:00:00Z", to: "2040-01-01T00:00:00Z" };

const starts = (series: Partial<EventSeries>, window = ALWAYS, limit = 10, viewerZone = "UTC") =>
  occurrences({ ...once, ...series }, window, viewerZone, limit).map(({ startAt }) => startAt.slice(0, 16));
const spans = (series: Partial<EventSeries>, window = ALWAYS, limit = 10, viewerZone = "UTC") =>
  occurrences({ ...once, ...series }, window, viewerZone, limit).map(
    ({ startAt, endAt }) => `${startAt.slice(0, 16)}/${endAt.slice(0, 16)}`,
  );

describe("an event that happens once", () => {
  it("is in the windows that it overlaps, and its end is exclusive", () => {
    const at = (from: string, to: string) => starts({}, { from, to }).length;
    expect(at("2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z")).toBe(1);
    expect(at("2026-03-28T08:30:00Z", "2026-03-28T08:31:00Z")).toBe(1);
    expect(at("2026-03-28T09:00:00Z", "2026-03-29T00:00:00Z")).toBe(0);
    expect(at("2026-03-27T00:00:00Z", "2026-03-28T08:00:00Z")).toBe(0);
  });

  it("without length is in the window that it starts in", () => {
    const moment = { endAt: once.startAt };
    expect(starts(moment, { from: once.startAt, to: "2026-03-29T00:00:00Z" })).toHaveLength(1);
    expect(starts(moment, { from: "2026-03-28T07:00:00Z", to: once.startAt })).toHaveLength(0);
  });
});

describe("over a change of clocks", () => {
  it("an event keeps the time of its zone", () => {
    expect(starts({ ...daily }, ALWAYS, 3)).toEqual(["2026-03-28T08:00", "2026-03-29T07:00", "2026-03-30T07:00"]);
  });

  it("a time that the clocks skip moves forward by as much as they do", () => {
    const night = { ...daily, startAt: "2026-03-28T01:30:00.000Z", endAt: "2026-03-28T01:45:00.000Z" };
    expect(spans(night, ALWAYS, 3)).toEqual([
      "2026-03-28T01:30/2026-03-28T01:45",
      "2026-03-29T01:30/2026-03-29T01:45",
      "2026-03-30T00:30/2026-03-30T00:45",
    ]);
  });

  it("a time that comes twice means the first", () => {
    const night = { ...daily, startAt: "2026-10-24T00:30:00.000Z", endAt: "2026-10-24T01:00:00.000Z" };
    expect(starts(night, ALWAYS, 3)).toEqual(["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]);
  });

  it("one given by its end keeps the time of its end, and one given by a duration its length", () => {
    const night = { ...daily, startAt: "2026-03-27T22:00:00.000Z", endAt: "2026-03-28T05:00:00.000Z" };
    expect(spans(night, ALWAYS, 2)[1]).toBe("2026-03-28T22:00/2026-03-29T04:00");
    expect(spans({ ...night, lasts: "duration" }, ALWAYS, 2)[1]).toBe("2026-03-28T22:00/2026-03-29T05:00");
  });
});

describe("an event without a zone", () => {
  const birthday = {
    ...once,
    startAt: "2026-03-28T00:00:00.000Z",
    endAt: "2026-03-29T00:00:00.000Z",
    timezone: null,
    isAllDay: true,
  };

  it("that lasts all day is the same date for every viewer", () => {
    // The 28th in Auckland is from 11:00 of the 27th to 11:00 of the 28th in UTC.
    const inAuckland = (from: string, to: string) => starts(birthday, { from, to }, 10, "Pacific/Auckland");
    expect(inAuckland("2026-03-27T10:00:00Z", "2026-03-27T11:00:00Z")).toEqual([]);
    expect(inAuckland("2026-03-27T11:00:00Z", "2026-03-27T12:00:00Z")).toEqual(["2026-03-28T00:00"]);
    expect(inAuckland("2026-03-28T11:00:00Z", "2026-03-28T12:00:00Z")).toEqual([]);
  });

  it("is at the same time everywhere", () => {
    const floating = {
      ...birthday,
      isAllDay: false,
      startAt: "2026-03-28T09:00:00.000Z",
      endAt: "2026-03-28T10:00:00.000Z",
    };
    const window = { from: "2026-03-28T13:00:00Z", to: "2026-03-28T14:00:00Z" };
    expect(starts(floating, window, 1, "America/New_York")).toHaveLength(1);
    expect(starts(floating, window, 1, "UTC")).toHaveLength(0);
  });

  it("recurs by dates, also over a change of clocks", () => {
    expect(starts({ ...birthday, recurrenceRule: "FREQ=DAILY;UNTIL=20260330" }, ALWAYS, 10, "Europe/Berlin")).toEqual([
      "2026-03-28T00:00",
      "2026-03-29T00:00",
      "2026-03-30T00:00",
    ]);
  });
});

describe("a series", () => {
  it("begins with its start, which COUNT counts, even when the rule does not match it", () => {
    // A Saturday.
    expect(starts({ recurrenceRule: "FREQ=WEEKLY;BYDAY=MO;COUNT=3" })).toEqual([
      "2026-03-28T08:00",
      "2026-03-30T07:00",
      "2026-04-06T07:00",
    ]);
  });

  it("counts the instances that are left out", () => {
    const recurrenceExdates = ["2026-03-29T07:00:00.000Z"];
    expect(starts({ recurrenceRule: "FREQ=DAILY;COUNT=3", recurrenceExdates })).toEqual([
      "2026-03-28T08:00",
      "2026-03-30T07:00",
    ]);
  });

  it("has added dates in their place, each once", () => {
    const recurrenceRdates = ["2026-03-30T07:00:00Z", "2026-03-29T18:00:00Z", "2026-03-01T08:00:00Z"];
    expect(starts({ recurrenceRule: "FREQ=DAILY;COUNT=3", recurrenceRdates })).toEqual([
      "2026-03-01T08:00",
      "2026-03-28T08:00",
      "2026-03-29T07:00",
      "2026-03-29T18:00",
      "2026-03-30T07:00",
    ]);
    expect(starts({ recurrenceRdates: ["2026-04-01T08:00:00Z"] })).toEqual(["2026-03-28T08:00", "2026-04-01T08:00"]);
  });

  it.each([
    ["FREQ=DAILY;UNTIL=20260330T070000Z", 3],
    ["FREQ=DAILY;UNTIL=20260330T065959Z", 2],
    ["FREQ=DAILY;UNTIL=20260330T090000", 3],
    ["FREQ=DAILY;UNTIL=20260330T085959", 2],
    ["FREQ=DAILY;UNTIL=20260330", 3],
    ["FREQ=DAILY;UNTIL=20260327", 0],
  ])("ends with its UNTIL: %s", (recurrenceRule, count) => {
    expect(starts({ recurrenceRule })).toHaveLength(count);
  });

  it("that began centuries ago, or asks for the end of time, answers the window that is asked for", () => {
    const old = { ...daily, startAt: "0001-01-01T08:00:00.000Z", endAt: "0001-01-01T09:00:00.000Z", timezone: "UTC" };
    const window = { from: "2026-03-28T00:00:00Z", to: "2026-03-30T00:00:00Z" };
    expect(starts(old, window)).toEqual(["2026-03-28T08:00", "2026-03-29T08:00"]);
    expect(starts(daily, { from: "9999-12-30T00:00:00Z", to: "9999-12-31T23:59:59Z" })).toHaveLength(2);
  });

  it("of COUNT is over after 150 years, because whoever asks for the window of today would count all that time", () => {
    const since = (year: number) =>
      starts({
        startAt: `${year}-05-01T08:00:00.000Z`,
        endAt: `${year}-05-01T08:00:00.000Z`,
        recurrenceRule: "FREQ=YEARLY;COUNT=9999",
      }).length;
    expect([since(1900), since(1850)]).toEqual([10, 0]);
  });

  it("of long events has those that go on when the window begins", () => {
    const weeks = { ...daily, recurrenceRule: "FREQ=WEEKLY", endAt: "2026-04-10T08:00:00.000Z" };
    expect(starts(weeks, { from: "2026-05-10T00:00:00Z", to: "2026-05-11T00:00:00Z" })).toEqual([
      "2026-05-02T07:00",
      "2026-05-09T07:00",
    ]);
  });

  it("is asked for the instance of a start, and for those from a moment on", () => {
    expect(occurrenceAt(daily, "2026-03-30T07:00:00Z")).toEqual({
      originalStart: "2026-03-30T07:00:00.000Z",
      startAt: "2026-03-30T07:00:00.000Z",
      endAt: "2026-03-30T08:00:00.000Z",
    });
    expect(occurrenceAt(daily, "2026-03-30T08:00:00Z")).toBeUndefined();
    const next = occurrencesFrom(daily, "2026-03-30T07:00:00.001Z", 2);
    expect(next.map(({ startAt }) => startAt)).toEqual(["2026-03-31T07:00:00.000Z", "2026-04-01T07:00:00.000Z"]);
  });

  it("is followed no further than it is asked for", () => {
    const seen: string[] = [];
    const leap = { ...daily, recurrenceRule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29" };
    visitFrom(leap, "2027-01-01T00:00:00Z", ({ startAt }) => seen.push(startAt.slice(0, 10)) < 2);
    expect(seen).toEqual(["2028-02-29", "2032-02-29"]);
  });
});
