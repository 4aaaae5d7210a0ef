import { describe, expect, it } from "vitest";
import { languageOf, parse } from "#core/work/quick-add";
import { instantAt, isDay, readTime, readWhen, weekdayOf } from "./when.ts";

// A Sunday.
const today = "2026-11-29";

describe("a day is read from words", () => {
  it.each([
    ["today", "2026-11-29"],
    ["tomorrow", "2026-11-30"],
    ["fri", "2026-12-04"],
    ["Friday", "2026-12-04"],
    ["next monday", "2026-11-30"],
    ["sunday", "2026-11-29"],
    ["in 3 days", "2026-12-02"],
    ["in a week", "2026-12-06"],
    ["in 3 months", "2027-02-28"],
    ["2 days ago", "2026-11-27"],
    ["+10", "2026-12-09"],
    ["2026-12-12", "2026-12-12"],
    ["12 dec", "2026-12-12"],
    ["Dec 12", "2026-12-12"],
    ["December 12, 2027", "2027-12-12"],
    ["the 1st", "2026-12-01"],
    ["29 feb", "2028-02-29"],
    ["Fri, 4 Dec", "2026-12-04"],
  ])("English: %s", (text, day) => expect(readWhen(text, { today, locale: "en-GB" })).toEqual({ day }));

  it.each([
    ["heute", "2026-11-29"],
    ["übermorgen", "2026-12-01"],
    ["Fr", "2026-12-04"],
    ["nächsten Montag", "2026-11-30"],
    ["in einer Woche", "2026-12-06"],
    ["in 2 Wochen", "2026-12-13"],
    ["vor 3 Tagen", "2026-11-26"],
    ["12.12.", "2026-12-12"],
    ["3.1.", "2027-01-03"],
    ["12.12.27", "2027-12-12"],
    ["12. Dezember", "2026-12-12"],
    ["1.", "2026-12-01"],
  ])("German: %s", (text, day) => expect(readWhen(text, { today, locale: "de-DE" })).toEqual({ day }));

  it("puts day and month in the order of the locale", () => {
    expect(readWhen("3/4", { today, locale: "en-US" })).toEqual({ day: "2027-03-04" });
    expect(readWhen("3/4", { today, locale: "en-GB" })).toEqual({ day: "2027-04-03" });
  });

  it("takes a time along", () => {
    const read = (text: string) => readWhen(text, { today, locale: "en-GB" });
    expect(read("morgen 9")).toEqual({ day: "2026-11-30", time: "09:00" });
    expect(read("fri 14:30")).toEqual({ day: "2026-12-04", time: "14:30" });
    expect(read("tomorrow at 9pm")).toEqual({ day: "2026-11-30", time: "21:00" });
    expect(read("12.12. 8 Uhr")).toEqual({ day: "2026-12-12", time: "08:00" });
    expect(read("12.12. 10")).toEqual({ day: "2026-12-12", time: "10:00" });
    expect(read("17:05")).toEqual({ day: today, time: "17:05" });
  });

  it.each([
    "",
    "soon",
    "31.2.2027",
    "2027-02-29",
    "tomorrow soon",
    "in",
    "in 3",
    "99/99",
    "<img onerror>",
    "mond eclipse",
  ])("does not guess what it does not understand: %s", (text) =>
    expect(readWhen(text, { today, locale: "en-GB" })).toBeUndefined(),
  );
});

it("reads times of both clocks", () => {
  expect(["9", "9:30", "9.30 uhr", "0930", "12am", "12pm", "noon", "24:00", "9:75", "13pm"].map(readTime)).toEqual([
    "09:00",
    "09:30",
    "09:30",
    "09:30",
    "00:00",
    "12:00",
    "12:00",
    undefined,
    undefined,
    undefined,
  ]);
});

it("knows days and weekdays without a clock", () => {
  expect(weekdayOf(today)).toBe(0);
  expect(weekdayOf("1969-12-31")).toBe(3);
  expect(isDay("2028-02-29")).toBe(true);
});

it("finds the instant at which the clocks of a zone show a time", () => {
  expect(instantAt("2026-11-30", "09:00", "Europe/Vienna")).toBe("2026-11-30T08:00:00.000Z");
  expect(instantAt("2026-07-01", "09:00", "Europe/Vienna")).toBe("2026-07-01T07:00:00.000Z");
  expect(instantAt("2026-03-29", "02:30", "Europe/Vienna")).toBe("2026-03-29T01:30:00.000Z");
  expect(instantAt("2026-11-30", "09:00", "Pacific/Kiritimati")).toBe("2026-11-29T19:00:00.000Z");
  expect(instantAt("2026-11-30", "late", "UTC")).toBeUndefined();
});

describe("the line of a new task and a field for a day take the same words for the same day:", () => {
  const lines = {
    "en-GB": [
      "today tomorrow friday sunday in-3-days in-2-weeks in-a-week in-3-months next-monday next-friday 12-dec tomorrow-9pm friday-14:30",
    ],
    "de-DE": [
      "heute morgen übermorgen Freitag Sonntag in-3-Tagen in-2-Wochen in-einer-Woche in-3-Monaten nächsten-Montag nächsten-Freitag 12.12. 3.1. 12.-Dezember morgen-um-9 Freitag-14:30 übermorgen-9-Uhr",
    ],
  };
  // A Sunday, and a Wednesday.
  const cases = ["2026-11-29", "2026-12-02"].flatMap((day) =>
    Object.entries(lines).flatMap(([locale, [words = ""]]) =>
      words.split(" ").map((one) => [one.replaceAll("-", " "), locale, day] as const),
    ),
  );
  it.each(cases)("%s (%s, on %s)", async (words, locale, day) => {
    const now = new Date(`${day}T00:00:00Z`);
    const moment = { now, zone: "UTC", isDayFirst: true };
    const { dueDate, dueAt } = parse(`Task ${words}`, moment, await languageOf(locale.slice(0, 2)));
    const time = dueAt?.slice(11, 16);
    expect(readWhen(words, { today: day, locale })).toEqual({ day: dueDate, ...(time && { time }) });
  });
});
