/**
 * Decides what a tick does with a routine that is due. A due time counts as on time for five minutes, so that a late tick makes
 * nobody miss anything; after that it was missed, and the routine's `catchUp` decides:
 *
 * - `skip`: missed due times are skipped.
 * - `latest`: the latest missed one is run.
 * - `all`: all missed ones of the last month are run, in order.
 *
 * Each step handles one due time, so that a routine with many missed ones does not delay the others.
 */
import { lastDue, nextDue, type Timetable } from "#core/rhythm/due";

export type CatchUp = "skip" | "latest" | "all";

export const ON_TIME_MS = 5 * 60_000;
/** Due times that were missed longer ago are skipped by all. */
const MAX_BEHIND_MS = 31 * 86_400_000;

export interface Step {
  /** The due time to run for; undefined when all due times so far are skipped. */
  due: number | undefined;
  /** The due time after that, which may have passed too; undefined when there is none. */
  next: number | undefined;
}

/** The step of a routine that was next due at `scheduled`, which is not after `now`. */
export function stepOf(timetable: Timetable, catchUp: CatchUp, scheduled: number, now: number): Step {
  const onTimeSince = now - ON_TIME_MS;
  if (catchUp === "all" && scheduled < now - MAX_BEHIND_MS)
    return { due: undefined, next: nextDue(timetable, now - MAX_BEHIND_MS - 1) };
  if (scheduled >= onTimeSince || catchUp === "all") return { due: scheduled, next: nextDue(timetable, scheduled) };
  if (catchUp === "skip") return { due: undefined, next: nextDue(timetable, onTimeSince - 1) };
  const due = lastDue(timetable, onTimeSince - 1, scheduled);
  return { due, next: nextDue(timetable, due) };
}
