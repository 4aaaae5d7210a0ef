import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRule } from "#core/rhythm/recurrence-rule";
import { parse, type Understood } from "#core/work/quick-add";

// Monday, 2 March 2026, 13:00 in Berlin. Clocks go forward on the 29th.
const MOMENT = { now: new Date("2026-03-02T12:00:00Z"), zone: "Europe/Berlin" };

/** The parts of a line that were found, without the empty ones. */
function said(text: string, moment = MOMENT): Partial<Understood> {
  const { spans, ...understood } = parse(text, moment);
  const isSaid = ([key, value]: [string, unknown]) =>
    value !== null && value !== "due_date" && !(Array.isArray(value) && value.length === 0) && key !== "spans";
  return Object.fromEntries(Object.entries(understood).filter(isSaid));
}

describe("a line with every part", () => {
  const text = "Pay rent every month on the 1st 9am #home !high @bills ~30m";

  it("is understood completely", () => {
    expect(said(text)).toEqual({
      title: "Pay rent",
      // Nine o'clock in summer.
      dueAt: "2026-04-01T07:00:00.000Z",
      dueDate: "2026-04-01",
      recurrenceRule: "FREQ=MONTHLY;BYMONTHDAY=1",
      priority: "high",
      estimatedMinutes: 30,
      labels: ["bills"],
      domains: ["home"],
    });
  });

  it("reports the meaning of each of its parts", () => {
    const { spans } = parse(text, MOMENT);
    expect(spans.map(({ kind, text: words }) => [kind, words])).toEqual([
      ["recurrence", "every month on the 1st"],
      ["date", "9am"],
      ["domain", "#home"],
      ["priority", "!high"],
      ["label", "@bills"],
      ["duration", "~30m"],
    ]);
    for (const { start, end, text: words } of spans) expect(text.slice(start, end)).toBe(words);
  });
});

describe("dates in words:", () => {
  it.each([
    ["Call mom tomorrow", "Call mom", "2026-03-03", undefined],
    ["Call mom tomorrow at 5pm", "Call mom", "2026-03-03", "2026-03-03T16:00:00.000Z"],
    ["tomorrow at 5pm call mom", "call mom", "2026-03-03", "2026-03-03T16:00:00.000Z"],
    ["5pm call", "call", "2026-03-02", "2026-03-02T16:00:00.000Z"],
    ["at 9 walk", "walk", "2026-03-03", "2026-03-03T08:00:00.000Z"],
    ["Lunch at noon", "Lunch", "2026-03-03", "2026-03-03T11:00:00.000Z"],
    ["Meeting friday 14:30", "Meeting", "2026-03-06", "2026-03-06T13:30:00.000Z"],
    ["Draft due friday", "Draft", "2026-03-06", undefined],
    ["Return book by next tuesday", "Return book", "2026-03-10", undefined],
    ["Report in 2 hours", "Report", "2026-03-02", "2026-03-02T14:00:00.000Z"],
    ["Report in 3 days", "Report", "2026-03-05", undefined],
    ["Call New York 5pm EST", "Call New York", "2026-03-02", "2026-03-02T22:00:00.000Z"],
    ["Call London 5pm UTC", "Call London", "2026-03-02", "2026-03-02T17:00:00.000Z"],
    ["Dinner tonight", "Dinner", "2026-03-02", undefined],
    ["Pay on the 15th", "Pay", "2026-03-15", undefined],
    ["Pay on the 1st", "Pay", "2026-04-01", undefined],
    ["Pay on the 31st at 8am", "Pay", "2026-03-31", "2026-03-31T06:00:00.000Z"],
    ["Renew passport 2027-05-01", "Renew passport", "2027-05-01", undefined],
    ["Dentist march 3 2027 10am", "Dentist", "2027-03-03", "2027-03-03T09:00:00.000Z"],
    ["Dentist 10am with the kids on friday", "Dentist with the kids", "2026-03-06", "2026-03-06T09:00:00.000Z"],
    // 02:30 does not exist on the 29th: the clocks jump to 03:00.
    ["Clocks 2026-03-29 2:30am", "Clocks", "2026-03-29", "2026-03-29T01:00:00.000Z"],
    ["Beach on sun", "Beach", "2026-03-08", undefined],
    ["Beach sun", "Beach", "2026-03-08", undefined],
    ["Party the day after tomorrow", "Party", "2026-03-04", undefined],
    ["Party 8pm day after tomorrow", "Party", "2026-03-04", "2026-03-04T19:00:00.000Z"],
    ["day after  tomorrow at noon party", "party", "2026-03-04", "2026-03-04T11:00:00.000Z"],
  ])("%s", (text, title, dueDate, dueAt) => {
    expect(said(text)).toEqual({ title, dueDate, ...(dueAt && { dueAt }) });
  });

  it("are days in the person's zone, which may differ from UTC's", () => {
    const now = new Date("2026-03-02T23:30:00Z");
    expect(said("Call tomorrow 9am", { now, zone: "Asia/Tokyo" })).toMatchObject({
      dueDate: "2026-03-04",
      dueAt: "2026-03-04T00:00:00.000Z",
    });
    expect(said("Call tomorrow 9am", { now, zone: "Pacific/Honolulu" })).toMatchObject({
      dueDate: "2026-03-03",
      dueAt: "2026-03-03T19:00:00.000Z",
    });
    expect(said("Call today", { now, zone: "Asia/Kolkata" })).toMatchObject({ dueDate: "2026-03-03" });
  });

  it.each([
    "Buy sun screen",
    "I may go",
    "5 minutes break",
    "Watch for 2 hours",
    "the second draft",
    "Do it now",
    "pay 3/4 of the bill",
    "read 1984",
    "ship v1.2",
    "daily report",
    "Meds every 12 hours",
    "mail bob@example.com",
    "fix #1234",
    "C# course",
    "wow! high five",
    'Watch "tomorrow never dies @home"',
    "about yesterday",
  ])("%s names none", (text) => {
    expect(said(text)).toEqual({ title: text });
  });
});

describe("recurrences in words:", () => {
  it.each([
    ["every day", "FREQ=DAILY", "2026-03-02"],
    ["every 3 days", "FREQ=DAILY;INTERVAL=3", "2026-03-02"],
    ["every other day", "FREQ=DAILY;INTERVAL=2", "2026-03-02"],
    ["every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-02"],
    ["every weekend", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-03-07"],
    ["every week", "FREQ=WEEKLY;BYDAY=MO", "2026-03-02"],
    ["every other week", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-02"],
    ["every two weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-02"],
    ["every sunday", "FREQ=WEEKLY;BYDAY=SU", "2026-03-08"],
    ["each tue", "FREQ=WEEKLY;BYDAY=TU", "2026-03-03"],
    ["every mon, wed and fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-03-02"],
    ["every mondays & thursdays", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-02"],
    ["every other tue", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-03-03"],
    ["every 2 weeks on wednesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-03-04"],
    ["every month", "FREQ=MONTHLY;BYMONTHDAY=2", "2026-03-02"],
    ["every month on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"],
    ["every month on the 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15"],
    ["every 31st", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"],
    ["every month on the 30th", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-03-30"],
    ["every 3 months on the 1st", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "2026-04-01"],
    ["every quarter", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=2", "2026-03-02"],
    ["every last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"],
    ["every month on the last weekday", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-03-31"],
    ["every last friday", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"],
    ["every month on the second tuesday", "FREQ=MONTHLY;BYDAY=2TU", "2026-03-10"],
    ["every 3rd thursday of the month", "FREQ=MONTHLY;BYDAY=3TH", "2026-03-19"],
    ["every first sunday", "FREQ=MONTHLY;BYDAY=1SU", "2026-04-05"],
    ["every year", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2", "2026-03-02"],
    ["every year on march 3", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "2026-03-03"],
    ["every march 1st", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2027-03-01"],
    ["every 3rd of may", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3", "2026-05-03"],
    ["every 2 years on 24 december", "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=24", "2026-12-24"],
    ["every feb 29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2027-02-28"],
    ["every january", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2027-01-01"],
    ["every day until june 1", "FREQ=DAILY;UNTIL=20260601", "2026-03-02"],
    ["every sunday till 2026-12-31", "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261231", "2026-03-08"],
    ["every day for 5 times", "FREQ=DAILY;COUNT=5", "2026-03-02"],
    ["every sunday ten times", "FREQ=WEEKLY;BYDAY=SU;COUNT=10", "2026-03-08"],
    ["every day for 3 weeks", "FREQ=DAILY;UNTIL=20260322", "2026-03-02"],
    ["every month on the 31st for a year", "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270330", "2026-03-31"],
    ["every 3 months starting april 5", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "2026-04-05"],
    ["every monday from 2026-04-01", "FREQ=WEEKLY;BYDAY=MO", "2026-04-06"],
    ["on the 1st of every month", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-04-01"],
    ["1st and 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15"],
    ["on the 10th of every other month", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=10", "2026-03-10"],
    ["on the last friday of every month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"],
    ["first monday of each month", "FREQ=MONTHLY;BYDAY=1MO", "2026-03-02"],
    ["on the last day of every month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"],
    ["every 2nd day", "FREQ=DAILY;INTERVAL=2", "2026-03-02"],
    ["every third week", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", "2026-03-02"],
    ["every 3rd week on friday", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "2026-03-06"],
    ["every mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-02"],
    ["every tuesday to thursday", "FREQ=WEEKLY;BYDAY=TU,WE,TH", "2026-03-03"],
    ["every sat through mon and wed", "FREQ=WEEKLY;BYDAY=SA,SU,MO,WE", "2026-03-02"],
    ["on tuesdays", "FREQ=WEEKLY;BYDAY=TU", "2026-03-03"],
    ["on tuesdays and thursdays", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-03"],
    ["on weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-02"],
    ["daily", "FREQ=DAILY", "2026-03-02"],
    ["monthly until june", "FREQ=MONTHLY;BYMONTHDAY=2;UNTIL=20260601", "2026-03-02"],
  ])("%s is %s", (words, recurrenceRule, dueDate) => {
    for (const text of [`Practise ${words}`, `Practise ${words.toUpperCase()}`]) {
      expect(said(text)).toEqual({ title: "Practise", recurrenceRule, dueDate });
    }
    expect(() => readRule(recurrenceRule)).not.toThrow();
  });

  it.each([
    ["every weekday at 9:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-03T08:30:00.000Z"],
    ["every weekday at 18:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-02T17:30:00.000Z"],
    ["every morning", "FREQ=DAILY", "2026-03-03T08:00:00.000Z"],
    ["every morning at 7", "FREQ=DAILY", "2026-03-03T06:00:00.000Z"],
    ["every evening", "FREQ=DAILY", "2026-03-02T18:00:00.000Z"],
    ["every evening at 7", "FREQ=DAILY", "2026-03-02T18:00:00.000Z"],
    ["every afternoon at 3:30", "FREQ=DAILY", "2026-03-02T14:30:00.000Z"],
    ["every night at 1", "FREQ=DAILY", "2026-03-03T00:00:00.000Z"],
    ["every sunday morning", "FREQ=WEEKLY;BYDAY=SU", "2026-03-08T08:00:00.000Z"],
    ["every other tuesday evening at 8", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-03-03T19:00:00.000Z"],
    ["daily at 7", "FREQ=DAILY", "2026-03-03T06:00:00.000Z"],
    ["every mon and fri 7am until june 1", "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260601", "2026-03-06T06:00:00.000Z"],
    ["7am every month", "FREQ=MONTHLY;BYMONTHDAY=3", "2026-03-03T06:00:00.000Z"],
  ])("%s is %s at %s", (words, recurrenceRule, dueAt) => {
    expect(said(`Run ${words}`)).toEqual({ title: "Run", recurrenceRule, dueAt, dueDate: dueAt.slice(0, 10) });
  });

  it("count from completion with an exclamation mark, and leave the day open then", () => {
    expect(said("Water plants every! 3 days")).toMatchObject({
      recurrenceRule: "FREQ=DAILY;INTERVAL=3",
      recurrenceBasis: "completion",
    });
    expect(said("Haircut every! 6 weeks")).toEqual({
      title: "Haircut",
      recurrenceRule: "FREQ=WEEKLY;INTERVAL=6",
      recurrenceBasis: "completion",
      dueDate: "2026-03-02",
    });
  });
});

describe("signs", () => {
  it.each([
    ["Buy milk @shop @food, now", { labels: ["shop", "food"], title: "Buy milk, now" }],
    ["Plan #Side-Project #work_2", { domains: ["side-project", "work_2"], title: "Plan" }],
    ["Plan !urgent", { priority: "critical", title: "Plan" }],
    ["Plan !normal", { priority: "medium", title: "Plan" }],
    ["Plan !low !high", { priority: "low", title: "Plan !high" }],
    ["Plan !later", { title: "Plan !later" }],
    ["Plan ~90min", { estimatedMinutes: 90, title: "Plan" }],
    ["Plan ~1h30m", { estimatedMinutes: 90, title: "Plan" }],
    ["Plan ~1.5h", { estimatedMinutes: 90, title: "Plan" }],
    ["Plan ~2 hours", { estimatedMinutes: 120, title: "Plan" }],
    ["Plan ~5 apples", { title: "Plan ~5 apples" }],
    ["Plan ~0m", { title: "Plan ~0m" }],
    ["Straße @größe", { labels: ["größe"], title: "Straße" }],
  ])("%s", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it("alone with dates leave the line as the title", () => {
    for (const text of ["!high", "tomorrow 9am", "@home #work", "every day"]) {
      expect(parse(text, MOMENT).title).toBe(text);
    }
    expect(parse("tomorrow", MOMENT).dueDate).toBe("2026-03-03");
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    ...'every each ! other 2 3rd 1st 31st last first second day days week month year weekday mon tuesday, and fri on the of at 9am 25:99 noon tomorrow friday until till for 5 times weeks starting feb 30 29 #a #home @b !high ~30m ~ # @ " é 😀 \ud800 \0 2026-13-45 9999-12-31 99999 in hours ago EST'.split(
      " ",
    ),
    "   ",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ maxLength: 200 }),
    fc.array(words, { maxLength: 25 }).map((list) => list.join(" ")),
  );
  const moment = fc.record({
    now: fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
    zone: fc.constantFrom(
      "UTC",
      "Europe/Berlin",
      "America/Santiago",
      "Asia/Kathmandu",
      "Pacific/Apia",
      "Australia/Lord_Howe",
    ),
  });

  it("is read without an error, into a task that can be stored", () => {
    fc.assert(
      fc.property(text, moment, (line, at) => {
        const understood = parse(line, at);
        expect(understood.title.trim()).not.toBe("");
        expect(understood.title.length).toBeLessThanOrEqual(Math.max(line.length, "Untitled".length));
        if (understood.dueDate !== null) expect(understood.dueDate).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (understood.dueAt !== null) {
          expect(new Date(understood.dueAt).toISOString()).toBe(understood.dueAt);
          expect(understood.dueDate).not.toBeNull();
        }
        if (understood.recurrenceRule !== null) {
          expect(() => readRule(understood.recurrenceRule!)).not.toThrow();
          expect(understood.dueDate).not.toBeNull();
        }
        let end = 0;
        for (const span of understood.spans) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(line.slice(span.start, span.end)).toBe(span.text);
          end = span.end;
        }
      }),
      { numRuns: 400, verbose: true },
    );
  });
});
