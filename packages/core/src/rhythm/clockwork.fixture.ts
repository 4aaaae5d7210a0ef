/**
 * Due times of rules by brute force: every minute of a year is tested with the local time that Intl gives. It uses no code of the
 * product or of its cron library, so that both cannot have the same mistake.
 */

const MINUTE_MS = 60_000;
/** No zone has ever changed its offset and changed it back within so few minutes. */
const BLOCK = 360;

/** The local time of a zone in each minute from `from` on, in minutes since 1970 as if it were UTC. */
export interface Clock {
  zone: string;
  /** Milliseconds since 1970. */
  from: number;
  until: number;
  walls: Int32Array;
}

/** Asks Intl for the ends of every block, and for every minute of a block in which the offset changes. */
export function clockOf(zone: string, from: number, until: number): Clock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const wallAt = (instant: number) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day!, hour!, minute!) / MINUTE_MS;
  };
  const minutes = (until - from) / MINUTE_MS;
  const walls = new Int32Array(minutes);
  for (let start = 0; start < minutes; start += BLOCK) {
    const wall = wallAt(from + start * MINUTE_MS);
    const goesOn = wallAt(from + (start + BLOCK - 1) * MINUTE_MS) === wall + BLOCK - 1;
    for (let i = 0; i < BLOCK && start + i < minutes; i++) {
      walls[start + i] = goesOn ? wall + i : wallAt(from + (start + i) * MINUTE_MS);
    }
  }
  return { zone, from, until, walls };
}

/**
 * The due times of a rule, in order. A rule with specific hours is due when the clocks first reach or skip a time that it
 * matches. A rule for every hour is due whenever they show such a time, and when they skip one within the hour that they then
 * show.
 */
export function duesOf(expression: string, { from, walls }: Clock): number[] {
  const { names, everyHour } = matcher(expression);
  const dues: number[] = [];
  let reached = walls[0]! - 1;
  for (let i = 0; i < walls.length; i++) {
    const wall = walls[i]!;
    let due = everyHour && names(wall);
    const hour = Math.floor(wall / 60) * 60;
    for (let passed = everyHour ? Math.max(reached + 1, hour) : reached + 1; !due && passed <= wall; passed++) {
      due = names(passed);
    }
    if (due) dues.push(from + i * MINUTE_MS);
    reached = Math.max(reached, wall);
  }
  return dues;
}

export interface Matcher {
  /** Whether a rule matches a local time, in minutes since 1970 as if it were UTC. */
  names(wall: number): boolean;
  /** Whether it matches a day, counted from 1970-01-01. */
  namesDay(day: number): boolean;
  everyHour: boolean;
}

const MONTHS = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

export function matcher(expression: string): Matcher {
  const [minute, hour, date, month, weekday] = expression.toUpperCase().split(" ") as [
    string,
    string,
    string,
    string,
    string,
  ];
  const minutes = numbers(minute, 0, 59);
  const hours = numbers(hour, 0, 23);
  const months = numbers(named(month, MONTHS), 1, 12);
  const days = new Map<number, boolean>();
  const isDay = (day: number) => {
    const at = new Date(day * 86_400_000);
    if (!months.has(at.getUTCMonth() + 1)) return false;
    const byDate = date.split(",").some((one) => isDate(one, at));
    const byWeekday = named(weekday, WEEKDAYS)
      .split(",")
      .some((one) => isWeekday(one, at));
    // crontab(5): a field that begins with an asterisk is not restricted, and then both have to match.
    return date.startsWith("*") || weekday.startsWith("*") ? byDate && byWeekday : byDate || byWeekday;
  };
  const namesDay = (day: number) => {
    if (!days.has(day)) days.set(day, isDay(day));
    return days.get(day)!;
  };
  return {
    everyHour: hours.size === 24,
    namesDay,
    names: (wall) =>
      minutes.has(((wall % 60) + 60) % 60) &&
      hours.has(Math.floor(wall / 60) % 24) &&
      namesDay(Math.floor(wall / 1440)),
  };
}

const named = (field: string, names: string[]) =>
  names.reduce((text, name, number) => (name ? text.replaceAll(name, String(number)) : text), field);

function numbers(field: string, min: number, max: number): Set<number> {
  const all = field.split(",").flatMap((part) => {
    const [range, step = "1"] = part.split("/") as [string, string?];
    const [low, high = low] = range === "*" ? [min, max] : range.split("-").map(Number);
    return Array.from({ length: max + 1 }, (_, n) => n).filter(
      (n) => n >= low! && n <= high! && (n - low!) % Number(step) === 0,
    );
  });
  return new Set(all);
}

function isDate(field: string, at: Date): boolean {
  if (field === "L") return dayAfter(at, 1).getUTCDate() === 1;
  if (field === "LW") {
    const working = (one: Date) => one.getUTCDay() % 6 !== 0;
    // The last working day: no other follows in its month.
    if (!working(at)) return false;
    for (let next = dayAfter(at, 1); next.getUTCMonth() === at.getUTCMonth(); next = dayAfter(next, 1)) {
      if (working(next)) return false;
    }
    return true;
  }
  return numbers(field, 1, 31).has(at.getUTCDate());
}

function isWeekday(field: string, at: Date): boolean {
  const [, day, last, nth] = /^(\d)(?:(L)|#(\d))$/.exec(field) ?? [];
  if (day === undefined)
    return numbers(field, 0, 7).has(at.getUTCDay()) || (at.getUTCDay() === 0 && numbers(field, 0, 7).has(7));
  if (Number(day) % 7 !== at.getUTCDay()) return false;
  if (last) return dayAfter(at, 7).getUTCMonth() !== at.getUTCMonth();
  return (
    dayAfter(at, -7 * (Number(nth) - 1)).getUTCMonth() === at.getUTCMonth() &&
    dayAfter(at, -7 * Number(nth)).getUTCMonth() !== at.getUTCMonth()
  );
}

const dayAfter = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);
