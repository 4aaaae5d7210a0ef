/**
 * The days that a recurrence rule names (RFC 5545, section 3.3.10): a rule cuts the calendar into periods (days, weeks, months,
 * years), takes those of its interval, and of their days the ones that every BY part allows; BYSETPOS then picks among the days of
 * a period. Written as it is defined and no cleverer, because a period has 371 days at most.
 *
 * With SKIP (RFC 7529, section 4.1) a number of BYMONTHDAY or BYYEARDAY that a month or year does not have names the day before
 * or after the place where it would be, and that may be a day of the month or year beside it. Rules by days and weeks, and those
 * of numbered weeks, only choose among days that there are; SKIP changes nothing there.
 *
 * Days are numbers, counted from 1 January 1970.
 */
import { type Rule, type Skip, weekdays } from "#core/work/recurrence-rule";

const DAY_MS = 86_400_000;

/** How many periods without a day end a rule: a century. A leap day on a given weekday takes 40 years at most. */
const MAX_EMPTY = { DAILY: 36_525, WEEKLY: 5_219, MONTHLY: 1_200, YEARLY: 100 } as const;
/** The last day that `YYYY-MM-DD` can name. */
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY_MS;

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** How many days a period has at most. */
const LONGEST = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 371 } as const;

/**
 * The days of a rule from `start` on, in order; COUNT and UNTIL are the caller's. Who needs none before `from` says so: of the
 * periods before it most are passed over.
 */
export function* daysOf(rule: Rule, start: number, from = start): Generator<number> {
  const isNamed = test(rule, start);
  const passed = Math.max(0, Math.floor((from - start) / LONGEST[rule.freq] / rule.interval) - 1) * rule.interval;
  let last = start - 1;
  for (let n = passed, empty = 0; empty < MAX_EMPTY[rule.freq]; n += rule.interval) {
    const period = periodOf(rule, start, n);
    if (period.from > LAST_DAY) return;
    const set = new Set<number>();
    for (const place of placesOf(period, skipOf(rule) !== "OMIT")) if (isNamed(place)) set.add(place.day);
    const sorted = [...set].sort((a, b) => a - b);
    // A day that is moved out of its period may be one of the next period, too.
    const chosen = pick(sorted, rule.bySetPos).filter((day) => day > last && day <= LAST_DAY);
    last = chosen.at(-1) ?? last;
    empty = chosen.length > 0 ? 0 : empty + 1;
    yield* chosen;
  }
}

const skipOf = ({ freq, byWeekNo, skip }: Rule): Skip =>
  (freq === "MONTHLY" || freq === "YEARLY") && byWeekNo.length === 0 ? skip : "OMIT";

/** Days in a row; `until` is exclusive. */
interface Span {
  from: number;
  until: number;
}

interface Month extends Span {
  year: number;
  month: number;
}

/** A day and the month that it is counted in. */
interface Place {
  day: number;
  month: Month;
}

/** The days of a period, each in its month; if asked for, also those just before and after each month, as if they were in it. */
function* placesOf({ from, until }: Span, withNeighbours: boolean): Generator<Place> {
  const margin = withNeighbours ? 1 : 0;
  for (let month = monthOf(from); month.from < until; month = monthOf(month.until)) {
    const end = Math.min(until, month.until) + margin;
    for (let day = Math.max(from, month.from) - margin; day < end; day++) yield { day, month };
  }
}

function monthOf(day: number): Month {
  const { year, month } = partsOf(day);
  return { year, month, from: firstOf(year, month), until: firstOf(year, month + 1) };
}

/** The `n`th period after that of the first day. */
function periodOf(rule: Rule, start: number, n: number): Span {
  const { year, month } = partsOf(start);
  switch (rule.freq) {
    case "DAILY":
      return { from: start + n, until: start + n + 1 };
    case "WEEKLY": {
      const from = weekOf(rule, start) + 7 * n;
      return { from, until: from + 7 };
    }
    case "MONTHLY":
      return { from: firstOf(year, month + n), until: firstOf(year, month + n + 1) };
    case "YEARLY": {
      if (rule.byWeekNo.length === 0) return { from: firstOf(year + n), until: firstOf(year + n + 1) };
      const weekYear = weekYearOf(rule, start) + n;
      return { from: weekOne(rule, weekYear), until: weekOne(rule, weekYear + 1) };
    }
  }
}

/** Whether every part of the rule allows a day in its month. What the rule leaves open is as it is on the first day. */
function test(rule: Rule, start: number): (place: Place) => boolean {
  const { freq, byMonth, byYearDay, byWeekNo, byDay } = rule;
  const first = partsOf(start);
  const skip = skipOf(rule);
  const isOpen = rule.byMonthDay.length + byYearDay.length + byDay.length === 0;
  const likeFirst = {
    weekday: isOpen && (freq === "WEEKLY" || byWeekNo.length > 0),
    date: isOpen && (freq === "MONTHLY" || freq === "YEARLY") && byWeekNo.length === 0,
    month: isOpen && freq === "YEARLY" && byWeekNo.length === 0 && byMonth.length === 0,
  };
  const byMonthDay = likeFirst.date ? [first.date] : rule.byMonthDay;
  const inWeeks = byWeekNo.length > 0 && weeksOf(rule);

  return ({ day, month }) => {
    if (byMonth.length > 0 && !byMonth.includes(month.month)) return false;
    if (likeFirst.month && month.month !== first.month) return false;
    if (inWeeks && !inWeeks(day)) return false;
    const { weekday } = partsOf(day);
    if (likeFirst.weekday && weekday !== first.weekday) return false;
    const year = { from: firstOf(month.year), until: firstOf(month.year + 1) };
    // Only a number that the month or the year does not have can name a day beside it.
    if (!isIn(day, month) && byMonthDay.length === 0 && (isIn(day, year) || byYearDay.length === 0)) return false;
    if (byYearDay.length > 0 && !names(byYearDay, day, year, skip)) return false;
    if (byMonthDay.length > 0 && !names(byMonthDay, day, month, skip)) return false;
    if (byDay.length === 0) return true;
    // A numbered weekday is counted in the month, or in the year when no month is named.
    const span = freq === "MONTHLY" || byMonth.length > 0 ? monthOf(day) : year;
    return byDay.some(
      (one) =>
        weekdays[weekday] === one.day &&
        (one.ordinal === undefined || one.ordinal === ordinalOf(one.ordinal, day, span)),
    );
  };
}

const isIn = (day: number, { from, until }: Span) => day >= from && day < until;

/** Whether one of the numbers is the day's place in a span, counted from its beginning or (negative) its end. */
function names(numbers: readonly number[], day: number, span: Span, skip: Skip): boolean {
  const { from, until } = span;
  if (isIn(day, span) && (numbers.includes(day - from + 1) || numbers.includes(day - until))) return true;
  if (skip === "OMIT") return false;
  const [length, isBackward] = [until - from, skip === "BACKWARD"];
  if (day === (isBackward ? until - 1 : until)) return numbers.some((number) => number > length);
  return day === (isBackward ? from - 1 : from) && numbers.some((number) => number < -length);
}

/** Which of its weekday a day is in a span, counted from the end that the sign of `like` says. */
const ordinalOf = (like: number, day: number, { from, until }: Span) =>
  like > 0 ? Math.floor((day - from) / 7) + 1 : -(Math.floor((until - 1 - day) / 7) + 1);

/** Whether a day is in one of the rule's weeks; -1 is the last week of a year, which may be its 52nd or 53rd. */
function weeksOf(rule: Rule): (day: number) => boolean {
  return (day) => {
    const year = weekYearOf(rule, day);
    const [from, until] = [weekOne(rule, year), weekOne(rule, year + 1)];
    const week = Math.floor((day - from) / 7) + 1;
    return rule.byWeekNo.some((number) => number === week || number === week - 1 - (until - from) / 7);
  };
}

/** The members of a set at the positions, which count from its beginning or (negative) its end; all without positions. */
const pick = (set: number[], positions: readonly number[]) =>
  positions.length === 0 ? set : set.filter((_, i) => positions.includes(i + 1) || positions.includes(i - set.length));

function partsOf(day: number) {
  const at = new Date(day * DAY_MS);
  // Monday is 0.
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: (at.getUTCDay() + 6) % 7,
  };
}

/** The first day of a month; months above 12 are of later years. */
const firstOf = (year: number, month = 1): number => new Date(0).setUTCFullYear(year, month - 1, 1) / DAY_MS;

/** The first day of the week that a day is in. */
const weekOf = (rule: Rule, day: number) => day - ((partsOf(day).weekday - weekdays.indexOf(rule.weekStart) + 7) % 7);

/** The first day of week 1, which is the first with at least four days in the year. */
const weekOne = (rule: Rule, year: number) => weekOf(rule, firstOf(year) + 3);

/** The year whose weeks a day is in: around New Year it may be the one before or after. */
function weekYearOf(rule: Rule, day: number): number {
  const { year } = partsOf(day);
  if (day >= weekOne(rule, year + 1)) return year + 1;
  return day >= weekOne(rule, year) ? year : year - 1;
}
