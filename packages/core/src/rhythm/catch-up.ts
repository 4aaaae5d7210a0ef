/**
 * What a tick does with a routine whose time has come. A due time is on time for five minutes, so that a tick that is late
 * makes nobody miss anything; after that it was missed, and the routine's `catchUp` decides:
 *
 * - `skip`: what was missed is not made up for.
 * - `latest`: the last one that was missed is.
 * - `all`: every one of the last month is, in order.
 *
 * Each step takes one due time, so that a routine that has much to make up for waits its turn like the others.
 */
import { lastDue, nextDue, type Timetable } from "#core/rhythm/due";

export type CatchUp = "skip" | "latest" | "all";

export const ON_TIME_MS = 5 * 60_000;
/** What was missed longer ago is nobody's wish any more. */
const MAX_BEHIND_MS = 31 * 86_400_000;

export interface Step {
  /** The due time to run for; undefined when all that was due has been skipped. */
  due: number | undefined;
  /** The due time after that, which may have come too; undefined when there is none. */
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
