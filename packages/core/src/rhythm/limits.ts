/**
 * Limits of a person's routines, by tier. The rate limit counts only the request that creates a routine, and not the tasks that
 * the routine then makes. So the frequency of a rule, the number of active routines and the number of tasks they make in a day
 * are limited here.
 */
import { type SQL, sql } from "drizzle-orm";
import { tierLimits } from "#core/platform/tier-limits";
import type { Step } from "#core/rhythm/catch-up";
import { countWalls, DAY_MS, MINUTE_MS, nextWall, type Rule } from "#core/rhythm/cron";
import { nextDue, type Timetable } from "#core/rhythm/due";
import { routines } from "#core/rhythm/routines.sql";
import { tasks } from "#core/work/tasks.sql";
import type { Tier } from "#kit/ctx";
import { leastId } from "#kit/ids";
import { me } from "#kit/table";

export interface RoutineLimits {
  /** Active routines. */
  active: number;
  /** Minutes between two due times of a rule, in local time. */
  minutesApart: number;
  /** Tasks made by all of a person's routines in a day of UTC. */
  tasksPerDay: number;
}

const LIMITS: Record<Tier, RoutineLimits> = {
  free: { active: 20, minutesApart: 15, tasksPerDay: 100 },
  starter: { active: 50, minutesApart: 15, tasksPerDay: 300 },
  pro: { active: 200, minutesApart: 5, tasksPerDay: 1_000 },
  team: { active: 500, minutesApart: 5, tasksPerDay: 3_000 },
  enterprise: { active: 2_000, minutesApart: 1, tasksPerDay: 10_000 },
};

/** The limits of a tier, which ROUTINE_LIMITS may override. */
export const limitsOf = tierLimits("ROUTINE_LIMITS", LIMITS);

/** The fewest minutes between two local times that a rule matches; more than a day counts as a day. */
export function minutesApart(rule: Rule): number {
  const ofDay = rule.hours.flatMap((hour) => rule.minutes.map((minute) => hour * 60 + minute));
  const gaps = ofDay.slice(1).map((minute, i) => minute - ofDay[i]!);
  const overnight = ofDay[0]! + 1_440 - ofDay.at(-1)!;
  const within = Math.min(1_440, ...gaps);
  return overnight < within && hasNeighbours(rule) ? overnight : within;
}

/** Whether a rule from before the limit, or from a higher tier, is more frequent than allowed. */
export const isTooOften = (rule: Rule, limits: RoutineLimits): boolean => minutesApart(rule) < limits.minutesApart;

/** The step with a next due time no sooner than the limits allow: due times in between are left out. */
export function keepingApart(timetable: Timetable, step: Step, limits: RoutineLimits): Step {
  const { due, next } = step;
  if (due === undefined || next === undefined) return step;
  const soonest = due + limits.minutesApart * MINUTE_MS;
  // When the clocks change, an allowed rule may come sooner once.
  if (next >= soonest || !isTooOften(timetable.rule, limits)) return step;
  return { due, next: nextDue(timetable, soonest - 1) };
}

/** After so many years the calendar of a rule's days repeats. */
const CALENDAR_YEARS = 41;

/** Whether the rule matches two consecutive days. */
function hasNeighbours(rule: Rule): boolean {
  const lastDay = CALENDAR_YEARS * 366;
  for (let day = dayAfter(rule, -1); day !== undefined && day < lastDay; day = dayAfter(rule, day)) {
    if (countWalls(rule, (day + 1) * DAY_MS - 1, (day + 2) * DAY_MS - 1) > 0) return true;
  }
  return false;
}

/** The first matching day after another; days are counted from 1970. */
function dayAfter(rule: Rule, day: number): number | undefined {
  const wall = nextWall(rule, (day + 1) * DAY_MS - 1);
  return wall === undefined ? undefined : Math.floor(wall / DAY_MS);
}

/** Whether the speaker may have one more active routine. */
export const hasRoom = ({ active }: RoutineLimits): SQL =>
  sql`(select count(*) from ${routines} r where r.user_id = ${me} and r.is_active and r.deleted_at is null) < ${active}::int`;

/** The number of tasks that the speaker's routines have made today, found by their ids, which sort by time. */
export const madeToday = (now: Date): SQL =>
  sql`(select count(*) from ${tasks} t where t.user_id = ${me} and t.id >= ${leastId(startOfDay(now))}::uuid and t.routine_run_id is not null)`;

/** The beginning of the day, in UTC. */
export const startOfDay = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
