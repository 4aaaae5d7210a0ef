/**
 * The instances of a series of events (RFC 5545, sections 3.3.10 and 3.8.5), without those that overrides change: an override is a row
 * of its own, and agenda.ts puts it in the place of the instance that it names.
 *
 * - The rule is evaluated on the clocks of the event's zone, so that an event keeps its time of day over a change of clocks. A time
 *   that the clocks skip moves forward by as much as they do, and one that occurs twice means the first (section 3.3.5).
 *   Section 3.3.10 would leave out a skipped one; here it stays, so that nobody misses what they do each day.
 * - An event given by its end keeps the time of its end, one given by a duration its exact length (section 3.3.6).
 * - The start of the series is its first instance, whether or not the rule matches it, and COUNT includes it. COUNT also includes
 *   the instances that EXDATE leaves out. A series that ends by COUNT is over 150 years after its start, whatever it counts.
 * - A day of UNTIL holds until its end. A series whose UNTIL is before its start has no instances but those of RDATE.
 */
import { visitDays } from "#core/rhythm/recurrence-days";
import { type Rule, readRule } from "#core/rhythm/recurrence-rule";
import { leftOut } from "#core/rhythm/recurrence-steps";
import { type Readings, readingsOf, wallAt } from "#core/rhythm/zone-clock";

/**
 * What of a row of `calendar_events` says when it happens. Moments are ISO 8601; of an event without a zone (floating) and of one
 * that lasts all day they are what clocks show everywhere, as if they were those of UTC.
 */
export interface EventSeries<M extends Moment = string> {
  startAt: M;
  endAt: M;
  /** An IANA name; null for a floating event and one that lasts all day. */
  timezone: string | null;
  isAllDay: boolean;
  lasts: "until_end" | "duration";
  /** A rule that `readRule` accepts, or null for an event that happens once, or only on its RDATEs, too. */
  recurrenceRule: string | null;
  recurrenceExdates: readonly M[];
  recurrenceRdates: readonly M[];
}

/** ISO 8601, or milliseconds where many are read and none is shown: to parse so many texts takes longer than all else. */
export type Moment = string | number;

export const momentMs = (at: Moment): number => (typeof at === "number" ? at : Date.parse(at));

/** An instance of a series; its moments are in the form of the series' own. */
export interface Occurrence {
  /** The start that the series gives it, by which overrides and exceptions name it. */
  originalStart: string;
  startAt: string;
  /** Exclusive. */
  endAt: string;
}

/** A window of time in milliseconds: its instants, and what the clocks of a viewer show then. The ends are exclusive. */
export interface Bounds {
  from: number;
  to: number;
  wallFrom: number;
  wallTo: number;
}

/** The bounds of a window of instants (ISO 8601) for somebody in a zone. Throws a RangeError for a zone that the runtime does not know. */
export function boundsOf(window: { from: string; to: string }, viewerZone: string): Bounds {
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  return { from, to, wallFrom: wallAt(viewerZone, from), wallTo: wallAt(viewerZone, to) };
}

/**
 * Calls `visit` with the start and the end of each instance that overlaps a window of time, in order, at most `limit` times; they are
 * milliseconds in the form of the series' own. An instance without length overlaps the window when it starts in it. Floating events and
 * those that last all day are compared with the viewer's clocks. Throws a RuleError for a rule that is none, and a RangeError for a
 * zone that the runtime does not know.
 */
export function visitInstances(
  series: EventSeries<Moment>,
  bounds: Bounds,
  limit: number,
  visit: (start: number, end: number) => void,
): void {
  const isFloating = series.timezone === null;
  const [from, to] = isFloating ? [bounds.wallFrom, bounds.wallTo] : [bounds.from, bounds.to];
  const overlaps = (start: number, end: number) => end > from || (start === end && start === from);
  if (happensOnce(series)) {
    const [start, end] = [momentMs(series.startAt), momentMs(series.endAt)];
    if (start < to && overlaps(start, end) && limit > 0) visit(start, end);
    return;
  }
  const clocks = clocksOf(series);
  let count = 0;
  visitStarts(series, clocks, from - clocks.longest, to, (start) => {
    if (start >= to || count >= limit) return false;
    const end = clocks.endOf(start);
    if (overlaps(start, end)) {
      count++;
      visit(start, end);
    }
    return true;
  });
}

const happensOnce = ({ recurrenceRule, recurrenceExdates, recurrenceRdates }: EventSeries<Moment>) =>
  recurrenceRule === null && recurrenceExdates.length === 0 && recurrenceRdates.length === 0;

/** The same instances as a list. `from` and `to` are instants (ISO 8601). */
export function occurrences(
  series: EventSeries,
  window: { from: string; to: string },
  viewerZone: string,
  limit: number,
): Occurrence[] {
  const found: Occurrence[] = [];
  visitInstances(series, boundsOf(window, viewerZone), limit, (start, end) => found.push(occurrenceOf(start, end)));
  return found;
}

/** The instance of a series that starts at a moment, or undefined when none does. */
export function occurrenceAt(series: EventSeries, originalStart: string): Occurrence | undefined {
  const start = Date.parse(originalStart);
  return startsAt(series, start) ? occurrenceOf(start, clocksOf(series).endOf(start)) : undefined;
}

/** Whether an instance of a series starts at a moment in milliseconds. */
export function startsAt(series: EventSeries<Moment>, wanted: number): boolean {
  let isOne = false;
  visitStarts(series, clocksOf(series), wanted - MARGIN_MS, wanted, (start) => {
    isOne = start === wanted;
    return start < wanted;
  });
  return isOne;
}

/** The first instances of a series that start at or after a moment in the form of its own, at most `limit`. */
export function occurrencesFrom(series: EventSeries, from: string, limit: number): Occurrence[] {
  const found: Occurrence[] = [];
  if (limit > 0) visitFrom(series, from, (one) => found.push(one) < limit);
  return found;
}

/** Visits them in order until told not to go on: none is calculated before it is asked for, since those of a rule may be years apart. */
export function visitFrom(series: EventSeries, from: string, visit: (occurrence: Occurrence) => boolean): void {
  const clocks = clocksOf(series);
  const earliest = Date.parse(from);
  visitStarts(
    series,
    clocks,
    earliest - MARGIN_MS,
    undefined,
    (start) => start < earliest || visit(occurrenceOf(start, clocks.endOf(start))),
  );
}

/** How many instances of a series' rule, with those that are left out, start before a moment in the form of its own. */
export function countBefore(series: EventSeries, originalStart: string): number {
  let count = 0;
  const clocks = clocksOf(series);
  const end = Date.parse(originalStart);
  visitRule(series.recurrenceRule, clocks, clocks.start, end, (start) => {
    if (start >= end) return false;
    count++;
    return true;
  });
  return count;
}

const occurrenceOf = (start: number, end: number): Occurrence => {
  const startAt = new Date(start).toISOString();
  return { originalStart: startAt, startAt, endAt: new Date(end).toISOString() };
};

const DAY_MS = 86_400_000;
/** No change of clocks is longer, so that days that are this far before a moment are before it on all clocks. */
const MARGIN_MS = 2 * DAY_MS;
/** A series of COUNT lasts for at most 150 years. */
const MAX_COUNTED_MS = 150 * 366 * DAY_MS;

/** How a series' moments, as numbers, and the readings of its clocks belong together. */
interface Clocks {
  start: number;
  startWall: number;
  readings: Readings;
  endOf(start: number): number;
  /** What an instance lasts at most, in milliseconds. */
  longest: number;
}

function clocksOf({ startAt, endAt, timezone: zone, lasts }: EventSeries<Moment>): Clocks {
  const [start, end] = [momentMs(startAt), momentMs(endAt)];
  const readings = zone === null ? READINGS : readingsOf(zone);
  const startWall = readings.wallOf(start);
  const length = end - start;
  const wallLength = readings.wallOf(end) - startWall;
  const endOf =
    lasts === "duration" || zone === null
      ? (moment: number) => moment + length
      : (moment: number) =>
          moment === start ? end : Math.max(moment, readings.momentOf(readings.wallOf(moment) + wallLength));
  return { start, startWall, readings, endOf, longest: Math.max(length, wallLength) + MARGIN_MS };
}

/** Without a zone, moments are readings already. */
const READINGS: Readings = { momentOf: (wall) => wall, wallOf: (moment) => moment };

/** Is given a start, and answers whether to go on. */
type Visit = (start: number) => boolean;

/**
 * Visits the starts of a series' instances, in order, until told not to go on. Most of those before `from` are left out, and those after
 * `to` may be.
 */
function visitStarts(
  series: EventSeries<Moment>,
  clocks: Clocks,
  from: number,
  to: number | undefined,
  visit: Visit,
): void {
  const { recurrenceRule, recurrenceExdates, recurrenceRdates } = series;
  // As most series are.
  if (recurrenceExdates.length + recurrenceRdates.length === 0) {
    visitRule(recurrenceRule, clocks, from, to, visit);
    return;
  }
  const left = new Set(recurrenceExdates.map(momentMs));
  const added = recurrenceRdates.map(momentMs).sort((a, b) => a - b);
  let [at, last] = [0, Number.NEGATIVE_INFINITY];
  const take = (start: number) => {
    const isOne = start !== last && !left.has(start);
    last = start;
    return !isOne || visit(start);
  };
  const goesOn = visitRule(recurrenceRule, clocks, from, to, (start) => {
    while (at < added.length && added[at]! < start) if (!take(added[at++]!)) return false;
    return take(start);
  });
  if (goesOn) while (at < added.length && take(added[at]!)) at++;
}

/** The same of its rule alone; answers whether `visit` would have gone on. */
function visitRule(text: string | null, clocks: Clocks, from: number, to: number | undefined, visit: Visit): boolean {
  const { start, startWall, readings } = clocks;
  if (text === null) return visit(start);
  const rule = parsed(text);
  const isAfter = endOf(rule, clocks);
  if (isAfter?.(start, startWall)) return true;
  if (!visit(start)) return false;
  const firstDay = Math.floor(startWall / DAY_MS);
  const timeOfDay = startWall - firstDay * DAY_MS;
  const earliest = Math.max(start, from);
  const wallFrom = readings.wallOf(earliest);
  // COUNT has to be counted, however long ago it began: after so long it is over.
  if (rule.count !== undefined && wallFrom - startWall > MAX_COUNTED_MS) return true;
  const wanted = Math.floor(wallFrom / DAY_MS);
  // COUNT counts from the beginning, whatever is asked for.
  const uncounted = rule.count === undefined ? 0 : leftOut(rule, firstDay, wanted);
  const fromDay = uncounted === undefined ? firstDay : wanted;
  const fromWall = wallFrom - MARGIN_MS;
  let [count, before] = [1 + (uncounted ?? 0), start];
  if (rule.count !== undefined && count > rule.count) return true;
  const toDay = to === undefined ? undefined : Math.ceil((readings.wallOf(Math.max(start, to)) + MARGIN_MS) / DAY_MS);
  let goesOn = true;
  const take = (day: number) => {
    if (day === firstDay) return true;
    const wall = day * DAY_MS + timeOfDay;
    // What is only counted needs no moment.
    if (wall < fromWall) return count++ !== rule.count;
    const moment = readings.momentOf(wall);
    // A whole day that a zone skips has moved onto the next one.
    if (moment === before) return true;
    before = moment;
    if (count++ === rule.count || isAfter?.(moment, wall)) return false;
    goesOn = visit(moment);
    return goesOn;
  };
  visitDays(rule, firstDay, take, fromDay, toDay);
  return goesOn;
}

/** A test of whether an instance is after the UNTIL of a rule, if it has one. A local UNTIL is read on the clocks of the series. */
function endOf({ until }: Rule, clocks: Clocks): ((moment: number, wall: number) => boolean) | undefined {
  if (!until) return undefined;
  const lastDay = Date.parse(`${until.day}T00:00:00Z`);
  if (until.time === undefined) return (_, wall) => wall >= lastDay + DAY_MS;
  const last = Date.parse(`${until.day}T${until.time}Z`);
  // Where moments are readings, a UNTIL in UTC is one, too.
  return until.utc || clocks.start === clocks.startWall ? (moment) => moment > last : (_, wall) => wall > last;
}

/** Few rules are many series: each is parsed once. */
const rules = new Map<string, Rule>();
const MAX_RULES = 2_000;

function parsed(text: string): Rule {
  const known = rules.get(text);
  if (known) return known;
  const rule = readRule(text);
  if (rules.size >= MAX_RULES) rules.clear();
  rules.set(text, rule);
  return rule;
}
