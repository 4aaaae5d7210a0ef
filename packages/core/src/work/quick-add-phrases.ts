/**
 * Days and times that chrono does not know, or reads only in part: “two weeks from monday”, “the 2nd friday of december”,
 * “wednesday the 16th”, “eod”, “half past 8”. Each form is read completely or not at all.
 *
 * The meaning of vague ones: next week is its Monday, next month and next year their first day, a weekend its Saturday; the end
 * of the day is today, that of a week its Friday, that of a month or year its last day. Midnight tonight is the one at the end of
 * today.
 */
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { weekdays } from "#core/rhythm/recurrence-rule";

export interface Phrase {
  start: number;
  end: number;
  /** `YYYY-MM-DD` */
  day: string | undefined;
  /** `HH:MM:SS` */
  time: string | undefined;
}

type Words = Record<string, string | undefined>;
interface Form {
  pattern: RegExp;
  /** The day, counted from 1970-01-01, or the time; undefined when it does not exist. */
  read(words: Words, today: number): { day?: number; time?: string } | undefined;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const ORDINALS = ["first", "second", "third", "fourth", "fifth"];
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const DAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?";
const MONTH =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const ORDINAL = `(?<ordinal>${ORDINALS.join("|")}|last|[1-5](?:st|nd|rd|th))`;

const form = (pattern: string, read: Form["read"]): Form => ({
  pattern: new RegExp(`(?<!\\S)(?:${pattern})(?![\\p{L}\\p{N}_'’-])`, "giu"),
  read,
});

/** Tried in order: more specific forms come first. */
const FORMS: readonly Form[] = [
  form("(?:tonight|today)\\s+(?:at\\s+)?midnight|(?:at\\s+)?midnight\\s+(?:tonight|today)", (_, today) => ({
    day: today + 1,
    time: "00:00:00",
  })),
  form("(?:the\\s+)?day\\s+after\\s+tomorrow", (_, today) => ({ day: today + 2 })),
  form(
    `(?<number>\\d{1,3}|an?|${NUMBERS.join("|")})\\s+(?<unit>day|week|month|year)s?\\s+(?:from|after)\\s+(?<from>today|tomorrow|${DAY})`,
    ({ number, unit, from }, today) => {
      const start = /^to/i.test(from!) ? today + (/^tom/i.test(from!) ? 1 : 0) : nextWeekday(from!, today);
      return { day: later(start, numberOf(number!), unit!.toLowerCase()) };
    },
  ),
  // the 2nd friday of december, the last day of next month
  form(
    `(?:on\\s+)?(?:the\\s+)?${ORDINAL}\\s+(?<name>${DAY}|day)\\s+(?:of|in)\\s+(?:(?<month>${MONTH})(?:,?\\s+(?<year>\\d{4}))?|(?<which>the|this|next)\\s+month)`,
    nthOfMonth,
  ),
  // wednesday the 16th, fri 13th
  form(
    `(?<name>${DAY}),?\\s+(?:the\\s+)?(?<date>\\d{1,2})(?:st|nd|rd|th)(?!\\s+(?:of\\s+)?${MONTH}\\b)`,
    ({ name, date }, today) => firstDay(today, 366, (day) => dateOf(day) === Number(date) && isCalled(name!, day)),
  ),
  // monday next week, next week on monday
  form(
    `(?:on\\s+)?(?<name>${DAY})\\s+(?:of\\s+)?next\\s+week|next\\s+week\\s+(?:on\\s+)?(?<named>${DAY})`,
    (words, today) => ({
      day: mondayAfter(today) + weekdayOf((words.name ?? words.named)!),
    }),
  ),
  form("eod|(?:the\\s+)?end\\s+of\\s+(?:the\\s+|to)?day", (_, today) => ({ day: today })),
  form("eow|(?:the\\s+)?end\\s+of\\s+(?:(?:the|this)\\s+)?week", (_, today) => ({ day: nextWeekday("fri", today) })),
  form("(?:the\\s+)?end\\s+of\\s+next\\s+week", (_, today) => ({ day: mondayAfter(today) + 4 })),
  form("eom|(?:the\\s+)?end\\s+of\\s+(?:(?:the|this)\\s+)?month", (_, today) => ({ day: firstOfMonth(today, 1) - 1 })),
  form("(?:the\\s+)?end\\s+of\\s+next\\s+month", (_, today) => ({ day: firstOfMonth(today, 2) - 1 })),
  form("eoy|(?:the\\s+)?end\\s+of\\s+(?:(?:the|this)\\s+)?year", (_, today) => ({ day: firstOfYear(today, 1) - 1 })),
  form(`(?:the\\s+)?end\\s+of\\s+(?<month>${MONTH})`, ({ month }, today) => {
    const first = nextFirst(month!, today);
    return { day: firstOfMonth(first, 1) - 1 };
  }),
  form("next\\s+week", (_, today) => ({ day: mondayAfter(today) })),
  form("next\\s+month", (_, today) => ({ day: firstOfMonth(today, 1) })),
  form("next\\s+year", (_, today) => ({ day: firstOfYear(today, 1) })),
  form("(?:(?:on|over|at)\\s+)?(?:this|the)\\s+weekend", (_, today) => ({
    day: isCalled("sun", today) ? today : nextWeekday("sat", today),
  })),
  form("next\\s+weekend", (_, today) => ({ day: mondayAfter(today) + 5 })),
  // 24.12.2026: in dates with dots the day comes first.
  form("(?:on\\s+|by\\s+)?(?<date>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})", ({ date, month, year }) => {
    const day = first(Number(year), Number(month)) + Number(date) - 1;
    const isReal = Number(month) <= 12 && Number(year) >= 1000 && dateOf(day) === Number(date);
    return isReal ? { day } : undefined;
  }),
  form("(?:on|by|due)\\s+(?<date>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?!\\d)", ({ date, month }, today) =>
    firstDay(today, 366 * 4, (day) => dateOf(day) === Number(date) && partsOf(day)[1] === Number(month)),
  ),
  form(
    `in\\s+(?<number>\\d{1,3}|an?|${NUMBERS.join("|")})\\s+(?<unit>month|year)s?|(?<many>\\d{1,3}|an?|${NUMBERS.join("|")})\\s+(?<of>month|year)s?\\s+from\\s+now`,
    ({ number, unit, many, of }, today) => ({
      day: later(today, numberOf((number ?? many)!), (unit ?? of)!.toLowerCase()),
    }),
  ),
  // at 15h30, at 1530, 15:30 Uhr
  form(
    "at\\s+(?<hour>[01]?\\d|2[0-3])h(?<minute>[0-5]\\d)?|at\\s+(?<hours>[01]\\d|2[0-3])(?<minutes>[0-5]\\d)(?=\\s*$|\\s+(?:on|every|each|to(?:day|morrow|night)|daily)\\b)|(?:at\\s+)?(?<h>[01]?\\d|2[0-3])[:.](?<m>[0-5]\\d)\\s?(?:uhr|h|hrs)",
    ({ hour, hours, h, minute, minutes, m }) => ({
      time: timeOf(Number(hour ?? hours ?? h) * 60 + Number(minute ?? minutes ?? m ?? 0)),
    }),
  ),
  form("in\\s+a\\s+fortnight", (_, today) => ({ day: today + 14 })),
  form(
    "(?:at\\s+)?(?<part>half\\s+past|quarter\\s+past|quarter\\s+to)\\s+(?<hour>1[0-2]|[1-9])(?:\\s*(?<half>[ap])\\.?m)?",
    ({ part, hour, half }) => {
      const past = /half/i.test(part!) ? 30 : /to$/i.test(part!) ? -15 : 15;
      const minutes = ((Number(hour) % 12) + (/p/i.test(half ?? "") || (!half && hour === "12") ? 12 : 0)) * 60 + past;
      return { time: timeOf((minutes + 1440) % 1440) };
    },
  ),
  form("(?:due\\s+)?(?:on|by|before)\\s+the\\s+(?<date>\\d{1,2})(?:st|nd|rd|th)(?!\\s+of\\b)", ({ date }, today) =>
    firstDay(today, 62, (day) => dateOf(day) === Number(date)),
  ),
];

/** The phrases of a text, which do not overlap; earlier forms take precedence. */
export function phrasesIn(text: string, today: string): Phrase[] {
  const found: Phrase[] = [];
  for (const { pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const said = read(match.groups ?? {}, dayNumber(today));
      if (!said || found.some((one) => start < one.end && end > one.start)) continue;
      found.push({ start, end, day: said.day === undefined ? undefined : dayText(said.day), time: said.time });
    }
  }
  return found;
}

const numberOf = (word: string) =>
  /^\d/.test(word) ? Number(word) : /^an?$/i.test(word) ? 1 : NUMBERS.indexOf(word.toLowerCase()) + 1;
const weekdayOf = (name: string) => weekdays.findIndex((one) => name.toUpperCase().startsWith(one));
const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}:00`;

const partsOf = (day: number) => dayText(day).split("-").map(Number) as [year: number, month: number, date: number];
const dateOf = (day: number) => partsOf(day)[2];
/** 1970-01-01 was a Thursday. */
const isCalled = (name: string, day: number) => (day + 3) % 7 === weekdayOf(name);
const first = (year: number, month: number) => Date.UTC(year, month - 1, 1) / 86_400_000;

/** The first day of the month that comes so many months after that of a day. */
function firstOfMonth(day: number, later: number): number {
  const [year, month] = partsOf(day);
  return first(year, month + later);
}
const firstOfYear = (day: number, later: number) => first(partsOf(day)[0] + later, 1);
const mondayAfter = (day: number) => nextWeekday("mon", day + 1);
/** The day of that name on or after a day. */
const nextWeekday = (name: string, day: number) => day + ((weekdayOf(name) - ((day + 3) % 7) + 7) % 7);
/** The first day of the next month of that name that is not over yet. */
function nextFirst(name: string, today: number): number {
  const [year, month] = partsOf(today);
  const wanted = monthOf(name);
  return first(wanted < month ? year + 1 : year, wanted);
}
const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function firstDay(from: number, within: number, is: (day: number) => boolean): { day: number } | undefined {
  for (let day = from; day <= from + within; day++) if (is(day)) return { day };
  return undefined;
}

function later(day: number, number: number, unit: string): number {
  if (unit === "day" || unit === "week") return day + number * (unit === "week" ? 7 : 1);
  const [, , date] = partsOf(day);
  const month = firstOfMonth(day, number * (unit === "year" ? 12 : 1));
  return Math.min(month + date - 1, firstOfMonth(month, 1) - 1);
}

/** The nth weekday of the named month, or of the next month of that name in which it is still to come. */
function nthOfMonth({ ordinal, name, month, year, which }: Words, today: number): { day: number } | undefined {
  const isNext = which?.toLowerCase() === "next";
  const start = month ? nextFirst(month, today) : firstOfMonth(today, isNext ? 1 : 0);
  const months = year ? [first(Number(year), monthOf(month!))] : [start, firstOfMonth(start, month ? 12 : 1)];
  const days = months.map((from) => nthIn(from, ordinal!, name!));
  const day = days.find((one) => one !== undefined && (one >= today || year !== undefined));
  return day === undefined ? undefined : { day };
}

function nthIn(from: number, ordinal: string, name: string): number | undefined {
  const end = firstOfMonth(from, 1);
  const isDay = name.toLowerCase() === "day";
  const days = Array.from({ length: end - from }, (_, i) => from + i).filter((day) => isDay || isCalled(name, day));
  if (/^last$/i.test(ordinal)) return days.at(-1);
  const n = /^\d/.test(ordinal) ? Number.parseInt(ordinal, 10) : ORDINALS.indexOf(ordinal.toLowerCase()) + 1;
  return days[n - 1];
}
