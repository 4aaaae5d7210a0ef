/**
 * Recurrences in words (“every other friday until june”, “every! 3 days”) as RFC 5545 rules. English; quick-add-german.ts has the German ones.
 *
 * A day that not every month has means the last day before it: the 31st becomes the last day of the month, because RFC 5545 would
 * skip months without a 31st, and a rent is due in each.
 */
import {
  type Frequency,
  MAX_COUNT,
  MAX_INTERVAL,
  type Rule,
  type RuleDay,
  type Weekday,
  weekdays,
} from "#core/rhythm/recurrence-rule";

/** A place in a text, in UTF-16 units; `end` is exclusive. */
export interface Place {
  start: number;
  end: number;
}

export interface Recurrence extends Place {
  rule: Rule;
  basis: "due_date" | "completion";
  /** The time of day that words like “every morning” imply, `HH:MM:SS`. */
  time: string | undefined;
  /** Whether the day is left open (“every month”): it is then that of the first instance. */
  isOpen: boolean;
}

const UNITS = { day: "DAILY", week: "WEEKLY", month: "MONTHLY", quarter: "MONTHLY", year: "YEARLY" } as const;
const ADVERBS: Record<string, [Frequency, number]> = {
  daily: ["DAILY", 1],
  weekly: ["WEEKLY", 1],
  biweekly: ["WEEKLY", 2],
  fortnightly: ["WEEKLY", 2],
  monthly: ["MONTHLY", 1],
  quarterly: ["MONTHLY", 3],
  yearly: ["YEARLY", 1],
  annually: ["YEARLY", 1],
};
/** The times that parts of the day stand for. */
export const TIMES: Record<string, string> = {
  morning: "09:00:00",
  noon: "12:00:00",
  afternoon: "15:00:00",
  evening: "19:00:00",
  night: "22:00:00",
};
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ORDINALS = ["first", "second", "third", "fourth", "fifth"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// Building blocks of the regular expressions.
const DAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?";
const TO = "(?:\\s*[-–]\\s*|\\s+(?:to|through|thru)\\s+)";
const AND = "(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*&\\s*)";
const SOME_DAYS = `${DAY}(?:${TO}${DAY}\\b)?`;
const DAYS = `${SOME_DAYS}(?:(?:${AND}|\\s+)${SOME_DAYS}\\b)*`;
const PLURAL_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days";
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const DATE = "\\d{1,2}(?:st|nd|rd|th)";
const DATES = `${DATE}(?:${AND}(?:the\\s+)?${DATE})*`;
const ORDINAL = `(?:${ORDINALS.join("|")}|last|[1-5](?:st|nd|rd|th))`;
const NUMBER = `(?:\\d{1,4}|${NUMBERS.join("|")})`;
const UNIT = "(?:day|week|month|quarter|year)s?";
const OF_MONTH = "(?:\\s+(?:of|in)\\s+(?:the|each|every)\\s+month)?";

/** What a pattern says of a rule; what it leaves out is open. */
export interface Found {
  freq: Frequency;
  interval?: number;
  byDay?: RuleDay[];
  byMonthDay?: number[];
  byMonth?: number[];
  bySetPos?: number[];
  time?: string;
}
type Words = Record<string, string | undefined>;
interface Form {
  pattern: RegExp;
  read(words: Words): Found | undefined;
}

const form = (pattern: string, read: Form["read"]): Form => ({
  pattern: new RegExp(`(?<!\\S)${pattern}(?![\\p{L}\\p{N}_])`, "iu"),
  read,
});
const EVERY = "(?:every|each)(?<strict>!)?\\s+";
const STEP = `(?:(?<other>other|second)\\s+|(?<nth>third|fourth|fifth|\\d{1,3}(?:st|nd|rd|th))\\s+|(?<number>${NUMBER})\\s+)?`;
const OF_EVERY_MONTH = `\\s+(?:of|in)\\s+${EVERY}${STEP}months?`;

/** Tried in order: more specific forms come first. */
const FORMS: readonly Form[] = [
  // on the last friday of every month, on the 1st of each month
  form(`(?:on\\s+)?(?:the\\s+)?(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|weekday|day)${OF_EVERY_MONTH}`, nthOfMonth),
  form(`(?:on\\s+)?(?:the\\s+)?(?<dates>${DATES})${OF_EVERY_MONTH}`, datesOfMonth),
  form(`${EVERY}fortnight`, () => ({ freq: "WEEKLY", interval: 2 })),
  form(`${EVERY}half[- ]year`, () => ({ freq: "MONTHLY", interval: 6 })),
  // every weekday, on weekends, on tuesdays and thursdays, every morning
  form(`(?:${EVERY}(?:weekday|workday|work\\s+day)s?|on\\s+(?:week|work)days)`, () => ({
    freq: "WEEKLY",
    byDay: plain(weekdays.slice(0, 5)),
  })),
  form(`(?:${EVERY}weekends?|on\\s+weekends)`, () => ({ freq: "WEEKLY", byDay: plain(["SA", "SU"]) })),
  form(`on\\s+(?<days>${PLURAL_DAY}(?:${AND}${PLURAL_DAY})*)`, daysOfWeek),
  form(`${EVERY}(?<part>${Object.keys(TIMES).join("|")})`, ({ part }) => ({
    freq: "DAILY",
    time: TIMES[part!.toLowerCase()],
  })),
  // every 2nd friday of december, yearly on the last friday of may
  form(
    `(?:${EVERY}(?:${STEP}years?\\s+on\\s+)?|(?:yearly|annually)\\s+on\\s+)(?:the\\s+)?(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|weekday|day)\\s+(?:of|in)\\s+(?<month>${MONTH})`,
    nthOfYear,
  ),
  // every last friday (of the month), every month on the last friday, every 3rd tuesday
  form(`${EVERY}${STEP}months?\\s+on\\s+(?:the\\s+)?(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|weekday|day)`, nthOfMonth),
  form(
    `${EVERY}(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|weekday|day)\\s+(?:of|in)\\s+(?:the|each|every)\\s+month`,
    nthOfMonth,
  ),
  form(`${EVERY}(?<ordinal>last|first|third|fourth|fifth|[1-5](?:st|nd|rd|th))\\s+(?<day>${DAY}|weekday)`, nthOfMonth),
  form(`${EVERY}(?<ordinal>last)\\s+(?<day>day)${OF_MONTH}`, nthOfMonth),
  // every year on march 3, every march 3rd, every 3rd of march, every january
  form(
    `${EVERY}(?:${STEP}years?\\s+(?:on\\s+)?)?(?:the\\s+)?(?<month>${MONTH})\\s+(?:the\\s+)?(?<date>\\d{1,2})(?:st|nd|rd|th)?`,
    dayOfYear,
  ),
  form(
    `${EVERY}(?:${STEP}years?\\s+(?:on\\s+)?)?(?:the\\s+)?(?<date>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${MONTH})`,
    dayOfYear,
  ),
  form(`${EVERY}(?<month>january|february|april|june|july|august|september|october|november|december)`, dayOfYear),
  // yearly on march 3, on 29 feb; monthly on the 1st
  form(
    `(?:yearly|annually)\\s+on\\s+(?:(?<month>${MONTH})\\s+(?:the\\s+)?(?<date>\\d{1,2})(?:st|nd|rd|th)?)(?!\\s*\\d)`,
    dayOfYear,
  ),
  form(
    `(?:yearly|annually)\\s+on\\s+(?:the\\s+)?(?<date>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${MONTH})`,
    dayOfYear,
  ),
  form(`monthly\\s+on\\s+(?:the\\s+)?(?<dates>${DATES})`, datesOfMonth),
  form(`monthly\\s+on\\s+(?:the\\s+)?(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|weekday|day)`, nthOfMonth),
  form(`weekly\\s+on\\s+(?<days>${DAYS})`, daysOfWeek),
  // every month on the 1st and 15th, every 15th
  form(`${EVERY}${STEP}months?\\s+(?:on\\s+)?(?:the\\s+)?(?<dates>${DATES})`, datesOfMonth),
  form(`${EVERY}(?<dates>${DATES})(?!\\s+${UNIT}(?!\\w))${OF_MONTH}`, datesOfMonth),
  // every 2 weeks on monday and thursday, every other tuesday, every mon, wed and fri
  form(`${EVERY}${STEP}weeks?\\s+(?:on\\s+)?(?<days>${DAYS})`, daysOfWeek),
  form(`${EVERY}${STEP}(?<days>${DAYS})`, daysOfWeek),
  // every day, every 3 months, every other week
  form(`${EVERY}${STEP}(?<unit>${UNIT})`, period),
  // “daily”, where it cannot be an adjective
  form(
    `(?<adverb>${Object.keys(ADVERBS).join("|")})(?=\\s*$|\\s+(?:at|on|until|till|for|from|starting)\\b|\\s+[\\d\\u0001])`,
    ({ adverb }) => {
      const [freq, interval] = ADVERBS[adverb!.toLowerCase()]!;
      return { freq, interval };
    },
  ),
];

/** “every sunday morning” */
const PART = new RegExp(`^\\s+(${Object.keys(TIMES).join("|")})(?![\\p{L}\\p{N}_])`, "iu");

/**
 * A time of day after a part of the day: “every evening at 7” is 19:00. Hours after midnight belong to the night. Both are
 * `HH:MM:SS`.
 */
export function within(part: string | undefined, time: string): string {
  const hour = Number(time.slice(0, 2));
  const isLater = part !== undefined && part >= "12" && hour < 12 && hour >= (part < "19" ? 1 : 5);
  return isLater ? `${hour + 12}${time.slice(2)}` : time;
}

/** The first recurrence of a text; undefined when there is none. */
export function recurrenceIn(text: string): Recurrence | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    const found = match && read(match.groups ?? {});
    if (!match || !found) continue;
    const recurrence = recurring(found, match, match.groups?.strict !== undefined);
    if (!recurrence) continue;
    const on = /(?<!\S)on\s+$/i.exec(text.slice(0, match.index));
    const { rule, time, end } = recurrence;
    const part = rule.byDay.length > 0 || rule.freq === "DAILY" ? PART.exec(text.slice(end)) : null;
    return {
      ...recurrence,
      start: on?.index ?? match.index,
      end: end + (part?.[0].length ?? 0),
      time: time ?? (part ? TIMES[part[1]!.toLowerCase()] : undefined),
    };
  }
  return undefined;
}

/** The recurrence that was found where a pattern matched, `isStrict` when it counts from completion; undefined beyond what rules can say. */
export function recurring(found: Found, match: RegExpExecArray, isStrict: boolean): Recurrence | undefined {
  const { freq, interval = 1, byDay = [], byMonthDay = [], byMonth = [], bySetPos = [], time } = found;
  if (interval < 1 || interval > MAX_INTERVAL) return undefined;
  return {
    start: match.index,
    end: match.index + match[0].length,
    rule: {
      freq,
      interval,
      byDay,
      byMonthDay,
      byMonth,
      bySetPos,
      byYearDay: [],
      byWeekNo: [],
      weekStart: "MO",
      skip: "OMIT",
      timeOfDay: undefined,
      count: undefined,
      until: undefined,
    },
    basis: isStrict ? "completion" : "due_date",
    time,
    isOpen: byDay.length + byMonthDay.length === 0 && freq !== "DAILY",
  };
}

function period({ unit, ...step }: Words): Found {
  const name = unit!.toLowerCase().replace(/s$/, "") as keyof typeof UNITS;
  return { freq: UNITS[name], interval: intervalOf(step) * (name === "quarter" ? 3 : 1) };
}

function daysOfWeek({ days, ...step }: Words): Found {
  return { freq: "WEEKLY", interval: intervalOf(step), byDay: plain(weekdaysIn(days!)) };
}

function nthOfYear({ month, ...words }: Words): Found | undefined {
  const found = nthOfMonth(words);
  return found && { ...found, freq: "YEARLY", byMonth: [MONTHS.indexOf(month!.slice(0, 3).toLowerCase()) + 1] };
}

function nthOfMonth({ ordinal, day, ...step }: Words): Found | undefined {
  const n = ordinalOf(ordinal!);
  const interval = intervalOf(step);
  const name = day!.toLowerCase();
  if (name === "day") return { freq: "MONTHLY", interval, byMonthDay: [n] };
  if (name === "weekday") return { freq: "MONTHLY", interval, byDay: plain(weekdays.slice(0, 5)), bySetPos: [n] };
  return { freq: "MONTHLY", interval, byDay: weekdaysIn(name).map((one) => ({ day: one, ordinal: n })) };
}

function datesOfMonth({ dates, ...step }: Words): Found | undefined {
  const numbers = [...dates!.matchAll(/\d+/g)].map(Number);
  return numbers.every((n) => n >= 1 && n <= 31)
    ? { freq: "MONTHLY", interval: intervalOf(step), ...onDates(numbers) }
    : undefined;
}

function dayOfYear({ month, date, ...step }: Words): Found | undefined {
  return dateOfYear(MONTHS.indexOf(month!.toLowerCase().slice(0, 3)) + 1, Number(date ?? 1), intervalOf(step));
}

/** A day of each year; undefined when no year has it. */
export function dateOfYear(month: number, date: number, interval: number): Found | undefined {
  const longest = new Date(Date.UTC(2028, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || date < 1 || date > longest) return undefined;
  const leapDay = month === 2 && date === 29 && { byMonthDay: [28, 29], bySetPos: [-1] };
  return { freq: "YEARLY", interval, byMonth: [month], ...(leapDay || { byMonthDay: [date] }) };
}

/** A rule for days of the month that recurs in every month. Of several days at the end, each month has those that exist. */
export function onDates(numbers: readonly number[]): { byMonthDay: number[]; bySetPos?: number[] } {
  const [only, ...others] = numbers;
  if (others.length > 0 || only! <= 28) return { byMonthDay: [...new Set(numbers.map((n) => (n === 31 ? -1 : n)))] };
  if (only === 31) return { byMonthDay: [-1] };
  return { byMonthDay: only === 29 ? [28, 29] : [28, 29, 30], bySetPos: [-1] };
}

/** A rule whose day was open, completed by the day of its first instance. */
export function closed(rule: Rule, first: string): Rule {
  const [, month, date] = first.split("-").map(Number) as [number, number, number];
  const weekday = weekdays[(new Date(first).getUTCDay() + 6) % 7]!;
  switch (rule.freq) {
    case "DAILY":
      return rule;
    case "WEEKLY":
      return { ...rule, byDay: plain([weekday]) };
    case "MONTHLY":
      return { ...rule, ...onDates([date]) };
    case "YEARLY":
      return { ...rule, ...dayOfYear({ month: MONTHS[month - 1], date: String(date) }), interval: rule.interval };
  }
}

export const plain = (days: readonly Weekday[]): RuleDay[] => days.map((day) => ({ day, ordinal: undefined }));

const RANGES = new RegExp(`(${DAY})(?:${TO}(${DAY}))?`, "giu");

/** The named weekdays, including those within a range. */
const weekdaysIn = (words: string): Weekday[] => [
  ...new Set(
    [...words.matchAll(RANGES)].flatMap(([, first, last = first]) => {
      const [from, to] = [weekdayOf(first!), weekdayOf(last!)];
      return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => weekdays[(from + i) % 7]!);
    }),
  ),
];
const weekdayOf = (word: string) => weekdays.indexOf(word.slice(0, 2).toUpperCase() as Weekday);

const intervalOf = ({ other, nth, number }: Words) =>
  other ? 2 : nth !== undefined ? ordinalOf(nth) : number === undefined ? 1 : numberOf(number);
const numberOf = (word: string) => (/^\d/.test(word) ? Number(word) : NUMBERS.indexOf(word.toLowerCase()) + 1);
const ordinalOf = (word: string) =>
  word.toLowerCase() === "last"
    ? -1
    : /^\d/.test(word)
      ? Number.parseInt(word, 10)
      : ORDINALS.indexOf(word.toLowerCase()) + 1;

/** A limit of a recurrence: a number of times, a duration or an end date. */
export interface Limit extends Place {
  count?: number;
  /** The duration from the first instance on. */
  span?: { number: number; unit: "day" | "week" | "month" | "year" };
  /** The index in the text at which the end date begins. */
  untilAt?: number;
}

/** The limit behind a recurrence that ends at `from`: “for 5 times”, “for 3 weeks”, “until …”. */
export function limitIn(text: string, from: number): Limit | undefined {
  const rest = text.slice(from);
  const place = (match: RegExpExecArray) => ({ start: from + match.index, end: from + match.index + match[0].length });
  const times = new RegExp(`(?<!\\S)(?:for\\s+)?(${NUMBER})\\s+(?:times|occurrences)(?!\\w)`, "i").exec(rest);
  if (times) {
    const count = numberOf(times[1]!);
    return count >= 1 && count <= MAX_COUNT ? { ...place(times), count } : undefined;
  }
  const span = new RegExp(
    `(?<!\\S)for\\s+(?:the\\s+next\\s+)?(${NUMBER}|a|an)\\s+(day|week|month|year)s?(?!\\w)`,
    "i",
  ).exec(rest);
  if (span) {
    const number = /^an?$/i.test(span[1]!) ? 1 : numberOf(span[1]!);
    return { ...place(span), span: { number, unit: span[2]!.toLowerCase() as "day" } };
  }
  const until = /(?<!\S)(?:until|till|til|ending(?:\s+on)?)\s+/i.exec(rest);
  return until ? { ...place(until), untilAt: from + until.index + until[0].length } : undefined;
}
