/** Calendar files as they are written: what every reader takes, and what is read back as it was. */
import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { type EventSeries, occurrencesFrom } from "#core/calendar/expansion";
import { type IcsRow, read } from "#core/calendar/ics/read";
import { valuesOf } from "#core/calendar/ics/rows";
import { type WrittenEvent, writeCalendar } from "#core/calendar/ics/write";
import { zoneLines } from "#core/calendar/ics/write-zone";
import { zoneRulesOf, zoneWith } from "#core/calendar/ics/zone-rules";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import { bytesSource } from "./bytes-source.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const written = (events: readonly WrittenEvent[], isBusyOnly = false) =>
  writeCalendar({ name: "Mine", now: NOW, events, isBusyOnly });

async function readBack(text: string): Promise<IcsRow[]> {
  const rows: IcsRow[] = [];
  for await (const { row, problem } of read(bytesSource(Buffer.from(text)), undefined)) {
    if (problem !== undefined) throw new Error(problem.text);
    rows.push(row!);
  }
  return rows;
}

const PLAIN: WrittenEvent = {
  id: "018f0000-0000-7000-8000-000000000001",
  icalUid: null,
  title: "Talk",
  description: null,
  location: null,
  url: null,
  startAt: "2026-03-02T08:00:00.000Z",
  endAt: "2026-03-02T09:00:00.000Z",
  timezone: "Europe/Berlin",
  isAllDay: false,
  lasts: "until_end",
  transparency: "opaque",
  status: "scheduled",
  recurrenceRule: null,
  recurrenceExdates: [],
  recurrenceRdates: [],
  recurrenceParentId: null,
  recurrenceOriginalStart: null,
  attendees: [],
  reminders: [],
  conferenceUrl: null,
  sequence: 0,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
};

describe("a calendar that is written", () => {
  it("has lines of 75 octets at most, which end in CRLF, and a short VTIMEZONE for each zone", () => {
    const text = written([{ ...PLAIN, title: "Ünï💐".repeat(60), description: "a;b,c\\d\ne\r\nf\u0007" }]);
    const lines = text.split("\r\n");
    expect(lines.pop()).toBe("");
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBe(75);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n\u0007]/);
    expect(text).not.toContain("\ufffd");
    expect(lines.filter((line) => line.startsWith("TZID:"))).toEqual(["TZID:Europe/Berlin"]);
    expect(text).toContain(
      "BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT",
    );
    expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  });

  it("says only when somebody is busy where that is all it may say", () => {
    const secret = {
      ...PLAIN,
      icalUid: "secret@clinic.example",
      title: "secret",
      description: "secret",
      location: "secret",
      url: "https://secret.example",
      conferenceUrl: "https://secret.example",
      attendees: [{ name: "secret", email: "secret@example.com" }],
      reminders: [{ minutesBefore: 10 }],
    };
    const text = written([secret], true);
    expect(text).not.toMatch(/secret|VALARM|ATTENDEE/i);
    expect(text).toContain("SUMMARY:Busy");
  });

  it("lets nothing of an event end its line, whoever wrote it", async () => {
    const evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil\u2028\u0085";
    const event = {
      ...PLAIN,
      icalUid: evil,
      title: evil,
      location: evil,
      url: "https://a.example/\r\nSUMMARY:evil",
      attendees: [{ name: `"${evil}":;`, email: `a@b\r\nSUMMARY:evil` }],
      recurrenceRule: "FREQ=DAILY\r\nSUMMARY:evil",
    };
    const text = written([event]);
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
    expect(text.match(/^SUMMARY/gm)).toHaveLength(1);
  });

  it("has zones whose clocks are those of the zone", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kolkata",
      "Africa/Casablanca",
      "Asia/Kathmandu",
      "America/Sao_Paulo",
      "UTC",
    ];
    for (const zone of zones) {
      const lines = zoneLines(zone, 2005, 2031);
      expect(lines.length, zone).toBeLessThan(200);
      const rules = zoneRulesOf(lines.slice(1, -1).map((text, number) => ({ text, number, isCut: false })))!;
      for (const year of [2010, 2026]) expect(zoneWith(rules, year, [zone]), `${zone} ${year}`).toBe(zone);
    }
  });

  it("is read by ical.js as the same events", () => {
    const text = written([
      { ...PLAIN, recurrenceRule: "FREQ=WEEKLY;COUNT=3", recurrenceExdates: ["2026-03-09T08:00:00.000Z"] },
    ]);
    const component = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent("vevent")!;
    const iterator = new ICAL.Event(component).iterator();
    const starts = [];
    for (let next = iterator.next(); next; next = iterator.next()) starts.push(next.toString());
    expect(starts).toEqual(["2026-03-02T09:00:00", "2026-03-16T09:00:00"]);
  });

  it("is read back as it was, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 6 }), async (events) => {
        const rows = await readBack(written(events));
        expect(rows).toHaveLength(events.length);
        for (const [n, event] of events.entries()) {
          const row = rows.find(({ uid }) => uid === `${event.id}@lifeos`)!;
          const { icalUid, externalId, recurrenceParentId, ...values } = valuesOf(row, undefined);
          const { id, icalUid: _, createdAt, updatedAt, recurrenceParentId: __, series, ...before } = events[n]!;
          expect(values).toEqual(before);
          const starts = (one: EventSeries) => occurrencesFrom(one, one.startAt, 50);
          expect(starts(values)).toEqual(starts(before));
        }
      }),
      { numRuns: 40 },
    );
  });
});

const HOUR_MS = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
const minutes = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 }).map((minute) => minute * 60_000);
/** As a person may write it: texts that begin or end with spaces are not kept as they are. */
const text = (maxLength: number) =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength })
    .map((value) => value.replace(/\p{Cc}|\p{Cs}/gu, "").trim() || "x");
const multiline = fc.array(text(40), { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));
const zone = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "UTC",
  null,
);
const rule = fc.constantFrom(
  null,
  "FREQ=DAILY;COUNT=9",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
  "FREQ=MONTHLY;BYMONTHDAY=-1",
  "FREQ=YEARLY",
);

const anyEvent: fc.Arbitrary<WrittenEvent> = fc
  .record({
    id: fc.uuid(),
    title: text(200),
    description: fc.option(multiline),
    location: fc.option(text(100)),
    url: fc.option(fc.webUrl({ withQueryParameters: true })),
    conferenceUrl: fc.option(fc.webUrl()),
    wall: minutes("1995-01-01T00:00:00Z", "2035-01-01T00:00:00Z"),
    length: fc.integer({ min: 0, max: 4_000 }).map((minute) => minute * 60_000),
    zone,
    isAllDay: fc.boolean(),
    lasts: fc.constantFrom("until_end" as const, "duration" as const),
    transparency: fc.constantFrom("opaque" as const, "transparent" as const),
    status: fc.constantFrom("scheduled", "cancelled"),
    rule,
    left: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }),
    added: fc.uniqueArray(fc.integer({ min: 41, max: 80 }), { maxLength: 3 }),
    isInstance: fc.boolean(),
    reminders: fc.uniqueArray(fc.integer({ min: -300, max: 40_320 }), { maxLength: 10 }),
    guests: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }),
    name: text(30),
    sequence: fc.nat(1_000),
  })
  .map((made) => {
    const timezone = made.isAllDay ? null : made.zone;
    const moment = (wall: number) => (timezone === null ? wall : calendarInstantOf(timezone, wall));
    const start = moment(made.isAllDay ? Math.floor(made.wall / (24 * HOUR_MS)) * 24 * HOUR_MS : made.wall);
    const wall = timezone === null ? start : wallAt(timezone, start);
    const days = (some: number[]) =>
      some
        .map((n) => moment(wall + n * 24 * HOUR_MS))
        .sort((a, b) => a - b)
        .map(iso);
    const allDayLength = (1 + (Math.floor(made.length / HOUR_MS) % 5)) * 24 * HOUR_MS;
    const lasts = made.isAllDay || made.length === 0 ? ("until_end" as const) : made.lasts;
    const isSeries = made.rule !== null && !made.isInstance;
    return {
      ...PLAIN,
      id: made.id,
      title: made.title,
      description: made.description,
      location: made.location,
      url: made.url,
      conferenceUrl: made.conferenceUrl,
      startAt: iso(start),
      endAt: iso(start + (made.isAllDay ? allDayLength : made.length)),
      timezone,
      isAllDay: made.isAllDay,
      lasts,
      transparency: made.transparency,
      status: made.status,
      recurrenceRule: isSeries ? made.rule : null,
      recurrenceExdates: isSeries ? days(made.left) : [],
      recurrenceRdates: isSeries ? days(made.added) : [],
      recurrenceOriginalStart: made.isInstance ? iso(start) : null,
      reminders: made.reminders.map((minutesBefore) => ({ minutesBefore })),
      attendees: made.guests.map((n) => ({
        name: made.name,
        email: `guest${n}@example.com`,
        response: "accepted" as const,
      })),
      sequence: made.sequence,
    };
  });
