/**
 * Cron rules of five fields (minute, hour, day of month, month, day of week) as POSIX has them, and which readings of a wall
 * clock they name. Beyond POSIX: names (`MON-FRI`, `JAN`), steps (`9-17/2`), `L` for the last day of a month, `LW` for its last
 * weekday, `5L` for its last Friday and `5#2` for its second. When both fields of days are given, either is enough.
 *
 * A reading of a wall clock is written as the milliseconds that it would be in UTC; what instant it is, if any, is the
 * business of due.ts.
 */
import { CronPattern } from "croner";

export interface Rule {
  /** Ascending. */
  minutes: readonly number[];
  /** Ascending. */
  hours: readonly number[];
  /** Whether the rule runs within every hour of its days. */
  everyHour: boolean;
  pattern: CronPattern;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** The 29th of February on a given weekday comes after forty years at the latest, so a rule without a day in this time has none. */
const HORIZON_MONTHS = 41 * 12;

/** Compiled rules: many routines share one, and reading one takes longer than asking it. */
const rules = new Map<string, Rule>();
const MAX_RULES = 1_000;

/** Reads a rule; throws an Error whose message says in words what is wrong with it. */
export function readRule(expression: string): Rule {
  const known = rules.get(expression);
  if (known) return known;
  const rule = compile(expression);
  if (nextWall(rule, 0) === undefined) throw new Error("never fires");
  if (rules.size >= MAX_RULES) rules.clear();
  rules.set(expression, rule);
  return rule;
}

function compile(expression: string): Rule {
  const fields = expression.split(" ");
  if (fields.length !== 5) throw new Error("must have five fields: minute, hour, day of month, month, day of week");
  for (const field of fields) {
    if (!/^[\w*,\-/#]+$/.test(field)) throw new Error(`cannot read ${field}`);
  }
  if (/w/i.test(fields[2]!.replace(/^LW$/i, "")))
    throw new Error("knows LW, the last weekday of a month, but no other W");
  const pattern = parse(expression);
  const minutes = places(pattern.minute);
  const hours = places(pattern.hour);
  return { minutes, hours, everyHour: hours.length === 24, pattern };
}

function parse(expression: string): CronPattern {
  try {
    return new CronPattern(expression, undefined, { mode: "5-part" });
  } catch (error) {
    throw new Error(
      (error as Error).message.replace(/^CronPattern: /, "").replace(/^(configuration entry) \d /, "$1 "),
    );
  }
}

const places = (set: readonly number[]) => set.flatMap((on, place) => (on ? [place] : []));

/** The first reading after `after` that the rule names; undefined when there is none in forty years. */
export function nextWall(rule: Rule, after: number): number | undefined {
  const day = Math.floor(after / DAY_MS);
  const minute = isNamed(rule, day) ? nextMinuteOfDay(rule, minuteOf(after)) : undefined;
  if (minute !== undefined) return day * DAY_MS + minute * MINUTE_MS;
  const later = nextDay(rule, day);
  return later === undefined ? undefined : later * DAY_MS + nextMinuteOfDay(rule, -1)! * MINUTE_MS;
}

/** How many readings the rule names after `after`, up to and including `until`. */
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

/** How many minutes of a day, up to and including this one, the rule names. */
function namedUpTo({ hours, minutes }: Rule, minute: number): number {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  const before = hours.filter((one) => one < hour).length * minutes.length;
  return hours.includes(hour) ? before + minutes.filter((one) => one <= rest).length : before;
}

/** The first day after `after` that the rule names. Days are counted from 1970-01-01. */
function nextDay(rule: Rule, after: number): number | undefined {
  const from = new Date((after + 1) * DAY_MS);
  let [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
  for (let months = 0; months <= HORIZON_MONTHS; months++) {
    if (rule.pattern.month[month]) {
      const first = Date.UTC(year, month, 1) / DAY_MS;
      const length = daysIn(year, month);
      for (; day <= length; day++)
        if (isDay(rule.pattern, day, weekdayOf(first + day - 1), length)) return first + day - 1;
    }
    day = 1;
    month = (month + 1) % 12;
    if (month === 0) year++;
  }
  return undefined;
}

function isNamed({ pattern }: Rule, day: number): boolean {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return pattern.month[month] === 1 && isDay(pattern, date.getUTCDate(), date.getUTCDay(), daysIn(year, month));
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
// 1970-01-01 was a Thursday.
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

function isDay(pattern: CronPattern, day: number, weekday: number, daysInMonth: number): boolean {
  if (pattern.starDOM && pattern.starDOW) return true;
  const byWeekday = isWeekday(pattern.dayOfWeek[weekday]!, day, daysInMonth);
  if (pattern.starDOM) return byWeekday;
  const byDate =
    pattern.day[day - 1] === 1 ||
    (pattern.lastDayOfMonth && day === daysInMonth) ||
    (pattern.lastWeekday && day === lastWeekday(day, weekday, daysInMonth));
  return pattern.starDOW ? byDate : byDate || byWeekday;
}

/** Which of a month's five Fridays (say) are meant: croner keeps a bit for each, and a sixth for the last. */
function isWeekday(which: number, day: number, daysInMonth: number): boolean {
  const nth = Math.ceil(day / 7);
  return (which & (1 << (nth - 1))) !== 0 || ((which & 32) !== 0 && day + 7 > daysInMonth);
}

/** The last day of the month from Monday to Friday. */
function lastWeekday(day: number, weekday: number, daysInMonth: number): number {
  const lastIs = (weekday + daysInMonth - day) % 7;
  return daysInMonth - (lastIs === 6 ? 1 : lastIs === 0 ? 2 : 0);
}
