/**
 * Due times of routines: a cron rule evaluated in a time zone. On a day when the clocks change, a routine may shift, but is
 * neither skipped nor doubled:
 *
 * - A rule with specific hours (`30 2 * * *`, `0 9-17 * * *`, every two hours) is due once for each local time that it matches. A
 *   time that the clocks skip is due at the instant of the jump: 02:30 at 03:00 when they go from 02:00 to 03:00. Several skipped
 *   times, or one that matches at the end of the jump itself, are due there once. A time that occurs twice is due the first time.
 * - A rule for every hour (`30 * * * *`, every 15 minutes) follows elapsed time: it is due at every instant at which the clocks
 *   show a matching time, so a day of 23 hours has 23 and a day of 25 hours 25. An hour that the clocks skip completely does not
 *   count. In an hour that they skip in part (by 30 minutes on Lord Howe Island), skipped times are due at the instant of the
 *   jump.
 *
 * Instants are milliseconds since 1970; due times are whole minutes.
 */
import { countWalls, DAY_MS, nextWall, type Rule } from "#core/rhythm/cron";
import { instantOf, segmentAt, wallAt } from "#core/rhythm/zone-clock";

export interface Timetable {
  rule: Rule;
  /** An IANA name. */
  zone: string;
}

const HOUR_MS = 3_600_000;

/** The first due time after `after`; undefined when there is none in forty years. */
export function nextDue({ rule, zone }: Timetable, after: number): number | undefined {
  return rule.everyHour ? nextInRealTime(rule, zone, after) : nextByTheClock(rule, zone, after);
}

/** The next `count` due times. */
export function nextDues(timetable: Timetable, after: number, count: number): number[] {
  const dues: number[] = [];
  for (let due = nextDue(timetable, after); due !== undefined; due = nextDue(timetable, due)) {
    if (dues.push(due) === count) break;
  }
  return dues;
}

/** The last due time up to and including `until`; `known` is an earlier or equal due time. */
export function lastDue(timetable: Timetable, until: number, known: number): number {
  let last = known;
  // Looks back step by step, so that a rule for every minute is not evaluated from a year ago on.
  for (const span of [HOUR_MS, DAY_MS, 32 * DAY_MS, 366 * DAY_MS, until - known]) {
    const from = Math.max(until - span, known);
    let due = nextDue(timetable, from);
    if (due !== undefined && due <= until) {
      for (; due !== undefined && due <= until; due = nextDue(timetable, due)) last = due;
      return last;
    }
    if (from === known) break;
  }
  return last;
}

/**
 * The number of a run: how many local times the rule matched between two instants, without one at the end. Counted from the
 * routine's creation, it does not depend on skipped, delayed or reordered runs.
 */
export function turnOf({ rule, zone }: Timetable, since: number, due: number): number {
  return countWalls(rule, wallAt(zone, since), wallAt(zone, due - 1));
}

/** Local times are due in the order of the clock, including those that are skipped or repeated. */
function nextByTheClock(rule: Rule, zone: string, after: number): number | undefined {
  let wall = nextWall(rule, wallAt(zone, after));
  while (wall !== undefined) {
    const due = instantOf(zone, wall);
    if (due > after) return due;
    wall = nextWall(rule, wall);
  }
  return undefined;
}

function nextInRealTime(rule: Rule, zone: string, after: number): number | undefined {
  let segment = segmentAt(zone, after);
  for (;;) {
    const wall = nextWall(rule, after + segment.offset);
    if (wall === undefined) return undefined;
    const due = wall - segment.offset;
    if (due < segment.until) return due;

    const next = segmentAt(zone, segment.until);
    if (jumpsOverPartOf(rule, segment.until + segment.offset, segment.until + next.offset)) return segment.until;
    after = segment.until - 1;
    segment = next;
  }
}

/** Whether clocks that jump ahead skip a matching time within the hour at which they arrive. */
function jumpsOverPartOf(rule: Rule, from: number, to: number): boolean {
  const hour = Math.max(from, Math.floor(to / HOUR_MS) * HOUR_MS);
  return hour < to && nextWall(rule, hour - 1)! < to;
}
