/**
 * German recurrences (“jeden zweiten Freitag bis Juni”, “alle! 3 Tage” from completion), and whether what was understood is all that a
 * German line says about time. What the rules mean is as in the English reader.
 */

import { MAX_COUNT, type Weekday, weekdays } from "#core/rhythm/recurrence-rule";
import { germanDatesIn } from "#core/work/quick-add-german-dates";
import {
  DAILY_DAY,
  DAY,
  END,
  GERMAN,
  MONTH,
  monthOf,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalOf,
  PART,
  TIMELY,
  timeOf,
  UNIT,
  unitOf,
  weekdayOf,
} from "#core/work/quick-add-german-words";
import type { Language, Reader } from "#core/work/quick-add-reader";
import {
  dateOfYear,
  type Found,
  type Limit,
  onDates,
  type Place,
  plain,
  type Recurrence,
  recurring,
} from "#core/work/quick-add-recurrence";

type Words = Record<string, string | undefined>;

const form = (pattern: string, read: (words: Words) => Found | undefined) => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}_])(?:${pattern})${END}`, "iu"),
  read,
});

/** “jeden”, “alle”; with a `!` it counts from completion. */
const EVERY = "(?:jede[mnrs]?|alle)(?<strict>!)?\\s+";
/** “zweiten”, “3.”, “drei” */
const STEP = `(?:(?<nth>(?:zweite|dritte|vierte|fünfte)[nrs]?|\\d{1,3}\\.)\\s+|(?<number>${NUMBER})\\s+)?`;
const AND = "(?:\\s*,\\s*(?:und\\s+)?|\\s+und\\s+|\\s*&\\s*)";
const DAYS = `${DAY}(?:${AND}(?:jede[mnrs]?\\s+)?${DAY}${END})*`;
const IN_MONTH = "(?:im\\s+monat|des\\s+monats|jede[ns]\\s+monats?|im\\s+monat\\s+jeden\\s+monat)";
const DATES = `\\d{1,2}\\.(?:${AND}\\d{1,2}\\.)*`;

/** Tried in order: more specific forms come first. */
const FORMS = [
  // am letzten Freitag jedes Monats, jeden ersten Montag im Monat, jeden Monat am letzten Tag
  form(
    `(?:am|jede[nr](?<strict>!)?)\\s+(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|werktag|tag)\\s+${IN_MONTH}`,
    nthOfMonth,
  ),
  form(
    `(?:${EVERY}${STEP}monate?|monatlich)\\s+am\\s+(?<ordinal>${ORDINAL})\\s+(?<day>${DAY}|werktag|tag)`,
    nthOfMonth,
  ),
  form(`jede[nr](?<strict>!)?\\s+(?<ordinal>letzten)\\s+(?<day>${DAY}|werktag)`, nthOfMonth),
  // jeden 24. Dezember, jedes Jahr am 24.12.
  form(
    `(?:${EVERY}(?:${STEP}jahre?\\s+(?:am\\s+)?)?|jährlich\\s+am\\s+)(?<date>\\d{1,2})\\.\\s*(?:(?<month>${MONTH})|(?<numeric>\\d{1,2})\\.)`,
    ({ date, month, numeric, ...step }) =>
      dateOfYear(month ? monthOf(month) : Number(numeric), Number(date), intervalOf(step)),
  ),
  // am 1. jedes Monats, jeden 1. und 15. (im Monat), jeden Monat am 1., monatlich am 1.
  form(`am\\s+(?<dates>${DATES})\\s+${IN_MONTH}`, datesOfMonth),
  form(`(?:${EVERY}${STEP}monate?|monatlich)\\s+am\\s+(?<dates>${DATES})`, datesOfMonth),
  form(`jeden(?<strict>!)?\\s+(?<dates>${DATES})(?:\\s+${IN_MONTH}|(?!\\s+\\p{L}))`, datesOfMonth),
  form(`(?:${EVERY}(?:werktage?|arbeitstage?)|werktags)`, () => ({
    freq: "WEEKLY",
    byDay: plain(weekdays.slice(0, 5)),
  })),
  form(`(?:${EVERY}wochenenden?|an\\s+wochenenden)`, () => ({ freq: "WEEKLY", byDay: plain(["SA", "SU"]) })),
  // alle zwei Wochen am Montag, jede zweite Woche freitags, wöchentlich am Dienstag
  form(
    `(?:${EVERY}${STEP}wochen?|(?<adverb>wöchentlich|zweiwöchentlich|vierzehntägig))\\s+(?:(?:am|an)\\s+)?(?<days>(?:${DAY}|${DAILY_DAY})(?:${AND}(?:am\\s+)?(?:${DAY}|${DAILY_DAY})${END})*)`,
    ({ adverb, ...words }) => {
      const found = daysOfWeek(words);
      return /^(zwei|vier)/i.test(adverb ?? "") ? { ...found, interval: 2 } : found;
    },
  ),
  form(`(?<days>${DAILY_DAY}(?:${AND}${DAILY_DAY}${END})*)`, daysOfWeek),
  // jeden Montag und Mittwoch, jeden zweiten Freitag, jeden Sonntagabend
  form(`${EVERY}${STEP}(?<days>${DAYS})`, daysOfWeek),
  form(`${EVERY}${STEP}(?<days>${DAY})\\s*(?<part>${PART})`, ({ part, ...words }) => ({
    ...daysOfWeek(words),
    time: timeOf(part!),
  })),
  form(`${EVERY}(?<part>${PART})`, ({ part }) => ({ freq: "DAILY", time: timeOf(part!) })),
  form(`${EVERY}${STEP}(?:quartale?|vierteljahre?)`, (step) => ({ freq: "MONTHLY", interval: 3 * intervalOf(step) })),
  form(`${EVERY}(?:halbe[ns]?\\s+jahre?|halbjahr)`, () => ({ freq: "MONTHLY", interval: 6 })),
  // jeden Tag, alle drei Monate, jede zweite Woche
  form(`${EVERY}${STEP}(?<unit>${UNIT})`, ({ unit, ...step }) => ({
    freq: ({ day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" } as const)[unitOf(unit!)],
    interval: intervalOf(step),
  })),
  // “täglich”, where it cannot be an adjective
  form(
    "(?<adverb>täglich|wöchentlich|zweiwöchentlich|vierzehntägig|monatlich|vierteljährlich|halbjährlich|jährlich)(?=\\s*$|\\s+(?:um|am|bis|ab|für)\\s|\\s+[\\d\\u0001])",
    ({ adverb }) => ADVERBS[adverb!.toLowerCase()],
  ),
];

const ADVERBS: Record<string, Found> = {
  täglich: { freq: "DAILY" },
  wöchentlich: { freq: "WEEKLY" },
  zweiwöchentlich: { freq: "WEEKLY", interval: 2 },
  vierzehntägig: { freq: "WEEKLY", interval: 2 },
  monatlich: { freq: "MONTHLY" },
  vierteljährlich: { freq: "MONTHLY", interval: 3 },
  halbjährlich: { freq: "MONTHLY", interval: 6 },
  jährlich: { freq: "YEARLY" },
};

/** The first recurrence of a text; undefined when there is none. */
function recurrenceIn(text: string): Recurrence | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    const found = match && read(match.groups ?? {});
    const recurrence = found && recurring(found, match, match.groups?.strict !== undefined);
    if (recurrence) return recurrence;
  }
  return undefined;
}

function daysOfWeek({ days, ...step }: Words): Found {
  const names = days!.match(new RegExp(DAY, "giu")) ?? [];
  return { freq: "WEEKLY", interval: intervalOf(step), byDay: plain([...new Set(names.map(weekdayOf))]) };
}

function nthOfMonth({ ordinal, day, ...step }: Words): Found {
  const n = ordinalOf(ordinal!);
  const interval = intervalOf(step);
  const name = day!.toLowerCase();
  if (name === "tag") return { freq: "MONTHLY", interval, byMonthDay: [n] };
  if (name === "werktag") return { freq: "MONTHLY", interval, byDay: plain(weekdays.slice(0, 5)), bySetPos: [n] };
  const weekday: Weekday = weekdayOf(name);
  return { freq: "MONTHLY", interval, byDay: [{ day: weekday, ordinal: n }] };
}

function datesOfMonth({ dates, ...step }: Words): Found | undefined {
  const numbers = [...dates!.matchAll(/\d+/g)].map(Number);
  return numbers.every((n) => n >= 1 && n <= 31)
    ? { freq: "MONTHLY", interval: intervalOf(step), ...onDates(numbers) }
    : undefined;
}

const intervalOf = ({ nth, number }: Words) =>
  nth !== undefined ? ordinalOf(nth) : number === undefined ? 1 : numberOf(number);

/** The limit behind a recurrence that ends at `from`: “5 Mal”, “für 3 Wochen”, “bis Juni”. */
function limitIn(text: string, from: number): Limit | undefined {
  const rest = text.slice(from);
  const place = (match: RegExpExecArray) => ({ start: from + match.index, end: from + match.index + match[0].length });
  const times = new RegExp(`(?<!\\S)(?:für\\s+)?(${NUMBER})(?:\\s+|-)?mal${END}`, "iu").exec(rest);
  if (times) {
    const count = numberOf(times[1]!);
    return count >= 1 && count <= MAX_COUNT ? { ...place(times), count } : undefined;
  }
  const span = new RegExp(`(?<!\\S)für\\s+(?:die\\s+nächsten\\s+)?(${NUMBER})\\s+(${UNIT})${END}`, "iu").exec(rest);
  if (span) return { ...place(span), span: { number: numberOf(span[1]!), unit: unitOf(span[2]!) } };
  const until = /(?<!\S)bis\s+(?:(?:zum|einschließlich)\s+)?(?!um\s)/iu.exec(rest);
  return until ? { ...place(until), untilAt: from + until.index + until[0].length } : undefined;
}

const timely = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${TIMELY})`, "iu");

/** Words beside which a time is not all there is to say: a period, an exception, an approximation, a second time. */
const AFTER =
  /^[\s\u0001]*(?:(?:[-–—/&]|,?\s*(?:und|oder|außer|ausser|bis|aber|nicht|sowie|plus|vor|nach|gegen|etwa|circa|ca\.?)(?![\p{L}\p{N}_]))\s*(?:(?:um|am|ab|bis|zum)\s+)?(?:\d|halb|viertel|nicht)|,?\s*(?:außer|ausser)(?![\p{L}\p{N}_])|-?jährig|\s*\d{1,2}(?::\d\d)?\s*$|\s*(?:um|am|bis|ab|gegen|von|vor|nach)\s*$)/iu;
const BEFORE =
  /(?<![\p{L}\p{N}_])(?:vor|nach|seit|zwischen|gegen|etwa|circa|ca\.?|ungefähr|um\s+den|von|vom|außer|ausser|nicht|ohne|jede[mnrs]?|der|die|das|den|dem|des|ein(?:e[mnrs]?)?|guten|schönen|letzte[mnrs]?|vorige[mnrs]?|und|oder|\d+\s*(?:[-–—]|bis|und|oder))[\s\u0001]*$/iu;

/** Whether the parsed places are everything about time. `rest` is the text with control characters in these places. */
const isWhole = (rest: string, places: readonly Place[]): boolean =>
  !timely.test(rest) &&
  places.every(({ start, end }) => !AFTER.test(rest.slice(end)) && !BEFORE.test(rest.slice(0, start)));

const reader: Reader = {
  recurrenceIn,
  limitIn,
  datesIn: germanDatesIn,
  isWhole,
  isBeginning: (words) => /^ab\s/i.test(words),
  isSince: (words) => /^(?:ab|am|fällig)\s/i.test(words),
  // “Jeder Tag ist ein Geschenk”
  isSubject: (after) => /^\s+(?:ist|sind|war|waren|hat|haben)(?![\p{L}\p{N}_])/iu.test(after),
};

const known = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${GERMAN})`, "iu");

export const german: Language = {
  reader,
  mayBe: (text) => timely.test(text),
  isCertain: (text) => known.test(text),
};
