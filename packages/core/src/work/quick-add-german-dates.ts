/**
 * Days and times in German words: “morgen früh”, “nächsten Freitag um halb neun”, “am 24.12.”, “in drei Tagen”. Each form is read
 * completely or not at all.
 *
 * The meaning of vague ones is that of the English reader: next week is its Monday, next month and next year their first day, a weekend
 * its Saturday; the end of a week is its Friday, that of a month or year its last day. “Nächsten Freitag” is that of the next week while
 * the Friday of this one is still to come.
 */

import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { weekdays } from "#core/rhythm/recurrence-rule";
import type { Moment, When } from "#core/work/quick-add-dates";
import { today } from "#core/work/quick-add-dates";
import {
  AT_PART,
  DAY,
  END,
  MONTH,
  monthOf,
  NUMBER,
  numberOf,
  PART,
  SHORT_DAY,
  timeOf,
  UNIT,
  type Unit,
  unitOf,
  weekdayOf,
} from "#core/work/quick-add-german-words";
import { within } from "#core/work/quick-add-recurrence";

type Words = Record<string, string | undefined>;
/** A day counted from 1970-01-01, a time or the time of a part of the day (`HH:MM:SS`), or so many minutes from now. */
type Said = { day?: number; time?: string; part?: string; minutes?: number } | undefined;

const form = (pattern: string, read: (words: Words, today: number) => Said) => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}_'’.:/-])(?:${pattern})${END}(?![-'’/:]|\\.\\d)`, "giu"),
  read,
});

/** What a day may be introduced by. The first day of a series comes after “ab”. */
const ON = "(?:(?:am|bis(?:\\s+zum)?|zum|ab(?:\\s+dem)?|fällig(?:\\s+(?:am|bis))?)\\s+)?";
const DATE = "(?<date>\\d{1,2})\\.";
/** Of two digits only without a space: “24.12. 20 Leute einladen”. */
const YEAR = "(?:\\s?(?<year>\\d{4})|(?<short>\\d\\d))";

/** “um 9 Euro”, “um 5 Prozent” */
const AMOUNT = "\\s*(?:€|%|euro|cent|prozent|grad|kilo|meter|km|kg)";

/** Tried in order: more specific forms come first. */
const FORMS = [
  form(`${ON}(?<named>heute|morgen|übermorgen)(?:\\s+(?<part>${PART}))?`, ({ named, part }, day) => ({
    day: day + ["heute", "morgen", "übermorgen"].indexOf(named!.toLowerCase()),
    part: part && timeOf(part),
  })),
  form(`in\\s+(?<number>${NUMBER})\\s+(?<unit>stunden?|minuten?|min|std)\\.?`, ({ number, unit }) => ({
    minutes: numberOf(number!) * (/^st/i.test(unit!) ? 60 : 1),
  })),
  form("in\\s+einer\\s+halben\\s+stunde", () => ({ minutes: 30 })),
  form(`in\\s+(?<number>${NUMBER})\\s+(?<unit>${UNIT})`, ({ number, unit }, day) => ({
    day: later(day, numberOf(number!), unitOf(unit!)),
  })),
  // Freitag, den 6. März; am Mo., 24.12.2026
  form(
    `${ON}(?:${SHORT_DAY}\\.?,?\\s+(?:de[mn]\\s+|der\\s+)?)?${DATE}\\s*(?:(?<month>\\d{1,2})\\.${YEAR}?|(?<name>${MONTH})\\.?(?:\\s+(?<long>\\d{4}))?)`,
    ({ date, month, name, year, short, long }, day) =>
      dateIn(Number(date), name ? monthOf(name) : Number(month), year ?? short ?? long, day),
  ),
  form(`(?:am|bis\\s+zum|zum|ab\\s+dem)\\s+${DATE}`, ({ date }, day) =>
    firstDay(day, 62, (one) => partsOf(one)[2] === Number(date)),
  ),
  form(`${ON}(?<year>\\d{4})-(?<month>\\d\\d)-(?<date>\\d\\d)`, ({ date, month, year }, day) =>
    dateIn(Number(date), Number(month), year, day),
  ),
  // Montag nächster Woche, nächste Woche Montag
  form(
    `${ON}(?<name>${DAY})\\s+(?:in\\s+der\\s+)?nächste[rn]?\\s+woche|nächste\\s+woche\\s+(?:am\\s+)?(?<named>${DAY})`,
    ({ name, named }, day) => ({ day: mondayAfter(day) + indexOf((name ?? named)!) }),
  ),
  form(
    `(?:${ON}(?:(?<which>(?:nächste|kommende|diese)[nmr]?)\\s+)?(?<name>${DAY})|(?:am|nächsten|kommenden|diesen|bis|ab)\\s+(?<short>${SHORT_DAY})\\.?)(?:\\s*(?<part>${PART}))?`,
    ({ which, name, short, part }, day) => ({
      day: weekday((name ?? short)!, /^nächst/i.test(which ?? ""), day),
      part: part && timeOf(part),
    }),
  ),
  form("(?:in\\s+der\\s+)?nächste[rn]?\\s+woche", (_, day) => ({ day: mondayAfter(day) })),
  form("(?:im\\s+)?nächste[nr]?\\s+monat", (_, day) => ({ day: firstOfMonth(day, 1) })),
  form("(?:im\\s+)?nächste[ns]\\s+jahr", (_, day) => ({ day: firstOfYear(day, 1) })),
  form("(?:am|dieses|an\\s+diesem)\\s+wochenende", (_, day) => ({
    day: indexAt(day) === 6 ? day : nextWeekday("samstag", day),
  })),
  form("nächstes\\s+wochenende", (_, day) => ({ day: mondayAfter(day) + 5 })),
  form("(?:bis\\s+)?(?:zum\\s+)?ende\\s+der\\s+woche", (_, day) => ({ day: nextWeekday("freitag", day) })),
  form("(?:bis\\s+|am\\s+)?(?:zum\\s+)?(?:monatsende|ende\\s+des\\s+monats)", (_, day) => ({
    day: firstOfMonth(day, 1) - 1,
  })),
  form("(?:bis\\s+|am\\s+)?(?:zum\\s+)?(?:jahresende|ende\\s+des\\s+jahres)", (_, day) => ({
    day: firstOfYear(day, 1) - 1,
  })),
  form(`(?:bis\\s+)?ende\\s+(?<month>${MONTH})`, ({ month }, day) => ({
    day: firstOfMonth(nextFirst(monthOf(month!), day), 1) - 1,
  })),
  form(`(?:um\\s+)?(?:mitternacht)`, () => ({ time: "00:00:00" })),
  // halb neun, Viertel nach 8 abends
  form(
    `(?:um\\s+)?(?<quarter>halb|viertel\\s+nach|viertel\\s+vor|dreiviertel)\\s+(?<hour>${NUMBER})(?:\\s+uhr)?(?:\\s+(?<part>${AT_PART}))?`,
    // Half nine is half an hour before nine.
    ({ quarter, hour, part }) =>
      timeIn((numberOf(hour!) % 24) * 60 + (/^halb/i.test(quarter!) ? -30 : /nach$/i.test(quarter!) ? 15 : -15), part),
  ),
  // um 9, 9 Uhr 30, 14:30, um 9.30 Uhr, 9 Uhr abends
  form(
    `(?:um\\s+)?(?<hour>\\d{1,2})(?:[:.](?<minute>[0-5]\\d))?\\s*uhr(?:\\s*(?<minutes>[0-5]?\\d)(?![\\d.:]))?(?:\\s+(?<part>${AT_PART}))?`,
    clock,
  ),
  form(`(?:um\\s+)?(?<hour>\\d{1,2}):(?<minute>[0-5]\\d)(?:\\s+(?<part>${AT_PART}))?`, clock),
  form(`um\\s+(?<hour>\\d{1,2})(?:\\.(?<minute>[0-5]\\d))?(?!${AMOUNT})(?:\\s+(?<part>${AT_PART}))?`, clock),
  form(`um\\s+(?<word>(?!\\d)${NUMBER})(?!${AMOUNT})(?:\\s+uhr)?(?:\\s+(?<part>${AT_PART}))?`, ({ word, part }) =>
    timeIn(numberOf(word!) * 60, part),
  ),
  form(`(?<part>${AT_PART})`, ({ part }) => ({ part: timeOf(part!) })),
];

/** The days and times in a text, in order. With `months`, a month alone is its first day: “bis Juni”. */
export function germanDatesIn(text: string, moment: Moment, { months = false } = {}): When[] {
  const now = dayNumber(today(moment));
  const found: (When & { part?: string })[] = [];
  for (const { pattern, read } of months ? [...FORMS, WHOLE_MONTH] : FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const said = found.some((one) => start < one.end && end > one.start) ? undefined : read(match.groups ?? {}, now);
      if (!said) continue;
      const { day, time, part, minutes } = said;
      // Beyond the year 9999 no task can be due.
      if (day !== undefined && !/^\d{4}-/.test(dayText(day))) continue;
      found.push({
        start,
        end,
        day: day === undefined ? undefined : dayText(day),
        time: time ?? part,
        instant: minutes === undefined ? undefined : new Date(moment.now.getTime() + minutes * 60_000).toISOString(),
        part,
      });
    }
  }
  // “morgen früh um 7”: the part of the day says which 7 it is.
  const clock = found.find(({ day, time, part }) => day === undefined && time !== undefined && part === undefined);
  const named = clock && found.find(({ part }) => part !== undefined);
  if (clock && named) {
    clock.time = within(named.part, clock.time!);
    named.time = undefined;
  }
  return found.map(({ part: _, ...when }) => when).sort((one, other) => one.start - other.start);
}

const WHOLE_MONTH = form(`(?:ende\\s+)?(?<month>${MONTH})(?:\\s+(?<year>\\d{4}))?`, ({ month, year }, day) => ({
  day: year ? firstOf(Number(year), monthOf(month!)) : nextFirst(monthOf(month!), day),
}));

function clock({ hour, minute, minutes, part }: Words): Said {
  return Number(hour) > 24 ? undefined : timeIn((Number(hour) % 24) * 60 + Number(minute ?? minutes ?? 0), part);
}

/** Minutes of the day, or what they mean in a part of it: “9 Uhr abends”. */
function timeIn(minutes: number, part: string | undefined): Said {
  const whole = (minutes + 1440) % 1440;
  const two = (n: number) => String(n).padStart(2, "0");
  const time = `${two(Math.floor(whole / 60))}:${two(whole % 60)}:00`;
  return { time: part === undefined ? time : within(timeOf(part), time) };
}

/** The day, or without a year the next such one. Undefined when there is none. */
function dateIn(date: number, month: number, year: string | undefined, today: number): Said {
  const [now] = partsOf(today);
  const years =
    year === undefined
      ? [0, 1, 2, 3, 4, 5, 6, 7, 8].map((more) => now + more)
      : [Number(year.length === 2 ? `20${year}` : year)];
  for (const one of years) {
    const day = firstOf(one, month) + date - 1;
    if (partsOf(day).join() !== [one, month, date].join()) continue;
    if (year?.length === 4 || day >= today) return { day };
  }
  return undefined;
}

const indexOf = (name: string) => weekdays.indexOf(weekdayOf(name));
/** 1970-01-01 was a Thursday. */
const indexAt = (day: number) => (day + 3) % 7;
/** On or after a day. */
const nextWeekday = (name: string, day: number) => day + ((indexOf(name) - indexAt(day) + 7) % 7);
const mondayAfter = (day: number) => nextWeekday("montag", day + 1);

/** The next such weekday, today included; the “next” one is that of the next week while this week's is still to come. */
function weekday(name: string, isNext: boolean, today: number): number {
  const day = nextWeekday(name, isNext ? today + 1 : today);
  return isNext && day < mondayAfter(today) ? day + 7 : day;
}

const partsOf = (day: number) => dayText(day).split("-").map(Number) as [year: number, month: number, date: number];
const firstOf = (year: number, month: number) => Date.UTC(year, month - 1, 1) / 86_400_000;
function firstOfMonth(day: number, more: number): number {
  const [year, month] = partsOf(day);
  return firstOf(year, month + more);
}
const firstOfYear = (day: number, more: number) => firstOf(partsOf(day)[0] + more, 1);
/** The first day of the next month of that number that is not over yet. */
function nextFirst(month: number, today: number): number {
  const [year, now] = partsOf(today);
  return firstOf(month < now ? year + 1 : year, month);
}

function firstDay(from: number, within: number, is: (day: number) => boolean): Said {
  for (let day = from; day <= from + within; day++) if (is(day)) return { day };
  return undefined;
}

function later(day: number, number: number, unit: Unit): number {
  if (unit === "day" || unit === "week") return day + number * (unit === "week" ? 7 : 1);
  const month = firstOfMonth(day, number * (unit === "year" ? 12 : 1));
  return Math.min(month + partsOf(day)[2] - 1, firstOfMonth(month, 1) - 1);
}
