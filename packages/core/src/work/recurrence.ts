/**
 * What a recurrence rule means in days and instants, for tasks.
 *
 * A task is the first instance of what its rule still holds: DTSTART is when the task is due, and COUNT counts it. So each task
 * of a series says all there is to know of the rest, and moving one moves what its rule leaves open (`FREQ=WEEKLY` is “a week
 * later”, `FREQ=WEEKLY;BYDAY=MO` is Monday whenever the last one was).
 *
 * A task recurs at the same reading of the clocks of its zone. As RFC 5545 has it, a reading that the clocks jump over is no
 * instance and is not counted, and one that they show twice is meant the first time. UNTIL includes what it names, a day to its
 * end; it may be a day, a local time of the series' zone or an instant, whatever the task has.
 */
import { instantOf, wallAt } from "#core/rhythm/zone-clock";
import { dayNumber, daysOf, dayText } from "#core/work/recurrence-days";
import { type Rule, readRule, type Until, writeRule } from "#core/work/recurrence-rule";

/** When an instance is due: a day, and for a task with a time of day the instant as ISO 8601 UTC. */
export interface Moment {
  /** `YYYY-MM-DD` in the zone of the series. */
  day: string;
  at: string | undefined;
}

export interface Instance extends Moment {
  /** How many instances of the series came before it, as far as they had to be counted. */
  place: number;
}

/** What the clocks of the series' zone show. */
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
  /** The first instance, whether or not the rule names it. */
  start: Reading;
}

/**
 * The instances after the first and after the day `after`, in order, at most `limit`; none when the rule has ended or never comes
 * again.
 */
export function following({ rule: text, zone, start }: Series, limit: number, after = ""): Instance[] {
  const rule = readRule(text);
  const first = dayNumber(start.day);
  // A COUNT counts what is passed over, too.
  const from = after > start.day && rule.count === undefined ? dayNumber(after) : first;
  const instances: Instance[] = [];
  let place = 0;
  for (const number of daysOf(rule, first, from)) {
    if (number === first) continue;
    const moment = momentOf(zone, { day: dayText(number), time: start.time });
    if (!moment) continue;
    if (rule.until && isAfter(moment, rule.until, zone)) break;
    if (++place === rule.count) break;
    if (moment.day > after && instances.push({ ...moment, place }) === limit) break;
  }
  return instances;
}

/** Undefined when the clocks jump over the reading. */
function momentOf(zone: string, { day, time }: Reading): Moment | undefined {
  if (time === undefined) return { day, at: undefined };
  const wall = Date.parse(`${day}T${time}Z`);
  const instant = instantOf(zone, wall);
  return wallAt(zone, instant) === wall ? { day, at: new Date(instant).toISOString() } : undefined;
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

/** What a recurring task says about its series. */
export interface Recurring {
  recurrenceRule: string;
  recurrenceTimezone: string;
  recurrenceBasis: "due_date" | "completion";
  dueDate: string | null;
  /** ISO 8601 UTC. */
  dueAt: string | null;
}

export interface Successor extends Moment {
  /** The rule of the rest of the series: a COUNT has one less to go. */
  rule: string;
  /** How many days after the task it is due; after its completion, when the task was not due at any time. */
  daysLater: number;
}

/**
 * The instance after a task that was completed at `completedAt`; undefined when its series ends with it. From the due date it
 * is the next of the rule after the day of completion: what had passed by then is skipped, and a COUNT counts it. With
 * `catchUp` nothing is skipped because somebody was late. From completion the rule counts anew from the day of completion, at
 * the time of day of the task. A task that is not due at any time recurs from completion.
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
    }),
    daysLater: dayNumber(next.day) - dayNumber(dueDayOf(task) ?? series.start.day),
  };
}

/** Where SKIP may move the next one to another day, the rule has to say which day it was moved from. */
function anchored(rule: Rule, day: string): Rule {
  const isOpen = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length + rule.byWeekNo.length === 0;
  const [, month, date] = day.split("-").map(Number) as [number, number, number];
  if (rule.skip === "OMIT" || !isOpen || date <= 28) return rule;
  if (rule.freq === "MONTHLY") return { ...rule, byMonthDay: [date] };
  if (rule.freq !== "YEARLY") return rule;
  return { ...rule, byMonth: rule.byMonth.length > 0 ? rule.byMonth : [month], byMonthDay: [date] };
}

/** The day of an instant on the clocks of a zone. */
export const dayOf = (instant: string, zone: string): string => readingOf(zone, Date.parse(instant)).day;

const dueDayOf = ({ dueAt, dueDate, recurrenceTimezone }: Recurring) =>
  dueAt === null ? dueDate : dayOf(dueAt, recurrenceTimezone);

/** The first instance that a rule counts from: when the task is due, or would be were it due on the day it was completed. */
export function startOf(task: Recurring, completedAt: string): Reading {
  const zone = task.recurrenceTimezone;
  const due = task.dueAt === null ? undefined : readingOf(zone, Date.parse(task.dueAt));
  if (task.recurrenceBasis === "due_date" && due) return due;
  if (task.recurrenceBasis === "due_date" && task.dueDate !== null) return { day: task.dueDate, time: undefined };
  return { day: readingOf(zone, Date.parse(completedAt)).day, time: due?.time };
}
