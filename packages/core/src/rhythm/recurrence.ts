/**
 * Evaluates recurrence rules for tasks.
 *
 * A task is the first instance of the rest of its series: DTSTART is when the task is due, and COUNT includes it. So each task of
 * a series has all information about the rest, and moving one moves what its rule leaves open (`FREQ=WEEKLY` is “a week later”,
 * `FREQ=WEEKLY;BYDAY=MO` is Monday whenever the last one was).
 *
 * A task recurs at the same local time of its zone. As RFC 5545 has it (section 3.3.5) and calendars show it, a time that the clocks
 * skip moves forward by as much as they do, and one that occurs twice means the first. UNTIL is inclusive, a day until its end; it may
 * be a day, a local time of the series' zone or an instant, independent of the task.
 */

import { dayNumber, dayText, visitDays } from "#core/rhythm/recurrence-days";
import { type Rule, readRule, type Until, writeRule } from "#core/rhythm/recurrence-rule";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";

/** When an instance is due: a day, and for a task with a time of day the instant as ISO 8601 UTC. */
export interface Moment {
  /** `YYYY-MM-DD` in the zone of the series. */
  day: string;
  at: string | undefined;
}

export interface Instance extends Moment {
  /** The number of earlier instances of the series, as far as they had to be counted. */
  place: number;
}

/** A local time in the series' zone. */
export interface Reading {
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM:SS`, perhaps with milliseconds; undefined when only the day counts. */
  time: string | undefined;
}

export interface Series {
  rule: string;
  /** An IANA name. */
  zone: string;
  /** The first instance, even if the rule does not match it. */
  start: Reading;
}

/**
 * The instances after the first and after the day `after`, in order, at most `limit`; empty when the rule has ended or never
 * matches again.
 */
export function following({ rule: text, zone, start }: Series, limit: number, after = ""): Instance[] {
  const rule = readRule(text);
  const first = dayNumber(start.day);
  // COUNT includes skipped instances, so they have to be evaluated.
  const from = after > start.day && rule.count === undefined ? dayNumber(after) : first;
  const instances: Instance[] = [];
  let place = 0;
  let before: string | undefined;
  const take = (number: number) => {
    if (number === first) return true;
    const moment = momentOf(zone, { day: dayText(number), time: start.time });
    // A whole day that a zone skips has moved onto the next one.
    if (moment.at !== undefined && moment.at === before) return true;
    before = moment.at;
    if (rule.until && isAfter(moment, rule.until, zone)) return false;
    if (++place === rule.count) return false;
    return moment.day <= after || instances.push({ ...moment, place }) < limit;
  };
  visitDays(rule, first, take, from);
  return instances;
}

function momentOf(zone: string, { day, time }: Reading): Moment {
  if (time === undefined) return { day, at: undefined };
  const instant = calendarInstantOf(zone, Date.parse(`${day}T${time}Z`));
  return { day: readingOf(zone, instant).day, at: new Date(instant).toISOString() };
}

function isAfter({ day, at }: Moment, until: Until, zone: string): boolean {
  if (until.time === undefined) return day > until.day;
  const last = Date.parse(`${until.day}T${until.time}Z`);
  if (at === undefined) return day > (until.utc ? readingOf(zone, last).day : until.day);
  const instant = Date.parse(at);
  return (until.utc ? instant : wallAt(zone, instant)) > last;
}

function readingOf(zone: string, instant: number): { day: string; time: string } {
  const [day, time] = new Date(wallAt(zone, instant)).toISOString().slice(0, -1).split("T") as [string, string];
  return { day, time };
}

/** The columns of a recurring task. */
export interface Recurring {
  recurrenceRule: string;
  recurrenceTimezone: string;
  recurrenceBasis: "due_date" | "completion";
  dueDate: string | null;
  /** ISO 8601 UTC. */
  dueAt: string | null;
}

export interface Successor extends Moment {
  /** The rule of the rest of the series: with a COUNT lower by one. */
  rule: string;
  /** The days between the task and this instance; after its completion, when the task had no due date. */
  daysLater: number;
}

/**
 * The instance after a task that was completed at `completedAt`; undefined when its series has ended. With the basis “due date”
 * it is the next instance after the day of completion: instances missed by then are skipped and count for COUNT. With `catchUp`
 * none is skipped because of lateness. With the basis “completion” the rule begins anew on the day of completion, at the time of
 * day of the task. A task without a due date recurs from completion.
 */
export function successorOf(task: Recurring, completedAt: string, catchUp = false): Successor | undefined {
  const series = { rule: task.recurrenceRule, zone: task.recurrenceTimezone, start: startOf(task, completedAt) };
  const [next] = following(series, 1, catchUp ? "" : dayOf(completedAt, series.zone));
  if (!next) return undefined;
  const rule = readRule(task.recurrenceRule);
  return {
    day: next.day,
    at: next.at,
    rule: writeRule({
      ...anchored(rule, series.start.day),
      count: rule.count === undefined ? undefined : rule.count - next.place,
      // The task after one that the clocks have moved is at the time of the series again.
      timeOfDay: isMoved(next, series) ? series.start.time?.slice(0, 8) : undefined,
    }),
    daysLater: dayNumber(next.day) - dayNumber(dueDayOf(task) ?? series.start.day),
  };
}

/** Whether the clocks skip the time of a series on the day of an instance. */
const isMoved = ({ at }: Moment, { zone, start }: Series) =>
  at !== undefined && readingOf(zone, Date.parse(at)).time !== start.time;

/** Where SKIP may move the next instance to another day, the rule has to keep the original day. */
export function anchored(rule: Rule, day: string): Rule {
  const isOpen = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length + rule.byWeekNo.length === 0;
  const [, month, date] = day.split("-").map(Number) as [number, number, number];
  if (rule.skip === "OMIT" || !isOpen || date <= 28) return rule;
  if (rule.freq === "MONTHLY") return { ...rule, byMonthDay: [date] };
  if (rule.freq !== "YEARLY") return rule;
  return { ...rule, byMonth: rule.byMonth.length > 0 ? rule.byMonth : [month], byMonthDay: [date] };
}

/** The day of an instant in a zone. */
export const dayOf = (instant: string, zone: string): string => readingOf(zone, Date.parse(instant)).day;

const dueDayOf = ({ dueAt, dueDate, recurrenceTimezone }: Recurring) =>
  dueAt === null ? dueDate : dayOf(dueAt, recurrenceTimezone);

/** The first instance of a rule: when the task is due, or, from completion, when it would be due on the day of completion. */
export function startOf(task: Recurring, completedAt: string): Reading {
  const zone = task.recurrenceTimezone;
  const due = task.dueAt === null ? undefined : intendedReading(task.recurrenceRule, zone, Date.parse(task.dueAt));
  if (task.recurrenceBasis === "due_date" && due) return due;
  if (task.recurrenceBasis === "due_date" && task.dueDate !== null) return { day: task.dueDate, time: undefined };
  return { day: readingOf(zone, Date.parse(completedAt)).day, time: due?.time };
}

/** When a task is due on the clocks of its zone; of one that the clocks have moved, the time at which its series recurs. */
function intendedReading(rule: string, zone: string, dueAt: number): Reading {
  const shown = readingOf(zone, dueAt);
  const { timeOfDay } = readRule(rule);
  if (timeOfDay === undefined) return shown;
  const isItsTime = calendarInstantOf(zone, Date.parse(`${shown.day}T${timeOfDay}Z`)) === dueAt;
  return isItsTime ? { day: shown.day, time: `${timeOfDay}.000` } : shown;
}
