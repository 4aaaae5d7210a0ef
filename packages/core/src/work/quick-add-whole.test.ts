/**
 * What quick-add takes out of a line it has understood as a whole; whatever it has not is in the title as it was written. The
 * decisions where people differ: a list of weekdays is a rule only with “every” (or as “on mondays and fridays”); “for friday” and
 * “until friday” say something else than when it is due, and so does a stretch of time; a month or a year alone is no day.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "#core/work/quick-add";

// Monday, 2 March 2026, 13:00 in Berlin. Clocks go forward on the 29th.
const MOMENT = { now: new Date("2026-03-02T12:00:00Z"), zone: "Europe/Berlin" };

const untouched = [
  '"tomorrow" song',
  "2 days before friday",
  "24/7 support",
  "2nd friday beers",
  "3pm to 5pm meeting",
  "5 min call",
  "5pm-6pm call",
  "Ask April about friday",
  "Ask Jan",
  "Ask May",
  "Book 5pm train",
  "Book table for friday 7pm",
  "Buy 7 up",
  "Buy the may issue",
  "Call after 5pm",
  "Dentist monday, call tuesday",
  "Fix the 10:30 bug",
  "Fix the P1 incident",
  "Gym mon, wed, fri at 7am",
  "Holiday from 24 Dec to 2 Jan",
  "John 3:16 study",
  "March 3-5 conference",
  "Meet 8-9pm",
  "Meet @ 10",
  "Meet tomorrow 8-9pm",
  "Meet tomorrow from 8 to 9pm",
  "On the 5th floor fix the lamp",
  "Order 2nd monitor",
  "Pay rent on the 1st and 15th",
  "Pay tomorrow at 25:00",
  "Pills every day at 8am and 8pm",
  "Plan summer",
  "Prepare monday meeting",
  "Q3 report",
  "Ratio 16:9 video",
  "Read 9/11 report",
  "Read the friday report",
  "Release 2.0.1",
  "Rent every month on the 31st at 8am until 2027",
  "Review p2 of the report",
  "Score 3:2",
  "Sell sun hat",
  "Slides for tomorrow",
  "Study for Sat",
  "Take the 5pm train",
  "Take the SAT",
  "Trip in may",
  "Wait a second",
  "Watch 24",
  "Watch Friday Night Lights",
  "Work until friday",
  "about yesterday",
  "around 5pm call",
  "at 3 or 4 call",
  "between 3 and 5pm call",
  "buy 2 may flowers",
  "buy April a gift",
  "buy gift 12/24",
  "buy gift 24.12.",
  "buy milk tomorrow or so",
  "call 030 1234567",
  "call at 9 tomorrow or at 10",
  "call early tomorrow",
  "call in 2 weeks on monday",
  "call twice a day",
  "christmas party",
  "conference 3-5 march",
  "conference march 3 to 5",
  "daily run starting monday",
  "day before yesterday",
  "dinner with Sun on friday",
  "do it asap",
  "every",
  "every 12 hours pill",
  "every 2nd friday of december",
  "every day at",
  "every day except sunday run",
  "every friday the 13th",
  "every friday until june 1 and july",
  "every weekday but friday run",
  "from monday call",
  "gym monday through friday",
  "if I may",
  "in 2 weeks on monday call",
  "last friday beers",
  "later today call",
  "lunch 12-1",
  "lunch 12:00 – 13:00 tomorrow",
  "lunch 12:00-13:00",
  "march forward",
  "meeting room 4",
  "mon-fri gym",
  "monday's meeting notes",
  "new year's eve party",
  "next monday or tuesday",
  "next tuesday's agenda",
  "now",
  "on march 3rd and 4th",
  "on monday and friday gym",
  "renew 2027",
  "renew in 2027",
  "room 10:30",
  "run every day until",
  "run every monday and every thursday",
  "run every monday or tuesday",
  "run on monday or tuesday",
  "second sock",
  "shift 9 to 5 tomorrow",
  "shift from 9am tomorrow",
  "starting monday daily run",
  "sun cream",
  "tomorrow and friday call",
  "tomorrow, not friday, call",
  "wed the couple",
  "weekdays gym",
  "write to May on may 5",
  "year end report",
];

/** Text, title, when it is due. */
const dates: [string, string, string][] = [
  ["10:30 bug", "bug", "2026-03-03T09:30:00.000Z"],
  ["10:30 standup", "standup", "2026-03-03T09:30:00.000Z"],
  ["3 days from now", "3 days from now", "2026-03-05"],
  ["3 days later", "3 days later", "2026-03-05"],
  ["30 minute call at 4pm", "30 minute call", "2026-03-02T15:00:00.000Z"],
  ["7pm", "7pm", "2026-03-02T18:00:00.000Z"],
  ["Buy 3 eggs tomorrow and 3 apples", "Buy 3 eggs and 3 apples", "2026-03-03"],
  ["Call +49 30 1234567 at 5pm", "Call +49 30 1234567", "2026-03-02T16:00:00.000Z"],
  ["Call before 5pm", "Call", "2026-03-02T16:00:00.000Z"],
  ["Call me on 5 April 2026 9 am", "Call me", "2026-04-05T07:00:00.000Z"],
  ["Call mom tomorrow about the boat", "Call mom about the boat", "2026-03-03"],
  ["Call tonight at midnight", "Call", "2026-03-02T23:00:00.000Z"],
  ["Dentist monday, bring cash", "Dentist, bring cash", "2026-03-09"],
  ["Dentist on monday, call bob", "Dentist, call bob", "2026-03-09"],
  ["Dentist wednesday the 16th", "Dentist", "2026-09-16"],
  ["Friday 13th movie", "movie", "2026-03-13"],
  ["Genesis 1:1 tomorrow", "Genesis 1:1", "2026-03-03"],
  ["IPv6 at 10:30", "IPv6", "2026-03-03T09:30:00.000Z"],
  ["May 5", "May 5", "2026-05-05"],
  ["Meet Thurs", "Meet", "2026-03-05"],
  ["Meet Tue 3pm", "Meet", "2026-03-03T14:00:00.000Z"],
  ["Meet at 10", "Meet", "2026-03-03T09:00:00.000Z"],
  ["Meeting 2026-03-05 10:00", "Meeting", "2026-03-05T09:00:00.000Z"],
  ["Meeting 2026-03-05T10:00", "Meeting", "2026-03-05T09:00:00.000Z"],
  ["Order 66 on sunday", "Order 66", "2026-03-08"],
  ["Party the 2nd friday of december", "Party", "2026-12-11"],
  ["Pay 1,200 today", "Pay 1,200", "2026-03-02"],
  ["Pay 12.50 today", "Pay 12.50", "2026-03-02"],
  ["Pay 5.30pm", "Pay", "2026-03-02T16:30:00.000Z"],
  ["Pay at 8.30 today", "Pay", "2026-03-02T19:30:00.000Z"],
  ["Pay tomorrow p1 #home", "Pay", "2026-03-03"],
  ["Plan next month", "Plan", "2026-04-01"],
  ["Plan next week", "Plan", "2026-03-09"],
  ["Q3 report by friday", "Q3 report", "2026-03-06"],
  ["Read Catch-22 by friday", "Read Catch-22", "2026-03-06"],
  ["Release 1.12.2026", "Release", "2026-12-01"],
  ["Release 2.0.1 on friday", "Release 2.0.1", "2026-03-06"],
  ["Report at half past 8", "Report", "2026-03-03T07:30:00.000Z"],
  ["Report at noon", "Report", "2026-03-03T11:00:00.000Z"],
  ["Report at quarter to 9pm tomorrow", "Report", "2026-03-03T19:45:00.000Z"],
  ["Report by end of day", "Report", "2026-03-02"],
  ["Report by end of june", "Report", "2026-06-30"],
  ["Report by eod", "Report", "2026-03-02"],
  ["Report by eom", "Report", "2026-03-31"],
  ["Report by friday", "Report", "2026-03-06"],
  ["Report by the end of the day", "Report", "2026-03-02"],
  ["Report end of month", "Report", "2026-03-31"],
  ["Report eod", "Report", "2026-03-02"],
  ["Report eow", "Report", "2026-03-06"],
  ["Report in 3 days", "Report", "2026-03-05"],
  ["Report in two weeks", "Report", "2026-03-16"],
  ["Report next friday", "Report", "2026-03-13"],
  ["Report on the 5th", "Report", "2026-03-05"],
  ["Report this friday", "Report", "2026-03-06"],
  ["Report two weeks from monday", "Report", "2026-03-16"],
  ["Sun Microsystems call monday", "Sun Microsystems call", "2026-03-09"],
  ["Sura 10:30", "Sura", "2026-03-03T09:30:00.000Z"],
  ["Trip next weekend", "Trip", "2026-03-14"],
  ["Trip next year", "Trip", "2027-01-01"],
  ["Trip this weekend", "Trip", "2026-03-07"],
  ["Version 2.0 on monday", "Version 2.0", "2026-03-09"],
  ["Watch 2001: A Space Odyssey tonight", "Watch 2001: A Space Odyssey", "2026-03-02"],
  ["a week from tomorrow call", "call", "2026-03-10"],
  ["buy 5 today", "buy 5", "2026-03-02"],
  ["buy gift 12/24/2026", "buy gift", "2026-12-24"],
  ["buy gift 24.12.2026", "buy gift", "2026-12-24"],
  ["buy gift by dec 24", "buy gift", "2026-12-24"],
  ["buy gift dec 24", "buy gift", "2026-12-24"],
  ["buy sun cream tomorrow", "buy sun cream", "2026-03-03"],
  ["by tomorrow noon send it", "send it", "2026-03-03T11:00:00.000Z"],
  ["call 030 1234567 tomorrow", "call 030 1234567", "2026-03-03"],
  ["call 2 days after tomorrow", "call", "2026-03-05"],
  ["call bob today 15:00", "call bob", "2026-03-02T14:00:00.000Z"],
  ["call bob today at 3", "call bob", "2026-03-02T14:00:00.000Z"],
  ["call first monday of next month", "call", "2026-04-06"],
  ["call in 5 min", "call", "2026-03-02T12:05:00.000Z"],
  ["call in a fortnight", "call", "2026-03-16"],
  ["call in half an hour", "call", "2026-03-02T12:30:00.000Z"],
  ["call last day of the month", "call", "2026-03-31"],
  ["call next week on tuesday", "call", "2026-03-10"],
  ["call on the 3rd of march", "call", "2026-03-03"],
  ["conference 3rd of march", "conference", "2026-03-03"],
  ["dinner friday night", "dinner", "2026-03-06T21:00:00.000Z"],
  ["dinner friday night at 8", "dinner", "2026-03-06T19:00:00.000Z"],
  ["email team at noon on friday", "email team", "2026-03-06T11:00:00.000Z"],
  ["email team by 5pm friday", "email team", "2026-03-06T16:00:00.000Z"],
  ["email team by friday 5pm", "email team", "2026-03-06T16:00:00.000Z"],
  ["email team friday at noon", "email team", "2026-03-06T11:00:00.000Z"],
  ["email team friday by 5pm", "email team", "2026-03-06T16:00:00.000Z"],
  ["iOS 18.2 update friday", "iOS 18.2 update", "2026-03-06"],
  ["meeting room 4 tomorrow at 4pm", "meeting room 4", "2026-03-03T15:00:00.000Z"],
  ["mon", "mon", "2026-03-09"],
  ["monday next week call", "call", "2026-03-09"],
  ["movie friday 13 march", "movie", "2026-03-13"],
  ["movie friday 13 march 2026 at 8pm", "movie", "2026-03-13T19:00:00.000Z"],
  ["movie friday the 13th", "movie", "2026-03-13"],
  ["p2 Pay bill tomorrow", "Pay bill", "2026-03-03"],
  ["remind me to call at 3pm tomorrow", "remind me to call", "2026-03-03T14:00:00.000Z"],
  ["run tomorrow evening", "run", "2026-03-03T18:00:00.000Z"],
  ["standup 10:30", "standup", "2026-03-03T09:30:00.000Z"],
  ["the 3rd of march", "the 3rd of march", "2026-03-03"],
  ["the day before tomorrow", "the day before tomorrow", "2026-03-02"],
  ["today", "today", "2026-03-02"],
  ["tomorrow morning run", "run", "2026-03-03T08:00:00.000Z"],
  ["visit mom sunday afternoon with cake", "visit mom with cake", "2026-03-08T14:00:00.000Z"],
  ["“Friday” song tomorrow", "“Friday” song", "2026-03-03"],
];

/** Text, title, rule, when it is first due. */
const recurrences: [string, string, string, string][] = [
  ["Gym every mon wed fri at 7am", "Gym", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-03-04T06:00:00.000Z"],
  ["Gym every mon, wed, fri at 7am", "Gym", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-03-04T06:00:00.000Z"],
  [
    "Pick up kids at 3:30pm every weekday",
    "Pick up kids",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "2026-03-02T14:30:00.000Z",
  ],
  ["Water plants every 3 days starting tomorrow", "Water plants", "FREQ=DAILY;INTERVAL=3", "2026-03-03"],
  ["beer every last friday", "beer", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"],
  ["every day for 2 weeks pill", "pill", "FREQ=DAILY;UNTIL=20260315", "2026-03-02"],
  ["every other day water", "water", "FREQ=DAILY;INTERVAL=2", "2026-03-02"],
  [
    "every other friday until june",
    "every other friday until june",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20260601",
    "2026-03-06",
  ],
  ["gym at 6am on weekdays", "gym", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-03T05:00:00.000Z"],
  ["gym every mon-fri at 6", "gym", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-03T05:00:00.000Z"],
  ["gym weekly on mon and thu", "gym", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-02"],
  ["on mondays and fridays gym", "gym", "FREQ=WEEKLY;BYDAY=MO,FR", "2026-03-02"],
  ["rent every 15th", "rent", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"],
  ["rent every 1st and 15th", "rent", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15"],
  ["rent monthly on the 1st", "rent", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-04-01"],
  ["rent monthly on the 1st and 15th", "rent", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15"],
  ["rent monthly on the last friday", "rent", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"],
  ["report weekly on friday", "report", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"],
  ["run daily starting monday", "run", "FREQ=DAILY", "2026-03-09"],
  ["standup every weekday at 9", "standup", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-03T08:00:00.000Z"],
  ["stretch daily at 7", "stretch", "FREQ=DAILY", "2026-03-03T06:00:00.000Z"],
  ["taxes yearly on 29 feb", "taxes", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2027-02-28"],
  ["taxes yearly on feb 29", "taxes", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2027-02-28"],
  ["water every 2 weeks on mon", "water", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-02"],
];

describe("a line is left as it was written that says no time, or none that is understood as a whole:", () => {
  it.each(untouched)("%s", (text) => {
    expect(parse(text, MOMENT)).toMatchObject({
      title: text,
      dueDate: null,
      dueAt: null,
      recurrenceRule: null,
      spans: [],
    });
  });
});

describe("a time that is understood leaves the title:", () => {
  it.each(dates)("%s", (text, title, due) => {
    const { dueDate, dueAt, recurrenceRule, ...understood } = parse(text, MOMENT);
    expect([understood.title, dueAt ?? dueDate, recurrenceRule]).toEqual([title, due, null]);
  });
});

describe("a recurrence that is understood leaves the title:", () => {
  it.each(recurrences)("%s", (text, title, recurrenceRule, due) => {
    const { dueDate, dueAt, ...understood } = parse(text, MOMENT);
    expect([understood.title, understood.recurrenceRule, dueAt ?? dueDate]).toEqual([title, recurrenceRule, due]);
  });
});

describe("priorities as Todoist has them", () => {
  it.each([
    ["Pay bill p1", "Pay bill", "critical"],
    ["p2 Pay bill tomorrow", "Pay bill", "high"],
    ["Pay bill P3 #home", "Pay bill", "medium"],
    ["Pay bill tomorrow p4 9am", "Pay bill", "low"],
    ["Pay bill p1 !low", "Pay bill p1", "low"],
    ["Pay bill p5", "Pay bill p5", null],
    ["Fix the P1 incident", "Fix the P1 incident", null],
    ["Review p2 of the report", "Review p2 of the report", null],
    ["Pay bill (p1)", "Pay bill (p1)", null],
  ])("%s", (text, title, priority) => {
    expect(parse(text, MOMENT)).toMatchObject({ title, priority });
  });
});

describe("any line of words about time", () => {
  const words =
    'mon tuesday wed, fri sat sun every other last next this first 2nd 16th 31st the of on at by for from to until till and or not except tomorrow today tonight midnight noon morning day days week weeks month year 8am 10:30 8-9pm 24 Dec may march 2026 2.0 p1 eod end half past 3 two in starting daily monthly bug report gym call room , - #home @shop !high "friday" Q3 024 1234567 weekend times';
  const line = fc
    .array(fc.constantFrom(...words.split(" ")), { minLength: 1, maxLength: 10 })
    .map((list) => list.join(" "));

  it("has what was not understood in its title, in order, and nothing of that is read as a time again", () => {
    fc.assert(
      fc.property(line, (text) => {
        const { title, dueDate, recurrenceRule, spans } = parse(text, MOMENT);
        expect(title.trim()).not.toBe("");
        const left = [...text].map((unit, at) =>
          spans.some(({ start, end }) => at >= start && at < end) ? " " : unit,
        );
        const wordsOf = (from: string) => from.match(/[\p{L}\p{N}]+/gu) ?? [];
        const kept = wordsOf(left.join(""));
        expect(wordsOf(title)).toEqual(kept.length > 0 ? kept : wordsOf(text));
        if (kept.length === 0 || (dueDate === null && recurrenceRule === null)) return;
        expect(parse(title, MOMENT)).toMatchObject({ dueDate: null, dueAt: null, recurrenceRule: null });
      }),
      { numRuns: 1_000, verbose: true },
    );
  });
});
