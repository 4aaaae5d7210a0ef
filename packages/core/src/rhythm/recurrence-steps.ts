/**
 * The days of the rules that most calendars hold, without a look at every day: every so many days; weekdays of every so many weeks; days
 * or weekdays of months. recurrence-days.ts has those of all rules, which these equal.
 */
import { type Rule, weekdays } from "#core/rhythm/recurrence-rule";
import { LAST_DAY } from "#core/rhythm/years";

/** As in recurrence-days.ts: a rule ends after so many of its months or years without a day. */
const MAX_EMPTY = { MONTHLY: 1_200, YEARLY: 100 } as const;

/** Is given a day, and answers whether to go on. */
export type VisitDay = (day: number) => boolean;

/** Visits the days of a rule from `start` on, without most of those before `from`; answers whether `visit` would have gone on. */
type Visiting = (rule: Rule, start: number, from: number, visit: VisitDay) => boolean;

/** How the days of a rule are visited; undefined for a rule of another kind. */
export function commonDays(rule: Rule): Visiting | undefined {
  const { freq, byDay, byMonth, byMonthDay, byYearDay, byWeekNo, bySetPos } = rule;
  if (byYearDay.length + byWeekNo.length > 0) return undefined;
  const isOpen = byDay.length + byMonthDay.length === 0;
  if (freq === "DAILY") return isOpen && byMonth.length + bySetPos.length === 0 ? everyNth : undefined;
  if (freq === "WEEKLY") return byMonth.length + bySetPos.length === 0 ? inWeeks : undefined;
  // SKIP moves days that a month does not have, and BYDAY together with BYMONTHDAY narrows them down.
  if (rule.skip !== "OMIT" || (byDay.length > 0 && byMonthDay.length > 0)) return undefined;
  if (freq === "MONTHLY") return byMonth.length === 0 ? inMonths : undefined;
  // Without months, a number of BYDAY counts in the year, and positions are those of the year.
  return (byMonth.length > 0 || isOpen) && bySetPos.length === 0 ? inMonths : undefined;
}

/**
 * How many days after `start` the rule has that `commonDays` leaves out because of `from`; undefined where only going through them
 * tells.
 */
export function leftOut(rule: Rule, start: number, from: number): number | undefined {
  const { freq, interval } = rule;
  if ((freq !== "DAILY" && freq !== "WEEKLY") || commonDays(rule) === undefined) return undefined;
  if (freq === "DAILY") return Math.max(0, passed(start, from, interval) - 1);
  const { first, places } = weeksOf(rule, start);
  const weeks = passed(first, from, 7 * interval);
  return weeks === 0 ? 0 : places.filter((place) => first + place > start).length + (weeks - 1) * places.length;
}

/** How many steps from `start` on are over by `from`. */
const passed = (start: number, from: number, step: number) => Math.max(0, Math.floor((from - start) / step));

const everyNth: Visiting = ({ interval }, start, from, visit) => {
  for (let day = start + passed(start, from, interval) * interval; day <= LAST_DAY; day += interval)
    if (!visit(day)) return false;
  return true;
};

const inWeeks: Visiting = (rule, start, from, visit) => {
  const { first, places } = weeksOf(rule, start);
  const step = 7 * rule.interval;
  for (let week = first + passed(first, from, step) * step; week <= LAST_DAY; week += step)
    for (const place of places) {
      const day = week + place;
      if (day >= start && day <= LAST_DAY && !visit(day)) return false;
    }
  return true;
};

/** The places in a week that a rule names, in order, by where its weeks begin; few rules are many series. */
const named = new WeakMap<Rule, readonly number[]>();

/** The first day of the week of `start`, and which of a week's days the rule names, counted from its first, in order. */
function weeksOf(rule: Rule, start: number): { first: number; places: readonly number[] } {
  const begins = weekdays.indexOf(rule.weekStart);
  const placeOf = (weekday: number) => (weekday - begins + 7) % 7;
  const own = placeOf(weekdayOf(start));
  if (rule.byDay.length === 0) return { first: start - own, places: [own] };
  let places = named.get(rule);
  if (places === undefined) {
    places = [...new Set(rule.byDay.map(({ day }) => placeOf(weekdays.indexOf(day))))].sort((a, b) => a - b);
    named.set(rule, places);
  }
  return { first: start - own, places };
}

const inMonths: Visiting = (rule, start, from, visit) => {
  const { freq, interval } = rule;
  const first = monthOf(start);
  const isYearly = freq === "YEARLY";
  const maxEmpty = MAX_EMPTY[isYearly ? "YEARLY" : "MONTHLY"];
  const months = rule.byMonth.length > 0 ? rule.byMonth.map((month) => month - 1).sort((a, b) => a - b) : [first % 12];
  const step = isYearly ? 12 * interval : interval;
  const base = isYearly ? first - (first % 12) : first;
  let empty = 0;
  for (
    let at = base + Math.max(0, Math.floor((monthOf(Math.max(from, start)) - base) / step)) * step;
    empty < maxEmpty;
    at += step
  ) {
    if (firstOf(at) > LAST_DAY) return true;
    empty++;
    for (const month of isYearly ? months.map((one) => at + one) : [at]) {
      const chosen = chosenIn(rule, month, start);
      if (chosen.length > 0) empty = 0;
      for (const day of chosen) if (day >= start && !visit(day)) return false;
    }
  }
  return true;
};

/** So many months of a rule are remembered: a window is of a few, and who counts from the beginning of a series goes through each once. */
const MAX_MONTHS = 24;
const known = new WeakMap<Rule, Map<number, readonly number[]>>();

/** The days of a month that a rule comes on. Where it names them itself they are those of every series that has the rule. */
function chosenIn(rule: Rule, month: number, start: number): readonly number[] {
  const { byDay, byMonthDay, bySetPos } = rule;
  if (byDay.length + byMonthDay.length === 0) return atPositions(bySetPos, daysIn(rule, month, start));
  let months = known.get(rule);
  if (months === undefined) {
    months = new Map();
    known.set(rule, months);
  }
  const before = months.get(month);
  if (before !== undefined) return before;
  const days = atPositions(bySetPos, daysIn(rule, month, start));
  if (months.size >= MAX_MONTHS) months.clear();
  months.set(month, days);
  return days;
}

const atPositions = (positions: readonly number[], days: readonly number[]) =>
  positions.length === 0
    ? days
    : days.filter((_, i) => positions.includes(i + 1) || positions.includes(i - days.length));

/** The days of a month, counted from year 0, that a rule names, in order. */
function daysIn({ byDay, byMonthDay }: Rule, month: number, start: number): number[] {
  const [from, until] = [firstOf(month), firstOf(month + 1)];
  const length = until - from;
  if (byDay.length === 0) {
    if (byMonthDay.length === 0) {
      const date = start - firstOf(monthOf(start)) + 1;
      return date <= length ? [from + date - 1] : [];
    }
    const dates = byMonthDay.map((number) => (number > 0 ? number : length + 1 + number));
    return [...new Set(dates.filter((date) => date >= 1 && date <= length))]
      .map((date) => from + date - 1)
      .sort((a, b) => a - b);
  }
  const found = new Set<number>();
  for (const { day, ordinal } of byDay) {
    const weekday = weekdays.indexOf(day);
    const first = from + ((weekday - weekdayOf(from) + 7) % 7);
    const count = Math.floor((until - 1 - first) / 7) + 1;
    if (ordinal === undefined) for (let i = 0; i < count; i++) found.add(first + 7 * i);
    else {
      const place = ordinal > 0 ? ordinal - 1 : count + ordinal;
      if (place >= 0 && place < count) found.add(first + 7 * place);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Monday is 0; 1 January 1970 was a Thursday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

/** A year of these begins with March, so that a leap day ends it; 400 of them have the same days. */
const [DAYS_OF_400_YEARS, FIRST_OF_MARCH] = [146_097, 719_468];

/** The first day of a month, counted from year 0, by whole numbers alone: a `Date` for each takes longer than all else of a month. */
function firstOf(month: number): number {
  const march = month - 2;
  const year = Math.floor(march / 12);
  const cycle = Math.floor(year / 400);
  const [of, place] = [year - cycle * 400, march - year * 12];
  const days = of * 365 + Math.floor(of / 4) - Math.floor(of / 100) + Math.floor((153 * place + 2) / 5);
  return cycle * DAYS_OF_400_YEARS + days - FIRST_OF_MARCH;
}

function monthOf(day: number): number {
  const since = day + FIRST_OF_MARCH;
  const cycle = Math.floor(since / DAYS_OF_400_YEARS);
  const of = since - cycle * DAYS_OF_400_YEARS;
  const leapDays = Math.floor(of / 1_460) - Math.floor(of / 36_524) + Math.floor(of / 146_096);
  const year = Math.floor((of - leapDays) / 365);
  const place = of - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return (cycle * 400 + year) * 12 + Math.floor((5 * place + 2) / 153) + 2;
}
