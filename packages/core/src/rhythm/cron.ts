/**
 * Cron rules of five fields (minute, hour, day of month, month, day of week) as in crontab(5), and the local times that they
 * match. A field is `*` or a list of numbers, names (`FRI`, `JAN`) and ranges (`MON-FRI`), with optional steps of `*` and ranges
 * (`9-17/2`). Sunday is 0 and 7. Fields are separated by any number of spaces or tabs. `@hourly`, `@daily` (`@midnight`),
 * `@weekly`, `@monthly` and `@yearly` (`@annually`) stand for the fields that crontab(5) gives them.
 *
 * When both fields of days are restricted, a day has to match only one of them: `0 0 13 * 5` is each 13th and each Friday. A
 * field that begins with `*` is not restricted, even with a step: every other day of the month and Monday are then the Mondays
 * with an odd date.
 *
 * Beyond crontab(5): `L` for the last day of a month, `LW` for its last weekday, `5L` for its last Friday and `5#2` for its
 * second.
 *
 * A local time is expressed as the milliseconds that it would be in UTC; due.ts converts it to an instant.
 */
import { cronFields } from "#core/rhythm/sayings";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";

/** What is wrong with a rule. */
export class CronError extends Error {
  override readonly name = "CronError";
  readonly saying: Saying;

  constructor(saying: Saying) {
    super(saying.text);
    this.saying = saying;
  }
}

export interface Rule {
  /** Ascending. */
  minutes: readonly number[];
  /** Ascending. */
  hours: readonly number[];
  /** Whether the rule has due times in every hour of its days. */
  everyHour: boolean;
  days: Days;
}

interface Days {
  dates: Dates;
  months: ReadonlySet<number>;
  weekdays: readonly Weekday[];
  /** Whether a day has to match only one of the date and the weekday. */
  either: boolean;
}

interface Dates {
  numbers: ReadonlySet<number>;
  lastDay: boolean;
  lastWorkday: boolean;
}

interface Weekday {
  /** Sunday is 0. */
  weekday: number;
  /** Which of its month; undefined for all of them. */
  nth: number | "last" | undefined;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/**
 * The 29th of February on a given weekday occurs at least every forty years, so a rule without a match in this time never
 * matches.
 */
const HORIZON_MONTHS = 41 * 12;

const NICKNAMES: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

/** Parsed rules: many routines have the same rule, and parsing takes longer than matching. */
const rules = new Map<string, Rule>();
const MAX_RULES = 1_000;

/** Parses a rule; throws a CronError, which says what is wrong. */
export function readRule(expression: string): Rule {
  const known = rules.get(expression);
  if (known) return known;
  const rule = compile(expression);
  if (nextWall(rule, 0) === undefined) throw new CronError(cronFields("cron_never", { said: shown(expression) }));
  if (rules.size >= MAX_RULES) rules.clear();
  rules.set(expression, rule);
  return rule;
}

/** The five fields of a rule separated by one space, the form that is stored; throws like `readRule`. */
export function canonicalRule(expression: string): string {
  readRule(expression);
  return fieldsOf(expression).join(" ");
}

interface Field {
  name: string;
  min: number;
  max: number;
  /** Alternative names of the numbers from `min` on. */
  names: readonly string[];
}
const MINUTE: Field = { name: "minute", min: 0, max: 59, names: [] };
const HOUR: Field = { name: "hour", min: 0, max: 23, names: [] };
const DATE: Field = { name: "day of month", min: 1, max: 31, names: [] };
const MONTH: Field = {
  name: "month",
  min: 1,
  max: 12,
  names: "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" "),
};
const WEEKDAY: Field = { name: "day of week", min: 0, max: 7, names: "SUN MON TUE WED THU FRI SAT".split(" ") };

/** The form of a rule, for the contract. It cannot express that ranges must ascend and that some day must match. */
export function cronForm(): RegExp {
  const list = (value: string, most: string) => {
    const element = `(?:\\*(?:/${most})?|${value}(?:-${value}(?:/${most})?)?)`;
    return `${element}(?:,${element})*`;
  };
  const minute = list("[0-5]?\\d", "(?:[1-9]|[1-5]\\d|60)");
  const hour = list("(?:1?\\d|2[0-3])", "(?:[1-9]|1\\d|2[0-4])");
  const date = `(?:LW?|${list("(?:[1-9]|[12]\\d|3[01])", "(?:[1-9]|[12]\\d|3[01])")})`;
  const month = list(`(?:[1-9]|1[0-2]|${MONTH.names.join("|")})`, "(?:[1-9]|1[0-2])");
  const weekday = list(`(?:[0-7]|${WEEKDAY.names.join("|")})`, "[1-7]");
  const nth = `(?:[0-7]|${WEEKDAY.names.join("|")})(?:L|#[1-5])`;
  return new RegExp(
    `^(?:${Object.keys(NICKNAMES).join("|")}|${minute} ${hour} ${date} ${month} (?:${weekday}|${nth}))$`,
  );
}

function compile(expression: string): Rule {
  const [minute, hour, date, month, weekday] = fieldsOf(expression);
  const hours = numbersOf(hour, HOUR);
  return {
    minutes: numbersOf(minute, MINUTE),
    hours,
    everyHour: hours.length === 24,
    days: {
      dates: datesOf(date),
      months: new Set(numbersOf(month, MONTH)),
      weekdays: weekday.split(",").flatMap(weekdaysOf),
      either: !date.startsWith("*") && !weekday.startsWith("*"),
    },
  };
}

type Fields = readonly [minute: string, hour: string, date: string, month: string, weekday: string];

function fieldsOf(expression: string): Fields {
  const written = expression.trim();
  const isNickname = Object.hasOwn(NICKNAMES, written.toLowerCase());
  if (written.startsWith("@") && !isNickname)
    throw new CronError(
      cronFields("cron_nickname", { known: Object.keys(NICKNAMES).join(", "), said: shown(written) }),
    );
  const fields = (isNickname ? NICKNAMES[written.toLowerCase()]! : written).split(/[ \t]+/);
  if (fields.length !== 5) throw new CronError(cronFields("cron_five_fields", { said: shown(expression) }));
  // There are five, as was just checked.
  return fields as unknown as Fields;
}

/** The numbers of a field, ascending. */
const numbersOf = (text: string, field: Field): number[] =>
  [...new Set(text.split(",").flatMap((element) => rangeOf(element, field)))].sort((a, b) => a - b);

/** The numbers of one element of a list: `*`, `5`, `MON-FRI`, `9-17/2`. */
function rangeOf(element: string, field: Field): number[] {
  const [, star, first, last, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\w+))?$/.exec(element) ?? [];
  if (star === undefined && first === undefined)
    throw new CronError(cronFields("cron_unreadable", { said: shown(element), field: field.name }));
  const from = first === undefined ? field.min : numberOf(first, field);
  const until = first === undefined ? field.max : numberOf(last ?? first, field);
  if (from > until) throw new CronError(cronFields("cron_range", { said: shown(element), field: field.name }));
  if (step === undefined) return numbersBetween(from, until, 1);
  if (star === undefined && last === undefined)
    throw new CronError(cronFields("cron_step_of", { said: shown(element), field: field.name }));
  const most = field === WEEKDAY ? 7 : field.max - field.min + 1;
  const by = /^\d{1,3}$/.test(step) ? Number(step) : 0;
  if (by < 1 || by > most) throw new CronError(cronFields("cron_step", { said: shown(step), field: field.name, most }));
  return numbersBetween(from, until, by);
}

const numbersBetween = (from: number, until: number, step: number) =>
  Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, i) => from + i * step);

function numberOf(text: string, { name, min, max, names }: Field): number {
  const place = names.indexOf(text.toUpperCase());
  const number = place >= 0 ? min + place : /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  const about = { field: name, min, max, said: shown(text) };
  throw new CronError(
    names.length > 0
      ? cronFields("cron_named", { ...about, first: names[0]!, last: names.at(-1)! })
      : cronFields("cron_number", about),
  );
}

function datesOf(text: string): Dates {
  const elements = text.toUpperCase().split(",");
  const lastWorkday = text.toUpperCase() === "LW";
  if (!lastWorkday && /W/i.test(text)) throw new CronError(cronFields("cron_workday", { said: shown(text) }));
  const numbered = elements.filter((element) => element !== "L" && element !== "LW");
  return {
    numbers: new Set(numbered.flatMap((element) => rangeOf(element, DATE))),
    lastDay: elements.includes("L"),
    lastWorkday,
  };
}

/** The weekdays of one element of the field: `MON-FRI`, `5L` or `5#L`, `5#2`. */
function weekdaysOf(element: string): Weekday[] {
  const [, days = element, number, last] = /^([\w-]+?)(?:#(\d+)|#?(L))$/i.exec(element) ?? [];
  if (number !== undefined && !/^[1-5]$/.test(number))
    throw new CronError(cronFields("cron_nth", { said: shown(element) }));
  const nth = number !== undefined ? Number(number) : last !== undefined ? "last" : undefined;
  return rangeOf(days, WEEKDAY).map((weekday) => ({ weekday: weekday % 7, nth }));
}

const shown = (text: string) => (text.length > 40 ? `${cut(text, 40)}…` : text);

/** The first local time after `after` that the rule matches; undefined when there is none in forty years. */
export function nextWall(rule: Rule, after: number): number | undefined {
  const day = Math.floor(after / DAY_MS);
  const minute = isNamed(rule, day) ? nextMinuteOfDay(rule, minuteOf(after)) : undefined;
  if (minute !== undefined) return day * DAY_MS + minute * MINUTE_MS;
  const later = nextDay(rule, day);
  return later === undefined ? undefined : later * DAY_MS + nextMinuteOfDay(rule, -1)! * MINUTE_MS;
}

/** The number of local times after `after`, up to and including `until`, that the rule matches. */
export function countWalls(rule: Rule, after: number, until: number): number {
  if (until <= after) return 0;
  const perDay = rule.hours.length * rule.minutes.length;
  const [first, last] = [Math.floor(after / DAY_MS), Math.floor(until / DAY_MS)];
  let count = 0;
  for (let day = first; day <= last; day++) {
    if (!isNamed(rule, day)) continue;
    count += day === last ? namedUpTo(rule, minuteOf(until)) : perDay;
    if (day === first) count -= namedUpTo(rule, minuteOf(after));
  }
  return count;
}

const minuteOf = (wall: number) => Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);

function nextMinuteOfDay({ hours, minutes }: Rule, after: number): number | undefined {
  for (const hour of hours) {
    if (hour * 60 + 59 <= after) continue;
    for (const minute of minutes) if (hour * 60 + minute > after) return hour * 60 + minute;
  }
  return undefined;
}

/** The number of matching minutes of a day, up to and including this one. */
function namedUpTo({ hours, minutes }: Rule, minute: number): number {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  const before = hours.filter((one) => one < hour).length * minutes.length;
  return hours.includes(hour) ? before + minutes.filter((one) => one <= rest).length : before;
}

/** The first matching day after `after`. Days are counted from 1970-01-01. */
function nextDay(rule: Rule, after: number): number | undefined {
  const from = new Date((after + 1) * DAY_MS);
  let [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
  for (let months = 0; months <= HORIZON_MONTHS; months++) {
    if (rule.days.months.has(month + 1)) {
      const first = Date.UTC(year, month, 1) / DAY_MS;
      const length = daysIn(year, month);
      for (; day <= length; day++)
        if (isDay(rule.days, day, weekdayOf(first + day - 1), length)) return first + day - 1;
    }
    day = 1;
    month = (month + 1) % 12;
    if (month === 0) year++;
  }
  return undefined;
}

function isNamed({ days }: Rule, day: number): boolean {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return days.months.has(month + 1) && isDay(days, date.getUTCDate(), date.getUTCDay(), daysIn(year, month));
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
// 1970-01-01 was a Thursday.
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

function isDay({ dates, weekdays, either }: Days, day: number, weekday: number, daysInMonth: number): boolean {
  const byDate =
    dates.numbers.has(day) ||
    (dates.lastDay && day === daysInMonth) ||
    (dates.lastWorkday && day === lastWorkday(day, weekday, daysInMonth));
  const byWeekday = weekdays.some((one) => one.weekday === weekday && isNth(one.nth, day, daysInMonth));
  return either ? byDate || byWeekday : byDate && byWeekday;
}

/** Whether a day is the nth of its weekday in the month. */
function isNth(nth: Weekday["nth"], day: number, daysInMonth: number): boolean {
  if (nth === undefined) return true;
  return nth === "last" ? day + 7 > daysInMonth : Math.ceil(day / 7) === nth;
}

/** The last day of the month from Monday to Friday. */
function lastWorkday(day: number, weekday: number, daysInMonth: number): number {
  const lastIs = (weekday + daysInMonth - day) % 7;
  return daysInMonth - (lastIs === 6 ? 1 : lastIs === 0 ? 2 : 0);
}
