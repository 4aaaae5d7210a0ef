import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "#core/work/quick-add";
import { dates, recurrences, untouched } from "#core/work/quick-add-lines.fixture";
import { isDayFirstIn } from "#core/work/quick-add-numeric";

// Monday, 2 March 2026, 13:00 in Berlin. Clocks go forward on the 29th.
const MOMENT = { now: new Date("2026-03-02T12:00:00Z"), zone: "Europe/Berlin" };

describe("a line is left unchanged without a time, or with one that is not understood completely:", () => {
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

describe("an understood time is removed from the title:", () => {
  it.each(dates)("%s", (text, title, due) => {
    const { dueDate, dueAt, recurrenceRule, ...understood } = parse(text, MOMENT);
    expect([understood.title, dueAt ?? dueDate, recurrenceRule]).toEqual([title, due, null]);
  });
});

describe("an understood recurrence is removed from the title:", () => {
  it.each(recurrences)("%s", (text, title, recurrenceRule, due) => {
    const { dueDate, dueAt, ...understood } = parse(text, MOMENT);
    expect([understood.title, understood.recurrenceRule, dueAt ?? dueDate]).toEqual([title, recurrenceRule, due]);
  });
});

describe("3/4 is read by the person's locale:", () => {
  it.each([
    ["de-DE", "2026-04-03"],
    ["en-GB", "2026-04-03"],
    ["en-AU", "2026-04-03"],
    ["fr", "2026-04-03"],
    ["sv_SE", "2026-04-03"],
    ["es-MX", "2026-04-03"],
    ["en-US", "2026-03-04"],
    ["en-PH", "2026-03-04"],
    ["ja", "2026-03-04"],
    ["en", null],
    ["no such", null],
    [null, null],
  ])("%s", (locale, dueDate) => {
    const moment = { ...MOMENT, isDayFirst: isDayFirstIn(locale) };
    for (const written of ["Pay 3/4/2026", "Pay on 3/4", "Pay by 3/4/26", "Pay due 3-4-2026"])
      expect(parse(written, moment)).toMatchObject({ title: dueDate ? "Pay" : written, dueDate });
    for (const written of [
      "Trip on 4/3 and 6/3",
      "Trip 4/3/2026 - 6/3/2026",
      "ratio 3-4-20",
      "Invoice 12/11/25",
      "Invoice 1/2/26",
    ])
      expect(parse(written, moment)).toMatchObject({ title: written, dueDate: null });
    expect(parse("Pay (3/4/2026)", moment).dueDate).toBe(dueDate);
    // A number above 12 cannot be the month, in any locale.
    expect(parse("Pay on 12/24", moment).dueDate).toBe("2026-12-24");
  });
});

describe("priorities in Todoist's notation", () => {
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

  it("keeps the rest in the title, in order, and reads nothing of that as a time again", () => {
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
