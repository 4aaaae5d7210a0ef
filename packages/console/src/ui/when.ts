/**
 * Reads a day, and perhaps a time, from words as people write them: “fri”, “12.12.”, “morgen 9”, “in 3 weeks”,
 * “next monday 14:30”. English and German words are understood at once, whatever the language of the pages; the
 * order of day and month in “3/4” follows the locale.
 */
import { dayAfter, daysBetween } from "#console/words/format.ts";

/** A day `YYYY-MM-DD` of the Gregorian calendar, in nobody's zone. */
export type Day = string;

export type When = { day: Day /** `HH:MM`, where one was said. */; time?: string };

export type Reading = { /** The person's day now. */ today: Day /** BCP 47. */; locale: string };

/** `undefined` when a part of the text is not understood: half an understanding would be a wrong date. */
export function readWhen(text: string, reading: Reading): When | undefined {
  const words = text
    .toLocaleLowerCase(reading.locale)
    .replaceAll(/[\s,]+/g, " ")
    .trim();
  if (words === "") return undefined;
  // “dec 12” is a day, so the day comes first: its number is no hour.
  const whole = readDay(words, reading);
  if (whole) return { day: whole };
  const clock = readTime(words);
  if (clock) return { day: reading.today, time: clock };
  const [, dayWords = "", timeWords = ""] =
    /^(.+?) ((?:at |um )?\S+(?: (?:uhr|am|pm|a\.m\.|p\.m\.))?)$/.exec(words) ?? [];
  const day = readDay(dayWords, reading);
  const time = readTime(timeWords);
  return day && time ? { day, time } : undefined;
}

/** `HH:MM` from “9”, “9:30”, “9.30 uhr”, “9pm”, “0930”, “noon”. */
export function readTime(text: string): string | undefined {
  const words = text.trim().toLowerCase();
  const named = NAMED_TIMES[words];
  if (named) return named;
  const found = /^(?:at |um )?(\d{1,2})(?:[:.h]?(\d{2}))?\s*(uhr|h|am|pm|a\.m\.|p\.m\.)?$/.exec(words);
  if (!found) return undefined;
  const [, hourText, minuteText = "00", half = ""] = found;
  let hour = Number(hourText);
  if (half.startsWith("p") || half.startsWith("a")) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.startsWith("p") ? 12 : 0);
  }
  if (hour > 23 || Number(minuteText) > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${minuteText}`;
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((numberOf(day) + 4) % 7) + 7) % 7;
}

/** The instant (ISO 8601 in UTC) at which the clocks of `zone` show this day and time; after a skipped hour, when they go on. */
export function instantAt(day: Day, time: string, zone: string): string | undefined {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  // The zone's distance from UTC depends on the instant that is looked for, so that the first guess is corrected once.
  const guess = wanted - offsetAt(wanted, zone);
  return new Date(wanted - offsetAt(guess, zone)).toISOString();
}

/** How far the clocks of the zone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(instant);
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - Math.floor(instant / 1000) * 1000;
}

/** Whether the calendar has this day: 2027-02-29 it does not have. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(numberOf(text)) === text;
}

/** Days since 1970-01-01. Counted in UTC, so that no change of clocks falls between two days. */
function numberOf(day: Day): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return Date.UTC(year, month - 1, date) / MS_PER_DAY;
}

function dayOf(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

const MS_PER_DAY = 86_400_000;

function readDay(words: string, reading: Reading): Day | undefined {
  const { today } = reading;
  const named = NAMED_DAYS[words];
  if (named !== undefined) return dayAfter(today, named);
  const read = readDistance(words, today) ?? readWeekday(words, reading) ?? readDate(words, reading);
  if (read) return read;
  // “fri 4 dec”: the date says it all, and the weekday only has to be one.
  const [, weekday = "", date = ""] = /^(\p{L}+)\.? (.+)$/u.exec(words) ?? [];
  return weekdayNamed(weekday, reading.locale) === undefined ? undefined : readDate(date, reading);
}

/** “in 3 days”, “in einer woche”, “2 months ago”, “+5”. */
function readDistance(words: string, today: Day): Day | undefined {
  const plain = /^\+(\d{1,4})$/.exec(words);
  if (plain) return dayAfter(today, Number(plain[1]));
  const found = /^(?:(in|vor) )?(\d{1,4}|an?|one|eine[mnr]?) ([a-zäöü]+?)( ago)?$/.exec(words);
  if (!found) return undefined;
  const [, before, amount = "", unit = "", ago] = found;
  if (!before && !ago) return undefined;
  const count = (/^\d/.test(amount) ? Number(amount) : 1) * (before === "vor" || ago ? -1 : 1);
  if (/^(days?|tage?n?)$/.test(unit)) return dayAfter(today, count);
  if (/^(weeks?|wochen?)$/.test(unit)) return dayAfter(today, count * 7);
  if (/^(months?|monate?n?)$/.test(unit)) return addMonths(today, count);
  if (/^(years?|jahre?n?)$/.test(unit)) return addMonths(today, count * 12);
  return undefined;
}

/** The last day of a shorter month stands for one that it does not have. */
function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const months = year * 12 + month - 1 + count;
  const first = `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((((months % 12) + 12) % 12) + 1).padStart(2, "0")}-01`;
  const length = daysBetween(first, dayAfter(first, 31).slice(0, 8).concat("01") as Day);
  return dayAfter(first, Math.min(date, length) - 1);
}

/** A weekday is the next one, today included. The “next” one is that of the next week, from Monday, while this week's is still to come. */
function readWeekday(words: string, { today, locale }: Reading): Day | undefined {
  const found = /^(?:(?:on|am|this|diesen|kommenden) )?((?:next|nächsten?|nächster) )?(\p{L}+)\.?$/u.exec(words);
  if (!found) return undefined;
  const wanted = weekdayNamed(found[2] ?? "", locale);
  if (wanted === undefined) return undefined;
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  if (!found[1]) return dayAfter(today, ahead);
  const left = (7 - weekdayOf(today)) % 7;
  return dayAfter(today, ahead === 0 || ahead <= left ? ahead + 7 : ahead);
}

/** “2026-12-12”, “12.12.”, “12.12.26”, “3/4”, “12 dec”, “dec 12”, “12. dezember 2026”, “the 12th”. */
function readDate(words: string, reading: Reading): Day | undefined {
  if (isDay(words)) return words;
  const dotted = /^(?:am )?(\d{1,2})\.\s?(?:(\d{1,2})\.?)?(?:\s?(\d{4})|(\d{2}))?$/.exec(words);
  if (dotted) return completed(dotted[1], dotted[2], dotted[3] ?? dotted[4], reading.today);
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(words);
  if (slashed) {
    const [, first, second, year] = slashed;
    return monthFirst(reading.locale)
      ? completed(second, first, year, reading.today)
      : completed(first, second, year, reading.today);
  }
  const nth = /^(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)$/.exec(words);
  if (nth) return completed(nth[1], undefined, undefined, reading.today);
  const named =
    /^(?:on |am )?(?<date>\d{1,2})(?:\.|st|nd|rd|th)? (?:of )?(?<month>\p{L}+)\.?(?: (?<year>\d{4}))?$/u.exec(words) ??
    /^(?:on )?(?<month>\p{L}+)\.? (?<date>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\d{4}))?$/u.exec(words);
  const month = monthNamed(named?.groups?.month ?? "", reading.locale);
  return month ? completed(named?.groups?.date, String(month), named?.groups?.year, reading.today) : undefined;
}

/** Without a year it is the next such day, today included; without a month too. */
function completed(
  date: string | undefined,
  month: string | undefined,
  year: string | undefined,
  today: Day,
): Day | undefined {
  const two = (text: string) => text.padStart(2, "0");
  if (!date) return undefined;
  if (month && year) return checked(`${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(date)}`);
  // The 29th of February comes back after at most eight years.
  for (let step = 0; step < (month ? 9 : 12); step++) {
    const from = month
      ? `${String(Number(today.slice(0, 4)) + step)}-${two(month)}`
      : addMonths(`${today.slice(0, 8)}01`, step).slice(0, 7);
    const day = checked(`${from}-${two(date)}`);
    if (day && day >= today) return day;
  }
  return undefined;
}

function checked(day: string): Day | undefined {
  return isDay(day) ? day : undefined;
}

function monthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric", timeZone: "UTC" }).formatToParts(0);
  return parts.findIndex(({ type }) => type === "month") < parts.findIndex(({ type }) => type === "day");
}

function weekdayNamed(name: string, locale: string): number | undefined {
  return indexNamed(name, 2, locale, [0, 1, 2, 3, 4, 5, 6], (at, of) =>
    // 1970-01-04 was a Sunday.
    new Intl.DateTimeFormat(of, { weekday: "long", timeZone: "UTC" }).format((at + 3) * MS_PER_DAY),
  );
}

function monthNamed(name: string, locale: string): number | undefined {
  return indexNamed(name, 3, locale, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], (at, of) =>
    new Intl.DateTimeFormat(of, { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, at - 1, 1)),
  );
}

/** A beginning of `least` letters is enough, in the person's language, in English and in German. */
function indexNamed(
  name: string,
  least: number,
  locale: string,
  indexes: number[],
  nameOf: (index: number, locale: string) => string,
) {
  if (name.length < least) return undefined;
  for (const language of [locale, "en", "de"]) {
    const found = indexes.filter((index) => nameOf(index, language).toLocaleLowerCase(language).startsWith(name));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

const NAMED_DAYS: Record<string, number> = {
  today: 0,
  heute: 0,
  tod: 0,
  tomorrow: 1,
  tom: 1,
  tmr: 1,
  morgen: 1,
  "day after tomorrow": 2,
  übermorgen: 2,
  yesterday: -1,
  gestern: -1,
  vorgestern: -2,
};

const NAMED_TIMES: Record<string, string> = {
  noon: "12:00",
  mittag: "12:00",
  mittags: "12:00",
  midnight: "00:00",
  mitternacht: "00:00",
};
