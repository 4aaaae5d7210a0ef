/**
 * When a routine is due: a cron rule read on the clocks of its own time zone. Ordinary days leave no question; on a day when
 * the clocks are changed a routine shifts, and neither skips nor doubles:
 *
 * - A rule that names hours (`30 2 * * *`, `0 9-17 * * *`, every two hours) is due once for each reading of the clock it names.
 *   What the clocks jump over is due at the instant of the jump: 02:30 at 03:00 when they go from 02:00 to 03:00. Several
 *   readings in one jump, or one that is named itself at its end, are due there once. What the clocks show twice is due the
 *   first time.
 * - A rule for every hour (`30 * * * *`, every 15 minutes) goes by real time: it is due at every instant at which the clocks
 *   show a reading it names, so a day of 23 hours has 23 of each and a day of 25 hours 25. An hour that the clocks jump over
 *   as a whole never was. Of an hour that they jump over in part (by 30 minutes on Lord Howe Island) what is jumped over is
 *   due at the instant of the jump.
 *
 * Instants are milliseconds since 1970; those due are whole minutes.
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

/** The last due time up to and including `until`, which is known to be no earlier than the due time `known`. */
export function lastDue(timetable: Timetable, until: number, known: number): number {
  let last = known;
  // From ever further back, so that a rule for every minute is not walked through from a year ago.
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
 * How many readings the rule named between two instants, not counting one at the end: the number of a run counted from when
 * the routine was made, which is the same whatever was skipped, delayed or run out of order.
 */
export function turnOf({ rule, zone }: Timetable, since: number, due: number): number {
  return countWalls(rule, wallAt(zone, since), wallAt(zone, due - 1));
}

/** Readings are due in the order of the clock, even those that are jumped over or shown again. */
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

/** Whether clocks that jump ahead miss a reading that the rule names in the hour at which they arrive. */
function jumpsOverPartOf(rule: Rule, from: number, to: number): boolean {
  const hour = Math.max(from, Math.floor(to / HOUR_MS) * HOUR_MS);
  return hour < to && nextWall(rule, hour - 1)! < to;
}
