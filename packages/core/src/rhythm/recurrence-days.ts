/**
 * The days of a recurrence rule (RFC 5545, section 3.3.10). A rule divides the calendar into periods (days, weeks, months, years)
 * and takes every INTERVALth; of the days of each it takes those that all BY parts allow, and BYSETPOS then chooses among them.
 * The code follows the definition without optimizations, because a period has 371 days at most; recurrence-steps.ts has the
 * same days of the rules that most calendars hold, faster.
 *
 * With SKIP (RFC 7529, section 4.1), a number of BYMONTHDAY or BYYEARDAY that a month or year does not have means the day before
 * or after the position where it would be, which may be in the neighbouring month or year. Rules by weekdays and numbered weeks
 * only choose among existing days, so SKIP has no effect on them.
 *
 * Days are numbers, counted from 1 January 1970.
 */
import { type Rule, type Skip, weekdays } from "#core/rhythm/recurrence-rule";
import { commonDays, type VisitDay } from "#core/rhythm/recurrence-steps";
import { LAST_DAY } from "#core/rhythm/years";

const DAY_MS = 86_400_000;

/** A rule ends after so many periods without a day: a century. A leap day on a given weekday occurs at least every 40 years. */
const MAX_EMPTY = { DAILY: 36_525, WEEKLY: 5_219, MONTHLY: 1_200, YEARLY: 100 } as const;

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The most days of a period. */
const LONGEST = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 371 } as const;

/**
 * Visits the days of a rule from `start` on, in order, until told not to go on; COUNT and UNTIL are applied by the caller. Most periods
 * before `from` are skipped. Nobody asks for days after `to`: so a rule that comes on none is not looked at for a century. Answers whether
 * `visit` would have gone on.
 */
export function visitDays(rule: Rule, start: number, visit: VisitDay, from = start, to = LAST_DAY): boolean {
  const common = commonDays(rule);
  if (common) return common(rule, start, from, visit);
  for (const day of anyDaysOf(rule, start, from, to)) if (!visit(day)) return false;
  return true;
}

/** The days of any rule, by the definition. */
export function* anyDaysOf(rule: Rule, start: number, from = start, to = LAST_DAY): Generator<number> {
  const isNamed = test(rule, start);
  const passed = Math.max(0, Math.floor((from - start) / LONGEST[rule.freq] / rule.interval) - 1) * rule.interval;
  let last = start - 1;
  for (let n = passed, empty = 0; empty < MAX_EMPTY[rule.freq]; n += rule.interval) {
    const period = periodOf(rule, start, n);
    // SKIP moves a day by one.
    if (period.from > Math.min(LAST_DAY, to + 1)) return;
    const set = new Set<number>();
    for (const place of placesOf(rule, period, skipOf(rule) !== "OMIT")) if (isNamed(place)) set.add(place.day);
    const sorted = [...set].sort((a, b) => a - b);
    // A day that SKIP moves out of its period may also be chosen in the next one.
    const chosen = pick(sorted, rule.bySetPos).filter((day) => day > last && day <= LAST_DAY);
    last = chosen.at(-1) ?? last;
    empty = chosen.length > 0 ? 0 : empty + 1;
    yield* chosen;
  }
}

const skipOf = ({ freq, byWeekNo, skip }: Rule): Skip =>
  (freq === "MONTHLY" || freq === "YEARLY") && byWeekNo.length === 0 ? skip : "OMIT";

/** Consecutive days; `until` is exclusive. */
interface Span {
  from: number;
  until: number;
}

interface Month extends Span {
  year: number;
  month: number;
}

/** A day, and the month for which it is evaluated. */
interface Place {
  day: number;
  month: Month;
}

/**
 * The days of a period, each with its month, but for months that the rule does not name; `withNeighbours` adds the days just before and
 * after each month, evaluated as if they belonged to it.
 */
function* placesOf({ byMonth }: Rule, { from, until }: Span, withNeighbours: boolean): Generator<Place> {
  const margin = withNeighbours ? 1 : 0;
  for (let month = monthOf(from); month.from < until; month = monthOf(month.until)) {
    if (byMonth.length > 0 && !byMonth.includes(month.month)) continue;
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

/** Makes a test of whether all parts of the rule allow a day in its month. What the rule leaves open is as on the first day. */
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
  const yearOf = remembering((year) => ({ from: firstOf(year), until: firstOf(year + 1) }));

  return ({ day, month }) => {
    if (likeFirst.month && month.month !== first.month) return false;
    if (inWeeks && !inWeeks(day)) return false;
    const weekday = weekdayOf(day);
    if (likeFirst.weekday && weekday !== first.weekday) return false;
    const year = yearOf(month.year);
    // Only a number that the month or the year does not have can mean a day outside of it.
    if (!isIn(day, month) && byMonthDay.length === 0 && (isIn(day, year) || byYearDay.length === 0)) return false;
    if (byYearDay.length > 0 && !names(byYearDay, day, year, skip)) return false;
    if (byMonthDay.length > 0 && !names(byMonthDay, day, month, skip)) return false;
    if (byDay.length === 0) return true;
    // A weekday with a number is counted within the month, or within the year when no month is given.
    const span = freq === "MONTHLY" || byMonth.length > 0 ? monthOf(day) : year;
    return byDay.some(
      (one) =>
        weekdays[weekday] === one.day &&
        (one.ordinal === undefined || one.ordinal === ordinalOf(one.ordinal, day, span)),
    );
  };
}

const isIn = (day: number, { from, until }: Span) => day >= from && day < until;

/** Whether one of the numbers is the position of the day in a span, counted from its beginning or (negative) its end. */
function names(numbers: readonly number[], day: number, span: Span, skip: Skip): boolean {
  const { from, until } = span;
  if (isIn(day, span) && (numbers.includes(day - from + 1) || numbers.includes(day - until))) return true;
  if (skip === "OMIT") return false;
  const [length, isBackward] = [until - from, skip === "BACKWARD"];
  if (day === (isBackward ? until - 1 : until)) return numbers.some((number) => number > length);
  return day === (isBackward ? from - 1 : from) && numbers.some((number) => number < -length);
}

/** The number of a day among the same weekdays of a span, counted from the end that the sign of `like` selects. */
const ordinalOf = (like: number, day: number, { from, until }: Span) =>
  like > 0 ? Math.floor((day - from) / 7) + 1 : -(Math.floor((until - 1 - day) / 7) + 1);

/** Whether a day is in one of the rule's weeks; -1 is the last week of a year, its 52nd or 53rd. */
function weeksOf(rule: Rule): (day: number) => boolean {
  const weekYears = remembering((year) => ({ from: weekOne(rule, year), until: weekOne(rule, year + 1) }));
  let year = Number.NaN;
  return (day) => {
    // The next day is mostly of the same year.
    if (Number.isNaN(year) || !isIn(day, weekYears(year))) year = weekYearOf(rule, day);
    const { from, until } = weekYears(year);
    const week = Math.floor((day - from) / 7) + 1;
    return rule.byWeekNo.some((number) => number === week || number === week - 1 - (until - from) / 7);
  };
}

/** Asks anew only for another year than the last one. */
function remembering(find: (year: number) => Span): (year: number) => Span {
  let known = Number.NaN;
  let found: Span = { from: 0, until: 0 };
  return (year) => {
    if (year !== known) [known, found] = [year, find(year)];
    return found;
  };
}

/** The elements at the positions, which count from the beginning or (negative) the end; all without positions. */
const pick = (set: number[], positions: readonly number[]) =>
  positions.length === 0 ? set : set.filter((_, i) => positions.includes(i + 1) || positions.includes(i - set.length));

function partsOf(day: number) {
  const at = new Date(day * DAY_MS);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: weekdayOf(day),
  };
}

/** Monday is 0; 1 January 1970 was a Thursday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

/** The first day of a month; months above 12 are of later years. */
const firstOf = (year: number, month = 1): number => new Date(0).setUTCFullYear(year, month - 1, 1) / DAY_MS;

/** The first day of the week that a day is in. */
const weekOf = (rule: Rule, day: number) => day - ((partsOf(day).weekday - weekdays.indexOf(rule.weekStart) + 7) % 7);

/** The first day of week 1: the first week with at least four days in the year. */
const weekOne = (rule: Rule, year: number) => weekOf(rule, firstOf(year) + 3);

/** The year to whose weeks a day belongs: around New Year it may be the neighbouring one. */
function weekYearOf(rule: Rule, day: number): number {
  const { year } = partsOf(day);
  if (day >= weekOne(rule, year + 1)) return year + 1;
  return day >= weekOne(rule, year) ? year : year - 1;
}
