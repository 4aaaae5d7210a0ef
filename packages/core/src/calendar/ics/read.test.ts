/** Calendar files as they are, and as somebody makes them who wants to keep their reader busy. */

import { describe, expect, it } from "vitest";
import { type IcsRow, read } from "#core/calendar/ics/read";
import { type Source, type Unit, UnreadableSource } from "#core/ingest/importer";
import { expectLinear } from "#testing/growth";
import { slow } from "#testing/slow";
import { bytesSource } from "./bytes-source.ts";

const lines = (...all: string[]) => `${all.join("\r\n")}\r\n`;
const calendar = (...all: string[]) => lines("BEGIN:VCALENDAR", "VERSION:2.0", ...all, "END:VCALENDAR");
const event = (...all: string[]) => ["BEGIN:VEVENT", ...all, "END:VEVENT"].join("\r\n");
const START = "DTSTART:20260501T100000Z";

async function unitsOf(source: Source | string | Buffer, cursor?: string): Promise<Unit<IcsRow>[]> {
  const bytes = typeof source === "string" ? Buffer.from(source) : source;
  const units: Unit<IcsRow>[] = [];
  for await (const unit of read(Buffer.isBuffer(bytes) ? bytesSource(bytes) : bytes, cursor)) units.push(unit);
  return units;
}

const said = (units: readonly Unit<IcsRow>[]) => units.map(({ row, problem }) => problem?.text ?? row!.columns.title);

async function one(...all: string[]) {
  const [unit, ...others] = await unitsOf(calendar(event(...all)));
  expect(others).toEqual([]);
  expect(unit?.problem).toBeUndefined();
  return unit!.row!.columns;
}

describe("an event of a calendar file", () => {
  it("is as long as its DTEND or DURATION says, a day, or a moment", async () => {
    const berlin = "DTSTART;TZID=Europe/Berlin:20260328T120000";
    const span = async (...all: string[]) => {
      const { startAt, endAt, lasts } = await one(...all);
      return [startAt.slice(5, 16), endAt.slice(5, 16), lasts];
    };
    expect(await span(START, "DTEND:20260501T113000Z")).toEqual(["05-01T10:00", "05-01T11:30", "until_end"]);
    // Over a change of clocks a day is a day of the calendar, and 24 hours are 24 hours.
    expect(await span(berlin, "DURATION:P1D")).toEqual(["03-28T11:00", "03-29T10:00", "until_end"]);
    expect(await span(berlin, "DURATION:PT24H")).toEqual(["03-28T11:00", "03-29T11:00", "duration"]);
    expect(await span(berlin)).toEqual(["03-28T11:00", "03-28T11:00", "until_end"]);
    expect(await span("DTSTART;VALUE=DATE:20260501")).toEqual(["05-01T00:00", "05-02T00:00", "until_end"]);
    expect(await span("DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260501")).toEqual([
      "05-01T00:00",
      "05-02T00:00",
      "until_end",
    ]);
    expect(await span("DTSTART:20260501", "DURATION:P1W")).toEqual(["05-01T00:00", "05-08T00:00", "until_end"]);
  });

  it("is in the zone that its file means", async () => {
    const rules = (tzid: string, from: string, to: string, ...more: string[]) =>
      lines(
        "BEGIN:VTIMEZONE",
        `TZID:${tzid}`,
        ...more,
        "BEGIN:STANDARD",
        "DTSTART:16011104T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        `TZOFFSETFROM:${from}`,
        `TZOFFSETTO:${to}`,
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:16010311T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        `TZOFFSETFROM:${to}`,
        `TZOFFSETTO:${from}`,
        "END:DAYLIGHT",
        "END:VTIMEZONE",
      ).trim();
    const zoneOf = async (tzid: string, ...before: string[]) => {
      const units = await unitsOf(calendar(...before, event(`DTSTART;TZID=${tzid}:20260501T100000`)));
      const { timezone, startAt } = units.at(-1)!.row!.columns;
      return [timezone, startAt.slice(11, 16)];
    };
    expect(await zoneOf("Europe/Berlin")).toEqual(["Europe/Berlin", "08:00"]);
    expect(await zoneOf("/mozilla.org/20070129_1/Europe/Berlin")).toEqual(["Europe/Berlin", "08:00"]);
    expect(await zoneOf("/freeassociation.sourceforge.net/America/Argentina/Salta")).toEqual([
      "America/Argentina/Salta",
      "13:00",
    ]);
    expect(await zoneOf("W. Europe Standard Time")).toEqual(["Europe/Berlin", "08:00"]);
    expect(await zoneOf('"(UTC-05:00) Eastern Time (US & Canada)"')).toEqual(["America/New_York", "14:00"]);
    expect(await zoneOf('"(UTC+07:00) Bangkok, Hanoi, Jakarta"')).toEqual(["Asia/Bangkok", "03:00"]);
    expect(await zoneOf("UTC+02")).toEqual(["Etc/GMT-2", "08:00"]);
    expect(await zoneOf("Mine", rules("Mine", "-0400", "-0500"))).toEqual(["America/New_York", "14:00"]);
    expect(await zoneOf("Mine", rules("Mine", "-0400", "-0500", "X-LIC-LOCATION:America/Toronto"))).toEqual([
      "America/Toronto",
      "14:00",
    ]);
    // Clocks that no place has: the instant is right all the same.
    expect(await zoneOf("Odd", rules("Odd", "+0017", "-0043"))).toEqual(["UTC", "09:43"]);
    expect(await zoneOf("Atlantis")).toEqual([null, "10:00"]);
  });

  it("brings exceptions to the type and the zone of its start", async () => {
    const exdates = async (...all: string[]) => (await one(...all, "RRULE:FREQ=DAILY")).recurrenceExdates;
    const berlin = "DTSTART;TZID=Europe/Berlin:20260301T233000";
    expect(await exdates(berlin, "EXDATE;VALUE=DATE:20260401")).toEqual(["2026-04-01T21:30:00.000Z"]);
    expect(await exdates(berlin, "EXDATE:20260401T213000Z")).toEqual(["2026-04-01T21:30:00.000Z"]);
    expect(await exdates(berlin, "EXDATE:20260401T233000")).toEqual(["2026-04-01T21:30:00.000Z"]);
    const day = "DTSTART;VALUE=DATE:20260301";
    expect(await exdates(day, "EXDATE;TZID=Europe/Berlin:20260401T003000")).toEqual(["2026-04-01T00:00:00.000Z"]);
    expect(await exdates(day, "EXDATE;VALUE=DATE:20260401,20260401,20260403")).toHaveLength(2);
  });

  it("has reminders, participants and links in the form of its columns", async () => {
    const columns = await one(
      START,
      "DTEND:20260501T110000Z",
      'ORGANIZER;CN="Ada, of Analytics":mailto:ada@example.com',
      "ATTENDEE;CN=Ben;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:MAILTO:Ben@Example.com",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.com",
      "ATTENDEE:mailto:",
      "URL:javascript:alert(1)",
      "CONFERENCE;VALUE=URI:https://meet.example.com/a",
      ...["-PT15M", "-P1D", "PT5M", "-PT15M"].flatMap((trigger) => [
        "BEGIN:VALARM",
        `TRIGGER:${trigger}`,
        "END:VALARM",
      ]),
      "BEGIN:VALARM",
      "TRIGGER;RELATED=END:-PT10M",
      "END:VALARM",
      "BEGIN:VALARM",
      "TRIGGER;VALUE=DATE-TIME:20260501T093000Z",
      "END:VALARM",
    );
    expect(columns.reminders.map(({ minutesBefore }) => minutesBefore)).toEqual([15, 1440, -5, -50, 30]);
    expect(columns.attendees).toEqual([
      { name: "Ada, of Analytics", email: "ada@example.com", response: "accepted", isOrganizer: true },
      { name: "Ben", email: "Ben@Example.com", response: "declined", isOptional: true },
    ]);
    expect([columns.url, columns.conferenceUrl]).toEqual([null, "https://meet.example.com/a"]);
  });

  it("is read in the middle of a character that is folded, in UTF-16, and in what Windows wrote", async () => {
    const text = calendar(event(START, "SUMMARY:Frühstück"));
    const bytes = Buffer.from(text);
    const at = bytes.indexOf("ü");
    const folded = Buffer.concat([bytes.subarray(0, at + 1), Buffer.from("\r\n "), bytes.subarray(at + 1)]);
    for (const form of [folded, Buffer.from(`\ufeff${text}`, "utf16le"), Buffer.from(text, "latin1")])
      expect(said(await unitsOf(form))).toEqual(["Frühstück"]);
  });

  it("is read on from any place, as if it had been read at once", async () => {
    const text = calendar(
      event("UID:a", "RECURRENCE-ID:20260502T100000Z", START, "SUMMARY:Instance"),
      event("UID:a", START, "SUMMARY:Series", "RRULE:FREQ=DAILY;BYHOUR=3"),
      event("UID:b", "DTSTART;TZID=Atlantis:20260501T100000", "RRULE:FREQ=HOURLY", "SUMMARY:Two notes"),
      "BEGIN:VTODO\r\nEND:VTODO",
    );
    const all = await unitsOf(text);
    expect(all).toHaveLength(7);
    for (const [n, { next }] of all.entries()) expect(said(await unitsOf(text, next))).toEqual(said(all.slice(n + 1)));
  });
});

/** A zone whose rules go by other days each, and all to the same clocks, which many zones have, but for the last one. */
const restless = (tzid: string) =>
  lines(
    "BEGIN:VTIMEZONE",
    `TZID:${tzid}`,
    ...Array.from({ length: 100 }, (_, at) =>
      lines(
        "BEGIN:STANDARD",
        `DTSTART:1970${String(1 + (at % 12)).padStart(2, "0")}${String(1 + (at % 28)).padStart(2, "0")}T000000`,
        "RRULE:FREQ=YEARLY",
        "TZOFFSETFROM:+0000",
        `TZOFFSETTO:${at === 99 ? "+0007" : "+0000"}`,
        "END:STANDARD",
      ).trimEnd(),
    ),
    "END:VTIMEZONE",
  ).trimEnd();

describe("a file that was made to keep its reader busy", () => {
  const next = event(START, "SUMMARY:Next");
  const only = async (...all: string[]) => said(await unitsOf(calendar(...all, next)));

  it("loses what is too much, and nothing else", async () => {
    const dates = Array.from({ length: 2_100 }, (_, n) =>
      new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10),
    );
    const listed = dates.map((day) => day.replaceAll("-", "")).join(",");
    expect(await only(event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY", `EXDATE;VALUE=DATE:${listed}`))).toEqual(
      ["It leaves out more than 2000 dates.", "Next"],
    );
    const long = Array.from({ length: 100_000 }, () => "20260101").join(",");
    expect(await only(event("DTSTART;VALUE=DATE:20260101", `EXDATE;VALUE=DATE:${long}`))).toEqual([
      "Its EXDATE on line 5 is longer than 128 KB.",
      "Next",
    ]);
    expect(await only(event(START, "SUMMARY:Long", `DESCRIPTION:${"x".repeat(1_000_000)}`))).toEqual([
      "Its DESCRIPTION on line 6 is longer than 128 KB, and was left out.",
      "Long",
      "Next",
    ]);
    expect(await only(event(START, ...Array.from({ length: 20_000 }, () => "X-A:b")))).toEqual([
      "It has more than 10000 lines.",
      "Next",
    ]);
    const days = Array.from({ length: 366 }, (_, n) => n + 1).join(",");
    expect(await only(event(START, "SUMMARY:Rule", `RRULE:FREQ=YEARLY;BYYEARDAY=${days}`))).toEqual([
      "Its rule is not kept, only its first instance is: it is longer than 1000 characters.",
      "Rule",
      "Next",
    ]);
    const alarms = Array.from({ length: 8 }, () => "BEGIN:VALARM");
    expect(await only(event(START, ...alarms, ...alarms.map(() => "END:VALARM")))).toEqual([
      "More than 5 components are nested in it.",
      "Next",
    ]);
    const everyDay = Array.from({ length: 366 }, (_, at) => at + 1).join(",");
    expect(await only(event(START, "SUMMARY:Long rule", `RRULE:FREQ=YEARLY;COUNT=3;BYYEARDAY=${everyDay}`))).toEqual([
      "Its rule is not kept, only its first instance is: it is longer than 1000 characters.",
      "Long rule",
      "Next",
    ]);
    expect(await only("BEGIN:VEVENT", START, "SUMMARY:No end")).toEqual([
      "It has no END; the next one begins before.",
      "Next",
    ]);
    expect(said(await unitsOf(`${calendar(next)}BEGIN:VEVENT\r\n${START}`))).toEqual([
      "Next",
      "The file ends before it does.",
    ]);
  });

  it("is refused as a whole when it is larger than 10 MB, before it is read", async () => {
    const source: Source = {
      name: "bomb.ics",
      sizeBytes: 1e12,
      range: () => Promise.reject(new Error("it was read")),
      // biome-ignore lint/correctness/useYield: it is never asked for anything
      async *stream() {
        throw new Error("it was read");
      },
    };
    await expect(unitsOf(source)).rejects.toThrow(UnreadableSource);
  });

  it("or is no calendar", async () => {
    for (const text of ["", "hello", "BEGIN:VCARD\nEND:VCARD\n", event(START)])
      await expect(unitsOf(text)).rejects.toThrow("There is no calendar in it");
  });

  slow("takes work that grows with its size, whatever it repeats", async () => {
    const repeating = {
      "the same UID": (n: number) => Array.from({ length: n }, () => event("UID:a", START)),
      "other zones": (n: number) =>
        Array.from({ length: n }, (_, at) => event(`UID:${at}`, `DTSTART;TZID=Zone ${at}:20260501T100000`)),
      "rules from the year 1": (n: number) =>
        Array.from({ length: n }, (_, at) => event(`UID:${at}`, "DTSTART:00010101T000000", "RRULE:FREQ=DAILY")),
      "BEGIN alone": (n: number) => Array.from({ length: n }, () => "BEGIN:VEVENT"),
      "spaces in a rule": (n: number) => [event(START, `RRULE:FREQ=DAILY${" ".repeat(100 * n)}x`)],
      "calendars after events": (n: number) => [
        ...Array.from({ length: 5 * n }, (_, at) => event(`UID:${at}`, START)),
        ...Array.from({ length: 50 * n }, () => "BEGIN:VCALENDAR"),
      ],
      "zones that change their clocks all the time": (n: number) => [
        ...Array.from({ length: 5 }, (_, at) => restless(`Zone ${at}`)),
        ...Array.from({ length: n }, (_, at) =>
          event(`UID:${at}`, `DTSTART;TZID=Zone ${at % 5}:${1970 + at}0501T100000`),
        ),
      ],
    };
    for (const [name, made] of Object.entries(repeating))
      await expectLinear((n) => unitsOf(calendar(...made(n))), 200, name);
  });
});
