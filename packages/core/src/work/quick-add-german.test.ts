import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRule } from "#core/rhythm/recurrence-rule";
import { parse } from "#core/work/quick-add";
import { german } from "#core/work/quick-add-german";
import { dates, recurrences, untouched } from "#core/work/quick-add-lines.fixture";

// Monday, 2 March 2026, 13:00 in Berlin. Clocks go forward on the 29th.
const MOMENT = { now: new Date("2026-03-02T12:00:00Z"), zone: "Europe/Berlin", isDayFirst: true };

it("a German line with every part is understood completely", () => {
  const understood = parse("Miete jeden Monat am 1. um 9 Uhr #haushalt !hoch @rechnungen ~30min", MOMENT, german);
  expect(understood).toMatchObject({
    title: "Miete",
    // Nine o'clock in summer.
    dueAt: "2026-04-01T07:00:00.000Z",
    recurrenceRule: "FREQ=MONTHLY;BYMONTHDAY=1",
    priority: "high",
    estimatedMinutes: 30,
    labels: ["rechnungen"],
    domains: ["haushalt"],
  });
  expect(understood.spans.map(({ kind, text }) => [kind, text])).toEqual([
    ["recurrence", "jeden Monat am 1."],
    ["date", "um 9 Uhr"],
    ["domain", "#haushalt"],
    ["priority", "!hoch"],
    ["label", "@rechnungen"],
    ["duration", "~30min"],
  ]);
});

describe("German dates in words:", () => {
  it.each([
    ["Mama anrufen morgen", "Mama anrufen", "2026-03-03", null],
    ["übermorgen Auto waschen", "Auto waschen", "2026-03-04", null],
    ["morgen früh um 7 laufen", "laufen", "2026-03-03", "2026-03-03T06:00:00.000Z"],
    ["heute Abend Pizza", "Pizza", "2026-03-02", "2026-03-02T18:00:00.000Z"],
    ["Sonntagabend Tatort", "Tatort", "2026-03-08", "2026-03-08T18:00:00.000Z"],
    ["Zahnarzt Freitag", "Zahnarzt", "2026-03-06", null],
    ["Zahnarzt nächsten Freitag", "Zahnarzt", "2026-03-13", null],
    ["Zahnarzt kommenden Freitag", "Zahnarzt", "2026-03-06", null],
    ["Friseur am Mi. um 10", "Friseur", "2026-03-04", "2026-03-04T09:00:00.000Z"],
    ["Bericht Freitag nächster Woche", "Bericht", "2026-03-13", null],
    ["Freitag 14:30 Termin", "Termin", "2026-03-06", "2026-03-06T13:30:00.000Z"],
    ["Bericht am Freitag um halb neun", "Bericht", "2026-03-06", "2026-03-06T07:30:00.000Z"],
    ["Film Viertel nach 8 abends", "Film", "2026-03-02", "2026-03-02T19:15:00.000Z"],
    ["Zug um dreiviertel zehn", "Zug", "2026-03-03", "2026-03-03T08:45:00.000Z"],
    ["Anruf um 12", "Anruf", "2026-03-03", "2026-03-03T11:00:00.000Z"],
    ["Anruf morgen 9 Uhr 15", "Anruf", "2026-03-03", "2026-03-03T08:15:00.000Z"],
    ["Anruf in zwei Stunden", "Anruf", "2026-03-02", "2026-03-02T14:00:00.000Z"],
    ["Paket in 3 Tagen abholen", "Paket abholen", "2026-03-05", null],
    ["Rechnung in einem Monat prüfen", "Rechnung prüfen", "2026-04-02", null],
    ["Steuer bis 31.5.", "Steuer", "2026-05-31", null],
    ["bis zum 24.12. Geschenke kaufen", "Geschenke kaufen", "2026-12-24", null],
    ["am 24.12. 20 Leute einladen", "20 Leute einladen", "2026-12-24", null],
    ["Pass verlängern 1.2.27", "Pass verlängern", "2027-02-01", null],
    ["Weihnachten 24. Dezember 2026 feiern", "Weihnachten feiern", "2026-12-24", null],
    ["Treffen Freitag, den 6. März um 18 Uhr", "Treffen", "2026-03-06", "2026-03-06T17:00:00.000Z"],
    ["Zahlung am 15.", "Zahlung", "2026-03-15", null],
    ["am Wochenende aufräumen", "aufräumen", "2026-03-07", null],
    ["nächste Woche Angebot schreiben", "Angebot schreiben", "2026-03-09", null],
    ["Abrechnung Ende des Monats", "Abrechnung", "2026-03-31", null],
    ["Alle Fenster putzen morgen", "Alle Fenster putzen", "2026-03-03", null],
    ["Jan anrufen morgen um 10", "Jan anrufen", "2026-03-03", "2026-03-03T09:00:00.000Z"],
    // What is in English is understood as well.
    ["Call mom tomorrow at 5pm", "Call mom", "2026-03-03", "2026-03-03T16:00:00.000Z"],
  ])("%s", (line, title, dueDate, dueAt) => {
    expect(parse(line, MOMENT, german)).toMatchObject({ title, dueDate, dueAt, recurrenceRule: null });
  });
});

describe("German recurrences:", () => {
  it.each([
    ["Müll alle zwei Wochen", "Müll", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-02"],
    ["Müll alle zwei Wochen am Dienstag", "Müll", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-03-03"],
    ["jeden Montag und Mittwoch Sport", "Sport", "FREQ=WEEKLY;BYDAY=MO,WE", "2026-03-02"],
    ["Training dienstags und donnerstags", "Training", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-03"],
    ["jeden zweiten Freitag putzen", "putzen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-03-06"],
    ["jeden zweiten Freitag bis Juni putzen", "putzen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20260601", "2026-03-06"],
    ["Blumen jeden Tag 5 Mal", "Blumen", "FREQ=DAILY;COUNT=5", "2026-03-02"],
    ["Kur jeden Tag für 3 Wochen", "Kur", "FREQ=DAILY;UNTIL=20260322", "2026-03-02"],
    ["Bericht jeden letzten Freitag im Monat", "Bericht", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"],
    ["Putzplan am ersten Montag jedes Monats", "Putzplan", "FREQ=MONTHLY;BYDAY=1MO", "2026-03-02"],
    ["Gehalt am 1. und 15. jedes Monats", "Gehalt", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15"],
    ["Abschluss jeden Monat am letzten Tag", "Abschluss", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"],
    ["Baum jedes Jahr am 24.12.", "Baum", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-24"],
    ["Geburtstag jeden 3. Oktober", "Geburtstag", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3", "2026-10-03"],
    ["Tabletten werktags", "Tabletten", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-02"],
    ["Filter vierteljährlich", "Filter", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=2", "2026-03-02"],
    ["Heizung alle 6 Monate ab dem 1.4.", "Heizung", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", "2026-04-01"],
  ])("%s", (line, title, recurrenceRule, dueDate) => {
    expect(parse(line, MOMENT, german)).toMatchObject({ title, recurrenceRule, dueDate });
  });

  it("at a part of the day, and from completion", () => {
    expect(parse("jeden Abend um 7 lesen", MOMENT, german)).toMatchObject({
      title: "lesen",
      recurrenceRule: "FREQ=DAILY",
      dueAt: "2026-03-02T18:00:00.000Z",
    });
    expect(parse("alle! 3 Tage gießen", MOMENT, german)).toMatchObject({
      title: "gießen",
      recurrenceBasis: "completion",
    });
  });
});

it.each([
  "Guten Morgen sagen",
  "Jeder Tag ist ein Geschenk",
  "Montag, Mittwoch und Freitag Sport",
  "Montag oder Dienstag anrufen",
  "Dienstag in einer Woche Termin",
  "jeden Tag außer Sonntag",
  "täglich um 8 und 20 Uhr Tabletten",
  "von 9 bis 10 Uhr Besprechung",
  "Urlaub vom 1.7. bis 14.7.",
  "gegen 9 Uhr anrufen",
  "um 9 Euro Brot kaufen",
  "Abendessen planen",
  "Alle Fenster putzen",
  "„morgen früh“ lesen",
])("“%s” stays as it is, since its time is not understood as a whole", (line) => {
  expect(parse(line, MOMENT, german)).toMatchObject({ title: line, dueDate: null, recurrenceRule: null });
});

it("German is read only where the language is German, and English lines mean the same there", () => {
  expect(parse("Mama anrufen morgen", MOMENT)).toMatchObject({ title: "Mama anrufen morgen", dueDate: null });
  // Where days are written with dots, 24.12. is one.
  const lines = [...untouched, ...dates.map(([line]) => line), ...recurrences.map(([line]) => line)].filter(
    (line) => !/\d\.\d+\.$/.test(line),
  );
  expect(lines.length).toBeGreaterThan(300);
  const differing = lines.filter(
    (line) => JSON.stringify(parse(line, MOMENT, german)) !== JSON.stringify(parse(line, MOMENT)),
  );
  expect(differing).toEqual([]);
});

it("any text is read without an error, into a task that can be stored", () => {
  const words = fc.constantFrom(
    ..."jeden alle ! zweiten 2 3. 31. letzten Tag Wochen Monat Jahr Montag, und Freitag am um 9 Uhr 25:99 halb neun mittags morgen früh bis ab für 5 Mal Februar 30. 29.2. 99.99. 31.4.26 9999 Jahren Tagen 1.1.0026 Dezember 9999 #a @b !hoch ~30min \ud800 in Stunden vor".split(
      " ",
    ),
    "   ",
  );
  const line = fc.array(words, { maxLength: 20 }).map((list) => list.join(" "));
  fc.assert(
    fc.property(line, (text) => {
      const { title, dueDate, dueAt, recurrenceRule, spans } = parse(text, MOMENT, german);
      expect(title.trim()).not.toBe("");
      if (dueDate !== null) expect(dueDate).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (dueAt !== null) expect(new Date(dueAt).toISOString()).toBe(dueAt);
      if (recurrenceRule !== null) expect(() => readRule(recurrenceRule)).not.toThrow();
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
    }),
    { numRuns: 500 },
  );
});
