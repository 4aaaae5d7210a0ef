/**
 * The days of a recurrence rule by brute force: every day of the calendar is tested against the definition in RFC 5545, section
 * 3.3.10. It uses no code of the product, so that both cannot have the same mistake.
 */
const DAY_MS = 86_400_000;
const NAMES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** A day, counted from 1970, with the properties that rules test. */
interface Day {
  number: number;
  year: number;
  month: number;
  date: number;
  /** Monday is 0. */
  weekday: number;
  yearDay: number;
}

const dayOf = (number: number): Day => {
  const at = new Date(number * DAY_MS);
  const year = at.getUTCFullYear();
  return {
    number,
    year,
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: (at.getUTCDay() + 6) % 7,
    yearDay: number - first(year) + 1,
  };
};
const first = (year: number, month = 1) => Date.UTC(year, month - 1, 1) / DAY_MS;
const yearLength = (year: number) => first(year + 1) - first(year);
const monthLength = (year: number, month: number) => first(year, month + 1) - first(year, month);

/** The days of the rule after `start` and up to `until` (both `YYYY-MM-DD`); COUNT and UNTIL are ignored. */
export function daysOf(text: string, start: string, until: string): string[] {
  const parts = new Map(text.split(";").map((part) => part.split("=") as [string, string]));
  const names = (part: string) => parts.get(part)?.split(",") ?? [];
  const numbers = (part: string) => names(part).map(Number);
  const freq = parts.get("FREQ")!;
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const weekStart = NAMES.indexOf(parts.get("WKST") ?? "MO");
  const origin = dayOf(Date.parse(start) / DAY_MS);
  const byDay = names("BYDAY").map((name) => ({
    n: Number(name.slice(0, -2)),
    weekday: NAMES.indexOf(name.slice(-2)),
  }));
  const [byMonth, byMonthDay, byYearDay, byWeekNo] = ["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"].map(
    numbers,
  ) as [number[], number[], number[], number[]];
  const sizes = [byDay, byMonthDay, byYearDay, byWeekNo].map((list) => list.length);

  const weekOf = (number: number) => number - ((dayOf(number).weekday - weekStart + 7) % 7);
  /** The first day of week 1: the week with at least four days in the year. */
  const weekOne = (year: number) =>
    first(year) - weekOf(first(year)) <= 3 ? weekOf(first(year)) : weekOf(first(year)) + 7;
  const inWeek = (day: Day, week: number, year: number) => {
    const weeks = (weekOne(year + 1) - weekOne(year)) / 7;
    const index = week > 0 ? week - 1 : weeks + week;
    return index >= 0 && index < weeks && weekOf(day.number) === weekOne(year) + 7 * index;
  };

  /** The period of a day, as a number that increases by one from period to period. Days of a numbered week belong to its year. */
  const period = (day: Day): number => {
    if (freq === "DAILY") return day.number;
    if (freq === "WEEKLY") return weekOf(day.number) / 7;
    if (freq === "MONTHLY") return day.year * 12 + day.month;
    return byWeekNo.length > 0 ? weekYear(day) : day.year;
  };
  const weekYear = (day: Day) => [day.year + 1, day.year, day.year - 1].find((year) => weekOne(year) <= day.number)!;

  const ordinal = (n: number, day: Day) => {
    const inMonth = freq === "MONTHLY" || byMonth.length > 0;
    const length = inMonth ? monthLength(day.year, day.month) : yearLength(day.year);
    const place = inMonth ? day.date : day.yearDay;
    return n > 0 ? Math.ceil(place / 7) === n : Math.ceil((length - place + 1) / 7) === -n;
  };
  const either = (list: number[], at: number, length: number) => list.includes(at) || list.includes(at - length - 1);

  const isNamed = (day: Day): boolean => {
    if (byMonth.length > 0 && !byMonth.includes(day.month)) return false;
    if (byWeekNo.length > 0 && !byWeekNo.some((week) => inWeek(day, week, weekYear(day)))) return false;
    if (byYearDay.length > 0 && !either(byYearDay, day.yearDay, yearLength(day.year))) return false;
    if (byMonthDay.length > 0 && !either(byMonthDay, day.date, monthLength(day.year, day.month))) return false;
    if (byDay.length > 0 && !byDay.some(({ n, weekday }) => weekday === day.weekday && (n === 0 || ordinal(n, day))))
      return false;
    if (sizes.some((size) => size > 0)) return true;
    // What the rule leaves open is as on the first day.
    if (freq === "WEEKLY") return day.weekday === origin.weekday;
    if (freq === "MONTHLY") return day.date === origin.date;
    if (freq === "YEARLY") return day.date === origin.date && (byMonth.length > 0 || day.month === origin.month);
    return true;
  };
  /** A numbered week without weekdays means the weekday of the first day. */
  const completed = (day: Day) =>
    isNamed(day) && (byWeekNo.length === 0 || sizes[0]! + sizes[1]! + sizes[2]! > 0 || day.weekday === origin.weekday);

  const positions = numbers("BYSETPOS");
  const found: string[] = [];
  let set: Day[] = [];
  const close = () => {
    const chosen = positions.length === 0 ? set : set.filter((_, i) => either(positions, i + 1, set.length));
    for (const day of chosen) {
      if (day.number > origin.number) found.push(new Date(day.number * DAY_MS).toISOString().slice(0, 10));
    }
    set = [];
  };
  const last = Date.parse(until) / DAY_MS;
  // Begins at least a whole period before the first day, so that positions count from the beginning of a period.
  let at = period(dayOf(origin.number - 380));
  for (let number = origin.number - 380; number <= last + 380; number++) {
    const day = dayOf(number);
    if (period(day) !== at) close();
    at = period(day);
    if ((at - period(origin)) % interval === 0 && completed(day)) set.push(day);
  }
  return found.filter((day) => day <= until);
}
